"""The page of a proposal's parts, its forms, the link from the proposal, and the command line."""

from __future__ import annotations

import json
import re

import pytest

from codeclerk.parts import queries
from codeclerk.parts.forms import CHANGES
from codeclerk.people.models import Account
from codeclerk.register import panels
from tests.parts.support import SINCE, complete
from tests.register.support import do, lens, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send

pytestmark = pytest.mark.django_db
HERE = "/proposals/MP092/parts/"


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the register."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def text(response):
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"\s+", " ", response.content.decode())


def section(page, id):
    start = page.index(f'id="{id}"')
    end = page.find("<h2 id=", start)
    return page[start : end if end > 0 else None]


@pytest.mark.inventory("J01", "J02")
def test_ticks_are_words_for_six_categories_and_four_types(client):
    registered("MP092", "A title")
    page = section(text(client.get(HERE)), "impacts")
    assert page.count("not recorded") >= 10
    do("set_impacts", _from=SINCE, proposal="MP092", party_categories=["Suppliers", "DCC", "Device Manufacturers"])
    page = section(text(client.get(HERE)), "impacts")
    ticks = dict(re.findall(r'<th[^>]*>(?:<[^>]*>)*([^<]+)(?:</[^>]*>)*</th> <td[^>]*>(touched|not touched)</td>', page))
    assert ticks == {
        "Large Suppliers": "touched",
        "Small Suppliers": "touched",
        "Electricity Network Operators": "not touched",
        "Gas Network Operators": "not touched",
        "Other SEC Parties": "not touched",
        "DCC": "touched",
        "Shared Resource Providers": "not touched",
        "Meter Installers": "not touched",
        "Device Manufacturers": "touched",
        "Flexibility Providers": "not touched",
    }
