"""Short ways to found a small world of people through the bus. Pseudonyms only."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import bus, clock
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.lens import PUBLIC, Lens, Viewer
from codeclerk.people.middleware import viewer_for
from codeclerk.people.models import Account

INSTALL = "system:install"
NAME, EMAIL, TELEPHONE = "Pseudonym Quillfeather", "quillfeather@example.com", "020 7946 0000"
SECRETS = (NAME, "Quillfeather", EMAIL, TELEPHONE)


def do(act: str, /, _by: str = INSTALL, _from: date | None = None, **data: Any) -> Any:
    """Carry out an act; the answer."""
    return bus.execute(act, data, actor=_by, effective=_from).answer


def refused(act: str, /, _by: str = INSTALL, _from: date | None = None, **data: Any) -> Refusal:
    """The refusal that an act meets."""
    with pytest.raises(Refused) as caught:
        bus.execute(act, data, actor=_by, effective=_from)
    return caught.value.first


def person(name: str = NAME, email: str = EMAIL, **more: Any) -> str:
    """A registered person; the key."""
    return do("register_person", name=name, email=email, telephone=TELEPHONE, **more)["person"]


def organisation(
    key: str, name: str = "", kind: str = "party", category: str = "", since: date = date(2015, 1, 1)
) -> str:
    do("add_organisation", _from=since, key=key, name=name or key.title(), kind=kind, category=category)
    return key


def member(who: str, role: str, since: date = date(2021, 2, 1), **more: Any) -> str:
    """A membership; its key."""
    return do("give_membership", _from=since, person=who, role=role, **more)["membership"]


def operator(email: str = "operator@example.com") -> str:
    """Somebody who runs the installation; the actor key."""
    who = person("Pseudonym Operator", email)
    member(who, "operator")
    return f"person:{who}"


def signed_in(client: Any, actor: str) -> Any:
    """The client, signed in as a person, who gets an account if there is none."""
    key = actor.removeprefix("person:")
    if not Account.objects.filter(person__key=key).exists():
        do("open_account", person=key)
    client.force_login(Account.objects.get(person__key=key))
    return client


def lens(day: date | None = None, viewer: Viewer = PUBLIC) -> Lens:
    """As at a day, today if none, as known now."""
    return Lens(viewer, day or clock.today(), clock.now())


def lens_of(actor: str, day: date | None = None) -> Lens:
    return lens(day, viewer_for(actor, clock.now()))


@contextmanager
def queries(exactly: int):
    """Fails unless the block makes exactly so many queries."""
    with CaptureQueriesContext(connection) as seen:
        yield
    assert len(seen) == exactly, "\n".join(query["sql"] for query in seen.captured_queries)
