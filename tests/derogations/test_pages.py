"""The pages of derogations: the list, one of them, downloads, the drawing, forms, the panel of a proposal."""

from __future__ import annotations

import json
import re

import pytest

from codeclerk.derogations import queries, tables
from codeclerk.derogations.rules.terms import Met
from codeclerk.people.models import Account
from codeclerk.sources.rules.vocabulary import subject_kinds
from codeclerk.ui.table_views import static_view
from tests.derogations import example
from tests.derogations.example import KEY
from tests.register.support import do, lens, person
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2020-12-05"

loaded = loaded_once(example.load)
founded = loaded_once(example.found)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who records decisions."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2019-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def test_what_is_in_force_stands_with_its_end_and_the_days_left(loaded, client):
    page = html(client.get(f"/derogations/?{THEN}"))
    current = page[page.index('<h2 id="in-force">') : page.index("<h2>Over time</h2>")]
    for said in (
        "DCC: derogation from H8.3 and H8.4",
        '<time datetime="2021-02-24">Wednesday 24 February 2021</time>',
        "81 days left",
        "It runs until MP092 is implemented, planned for 25 February 2021.",
        "Whether condition 2 is met is not assessed.",
    ):
        assert said in current, said
    assert "/derogations/grant/" not in page


def test_the_time_line_is_drawn_and_described(loaded, client):
    page = html(client.get(f"/derogations/?{THEN}"))
    assert "3 stretches of time from 1 April 2019 to 24 February 2021. The dashed line is 5 December 2020." in page
    assert ">DCC, H8.3 and H8.4: extension 2, on 17 January 2020</text>" in page
    assert tables.drawing([], lens().valid_at, "Nothing", named=True) == ("", "")


def test_the_list_is_narrowed_and_downloaded(loaded, client):
    rows = json.loads(client.get(f"/derogations/?{THEN}&standing=in+force&format=json").content)["rows"]
    (row,) = rows
    assert (row["key"], row["last"], row["left"], row["extensions"], row["conditions"], row["proposal"]) == (
        KEY, "2021-02-24", 81, 2, 2, "MP092")  # fmt: skip
    assert json.loads(client.get(f"/derogations/?{THEN}&standing=ended&format=json").content)["rows"] == []
    assert b"Maintenance may be tried out" in client.get(f"/derogations/?{THEN}&format=csv").content
    assert client.get(f"/derogations/?{THEN}&format=xlsx").content[:2] == b"PK"


def test_a_day_without_one_says_so(loaded, client):
    assert "No derogation was in force at the end of 1 March 2019." in html(
        client.get("/derogations/?as_at=2019-03-01")
    )


def test_an_empty_list_offers_to_record_one(clerk):
    page = html(clerk.get("/derogations/"))
    assert "No derogation yet" in page
    assert 'href="/derogations/grant/">Record one' in page


def test_one_derogation_has_its_page(loaded, client):
    page = html(client.get(f"/derogations/{KEY}/?{THEN}"))
    for said in (
        "H8.3 (hours of Planned Maintenance), H8.4",
        "SEC Panel, in February 2019",
        "Maintenance may be tried out another way.",
        "Grant and extensions",
        "before the end",
        "To raise a proposal.",
        "The minutes of the Operations Group.",
        "not assessed",
        "/proposals/MP092/?as_at=2020-12-05",
        "/decisions/panel-2020-01-17-0092-derogation/?as_at=2020-12-05",
        "81 days left",
    ):
        assert said in page, said
    do("withdraw_derogation", derogation=KEY, reason="Not <b>granted</b>")
    gone = html(client.get(f"/derogations/{KEY}/?{THEN}"))
    assert "withdrawn" in gone
    assert "Not &lt;b&gt;granted&lt;/b&gt;" in gone
    assert "No derogation yet" in html(client.get(f"/derogations/?{THEN}"))


def test_an_end_known_to_the_month_says_so(loaded, client):
    page = html(client.get(f"/derogations/{KEY}/?as_at=2019-06-05"))
    assert "November 2019</time>" in page
    assert "day not known" in page
    assert "to come" in html(client.get(f"/derogations/{KEY}/?as_at=2019-03-05"))
    assert "today" in html(client.get(f"/derogations/{KEY}/?as_at=2021-02-24"))


def test_an_unknown_one_is_refused_with_the_nearest(loaded, client):
    response = client.get("/derogations/dcc-h8-3-2019-03/")
    assert response.status_code == 404
    assert "Did you mean dcc-h8-3-2019-02?" in response.content.decode()
    assert client.get(f"/derogations/{KEY}/nothing/").status_code == 404


def test_the_steps_of_the_proposal_that_ends_it_show_it_by_one_query(loaded, client):
    request = type("Request", (), {"lens": lens("2020-12-05"), "GET": {}})()
    with count(1):
        table = tables.ending_table(request, "0092")
    ((link, party, *_),) = static_view(table, "derogations").rows
    assert (link.parts[0].href, party.text or party.parts[0].text) == (f"/derogations/{KEY}/", "DCC")
    assert "Derogations that end with it" in html(client.get(f"/proposals/MP092/steps/?{THEN}"))
    assert "Derogations that end with it" not in html(client.get("/proposals/MP092/steps/?as_at=2020-01-16"))


def test_the_acts_are_forms(founded, clerk):
    answer = send(
        clerk,
        "/derogations/grant/",
        body="panel",
        party="dcc",
        rules="H8.3 hours\nH8.4 notice",
        what="Maintenance may be tried out another way.",
        until="30 November 2019",
        proposal="MP092",
        conditions="It is shown. | The minutes.\nTerms are clear.",
        effective="1 April 2019",
    )
    here = "/derogations/dcc-h8-3-2019-04/"
    assert (answer.status_code, answer["Location"]) == (303, here)
    page = html(clerk.get(f"{here}?as_at=2019-05-01"))
    assert all(f"{here}{name}/" in page for name in ("extend", "condition", "end", "withdraw"))
    looked = clerk.get(f"{here}condition/").content.decode()
    assert "2: Terms are clear." in looked
    answer = send(clerk, f"{here}condition/", number="2", met="met", evidence="A list", effective="2 May 2019")
    assert answer.status_code == 303
    answer = send(clerk, f"{here}extend/", ends_with="MP092", conditions="More", effective="5 November 2019")
    assert answer.status_code == 303
    answer = send(clerk, f"{here}end/", reason="Enough", effective="2 December 2019")
    assert answer.status_code == 303
    one = queries.derogation(lens("2019-12-03"), "dcc-h8-3-2019-04")
    assert ([each.met for each in one.conditions], one.standing.value) == (
        [Met.NOT_ASSESSED, Met.MET, Met.NOT_ASSESSED], "ended")  # fmt: skip
    answer = send(clerk, f"{here}withdraw/", reason="Another party")
    assert answer["Location"] == "/derogations/"


def test_a_refusal_stays_at_its_field(loaded, clerk):
    here = f"/derogations/{KEY}/extend/"
    carried = re.search(r'name="carried" value="([^"]+)"', clerk.get(here).content.decode())[1]
    answer = clerk.post(here, {"effective": "1 June 2020", "carried": carried})
    assert answer.status_code == 422
    assert "The derogation of DCC from H8.3 and H8.4 has no end" in answer.content.decode()


@pytest.mark.parametrize("address", ["grant", f"{KEY}/extend", f"{KEY}/end", f"{KEY}/condition"])
def test_the_public_is_sent_to_sign_in(loaded, client, address):
    answer = client.get(f"/derogations/{address}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")


def test_what_sources_say_leads_to_the_page():
    assert subject_kinds()["derogation"].href(KEY) == f"/derogations/{KEY}/"
