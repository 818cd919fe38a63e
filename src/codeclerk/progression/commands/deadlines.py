"""Moving a deadline: a command with a reason, within what the rule leaves open."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import Calendar, Convention, add_days, format_date
from codeclerk.process import vocabulary
from codeclerk.progression import find, reasons
from codeclerk.progression.commands import checks
from codeclerk.progression.events import DeadlineMoved
from codeclerk.progression.queries import Running, State
from codeclerk.register import find as register
from codeclerk.register.inputs import Pick, Ref, SourcedInput, Why
from codeclerk.register.models import stream

URGENT = "urgent"


@act
class MoveDeadline(Act["MoveDeadline.Input"]):
    """Move a running deadline of a proposal to another day, or let it stand again as it is counted.

    Aims and usual times can be moved; a limit only later, or under urgency, whose timetable goes before the usual one.
    """

    name = "move_deadline"
    title = "Move a deadline"
    capability = find.KEEPS

    class Input(SourcedInput):
        proposal: Ref
        clock: Annotated[Pick, Field(title="Deadline", min_length=1)]
        due: Annotated[date | None, Field(title="New last day", description="Empty: as it is counted.")] = None
        by: Annotated[Pick, Field(title="Moved by", min_length=1, description="The body or role, such as Authority.")]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal)
        state = checks.standing(found, context)
        own = _running(found.number, state, data.clock, context)
        if data.due is not None:
            _check_day(found.number, own, data.due, context)
            _check_limit(found.number, own, data.due, state)
        moved = DeadlineMoved(
            proposal=found.key,
            clock=own.clock,
            clock_name=own.name,
            started=own.deadline.trigger_date,
            counted=own.deadline.due,
            due=data.due,
            by_name=vocabulary.actor_named(data.by),
            reason=data.reason,
        )
        return Plan((PlannedEvent(stream(found.key), moved),), answer={"proposal": found.key, "number": found.number})


def _running(number: str, state: State, text: str, context: Context) -> Running:
    wanted = text.casefold()
    for one in state.running:
        if wanted in (one.clock.casefold(), one.name.casefold()):
            return one
    names = [f"“{one.name}”" for one in state.running]
    hint = f"Running are {', '.join(names)}." if names else "None is running."
    raise reasons.NO_CLOCK.refuse(number, clock=text, day=format_date(context.effective), hint=hint, field="clock")


def _check_day(number: str, own: Running, due: date, context: Context) -> None:
    calendar = Calendar()
    if due < context.effective:
        why, first = "that is before the day on which it is moved", context.effective
    elif not calendar.is_working_day(due):
        why, first = "that is no Working Day", due
    else:
        return
    better = add_days(first, 1, Convention.INCLUSIVE, calendar)
    facts = {"due": format_date(due), "why": why, "better": format_date(better)}
    raise reasons.BAD_DUE.refuse(number, clock=own.name, field="due", **facts)


def _check_limit(number: str, own: Running, due: date, state: State) -> None:
    is_limit = vocabulary.clock(own.clock).weight == "limit"
    if is_limit and due < own.deadline.due and URGENT not in state.standing.flags:
        rule = f" ({own.deadline.clause})" if own.deadline.clause else ""
        raise reasons.NOT_MOVABLE.refuse(number, clock=own.name, rule=rule, field="due")
