"""How often a dated fact was said anew: what the sequence of a calendar's entry counts, so that it never goes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from codeclerk.kernel.lens import Lens


class Moves(NamedTuple):
    """How often something was said anew, and when that became known last."""

    times: int
    last: datetime


NEVER = Moves(0, datetime.min.replace(tzinfo=UTC))
Identity = tuple[object, ...]


def moves(
    lens: Lens, rows: QuerySet[Any], identity: Sequence[str], value: Sequence[str], first: Identity | None = None
) -> dict[Identity, Moves]:
    """How often each fact got another value, counted in the order in which that was recorded. One query.

    What was said anew on the day on which it was said first counts too: a calendar has seen both.

    Args:
        first: the value that each fact has before anything is said of it; None: the first one said is no move.
    """
    known = rows.filter(event__known_from__lte=lens.known_at, valid_from__lte=lens.valid_at)
    columns = (*identity, "event__known_from", *value)
    last: dict[Identity, Identity] = {}
    found: dict[Identity, Moves] = {}
    for row in known.order_by("event_id", "pk").values_list(*columns):
        own, when, said = row[: len(identity)], row[len(identity)], row[len(identity) + 1 :]
        before = last.get(own, first)
        if before is None:
            found[own] = Moves(0, when)
        elif before != said:
            found[own] = Moves(found.get(own, NEVER).times + 1, when)
        last[own] = said
    return found
