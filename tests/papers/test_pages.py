"""The pages: what there is, drafts, issued papers, downloads, and who sees what."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from codeclerk.kernel import bus
from codeclerk.kernel.lens import Classification
from codeclerk.papers import registry, rendering
from codeclerk.papers.rendering import FORMATS
from tests.papers import conftest

DRAFT = f"/papers/{conftest.KIND}/2021-03/"
ISSUED = "/papers/issued/SECP_90_1203_18/"

pytestmark = [pytest.mark.record(load=conftest.sealed_people), pytest.mark.usefixtures("fresh_database", "sample_kind")]


@pytest.fixture
def issued():
    def make(**changes):
        asked = {"kind": conftest.KIND, "period": "2021-03", "reference": "SECP_90_1203_18", "as_at": date(2021, 3, 5)}
        return bus.execute(changes.pop("act", "issue_paper"), asked | changes, actor="person:clerk").answer

    return make


def page(response):
    assert response.status_code == 200, response.content[:400]
    return html.fromstring(response.content)


@pytest.mark.inventory("F46", partial="two kinds of paper are built yet")
def test_the_gallery_lists_kinds_and_issued_papers(client, issued):
    issued()
    said = page(client.get("/papers/")).text_content()
    for words in ("Sample Status Report", "A sample of every part of a paper.", "Last issued: SECP_90_1203_18"):
        assert words in said


def test_the_gallery_offers_the_files_of_issued_papers(client, issued):
    issued()
    shown = page(client.get("/papers/"))
    links = shown.xpath("//div[@id='issued']//td[last()]/a/@href")
    assert links == [f"{ISSUED}1/paper.{name}" for name in FORMATS]
    for link in links:
        assert client.get(link).status_code == 200


def test_the_gallery_offers_the_months_that_the_record_knows(client):
    from tests.register.support import do, registered

    nothing = page(client.get("/papers/"))
    assert "There is nothing to make it from yet" in nothing.text_content()
    assert "No paper is issued yet" in nothing.text_content()
    assert not nothing.xpath("//input[@type='month']")
    registered("MP092", "Maintenance", "2019-10-22")
    for letter, day in (("a", "2020-12-04"), ("b", "2021-03-05")):
        do("register_document", _known=day, sha256=letter * 64, title=letter, kind="report", published=day,
           classification="White")  # fmt: skip
    shown = page(client.get("/papers/"))
    months = f"//ul[@aria-labelledby='months-{conftest.KIND}']//a/@href"
    assert shown.xpath(months) == [DRAFT, f"/papers/{conftest.KIND}/2020-12/"]
    assert "Any month from October 2019 to" in shown.text_content()
    assert client.get(DRAFT).status_code == 200
    then = page(client.get("/papers/", {"as_at": "2020-06-30"}))
    assert then.xpath(months) == [
        f"/papers/{conftest.KIND}/2020-06/?as_at=2020-06-30",
        DRAFT,
        f"/papers/{conftest.KIND}/2020-12/",
    ]


def test_the_gallery_takes_as_many_queries_for_thirty_papers_as_for_one(client, issued, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted():
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/papers/").status_code == 200
        return len(seen)

    issued()
    few = counted()
    monkeypatch.setattr(rendering, "FORMATS", {"html": FORMATS["html"]})  # the others take long
    for number in range(19, 48):
        issued(reference=f"SECP_90_1203_{number}")
    assert counted() == few == 4


def test_the_gallery_leads_to_the_draft_of_a_month(client):
    answer = client.get("/papers/", {"kind-of-paper": conftest.KIND, "of-month": "2021-03"})
    assert (answer.status_code, answer["Location"]) == (302, DRAFT)
    assert client.get("/papers/", {"kind-of-paper": conftest.KIND, "of-month": "March"}).status_code == 422


def test_a_draft_is_a_page_with_downloads(client):
    shown = page(client.get(DRAFT))
    assert shown.xpath("//main//h1")[0].text == "Sample Status Report – March 2021"
    assert "Nothing here is issued." in shown.text_content()
    links = shown.xpath("//section[@class='paper-bar']//a/@href")
    assert links == [
        f"{DRAFT}?format=pdf",
        f"{DRAFT}?format=docx",
        f"{DRAFT}?format=html",
        f"{DRAFT}?format=json",
        f"{DRAFT}?table=open",
        f"{DRAFT}?table=completed",
        f"{DRAFT}?table=table-3",
        f"{DRAFT}?table=dcc-measures",
    ]
    for link in links:
        assert client.get(link).status_code == 200


def test_a_draft_looks_at_the_day_that_was_asked_for_and_keeps_it_in_its_links(client):
    shown = page(client.get(DRAFT, {"as_at": "2021-03-05"}))
    assert "as at 5 March 2021, as known by 5 March 2021 at 23:59" in shown.text_content()
    assert all("as_at=2021-03-05" in one for one in shown.xpath("//section[@class='paper-bar']//a/@href"))
    assert "/proposals/MP147/?as_at=2021-03-05" in shown.xpath("//a/@href")
    usual = page(client.get(DRAFT)).text_content()
    assert "as at 31 March 2021" in usual


def test_the_dates_bar_of_a_draft_shows_the_days_of_the_draft(client):
    shown = page(client.get(DRAFT))
    assert shown.xpath("//input[@name='as_at']/@value") == ["2021-03-31"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_download_has_its_type_and_cannot_do_anything(client, name):
    answer = client.get(DRAFT, {"format": name})
    assert answer["Content-Type"] == FORMATS[name].media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert f"sample-report-2021-03-draft.{name}" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{DRAFT}?format=exe", 422),
        (f"{DRAFT}?table=nothing", 422),
        ("/papers/no-such-report/2021-03/", 404),
        (f"/papers/{conftest.KIND}/2021-13/", 404),
        (f"{DRAFT}?as_at=yesterday", 422),
        (ISSUED, 404),
        (f"{ISSUED}7/", 404),
        (f"{ISSUED}1/paper.pdf", 404),
        (f"{ISSUED}1/../../secret", 404),
    ],
)
def test_what_is_not_there_says_so(client, address, status):
    assert client.get(address).status_code == status


def test_an_issued_paper_is_shown_as_it_was_issued(client, issued):
    files = issued()["files"]
    shown = page(client.get(ISSUED))
    assert "Kept as it was issued" in shown.text_content()
    stored = client.get(f"{ISSUED}1/paper.html").content
    article = html.tostring(shown.xpath("//article")[0], encoding="unicode").strip()
    assert html.tostring(html.fromstring(stored).xpath("//article")[0], encoding="unicode").strip() == article
    import hashlib

    for name, digest in files.items():
        assert hashlib.sha256(client.get(f"{ISSUED}1/{name}").content).hexdigest() == digest


def test_an_old_version_says_that_it_was_replaced(client, issued):
    issued()
    issued(act="reissue_paper", reason="A date was wrong.")
    old = page(client.get(f"{ISSUED}1/")).text_content()
    assert "Version 2 has replaced this one." in old
    new = page(client.get(ISSUED)).text_content()
    assert "has replaced this one" not in new
    assert "Why it was issued again: A date was wrong." in new


def test_a_restricted_paper_is_seen_nowhere_by_others(issued, signed_in):
    issued(classification=Classification.AMBER)
    addresses = [
        ISSUED,
        f"{ISSUED}1/",
        *(f"{ISSUED}1/{name}" for name in ("paper.pdf", "paper.json", "tables/open.csv")),
    ]
    for address in addresses:
        assert signed_in("").get(address).status_code == 404
        assert signed_in("person:contact").get(address).status_code == 404
        assert signed_in("person:member").get(address).status_code == 200
    assert "SECP_90_1203_18" not in signed_in("").get("/papers/").content.decode()
    assert "SECP_90_1203_18" in signed_in("person:member").get("/papers/").content.decode()
    assert "no-store" in signed_in("person:member").get(f"{ISSUED}1/paper.pdf")["Cache-Control"]


def test_a_kind_that_is_not_open_is_neither_listed_nor_built(signed_in):
    registry.register("red-report", "Red report", conftest.build, classification=Classification.RED)
    try:
        assert "Red report" not in signed_in("").get("/papers/").content.decode()
        assert signed_in("person:member").get("/papers/red-report/2021-03/").status_code == 404
        assert signed_in("person:member").get("/papers/red-report/2021-03/?format=json").status_code == 404
    finally:
        registry.forget("red-report")


def test_only_who_may_issue_is_offered_the_form(signed_in):
    address = reverse("papers:issue", args=[conftest.KIND, "2021-03"])
    assert address in signed_in("person:clerk").get(DRAFT).content.decode()
    assert address not in signed_in("person:member").get(DRAFT).content.decode()
    assert signed_in("person:member").get(address).status_code == 403
    assert signed_in("").get(address).status_code == 302


def fields(response):
    """What the act's form holds."""
    form = next(one for one in html.fromstring(response.content).forms if "carried" in one.fields)
    return dict(form.form_values())


@pytest.mark.parametrize("again", [False, True])
def test_a_paper_is_issued_by_form(issued, signed_in, again):
    client = signed_in("person:clerk")
    if again:
        issued()
    address = f"{ISSUED}again/" if again else reverse("papers:issue", args=[conftest.KIND, "2021-03"])
    typed = fields(client.get(address)) | (
        {"reason": "A date was wrong."} if again else {"reference": "SECP_90_1203_18"}
    )
    checked = client.post(address, typed | {"step": "check"})
    assert "is never changed again" in html.fromstring(checked.content).text_content()
    done = client.post(address, fields(checked) | {"step": "confirm"})
    assert (done.status_code, done["Location"]) == (303, ISSUED)
    assert client.get(ISSUED).status_code == 200


def test_a_taken_reference_is_refused_at_its_field(issued, signed_in):
    issued()
    client = signed_in("person:clerk")
    address = reverse("papers:issue", args=[conftest.KIND, "2021-03"])
    answer = client.post(address, fields(client.get(address)) | {"reference": "SECP_90_1203_18", "step": "check"})
    assert answer.status_code == 409
    assert "a paper was issued under SECP_90_1203_18".casefold() in answer.content.decode().casefold()
