"""Short ways to found a small world of followers. Pseudonyms only."""

from __future__ import annotations

from typing import Any

from django.core import mail

from codeclerk.following.telling import tell
from codeclerk.kernel import clock, outbox, seal
from codeclerk.people.models import Account
from tests.register.support import do, organisation, person, registered


def world() -> None:
    """Two open proposals, one of which touches Small Suppliers and DUIS."""
    organisation("north", "North Supply Limited", category="small_supplier")
    registered("DP301", "A longer notice before maintenance", "2021-01-04", status="draft_proposal")
    registered("MP303", "A shorter way", "2021-01-04", status="refinement")
    do("set_impacts", _from="2021-01-04", proposal="MP303", documents=("DUIS",), party_categories=("small_supplier",))
    settle()


def hold(number: str) -> None:
    """Something happens to a proposal."""
    do("hold_proposal", proposal=number, reason="It waits for a decision elsewhere.")


def settle() -> None:
    """What was recorded is sealed and read; nothing of it waits."""
    seal.seal_pending(clock.now())
    tell(clock.now())
    outbox.deliver_due(clock.now())
    mail.outbox.clear()


def follower(key: str = "reader", **more: Any) -> str:
    """A person with an address; the actor."""
    return f"person:{person(key, f'Pseudonym {key.title()}', email=f'{key}@example.com', **more)}"


def follow(actor: str, **what: Any) -> str:
    """Follow something; the key."""
    return do("follow", _by=actor, person=actor.removeprefix("person:"), **what)["follow"]


def run(now: Any = None) -> list[Any]:
    """One tick; the mails that left since the last one."""
    mail.outbox.clear()
    now = now or clock.now()
    seal.seal_pending(now)
    tell(now)
    outbox.deliver_due(now)
    return list(mail.outbox)


def signed_in(client: Any, actor: str) -> Any:
    key = actor.removeprefix("person:")
    if not Account.objects.filter(person__key=key).exists():
        do("open_account", _by="system:install", person=key)
        settle()
    client.force_login(Account.objects.get(person__key=key))
    return client
