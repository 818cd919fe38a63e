"""Reads of following: what somebody follows, what they were told, and what the feeds and calendars show.

Feeds and calendars are fetched by programs, and their addresses are passed on: they look with the eyes of the public,
whoever made them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Max, Q

from codeclerk.following import entries, happenings, naming
from codeclerk.following.asking import Asked
from codeclerk.following.mailing import may_be_told
from codeclerk.following.models import HELD, AddressState, Cursor, FeedToken, FollowRecord, Told
from codeclerk.following.rules import ASPECTS, TOUCHING, Follow, Happening, HowOften, What, matches, wants
from codeclerk.following.telling import FOLLOWING_MAIL
from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.models import OutboxMessage, Seal
from codeclerk.people.models import OnBehalfOf, OrganisationCategory, Person, Term
from codeclerk.register import queries as register
from codeclerk.register.models import Proposal
from codeclerk.register.queries import Filters, ProposalLine
from codeclerk.register.queries.matching import matching
from codeclerk.register.rules.numbers import whole_of

MOST_READ = 1000
"""So many of the last events are looked through for a feed that narrows them."""
MOST_SHOWN = 100
MOST_IN_CALENDAR = 200
"""So many proposals are in one calendar at most: those with the lowest numbers."""
MOST_TOLD = 200


@dataclass(frozen=True)
class ToldLine:
    """Something that a person was told: when, what, why, and what became of the mail."""

    noted_at: datetime
    happening: Happening
    why: str
    state: str
    problem: str = ""


def follows_of(person: str) -> tuple[Follow, ...]:
    """What a person follows, in the order in which they began. Two queries at most."""
    rows = FollowRecord.objects.filter(person__key=person, ended_at__isnull=True).select_related("person")
    return tuple(naming.follows_of(list(rows.order_by("pk"))))


def told_to(lens: Lens, person: str) -> tuple[ToldLine, ...]:
    """What a person was told lately, the newest first, as far as the viewer may see it. Ten queries at most."""
    rows = list(
        Told.objects.filter(person__key=person).select_related("message").order_by("-noted_at", "-position")[:MOST_TOLD]
    )
    raws = happenings.at_positions({row.position for row in rows}) if rows else []
    known = {one.position: one for one in happenings.happenings(raws, both_sides=False)}
    seen = {position: one for position, one in known.items() if may_be_told(lens.viewer, one)}
    return tuple(
        ToldLine(row.noted_at, seen[row.position], row.why, *_state(row)) for row in rows if row.position in seen
    )


def _state(row: Told) -> tuple[str, str]:
    message = row.message
    if message is None:
        if row.how_often == HELD:
            return "not sent", "Your address refused mail too often."
        return "waiting for the digest", ""
    if message.sent_at is not None:
        return "sent", ""
    if message.next_attempt_at is None:
        return "failed", "The mail server refused it every time."
    return ("queued", "") if not message.last_error else ("tried again later", "The mail server refused it.")


def feed_tokens_of(person: str) -> tuple[FeedToken, ...]:
    """The private addresses of a person, those that count first. One query."""
    rows = FeedToken.objects.filter(person__key=person).order_by("pk")
    return tuple(sorted(rows, key=lambda one: one.revoked_at is not None))


def address_state(person: str) -> AddressState | None:
    """How often mail to a person's present address came back; None for never. One query."""
    return AddressState.objects.filter(person__key=person).select_related("person").first()


def categories_of(lens: Lens, person: str) -> tuple[str, ...]:
    """The party categories of the organisations that a person stands for or holds a role in. One query."""
    stands = OnBehalfOf.objects.as_at(lens).filter(person__key=person).values("organisation")
    holds = (
        Term.objects.as_at(lens).filter(held=True, membership__person__key=person).values("membership__organisation")
    )
    rows = OrganisationCategory.objects.as_at(lens).filter(Q(organisation__in=stands) | Q(organisation__in=holds))
    return tuple(sorted({one for one in rows.values_list("category", flat=True) if one}))


# --- feeds --------------------------------------------------------------------


def public_lens() -> Lens:
    """Today as known now, with the eyes of the public."""
    return Lens(PUBLIC, clock.today(), clock.now())


def news(asked: Asked) -> tuple[Happening, ...]:
    """The last public news of what is asked for, the newest first. Twelve queries at most."""
    proposals = asked.wanted.get("proposal", ())
    most = MOST_SHOWN if proposals else MOST_READ
    found = happenings.happenings(happenings.latest(most, proposals), both_sides=False)
    kept = [one for one in found if one.classification is None and wants(asked.wanted, asked.news, one)]
    return tuple(kept[:MOST_SHOWN])


def news_of(follows: Collection[Follow]) -> tuple[tuple[Happening, str], ...]:
    """The last public news of what is followed, the newest first, each with why it is there. Twelve queries at most."""
    if not follows:
        return ()
    ever = [replace(follow, since=None) for follow in follows]
    made = []
    for one in happenings.happenings(happenings.latest(MOST_READ), both_sides=False):
        if one.classification is not None:
            continue
        reasons = [why for follow in ever if (why := matches(follow, one)) is not None]
        if reasons:
            made.append((one, "; ".join(dict.fromkeys(reasons))))
    return tuple(made[:MOST_SHOWN])


# --- calendars ----------------------------------------------------------------


def dates(asked: Asked) -> tuple[entries.Entry, ...]:
    """The dates of the proposals that are asked for. Some twenty queries, however many there are."""
    lens = public_lens()
    return entries.entries(lens, _lines(lens, asked))


def dates_of(follows: Collection[Follow]) -> tuple[entries.Entry, ...]:
    """The dates of all proposals that are followed: some twenty queries, and three for each rule."""
    lens = public_lens()
    keys = [key for follow in follows if follow.what is What.PROPOSAL for key in follow.wanted["proposal"]]
    found = {line.key: line for line in register.lines_of(lens, _with_parts(lens, keys))} if keys else {}
    for follow in follows:
        narrows = {aspect for aspect in follow.wanted if aspect in ASPECTS} - {"proposal", "clause"}
        if follow.what is not What.PROPOSAL and narrows:
            found |= {line.key: line for line in _lines(lens, Asked(follow.wanted))}
    return entries.entries(lens, list(found.values())[:MOST_IN_CALENDAR])


def _lines(lens: Lens, asked: Asked) -> tuple[ProposalLine, ...]:
    if proposals := asked.wanted.get("proposal", ()):
        lines = register.lines_of(lens, _with_parts(lens, proposals))
        return tuple(line for line in lines if asked.filters.keeps(line))
    if "touch" in asked.wanted:
        return touching(lens, asked, 0, MOST_IN_CALENDAR).lines
    return register.page_of(lens, asked.filters, "number", 0, MOST_IN_CALENDAR).lines


def _with_parts(lens: Lens, keys: Collection[str]) -> set[str]:
    """These proposals, and the parts of those that were split. One query."""
    asked = set(keys)
    return asked | {key for key in register.numbers_at(lens) if whole_of(key) in asked}


# --- does it touch me? --------------------------------------------------------


def touching(lens: Lens, asked: Asked, first: int, size: int | None) -> register.Page:
    """The open proposals that touch any of what is asked for, the lowest numbers first. Three queries for a page."""
    parted = [one.partition(":") for one in asked.by_touch.wanted.get("touch", ())]
    own = {aspect: tuple(value for kind, _, value in parted if kind == aspect) for aspect in TOUCHING}
    narrowed = (
        Filters(is_pre_decision=True, parties=own["party"]),
        Filters(is_pre_decision=True, documents=own["document"]),
        Filters(is_pre_decision=True, systems=own["system"]),
    )
    each = [
        Q(pk__in=matching(lens, one).order_by().values("pk"))
        for one in narrowed
        if one.parties or one.documents or one.systems
    ]
    if not each:
        return register.Page((), 0)
    rows = Proposal.objects.filter(reduce(or_, each)).order_by("digits", "letter")
    keys = list(rows.values_list("key", flat=True))
    some = keys[first : None if size is None else first + size]
    lines = register.lines_of(lens, some) if some else ()
    return register.Page(lines, len(keys))


def person_of(key: str) -> Person | None:
    """A person that is not erased. One query."""
    return Person.objects.filter(key=key, erased_at__isnull=True).first()


def counts() -> dict[str, Any]:
    """How much is followed, by kind and how often mail is sent, and how the mail stands. Seven queries."""
    follows = FollowRecord.objects.filter(ended_at__isnull=True, person__erased_at__isnull=True)
    by_kind = follows.values_list("what", "how_often").annotate(count=Count("pk")).order_by("what", "how_often")
    mails = OutboxMessage.objects.filter(kind=FOLLOWING_MAIL, sent_at__isnull=True)
    return {
        "follows": [list(one) for one in by_kind],
        "waiting": mails.filter(next_attempt_at__isnull=False).count(),
        "failed": mails.filter(next_attempt_at__isnull=True).count(),
        "held": sum(one.is_held() for one in AddressState.objects.select_related("person")),
        "position": Cursor.objects.aggregate(last=Max("position"))["last"] or 0,
        "sealed": Seal.objects.aggregate(last=Max("position"))["last"] or 0,
    }


HOW_OFTEN = tuple((one.value, one.label) for one in HowOften)
