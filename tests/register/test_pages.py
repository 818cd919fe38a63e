"""The pages of the register: addresses, filters, downloads, empty states, and titles that are text everywhere."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.register import example
from tests.register.support import do, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2020-12-05"
loaded = loaded_once(example.load)


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_a_proposal_has_its_page_with_timetable_and_history(loaded, client):
    page = text(client.get(f"/proposals/MP092/?{THEN}"))
    for said in (
        "New Planned Maintenance methodology",
        "formerly DP092",
        "Next, the Modification Report is presented to the Panel on 11 December 2020",
        "Refinement Consultation",
        "20 Jul 2020 – 7 Aug 2020",
        "Section H",
        "The DCC can keep to the objectives of its licence",
        "DP092 is converted and becomes MP092.",
        "<svg",
    ):
        assert said in page, said
    assert "CHIMSM" not in page


@pytest.mark.inventory("C20")
def test_the_list_says_how_old_proposals_are_and_by_which_convention(loaded, client):
    page = text(client.get(f"/proposals/?{THEN}"))
    assert "In Working Days by the convention “published”" in page
    assert '<td class="n" data-label="Age, WD">294</td>' in page
    assert re.search(r"167\s*<span class=\"stat__unit\">WD</span>", page)
    assert "mean of 4 of 10 whose day is known" in page


@pytest.mark.parametrize(
    ("given", "status", "leads_to"),
    [
        ("MP092", 200, ""),
        ("mp092", 301, "/proposals/MP092/"),
        ("DP092", 301, "/proposals/MP092/"),
        ("0092", 301, "/proposals/MP092/"),
        ("SECMP0092", 301, "/proposals/MP092/"),
        ("MP92", 301, "/proposals/MP092/"),
        ("new-planned-maintenance-methodology", 301, "/proposals/MP092/"),
        ("chism-update-for-unknown-wan-variant", 301, "/proposals/MP106/"),
        ("chimsm-update-for-unknown-wan-variant", 301, "/proposals/MP106/"),
    ],
)
def test_one_address_is_the_canonical_one(loaded, client, given, status, leads_to):
    response = client.get(f"/proposals/{given}/?{THEN}&sort=when")
    assert response.status_code == status
    if leads_to:
        assert response["Location"] == f"{leads_to}?{THEN}&sort=when"


@pytest.mark.inventory("A03")
def test_slugs_of_all_titles_lead_to_the_proposal(loaded, client):
    for slug in ("chism-update-for-unknown-wan-variant", "chimsm-update-for-unknown-wan-variant"):
        assert client.get(f"/modifications/{slug}/")["Location"] == "/proposals/MP106/"


@pytest.mark.inventory("A04")
def test_legacy_addresses_lead_to_the_proposal(client):
    registered("SECMP0023", "Correct Units of Measure for Uncontrolled Gas Flow Rate", "2016-11-09")
    for address in ("/modifications/modification/SECMP-23/", "/proposals/SECMP-23/", "/modifications/SECMP-23/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, "/proposals/SECMP0023/")


def test_an_unknown_reference_is_a_page_with_a_link(loaded, client):
    response = client.get("/proposals/M092/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "M092: no such proposal" in page
    assert 'Did you mean <a href="/proposals/MP092/">MP092</a>?' in page
    asked_json = client.get("/proposals/M092/", headers={"accept": "application/json"})
    assert asked_json.json()["remedy"] == "Did you mean MP092?"


def test_a_slug_of_two_proposals_offers_both(client):
    registered("MP122A", "Operational Metrics")
    registered("MP122B", "Operational Metrics")
    response = client.get("/proposals/operational-metrics/")
    assert response.status_code == 300
    assert "/proposals/MP122A/" in response.content.decode()
    assert "/proposals/MP122B/" in response.content.decode()


def found(client, query):
    rows = json.loads(client.get(f"/proposals/?{THEN}&{query}&format=json").content)["rows"]
    return [row["number"] for row in rows]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("stage=define", ["MP122A", "DP144"]),
        ("status=draft_proposal", ["MP122A", "DP144"]),
        ("path=self_governance", ["MP092"]),
        ("document=Section+H", ["MP092"]),
        ("party=small_supplier", ["MP092"]),
        ("release=February+2021", ["MP092"]),
        ("raised_from=1+August+2020&raised_to=31/08/2020", ["MP139"]),
        ("q=DP092", ["MP092"]),
        ("q=random+sample", ["DP144"]),
        ("stage=define&q=random", ["DP144"]),
        ("stage=nonsense", []),
        ("sort=title&dir=desc&stage=define", ["MP122A", "DP144"]),
    ],
)
def test_the_list_is_narrowed(loaded, client, query, numbers):
    assert found(client, query) == numbers


def test_downloads_have_everything(loaded, client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"/proposals/?{THEN}&format=csv").content.decode("utf-8-sig"))))
    one = next(row for row in rows if row["Number"] == "MP092")
    assert (one["Documents"], one["Systems"], one["Raised"]) == (
        "Section A, Section H, Appendix AL",
        "none",
        "2019-10-22",
    )
    assert client.get(f"/proposals/?{THEN}&format=xlsx").content[:2] == b"PK"
    timetable = json.loads(client.get(f"/proposals/MP092/?{THEN}&format=json").content)
    assert len(timetable["rows"]) == 12


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=M092", "Did you mean MP092?"),
        ("q=nothing+such", "No proposal matches"),
        ("as_at=2010-01-01", "The register begins later"),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(loaded, client, query, said):
    assert said in text(client.get(f"/proposals/?{query}"))


def test_an_empty_register_says_so(client):
    assert "No proposal yet" in text(client.get("/proposals/"))


def test_a_wrong_date_is_named(loaded, client):
    assert "Write it as 5 Mar 2021" in text(client.get("/proposals/?raised_from=yesterday"))


def test_a_former_number_is_explained(loaded, client):
    page = text(client.get("/proposals/?q=dp092"))
    assert '<strong>dp092</strong> is <a href="/proposals/MP092/">MP092</a>' in page


def test_a_day_before_the_proposal_is_refused_with_the_remedy(loaded, client):
    response = client.get("/proposals/MP092/?as_at=2015-01-01")
    assert response.status_code == 404
    assert "Look at 22 October 2019 or a later day" in response.content.decode()


HOSTILE = '<img src=x onerror="alert(1)">=1+1 ‘{{ 7*7 }}’'


@pytest.mark.parametrize(
    "address", ["/proposals/", "/proposals/MP092/", "/proposals/MP106/", "/proposals/MP092/history/"]
)
def test_markup_in_a_title_is_text_on_every_page(client, address):
    registered("MP092", HOSTILE, short_title="<b>short</b>", summary="<i>summary</i>")
    registered("MP106", "Other")
    do("link_proposals", proposal="MP106", kind="corrects", to="MP092")
    do("plan_event", proposal="MP092", label="<u>step</u>", when="2999-01-01")
    page = text(client.get(address))
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt;=1+1 ‘{{ 7*7 }}’" in page
    assert not re.search(r"<b>short|<i>summary|<u>step", page)


def test_markup_in_a_title_is_text_in_every_download(client):
    import openpyxl

    registered("MP092", HOSTILE)
    registered("MP106", "=cmd|' /C calc'!A0")
    rows = json.loads(client.get("/proposals/?format=json").content)["rows"]
    assert [row["title"] for row in rows] == [HOSTILE, "=cmd|' /C calc'!A0"]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/proposals/?format=xlsx").content)).active
    cells = [sheet.cell(row, 2) for row in (2, 3)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(HOSTILE, "s"), ("=cmd|' /C calc'!A0", "s")]
    table = client.get("/proposals/?format=csv").content.decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(table))][1:] == [HOSTILE, "'=cmd|' /C calc'!A0"]


def test_nothing_is_offered_to_the_public(loaded, client):
    page = text(client.get("/proposals/MP092/"))
    assert "/change/" not in page
    assert "/proposals/raise/" not in text(client.get("/proposals/"))
    assert "Pseudonym" not in page
    assert "three@example.com" not in page


@pytest.mark.parametrize("ref", ["MP092", "MP106", "SECMP0003", "SECMP0067", "DP122", "MP122A", "SECMP0012"])
def test_every_proposal_of_the_example_has_a_page(loaded, client, ref):
    assert ref in text(client.get(f"/proposals/{ref}/"))


def test_what_sources_say_links_back_to_the_page():
    from codeclerk.sources.rules.vocabulary import subject_kinds

    assert subject_kinds()["proposal"].href("MP092") == "/proposals/MP092/"


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_a_page_takes_as_many_queries_however_much_it_has(client, size):
    from tests.register.support import organisation, person, queries

    organisation("eua", "Energy and Utilities Alliance")
    person("secas-3")
    registered("MP001", "One", proposer_organisation="eua", lead_analyst="secas-3")
    for n in range(2, size + 2):
        registered(f"MP{n:03d}", f"Title {n}", proposer_organisation="eua", raised="2019-10-22", status="Refinement")
        do("link_proposals", proposal="MP001", kind="corrects", to=f"MP{n:03d}")
        do("plan_event", proposal="MP001", label=f"Step {n}", when="2999-01-01")
        do("retitle", _from=f"2020-01-{n % 28 + 1:02d}", proposal="MP001", title=f"Title {n}")
    for address in ("/proposals/MP001/", "/proposals/"):
        client.get(address)
    with queries(14):  # number, facts, people, claims, reports, history; one for each panel that has to ask
        client.get("/proposals/MP001/")
    # At most fifteen: one more where a ruling weighed claims that are not shown here.
    with queries(7):  # nothing is kept within a transaction, as tests are: else it is three
        client.get("/proposals/")
