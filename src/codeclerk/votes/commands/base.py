"""What the acts on votes share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendar.dates import LONDON, DateStyle, format_date
from codeclerk.people.inputs import Line
from codeclerk.votes import find, reasons
from codeclerk.votes.events import VoteEvent
from codeclerk.votes.models import seat_stream, stream
from codeclerk.votes.rules.standing import moment_words
from codeclerk.votes.rules.vote import Vote

CLOSES_AT = "17:00"
"""The hour at which a vote closes unless another one is given (a choice of the product: consultations close then)."""
KeyOf = Annotated[
    Line, Field(title="Vote", min_length=1, max_length=80, description="Its key, such as 0092-change_board-1.")
]
ClosesOn = Annotated[date, Field(title="Closes on", description="The last day of the voting, such as 5 March 2021.")]
ClosesAt = Annotated[Line, Field(title="At", max_length=5, description="The hour in London, such as 17:00.")]
Data = TypeVar("Data", bound=ActInput)


class OfVote(ActInput):
    """An act on one vote."""

    vote: KeyOf


class ManageAct(Act[Data]):
    """Base of the acts of who runs votes."""

    capability: ClassVar[str] = find.MANAGE


def instant(day: date, clock: str, field: str = "closes_at") -> datetime:
    """An hour of a London day as an instant. Refuses what is no hour."""
    try:
        hour = time.fromisoformat(clock)
    except ValueError:
        raise reasons.BAD_CLOCK.refuse(clock, field=field) from None
    return datetime.combine(day, hour.replace(tzinfo=None), LONDON).astimezone(UTC)


def closing(day: date, clock: str, named: str, context: Context, opens: datetime | None = None) -> datetime:
    """When a vote closes. Refuses what is past, or before it opens."""
    closes = instant(day, clock)
    why = "that is past" if closes <= context.now else ""
    if opens is not None and closes <= opens:
        why = f"it opens on {moment_words(opens)}"
    if why:
        raise reasons.BAD_CLOSE.refuse(named, closes=moment_words(closes), why=why, field="closes")
    return closes


def odd_day(day: date) -> tuple[str, ...]:
    """What is odd about a closing day: that it is no Working Day."""
    calendar = Calendar()
    if calendar.is_working_day(day):
        return ()
    why = calendar.holiday_name(day)
    return (f"It closes on {format_date(day, DateStyle.WEEKDAY)}, which is {f'{why}, ' if why else ''}no Working Day.",)


def on_vote(found: Vote, event: VoteEvent, **answer: str) -> Plan:
    """A plan of one event in the stream of a vote."""
    return Plan((PlannedEvent(stream(found.key), event),), answer=_answer(found, answer))


def on_seat(found: Vote, seat: str, event: VoteEvent, *warnings: str) -> Plan:
    """A plan of one event in the stream of one voter."""
    return Plan((PlannedEvent(seat_stream(found.key, seat), event),), answer=_answer(found, {}), warnings=warnings)


def _answer(found: Vote, more: dict[str, str]) -> dict[str, str]:
    return {"vote": found.key, "proposal": found.proposal, "number": found.number, **more}
