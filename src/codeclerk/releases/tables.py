"""The tables of the pages of releases: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import wording
from codeclerk.register.tables import proposal_link
from codeclerk.releases.implementing import Implementation
from codeclerk.releases.queries import Unmatched
from codeclerk.releases.rules.contents import Entry, Release, Standing, counts
from codeclerk.releases.rules.costs import ReleaseCost
from codeclerk.releases.rules.ways import Option, Way
from codeclerk.ui.tables import Cell, Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.ui.words import money

STANDINGS = {
    Standing.IMPLEMENTED: Tag("implemented", "good", 0),
    Standing.APPROVED: Tag("approved", "info", 1),
    Standing.TARGETED: Tag("targeted", "plum", 2),
}
BY_PATTERN = "Inferred: no source gives the day, the pattern does."
INFERRED = "Inferred: no source prints that this is its release."
ON_PAGE = ("release", "day", "when", "cut_off", "implemented", "approved", "targeted", "note")
COUNTED = (
    "The last day on which a decision is in time, by the usual lead time, which is inferred from printed cut-off dates."
)


def day_value(release: Release, note: int) -> Any:
    """The day of a release; with the footnote of that number where only the pattern gives it."""
    return Cell(release.pattern_day, (note,)) if release.is_day_inferred else release.day


def release_link(request: Request, release: Release) -> Link:
    """A link to a release's page, on the same dates."""
    return Link(release.full_name, with_dates(request, reverse("releases:release", args=[release.key])))


def releases_table(request: Request, releases: Iterable[Release], day: date) -> Table:
    """The calendar: past and coming releases, with how many proposals stand how in each. Downloads have the kind."""
    columns: tuple[Column, ...] = (
        Column("release", "Release"),
        Column("day", "Go-live", Kind.DATE, none="not known"),
        Column("when", "When", Kind.TAG),
        Column("kind", "Kind"),
        Column("cut_off", "Decision by", Kind.DATE, notes=(1,), none="–"),
        Column("implemented", "Implemented", Kind.NUMBER),
        Column("approved", "Approved", Kind.NUMBER),
        Column("targeted", "Targeted", Kind.NUMBER),
        Column("note", "Note", none="–"),
    )
    if not request.GET.get("format"):
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    every = [(one, _release_row(request, one, day)) for one in releases]
    rows = tuple({key: value for key, value in row.items() if key in shown} for _, row in every)
    notes = (COUNTED, BY_PATTERN) if any(one.is_day_inferred for one, _ in every) else (COUNTED,)
    empty = Empty("No release yet", "None was in the record on the day that this page looks at.")
    return Table("Releases", columns, rows, footnotes=notes, empty=empty, stack=True)


def _release_row(request: Request, one: Release, day: date) -> dict[str, Any]:
    by_standing = counts(one)
    closed = "Closed to changes of systems and devices." if one.closed_to_systems else ""
    return {
        "release": release_link(request, one),
        "day": day_value(one, 2),
        "when": Tag("past", "grey", 1) if one.is_past(day) else Tag("coming", "info", 0),
        "kind": one.kind.label,
        "cut_off": one.cut_off.due if one.cut_off else None,
        **{standing.value: by_standing[standing] for standing in Standing},
        "note": " ".join(part for part in (one.day_note, closed) if part) or None,
    }


def contents_table(request: Request, release: Release) -> Table:
    """What is in a release: who stands how, what it still hangs on, which documents and systems it affects."""
    conditional = any(entry.condition for entry in release.entries)
    columns = (
        Column("number", "Number", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("standing", "Standing", Kind.TAG),
        *([Column("condition", "Condition", none="none")] if conditional else []),
        Column("status", "Status"),
        Column("documents", "Documents", none="not recorded"),
        Column("systems", "Systems", none="not recorded"),
    )
    shown = {column.key for column in columns}
    rows = tuple(
        {key: value for key, value in _entry_row(request, entry).items() if key in shown} for entry in release.entries
    )
    why = "No proposal named it as its target release on the day that this page looks at."
    notes = (INFERRED,) if any(entry.sure == "inferred" for entry in release.entries) else ()
    empty = Empty("Nothing in it", why)
    return Table(f"Contents of the {release.full_name}", columns, rows, footnotes=notes, empty=empty, stack=True)


def _entry_row(request: Request, entry: Entry) -> dict[str, Any]:
    tag = STANDINGS[entry.standing]
    return {
        "number": proposal_link(request, entry.number),
        "title": entry.title or None,
        "standing": Cell(tag, (1,)) if entry.sure == "inferred" else tag,
        "condition": entry.condition or None,
        "status": entry.status or None,
        "documents": _affected(entry, "documents", entry.documents),
        "systems": _affected(entry, "systems", entry.systems),
    }


def _affected(entry: Entry, kind: str, ids: Iterable[str]) -> str | None:
    """The names of what is affected; `none` where that was recorded, None where nothing was."""
    named = ", ".join(wording.affected(kind, id) for id in ids)
    return named or ("none" if kind in entry.affected_known else None)


def cost_table(release: Release, cost: ReleaseCost) -> Table:
    """What a release costs: days of effort at the rate of a day, with the sum."""
    columns = (
        Column("what", "For"),
        Column("days", "Effort"),
        Column("pounds", "Cost", notes=(1,)),
    )
    rows = tuple(
        {"what": one.what, "days": one.words, "pounds": f"{_most(one.is_at_most)}{money(cost.pounds(one))}"}
        for one in cost.efforts
    )
    note = f"At {money(cost.rate)} for a day of effort"
    note += ", a rate that is inferred from printed sums." if cost.rate_sure == "inferred" else "."
    totals = {"what": "Sum", "days": "", "pounds": cost.total_words} if rows else {}
    empty = Empty("No effort recorded", "What is known of the cost stands below.")
    caption = f"Cost of the {release.full_name}"
    return Table(caption, columns, rows, footnotes=(note,), totals=totals, empty=empty, stack=True)


def _most(is_at_most: bool) -> str:
    return "at most " if is_at_most else ""


def options_table(request: Request, found: Implementation) -> Table:
    """How a proposal can be implemented: a row for each way that is open to it, the shorter ones first."""
    columns = (
        Column("way", "Way"),
        Column("release", "Release", none="none is late enough"),
        Column("day", "Go-live", Kind.DATE, none="–"),
        Column("why", "Why"),
    )
    rows = tuple(_option_row(request, one, number) for number, one in enumerate(found.options, 1))
    notes = tuple(basis(one.way) for one in found.options)
    return Table(f"How {found.number} can be implemented", columns, rows, footnotes=notes, stack=True)


def _option_row(request: Request, one: Option[Release], note: int) -> dict[str, Any]:
    ad_hoc = "an ad-hoc release" if one.ad_hoc else None
    return {
        "way": Cell(one.way.name, (note,)),
        "release": release_link(request, one.release) if one.release else ad_hoc,
        "day": one.day,
        "why": " ".join(part for part in (one.way.why, one.ad_hoc.words if one.ad_hoc else "") if part),
    }


def basis(way: Way) -> str:
    """What a way rests on: how sure that it is open is, where that was read, and why."""
    where = f" ({way.reference})" if way.reference else ""
    return f"{way.name}: {way.sure}{where}. {way.note}".strip()


def unmatched_table(request: Request, found: Iterable[Unmatched]) -> Table:
    """Target releases that name no registered release."""
    rows = tuple(
        {
            "number": proposal_link(request, one.number),
            "title": one.title or None,
            "text": one.text,
            "near": one.near or None,
        }
        for one in found
    )
    columns = (
        Column("number", "Number", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("text", "Target release as recorded"),
        Column("near", "Perhaps meant", none="nothing like it"),
    )
    return Table("Target releases that are not registered", columns, rows, stack=True)
