"""How often one sender may ask for a change, or try a token: counted in the cache that sign-in counts in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from codeclerk.api.rules import TOO_MANY
from codeclerk.kernel import clock


@dataclass(frozen=True)
class Limit:
    """So many times within a window of so many seconds."""

    name: str
    most: int
    seconds: int


ACTS = Limit("acts", 300, 60)
"""Acts and previews of one person, whatever sends them."""
WRONG_TOKENS = Limit("wrong tokens", 20, 600)
"""Wrong tokens from one address. A good token is never held up by the wrong ones of a neighbour."""


def count(limit: Limit, who: str) -> None:
    """Count one more. Raises `Refused` (api.too_many), and counts no further, when there were as many as there may be.

    Two at the same moment may be counted as one: the limit is there for load, not for security.
    """
    window, seconds_in = divmod(int(clock.now().timestamp()), limit.seconds)
    digest = hashlib.sha256(f"{limit.name}|{who}|{window}".encode()).hexdigest()[:32]
    key = f"codeclerk-api-{digest}"
    so_far = cache.get(key, 0)
    if so_far >= limit.most:
        wait = limit.seconds - seconds_in
        raise TOO_MANY.refuse(limit.name, most=limit.most, seconds=limit.seconds, wait=wait)
    cache.set(key, so_far + 1, limit.seconds)


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from, as sign-in sees it."""
    return str(get_adapter().get_client_ip(request))
