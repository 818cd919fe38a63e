"""The tables of the pages of votes: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.process import queries as process
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.votes import find, queries
from codeclerk.votes.models import PositionRow
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.tally import figure
from codeclerk.votes.rules.values import Choice, Count, Outcome, Result, Voter
from codeclerk.votes.rules.vote import Said, Vote

STANDINGS = {
    Standing.OPEN: Tag("open", "good", 0, "It takes positions until it closes."),
    Standing.TO_OPEN: Tag("to open", "info", 1),
    Standing.CLOSED: Tag("closed, not counted", "warn", 2),
    Standing.COUNTED: Tag("counted, not published", "warn", 3, "Only the body and the secretariat see the outcome."),
    Standing.PUBLISHED: Tag("published", "grey", 4),
    Standing.WITHDRAWN: Tag("withdrawn", "outline", 5),
}
OVER = Tag("closed", "grey", 2, "Its outcome is published later.")
"""As those see it to whom the outcome is not open."""
OUTCOMES = {
    Outcome.CARRIED: Tag("carried", "good", 0),
    Outcome.NOT_CARRIED: Tag("not carried", "bad", 1),
    Outcome.UNDECIDED: Tag("tied", "warn", 2, "The chair decides."),
    Outcome.VOID: Tag("nothing decided", "grey", 3, "No quorum, or no vote that counts."),
}
RESULTS = {
    Result.CARRIED: Tag("carried", "good", 0),
    Result.NOT_CARRIED: Tag("not carried", "bad", 1),
    Result.TIED: Tag("tied", "warn", 2),
    Result.NONE: Tag("no outcome", "grey", 3),
}
CHOICES = {
    Choice.IN_FAVOUR: Tag("in favour", "good", 0),
    Choice.AGAINST: Tag("against", "bad", 1),
    Choice.ABSTAIN: Tag("abstains", "grey", 2),
}
SILENT = Tag("did not vote", "outline", 3)
WAITING = Tag("not yet", "outline", 3, "It can be given until the vote closes.")
NO_VOTE = Empty("No vote", "None is known.")
RUNNING = (Standing.TO_OPEN, Standing.OPEN)
HOW = {
    PositionRow.CAST: "by the voter",
    PositionRow.ALTERNATE: "by an alternate",
    PositionRow.RECORDED: "recorded by the secretariat",
}


def vote_link(request: HttpRequest, one: Vote, text: str = "") -> Link:
    """A link to a vote's page, on the same dates."""
    return Link(text or one.question.carried_name, with_dates(request, reverse("votes:vote", args=[one.key])))


def standing_tag(one: Vote) -> Tag:
    """How it stands, as far as whoever looks may know."""
    return OVER if not one.is_shown and one.standing is Standing.CLOSED else STANDINGS[one.standing]


def votes_table(request: Request, found: Iterable[Vote], empty: Empty) -> Table:
    """Every vote, to sort, to filter and to download."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("question", "Vote"),
        Column("body", "Body"),
        Column("standing", "Standing", Kind.TAG),
        Column("closes", "Closes", none="not known"),
        Column("outcome", "Outcome", Kind.TAG, none="not published"),
        Column("needed", "Still needed", none="–"),
    )
    return Table("Votes", columns, tuple(_row(request, one) for one in found), empty=empty, stack=True)


def _row(request: Request, one: Vote) -> dict[str, Any]:
    return {
        "proposal": proposal_link(request, one.number),
        "title": one.title or None,
        "question": vote_link(request, one),
        "body": one.body_name,
        "standing": standing_tag(one),
        "closes": moment_words(one.times.closes_at),
        "outcome": OUTCOMES[one.recorded.outcome] if one.recorded else None,
        "needed": needed_words(one) or None,
    }


def needed_words(one: Vote) -> str:
    """What an open vote still needs, for who may know; empty otherwise."""
    if not one.is_shown or one.standing is not Standing.OPEN:
        return ""
    turnout = f"{len(one.voters) - len(one.silent)} of {len(one.voters)} have voted. "
    return turnout + one.needed.words


def positions_table(request: Request, one: Vote) -> Table:
    """Every voter with the position that stands: those who did not vote too.

    A page leaves out columns in which nothing stands; a download has them all, and the reasons of earlier positions.
    """
    whole = bool(request.GET.get("format"))
    columns = (
        Column("voter", "Voter"),
        Column("group", "Group", none="no group"),
        Column("weight", "Weight", Kind.NUMBER),
        Column("position", "Position", Kind.TAG),
        Column("reasons", "Reasons by objective", none="none"),
        Column("given", "Given", none="–"),
        Column("interest", "Interest", none="none"),
        Column("earlier", "Earlier positions", none="none"),
    )
    names = {group.id: group.name for group in one.rule.groups}
    stands = one.stands
    rows = [_position_row(one, voter, stands.get(voter.seat), names, whole) for voter in one.voters]
    empty = {key for key in ("interest", "earlier") if not whole and not any(row[key] for row in rows)}
    empty |= set() if one.rule.is_weighted else {"weight"}
    kept = tuple({key: value for key, value in row.items() if key not in empty} for row in rows)
    return Table("Positions", tuple(column for column in columns if column.key not in empty), kept, stack=True)


def _position_row(one: Vote, voter: Voter, said: Said | None, groups: Mapping[str, str], whole: bool) -> dict[str, Any]:
    return {
        "voter": voter.name,
        "group": groups.get(voter.group),
        "weight": voter.weight,
        "position": CHOICES[said.position.choice] if said else WAITING if one.standing in RUNNING else SILENT,
        "reasons": reasons_words(said) or None if said else None,
        "given": f"{moment_words(said.position.at)}, {how_words(said)}" if said else None,
        "interest": (one.interests[voter.seat] or "erased") if voter.seat in one.interests else None,
        "earlier": "; ".join(_earlier(each, whole) for each in one.earlier(voter.seat)) or None,
    }


def reasons_words(said: Said) -> str:
    """`(a) It keeps meters working together.`; the letters alone where the words were erased."""
    return " ".join(f"({letter}) {said.rationale.get(letter, 'erased')}" for letter in said.position.objectives)


def how_words(said: Said) -> str:
    """How a position was given."""
    return f"{HOW[said.how]}{f': {said.given_as}' if said.given_as else ''}"


def _earlier(said: Said, whole: bool) -> str:
    reasons = f" {reasons_words(said)}" if whole and said.position.objectives else ""
    return f"{said.position.choice.words} ({moment_words(said.position.at)}){reasons}"


def groups_table(count: Count) -> Table:
    """How each group voted: what the proof begins with."""
    columns = (
        Column("group", "Group"),
        *(
            Column(key, label, Kind.NUMBER)
            for key, label in (
                ("voters", "Voters"),
                ("in_favour", "In favour"),
                ("against", "Against"),
                ("abstained", "Abstained"),
                ("silent", "Did not vote"),
            )
        ),
        Column("share", "In favour, of what counts", none="nothing counts"),
        Column("result", "Result", Kind.TAG),
    )
    rows = tuple(
        {
            "group": group.name,
            "voters": group.seats,
            "in_favour": len(group.in_favour),
            "against": len(group.against),
            "abstained": len(group.abstained),
            "silent": len(group.silent),
            "share": f"{figure(group.votes_for)} of {figure(group.counted)}" if group.counted else None,
            "result": RESULTS[group.result],
        }
        for group in count.groups
    )
    return Table("The count by group", columns, rows, stack=True)


def electorate_table(one: Vote) -> Table:
    """Who may vote, for those to whom the positions are not open."""
    columns = (Column("voter", "Voter"), Column("group", "Group", none="no group"))
    names = {group.id: group.name for group in one.rule.groups}
    rows = tuple({"voter": voter.name, "group": names.get(voter.group) or None} for voter in one.voters)
    return Table("Who may vote", columns, rows, stack=True)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows of its votes, and to the secretariat how to open one where the process has a vote;
    None where there is neither. One query then, nine at most."""
    found = queries.of_proposal(request.lens, line.key)
    may_open = find.MANAGE in request.viewer.holds and not any(one.standing in RUNNING for one in found)
    opens = may_open and _is_voted_on(request, line)
    if not found and not opens:
        return None
    columns = (
        Column("question", "Vote"),
        Column("body", "Body", none="–"),
        Column("standing", "Standing", Kind.TAG, none="not opened"),
        Column("closes", "Closes", none="–"),
        Column("outcome", "Outcome", Kind.TAG, none="not published"),
    )
    shown = {column.key for column in columns}
    rows = [{key: value for key, value in _row(request, one).items() if key in shown} for one in found]
    if opens:
        rows.append({"question": Link("Open a vote", f"{reverse('votes:open')}?proposal={line.number}")})
    return Table("Votes", columns, tuple(rows), stack=True)


def _is_voted_on(request: Request, line: ProposalLine) -> bool:
    """Whether the process has a vote in the status in which a proposal is. No query."""
    standing = process.standing_in(line)
    found = process.open_to(request.lens, standing) if standing is not None else None
    return found is not None and any(one.step.vote == "carried" for one in found.steps)


def of_body(request: Request, body: str) -> Table | None:
    """What a committee's page shows of its votes; None where there is none. One query then, nine at most."""
    found = queries.of_body(request.lens, body)
    return votes_table(request, found, NO_VOTE).without("body", "needed") if found else None


def desk_table(request: Request) -> Table | None:
    """What a desk says of open votes: in which to vote by when, and how one has voted. None where there is none."""
    found = queries.to_cast(request.lens)
    if not found:
        return None
    columns = (
        Column("vote", "Your vote", sortable=False),
        Column("due", "Due by", sortable=False),
        Column("position", "You voted", Kind.TAG, sortable=False, none="not yet"),
    )
    rows = []
    for one in found:
        stands = one.stands
        said = [stands[seat] for seat in one.own if seat in stands]
        due = moment_words(one.times.closes_at)
        rows.append(
            {
                "vote": vote_link(request, one, f"Your vote on {one.number} is due by {due}"),
                "due": due,
                "position": tuple(CHOICES[each.position.choice] for each in said) or None,
            }
        )
    return Table("Your votes", columns, tuple(rows), stack=True)
