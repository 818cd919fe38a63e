"""A Change Board with its members, and a proposal for it to vote on. Pseudonyms only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people.middleware import viewer_for
from tests.register.support import do, organisation, person, registered

SEATS = {
    "large-1": "Large Supplier 1",
    "large-2": "Large Supplier 2",
    "small-1": "Small Supplier 1",
    "small-2": "Small Supplier 2",
    "network-1": "Network Party 1",
    "other-1": "Other SEC Party 1",
    "consumer": "Consumer body",
}
"""Key of the person who holds it -> the seat."""
CLERK, KEY = "person:clerk", "0303-change_board-1"
BECAUSE = ({"objective": "a", "reason": "It keeps meters working together."},)
AGAINST = ({"objective": "g", "reason": "It costs more than it brings."},)


def role(who: str, name: str, role_: str, **place: str) -> None:
    person(who, name, email=f"{who}@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person=who, role=role_, **place)


def board(path: str = "self_governance") -> None:
    """Seven members, an alternate, the secretariat, somebody else, and MP303 before the Change Board."""
    role("clerk", "Pseudonym Clerk", "secretariat")
    organisation("north", "North Supply Limited", category="Large Supplier")
    for number, (who, seat) in enumerate(SEATS.items(), start=1):
        role(who, f"Pseudonym Member {number}", "committee_member", body="change_board", seat=seat)
    role("contact", "Pseudonym Contact", "party_contact", organisation="north")
    person("friend", "Pseudonym Friend", email="friend@example.com")
    registered("MP303", "A shorter way", "2021-01-04", status="change_board", path=path)


def opened(days: int = 7, **more: Any) -> str:
    """Open the vote; its key."""
    closes = clock.today() + timedelta(days=days)
    return do("open_vote", CLERK, proposal="MP303", closes=closes, **more)["vote"]


def cast(who: str, choice: str = "in_favour", vote: str = KEY, **more: Any) -> Any:
    """Vote, with a reason unless it is an abstention."""
    reasons = {"in_favour": BECAUSE, "against": AGAINST}.get(choice, ())
    return do("cast_position", f"person:{who}", vote=vote, choice=choice, **{"rationale": reasons, **more})


def later(monkeypatch: Any, days: int = 8) -> date:
    """So many days later."""
    now = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: now)
    return clock.today()


def lens_of(who: str = "") -> Lens:
    """Now, as somebody or as the public."""
    now = clock.now()
    return Lens(viewer_for(f"person:{who}", now) if who else PUBLIC, clock.today(), now)


def counted(monkeypatch: Any, **choices: str) -> str:
    """Open, vote (`counted(large_1="in_favour")`), let the time pass and count; the key."""
    key = opened()
    for who, choice in choices.items():
        cast(who.replace("_", "-"), choice)
    later(monkeypatch)
    do("count_vote", CLERK, vote=key)
    return key
