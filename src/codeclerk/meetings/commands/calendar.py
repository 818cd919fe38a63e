"""The act that plans a body's meetings of several months by its pattern."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import Calendar, Month, format_date, london_day
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.packs import Body, Sure
from codeclerk.meetings import find
from codeclerk.meetings.commands.base import MeetingAct
from codeclerk.meetings.commands.meetings import PAST, meeting_body
from codeclerk.meetings.events.meetings import MeetingPlanned
from codeclerk.meetings.models import stream
from codeclerk.meetings.rules.calendar import Proposed, holiday_words, proposed, taken
from codeclerk.meetings.rules.meetings import State
from codeclerk.people.inputs import Line
from codeclerk.register.inputs import Pick, SureOf

NO_PATTERN = Reason(
    "meetings.no_pattern",
    rule="a calendar follows the pattern of the body's meetings in the code pack, or names its days",
    problem="no source says when the {object} meets",
    remedy="Name the days, or plan its meetings one by one.",
)
NOTHING_TO_PLAN = Reason(
    "meetings.nothing_to_plan",
    rule="a calendar plans a meeting in each month that has none",
    problem="the {object} has a meeting in every month from {first} to {last}, or none is chosen",
    remedy="Choose a longer time.",
)
BACKWARDS = Reason(
    "meetings.calendar_backwards",
    rule="a calendar runs from one day to a later one, for two years at most",
    problem="from {object} to {last}",
    remedy="Choose a later last day, at most two years after the first.",
)
NO_WORKING_DAY = Reason(
    "meetings.no_working_day",
    rule="a meeting on a weekend or a bank holiday is planned for a reason, which stays in the record",
    problem="{object}",
    remedy="Choose a Working Day, or say why it must be this one.",
)
MOST_DAYS = 731


@act
class PlanCalendar(MeetingAct["PlanCalendar.Input"]):
    """Plan a body's meetings from one day to another: one a month, by its pattern.

    Where the pattern leaves a choice, or names a day that is no Working Day, the proposed day is taken unless another
    is chosen. Months with a meeting are left as they are.
    """

    name = "plan_calendar"
    title = "Plan a calendar of meetings"

    class Input(ActInput):
        body: Annotated[Pick, Field(title="Body", min_length=1)]
        first: Annotated[date, Field(title="From")]
        last: Annotated[date, Field(title="To")]
        days: Annotated[
            tuple[date, ...] | None,
            Field(title="Days", max_length=60, description="The days to plan; empty for the proposed ones."),
        ] = None
        reason: Annotated[
            Line, Field(title="Reason", max_length=300, description="Needed for a day that is no Working Day.")
        ] = ""
        sure: SureOf = Sure.STATED

    def plan(self, data: Input, context: Context) -> Plan:
        body = meeting_body(data.body)
        if not data.first <= data.last or (data.last - data.first).days > MOST_DAYS:
            raise BACKWARDS.refuse(format_date(data.first), last=format_date(data.last), field="last")
        calendar = Calendar(known_at=london_day(context.known_from))
        first = max(data.first, context.effective)
        for day in data.days or ():
            self._check(day, body, data, context, calendar)
        offered = proposed(body, first, data.last, calendar)
        if not offered and data.days is None:
            raise NO_PATTERN.refuse(body.name, field="body")
        found = taken(offered, data.days, _planned(body.id), body, calendar)
        if not found.days:
            raise NOTHING_TO_PLAN.refuse(
                body.name, first=format_date(data.first), last=format_date(data.last), field="last"
            )
        events = tuple(_event(one, body, data) for one in found.days)
        warned = [f"{format_date(one.day)}: {one.why}" for one in found.days if one.why]
        warned += [f"{month} has a meeting already, on {format_date(day)}." for month, day in found.had]
        return Plan(
            events, answer={"meetings": [one.stream.partition(":")[2] for one in events]}, warnings=tuple(warned)
        )

    def _check(self, day: date, body: Body, data: Input, context: Context, calendar: Calendar) -> None:
        if day < context.effective:
            raise PAST.refuse(body.name, meeting=format_date(day), day=format_date(context.effective), field="days")
        odd = holiday_words(day, calendar)
        if odd and not data.reason:
            raise NO_WORKING_DAY.refuse(odd.rstrip("."), field="reason")


def _planned(body: str) -> dict[Month, date]:
    """The months in which a body has a meeting, planned or held, with its day."""
    stands = [one.stands for one in find.of_body(body)]
    return {Month(one[1].year, one[1].month): one[1] for one in stands if one and one[0] is not State.DROPPED}


def _event(one: Proposed, body: Body, data: PlanCalendar.Input) -> PlannedEvent:
    key = find.free_key(body.id, one.day)
    event = MeetingPlanned(meeting=key, body=body.id, named=body.name, sure=data.sure, note=data.reason, day=one.day)
    return PlannedEvent(stream(key), event)
