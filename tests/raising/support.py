"""Short ways to write, send and raise drafts. Pseudonyms only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from codeclerk.kernel import bus, clock
from codeclerk.raising import store
from codeclerk.raising.models import DraftForm
from codeclerk.raising.rules.content import Content
from tests.people.support import member, organisation, person

YESTERDAY = timedelta(days=1)
CONTENT = Content(
    title="Alerts of a lost supply reach the wrong Party",
    organisation="north",
    arrangements="Section H says to whom an alert is sent.\n\nIt names the Party of the day of installation.",
    issue="After a change of network the alert goes on reaching the former Party.",
    categories=("electricity_network_operator", "gas_network_operator"),
    impact="About forty alerts a week are read by nobody.",
    do_nothing="It grows with every change of network.",
    context="The Working Group of May heard of it.",
)
SECRETS = ("lost supply", "former Party", "forty alerts", "change of network", "Working Group of May")


def world() -> tuple[str, str]:
    """A Party with somebody who speaks for it, and the code administrator: the keys of the two actors."""
    organisation("north", "North Networks Limited", category="Electricity Network Operator")
    writer = person("Pseudonym Writer", "writer@example.com", on_behalf_of="north")
    member(writer, "party_contact", organisation="north")
    friend = person("Pseudonym Friend", "friend@example.com")
    member(friend, "secretariat")
    return f"person:{writer}", f"person:{friend}"


def started(actor: str, content: Content = CONTENT) -> str:
    """A draft with everything in it; its key."""
    return store.start(actor, content).key


def version(key: str) -> int:
    return DraftForm.objects.get(key=key).version


def act(name: str, actor: str, key: str, **more: Any) -> Any:
    """Carry out an act on a draft; the answer. What is looked over is looked over in its present version."""
    if name in ("send_draft", "raise_draft"):
        more = {"version": version(key), **more}
    return bus.execute(name, {"draft": key, **more}, actor=actor).answer


def change(key: str, **fields: Any) -> None:
    """Type something else into a draft."""
    form = DraftForm.objects.get(key=key)
    store.save(key, form.typed.model_copy(update=fields), form.version)


def later(monkeypatch: Any, days: int) -> date:
    """Let so many days go by."""
    now = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: now)
    return clock.today()
