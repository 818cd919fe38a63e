"""The shapes of meetings."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import Listed, Named, One, ProposalName, SaidDay, Shape


class Body(Named):
    abbreviation: str
    """Its short name."""


class AgendaItem(ProposalName):
    outcome: str | None
    """What came of it at the meeting, in words."""


class Meeting(Shape):
    key: str = Field(examples=["panel-2021-03-12"])
    """Never changes, even when it is moved."""
    body: Body
    """Who meets."""
    number: int | None
    """Counted as the code pack says; null where that is not known."""
    day: date
    """The day on which it is planned or was held."""
    state: str
    """planned or held."""
    mode: str | None
    """in_person, teleconference or both."""
    agenda: list[AgendaItem]
    """The proposals on its agenda."""
    agenda_announced: date | None
    """When its agenda is announced, where a source says so."""
    agenda_due: date | None
    """By when that is by the rule, which is inferred."""
    paper_day: date | None
    """By when its papers are issued."""
    fits_pattern: bool | None
    """Whether the day follows the pattern of the body's meetings."""
    pattern: str | None
    """That pattern, in words."""
    days: list[SaidDay]
    """Every day for which it was planned."""
    sources: list[str]
    """Where it was read."""
    warnings: list[str]
    """What is odd about it, in sentences. Nothing of it is an error."""


class Interest(Shape):
    who: str
    """The seat or the organisation. Persons are not named."""
    words: str
    """What the interest is."""
    took_part: bool
    """Whether it took part in the item all the same."""


class MeetingItem(Shape):
    key: str
    """Stable within the meeting: the key of its proposal, or i1, i2."""
    number: int | None
    """Its number on the agenda; null where a source prints the agenda without."""
    reference: str | None = Field(examples=["SECP_90_1203_18"])
    """The reference of its paper; null for a body without a series of papers."""
    proposal: str | None
    """Number of its proposal."""
    title: str | None
    """What it is called."""
    kind: str
    """paper, verbal, standing or any_other."""
    action: str | None
    """for_decision or for_information."""
    asks: list[str]
    """What the body is asked to, each with its verb in capitals."""
    presenter: str | None
    """Id of the role that presents it."""
    classification: str
    """White, Green, Amber or Red."""
    paper: str | None
    """SHA-256 of its paper."""
    is_late: bool
    """The paper was published after the Paper Day."""
    outcome: str | None
    """Id of what came of it in the code pack."""
    words: str | None
    """What came of it, in words."""
    verbal: str | None
    """What was reported on it by word of mouth."""
    interests: list[Interest]
    """The interests that members declared in it."""


class SeatThere(Shape):
    seat: str
    """The seat."""
    organisation: str | None
    """Key of the organisation that holds it."""
    how: str
    """present, telephone, alternate, apologies or absent."""


class GuestsThere(Shape):
    organisation: str
    """Whose guests they were."""
    number: int
    """How many."""


class Quorum(Shape):
    answer: str
    """met, not met or not known; what is not known is never met."""
    words: str
    """How it was found."""


class MeetingAction(Shape):
    key: str = Field(examples=["panel-2021-03-12-a3"])
    """Never changes."""
    name: str = Field(examples=["ACTION 90/3"])
    """Its number within the meeting."""
    meeting: str
    """Key of the meeting that gave it."""
    carried_to: str | None
    """Key of the meeting to which it was carried over last."""
    what: str
    """What is to be done."""
    owner: str = Field(examples=["role:secretariat"])
    """A body, a role or an organisation."""
    owner_name: str
    """What the owner is called."""
    due: date | None
    """By when."""
    state: str
    """open, done or dropped."""
    reason: str | None
    """Why it was dropped or carried over."""
    ended: date | None
    """When it was done or dropped."""


class WholeMeeting(Meeting):
    items: list[MeetingItem]
    """Every item of its agenda that is open to you."""
    closed_items: int
    """How many items are not open to you."""
    attendance: list[SeatThere]
    """How each seat was filled."""
    guests: list[GuestsThere]
    """Guests, by organisation."""
    quorum: Quorum
    """Whether enough members were there."""
    actions: list[MeetingAction]
    """The actions that it gave, and those carried over to it."""


class Meetings(Listed[Meeting]): ...


class OneMeeting(One[WholeMeeting]): ...
