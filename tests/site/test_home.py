"""The home page: the story of a day, what an empty and an old record say, and how much reading it takes."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.register.support import do, organisation, registered

MARCH = "/?as_at=2021-03-05&known_at=2021-03-05"
MOST_QUERIES = 12


@pytest.fixture
def client():
    return Client()


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content[:400]
    return html.fromstring(response.content)


def part(shown, id):
    """The section of the page with this heading, in words."""
    (section,) = shown.xpath(f"//section[@aria-labelledby='{id}']")
    return " ".join(section.text_content().split())


# --- the story of a day ---


def test_on_5_march_2021_the_stages_stand_beside_what_the_report_counts(example, client):
    shown = page(client, MARCH)
    rows = {
        row.xpath("string(th)").strip(): [cell.strip() for cell in row.xpath("td[@class='n']/text()")]
        for row in shown.xpath("//table[contains(@class, 'bars')]/tbody/tr")
    }
    assert {name: counts[1] for name, counts in rows.items()} == {
        "Define": "7",
        "Refine": "37",
        "Opine": "5",
        "Release": "5",
    }
    named = {name: int(counts[0]) for name, counts in rows.items()}
    from codeclerk.register.queries import stage_counts

    counts = stage_counts(example.lens("2021-03-05"))
    assert named == {name.capitalize(): counts[name] for name in ("define", "refine", "opine", "release")}
    assert "reported: what SECP_90_1203_18 counts on 5 March 2021, at CSR:75, 119" in part(shown, "stages")
    tiles = shown.xpath("string(//dl[@class='stats'])")
    assert "reported: 49 (SECP_90_1203_18)" in tiles
    assert "reported: 387 (SECP_90_1203_18)" in tiles


def test_on_5_march_2021_the_page_says_what_is_due_when_and_why(example, client):
    shown = page(client, MARCH)
    due = part(shown, "due")
    assert "Fri 12 March 2021 in 7 days" in due
    assert "Wed 24 March 2021 in 19 days MP144 Refinement Consultation closes" in due
    assert "It closes at 17:00 on its last day." in due
    monday = due.partition("Mon 15 March 2021 in 10 days")[2].partition("Fri 19 March 2021")[0]
    assert "MP147 Modification Report Consultation is to be issued" in monday
    assert "some day of the week commencing 15 March 2021" in monday
    assert "Thu 10 June 2021 in 3 months Cut-off for decisions for the June 2021 SEC Release" in due
    assert "10 Working Days before go-live on 24 Jun 2021" in due
    headings = [one.text for one in shown.xpath("//section[@aria-labelledby='due']//h3")]
    assert headings == list(dict.fromkeys(headings))
    days = [date.fromisoformat(day) for day in shown.xpath("//section[@aria-labelledby='due']//time/@datetime")]
    assert days == sorted(days)
    assert days[0] >= date(2021, 3, 5)


def test_on_5_march_2021_the_meetings_and_their_papers_are_due(example, client):
    due = part(page(client, MARCH), "due")
    assert "Fri 5 March 2021 today Papers for the SEC Panel of 12 March 2021" in due
    assert "The SEC Panel meets (meeting 90) On its agenda: DP096, DP149, MP147, MP077" in due
    assert "Wed 7 April 2021 in 5 weeks The Working Group meets" in due


def test_on_5_march_2021_three_assessments_are_late_and_the_page_says_why(example, client):
    shown = page(client, MARCH)
    late = part(shown, "late")
    assert "MP107 Impact Assessment SMETS1 Validation of SRV 6.15.1 due 29 January 2021 25 Working Days late" in late
    assert "was expected 3 March 2021" in late
    assert "MP140 Preliminary Assessment" in late
    assert "15 Working Days after acceptance on 4 Feb 2021" in late
    tiles = " ".join(shown.xpath("string(//dl[@class='stats'])").split())
    assert "3 assessments with the DCC 3 late" in tiles
    due = part(shown, "due")
    assert "Mon 15 March 2021 in 10 days MP140 Preliminary Assessment expected from the DCC, late" in due
    assert "Fri 19 March 2021 in 14 days MP107 Impact Assessment expected from the DCC, late" in due


def test_the_day_after_a_vote_tells_of_its_decisions(example, client):
    changed = part(page(client, "/?as_at=2021-02-24"), "changed")
    assert "23 February 2021" in changed
    for decided in (
        "The Change Board approved MP077",
        "The Change Board recommended that the Authority approves SECMP0015",
    ):
        assert decided in changed


def test_on_5_march_2021_one_consultation_is_open(example, client):
    answer = part(page(client, MARCH), "answer")
    assert "MP144 Refinement Consultation Charging of Random Sample Privacy Assessments" in answer
    assert "closes 24 March 2021 13 Working Days left" in answer


def test_what_changed_is_told_in_words_with_its_source_newest_first(example, client):
    shown = page(client, MARCH)
    days = [date.fromisoformat(one) for one in shown.xpath("//section[@aria-labelledby='changed']//time/@datetime")]
    assert days == sorted(days, reverse=True)
    assert all(day <= date(2021, 3, 5) for day in days)
    changed = part(shown, "changed")
    assert "MP144 Charging of Random Sample Privacy Assessments The Refinement Consultation on MP144" in changed
    assert "SECP_90_1203_18 at CSR:" in changed
    assert "page on the public site" not in changed


def test_the_page_of_a_day_knows_nothing_of_later_papers(example, client):
    then = page(client, "/?as_at=2020-12-05&known_at=2020-12-05").text_content()
    assert "As it stood on 5 December 2020" in then
    assert "SECP_90_1203_18" not in then
    assert "DP153" not in then


def test_every_link_of_the_page_stays_on_the_day(example, client):
    shown = page(client, MARCH)
    links = shown.xpath("//main//a/@href | //nav[@aria-label='Main']//a/@href")
    assert links
    for link in links:
        assert "as_at=2021-03-05&known_at=2021-03-05" in link, link
    assert {"as_at", "known_at", "q"} == set(shown.xpath("//form[@role='search']//input/@name"))


@pytest.mark.any_database
def test_links_lead_to_pages(example, client):
    for link in sorted(set(page(client, MARCH).xpath("//main//a/@href"))):
        assert client.get(link).status_code == 200, link


# --- a record of which today has little to tell ---


def test_an_old_record_invites_to_the_days_that_it_knows(example, client):
    shown = page(client, "/")
    invitation = part(shown, "days")
    assert "The record ends on 11 May 2021" in invitation
    links = shown.xpath("//section[@aria-labelledby='days']//a/@href")
    days = ["2021-05-11", "2021-03-05", "2020-12-04", "2020-03-26", "2016-11-09"]
    assert links == [f"/?as_at={day}&known_at={day}" for day in days]
    for link in links:
        there = page(client, link)
        assert not there.xpath("//section[@aria-labelledby='days']"), link
        assert there.xpath("//section[@aria-labelledby='changed']//li"), link


def test_before_the_register_begins_the_page_leads_to_its_first_day(example, client):
    shown = page(client, "/?as_at=2012-01-01")
    assert "The register begins later" in shown.text_content()
    assert shown.xpath("//section[@aria-labelledby='days']//a")
    (first,) = shown.xpath("//div[@class='empty']//a/@href")
    assert re.fullmatch(r"/\?as_at=2016-\d\d-\d\d", first)


@pytest.mark.django_db
def test_an_empty_register_says_what_will_be_here(client):
    shown = page(client, "/")
    assert "The register is empty" in shown.text_content()
    assert not shown.xpath("//section[@aria-labelledby='due']")
    assert "Raise a proposal" not in shown.text_content()


# --- visibility ---


@pytest.mark.django_db
def test_a_restricted_document_is_named_nowhere(client):
    document = do(
        "register_document",
        _known="2021-03-05",
        sha256="a" * 64,
        title="Secret <b>treaty</b>",
        kind="report",
        reference="SECRET_1",
        published="2021-03-05",
        classification="Red",
    )["document"]
    count = {"locator": "S:1", "subject": "report:x", "property": "stage.count.define", "value": 99}
    do("record_claims", _known="2021-03-05", document=document, claims=[{**count, "about": "2021-03-05"}])
    registered("DP153", "A title <i>with markup</i>", "2021-03-05", status="Draft Proposal")
    for address in (MARCH, "/", "/?as_at=2012-01-01", "/search/?q=secret"):
        said = client.get(address).content.decode()
        assert "SECRET_1" not in said
        assert "treaty" not in said
        assert ">99<" not in said
    assert "A title &lt;i&gt;with markup&lt;/i&gt;" in client.get("/?as_at=2021-03-05").content.decode()


@pytest.mark.django_db
def test_persons_are_not_told(client):
    do("register_person", key="somebody", name="Pseudonym Quillfeather")
    organisation("dcc", "Data Communications Company")
    registered("DP153", "Returns", "2021-02-16", status="Draft Proposal", proposer_organisation="dcc")
    do("assign_lead_analyst", _from="2021-02-16", proposal="DP153", person="somebody")
    said = client.get("/?as_at=2021-03-05").content.decode()
    assert "somebody" not in said
    assert "Quillfeather" not in said


# --- how much reading it takes ---


def counted(client, address):
    client.get(address)
    return counted_once(client, address)


def counted_once(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_home_page_of_the_example_takes_a_dozen_queries_at_most(example, client):
    for address in (MARCH, "/", "/?as_at=2012-01-01"):
        assert counted(client, address) <= MOST_QUERIES


def test_what_is_kept_in_memory_costs_no_more_and_never_grows_old(example_database, client):
    first, second = counted_once(client, MARCH), counted_once(client, MARCH)
    assert second < first <= MOST_QUERIES
    before = page(client, "/?as_at=2021-03-05")
    do("set_status", _from="2021-03-04", proposal="DP155", status="Withdrawn")
    after = page(client, "/?as_at=2021-03-05")
    figures = [int(shown.xpath("string(//dd[@class='stat__figure']/a/text())")) for shown in (before, after)]
    assert figures[1] == figures[0] - 1


@pytest.mark.any_database
@pytest.mark.django_db
def test_as_many_queries_for_thirty_proposals_as_for_one(client):
    address = "/?as_at=2021-03-05"

    def one(number: int) -> None:
        name = f"MP{number:03}"
        registered(name, f"Title {number}", "2021-02-16", status="Refinement Process")
        do("record_consultation", _from="2021-03-01", proposal=name, kind="refinement", issued="1 March 2021",
           closes="2021-03-24")  # fmt: skip
        do("set_timetable", _from="2021-03-01", proposal=name,
           entries=[{"label": "Modification Report presented to Panel", "when": "12 Mar 2021"}])  # fmt: skip
        do("record_assessment", _from="2021-02-01", proposal=name, kind="PA",
           steps=[{"step": "accepted", "day": "2021-02-01"}])  # fmt: skip
        do("plan_meeting", _from="2021-03-01", body="panel", day=date(2021, 3, 11) + timedelta(days=number),
           agenda=[name])  # fmt: skip

    one(1)
    few = counted(client, address)
    for number in range(2, 31):
        one(number)
    assert counted(client, address) == few <= MOST_QUERIES
    shown = page(client, address)
    assert len(shown.xpath("//section[@aria-labelledby='answer']//li")) == 30
    assert len(shown.xpath("//section[@aria-labelledby='late']/ul/li")) == 30
    assert "30 undecided proposals" in " ".join(shown.xpath("string(//dl[@class='stats'])").split())


# --- health ---


@pytest.mark.django_db
def test_a_healthy_installation_says_so_and_is_not_kept(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"well": True})
    assert "no-store" in answer["Cache-Control"]


def test_without_a_database_the_health_page_says_so(client, monkeypatch):
    from django.db import OperationalError

    def fail() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["database"]) == (503, "does not answer")
