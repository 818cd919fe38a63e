"""Reads of releases, through a lens. Contents come from the register: who names the release as its target, and how it
stands. The register is public, and so are releases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, QuerySet, Value

from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.parts import vocabulary as parts
from codeclerk.register import queries as register
from codeclerk.register.models import TargetRelease
from codeclerk.register.rules.numbers import whole_of
from codeclerk.releases import vocabulary
from codeclerk.releases.models import ReleaseDay, ReleaseNotes
from codeclerk.releases.rules.contents import Entry, Release, ReleaseKind, Standing, standing_of
from codeclerk.releases.rules.costs import ReleaseCost, read_efforts
from codeclerk.releases.rules.days import DayLine, cut_off, day_note, distinct
from codeclerk.releases.rules.names import match, month_of, nearest, resolve
from codeclerk.sources.queries.seen import place_of

__all__ = [
    "Entry",
    "Release",
    "ReleaseCalendar",
    "Standing",
    "Target",
    "Unmatched",
    "days_named",
    "days_of",
    "release",
    "release_calendar",
    "release_days",
    "releases",
    "target_of",
]


@dataclass(frozen=True)
class Unmatched:
    """A proposal whose target release names no registered release. `near` is the name that was probably meant."""

    proposal: str
    number: str
    title: str
    text: str
    near: str = ""

    @property
    def words(self) -> str:
        """One sentence: what is wrong."""
        meant = f" Did you mean {self.near}?" if self.near else ""
        return f"{self.number} is meant for “{self.text}”, which is no registered release.{meant}"


@dataclass(frozen=True)
class ReleaseCalendar:
    """Every release at the lens by day, and the target releases that are none of them."""

    releases: tuple[Release, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(frozen=True)
class Target:
    """The target release of one proposal: its text, and the release that it names, if it names one."""

    text: str
    release: Release | None
    near: str = ""


def releases(lens: Lens, *, since: date | None = None) -> tuple[Release, ...]:
    """Every release in the record at the lens, by day, with its contents. As many queries as `release_calendar`.

    Args:
        since: only those from this day on; the contents of earlier ones are not read.
    """
    known = _known(lens)
    if since is None:
        return _filled(lens, known).releases
    return _filled(lens, known, frozenset(one.key for one in known if one.looked_for >= since)).releases


def release(lens: Lens, key: str) -> Release:
    """One release, by its key, name or day. Refused (releases.unknown) with the nearest."""
    known = _known(lens)
    found = resolve(key, known, vocabulary.forms())
    return _filled(lens, known, frozenset({found})).releases[0]


def release_calendar(lens: Lens) -> ReleaseCalendar:
    """The whole calendar. Three queries beside those of `register.queries.proposals`, however many releases there are;
    three in all where no proposal has a target release."""
    return _filled(lens, _known(lens))


def release_days(lens: Lens) -> tuple[Release, ...]:
    """Every release at the lens by day, with its cut-off, without contents and notes. One query."""
    return _releases_of(lens, _read(_days(lens)), {})


def target_of(lens: Lens, proposal: str) -> Target | None:
    """The target release of a proposal, by its key; None for none, or where no release is registered. One query.

    The release comes without its contents.
    """
    whole = whole_of(proposal)
    found = _TARGETS.read(lens, texts={proposal, whole} - {""})
    texts = {row[0]: row[1] for row in found if row[0]}
    text = texts.get(proposal, texts.get(whole, ""))
    days = [Day(*row[2:]) for row in found if not row[0]]
    if not text or not days:
        return None
    known = _releases_of(lens, days, {})
    key = match(text, known, vocabulary.forms())
    one = next((release for release in known if release.key == key), None)
    return Target(text, one, "" if one else nearest(text, known, vocabulary.forms()))


def days_named(lens: Lens, targets: Collection[str]) -> dict[str, date]:
    """The day of each of these target releases, by its text; none for one whose day is not known. One query."""
    return days_of(release_days(lens), targets)


def days_of(known: Collection[Release], targets: Collection[str]) -> dict[str, date]:
    """As `days_named`, of releases that are read already."""
    days = {one.key: one.day or one.pattern_day for one in known}
    found = {text: days.get(match(text, known, vocabulary.forms())) for text in targets}
    return {text: day for text, day in found.items() if day is not None}


class Day(NamedTuple):
    """What was said of a release's day from a day on."""

    key: str
    kind: str
    name: str
    valid_from: date
    known_from: datetime
    pk: int
    day: date | None
    reason: str
    sure: str
    note: str
    source: str


_COLUMNS = (
    *(f"release__{name}" for name in ("key", "kind", "name")),
    *("valid_from", "known_from", "pk", "day", "reason", "sure", "note", "source"),
)
"""What `Day` is read from, in its order."""


def _targets(lens: Lens, _: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    """The day of every release, and of these proposals the key and the text of the target release."""
    nothing = {name: Value("", output_field=CharField()) for name in ("target_of", "target")}
    days = _days(lens).annotate(**nothing).values_list("target_of", "target", *_COLUMNS)
    texts = TargetRelease.objects.as_at(lens).filter(proposal__key__in=keys)
    blank = {f"no_{name}": Value("", output_field=CharField()) for name in ("key", "kind", "name", "note", "place")}
    blank |= {"no_day": Value(None, output_field=DateField())}
    targets = texts.annotate(**blank).values_list(
        *("proposal__key", "release", "no_key", "no_kind", "no_name", "valid_from", "known_from", "pk", "no_day"),
        *("no_note", "sure", "note", "no_place"),
    )
    both: QuerySet[Any, Any] = days.union(targets, all=True)
    return both


_TARGETS = Prepared(_targets)


def _known(lens: Lens) -> tuple[Release, ...]:
    """Every release at the lens without its contents, by day. Two queries."""
    told = ReleaseNotes.objects.as_at(lens).select_related("release").annotate(source=place_of(lens))
    return _releases_of(lens, _read(_days(lens)), {(row.release.key, row.about): row for row in told})


def _days(lens: Lens) -> QuerySet[Any]:
    """Everything that was said of the days of releases by the lens's day, as known at its instant."""
    rows = ReleaseDay.objects.known_at(lens).filter(valid_from__lte=lens.valid_at)
    return rows.annotate(source=place_of(lens))


def _read(rows: QuerySet[Any]) -> list[Day]:
    return [Day(*row) for row in rows.values_list(*_COLUMNS)]


def _releases_of(lens: Lens, rows: Iterable[Day], told: Mapping[tuple[str, str], Any]) -> tuple[Release, ...]:
    by_release: dict[str, list[Day]] = {}
    for row in sorted(rows, key=lambda row: (row.valid_from, row.known_from, row.pk)):
        by_release.setdefault(row.key, []).append(row)
    calendar = calendar_at(lens)
    made = [
        _release(every, told.get((key, ReleaseNotes.NOTES)), told.get((key, ReleaseNotes.COST)), calendar)
        for key, every in by_release.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.looked_for, one.key)))


def _release(rows: list[Day], notes: Any | None, cost: Any | None, calendar: Calendar) -> Release:
    record, last = rows[0], rows[-1]
    kind = ReleaseKind(record.kind)
    month = month_of(record.key)
    pattern = vocabulary.scheduled_day(month.year, month.month) if kind is ReleaseKind.SCHEDULED else None
    history = distinct(DayLine(row.valid_from, row.day, row.reason, row.sure, row.note, row.source) for row in rows)
    day = last.day or pattern
    said = [row.source for row in (*rows, *(one for one in (notes, cost) if one))]
    return Release(
        key=record.key,
        name=record.name,
        full_name=vocabulary.full_name(record.name),
        day=last.day,
        kind=kind,
        entries=(),
        day_note=day_note(history, pattern),
        notes=notes.text if notes else "",
        closed_to_systems=notes.closed_to_systems if notes else False,
        pattern_day=pattern,
        cut_off=_cut_off(kind, day, calendar),
        history=history,
        sure=last.sure,
        sources=tuple(dict.fromkeys(locator for locator in said if locator)),
        cost=_cost(cost) if cost and (cost.effort or cost.budget or cost.text) else None,
    )


def _cost(row: Any) -> ReleaseCost:
    """What was said of a cost, at the rate of the day from which it was said."""
    rate = parts.rate(row.valid_from)
    return ReleaseCost(
        since=row.valid_from,
        efforts=read_efforts(row.effort.splitlines()),
        rate=rate.value,
        rate_sure=rate.sure.value,
        budget=row.budget,
        budget_name=vocabulary.budget_name(row.budget),
        text=row.text,
        sure=row.sure,
        note=row.note,
        source=row.source or "",
    )


def _cut_off(kind: ReleaseKind, day: date | None, calendar: Calendar) -> Deadline | None:
    """An ad-hoc release follows its decision, so nothing has to be decided by a day before it."""
    if kind is ReleaseKind.AD_HOC or day is None:
        return None
    return cut_off(day, vocabulary.lead_time(), calendar)


def _filled(lens: Lens, known: tuple[Release, ...], only: frozenset[str] | None = None) -> ReleaseCalendar:
    """The releases, or those asked for by key, with the proposals whose target names them."""
    forms = vocabulary.forms()
    texts = TargetRelease.objects.as_at(lens).exclude(release="").values_list("release", flat=True).distinct()
    named = {text: match(text, known, forms) for text in texts.order_by("release")}
    wanted = tuple(text for text, key in named.items() if only is None or key in only)
    lines = register.proposals(lens, register.Filters(releases=wanted)) if wanted else ()
    inside: dict[str, list[Entry]] = {}
    closed: dict[str, list[str]] = {}
    unmatched = []
    conditions = vocabulary.conditions()
    unscheduled = {one.key for one in known if one.kind is ReleaseKind.AD_HOC}
    for line in lines:
        key, standing = named[line.release], standing_of(line.stage, line.status)
        if standing is None:
            closed.setdefault(key, []).append(line.number)
        elif not key:
            near = nearest(line.release, known, forms)
            unmatched.append(Unmatched(line.key, line.number, line.title, line.release, near))
        else:
            doubt = _doubt(lens, line) if key in unscheduled else ""
            inside.setdefault(key, []).append(_entry(line, standing, conditions, doubt))
    order = list(Standing)
    return ReleaseCalendar(
        tuple(
            replace(
                one,
                entries=tuple(sorted(inside.get(one.key, []), key=lambda entry: order.index(entry.standing))),
                dropped_out=tuple(closed.get(one.key, [])),
            )
            for one in known
            if only is None or one.key in only
        ),
        tuple(unmatched),
    )


def _doubt(lens: Lens, line: register.ProposalLine) -> str:
    """What is to be looked at about a proposal in an ad-hoc release."""
    return vocabulary.ad_hoc_doubt(line.number, line.flags, lens.valid_at)


def _entry(line: register.ProposalLine, standing: Standing, conditions: Mapping[str, str], doubt: str = "") -> Entry:
    hangs_on = [conditions[flag] for flag in line.flags if flag in conditions]
    return Entry(
        proposal=line.key,
        number=line.number,
        title=line.title,
        standing=standing,
        condition="; ".join(hangs_on) if standing is not Standing.IMPLEMENTED else "",
        status=line.status_name,
        documents=line.documents,
        systems=line.systems,
        affected_known=line.affected_known,
        sure=line.sure.get("release", ""),
        doubt=doubt,
    )
