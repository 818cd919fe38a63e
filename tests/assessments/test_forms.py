"""The forms of the acts on assessments."""

from __future__ import annotations

import re
from datetime import date

import pytest

from codeclerk.assessments import queries
from codeclerk.assessments.forms import CHANGES
from codeclerk.assessments.rules import Standing
from codeclerk.people.models import Account
from tests.assessments.support import asked, assessor, clerk, do, lens, registered
from tests.register.test_forms import send
from tests.support.pages import html

pytestmark = pytest.mark.django_db


def offered(page: str) -> set[str]:
    return set(re.findall(r'href="/assessments/0140-PA-1/([a-z-]+)/"', page))


@pytest.fixture
def as_clerk(client):
    """The client, signed in as somebody who manages assessments and may assess."""
    clerk("clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


@pytest.fixture
def as_assessor(client):
    """The client, signed in as somebody who assesses for the DCC."""
    assessor("assessor")
    client.force_login(Account.objects.get(person__key="assessor"))
    return client


def test_the_dcc_accepts_and_the_form_shows_the_deadline_first(as_assessor, mp140: str) -> None:
    page = html(as_assessor.get(f"/assessments/{mp140}/"))
    assert offered(page) == {"query", "accept", "expect", "return"}
    form = as_assessor.get(f"/assessments/{mp140}/accept/")
    carried = re.search(r'name="carried" value="([^"]+)"', form.content.decode())
    assert carried
    sent = {"carried": carried[1], "note": "", "effective": "4 February 2021", "step": "check"}
    check = html(as_assessor.post(f"/assessments/{mp140}/accept/", sent))
    starts = check[check.index("Which deadlines start") :]
    assert "due 25 Feb 2021" in starts
    carried = re.search(r'name="carried" value="([^"]+)"', check)
    assert carried
    done = as_assessor.post(f"/assessments/{mp140}/accept/", sent | {"carried": carried[1], "step": "confirm"})
    assert done.status_code == 303
    assert "25 February 2021" in html(as_assessor.get(done.headers["Location"]))


@pytest.mark.parametrize(
    ("change", "typed", "expected"),
    [
        ("query", {"effective": "28 January 2021", "note": "What is meant?"}, {"queried": (date(2021, 1, 28),)}),
        ("answer", {"effective": "28 January 2021"}, {"answered": (date(2021, 1, 27), date(2021, 1, 28))}),
        ("expect", {"effective": "28 January 2021", "expected": "15 March 2021"}, {"expected": (date(2021, 3, 15),)}),
        ("return", {"effective": "1 March 2021"}, {"returned": date(2021, 3, 1)}),
        (
            "not-required",
            {"effective": "1 March 2021", "reason": "The solution changed."},
            {"not_required": date(2021, 3, 1), "reason": "The solution changed."},
        ),
        ("withdraw", {"which": "requested", "reason": "It was another one."}, {"requested": None}),
    ],
)
def test_every_change_of_a_request_is_a_form(as_clerk, mp140: str, change: str, typed, expected) -> None:
    do("answer_assessment_query", _from="2021-01-27", assessment=mp140, note="New requirements.")
    assert change in offered(html(as_clerk.get(f"/assessments/{mp140}/")))
    answer = send(as_clerk, f"/assessments/{mp140}/{change}/", **typed)
    assert (answer.status_code, answer["Location"]) == (303, f"/assessments/{mp140}/")
    one = queries.assessment(lens(), mp140)
    assert {name: getattr(one, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("change", "typed", "expected"),
    [
        (
            "expect",
            {"effective": "8 February 2021", "expected": "24 February 2021"},
            {"expected": (date(2021, 2, 24),)},
        ),
        ("interim", {"effective": "8 February 2021"}, {"interim": (date(2021, 2, 8),)}),
        ("return", {"effective": "1 March 2021"}, {"returned": date(2021, 3, 1)}),
        ("withdraw", {"which": "accepted", "reason": "It was another one."}, {"accepted": None}),
    ],
)
def test_every_change_of_an_open_one_is_a_form(as_clerk, mp140: str, change: str, typed, expected) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    page = html(as_clerk.get(f"/assessments/{mp140}/"))
    assert offered(page) == {"answer", "expect", "interim", "return", "not-required", "withdraw"}
    answer = send(as_clerk, f"/assessments/{mp140}/{change}/", **typed)
    assert answer.status_code == 303
    one = queries.assessment(lens(), mp140)
    assert {name: getattr(one, name) for name in expected} == expected


def test_the_forms_of_this_folder_are_all_tried() -> None:
    assert set(CHANGES) == {
        "cost", "query", "answer", "accept", "expect", "interim", "return", "not-required", "withdraw",
    }  # fmt: skip


def test_a_late_expected_date_without_a_reason_is_refused_at_its_field(as_assessor, mp140: str) -> None:
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    address = f"/assessments/{mp140}/expect/"
    form = as_assessor.get(address).content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', form)
    assert carried
    sent = {"carried": carried[1], "effective": "20 February 2021", "expected": "15 March 2021", "step": "check"}
    refused = as_assessor.post(address, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'href="#id_note"' in page
    assert "is due on 25 February 2021, and 15 March 2021 is later. Say in the note why." in page
    assert "15 March 2021" in page


@pytest.mark.inventory("D19")
def test_an_approved_cost_is_recorded_before_the_request_which_goes_on_with_it(as_clerk) -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01", status="refinement_process")
    do("record_event", _from="2020-06-01", proposal="MP106", kind="business_requirements", when="2020-06-01")
    form = html(as_clerk.get("/assessments/cost-approved/"))
    assert "Impact Assessment" in form
    assert "Preliminary Assessment" not in form
    done = send(as_clerk, "/assessments/cost-approved/", proposal="MP106", kind="IA", effective="22 July 2020")
    assert done["Location"] == "/assessments/0106-IA-1/"
    page = html(as_clerk.get("/assessments/0106-IA-1/?as_at=2020-07-31"))
    assert "not requested" in page
    asked_for = send(as_clerk, "/assessments/request/", proposal="MP106", kind="IA", effective="3 August 2020")
    assert asked_for["Location"] == "/assessments/0106-IA-1/"
    assert queries.assessment(lens(), "0106-IA-1").standing(date(2020, 8, 3)) is Standing.REQUESTED


@pytest.mark.inventory("D19")
def test_the_cost_of_a_request_is_approved_afterwards_and_the_preview_warns(as_clerk) -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    key = asked("MP106", "IA", "2020-07-20")
    assert "/assessments/0106-IA-1/cost/" in html(as_clerk.get(f"/assessments/{key}/"))
    done = send(as_clerk, f"/assessments/{key}/cost/", effective="22 July 2020")
    assert done.status_code == 303
    assert queries.assessment(lens(), key).cost_approved == date(2020, 7, 22)
    assert "/assessments/0106-IA-1/cost/" not in html(as_clerk.get(f"/assessments/{key}/"))


@pytest.mark.inventory("I07")
def test_an_approved_fee_is_tracked_until_it_is_used_or_not(as_clerk) -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01", status="refinement_process")
    do("approve_assessment_cost", _from="2020-07-22", proposal="MP106", kind="IA")
    one = queries.assessment(lens("2020-07-31"), "0106-IA-1")
    assert (one.cost_approved, one.requested) == (date(2020, 7, 22), None)
    assert one.standing(date(2020, 7, 31)) is Standing.NOT_REQUESTED
    assert "not requested" in html(as_clerk.get("/assessments/?as_at=2020-07-31"))
    typed = {"effective": "3 August 2020", "reason": "The solution changed; the fee is not used."}
    send(as_clerk, "/assessments/0106-IA-1/not-required/", **typed)
    page = html(as_clerk.get("/assessments/0106-IA-1/"))
    assert "The solution changed; the fee is not used." in page
    assert "22 July 2020" in page
    assert queries.assessment(lens(), "0106-IA-1").standing(date(2020, 8, 4)) is Standing.NOT_REQUIRED


@pytest.mark.inventory("D20")
def test_one_that_was_never_asked_for_is_found_not_required(as_clerk) -> None:
    registered("MP092", "New Planned Maintenance methodology")
    typed = {"proposal": "MP092", "kind": "IA", "effective": "6 November 2020", "reason": "No cost to the industry."}
    done = send(as_clerk, "/assessments/not-required/", **typed)
    assert done["Location"] == "/assessments/0092-IA-1/"
    assert "No cost to the industry." in html(as_clerk.get("/assessments/0092-IA-1/"))


def test_an_unknown_proposal_is_refused_at_its_field(as_clerk) -> None:
    registered("MP092", "New Planned Maintenance methodology")
    form = as_clerk.get("/assessments/request/?proposal=M092&kind=PA").content.decode()
    assert 'value="M092"' in form
    carried = re.search(r'name="carried" value="([^"]+)"', form)
    assert carried
    sent = {"carried": carried[1], "proposal": "M092", "kind": "PA", "effective": "1 March 2021", "step": "check"}
    refused = as_clerk.post("/assessments/request/", sent)
    assert refused.status_code == 422
    assert "Did you mean MP092?" in refused.content.decode()


def test_a_change_made_meanwhile_is_shown_first(as_clerk, mp140: str) -> None:
    address = f"/assessments/{mp140}/query/"
    form = as_clerk.get(address).content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', form)
    assert carried
    do("accept_assessment", _from="2021-02-04", assessment=mp140)
    sent = {"carried": carried[1], "effective": "28 January 2021", "step": "check"}
    stale = as_clerk.post(address, sent)
    assert stale.status_code == 409
    assert "0140-PA-1: accepted on 4 February 2021." in stale.content.decode()


def test_a_stranger_is_offered_nothing_and_refused(client, mp140: str) -> None:
    page = html(client.get(f"/assessments/{mp140}/"))
    assert offered(page) == set()
    assert "/assessments/request/" not in html(client.get("/assessments/"))
    for address in ("accept", "withdraw"):
        assert client.get(f"/assessments/{mp140}/{address}/").status_code == 302
    for address in ("request", "cost-approved", "not-required"):
        assert client.get(f"/assessments/{address}/").status_code == 302
    assert client.get(f"/assessments/{mp140}/nonsense/").status_code == 404


def test_the_assessor_may_not_manage(as_assessor, mp140: str) -> None:
    for address in (f"{mp140}/withdraw", f"{mp140}/answer", "request", "cost-approved", "not-required"):
        assert as_assessor.get(f"/assessments/{address}/").status_code == 403, address
