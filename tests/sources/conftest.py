"""Fixtures of the tests of sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sources.support import Clerk, make_people
from tests.support.records import loaded_once

with_people = loaded_once(make_people)


@pytest.fixture
def clerk(with_people: None) -> Clerk:
    """Sends acts in a record that has people in it."""
    return Clerk()


@pytest.fixture
def signed_in(clerk: Clerk) -> Callable[[str], Any]:
    """`signed_in("person:clerk")` is a client of that person; `signed_in("")` one of nobody."""
    from django.test import Client

    from codeclerk.people.models import Account

    def client(actor: str) -> Client:
        made = Client()
        if actor:
            made.force_login(Account.objects.get(person__key=actor.removeprefix("person:")))
        return made

    return client
