"""The home page's values as its template writes them: words, links that stay on the reader's dates, widths of bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.kernel.calendar.dates import DateStyle, Month, format_date
from codeclerk.kernel.packs import Assessments
from codeclerk.kernel.publishing import running_pack
from codeclerk.papers import registry
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import vocabulary
from codeclerk.site import rules
from codeclerk.site.links import kind_of, page_named, page_of
from codeclerk.site.queries import Home, StageLine
from codeclerk.site.rules import Due, Printed, Told, Urgency
from codeclerk.ui.tags import Tag

LATE = Tag("late", "bad")
CLOSED = "closed"


def in_short(found: Home, on: date) -> str:
    """The page in a few sentences."""
    ahead = next((due for due in found.dues if due.day >= on and not due.is_month), None)
    overview = found.register
    ages = rules.Ages(overview.undecided, overview.ages_known, overview.mean_age)
    return rules.in_short(on, ages, len(found.late), len(found.consultations), ahead)


def tiles(request: HttpRequest, found: Home) -> list[dict[str, Any]]:
    """The figures at the top, for the macro `stats`."""
    overview = found.register
    register = reverse("register:proposals")
    before = "&".join(f"stage={stage.id}" for stage in vocabulary.stages() if stage.pre_decision)
    made: list[dict[str, Any]] = [
        {
            "figure": overview.undecided,
            "label": f"undecided proposal{_s(overview.undecided)}",
            "note": _beside(found.open_printed) or "in Define, Refine and Opine",
            "tone": "info",
            "href": with_dates(request, f"{register}?{before}"),
        }
    ]
    if overview.mean_age is not None:
        known = overview.ages_known
        of_known = f"of {known} whose day is known" if known < overview.undecided else ""
        made.append(
            {
                "figure": overview.mean_age,
                "unit": "WD",
                "label": "their mean age",
                "note": "; ".join(one for one in (of_known, _beside(found.age_printed)) if one),
                "tone": "plum",
            }
        )
    assessing = running_pack().of(Assessments)
    if assessing.types:
        late = len(found.late)
        made.append(
            {
                "figure": found.assessed,
                "label": f"assessment{_s(found.assessed)} with the {assessing.assessor}",
                "note": f"{late} late" if late else "none late",
                "tone": "bad" if late else "good",
                **_link(request, page_named("assessments:assessments")),
            }
        )
    made.append(
        {
            "figure": len(found.consultations),
            "label": f"consultation{_s(len(found.consultations))} to answer",
            "tone": "good",
            "href": with_dates(request, reverse("consultations:consultations")),
        }
    )
    return made


def _link(request: HttpRequest, href: str) -> dict[str, str]:
    return {"href": with_dates(request, href)} if href else {}


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _beside(printed: Iterable[Printed]) -> str:
    """What sources print of the same figure: `reported: 49 (SECP_90_1203_18)`."""
    said = ", ".join(f"{one.figure:,} ({one.name})" for one in printed)
    return f"reported: {said}" if said else ""


def late(request: HttpRequest, found: Home) -> list[dict[str, Any]]:
    """The late assessments, each with its number, its title and the address of its page or of its proposal's."""
    made = []
    for one in found.late:
        number = found.register.numbers.get(one.proposal, one.proposal)
        href = page_of(f"assessment:{one.key}") or reverse("register:proposal", args=[number])
        own = {"ref": number, "title": found.register.titles.get(one.proposal, ""), "href": with_dates(request, href)}
        made.append({**vars(one), **own})
    return made


def assessments_page(request: HttpRequest) -> str:
    """Where all assessments are; empty while no folder mounts the page."""
    return _link(request, page_named("assessments:assessments")).get("href", "")


def drafts(request: Request) -> list[tuple[str, str]]:
    """The papers of the month of the lens that can be made now and are open to the reader: words and address.

    Those that are about one thing are opened from its page.
    """
    day = request.lens.valid_at
    month = Month(day.year, day.month)
    return [
        (f"{kind.title}, {month}", with_dates(request, reverse("papers:draft", args=[kind.name, month.isoformat()])))
        for kind in registry.kinds()
        if kind.classification in request.viewer.may_see and not kind.asks
    ]


def days(found: Home) -> list[dict[str, Any]]:
    """The days that the record knows well, each with a link that looks at it as it was known then."""
    return [
        {
            "day": one.day,
            "href": f"/?as_at={one.day.isoformat()}&known_at={one.day.isoformat()}",
            "documents": [document.title for document in one.documents],
        }
        for one in found.days
    ]


def agenda(request: HttpRequest, found: Home, on: date) -> list[dict[str, Any]]:
    """What is due, by week, for the macro `agenda`."""
    made = []
    for week in rules.by_week(found.dues, on):
        days = [_day(request, list(same), found.register.titles, on) for _, same in _by_day(week.dues)]
        made.append({"heading": week.heading, "days": days})
    return made


def _by_day(dues: Iterable[Due]) -> Iterable[tuple[Any, Iterable[Due]]]:
    return groupby(dues, key=lambda due: (due.day, due.is_month))


def _day(request: HttpRequest, dues: list[Due], titles: Mapping[str, str], on: date) -> dict[str, Any]:
    """The things of one day."""
    first = dues[0]
    return {
        "when": first.day_words if first.is_month else _short(first.day),
        "iso": first.day.isoformat()[: 7 if first.is_month else 10],
        "away": "" if first.is_month else rules.away(first.day, on),
        "state": first.urgency(on).value,
        "items": [_item(request, due, titles, on) for due in dues],
    }


def _item(request: HttpRequest, due: Due, titles: Mapping[str, str], on: date) -> dict[str, Any]:
    return {
        "what": due.what,
        "ref": due.number,
        "href": with_dates(request, due.href) if due.href else "",
        "title": titles.get(due.proposal, ""),
        "tags": (LATE,) if due.urgency(on) is Urgency.LATE else (),
        "note": due.note,
        "why": " ".join((due.why, *due.also)),
        "explanation": due.explanation,
    }


def _short(day: date) -> str:
    """`Wed 24 March 2021`."""
    weekday, rest = format_date(day, DateStyle.WEEKDAY).split(" ", 1)
    return f"{weekday[:3]} {rest}"


def stage_bars(request: HttpRequest, stages: Iterable[StageLine]) -> list[dict[str, Any]]:
    """The stages before closing, for the macro `bars`: what the record names as a bar, what sources count around it."""
    shown = [stage for stage in stages if stage.id != CLOSED]
    longest = max((max(stage.count, *(one.figure for one in stage.printed), 0) for stage in shown), default=0) or 1
    register = reverse("register:proposals")
    return [
        {
            "name": stage.name,
            "href": with_dates(request, f"{register}?stage={stage.id}"),
            "hint": stage.meaning,
            "value": stage.count,
            "width": round(100 * stage.count / longest, 1),
            "outline": round(100 * max((one.figure for one in stage.printed), default=0) / longest, 1),
            "other": [one.figure for one in stage.printed],
        }
        for stage in shown
    ]


def counted_by(request: HttpRequest, stages: Iterable[StageLine]) -> list[dict[str, Any]]:
    """The sources of the counts beside the bars, each with its places and the day that it speaks of."""
    by_document: dict[tuple[str, date], list[Printed]] = {}
    for stage in stages:
        for one in stage.printed:
            by_document.setdefault((one.document, one.day), []).append(one)
    return [
        {
            "name": same[0].name,
            "href": with_dates(request, reverse("sources:document", args=[document])),
            "day": day,
            "places": ", ".join(dict.fromkeys(one.locator for one in same)),
        }
        for (document, day), same in by_document.items()
    ]


@dataclass(frozen=True)
class Entry:
    """What changed of one thing on one day, as the page writes it."""

    ref: str
    href: str
    title: str
    sentences: tuple[str, ...]
    more: int
    sources: tuple[tuple[str, str, str], ...]
    """Name, place and address of each source; an empty address where the reader may not see the document."""


@dataclass(frozen=True)
class ChangedDay:
    """One day of what changed, as the page writes it; `more` counts the things that are left out."""

    day: date
    entries: tuple[Entry, ...]
    more: int


def changed(request: HttpRequest, found: Home) -> list[ChangedDay]:
    """What changed lately, by day."""
    return [ChangedDay(day.day, tuple(_entry(request, one, found) for one in day.told), day.more) for day in found.told]


def _entry(request: HttpRequest, one: Told, found: Home) -> Entry:
    kind, _, key = one.subject.partition(":")
    if kind == "proposal":
        ref = found.register.numbers.get(key, key)
        title = found.register.titles.get(key, "")
        href = reverse("register:proposal", args=[ref])
    else:
        ref, title, href = kind_of(one.subject), "", page_of(one.subject)
    return Entry(
        ref=ref,
        href=with_dates(request, href) if href else "",
        title=title,
        sentences=one.sentences,
        more=one.more,
        sources=_sources(request, one, found),
    )


def _sources(request: HttpRequest, one: Told, found: Home) -> tuple[tuple[str, str, str], ...]:
    """Documents that the reader may see, each once with all its places; a place of no document stands alone."""
    by_document: dict[str, list[str]] = {}
    for document, place in one.places:
        by_document.setdefault(document, []).append(place)
    made = []
    for document, places in by_document.items():
        where = ", ".join(place for place in places if place)
        if named := found.names.get(document):
            made.append((named.name, where, with_dates(request, reverse("sources:document", args=[document]))))
        elif not document and where:
            made.append(("", where, ""))
    return tuple(made)
