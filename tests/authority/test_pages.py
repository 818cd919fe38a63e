"""The pages of the Authority, and its report packs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.storage import storages

from codeclerk.kernel import clock, vault
from codeclerk.kernel.seal import seal_pending
from codeclerk.people.models import Account
from codeclerk.votes.rules.archive import read_archive, recount
from tests.authority import example
from tests.register.support import do, registered
from tests.support.pages import html
from tests.support.records import loaded_once
from tests.votes.support import board, counted

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"
loaded = loaded_once(example.load)


@pytest.fixture(autouse=True)
def files(db):
    """The files of the record: the vault of a test begins empty."""
    for content in (example.TEXT, example.RED):
        vault.put(content)


@pytest.fixture
def authority(loaded, client):
    """The client, signed in as somebody who acts for the Authority."""
    example.ofgem()
    client.force_login(Account.objects.get(person__key="decider"))
    return client


def fetched(client, address=f"/authority/MP303/pack.zip?{THEN}"):
    response = client.get(address)
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response.streaming_content)


def test_the_page_says_what_waits_how_long_and_what_was_decided(loaded, client):
    page = html(client.get(f"/authority/?{THEN}"))
    for said in (
        "MP303",
        "Recommended to the Authority for approval",
        "23 February 2021",
        "8 of 25",
        "within the aim",
        "exclusive",
        "unverified",
        "Department for Business, Energy and Industrial Strategy",
        "1 of 2 took longer than the aim of 25 Working Days. The longest took 48 Working Days.",
    ):
        assert said in page, said
    assert "Yours to decide" not in page
    assert "past the aim" in html(client.get("/authority/?as_at=2021-03-31"))
    rows = json.loads(client.get(f"/authority/?{THEN}&format=json").content)["rows"]
    assert [row["taken"] for row in rows] == [48, 15]


def test_an_empty_register_says_so(client, db):
    page = html(client.get("/authority/"))
    assert "Nothing waited for the Authority" in page
    assert "None decided yet" in page


def test_who_acts_for_the_authority_has_the_forms(authority):
    page = html(authority.get(f"/authority/?{THEN}"))
    for step in ("authority_approves", "authority_rejects", "send_back", "direct_date"):
        assert f'href="/proposals/MP303/steps/{step}/"' in page, step
    assert "Sent back by the Authority" in html(authority.get(f"/authority/MP303/?{THEN}"))
    assert authority.get("/proposals/MP303/steps/send_back/").status_code == 200


def test_the_pack_is_one_file_with_the_hash_of_each(loaded, client):
    content = fetched(client)
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        assert read.testzip() is None
        names = read.namelist()
        assert names == [
            "report/mp303-draft.pdf",
            "report/mp303-draft.json",
            "documents/01-legal-text-legal-text-etcpasswd.txt",
            "timetable.csv",
            "decisions.csv",
            "consultations.csv",
            "manifest.json",
            "index.html",
        ]
        manifest = json.loads(read.read("manifest.json"))
        for one in manifest["files"]:
            assert hashlib.sha256(read.read(one["name"])).hexdigest() == one["sha256"], one["name"]
        index = read.read("index.html").decode()
        assert all(name in index for name in names[:-1])
        assert read.read(names[2]) == example.TEXT
        assert read.read(names[0]).startswith(b"%PDF")
        rows = list(csv.DictReader(io.StringIO(read.read("decisions.csv").decode("utf-8-sig"))))
        assert [(row["When"], row["Outcome"]) for row in rows] == [
            ("2021-02-23", "Recommended to the Authority for approval")
        ]


def test_of_one_record_and_day_it_is_the_same_bytes(loaded, client):
    first = fetched(client)
    assert fetched(client) == first
    do("set_summary", _from="2021-03-01", proposal="MP303", summary="It is shorter.")
    assert fetched(client) != first


def test_nothing_that_is_closed_to_the_viewer_is_in_it(loaded, client):
    def holds(content):
        with zipfile.ZipFile(io.BytesIO(content)) as read:
            return example.RED in {read.read(name) for name in read.namelist()}, read.read("index.html").decode()

    held, index = holds(fetched(client))
    assert not held
    assert "Confidential" not in index
    assert "Confidential" not in html(client.get(f"/authority/MP303/?{THEN}"))
    do("register_person", key="clerk", name="Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    held, index = holds(fetched(client))
    assert held
    assert "Confidential responses" in index


@pytest.mark.parametrize("address", ["/authority/MP999/", "/authority/MP999/pack.zip", "/authority/..%2f..%2fetc/"])
def test_a_proposal_that_does_not_exist_is_refused(loaded, client, address):
    assert client.get(address).status_code == 404


def test_a_lost_file_is_said_before_anything_is_sent(loaded, client):
    storages["vault"].delete(f"{sha256(example.TEXT)[:2]}/{sha256(example.TEXT)}")
    response = client.get(f"/authority/MP303/pack.zip?{THEN}")
    assert response.status_code == 503
    assert "lost or damaged" in response.content.decode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_an_issued_report_is_packed_as_it_was_issued(loaded, client):
    do("register_person", key="clerk", name="Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    seal_pending(clock.now())
    do("issue_paper", _by="person:clerk", kind="modification-report", period="2021-03", reference="MP303_R1",
       as_at="2021-03-05", known_at=clock.now(), values={"proposal": "MP303"})  # fmt: skip
    address = "/authority/MP303/pack.zip"
    with zipfile.ZipFile(io.BytesIO(fetched(client, address))) as read:
        pdf = read.read("report/mp303_r1-v1.pdf")
    assert pdf == client.get("/papers/issued/MP303_R1/1/paper.pdf").content


@pytest.mark.inventory("G09")
def test_a_window_of_ten_working_days_opens_and_a_referral_in_it_is_tracked(loaded, client):
    # Printed in PMP:5325-5331.
    registered("MP306", "A way of its own", "2020-01-07", profile="2018", status="change_board", path="self_governance")
    do("take_step", _from="2021-06-23", proposal="MP306", step="approve_self_governance", reason="Objective (a).")
    for address in ("/decisions/", "/authority/"):
        page = html(client.get(f"{address}?as_at=2021-06-24"))
        here = page[page.index('<h2 id="windows">') :]
        for said in ("MP306", "7 July 2021", "open", "not referred"):
            assert said in here[: here.index("</table>")], said
        assert "No decision could be referred" in html(client.get(f"{address}?as_at=2021-07-08"))
    do("take_step", _from="2021-07-01", proposal="MP306", step="refer", reason="A party objects.")
    for address in ("/decisions/", "/authority/"):
        page = html(client.get(f"{address}?as_at=2021-07-08"))
        here = page[page.index('<h2 id="windows">') :]
        assert "1 July 2021" in here[: here.index("</table>")]


def test_the_archive_of_a_vote_is_in_the_pack_and_counts_again(db, client, monkeypatch):
    board(path="authority_determined")
    key = counted(monkeypatch, large_1="in_favour", small_1="in_favour")
    do("publish_vote", "person:clerk", vote=key)
    with zipfile.ZipFile(io.BytesIO(fetched(client, "/authority/MP303/pack.zip"))) as read:
        (name,) = [one for one in read.namelist() if one.startswith("votes/")]
        assert recount(read_archive(read.read(name).decode(), name)).differences == ()
