"""Reads of meetings, through a lens. Meetings are public. Lists leave out the ones that were dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.meetings import vocabulary
from codeclerk.meetings.find import UNKNOWN, came_of, said_of, suggestion
from codeclerk.meetings.models import AgendaMention, MeetingFact, MeetingRecord
from codeclerk.meetings.packs import ItemOutcome
from codeclerk.meetings.rules.meetings import (
    OF_LISTS,
    AgendaItem,
    Meeting,
    Said,
    State,
    What,
    agenda_day,
    distinct_days,
    doubts_of,
    latest,
    paper_day,
    standing,
)
from codeclerk.register.queries import names_at
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources.queries.seen import place_of

__all__ = [
    "AgendaItem",
    "Meeting",
    "State",
    "by_reference",
    "coming",
    "last_held",
    "meeting",
    "meetings",
    "next_planned",
    "of_proposal",
]


def meetings(
    lens: Lens,
    *,
    body: str | None = None,
    first: date | None = None,
    last: date | None = None,
    with_dropped: bool = False,
) -> tuple[Meeting, ...]:
    """The meetings that are known at the lens, planned and held, by day. Two queries, however many there are.

    Args:
        body: id of the pack; every body without it.
        first, last: only those from the one day to the other.
        with_dropped: also those that were planned and will not be held.
    """
    rows = _rows(lens)
    if body is not None:
        rows = rows.filter(meeting__body=body)
    every = _made(lens, _read(rows), named=True)
    return tuple(
        one
        for one in every
        if (with_dropped or one.state is not State.DROPPED)
        and (first is None or one.day >= first)
        and (last is None or one.day <= last)
    )


def coming(lens: Lens) -> tuple[Meeting, ...]:
    """The meetings that are planned for the lens's day or a later one, by day. One query.

    Numbers and titles on the agendas are left empty, as in `of_proposal`.
    """
    ahead = _facts(lens).filter(what=What.PLANNED.value, day__gte=lens.valid_at).values("meeting")
    found = _made(lens, _read(_rows(lens).filter(meeting__in=ahead)), named=False)
    return tuple(one for one in found if one.state is State.PLANNED and one.day >= lens.valid_at)


def last_held(lens: Lens, body: str) -> Meeting | None:
    """The last meeting of a body that was held by the lens's day (CSR:231)."""
    held = [one for one in meetings(lens, body=body, last=lens.valid_at) if one.state is State.HELD]
    return held[-1] if held else None


def next_planned(lens: Lens, body: str) -> Meeting | None:
    """The next meeting of a body that is planned, on the lens's day or after it (CSR:243)."""
    coming = (one for one in meetings(lens, body=body, first=lens.valid_at) if one.state is State.PLANNED)
    return next(coming, None)


def of_proposal(lens: Lens, key: str) -> tuple[Meeting, ...]:
    """The meetings that have a proposal on their agenda, by day; a part's begin with those of the whole. One query.

    Numbers and titles on the agendas are left empty: who asks has them.
    """
    keys = {key, whole_of(key)} - {""}
    found = _made(lens, _read(_naming(lens, keys)), named=False)
    return tuple(
        one for one in found if one.state is not State.DROPPED and any(item.proposal in keys for item in one.agenda)
    )


def _naming(lens: Lens, proposals: Collection[str]) -> QuerySet[Any]:
    """What was said of the meetings that ever had one of these proposals on an agenda. Found by index, however many
    meetings there are; whether it is on the agenda of the lens, the rows say."""
    mentions = AgendaMention.objects.filter(proposal__in=proposals).values("meeting")
    return _rows(lens).filter(meeting__in=mentions)


def meeting(lens: Lens, key: str) -> Meeting:
    """One meeting by its key, one that was dropped too. Refused (meetings.unknown) with the nearest."""
    found = _made(lens, _read(_rows(lens).filter(meeting__key=key)), named=True)
    if not found:
        raise UNKNOWN.refuse(key[:100], suggestion=_suggestion(key))
    return found[0]


def by_reference(lens: Lens, text: str) -> Meeting | None:
    """The meeting that a paper's reference cites, with an item or without (PMP:349-351): `SECP_74_1511` is the Panel's
    of 15 November 2019. None for a text that is no such reference.

    Where the year does not follow from the number of the meeting, the day and the month must name one meeting. Refused
    (meetings.unknown) where no meeting of the record is meant.
    """
    found = vocabulary.cited(text)
    if found is None:
        return None
    body, cited = found
    same = [
        one
        for one in meetings(lens, body=body, with_dropped=True)
        if (one.day.day, one.day.month) == (cited.day, cited.month) and cited.year in (None, one.day.year)
    ]
    if len(same) != 1:
        several = "Several meetings were on such a day" if same else "The record has no such meeting on that day"
        raise UNKNOWN.refuse(text[:60], suggestion=f"{several}: {cited.words}. Look for it in the list of meetings.")
    return same[0]


def _suggestion(key: str) -> str:
    if MeetingRecord.objects.filter(key=key).exists():
        return "It is not known on the day that is looked at; look at a later day."
    return suggestion(key)


def is_open_to(lens: Lens, classification: str) -> bool:
    """Whether the viewer may see what is held so closely."""
    return Classification(classification) in lens.viewer.may_see


def _facts(lens: Lens) -> QuerySet[MeetingFact]:
    """What was said of meetings by the lens's day, as known at its instant."""
    return MeetingFact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at)


class Row(NamedTuple):
    """What was said of a meeting from a day on."""

    key: str
    body: str
    what: str
    about: str
    valid_from: date
    day: date | None
    text: str
    reason: str
    sure: str
    note: str
    source: str


_COLUMNS = (
    "meeting__key",
    "meeting__body",
    "what",
    "about",
    "valid_from",
    "day",
    "text",
    "reason",
    "sure",
    "note",
    "source",
)
"""What `Row` is read from, in its order."""


def _rows(lens: Lens) -> QuerySet[Any]:
    lists = _facts(lens).filter(what__in=[one.value for one in OF_LISTS])
    return lists.annotate(source=place_of(lens)).order_by("valid_from", "known_from", "pk")


def _read(rows: QuerySet[Any]) -> list[Row]:
    return [Row(*row) for row in rows.values_list(*_COLUMNS)]


def _made(lens: Lens, rows: Iterable[Row], *, named: bool) -> tuple[Meeting, ...]:
    by_meeting: dict[str, list[Row]] = {}
    for row in rows:
        by_meeting.setdefault(row.key, []).append(row)
    said = {id: tuple(said_of(row, row.source) for row in own) for id, own in by_meeting.items()}
    names: Mapping[str, tuple[str, str]] = {}
    if named:
        agendas = (latest(own).get(What.AGENDA) for own in said.values())
        on_them = {item.proposal for one in agendas if one for item in one.agenda} - {""}
        names = names_at(lens, on_them) if on_them else {}
    calendar = calendar_at(lens)
    outcomes = vocabulary.outcomes()
    made = (_one(lens, own[0], said[id], names, calendar, outcomes) for id, own in by_meeting.items())
    return tuple(sorted((one for one in made if one is not None), key=lambda one: one.order))


def _one(
    lens: Lens,
    record: Row,
    said: tuple[Said, ...],
    names: Mapping[str, tuple[str, str]],
    calendar: Calendar,
    outcomes: Mapping[str, ItemOutcome],
) -> Meeting | None:
    stands = standing(said)
    if stands is None:
        return None
    state, day = stands
    came = {one.about: came_of(one.text).told(outcomes) for one in said if one.what is What.OUTCOME}
    now, body = latest(said), vocabulary.body_by_id(record.body)
    pattern = body.pattern_on(day) if body else None
    agenda, mode, announced = now.get(What.AGENDA), now.get(What.MODE), now.get(What.ANNOUNCED)
    planned, tells = now.get(What.PLANNED), now.get(What.HELD) or now.get(What.PLANNED)
    return Meeting(
        key=record.key,
        body=record.body,
        body_name=body.name if body else record.body,
        abbreviation=body.abbreviation if body else record.body,
        number=vocabulary.meeting_number(record.body, day),
        day=day,
        state=state,
        mode=mode.mode if mode else "",
        agenda=tuple(
            AgendaItem(item.proposal, *names.get(item.proposal, ("", "")), came.get(item.key, ""))
            for item in (agenda.agenda if agenda else ())
            if item.proposal and is_open_to(lens, item.classification)
        ),
        agenda_announced=announced.day if announced else None,
        agenda_due=agenda_day(body, day),
        paper_day=paper_day(body, day, calendar),
        fits_pattern=pattern.fits(day) if pattern else None,
        pattern_words=pattern.words if pattern else "",
        sources=tuple(dict.fromkeys(one.source for one in said if one.source)),
        days=distinct_days(said),
        reason=planned.reason if planned else "",
        notes=tuple(dict.fromkeys(one.note for one in said if one.note)),
        sure=tells.sure if tells else "",
        doubts=doubts_of(now, body, lens.valid_at, calendar),
    )
