"""Who looks, where there is no page: the one place that turns the key of an actor into a viewer and a lens."""

from __future__ import annotations

from datetime import datetime

from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Classification, Lens, Viewer
from codeclerk.people.middleware import viewer_for


def viewer_of(actor: str, at: datetime) -> Viewer:
    """What `actor` may see at this instant. Parts of the product (`system:...`) see everything: nobody is one."""
    if actor.startswith("system:"):
        return Viewer(actor, frozenset(Classification))
    return PUBLIC if actor == PUBLIC.key else viewer_for(actor, at)


def lens_now(actor: str, now: datetime) -> Lens:
    """What `actor` may see of everything that is recorded by now."""
    return Lens(viewer_of(actor, now), clock.today(), now)
