"""The pages of progression: the steps of a proposal with their forms, the desk, and the command line."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from codeclerk.people.models import Account
from tests.progression.support import state, take
from tests.register.support import do, organisation, person, registered
from tests.register.test_forms import clerk, send
from tests.support.pages import text

__all__ = ["clerk"]

pytestmark = pytest.mark.django_db


def signed_in(client, key: str, role: str, **more):
    """The client, signed in as a person with one role."""
    person(key, email=f"{key}@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person=key, role=role, **more)
    do("open_account", _by="system:install", person=key)
    client.force_login(Account.objects.get(person__key=key))
    return client


def test_the_page_says_what_can_come_next_and_what_each_step_needs(client):
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    take("DP301", "csc_initial_comment", "2021-01-26")
    page = text(client.get("/proposals/DP301/steps/"))
    assert "Conversion to a Modification Proposal not yet" in page
    assert "not met Found ready for conversion (CSR:217-219) ." in page
    assert "Take the Draft Proposal to the Change Sub-Committee for its final comment first." in page
    assert "If nobody acts: It stays a Draft Proposal" in page
    assert "First comments of the Change Sub-Committee" in page
    assert "Take this step" not in page
    assert client.get("/proposals/0301/steps/")["Location"] == "/proposals/DP301/steps/"
    assert client.get("/proposals/DP999/steps/").status_code == 404


def entries(client) -> list:
    """The deadlines of MP303 as a calendar has them."""
    return Calendar.from_ical(client.get("/proposals/MP303/deadlines.ics?as_at=2021-07-01").content).events


def test_a_deadline_that_runs_is_explained_and_can_be_moved(clerk):
    registered("MP303", "A title", "2021-01-04", status="change_board", path="authority_determined")
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")
    page = text(clerk.get("/proposals/MP303/steps/?as_at=2021-07-01"))
    assert "Time in which the Authority means to decide" in page
    assert "25 Working Days after receipt of the report on 23 Jun 2021" in page
    (before,) = entries(clerk)
    address = "/proposals/MP303/deadlines/authority_decision/"
    answer = send(clerk, address, due="31 August 2021", by="Authority", reason="More time", effective="1 July 2021")
    assert answer["Location"] == "/proposals/MP303/steps/"
    assert "Moved to 31 August 2021 by the Authority: More time" in text(
        clerk.get("/proposals/MP303/steps/?as_at=2021-07-01")
    )
    (after,) = entries(clerk)
    assert (before["uid"], before["sequence"]) == (after["uid"], after["sequence"] - 1)
    assert (before.start.isoformat(), after.start.isoformat()) == ("2021-07-28", "2021-08-31")
    do("move_deadline", _from="2021-07-01", proposal="MP303", clock="authority_decision", due=None, by="Authority",
       reason="No more time is needed.")  # fmt: skip
    (back,) = entries(clerk)
    assert (back["sequence"], back.start) == (after["sequence"] + 1, before.start)


def test_a_step_is_taken_by_its_form_and_taken_back(clerk):
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    form = text(clerk.get("/proposals/MP302/steps/to_report_phase/"))
    assert "Where it is shown: Report, costs and legal text" in form
    assert "Its path is set." in form
    answer = send(
        clerk,
        "/proposals/MP302/steps/to_report_phase/",
        path="self_governance",
        shown__report_complete="SECP_90_1203_18",
        effective="14 May 2021",
    )
    assert answer["Location"] == "/proposals/MP302/steps/"
    page = text(clerk.get("/proposals/MP302/steps/"))
    assert re.search(r"Report, costs and legal text: ?SECP_90_1203_18 ?\.", page), page
    assert state("0302", "2021-05-14").standing.path == "self_governance"
    send(clerk, "/proposals/MP302/steps/undo/", reason="The paper was of another proposal.")
    assert state("0302", "2021-05-14").standing.status == "refinement_process"


def test_what_is_in_the_way_stands_above_the_form_and_at_its_field(clerk):
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    page = clerk.get("/proposals/DP301/steps/convert/")
    assert "This step cannot be taken yet" in text(page)
    carried = re.search(r'name="carried" value="([^"]+)"', page.content.decode())[1]
    typed = {"carried": carried, "shown__work_package": "SECP_90", "effective": "12 March 2021"}
    answer = clerk.post("/proposals/DP301/steps/convert/", typed)
    assert answer.status_code == 409
    assert "“Found ready for conversion” is not met" in text(answer)
    assert "SECP_90" in answer.content.decode()
    assert clerk.get("/proposals/DP301/steps/nonsense/").status_code == 404


def test_who_may_not_take_a_step_is_not_offered_it(client):
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    chair = signed_in(client, "chair", "chair", body="csc")
    offered = set(
        re.findall(r"/proposals/DP301/steps/([a-z_]+)/", chair.get("/proposals/DP301/steps/").content.decode())
    )
    assert offered == {"csc_initial_comment", "csc_final_comment"}
    page = chair.get("/proposals/DP301/steps/withdraw/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    answer = chair.post(
        "/proposals/DP301/steps/withdraw/", {"carried": carried, "reason": "No", "effective": "1 March 2021"}
    )
    assert answer.status_code == 403


def test_two_people_act_at_once_and_the_second_is_told(clerk):
    registered("MP302", "A title", "2021-01-04", status="refinement_process")
    page = clerk.get("/proposals/MP302/steps/hold/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    take("MP302", "agree_requirements", "2021-02-01")
    answer = clerk.post(
        "/proposals/MP302/steps/hold/", {"carried": carried, "reason": "It waits.", "effective": "12 March 2021"}
    )
    assert answer.status_code == 409
    assert "This changed while you were typing" in text(answer)
    assert "Agree the business requirements" in text(answer)
    assert "It waits." in text(answer)


def test_the_lead_analyst_waits_for_what_is_not_in_the_own_hands(clerk):
    registered("DP301", "Mine to run", "2021-01-04", status="draft_proposal", lead_analyst="clerk")
    registered("DP302", "Another's", "2021-01-04", status="draft_proposal")
    waits = text(clerk.get("/desk/")).split("What you wait for")[-1]
    assert "DP301 Mine to run" in waits
    assert "Change Sub-Committee" in waits
    assert "DP302" not in waits


def test_the_desk_tells_what_waits_and_what_one_waits_for(client):
    organisation("north", "North Networks Limited")
    registered("DP301", "Mine", "2021-01-04", status="draft_proposal", proposer_organisation="north")
    registered("MP302", "Not mine", "2021-01-04", status="change_board", path="self_governance")
    contact = signed_in(client, "contact", "party_contact", organisation="north")
    page = text(contact.get("/desk/"))
    assert "No step waits for you" in page
    assert "DP301 Mine Draft Proposal" in page
    assert "Change Sub-Committee" in page
    chair = signed_in(client, "chair", "chair", body="change_board")
    page = text(chair.get("/desk/"))
    assert "You act as Change Board." in page
    assert "MP302 Not mine" in page
    assert "You wait for no step" in page
    client.logout()
    assert client.get("/desk/").status_code == 302


@pytest.mark.any_database
@pytest.mark.parametrize("size", [1, 30])
def test_the_desk_takes_as_many_queries_however_much_waits(client, size):
    for number in range(size):
        registered(f"DP{400 + number}", "A title", "2021-01-04", status="draft_proposal")
    chair = signed_in(client, "chair", "chair", body="csc")
    chair.get("/desk/")
    with CaptureQueriesContext(connection) as seen:
        chair.get("/desk/")
    assert len(seen) <= 12, [query["sql"][:200] for query in seen.captured_queries]


def test_the_command_line_tells_the_same(capsys, monkeypatch):
    from click.testing import CliRunner

    from codeclerk.progression.cli import steps

    registered("MP303", "A title", "2021-01-04", status="change_board", path="authority_determined")
    take("MP303", "recommend_approval", "2021-06-23", reason="It serves objective (a).")
    told = CliRunner().invoke(steps, ["MP303", "--as-at", "2021-07-01"])
    assert told.exit_code == 0, told.output
    assert "due 28 July 2021: Time in which the Authority means to decide." in told.output
    value = json.loads(CliRunner().invoke(steps, ["MP303", "--as-at", "2021-07-01", "--format", "json"]).output)
    assert value["deadlines"][0]["due"] == "2021-07-28"
    assert {"authority_approves", "authority_rejects", "send_back"} <= {one["step"] for one in value["open"]}
    assert value["taken"][0]["shown"] == [] or value["taken"][0]["step"] == "recommend_approval"
    assert CliRunner().invoke(steps, ["MP999"]).exit_code == 2
