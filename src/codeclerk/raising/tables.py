"""Lists of drafts."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.raising.queries import DraftLine
from codeclerk.raising.rules.content import QUESTIONS
from codeclerk.raising.rules.states import State
from codeclerk.ui.tables import Column, Kind, Link, Table
from codeclerk.ui.tags import Tag

STATES = {
    State.WRITING: Tag(State.WRITING.words, "outline", 0),
    State.WAITING: Tag(State.WAITING.words, "info", 1),
    State.TIME_OVER: Tag(State.TIME_OVER.words, "warn", 2),
    State.COMMENTED: Tag(State.COMMENTED.words, "plum", 3),
    State.RAISED: Tag(State.RAISED.words, "good", 4),
    State.WITHDRAWN: Tag(State.WITHDRAWN.words, "grey", 5),
}
UNTITLED = "Draft without a title"


def _title(line: DraftLine, page: str) -> Link:
    return Link(line.title or f"{UNTITLED} ({line.key})", reverse(page, args=[line.key]))


def _next(line: DraftLine) -> str | Link:
    """What happens next with a draft, or the proposal that came of it."""
    if line.number:
        return Link(line.number, reverse("register:proposal", args=[line.number]))
    match line.state:
        case State.WRITING:
            return f"{line.filled} of {len(QUESTIONS)} filled"
        case State.WAITING if line.last:
            return f"Comments by {format_date(line.last.due)}"
        case State.TIME_OVER:
            return "You can raise it"
        case State.COMMENTED:
            return "Answer the comments, or raise it"
    return "Nothing"


def drafts_table(lines: Iterable[DraftLine]) -> Table:
    """One's own drafts, with what is next for each."""
    columns = (
        Column("title", "Draft", sortable=False),
        Column("state", "Standing", Kind.TAG, sortable=False),
        Column("next", "Next", sortable=False),
        Column("saved", "Last saved", Kind.DATE, sortable=False, none="deleted"),
    )
    rows = tuple(
        {
            "title": _title(one, "raising:read" if one.state.is_ended else "raising:write"),
            "state": STATES[one.state],
            "next": _next(one),
            "saved": one.saved,
        }
        for one in lines
    )
    return Table("Drafts that you write", columns, rows, stack=True)


def shared_table(lines: Iterable[DraftLine]) -> Table:
    """The drafts that others let one read."""
    columns = (
        Column("title", "Draft", sortable=False),
        Column("organisation", "Raised for", sortable=False, none="not chosen yet"),
        Column("state", "Standing", Kind.TAG, sortable=False),
    )
    rows = tuple(
        {"title": _title(one, "raising:read"), "organisation": one.organisation or None, "state": STATES[one.state]}
        for one in lines
    )
    return Table("Drafts that you may read", columns, rows, stack=True)


def to_comment_table(lines: Iterable[DraftLine]) -> Table:
    """The drafts that lie with the code administrator."""
    columns = (
        Column("title", "Draft", sortable=False),
        Column("organisation", "From", sortable=False, none="not known"),
        Column("round", "Sent", sortable=False),
        Column("due", "Comments by", Kind.DATE, sortable=False),
        Column("state", "Standing", Kind.TAG, sortable=False),
    )
    rows = tuple(
        {
            "title": _title(one, "raising:comment"),
            "organisation": one.organisation or None,
            "round": _sent(one),
            "due": one.last.due if one.last else None,
            "state": STATES[one.state],
        }
        for one in lines
    )
    return Table("Drafts at the code administrator", columns, rows, stack=True)


def _sent(line: DraftLine) -> str | None:
    if line.last is None:
        return None
    again = "" if line.last.number == 1 else f" (sending {line.last.number})"
    return f"{format_date(line.last.sent)}{again}"
