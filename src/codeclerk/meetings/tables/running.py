"""The tables of one meeting: its agenda with what came of each item, who was there, interests, actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.decisions.rules.values import Decision
from codeclerk.decisions.tables import decision_link
from codeclerk.kernel.lens import Classification
from codeclerk.meetings.queries.running import Course, ItemLine
from codeclerk.meetings.rules.actions import Action, ActionState
from codeclerk.meetings.rules.agenda import Interest, ItemKind, There
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.meetings.tables.meetings import meeting_link
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.ui.words import plural

LATE = Tag("late", "warn", 1, "It was published after the Paper Day.")
MARKS = {
    Classification.WHITE.value: Tag("White", "outline", 0),
    Classification.GREEN.value: Tag("Green", "good", 1),
    Classification.AMBER.value: Tag("Amber", "warn", 2),
    Classification.RED.value: Tag("Red", "bad", 3),
}
STATES = {
    ActionState.OPEN: Tag("open", "info", 1),
    ActionState.DONE: Tag("done", "good", 2),
    ActionState.DROPPED: Tag("dropped", "outline", 3),
}
OVERDUE = Tag("overdue", "bad", 0, "It should have been done by its day.")
NO_ACTIONS = Empty("No action", "No meeting is known to have given one.", "Give one on the page of a meeting.")
NO_INTERESTS = Empty("No interest", "No declared interest is recorded.", "Record one while you run a meeting.")


def agenda_table(request: Request, course: Course, made: Iterable[Decision] = ()) -> Table:
    """The items of an agenda with what came of each: in words, and what was decided on it that day. A download has a
    column for everything; the page says the same in fewer."""
    decided: dict[str, list[Link]] = {}
    for decision in made:
        decided.setdefault(decision.proposal, []).append(decision_link(request, decision))
    on_page = not request.GET.get("format")
    row = _shown if on_page else _item
    rows = tuple(row(request, one, decided.get(one.item.proposal, ())) for one in course.items)
    return Table("Agenda", ON_PAGE if on_page else IN_FILES, rows, stack=True)


NUMBER = Column("number", "Item", Kind.NUMBER, none="–")
OUTCOME = Column("outcome", "What came of it", none="not recorded")
ASKS = Column("asks", "The body is asked to", none="not recorded")
ON_PAGE = (
    NUMBER,
    Column("item", "About", sortable=False),
    ASKS,
    Column("paper", "Paper", none="none"),
    OUTCOME,
)
IN_FILES = (
    NUMBER,
    Column("reference", "Reference", Kind.REFERENCE),
    Column("proposal", "Proposal", Kind.REFERENCE),
    Column("title", "Title"),
    Column("kind", "Kind"),
    Column("action", "For"),
    ASKS,
    Column("presenter", "Presented by"),
    Column("classification", "Classification", Kind.TAG),
    Column("paper", "Paper"),
    OUTCOME,
    Column("verbal", "Verbal update"),
)


def _item(request: Request, one: ItemLine, decided: Sequence[Link]) -> dict[str, Any]:
    return {
        "number": one.number if one.is_numbered else None,
        "reference": one.reference or None,
        "proposal": one.proposal or None,
        "title": one.title or None,
        "kind": one.kind,
        "action": one.action or None,
        "asks": one.item.asks or None,
        "presenter": one.presenter or None,
        "classification": MARKS[one.item.classification],
        "paper": paper_value(request, one),
        "outcome": (*([one.outcome] if one.outcome else ()), *decided) or None,
        "verbal": one.verbal or None,
    }


def _shown(request: Request, one: ItemLine, decided: Sequence[Link]) -> dict[str, Any]:
    about: list[Any] = [proposal_link(request, one.proposal)] if one.proposal else []
    about += [one.title] if one.title else []
    about += [Tag(one.kind, "outline", 0)] if one.item.kind != ItemKind.PAPER else []
    about += [] if one.item.is_open else [MARKS[one.item.classification]]
    asked = [said for said in (one.action, f"by the {one.presenter}" if one.presenter else "") if said]
    paper = paper_value(request, one)
    named = [one.reference] if one.reference and not (one.paper and one.paper.name == one.reference) else []
    came = [said for said in (one.outcome, f"Reported: {one.verbal}" if one.verbal else "") if said]
    return {
        "number": one.number if one.is_numbered else None,
        "item": tuple(about) or None,
        "asks": (*asked, *one.item.asks) or None,
        "paper": (*named, *(paper or ())) or None,
        "outcome": (*came, *decided) or None,
    }


def paper_value(request: HttpRequest, one: ItemLine) -> Any:
    """The paper of an item, as a link; that it is late is said beside it. None for none."""
    if one.paper is None:
        return None
    href = with_dates(request, reverse("sources:document", args=[one.paper.sha256]))
    return (Link(one.paper.name, href), *([LATE] if one.is_late else []))


def attendance_table(there: Iterable[There], organisations: Mapping[str, str], persons: Mapping[str, str]) -> Table:
    """How each seat was filled; persons only where the viewer may see them."""
    columns: tuple[Column, ...] = (
        Column("seat", "Seat"),
        Column("organisation", "Organisation", none="not known"),
        Column("how", "Attendance", Kind.TAG),
    )
    if persons:
        columns = (*columns, Column("person", "Person", none="–"))
    rows = tuple(
        {
            "seat": one.name,
            "organisation": organisations.get(one.organisation, one.organisation) or None,
            "how": Tag(one.how.label, "good" if one.how.is_there else "outline", 0 if one.how.is_there else 1),
            **({"person": persons.get(one.person)} if persons else {}),
        }
        for one in there
    )
    return Table("Attendance", columns, rows, stack=True)


def actions_table(request: Request, actions: Sequence[Action], *, where: bool = True, changes: bool = False) -> Table:
    """Actions, with how each stands. `where` also says which meeting gave it, `changes` offers the forms.

    On the page the day of the meeting is in the name of the action; a download has a column for it.
    """
    dated = where and bool(request.GET.get("format"))
    columns: tuple[Column, ...] = (
        Column("name", "Action", Kind.REFERENCE),
        Column("what", "What is to be done"),
        Column("owner", "Owner"),
        Column("due", "Due by", Kind.DATE, none="no day said"),
        Column("state", "Standing", Kind.TAG),
        *([Column("why", "Note", none="–")] if dated or any(one.reason for one in actions) else []),
        *([Column("body", "Body")] if where else []),
        *([Column("meeting", "Meeting", Kind.DATE)] if dated else []),
        *([Column("change", "Change", sortable=False, none="–")] if changes else []),
    )
    on = request.lens.valid_at
    rows = tuple(
        {
            "name": Link(one.name, with_dates(request, reverse("meetings:meeting", args=[one.meeting]) + "#actions"))
            if where
            else one.name,
            "what": one.what,
            "owner": one.owner_name,
            "due": one.due,
            "state": OVERDUE if one.is_overdue(on) else STATES[one.state],
            "why": one.reason or None,
            "body": one.body_name,
            "meeting": one.given,
            "change": _changes(one) if changes else None,
        }
        for one in actions
    )
    shown = {column.key for column in columns}
    kept = tuple({key: value for key, value in row.items() if key in shown} for row in rows)
    return Table("Actions", columns, kept, empty=NO_ACTIONS, stack=True)


def _changes(one: Action) -> Any:
    if one.state is not ActionState.OPEN:
        return None
    return (
        Link(f"End {one.name}", reverse("meetings:end_action", args=[one.key])),
        Link(f"Carry {one.name} over", reverse("meetings:carry_action", args=[one.key])),
    )


def interests_table(request: Request, found: Iterable[tuple[Meeting, str, Interest]], *, where: bool = True) -> Table:
    """Interests that were declared: at which meeting, in which item, by whom."""
    columns = (
        *([Column("day", "Meeting", Kind.DATE), Column("body", "Body")] if where else []),
        Column("item", "Item"),
        Column("who", "Declared by"),
        Column("interest", "Interest"),
        Column("part", "Took part"),
    )
    rows = tuple(
        {
            **({"day": meeting.day, "body": meeting_link(request, meeting)} if where else {}),
            "item": item,
            "who": one.who,
            "interest": one.words,
            "part": "Yes" if one.took_part else "No",
        }
        for meeting, item, one in found
    )
    return Table("Declared interests", columns, rows, empty=NO_INTERESTS, stack=True)


def closed_words(closed: int) -> str:
    """`1 item is not open to you.`; empty for none."""
    return f"{plural(closed, 'item')} {'is' if closed == 1 else 'are'} not open to you." if closed else ""
