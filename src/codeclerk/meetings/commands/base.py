"""What every act on an agenda, at a meeting or on an action starts from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Body, Sure
from codeclerk.meetings import find
from codeclerk.meetings.find import Found
from codeclerk.meetings.models import closed_stream, stream
from codeclerk.meetings.rules.agenda import Item, numbered
from codeclerk.meetings.rules.meetings import State, What, latest
from codeclerk.people.inputs import Line
from codeclerk.people.vocabulary import body as body_named
from codeclerk.register import find as register
from codeclerk.register.inputs import SureOf
from codeclerk.register.queries import names_at
from codeclerk.sources.viewers import viewer_of

DROPPED = Reason(
    "meetings.dropped",
    rule="a meeting that will not be held has no agenda",
    problem="the meeting of the {object} on {meeting} is dropped",
    remedy="Plan it again, or choose another meeting.",
    kind=Kind.CONFLICT,
)
NOT_BEGUN = Reason(
    "meetings.not_begun",
    rule="what happens at a meeting is recorded on its day or later",
    problem="the {object} meets on {meeting}, after {day}",
    remedy="Wait for that day, or move the meeting first.",
    kind=Kind.CONFLICT,
)
NO_ITEM = Reason(
    "meetings.no_item",
    rule="an item of an agenda is named by its key: that of its proposal, such as 0099, or i1, i2 and so on",
    problem="the agenda has no item {object} that is open to you",
    remedy="Look at the agenda, or put the item on it first.",
    kind=Kind.NOT_FOUND,
)

KeyOf = Annotated[
    Line, Field(title="Meeting", min_length=1, max_length=90, description="Its key, such as panel-2021-03-12.")
]
ItemOf = Annotated[
    Line, Field(title="Item", min_length=1, max_length=16, description="Its key on the agenda: 0099, or i1.")
]
Data = TypeVar("Data", bound=ActInput)


class AtMeeting(ActInput):
    """Base of what an act on one meeting takes."""

    meeting: KeyOf
    sure: SureOf = Sure.STATED


class MeetingAct(Act[Data]):
    """Base of every act on meetings."""

    capability: ClassVar[str] = "meetings.manage"


@dataclass(frozen=True)
class Opened:
    """A meeting that is not dropped, as an act on it finds it.

    `since` is the day from which its agenda holds: the day on which it is said, that of the meeting once that is past.
    """

    found: Found
    body: Body
    day: date
    state: State
    lens: Lens

    @property
    def agenda(self) -> tuple[Item, ...]:
        return self.found.agenda

    @property
    def since(self) -> date:
        held = latest(self.found.said).get(What.HELD)
        return held.since if self.state is State.HELD and held else min(self.lens.valid_at, self.day)

    @property
    def title(self) -> str:
        """`the SEC Panel of 12 March 2021`."""
        return f"the {self.body.name} of {format_date(self.day)}"

    def about(self, sure: Sure) -> dict[str, Any]:
        """What every event about it says."""
        return {"meeting": self.found.key, "body": self.body.id, "named": self.body.name, "sure": sure}

    def item(self, key: str) -> Item:
        """An item of the agenda that is open to the actor, by its key or the number of its proposal. Refused."""
        item = self.found.item(key.strip()) or self.found.item(_proposal_key(key))
        if item is None or not self.may_see(item):
            raise NO_ITEM.refuse(key[:40], field="item")
        return item

    def may_see(self, item: Item) -> bool:
        return item.classification in {one.value for one in self.lens.viewer.may_see}

    def called(self, item: Item, names: Mapping[str, tuple[str, str]]) -> str:
        """`item 3 (MP099)`."""
        number = next(n for n, one in numbered(self.agenda) if one.key == item.key)
        name = names.get(item.proposal, ("", ""))[0] or item.title
        return f"item {number} ({name})" if name else f"item {number}"

    def stream_of(self, item: Item) -> str:
        """The stream of what is said of an item: a closed one where it is not open to everybody."""
        return stream(self.found.key) if item.is_open else closed_stream(self.found.key)


def _proposal_key(text: str) -> str:
    """The key of the proposal that a text names; empty for none."""
    try:
        return register.key_of(text, "item")
    except Refused:
        return ""


def opened(key: str, context: Context, *, has_begun: bool = False) -> Opened:
    """The meeting with this key. Refused: unknown, dropped, or with `has_begun` one whose day is to come."""
    found = find.meeting(key)
    body = body_named(found.body)
    assert found.stands is not None
    state, day = found.stands
    if state is State.DROPPED:
        raise DROPPED.refuse(body.name, meeting=format_date(day), field="meeting")
    if has_begun and context.effective < day:
        raise NOT_BEGUN.refuse(body.name, meeting=format_date(day), day=format_date(context.effective), field="meeting")
    lens = Lens(viewer_of(context.actor, context.now), context.effective, context.now)
    return Opened(found, body, day, state, lens)


def names_of(lens: Lens, items: Collection[Item]) -> dict[str, tuple[str, str]]:
    """Number and title of the proposals of items. One query, none without a proposal."""
    keys = {one.proposal for one in items} - {""}
    return dict(names_at(lens, keys)) if keys else {}
