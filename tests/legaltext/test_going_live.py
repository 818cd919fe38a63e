"""At go-live: the approved proposals of a release are consolidated into the version that holds from its day."""

from __future__ import annotations

import re

import pytest

from codeclerk.kernel import bus
from codeclerk.legaltext import going_live, queries
from codeclerk.people.models import Account
from tests.legaltext import small_code
from tests.register.support import IMPORT, do, lens, person, refused, registered
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
DAY = "2021-06-24"


def load():
    """A release with MP092, which is approved, MP106, which is not, and MP139, which is approved and has no text."""
    small_code.load()
    do("register_release", _from="2020-12-04", key="2021-06", day=DAY)
    registered("MP139", since="2020-06-25")
    for number, status in (
        ("MP092", "pending_implementation"),
        ("MP139", "pending_implementation"),
        ("MP106", "refinement_process"),
    ):
        do("set_status", _from="2020-12-04", proposal=number, status=status)
        do("set_target_release", _from="2020-12-04", proposal=number, release="June 2021")


record = loaded_once(load)


def page(response):
    assert response.status_code == 200, response.content[:500]
    words = re.sub(r"<[^>]+>", "", response.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", words)


@pytest.fixture
def clerk(client):
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


@pytest.mark.inventory("F36")
def test_the_page_of_a_release_offers_to_consolidate_what_goes_live(record, clerk):
    shown = clerk.get("/releases/2021-06/")
    said = page(shown)
    assert "MP092: draft 0.1, 4 amendments of version 16.0" in said
    assert "Approved without legal text in this record: MP139." in said
    (href,) = re.findall(r'href="(/code/consolidate/[^"]+)"', shown.content.decode())
    assert href == f"/code/consolidate/?proposal=0092&amp;effective={DAY}"
    form = clerk.get(href.replace("&amp;", "&")).content.decode()
    assert f'value="{DAY}"' in form
    assert re.search(r'value="0092"[^>]*checked', form)
    assert not re.search(r'value="0106"[^>]*checked', form)
    do("consolidate", number="17.0", effective=DAY, proposals=["MP092"])
    shown = clerk.get("/releases/2021-06/")
    assert "Version 17.0 of the code carries out MP092." in page(shown)
    assert "/code/consolidate/" not in shown.content.decode()


def test_who_may_not_publish_is_offered_nothing(record, client):
    assert "/code/consolidate/" not in client.get("/releases/2021-06/").content.decode()


def test_what_goes_live_is_few_queries(record):
    going = going_live.release_named.ask(lens(), "June 2021")
    assert (going.day.isoformat(), set(going.approved), going.undecided) == (DAY, {"0092", "0139"}, ("MP106",))
    with counted(4):
        found = going_live.go_live(lens(), going)
    assert ([one.key for one in found.waiting], found.without) == (["0092"], ("0139",))


def test_a_proposal_that_is_not_approved_is_warned_of(record):
    plan = bus.preview(
        "consolidate", {"number": "17.0", "effective": DAY, "proposals": ["MP092", "MP106"]}, actor=IMPORT
    )
    assert plan.warnings == ("MP106 is not approved: it is Refinement Process.",)


def test_a_release_is_consolidated_on_the_command_line(record):
    from click.testing import CliRunner

    from codeclerk.cli import main

    arguments = ["code", "consolidate", "--release", "June 2021", "--version", "17.0"]
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 0, found.output
    assert "MP106 of the June 2021 SEC Release is not approved, and is left out." in found.stderr
    version = queries.newest(lens())
    assert (version.number, version.proposals, version.effective.isoformat()) == (
        "17.0", ("0092",), "2021-06-23T23:00:00+00:00",
    )  # fmt: skip
    again = CliRunner().invoke(main, [*arguments[:-1], "18.0"])
    assert again.exit_code == 2
    assert "has no approved proposal with legal text that waits" in again.output
    assert CliRunner().invoke(main, [*arguments[:3], "June 2031", *arguments[4:]]).exit_code == 2
    assert refused("consolidate", number="18.0", effective="2021-09-01").code == "legaltext.nothing_to_consolidate"
