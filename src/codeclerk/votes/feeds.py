"""When votes close, as a feed (Atom) and as a calendar (iCalendar), and among the other deadlines of a proposal.

The ids stay; a close that was moved has a higher sequence. Nothing of the positions is in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar import london_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.progression.feeds import Due, as_atom, as_calendar
from codeclerk.register.queries import ProposalLine
from codeclerk.votes import queries
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.vote import Vote


@require_safe
def atom(request: Request) -> HttpResponse:
    """The closes of the votes that are open, or will be, on the day that is looked at."""
    page = with_dates(request, reverse("votes:votes"))
    about = "When the votes of bodies close"
    return as_atom(request, "Votes to close", about, "votes/closing", page, _dues(request, queries.votes(request.lens)))


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The same as calendar entries, each at its hour."""
    return as_calendar("Votes", _dues(request, queries.votes(request.lens)))


def of_proposal(request: Request, line: ProposalLine) -> Iterator[Due]:
    """The closes of the votes on a proposal. One query where there are none."""
    return _dues(request, queries.of_proposal(request.lens, line.key))


def _dues(request: Request, found: tuple[Vote, ...]) -> Iterator[Due]:
    for one in found:
        if one.standing in (Standing.OPEN, Standing.TO_OPEN):
            closes = one.times.closes_at
            yield Due(
                name=f"vote/{one.key}/close",
                number=one.number,
                title=f"The vote of the {one.body_name} closes",
                due=closes,
                since=london_day(one.opened_at),
                explanation=f"{one.question.carried_name}: positions are taken until {moment_words(closes)}.",
                href=with_dates(request, reverse("votes:vote", args=[one.key])),
                moves=one.times.reopened,
            )
