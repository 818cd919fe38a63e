"""Reads of Working Groups with their proposals, and of declared interests, through a lens."""

from __future__ import annotations

from dataclasses import dataclass

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Body
from codeclerk.meetings import vocabulary
from codeclerk.meetings.find import interest_of, items_of
from codeclerk.meetings.models import MeetingFact
from codeclerk.meetings.queries.standing import State, is_open_to, meetings
from codeclerk.meetings.rules.agenda import Interest
from codeclerk.meetings.rules.meetings import Meeting, What
from codeclerk.register.queries import names_at

GROUPS = "working_group"


@dataclass(frozen=True)
class Group:
    """A Working Group: the numbers of the proposals that its agendas had, and its last and next meeting."""

    body: Body
    numbers: tuple[str, ...]
    last: Meeting | None
    next: Meeting | None


def groups(lens: Lens) -> tuple[Group, ...]:
    """The Working Groups of the process in force, with their proposals and meetings (DCUSA:182-345). Two queries."""
    on = lens.valid_at
    every = meetings(lens)
    found = []
    for body in vocabulary.that_meet():
        if body.kind != GROUPS or not vocabulary.is_of(body, on):
            continue
        own = [one for one in every if one.body == body.id]
        held = [one for one in own if one.state is State.HELD]
        coming = [one for one in own if one.state is State.PLANNED and one.day >= on]
        numbers = sorted({item.number for one in own for item in one.agenda})
        found.append(Group(body, tuple(numbers), held[-1] if held else None, coming[0] if coming else None))
    return tuple(found)


def declared(lens: Lens) -> tuple[tuple[str, str, Interest], ...]:
    """Every interest that was declared in an item that is open to the viewer: the key of its meeting, what the item is
    called, the interest. Three queries, one for none."""
    rows = MeetingFact.objects.as_at(lens).filter(what=What.INTEREST.value).order_by("meeting__key", "about")
    values = rows.values_list("meeting__key", "text", "valid_from")
    found = [(key, interest_of(text, since)) for key, text, since in values]
    if not found:
        return ()
    agendas = MeetingFact.objects.as_at(lens).filter(what=What.AGENDA.value, meeting__key__in={key for key, _ in found})
    items = {
        (key, item.key): item
        for key, text in agendas.values_list("meeting__key", "text")
        for item in items_of(text)
        if is_open_to(lens, item.classification)
    }
    names = names_at(lens, {item.proposal for item in items.values()} - {""})
    made = []
    for key, one in found:
        item = items.get((key, one.item))
        if item is not None:
            made.append((key, item.title or names.get(item.proposal, (one.item, ""))[0], one))
    return tuple(made)
