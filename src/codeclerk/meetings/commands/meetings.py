"""Acts on meetings: plan one, record that it was held, move or drop it, and take back a wrong record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from codeclerk.decisions import queries as decisions
from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import DateStyle, format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Classification, Lens
from codeclerk.kernel.packs import Body
from codeclerk.meetings import find, vocabulary
from codeclerk.meetings.commands.base import KeyOf, MeetingAct
from codeclerk.meetings.commands.outcomes import CameOf
from codeclerk.meetings.events.meetings import (
    CameBody,
    MeetingDropped,
    MeetingEvent,
    MeetingHeld,
    MeetingMoved,
    MeetingNotHeld,
    MeetingPlanned,
    OnAgenda,
)
from codeclerk.meetings.find import Found
from codeclerk.meetings.models import stream
from codeclerk.meetings.rules.agenda import Item, with_proposals
from codeclerk.meetings.rules.meetings import Mode, Said, State, What, doubts_of, latest
from codeclerk.people.vocabulary import body as body_named
from codeclerk.register import find as register
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Pick, Ref, SourcedInput, Why

NO_MEETINGS = Reason(
    "meetings.no_meetings",
    rule="committees and working groups meet; a function that papers name like a body does not",
    problem="{object} holds no meetings in this code",
    remedy="Choose one of {bodies}.",
)
PAST = Reason(
    "meetings.past",
    rule="a meeting is planned for a day that is to come; one that is over is recorded as held",
    problem="a meeting of the {object} on {meeting} cannot be planned on {day}",
    remedy="Record it as held, or choose the day on which it was planned.",
)
NOT_YET = Reason(
    "meetings.not_yet",
    rule="what is recorded as held has been held; what is to come is planned",
    problem="a meeting of the {object} on {meeting} cannot be recorded as held on {day}",
    remedy="Choose that day or an earlier one, or plan the meeting.",
)
TAKEN = Reason(
    "meetings.taken",
    rule="a body meets once on a day",
    problem="the {object} has a meeting on {meeting} already ({key})",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
HELD = Reason(
    "meetings.held_already",
    rule="a meeting that was held is not moved or dropped",
    problem="the meeting of the {object} on {meeting} was held",
    remedy="If that is wrong, take back the record that it was held.",
    kind=Kind.CONFLICT,
)
NOT_PLANNED = Reason(
    "meetings.not_planned",
    rule="a meeting that is planned can be moved or dropped",
    problem="the meeting of the {object} for {meeting} is {state} on {day}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
NOT_HELD = Reason(
    "meetings.not_held_yet",
    rule="only the record of a meeting that was held can be taken back",
    problem="no source says that the {object} met on {meeting}",
    remedy="Drop the meeting if it will not be held.",
    kind=Kind.CONFLICT,
)
ON_TWICE = Reason(
    "meetings.on_agenda_twice",
    rule="a proposal is on an agenda once",
    problem="{object} stands twice on the agenda",
    remedy="Name it once.",
)
NOT_ON = Reason(
    "meetings.not_on_agenda",
    rule="what came of a proposal at a meeting is recorded with the agenda that has it",
    problem="{object} is not on the agenda that is given",
    remedy="Add it to the agenda, or leave out what came of it.",
)


def _mode(value: object) -> object:
    """`Teleconference`, `in person`: as it is typed; empty for not said."""
    if isinstance(value, str):
        typed = value.strip().lower().replace("-", "_").replace(" ", "_")
        labels = {one.label.lower().replace(" ", "_"): one.value for one in Mode}
        return labels.get(typed, typed) or None
    return value


BodyOf = Annotated[Pick, Field(title="Body", min_length=1)]
DayOf = Annotated[date, Field(title="Day of the meeting")]
Agenda = Annotated[
    tuple[Ref, ...],
    Field(title="Agenda", max_length=100, description="Numbers of the proposals; empty where it is not known."),
]
ModeOf = Annotated[Mode | None, BeforeValidator(_mode), Field(title="How it was held")]


@act
class PlanMeeting(MeetingAct["PlanMeeting.Input"]):
    """Plan a meeting of a body, with its agenda and the day on which that is announced, as far as they are known.

    Effective is the day on which it was said, not the day of the meeting. One that is planned already for that day is
    said anew; what is left empty stays as it was.
    """

    name = "plan_meeting"
    title = "Plan a meeting"

    class Input(SourcedInput):
        body: BodyOf
        day: DayOf
        agenda: Agenda = ()
        agenda_announced: Annotated[
            date | None,
            Field(title="Provisional agenda announced on", description="Empty where it is not known."),
        ] = None

    def plan(self, data: Input, context: Context) -> Plan:
        body = meeting_body(data.body)
        if data.day < context.effective:
            raise PAST.refuse(body.name, meeting=format_date(data.day), day=format_date(context.effective), field="day")
        found = find.on_day(body.id, data.day)
        event = MeetingPlanned(
            **_about(body, found, data.day, data),
            day=data.day,
            **_agenda(found, data.agenda),
            agenda_announced=data.agenda_announced,
        )
        said = [Said(What.PLANNED, context.effective, data.day)]
        if data.agenda_announced is not None:
            said.append(Said(What.ANNOUNCED, context.effective, data.agenda_announced))
        odd = _odd({one.what: one for one in said}, body, context.effective)
        return _plan(event, *odd, *_in_same_month(body, data.day, found))


@act
class RecordMeeting(MeetingAct["RecordMeeting.Input"]):
    """Record that a body met on a day, how, and what was on its agenda. Effective is the day of the source."""

    name = "record_meeting"
    title = "Record that a meeting was held"

    class Input(SourcedInput):
        body: BodyOf
        day: DayOf
        mode: ModeOf = None
        agenda: Agenda = ()
        outcomes: Annotated[tuple[CameOf, ...], Field(title="What came of it", max_length=100)] = ()

    def plan(self, data: Input, context: Context) -> Plan:
        body = meeting_body(data.body)
        last = min(context.effective, london_day(context.now))
        if data.day > last:
            raise NOT_YET.refuse(body.name, meeting=format_date(data.day), day=format_date(last), field="day")
        found = find.on_day(body.id, data.day)
        agenda = _agenda(found, data.agenda)
        event = MeetingHeld(
            **_about(body, found, data.day, data),
            day=data.day,
            mode=data.mode,
            **agenda,
            came=_came(data.outcomes, agenda.get("agenda") or ()),
        )
        odd = _odd({What.HELD: Said(What.HELD, data.day, data.day)}, body, data.day)
        return _plan(event, *odd, *_in_same_month(body, data.day, found))


@act
class MoveMeeting(MeetingAct["MoveMeeting.Input"]):
    """Move a planned meeting to another day. The earlier days stay. Effective is the day on which that was said."""

    name = "move_meeting"
    title = "Move a meeting"

    class Input(SourcedInput):
        meeting: KeyOf
        day: Annotated[date, Field(title="New day")]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.meeting(data.meeting)
        body, before = _planned(found, context)
        if data.day < context.effective:
            raise PAST.refuse(body.name, meeting=format_date(data.day), day=format_date(context.effective), field="day")
        other = find.on_day(body.id, data.day)
        if other is not None and other.stands is not None and other.stands[0] is not State.DROPPED:
            hint = "Choose another day." if other.key == found.key else "Choose another day, or drop one of the two."
            raise TAKEN.refuse(body.name, meeting=format_date(data.day), key=other.key, hint=hint, field="day")
        event = MeetingMoved(**_about(body, found, data.day, data), day=data.day, before=before, reason=data.reason)
        moved = Said(What.PLANNED, context.effective, data.day)
        odd = _odd({**latest(found.said), What.PLANNED: moved}, body, context.effective)
        return _plan(event, *odd, *_put_to(body, before, context))


@act
class DropMeeting(MeetingAct["DropMeeting.Input"]):
    """Say that a planned meeting will not be held."""

    name = "drop_meeting"
    title = "Drop a meeting"

    class Input(SourcedInput):
        meeting: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.meeting(data.meeting)
        body, day = _planned(found, context)
        event = MeetingDropped(**_about(body, found, day, data), day=day, reason=data.reason)
        return _plan(event, *_put_to(body, day, context))


@act
class WithdrawMeeting(MeetingAct["WithdrawMeeting.Input"]):
    """Take back the record that a meeting was held, with its agenda and mode of that day.

    What was planned counts again. The record stays, and is shown as it was known until then.
    """

    name = "withdraw_meeting"
    title = "Take back that a meeting was held"

    class Input(SourcedInput):
        meeting: KeyOf
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.meeting(data.meeting)
        body, held = _body_of(found), latest(found.said).get(What.HELD)
        if held is None or held.day is None:
            day = found.stands[1] if found.stands else context.effective
            raise NOT_HELD.refuse(body.name, meeting=format_date(day), field="meeting")
        event = MeetingNotHeld(
            **_about(body, found, held.day, data), day=held.day, since=held.since, reason=data.reason
        )
        return _plan(event)


# --- guards ----------------------------------------------------------------------


def meeting_body(text: str) -> Body:
    """The body that `text` names, if it meets. Refused (people.unknown_word, meetings.no_meetings)."""
    body = body_named(text)
    every = vocabulary.that_meet()
    if body not in every:
        raise NO_MEETINGS.refuse(body.name, bodies=", ".join(one.name for one in every), field="body")
    return body


def _body_of(found: Found) -> Body:
    return body_named(found.body)


def _planned(found: Found, context: Context) -> tuple[Body, date]:
    """The body and the day of a meeting that is planned, on the act's day and as known now; refused for others."""
    body, stands = _body_of(found), found.stands
    if stands is not None and stands[0] is State.HELD:
        raise HELD.refuse(body.name, meeting=format_date(stands[1]), field="meeting")
    then = found.on(context.effective)
    if then is None or then[0] is not State.PLANNED:
        day = then[1] if then else stands[1] if stands else context.effective
        state = then[0].value if then else "not planned yet"
        hint = "Plan one." if then else "Choose the day on which it was planned, or a later one."
        raise NOT_PLANNED.refuse(
            body.name,
            meeting=format_date(day),
            state=state,
            day=format_date(context.effective),
            hint=hint,
            field="effective",
        )
    return body, then[1]


def _agenda(found: Found | None, refs: Iterable[str]) -> dict[str, Any]:
    """The agenda that has exactly these proposals, with what was on it besides; nothing where none is named. Parts of a
    split proposal and the whole may both stand on one."""
    named: dict[str, Subject] = {}
    for ref in refs:
        subject = register.subject(ref, "agenda", may_be_split=True)
        if subject.key in named:
            raise ON_TWICE.refuse(subject.number, field="agenda")
        named[subject.key] = subject
    if not named:
        return {}
    items = with_proposals(found.agenda if found else (), [Item(key, proposal=key) for key in named])
    numbers = {key: one.number for key, one in named.items()}
    return agenda_fields(items, numbers)


def agenda_fields(items: Iterable[Item], numbers: Mapping[str, str]) -> dict[str, Any]:
    """An agenda as its event takes it: what is not open to everybody in its private part."""
    every = [OnAgenda.of(one, numbers.get(one.proposal, "")) for one in items]
    closed = [one for one in every if one.classification != Classification.WHITE.value]
    shown = [one.without_words() if one in closed else one for one in every]
    return {"agenda": shown, "closed": closed or None}


def _came(outcomes: Iterable[CameOf], agenda: Iterable[OnAgenda]) -> tuple[CameBody, ...]:
    """What came of proposals that the agenda has. Everybody is told it, so of an item that is not open to everybody it
    is refused: `record_outcome` keeps that where no log tells it."""
    on = {one.proposal: one.key for one in agenda if one.proposal}
    made = []
    for one in outcomes:
        key = register.key_of(one.proposal, "outcomes")
        if key not in on:
            raise NOT_ON.refuse(one.proposal, field="outcomes")
        made.append(CameBody(item=on[key], **asdict(one.came())))
    return tuple(made)


def _about(body: Body, found: Found | None, day: date, data: SourcedInput) -> dict[str, Any]:
    """What every event about a meeting says: its key, a new one where there is none yet, and its body."""
    key = found.key if found is not None else find.free_key(body.id, day)
    return {"meeting": key, "body": body.id, "named": body.name, "sure": data.sure, "note": data.note}


def _odd(now: Mapping[What, Said], body: Body, on: date) -> tuple[str, ...]:
    return tuple(one.words for one in doubts_of(now, body, on))


def _plan(event: MeetingEvent, *warned: str) -> Plan:
    return Plan((PlannedEvent(stream(event.meeting), event),), answer={"meeting": event.meeting}, warnings=warned)


def _in_same_month(body: Body, day: date, found: Found | None) -> tuple[str, ...]:
    """That a body has another meeting in the month, planned: perhaps this one under another day."""
    if found is not None:
        return ()
    others = [
        one.stands[1]
        for one in find.of_body(body.id)
        if one.stands is not None
        and one.stands[0] is State.PLANNED
        and (one.stands[1].year, one.stands[1].month) == (day.year, day.month)
    ]
    if not others:
        return ()
    planned = " and ".join(format_date(one, DateStyle.WEEKDAY) for one in sorted(others))
    return (f"A meeting of the {body.name} is planned for {planned}. If this is the same one, move that one instead.",)


def _put_to(body: Body, day: date, context: Context) -> tuple[str, ...]:
    """What is put to the meeting on its old day: it stays there until it is put to another."""
    lens = Lens(PUBLIC, context.effective, context.now)
    put = decisions.presented(lens, body=body.id, meeting=day)
    if not put:
        return ()
    numbers = ", ".join(one.number for one in put)
    return (f"Put to the {body.name} on {format_date(day)}: {numbers}. Put them to another meeting, or take them off.",)
