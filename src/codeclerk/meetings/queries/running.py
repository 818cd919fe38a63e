"""Reads of one meeting in full: the items of its agenda, what came of each, who was there, interests and actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Sure
from codeclerk.meetings import vocabulary
from codeclerk.meetings.find import came_of, guests_of, interest_of, items_of, there_of
from codeclerk.meetings.models import MeetingFact
from codeclerk.meetings.queries.actions import actions
from codeclerk.meetings.queries.standing import is_open_to
from codeclerk.meetings.rules.actions import Action
from codeclerk.meetings.rules.agenda import (
    Came,
    Guests,
    Interest,
    Item,
    ItemKind,
    QuorumAnswer,
    There,
    numbered,
    quorum,
)
from codeclerk.meetings.rules.meetings import AT_MEETING, Meeting, What
from codeclerk.people.vocabulary import role_names
from codeclerk.register.queries import names_at
from codeclerk.sources.queries.documents import DocumentView, documents_by_hash
from codeclerk.sources.queries.seen import place_of


class Told(NamedTuple):
    """What was said of one thing of the meeting."""

    text: str
    since: date
    source: str = ""
    sure: str = ""


@dataclass(frozen=True)
class ItemLine:
    """An item of an agenda that is open to the viewer.

    Args:
        number: its place on the agenda, or the number that a source prints; hidden items are counted.
        is_numbered: whether that is its number. Of an agenda that a source prints, only the numbers that it prints are.
        reference: `SECP_90_1203_18`; empty where the body has no series of papers.
        paper: its document; None for none, or one that is not open to the viewer.
        is_late: the paper was published after the Paper Day.
        came: what came of it; `outcome` is that in words.
        verbal: what was reported by word of mouth.
    """

    item: Item
    number: int
    is_numbered: bool
    reference: str
    proposal: str
    title: str
    paper: DocumentView | None
    is_late: bool
    came: Came | None
    outcome: str
    verbal: str
    interests: tuple[Interest, ...]
    source: str

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def name(self) -> str:
        """`MP092: Methodology`, or the title alone."""
        return f"{self.proposal}: {self.title}" if self.proposal and self.title else self.proposal or self.title

    @property
    def called(self) -> str:
        """`Item 18, MP092: Methodology`; by its name alone where its number is not known."""
        if not self.is_numbered:
            return self.name or "An item without a title"
        return f"Item {self.number}, {self.name}" if self.name else f"Item {self.number}"

    @property
    def kind(self) -> str:
        return ItemKind(self.item.kind).label

    @property
    def action(self) -> str:
        return vocabulary.paper_action_name(self.item.action)

    @property
    def presenter(self) -> str:
        return role_names().get(self.item.presenter, self.item.presenter)


@dataclass(frozen=True)
class Course:
    """A meeting in full. `closed`: so many items are not open to the viewer."""

    items: tuple[ItemLine, ...]
    closed: int
    there: tuple[There, ...]
    guests: tuple[Guests, ...]
    quorum: QuorumAnswer
    actions: tuple[Action, ...]

    def item(self, key: str) -> ItemLine | None:
        """The item with this key."""
        return next((one for one in self.items if one.key == key), None)

    @property
    def interests(self) -> tuple[tuple[ItemLine, Interest], ...]:
        """Every declared interest, by item."""
        return tuple((line, one) for line in self.items for one in line.interests)


def course_of(lens: Lens, meeting: Meeting) -> Course:
    """Everything of one meeting. At most six queries, however long its agenda is."""
    rows = (
        MeetingFact.objects.as_at(lens)
        .filter(meeting__key=meeting.key, what__in=[one.value for one in AT_MEETING])
        .annotate(source=place_of(lens))
        .order_by("about")
        .values_list("what", "about", "text", "valid_from", "source", "sure")
    )
    said: dict[What, dict[str, Told]] = {}
    for what, about, *told in rows:
        said.setdefault(What(what), {})[about] = Told(*told)
    agenda = said.get(What.AGENDA, {}).get("", Told("", meeting.day))
    every = numbered(items_of(agenda.text))
    shown = [(number, one) for number, one in every if is_open_to(lens, one.classification)]
    items = _lines(lens, meeting, shown, said, agenda)
    there = tuple(there_of(seat, told.text) for seat, told in said.get(What.SEAT, {}).items())
    needed = vocabulary.quorum_of(meeting.body, meeting.day)
    return Course(
        items=items,
        closed=len(every) - len(shown),
        there=there,
        guests=tuple(guests_of(told.text) for told in said.get(What.GUESTS, {}).values()),
        quorum=quorum(needed.value if needed else None, there, needed.sure if needed else None),
        actions=actions(lens, meetings=(meeting.key,)),
    )


def _lines(
    lens: Lens,
    meeting: Meeting,
    shown: Sequence[tuple[int, Item]],
    said: Mapping[What, Mapping[str, Told]],
    agenda: Told,
) -> tuple[ItemLine, ...]:
    proposals = {one.proposal for _, one in shown} - {""}
    names = names_at(lens, proposals) if proposals else {}
    hashes = {one.document for _, one in shown} - {""}
    papers = documents_by_hash(lens, hashes) if hashes else {}
    outcomes = vocabulary.outcomes()
    interests: dict[str, list[Interest]] = {}
    for told in said.get(What.INTEREST, {}).values():
        one = interest_of(told.text, told.since)
        interests.setdefault(one.item, []).append(one)
    made = []
    for number, item in shown:
        name, title = names.get(item.proposal, ("", ""))
        paper = papers.get(item.document)
        came = said.get(What.OUTCOME, {}).get(item.key)
        verbal = said.get(What.VERBAL, {}).get(item.key)
        found = came_of(came.text) if came else None
        is_numbered = item.printed is not None or agenda.sure != Sure.PRINTED.value
        made.append(
            ItemLine(
                item=item,
                number=number,
                is_numbered=is_numbered,
                reference=vocabulary.reference_of(meeting.body, meeting.day, number) if is_numbered else "",
                proposal=name,
                title=item.title or title,
                paper=paper,
                is_late=is_late(paper, meeting),
                came=found,
                outcome=found.told(outcomes) if found else "",
                verbal=verbal.text if verbal else "",
                interests=tuple(interests.get(item.key, ())),
                source=(came.source if came else "") or agenda.source,
            )
        )
    return tuple(made)


def is_late(paper: DocumentView | None, meeting: Meeting) -> bool:
    """Whether a paper was published after the Paper Day of the meeting (PMP:109-123)."""
    if paper is None or paper.published is None or meeting.paper_day is None:
        return False
    return paper.published > meeting.paper_day
