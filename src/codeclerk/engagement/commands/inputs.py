"""What the acts on engagement take, and what they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.engagement.rules import Booking, Engagement
from codeclerk.kernel.acts import Act, ActInput, Context, Notice
from codeclerk.kernel.ports import Permission
from codeclerk.people.inputs import Line

MANAGE, ASK, TICK = "engagement.manage", "engagement.ask", "engagement.tick"
CLOCK = "system:tick"
"""It erases what erased persons wrote, and cancels what they booked, and nothing else."""
PERSON = "person:"
PERSON_MAIL, REPLY = "person_mail", "helpdesk_reply"
RULE_SIGNED_IN = "engagement.signed_in"

KeyOf = Annotated[Line, Field(title="Day", min_length=1, max_length=100, description="Its key.")]
TopicText = Annotated[Line, Field(title="Topic", min_length=3, max_length=300)]
PlaceText = Annotated[
    Line, Field(title="Place", max_length=300, description="The address, or the room. Empty for online only.")
]
HoursText = Annotated[Line, Field(title="Hours", max_length=100, description="Such as 10:00 to 15:00.")]
Data = TypeVar("Data", bound=ActInput)


class Managed(Act[Data]):
    """Base of what the secretariat does."""

    capability: ClassVar[str] = MANAGE


class SignedIn(Act[Data]):
    """Base of what everybody may do who is signed in, for themselves; the secretariat for others too."""

    capability: ClassVar[str] = MANAGE

    def may(self, data: Data, context: Context) -> Permission:
        named = str(getattr(data, "person", "") or "")
        if context.actor.startswith(PERSON) and named in ("", context.actor.removeprefix(PERSON)):
            return Permission(True, RULE_SIGNED_IN, "everybody who is signed in acts for themselves")
        return super().may(data, context)


def tell(bookings: Iterable[Booking], subject: str, body: str, told_as: str = "") -> tuple[Notice, ...]:
    """A message to everybody of some bookings. The outbox keeps keys only; the address is looked up when it leaves."""
    because = "You have booked a place there."
    return tuple(Notice(PERSON_MAIL, f"{PERSON}{one.person}", subject, body, because, told_as) for one in bookings)


def invitation(day: Engagement) -> str:
    """When and where a day is, in a sentence for messages."""
    hours = f", {day.hours}" if day.hours else ""
    where = f" Place: {day.where}." if day.where else ""
    return f"{day.title}: {day.when}{hours}.{where}"
