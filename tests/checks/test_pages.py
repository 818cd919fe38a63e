"""The pages of checks: all of them, one of them, downloads, and what is not open to everybody."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.checks import queries, tables
from codeclerk.kernel.lens import Classification
from tests.register.support import do, lens, registered
from tests.sources.support import Clerk, make_people
from tests.sources.support import lens as seeing
from tests.support.pages import html

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"


@pytest.fixture
def clerk():
    make_people()
    return Clerk()


@pytest.fixture
def loaded(clerk):
    """A title that differs, a request with two days, and a consultation that closes on Easter Monday."""
    registered("MP139", "MVP and IVP dates for CHTS", "2020-08-18")
    registered("MP144", "Charging of Random Sample Privacy Assessments", "2020-09-28")
    do("plan_consultation", _from="2020-12-04", _known="2020-12-04", proposal="MP144", kind="report",
       expected_issue="2021-03-15", closes="2021-04-05")  # fmt: skip
    clerk.register("paper")
    clerk.claim("paper", "IVP and MVP dates for CHTS", subject="proposal:MP139", locator="PMP:5657")
    clerk.claim("paper", "mvp and ivp dates for CHTS", subject="proposal:MP139", locator="PMP:1")
    for place, day in (("PMP:1086", "2019-11-18"), ("PMP:1398", "2019-12-02")):
        clerk.claim("paper", day, subject="assessment:0092-PA-1", property="assessment.requested", locator=place)


def test_the_page_lists_every_check_with_its_counts_and_every_finding(loaded, client):
    page = html(client.get("/checks/"))
    row = page[page.index("Consultations close on a Working Day") :]
    assert '<td class="g" data-label="Verdict"><span class="tag tag--bad">FAIL</span></td>' in row
    for said in (
        "It prints “IVP and MVP dates for CHTS”; the register has “MVP and IVP dates for CHTS”.",
        "They differ in capital letters alone.",
        'href="/consultations/0144-report-1/',
        "Sources say 18 November 2019 and 2 December 2019.",
    ):
        assert said in page, said
    assert "as_at=2021-03-05" in html(client.get(f"/checks/?{THEN}"))


def found(client, query):
    rows = json.loads(client.get(f"/checks/?found-format=json&{query}").content)["rows"]
    return [(row["verdict"], row["thing"]) for row in rows]


def test_findings_are_narrowed_sorted_and_downloaded_with_rule_and_remedy(loaded, client):
    assert [verdict for verdict, _ in found(client, "found-verdict=AMBIGUOUS")] == ["AMBIGUOUS"]
    assert found(client, "found-q=Easter") == [("FAIL", "Modification Report Consultation on MP144")]
    rows = json.loads(client.get("/checks/?found-format=json&found-q=Easter").content)["rows"]
    assert rows[0]["remedy"] == "Move the closing day to a Working Day, with the reason."
    assert rows[0]["rule"].startswith("a consultation closes on a Working Day")
    checks = json.loads(client.get("/checks/?format=json&verdict=FAIL").content)["rows"]
    assert [row["check"] for row in checks] == [
        "Consultations close on a Working Day",
        "Titles and acronyms are those of the register",
        "Documents agree when an assessment was asked for, accepted and returned",
    ]
    assert client.get("/checks/?format=csv").content.decode().count("\n") > 15


def test_one_check_shows_its_rule_and_everything_that_it_looked_at(loaded, client):
    page = html(client.get("/checks/titles-equal-the-register/"))
    for said in ("PMP:5657", "It rests on", "CSR:465", "What to do about a finding"):
        assert said in page, said
    rows = json.loads(client.get("/checks/titles-equal-the-register/?format=json").content)["rows"]
    assert [row["verdict"] for row in rows] == ["FAIL", "AMBIGUOUS"]
    assert "It rests on" in html(client.get("/checks/one-cut-off-a-release/"))
    missing = client.get("/checks/title-equal-the-register/")
    assert missing.status_code == 404
    assert "Did you mean titles-equal-the-register?" in missing.content.decode()


def test_the_day_decides_what_is_found(loaded, client):
    assert found(client, "as_at=2020-12-03&found-q=Easter") == []
    assert len(found(client, "as_at=2020-12-04&found-q=Easter")) == 1


def test_a_ruling_settles_a_difference_until_something_new_is_said(loaded, clerk):
    def request():
        (one,) = queries.result(lens(), "assessment-dates-agree").things
        return one.verdict.value

    assert request() == "FAIL"
    asked = {"subject": "assessment:0092-PA-1", "property": "assessment.requested"}
    claims = _claims(asked)
    clerk.do("rule_on_claims", considered=sorted(claims), follows=claims.pop(), reason="The form is right.", **asked)
    assert request() == "PASS"
    clerk.claim("paper", "2019-11-25", locator="PMP:1388", **asked)
    assert request() == "AMBIGUOUS"


def _claims(asked):
    from codeclerk.sources.queries import claims_about

    return [one.key for one in claims_about(lens(), asked["subject"], asked["property"])]


def test_what_a_restricted_document_says_is_found_by_those_alone_who_may_see_it(clerk):
    registered("MP139", "MVP and IVP dates for CHTS", "2020-08-18")
    clerk.register("secret", classification="Amber")
    clerk.claim("secret", "A title of its own", subject="proposal:MP139", locator="S:1")
    assert not queries.result(seeing(), "titles-equal-the-register").things
    (one,) = queries.result(seeing(*Classification), "titles-equal-the-register").things
    assert one.sides[0].says == "“A title of its own”"


@pytest.mark.parametrize("size", [1, 25])
def test_as_many_queries_for_one_proposal_as_for_twenty_five(clerk, size):
    clerk.register("paper")
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        do("issue_consultation", _from="2020-06-01", proposal=f"MP{n:03d}", kind="refinement", closes="2020-06-19")
        clerk.claim("paper", f"Other title {n}", subject=f"proposal:MP{n:03d}", locator=f"PMP:{n}")
    with CaptureQueriesContext(connection) as seen:
        every = queries.results(lens())
    assert len(seen) == 13
    titles = next(one for one in every if one.check.id == "titles-equal-the-register")
    assert len(titles.findings) == size


def test_what_is_too_long_for_a_page_is_left_to_the_download(loaded, clerk, client, monkeypatch):
    monkeypatch.setattr(tables, "MOST_OF_A_CHECK", 1)
    monkeypatch.setattr(tables, "MOST_OF_A_VERDICT", 1)
    clerk.claim("paper", "Another title", subject="proposal:MP139", locator="PMP:2")
    page = html(client.get("/checks/"))
    assert "2 more are left out here: the page of each check, and a download, have them all." in page
    assert len(found(client, "")) == 5
    page = html(client.get("/checks/titles-equal-the-register/"))
    assert "1 more are left out here: a download has them all." in page
    assert len(json.loads(client.get("/checks/titles-equal-the-register/?format=json").content)["rows"]) == 3


def test_an_empty_record_is_not_assessed_and_passes_nothing(client):
    page = html(client.get("/checks/"))
    assert "No finding" in page
    assert '<span class="tag tag--good">PASS</span>' not in page
    assert "Nothing was looked at" in html(client.get("/checks/proposers-agree/"))
