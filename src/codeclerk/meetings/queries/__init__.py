"""Reads of meetings, through a lens. Meetings are public; an item of an agenda is shown to who may see its
classification."""

from codeclerk.meetings.queries.standing import (
    AgendaItem,
    Meeting,
    State,
    by_reference,
    coming,
    last_held,
    meeting,
    meetings,
    next_planned,
    of_proposal,
)

__all__ = [
    "AgendaItem",
    "Meeting",
    "State",
    "by_reference",
    "coming",
    "last_held",
    "meeting",
    "meetings",
    "next_planned",
    "of_proposal",
]
