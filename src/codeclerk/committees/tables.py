"""The tables of the pages of committees: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.committees import queries, vocabulary
from codeclerk.committees.queries import GroupLine, Interest, ProposedSeats
from codeclerk.committees.rules.contents import Verdict
from codeclerk.committees.rules.inputs import Input, Stance, Standing
from codeclerk.committees.rules.seats import Constitution, Holder, Seat
from codeclerk.committees.wording import asked_words, said_words
from codeclerk.kernel.packs import Body
from codeclerk.people import vocabulary as words
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

STANDINGS = {
    Standing.OVERDUE: Tag("overdue", "bad", 0, "The day of its answer has passed."),
    Standing.OPEN: Tag("waiting", "warn", 1, "No answer is known yet."),
    Standing.ANSWERED: Tag("answered", "good", 2),
    Standing.WITHDRAWN: Tag("taken back", "grey", 3, "No answer is looked for any more."),
}
VERDICTS = {
    one: Tag(one.label, tone, order)
    for order, (one, tone) in enumerate(
        (
            (Verdict.OPPOSES, "bad"),
            (Verdict.WILL_FOLLOW, "info"),
            (Verdict.INTERESTED, "info"),
            (Verdict.COMMENTS, "plum"),
            (Verdict.SUPPORTS, "good"),
            (Verdict.DELIVERED, "good"),
            (Verdict.HEARD, "grey"),
            (Verdict.NOT_INTERESTED, "grey"),
            (Verdict.NO_COMMENT, "grey"),
        )
    )
}


def link(request: HttpRequest, text: str, page: str, *of: str) -> Link:
    """A link to a page of committees, on the same dates."""
    return Link(text, with_dates(request, reverse(f"committees:{page}", args=of)))


def body_link(request: HttpRequest, body: str) -> Link:
    """A link to a committee's page, called as papers call it for short."""
    return link(request, vocabulary.short_name(body), "committee", body)


def bodies_table(request: Request, made: Mapping[str, Constitution], asked: Iterable[Input]) -> Table:
    """Every committee and group: what it does, when it meets, its seats, what waits for it."""
    waits: dict[str, int] = {}
    for one in asked:
        waits[one.body] = waits.get(one.body, 0) + one.waits
    columns = (
        Column("name", "Committee"),
        Column("abbreviation", "Short name"),
        Column("kind", "Kind"),
        Column("function", "What it does"),
        Column("meets", "It meets", none="not known"),
        Column("held", "Seats held", Kind.NUMBER),
        Column("vacant", "Vacant", Kind.NUMBER, none="not known"),
        Column("waits", "Waiting for it", Kind.NUMBER),
    )
    rows = tuple(
        {
            "name": link(request, body.name, "committee", body.id),
            "abbreviation": body.abbreviation,
            "kind": kind_words(body),
            "function": body.function,
            "meets": meets_words(body, request),
            "held": sum(not seat.is_vacant for seat in made[body.id].seats),
            "vacant": len(made[body.id].vacant) if made[body.id].basis else None,
            "waits": waits.get(body.id, 0),
        }
        for body in vocabulary.bodies()
    )
    return Table("Committees and groups", columns, rows, stack=True)


def kind_words(body: Body) -> str:
    return body.kind.replace("_", " ").capitalize()


def meets_words(body: Body, request: Request) -> str | None:
    """`on the last Tuesday of the month`; None where no source says so."""
    pattern = body.pattern_on(request.lens.valid_at)
    return pattern.words if pattern else None


def seats_table(request: Request, made: Constitution, names: Mapping[str, str]) -> Table:
    """The seats of a body, held and vacant. `names` are for who may see them; without them there is no such column."""
    categories = words.category_names()
    columns = (
        Column("seat", "Seat", none="no named seat"),
        Column("category", "Party category", none="none, or not told"),
        Column("organisation", "Organisation", none="–"),
        Column("person", "Held by", Kind.REFERENCE, none="vacant"),
        Column("name", "Name", none="–"),
        Column("alternates", "Alternates", none="none"),
    )
    kept = tuple(column for column in columns if names or column.key != "name")
    rows = tuple(
        {key: value for key, value in _seat(request, seat, categories, names).items() if names or key != "name"}
        for seat in made.seats
    )
    empty = Empty("No seats", "Nobody is known to hold a seat here on the day that this page looks at.")
    return Table("Seats", kept, rows, empty=empty, stack=True)


def _seat(request: Request, seat: Seat, categories: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seat": seat.name or None,
        "category": categories.get(seat.category),
        "organisation": _organisation(request, seat.organisation, seat.organisation_name),
        "person": _person(request, seat.person),
        "name": names.get(seat.person),
        "alternates": tuple(_holder(request, one) for one in seat.alternates) or None,
    }


def _organisation(request: Request, key: str, name: str) -> Link | None:
    return Link(name or key, with_dates(request, reverse("people:organisation", args=[key]))) if key else None


def _person(request: Request, key: str) -> Link | None:
    return Link(key, with_dates(request, reverse("people:person", args=[key]))) if key else None


def _holder(request: Request, one: Holder) -> Link:
    name = f"{one.person}, {one.organisation_name}" if one.organisation_name else one.person
    return Link(name, with_dates(request, reverse("people:person", args=[one.person])))


def doubts_table(request: Request, made: Constitution) -> Table:
    """Members whom the stated seats have no place for."""
    columns = (
        Column("person", "Member", Kind.REFERENCE),
        Column("organisation", "Organisation", none="–"),
        Column("why", "What is odd"),
    )
    rows = tuple(
        {
            "person": _person(request, one.held.holder.person),
            "organisation": _organisation(request, one.held.holder.organisation, one.held.holder.organisation_name),
            "why": one.why,
        }
        for one in made.doubts
    )
    return Table("Members without a stated seat", columns, rows, stack=True)


def proposed_table(request: Request, found: Iterable[ProposedSeats]) -> Table:
    """What proposals would change of the seats of a body."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("seat", "Whose seats", none="not told"),
        Column("number", "Seats then", Kind.NUMBER, none="not told"),
        Column("text", "What would change", none="–"),
        Column("in_force", "In force from", Kind.DATE, none="not in force"),
        Column("source", "Printed in", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "seat": one.seat_name or None,
            "number": one.content.number,
            "text": one.content.text or None,
            "in_force": one.in_force,
            "source": one.source or None,
        }
        for one in found
    )
    return Table("Proposed changes of its seats", columns, rows, stack=True)


def groups_table(request: Request, found: Iterable[GroupLine]) -> Table:
    """The proposals of a Working Group."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("state", "Standing"),
        Column("since", "From", Kind.DATE),
        Column("why", "Why", none="–"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "state": one.allocation.content.state.label,
            "since": one.allocation.since,
            "why": one.allocation.content.why or None,
        }
        for one in found
    )
    return Table("Its proposals", columns, rows, stack=True)


_INPUT_COLUMNS = (
    Column("proposal", "Proposal", Kind.REFERENCE),
    Column("title", "Title", none="no title known"),
    Column("body", "Committee"),
    Column("asked", "What is asked"),
    Column("to", "Who is to answer", none="the committee"),
    Column("standing", "Standing", Kind.TAG),
    Column("answer", "Answer", Kind.TAG, none="none yet"),
    Column("said", "What was said", none="–"),
    Column("asked_on", "Asked on", Kind.DATE, none="not known"),
    Column("due", "Answer by", Kind.DATE, none="no day set"),
    Column("answered_on", "Answered on", Kind.DATE, none="–"),
)


def inputs_table(
    request: Request, found: Iterable[Input], caption: str, empty: Empty, without: Iterable[str] = ()
) -> Table:
    """What committees were asked, to sort, to filter and to download. The page leaves out the columns `without`."""
    left_out = set() if request.GET.get("format") else {*without, "to", "answered_on"}
    columns = tuple(column for column in _INPUT_COLUMNS if column.key not in left_out)
    rows = tuple({key: value for key, value in _named(request, one).items() if key not in left_out} for one in found)
    return Table(caption, columns, rows, empty=empty, stack=True)


def desk_table(request: Request) -> Table | None:
    """What waits for the viewer: for who keeps the committees all of it, for a member what their committees are asked.

    None where nothing does. One query, one more for a member; none for the public.
    """
    found = queries.waiting_for(request.lens)
    empty = Empty("Nothing waits", "No committee owes an answer.")
    return inputs_table(request, found, "What committees are asked", empty, ["answer", "said"]) if found else None


def _named(request: Request, one: Input) -> dict[str, Any]:
    named = {"proposal": proposal_link(request, one.number), "title": one.title or None}
    return named | _input(request, one)


def _input(request: Request, one: Input) -> dict[str, Any]:
    return {
        "body": body_link(request, one.body),
        "asked": link(request, asked_words(one), "input", one.key),
        "to": one.asked.to or None,
        "standing": STANDINGS[one.standing],
        "answer": VERDICTS[one.answer.verdict] if one.answer else None,
        "said": said_words(one) or None,
        "asked_on": one.asked_on if one.asked.is_day_known else None,
        "due": one.due,
        "answered_on": one.answered_on,
    }


def interest_table(request: Request, found: Interest) -> Table:
    """Proposals against committees: who is interested in what."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        *(Column(body, vocabulary.short_name(body), Kind.TAG, none="not asked") for body in found.bodies),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, row.number),
            "title": row.title or None,
            **{body: stance_tags(stance) for body, stance in row.stances.items()},
        }
        for row in found.rows
    )
    empty = Empty("Nothing was asked", "No committee was asked about a proposal by the day that this page looks at.")
    return Table("Which committee is interested in which proposal", columns, rows, empty=empty, stack=True)


def stance_tags(stance: Stance) -> tuple[Tag, ...]:
    """The last answer, and whether something waits."""
    waits = STANDINGS[Standing.OVERDUE if stance.is_overdue else Standing.OPEN]
    answer = (VERDICTS[stance.verdict],) if stance.verdict else ()
    return (*answer, waits) if stance.waits else answer


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows of committees; None where there is nothing. One query."""
    found = queries.facts_of(request.lens, line.key)
    rows = [*_group_rows(request, line, found), *(_panel_input(request, one) for one in found.inputs)]
    if not rows:
        return None
    columns = (
        Column("body", "Committee"),
        Column("asked", "What is asked"),
        Column("standing", "Standing", Kind.TAG, none="–"),
        Column("answer", "Answer", none="none yet"),
        Column("said", "What was said", none="–"),
        Column("asked_on", "From", Kind.DATE, none="not known"),
        Column("due", "Answer by", Kind.DATE, none="no day set"),
    )
    return Table("Committees and Working Groups", columns, tuple(rows), stack=True)


def _panel_input(request: Request, one: Input) -> dict[str, Any]:
    shown = ("body", "asked", "standing", "answer", "said", "asked_on", "due")
    return {key: value for key, value in _input(request, one).items() if key in shown}


def _group_rows(request: Request, line: ProposalLine, found: queries.ProposalFacts) -> Iterable[dict[str, Any]]:
    """The Working Groups over time, or the one that its theme points to where it has none and there are several."""
    for one in found.allocations:
        group = one.content.group
        yield {
            "body": body_link(request, group) if group else "No Working Group",
            "asked": "Which group has it",
            "answer": one.content.state.label if group else "In none any more",
            "said": one.content.why or None,
            "asked_on": one.since,
        }
    matches = queries.matches_of(line) if not found.allocations and line.is_pre_decision else ()
    if matches and len(vocabulary.groups_for(line)) > 1:
        yield {
            "body": body_link(request, matches[0].group),
            "asked": "Which group fits its theme",
            "answer": "Proposed by its theme",
            "said": " ".join(matches[0].reasons),
        }
