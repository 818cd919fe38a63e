"""The pages of votes: what is open, closed and published, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import vocabulary as register
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link
from codeclerk.votes import find, forms, queries, tables
from codeclerk.votes.models import SpeakerRow
from codeclerk.votes.rules.archive import archive_json
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.vote import Vote

SOON_DAYS = 3
"""With so many days left or fewer, the close is shown as due soon."""


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "moment_words": moment_words,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"votes/{template}", shown)


@require_safe
def votes(request: Request) -> HttpResponse:
    """What is open, with what it still needs; what is closed and not published; what was published."""
    every = queries.votes(request.lens)
    table = tables.votes_table(request, every, _empty(request))
    shown = table_response(request, table, "votes", filters=("body", "standing"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    is_open = [one for one in every if one.standing is Standing.OPEN]
    by = {standing: sum(one.standing is standing for one in every) for standing in Standing}
    return _page(
        request,
        "votes.html",
        table=shown,
        open=[(one, closing(one), tables.needed_words(one)) for one in is_open],
        may_open=find.MANAGE in request.viewer.holds,
        total=len(every),
        tiles=[
            {"figure": len(is_open), "label": "Open now", "tone": "good"},
            {"figure": by[Standing.CLOSED], "label": "Closed, not counted", "tone": "warn"},
            {"figure": by[Standing.COUNTED], "label": "Counted, not published", "tone": "info"},
            {"figure": by[Standing.PUBLISHED], "label": "Published", "tone": "grey"},
        ],
    )


def _empty(request: Request) -> Empty:
    nothing = (
        "None was in the record on the day that this page looks at. A vote is opened when a proposal is before the "
        "body that decides on it; what was decided without one stands among the decisions."
    )
    if find.MANAGE in request.viewer.holds:
        return Empty("No vote yet", nothing, action=Link("Open one", reverse("votes:open")))
    decided = Link("All decisions", with_dates(request, reverse("decisions:decisions")))
    return Empty("No vote yet", nothing, action=decided)


@require_safe
def vote(request: Request, key: str) -> HttpResponse:
    """One vote: the question, who votes, how it stands and, for who may see that, each position and the proof."""
    one = queries.vote(request.lens, key)
    sees = one.is_shown
    positions: Any = None
    if sees:
        positions = table_response(request, tables.positions_table(request, one), f"positions-{one.key}")
        if isinstance(positions, HttpResponse):
            return positions
    count = one.recorded if sees else None
    return _page(
        request,
        "vote.html",
        one=one,
        tag_of=tables.standing_tag(one),
        closing=closing(one) if one.standing is Standing.OPEN else None,
        outcome=tables.OUTCOMES[count.outcome] if count else None,
        count=count,
        groups=static_view(tables.groups_table(count), "groups") if count else None,
        needed=tables.needed_words(one),
        positions=positions,
        electorate=None if sees else static_view(tables.electorate_table(one), "voters"),
        silent=[voter.name for voter in one.silent] if sees and one.standing is not Standing.TO_OPEN else [],
        mine=_mine(one),
        alternates=_alternates(one),
        objectives=_objectives(one),
        changes=forms.offered(request, one),
        may_vote=forms.may_vote(request, one),
        doubt=one.rule.note if one.rule.sure in ("unverified", "inferred") else "",
    )


def _mine(one: Vote) -> list[tuple[str, str, str]]:
    """(voter, position, when) for each of whoever looks."""
    stands = one.stands
    names = {voter.seat: voter.name for voter in one.voters}
    return [
        (
            names[seat],
            stands[seat].position.choice.words if seat in stands else "",
            moment_words(stands[seat].position.at) if seat in stands else "",
        )
        for seat in one.own
    ]


def _alternates(one: Vote) -> list[str]:
    """Which seats have somebody who can stand in, for those to whom positions are open. Names nobody."""
    names = {voter.seat: voter.name for voter in one.voters}
    kinds = {SpeakerRow.ALTERNATE: "a standing alternate", SpeakerRow.NAMED: "an alternate named for this vote"}
    return [f"{names[each.seat]}: {kinds[each.role]}" for each in one.speakers if each.role in kinds]


def _objectives(one: Vote) -> list[tuple[str, str]]:
    """The objectives on which the outcome rests, with their texts."""
    texts = register.objectives()
    return [(letter, texts.get(letter, "")) for letter in (one.recorded.objectives if one.recorded else ())]


@require_safe
def archive(request: Request, key: str) -> HttpResponse:
    """Everything that the count rests on, in one file that `codeclerk vote recount` counts again."""
    found = queries.archive(request.lens, key)
    response = JsonResponse(archive_json(found), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="vote-{found.vote}.json"'
    return response


def closing(one: Vote) -> dict[str, str]:
    """The close as the deadline macro shows it."""
    closes = one.times.closes_at
    left = (london_day(closes) - london_day(clock.now())).days
    return {
        "due": moment_words(closes),
        "iso": closes.isoformat(),
        "rule": f"It opened on {moment_words(one.opens_at)}. Positions given at the close or later do not count.",
        "state": "soon" if left <= SOON_DAYS else "open",
        "note": "today" if left <= 0 else f"{left} day{'' if left == 1 else 's'} left",
    }
