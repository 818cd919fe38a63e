"""Acts on the actions of meetings: give one, say that it is done or dropped, carry it over."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import Calendar, format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.packs import Sure
from codeclerk.meetings import find, vocabulary
from codeclerk.meetings.commands.base import AtMeeting, MeetingAct, opened
from codeclerk.meetings.events.actions import ActionCarried, ActionEnded, ActionEvent, ActionGiven
from codeclerk.meetings.find import FoundAction
from codeclerk.meetings.models import closed_stream, stream
from codeclerk.meetings.rules.actions import ActionState, action_name
from codeclerk.people.inputs import Line
from codeclerk.people.vocabulary import body as body_named
from codeclerk.register.inputs import SureOf, Words

NOT_OPEN = Reason(
    "meetings.action_not_open",
    rule="an action that is done or dropped is over",
    problem="{object} is {state} already",
    remedy="Give a new action if something is still to be done.",
    kind=Kind.CONFLICT,
)
NO_REASON = Reason(
    "meetings.no_reason",
    rule="an action is dropped, and carried over, for a reason that stays in the record",
    problem="{object} is given without a reason",
    remedy="Say why.",
)
DUE_BEFORE = Reason(
    "meetings.due_before",
    rule="an action is due on the day of its meeting or later",
    problem="{object} would be due on {due}, before {day}",
    remedy="Choose a later day.",
)
NOTHING_CARRIED = Reason(
    "meetings.nothing_carried",
    rule="an action is carried over to another meeting of the body, or to another day",
    problem="{object} would stay as it is",
    remedy="Choose the meeting to which it goes on, or a new day.",
)


def _state(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) and not isinstance(value, ActionState) else value


ActionOf = Annotated[
    Line, Field(title="Action", min_length=1, max_length=100, description="Its key, such as panel-2021-03-12-a3.")
]
DueOf = Annotated[date | None, Field(title="Due by", description="Empty where no day was said.")]


class ActionInput(ActInput):
    """Base of what an act on one action takes."""

    action: ActionOf
    sure: SureOf = Sure.STATED


@act
class GiveAction(MeetingAct["GiveAction.Input"]):
    """Give an action at a meeting: what, to whom, by when. It gets the next number of the meeting: ACTION 90/3."""

    name = "give_action"
    title = "Give an action"

    class Input(AtMeeting):
        what: Annotated[Words, Field(title="What is to be done", min_length=1, max_length=1000)]
        owner: Annotated[
            Line,
            Field(title="Owner", min_length=1, max_length=100, description="A body, a role or an organisation."),
        ]
        due: DueOf = None
        item: Annotated[Line, Field(title="Item", max_length=16, description="The item that it came from.")] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context, has_begun=True)
        item = at.item(data.item) if data.item else None
        owner, named = vocabulary.owner(data.owner)
        number = find.next_action(at.found.key)
        name = action_name(vocabulary.meeting_number(at.body.id, at.day), at.day, number)
        _check_due(name, data.due, at.day)
        event = ActionGiven(
            **at.about(data.sure),
            action=f"{at.found.key}-a{number}",
            name=name,
            what=data.what,
            owner=owner,
            owner_name=named,
            due=data.due,
            day=at.day,
            number=number,
            item=item.key if item else "",
            classification=item.classification if item else Classification.WHITE.value,
        )
        to = at.stream_of(item) if item else stream(at.found.key)
        return _plan(event, to, *_due_on(data.due))


@act
class EndAction(MeetingAct["EndAction.Input"]):
    """Say that an action is done, or that it is dropped and why."""

    name = "end_action"
    title = "Say that an action is done or dropped"

    class Input(ActionInput):
        state: Annotated[ActionState, BeforeValidator(_state), Field(title="It is")]
        reason: Annotated[Line, Field(title="Reason", max_length=500, description="Needed where it is dropped.")] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = _open(data.action, context)
        if data.state is ActionState.DROPPED and not data.reason:
            raise NO_REASON.refuse(found.name, field="reason")
        if data.state is ActionState.OPEN:
            raise NOT_OPEN.refuse(found.name, state="open", field="state")
        event = ActionEnded(**_about(found, data.sure), state=data.state, reason=data.reason)
        return _plan(event, _stream(found))


@act
class CarryAction(MeetingAct["CarryAction.Input"]):
    """Carry an open action over to another meeting of the body, to another day, or both, with the reason."""

    name = "carry_action"
    title = "Carry an action over"

    class Input(ActionInput):
        to: Annotated[
            Line, Field(title="To the meeting", max_length=90, description="Its key; empty to move the day only.")
        ] = ""
        due: DueOf = None
        reason: Annotated[Line, Field(title="Reason", min_length=1, max_length=500)]

    def plan(self, data: Input, context: Context) -> Plan:
        found = _open(data.action, context)
        if not data.to and data.due in (None, found.due):
            raise NOTHING_CARRIED.refuse(found.name, field="to")
        to = opened(data.to, context) if data.to else None
        due = data.due or found.due
        _check_due(found.name, data.due, found.day)
        about = _about(found, data.sure) | {"due": due, "carried_to": to.found.key if to else found.carried_to}
        event = ActionCarried(**about, to=to.title if to else "", reason=data.reason)
        odd = [f"It is still due on {format_date(due)}, before that meeting."] if to and due and due < to.day else []
        return _plan(event, _stream(found), *odd, *_due_on(data.due))


def _open(key: str, context: Context) -> FoundAction:
    """An action that is open, and open to the actor. Refused for others."""
    found = find.action(key, context)
    if found.state is not ActionState.OPEN:
        raise NOT_OPEN.refuse(found.name, state=found.state.value, field="action")
    return found


def _about(found: FoundAction, sure: Sure) -> dict[str, Any]:
    body = body_named(found.body)
    return {
        "meeting": found.meeting,
        "body": body.id,
        "named": body.name,
        "sure": sure,
        "action": found.key,
        "name": found.name,
        "what": found.what,
        "owner": found.owner,
        "owner_name": found.owner_name,
        "due": found.due,
        "carried_to": found.carried_to,
    }


def _stream(found: FoundAction) -> str:
    return stream(found.meeting) if found.is_white else closed_stream(found.meeting)


def _check_due(name: str, due: date | None, day: date) -> None:
    if due is not None and due < day:
        raise DUE_BEFORE.refuse(name, due=format_date(due), day=format_date(day), field="due")


def _due_on(due: date | None) -> tuple[str, ...]:
    """That a due day is no Working Day."""
    if due is None or Calendar().is_working_day(due):
        return ()
    return (f"{format_date(due)} is no Working Day.",)


def _plan(event: ActionEvent, to: str, *warned: str) -> Plan:
    return Plan((PlannedEvent(to, event),), answer={"action": event.action, "name": event.name}, warnings=warned)
