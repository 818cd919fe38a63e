"""Acts on the timetable of a proposal. A changed date is a revision: what was planned before stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import BaseModel, ConfigDict, Field

from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.packs import Sure
from codeclerk.kernel.prepared import Prepared
from codeclerk.people.inputs import Line
from codeclerk.register import find, vocabulary
from codeclerk.register.commands.base import NOT_YET, RegisterAct, plan_for
from codeclerk.register.events import TimetableEntry, TimetableSet
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, NoteOf, Pick, SureOf, When
from codeclerk.register.models import TimetableFact
from codeclerk.register.rules.slugs import slug_of
from codeclerk.register.rules.times import When as Moment
from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import State, keys_for, split_condition

NO_EVENT = Reason(
    "register.no_timetable_event",
    rule="an event of a timetable is named by its key, or by its kind where there is one of it",
    problem="the timetable of {object} has no event {key}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
EVENT_TAKEN = Reason(
    "register.timetable_key_taken",
    rule="an event of a timetable has a key of its own",
    problem="the timetable of {object} has an event {key} already",
    remedy="Revise that one, or choose another key.",
    kind=Kind.CONFLICT,
)
NO_LABEL = Reason(
    "register.no_timetable_label",
    rule="an event of a timetable is of a kind that the pack knows, or has words of its own",
    problem="the event of {object} has neither",
    remedy="Choose a kind, or say in words what it is.",
)

Label = Annotated[Line, Field(title="In its own words", max_length=200, description="As the timetable prints it.")]
Kindly = Annotated[Pick, Field(title="Kind of event")]
EventKey = Annotated[Line, Field(title="Event", max_length=80, description="Its key in the timetable.")]
Condition = Annotated[Line, Field(title="On condition", max_length=200, description="Such as: if approved.")]


class EntryInput(BaseModel):
    """One row of a timetable as a paper prints it. `state` empty: it has happened if it lies in the past that day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Label = ""
    kind: Kindly = ""
    when: When
    key: EventKey = ""
    state: State | None = None
    condition: Condition = ""
    sure: SureOf | None = None
    note: NoteOf = ""


def entries_of(found: Subject, context: Context) -> dict[str, TimetableFact]:
    """The timetable as it stands on the act's day, by key. One query."""
    lens = Lens(PUBLIC, context.effective, context.now)
    rows = (TimetableFact(**dict(zip(_ENTRY, row, strict=True))) for row in _ENTRIES.read(lens, texts=[found.key]))
    return {row.event_key: row for row in rows}


def _entries(lens: Lens, _: Collection[int], proposals: Collection[str]) -> QuerySet[Any, Any]:
    rows = TimetableFact.objects.as_at(lens).filter(proposal__key__in=proposals)
    return rows.order_by("position", "first", "pk").values_list(*_ENTRY)


_ENTRY = ("event_key", *TimetableFact.value)
_ENTRIES = Prepared(_entries)


def _kind_and_label(kind: str, label: str, number: str) -> tuple[str, str, str]:
    """Kind, label and condition of an event, from what was given of them."""
    text, condition = split_condition(label)
    if kind and kind != vocabulary.OTHER:
        named = vocabulary.timetable_kind(kind)
        return named.id, text or named.name, condition
    if not text:
        raise NO_LABEL.refuse(number, field="label")
    known = vocabulary.kind_of_label(text)
    return (known.id if known else vocabulary.OTHER), text, condition


def _check_past(what: str, when: Moment, context: Context) -> None:
    if when.first > london_day(context.now):
        raise NOT_YET.refuse(f"“{what}”", day=format_date(when.first), field="when")


def _entry(row: TimetableFact, **changes: Any) -> TimetableEntry:
    """The row as an event says it, with some of it changed."""
    given: dict[str, Any] = {name: getattr(row, name) for name in (*TimetableFact.value, "event_key")}
    return TimetableEntry.model_validate({**given, **changes})


def _moment(when: Moment) -> dict[str, Any]:
    return {"first": when.first, "last": when.last, "is_month": when.is_month}


@act
class SetTimetable(RegisterAct["SetTimetable.Input"]):
    """Record a whole timetable at once, in the order of a paper.

    An event that stands there already, by its key, is revised. With `whole`, planned events that are not listed are
    dropped.
    """

    name = "set_timetable"
    title = "Record a timetable"

    class Input(FactInput):
        entries: tuple[EntryInput, ...] = Field(min_length=1, max_length=200)
        whole: bool = False

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        named = [_kind_and_label(entry.kind, entry.label, found.number) for entry in data.entries]
        automatic = keys_for([(kind, slug_of(label)) for kind, label, _ in named])
        keys = [entry.key or key for entry, key in zip(data.entries, automatic, strict=True)]
        twice = next((key for key in keys if keys.count(key) > 1), "")
        if twice:
            raise EVENT_TAKEN.refuse(found.number, key=twice, field="entries")
        made = []
        for place, (entry, key, (kind, label, condition)) in enumerate(zip(data.entries, keys, named, strict=True), 1):
            when = read_when(entry.when)
            state = entry.state or (State.HAPPENED if when.last <= context.effective else State.PLANNED)
            if state is State.HAPPENED:
                _check_past(label, when, context)
            made.append(
                TimetableEntry(
                    event_key=key,
                    kind=kind,
                    label=label,
                    state=state,
                    condition=entry.condition or condition,
                    position=place * 10,
                    sure=entry.sure or data.sure,
                    note=entry.note or data.note,
                    **_moment(when),
                )
            )
        if data.whole:
            before = entries_of(found, context)
            made += [
                _entry(row, state=State.DROPPED)
                for key, row in before.items()
                if key not in keys and row.state == State.PLANNED.value
            ]
        return plan_for(found, context, TimetableSet(proposal=found.key, entries=tuple(made)))


class EventInput(FactInput):
    """One event of a timetable."""

    kind: Kindly = ""
    label: Label = ""
    when: When
    condition: Condition = ""
    key: EventKey = ""


@act
class PlanEvent(RegisterAct["PlanEvent.Input"]):
    """Add an event that is to come to the timetable."""

    name = "plan_event"
    title = "Plan a timetable event"

    class Input(EventInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal)
        standing = entries_of(found, context)
        entry = _new_entry(found, data, standing, State.PLANNED)
        return _plan(found, context, entry)


@act
class RecordEvent(RegisterAct["RecordEvent.Input"]):
    """Say that an event of the timetable has happened, planned before or not.

    Without a key it is the first planned event of that kind, or else a new one.
    """

    name = "record_event"
    title = "Record that an event has happened"

    class Input(EventInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        standing = entries_of(found, context)
        when = read_when(data.when)
        row = self._planned(found, data, standing)
        if row is None:
            entry = _new_entry(found, data, standing, State.HAPPENED)
        else:
            condition = data.condition or row.condition
            changes = {"state": State.HAPPENED, "condition": condition, "sure": data.sure, "note": data.note}
            entry = _entry(row, **changes, **_moment(when))
        _check_past(entry.label, when, context)
        return _plan(found, context, entry)

    @staticmethod
    def _planned(found: Subject, data: Input, standing: Mapping[str, TimetableFact]) -> TimetableFact | None:
        if data.key:
            return standing.get(data.key)
        kind, label, _ = _kind_and_label(data.kind, data.label, found.number)
        same = [
            row for row in standing.values() if row.kind == kind and (kind != vocabulary.OTHER or row.label == label)
        ]
        return next((row for row in same if row.state == State.PLANNED.value), None)


@act
class ReviseEvent(RegisterAct["ReviseEvent.Input"]):
    """Move an event of the timetable to another date. The original date and every revision stay (DCUSA:588-592)."""

    name = "revise_event"
    title = "Revise a timetable event"

    class Input(FactInput):
        key: EventKey
        when: When

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal)
        row = _standing(found, data.key, entries_of(found, context))
        state = State.PLANNED if row.state == State.DROPPED.value else State(row.state)
        when = read_when(data.when)
        if state is State.HAPPENED:
            _check_past(row.label, when, context)
        return _plan(found, context, _entry(row, state=state, sure=data.sure, note=data.note, **_moment(when)))


@act
class DropEvent(RegisterAct["DropEvent.Input"]):
    """Say that an event is not planned any more."""

    name = "drop_event"
    title = "Drop a timetable event"

    class Input(FactInput):
        key: EventKey

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal)
        row = _standing(found, data.key, entries_of(found, context))
        return _plan(found, context, _entry(row, state=State.DROPPED, sure=data.sure, note=data.note))


def _plan(found: Subject, context: Context, *entries: TimetableEntry) -> Plan:
    plan = plan_for(found, context, TimetableSet(proposal=found.key, entries=entries))
    return Plan(plan.events, answer={**plan.answer, "event": entries[0].event_key}, warnings=plan.warnings)


def _standing(found: Subject, key: str, standing: Mapping[str, TimetableFact]) -> TimetableFact:
    if key in standing:
        return standing[key]
    of_kind = [row for row in standing.values() if row.kind == key]
    if len(of_kind) == 1:
        return of_kind[0]
    hint = f"Its events are {', '.join(standing)}." if standing else "It has no events yet."
    raise NO_EVENT.refuse(found.number, key=key, hint=hint, field="key")


def _new_entry(found: Subject, data: EventInput, standing: Mapping[str, TimetableFact], state: State) -> TimetableEntry:
    kind, label, condition = _kind_and_label(data.kind, data.label, found.number)
    key = data.key or _free_key(kind, label, standing)
    held = standing.get(key)
    if held is not None and held.state != State.DROPPED.value:
        raise EVENT_TAKEN.refuse(found.number, key=key, field="key")
    return TimetableEntry(
        event_key=key,
        kind=kind,
        label=label,
        state=state,
        condition=data.condition or condition,
        sure=data.sure or Sure.STATED,
        note=data.note,
        **_moment(read_when(data.when)),
    )


def _free_key(kind: str, label: str, taken: Iterable[str]) -> str:
    base = keys_for([(kind, slug_of(label))])[0]
    keys, number = set(taken), 1
    while (key := base if number == 1 else f"{base}-{number}") in keys:
        number += 1
    return key
