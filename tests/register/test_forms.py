"""The forms of the register's acts."""

from __future__ import annotations

import re
from datetime import date

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.acts import Source
from codeclerk.kernel.errors import Refused
from codeclerk.people.models import Account
from codeclerk.register import queries
from codeclerk.register.changes import CHANGES
from tests.register import example
from tests.register.support import do, lens, person, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the register."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def send(client, address, /, **typed):
    """Fill in, look at what would happen, confirm; the last answer."""
    page = client.get(address)
    assert page.status_code == 200, page.content[:300]
    typed["carried"] = re.search(r'name="carried" value="([^"]+)"', page.content.decode())[1]
    checked = client.post(address, {**typed, "step": "check"})
    assert checked.status_code == 200, re.findall(
        r"error-message[^<]*<[^>]*>[^<]*</span>([^<]*)", checked.content.decode()
    )
    assert "Check before you confirm" in checked.content.decode()
    typed["carried"] = re.search(r'name="carried" value="([^"]+)"', checked.content.decode())[1]
    return client.post(address, {**typed, "step": "confirm"})


WHY = "The paper was read wrongly"


def test_a_correction_of_where_it_stands_says_why(clerk):
    registered("DP144", "", "2020-09-01")
    page = clerk.get("/proposals/DP144/change/set_status/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"status": "report_phase", "effective": "5 December 2020", "carried": carried}
    answer = clerk.post("/proposals/DP144/change/set_status/", typed)
    assert answer.status_code == 422
    assert "the note does not say why. Take the step on the proposal’s page" in answer.content.decode()


def test_raising_gives_the_next_number_and_leads_to_its_page(clerk):
    registered("DP155", "", "2021-02-18")
    about = {"title": "Shorter notices", "note": "Raised by letter."}
    answer = send(clerk, "/proposals/raise/", **about, effective="1 March 2021")
    assert (answer.status_code, answer["Location"]) == (303, "/proposals/DP156/")
    assert queries.proposal(lens(), "DP156").line.title == "Shorter notices"


def test_the_form_of_the_register_is_no_way_past_the_critical_friend(clerk):
    page = clerk.get("/proposals/raise/").content.decode()
    assert "Record a proposal raised elsewhere" in page
    assert "comments of the critical friend" in page
    assert '<a class="govuk-link" href="/raise/">Raise a change</a>' in page
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"title": "Shorter notices", "effective": "1 March 2021", "carried": carried}
    answer = clerk.post("/proposals/raise/", typed)
    assert answer.status_code == 422
    assert "neither a source nor a reason is given" in answer.content.decode()
    before = clerk.post("/proposals/raise/", typed | {"effective": "1 March 2017"})
    assert before.status_code == 200  # the process of 2013 had no critical friend
    offered = clerk.get("/proposals/").content.decode()
    assert '<a class="govuk-button" href="/raise/">Raise a change</a>' in offered
    assert "Record one raised elsewhere" in offered


def test_a_source_is_as_good_as_a_reason(clerk):
    sent = {"act": "raise_proposal", "data": {"title": "X"}, "actor": "person:clerk", "effective": date(2021, 3, 1)}
    with pytest.raises(Refused) as caught:
        bus.execute(**sent)
    refusal = caught.value.first
    assert (refusal.code, refusal.facts["field"]) == ("register.not_raised_here", "note")
    assert "raise_draft" in refusal.remedy
    assert bus.execute(**sent, source=Source("b" * 64, "page 3")).answer["number"] == "DP001"


def test_registering_one_with_a_number(clerk):
    answer = send(
        clerk, "/proposals/register/", number="MP077", title="DCC Service Flagging", status="report_phase",
        profile="2018", raised="Jun 2019", effective="17 June 2020",
    )  # fmt: skip
    assert answer["Location"] == "/proposals/MP077/"
    assert queries.proposal(lens(), "MP077").line.stage == "opine"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("set_status", {"status": "report_phase", "note": WHY}),
        ("convert_proposal", {"note": WHY}),
        ("split_proposal", {"parts": "A: First\nB: Second", "note": WHY}),
        ("hold_proposal", {"reason": "Waits", "until": "5 March 2099", "note": WHY}),
        ("set_path", {"path": "self_governance", "note": WHY}),
        ("set_flag", {"flag": "urgent", "on": "on", "note": WHY}),
        ("set_target_release", {"release": "June 2021"}),
        ("retitle", {"title": "Other"}),
        ("set_summary", {"summary": "Plain\nwords"}),
        ("change_proposer", {"organisation": "eua"}),
        ("assign_lead_analyst", {"person": "secas-3"}),
        (
            "set_impacts",
            {
                "documents": "DUIS\nSection H",
                "systems": ["dcc"],
                "party_categories": ["large_supplier", "small_supplier"],
            },
        ),
        ("tag_objectives", {"view": "Proposer", "letters": ["b", "a"]}),
        ("link_proposals", {"kind": "corrects", "to": "MP092"}),
        ("add_alias", {"text": "DP 144", "kind": "printed_form"}),
        ("record_change_request", {"number": "TBC"}),
        ("set_web_address", {"address": "https://example.com/x/"}),
        ("plan_event", {"kind": "ssc", "when": "March 2021"}),
        ("record_event", {"kind": "csc_initial", "when": "30 Sep 2020"}),
        ("revise_event", {"key": "change_board_vote", "when": "28 April 2021"}),
        ("drop_event", {"key": "change_board_vote"}),
    ],
)
def test_every_change_is_a_form(loaded, clerk, act, typed):
    answer = send(clerk, f"/proposals/DP144/change/{act}/", effective="5 December 2020", **typed)
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert clerk.get(answer["Location"]).status_code == 200


def test_a_change_is_taken_back_by_a_form(loaded, clerk):
    address = "/proposals/MP092/change/withdraw_change/"
    answer = send(clerk, address, fact="path", reason="Another one", effective="4 December 2020")
    assert answer.status_code == 303
    assert queries.proposal(lens(), "MP092").line.path == ""


def test_the_hold_ends_and_a_link_ends_by_a_form(loaded, clerk):
    do("hold_proposal", _from="2021-03-01", proposal="SECMP0007", reason="Waits")
    address = "/proposals/SECMP0007/change/resume_proposal/"
    assert send(clerk, address, effective="2 March 2021", note=WHY).status_code == 303
    address = "/proposals/MP106/change/unlink_proposals/"
    assert send(clerk, address, kind="depends_on", to="MP081", effective="5 March 2021").status_code == 303
    assert queries.proposal(lens(), "MP106").links == ()


def test_a_wrong_word_stays_in_its_field_with_the_remedy(loaded, clerk):
    address = "/proposals/MP092/change/set_impacts/"
    page = clerk.get(address).content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    answer = clerk.post(address, {"documents": "DUISS", "effective": "5 December 2020", "carried": carried})
    assert answer.status_code == 422
    assert "Did you mean" in answer.content.decode()
    assert "DUISS" in answer.content.decode()


def test_the_page_offers_every_change_that_can_be_made(loaded, clerk):
    page = clerk.get("/proposals/DP144/").content.decode()
    offered = set(re.findall(r"/proposals/DP144/change/([a-z_]+)/", page))
    assert offered == set(CHANGES) - {"resume_proposal", "unlink_proposals", "detach_document"}
    assert clerk.get("/proposals/DP144/change/nothing/").status_code == 404


def test_the_public_is_sent_to_sign_in(client):
    registered("MP092")
    answer = client.get("/proposals/MP092/change/retitle/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")
    assert client.get("/proposals/raise/").status_code == 302
