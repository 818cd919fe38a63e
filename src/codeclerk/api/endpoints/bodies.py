"""Votes, committees, what is with the Authority, and engagement days."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from codeclerk.api import parameters, shapes
from codeclerk.api.answering import answer, by_content, item, listed, look, part
from codeclerk.api.endpoints.base import check, keys_of, reads
from codeclerk.authority import queries as authority_of
from codeclerk.authority.answers import aim_json, waiting_json
from codeclerk.committees import queries as committees_of
from codeclerk.committees import vocabulary as committee_words
from codeclerk.committees.answers import interest_json, made_up_json
from codeclerk.engagement import queries as engagement_of
from codeclerk.engagement.answers import engagement_json
from codeclerk.votes import answers as vote_answers
from codeclerk.votes import queries as votes_of


@reads("votes", shapes.Votes, "votes", "votes?standing=open")
def votes(request: HttpRequest, asked: Query[parameters.Votes]) -> HttpResponse:
    """The votes: running ones first, those that close first in front."""
    looking = look(request, asked)
    keys = keys_of(looking, asked.proposal)
    check(asked.body, "body", {one.id for one in committee_words.bodies()})
    check(asked.standing, "standing", {one.value for one in votes_of.Standing})
    found = [
        vote_answers.line_json(one)
        for one in votes_of.votes(looking.lens)
        if (not keys or one.proposal in keys)
        and asked.body in ("", one.body)
        and asked.standing in ("", one.standing.value)
    ]
    return part(by_content(looking, found), asked.limit, lambda: found, dict)


@reads("votes/{key}", shapes.OneVote, "votes", "votes/0303-change_board-1")
def vote(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One vote, by its key: its rule, its voters and, where they are open to the reader, positions and the count."""
    looking = look(request, asked, key=key)
    found = vote_answers.vote_json(votes_of.vote(looking.lens, key))
    return item(by_content(looking, found), lambda: found)


@reads("committees", shapes.Committees, "committees", "committees?as_at=2021-03-05")
def committees(request: HttpRequest, asked: Query[parameters.Part]) -> HttpResponse:
    """The committees and Working Groups with their seats. Persons are not named."""
    looking = look(request, asked)

    def make() -> dict[str, Any]:
        made, every = committees_of.constitutions(looking.lens), committee_words.bodies()
        shown = every[looking.first : looking.first + asked.limit]
        return listed(looking, [made_up_json(body, made[body.id]) for body in shown], len(every))

    return answer(looking, make)


@reads("committees/interest", shapes.CommitteesInterest, "committees", "committees/interest?as_at=2021-03-05")
def committees_interest(request: HttpRequest, asked: Query[parameters.Interest]) -> HttpResponse:
    """Which committees are interested in which proposals, by proposal."""
    looking = look(request, asked)
    keys = keys_of(looking, asked.proposal)
    check(asked.body, "body", {one.id for one in committee_words.bodies()})
    return part(
        looking,
        asked.limit,
        lambda: (
            one
            for one in interest_json(committees_of.interest(looking.lens))
            if (not keys or one["proposal"]["key"] in keys) and (not asked.body or asked.body in one["committees"])
        ),
        dict,
    )


@reads("authority", shapes.Authority, "authority", "authority?as_at=2021-03-05")
def authority(request: HttpRequest, asked: Query[parameters.Part]) -> HttpResponse:
    """What is with the Authority or a government body, what is due first in front."""
    looking = look(request, asked)
    lens = looking.lens

    def make() -> dict[str, Any]:
        found, own = authority_of.waiting(lens), authority_of.aim(lens)
        shown = found[looking.first : looking.first + asked.limit]
        told = listed(looking, [waiting_json(one, lens.valid_at) for one in shown], len(found))
        return {**told, "aim": aim_json(own) if own else None}

    return answer(looking, make)


@reads("engagement", shapes.EngagementDays, "engagement", "engagement?as_at=2021-03-05")
def engagement(request: HttpRequest, asked: Query[parameters.Engagement]) -> HttpResponse:
    """The engagement days, the cancelled ones too, by day."""
    looking = look(request, asked)
    day = looking.lens.valid_at
    check(asked.standing, "standing", {one.value for one in engagement_of.Standing})
    return part(
        looking,
        asked.limit,
        lambda: (
            one for one in engagement_of.engagements(looking.lens) if asked.standing in ("", one.standing(day).value)
        ),
        lambda one: engagement_json(one, day),
    )


@reads(
    "engagement/{key}",
    shapes.OneEngagementDay,
    "engagement",
    "engagement/2016-11-25-sec-small-supplier-engagement-day?as_at=2021-03-05",
)
def engagement_day(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One engagement day, by its key."""
    looking = look(request, asked, key=key)
    lens = looking.lens
    return item(looking, lambda: engagement_json(engagement_of.engagement(lens, key), lens.valid_at))
