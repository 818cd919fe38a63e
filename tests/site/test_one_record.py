"""One record behind every surface: a change shows on pages, in the API, in the paper and on the console at once."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.register.support import do

THEN = "as_at=2021-03-05"
NEW = "A title that no source ever printed"


def _surfaces(database) -> dict[str, str]:
    """What each surface says of MP147 as at 5 March 2021."""
    client = Client()
    said = {
        name: client.get(address).content.decode()
        for name, address in (
            ("list", f"/proposals/?{THEN}&q=MP147"),
            ("page", f"/proposals/MP147/?{THEN}"),
            ("home", f"/?{THEN}"),
            ("download", f"/proposals/?{THEN}&format=json"),
            ("API", f"/api/v1/proposals/MP147?{THEN}"),
            ("consultations", f"/consultations/?{THEN}"),
            ("draft", "/papers/change-status/2021-03/?known_at=" + _today()),
        )
    }
    said["console"] = database.codeclerk("proposal", "show", "MP147", "--as-at", "2021-03-05").stdout
    call = ("paper", "change-status", "--as-at", "2021-03-05", "--known-at", _today(), "--format", "json")
    said["paper"] = database.codeclerk(*call).stdout
    return said


def _today() -> str:
    from codeclerk.kernel import clock

    return clock.today().isoformat()


@pytest.mark.inventory("A01")
def test_a_retitled_proposal_has_its_new_title_on_every_surface(example_database) -> None:
    before = _surfaces(example_database)
    assert {name for name, text in before.items() if "SMKI Full Extract" not in text} == set()
    do("retitle", _from="2021-03-05", proposal="MP147", title=NEW)
    after = _surfaces(example_database)
    assert {name for name, text in after.items() if NEW not in text} == set()


@pytest.mark.inventory("A05")
def test_every_link_of_the_report_leads_to_what_its_text_names(example_database) -> None:
    call = ("paper", "change-status", "--as-at", "2021-03-05", "--format", "html")
    page = example_database.codeclerk(*call, "--quiet").stdout
    links = set(re.findall(r'<a [^>]*href="[^"]*?(/proposals/[^"#?]+)[^"]*"[^>]*>([^<]+)</a>', page))
    assert len(links) > 40
    client = Client()
    for path, text in sorted(links):
        number = text.removeprefix("proposal:").split(" ")[0]
        assert path == f"/proposals/{number}/", (path, text)
        answer = client.get(f"{path}?{THEN}", follow=True)
        assert answer.status_code == 200, path
        assert number in answer.content.decode()


@pytest.mark.inventory("A09")
def test_a_part_has_its_own_stage_assessments_and_release_and_shares_the_history(example_database) -> None:
    do("register_proposal", _from="2020-03-26", number="DP322", title="A whole", status="Draft Proposal")
    do("set_target_release", _from="2020-04-01", proposal="DP322", release="June 2021")
    do(
        "split_proposal",
        _from="2020-05-28",
        proposal="DP322",
        parts=[{"letter": "A", "title": "First"}, {"letter": "B"}],
    )
    do("set_status", _from="2020-06-01", proposal="MP322A", status="Report Phase")
    do("set_target_release", _from="2020-06-01", proposal="MP322A", release="November 2021")
    steps = [{"step": "requested", "day": "2020-06-02"}]
    do("record_assessment", proposal="MP322A", kind="PA", steps=steps)
    client = Client()
    first, second = (
        json.loads(client.get(f"/api/v1/proposals/MP322{letter}?{THEN}").content)["item"] for letter in "AB"
    )
    assert (first["stage"]["name"], second["stage"]["name"]) == ("Opine", "Define")
    assert (first["target_release"], second["target_release"]) == ("November 2021", "June 2021")
    pages = {letter: client.get(f"/proposals/MP322{letter}/?{THEN}").content.decode() for letter in "AB"}
    assert "DCC assessments" in pages["A"]
    assert "DCC assessments" not in pages["B"]
    assert all("DP322" in page for page in pages.values())


@pytest.mark.inventory("A12")
def test_the_report_uses_the_formal_title_throughout(example_database) -> None:
    do("retitle", _from="2021-03-05", proposal="MP147", title="SMKI Full Extract", short_title="Extract, shortly")
    call = ("paper", "change-status", "--as-at", "2021-03-05", "--known-at", _today(), "--format", "html", "--quiet")
    page = example_database.codeclerk(*call).stdout
    assert page.count("MP147 ‘SMKI Full Extract’") >= 2
    assert "Extract, shortly" not in page
