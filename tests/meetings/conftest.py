"""What the tests of the pages of meetings share."""

from __future__ import annotations

import pytest

from codeclerk.people.models import Account
from tests.register.support import do, person


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the meetings."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client
