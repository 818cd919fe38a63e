"""What the clock does with votes: it closes those whose time is over, and erases what erased persons wrote in them."""

from __future__ import annotations

from datetime import datetime

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.tick import on_tick
from codeclerk.votes.find import CLOCK, loaded, written_by_erased
from codeclerk.votes.models import VoteRecord
from codeclerk.votes.rules.standing import Did, Standing


@on_tick("votes")
def close_what_is_over(now: datetime) -> str:
    """Close every vote whose time is over at this instant. Two queries, and an act for each."""
    rows = VoteRecord.objects.select_related("proposal").filter(closes_at__lte=now)
    rows = rows.exclude(marks__did__in=[Did.PUBLISHED.value, Did.WITHDRAWN.value])
    due = [
        one
        for one in loaded(list(rows), now, {}, whole=False)
        if one.standing is Standing.CLOSED and one.times.last(Did.CLOSED) is None
    ]
    closed = 0
    for one in due:
        try:
            bus.execute("close_vote", {"vote": one.key}, actor=CLOCK)
            closed += 1
        except Refused:  # somebody else closed it meanwhile, or opened it again
            continue
    return f"closed {closed}"


@on_tick("reasons of erased persons")
def forget(now: datetime) -> str:
    """Erase the reasons and interests that erased persons gave in votes; of how many voters, in words. Three queries
    where there is none."""
    written = written_by_erased()
    for vote, seat, by in sorted(written):
        bus.execute("erase_vote_reasons", {"vote": vote, "seat": seat, "by": by}, actor=CLOCK)
    return f"{len(written)} erased"
