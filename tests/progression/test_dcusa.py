"""Another code by data alone: Change Proposals of the DCUSA from raised to decided, by the vote of the Parties."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.kernel.publishing import installed_packs
from codeclerk.people import vocabulary as people
from codeclerk.process import vocabulary
from codeclerk.progression.queries import steps_of
from codeclerk.register import queries as register
from tests.progression.support import state, take
from tests.register.support import do, lens, organisation, refused
from tests.support.codes import running

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dcusa(monkeypatch):
    yield from running(installed_packs()["dcusa"], monkeypatch)


def raised(title: str, day: str = "2021-01-04") -> str:
    return str(do("raise_proposal", _from=day, title=title, proposer_organisation="dno-1")["number"])


def to_vote(number: str, path: str) -> None:
    """From the initial assessment to the vote, which is issued on 3 March 2021."""
    take(number, "to_working_group", "2021-01-20", shown=("matter_settled",), path=path)
    take(number, "meet", "2021-01-27")
    do("issue_consultation", _from="2021-02-01", proposal=number, kind="consultation", closes="2021-02-19")
    take(number, "agree_report", "2021-02-24", shown=("report_complete",))
    take(number, "issue_for_vote", "2021-03-03", shown=("report_complete",))


def test_a_proposal_goes_from_raised_to_decided_by_the_parties_and_into_the_code(client):
    organisation("dno-1", "Northern Wires", category="dno")
    assert [raised("Titles of tables"), raised("Another matter")] == ["DCP001", "DCP002"]
    assert state("0001", "2021-01-04").status_name == "Initial Assessment"
    to_vote("DCP001", "Part 2 Matter")
    assert state("0001", "2021-03-03").status_name == "Party vote"
    (vote,) = state("0001", "2021-03-03").running
    assert (vote.name, vote.due.isoformat()) == ("Time for voting", "2021-03-24")

    early = refused(
        "take_step", _from="2021-03-24", proposal="DCP001", step="accept", shown=("counted: Change Declaration",)
    )
    assert early.code == "progression.unmet"
    assert "The outcome is declared once the time for voting is over. The last day is 24 March 2021" in early.problem
    uncounted = refused("take_step", _from="2021-03-25", proposal="DCP001", step="accept")
    assert uncounted.code == "progression.not_shown"
    assert "“Counted by category”" in uncounted.problem
    assert "Count the votes of each category, and name the Change Declaration." in uncounted.remedy
    other = refused("take_step", _from="2021-03-25", proposal="DCP001", step="recommend_acceptance")
    assert "it is for Part 1 Matter, and its path is Part 2 Matter" in other.problem

    take("DCP001", "accept", "2021-03-25", shown=("counted",), objectives=("General Objective Four",))
    assert state("0001", "2021-03-25").status_name == "Awaiting Implementation"
    (appeal,) = state("0001", "2021-03-25").running
    assert (appeal.name, appeal.due.isoformat()) == ("Time for an appeal", "2021-04-12")
    take("DCP001", "implement", "2021-06-24")
    (line,) = (one for one in register.proposals(lens("2021-06-24")) if one.number == "DCP001")
    assert (line.stage, line.status) == ("closed", "implemented")
    assert [one.step for one in steps_of(lens("2021-06-24"), "0001")][-2:] == ["accept", "implement"]

    pages_say_it_in_this_code_s_words(client)


def pages_say_it_in_this_code_s_words(client):
    for address, said in {
        "/proposals/DCP001/": "Approved",
        "/proposals/DCP002/": "To a Working Group",
        "/process/": "Vote on a Part 2 Matter",
        "/process/2006/": "Accepted by the Parties",
        "/process/2006/voting/": "The votes are counted by party category",
        "/process/2006/steps/recommend_acceptance/": "Part 1 Matter",
        "/": "Distribution Connection and Use of System Agreement",
        "/proposals/": "DCP002",
        "/decisions/": "DCUSA Parties",
        "/consultations/": "Consultation",
        "/releases/": "Release",
        "/meetings/": "Meetings",
    }.items():
        page = client.get(address, follow=True)
        text = re.sub(r"\s+", " ", page.content.decode())
        assert page.status_code == 200, address
        assert said in text, address
        for word in (r"\bSEC\b", r"\bDCC\b", "Change Board", "SECAS", "Draft Proposal", "Modification"):
            assert not re.search(word, text), f"{address} says {re.search(f'.{{60}}{word}.{{40}}', text)}"


@pytest.mark.parametrize(
    ("vote", "decision", "status"),
    [
        ("recommend_acceptance", "authority_approves", "pending_implementation"),
        ("recommend_rejection", "authority_rejects", "rejected"),
        ("recommend_acceptance", "send_back", "change_report"),
    ],
)
def test_on_a_part_1_matter_the_parties_recommend_and_the_authority_decides(vote, decision, status):
    organisation("dno-1", "Northern Wires", category="dno")
    number = raised("A charging matter")
    to_vote(number, "part_1")
    take(number, vote, "2021-03-25", shown=("counted",))
    assert state("0001", "2021-03-25").status_name == "Awaiting Authority Decision"
    take(number, decision, "2021-04-20", reason="By Charging Objective Two.")
    assert state("0001", "2021-04-20").standing.status == status


def test_what_stands_in_the_way_is_told_in_the_words_of_the_code():
    organisation("dno-1", "Northern Wires", category="dno")
    number = raised("A matter")
    early = refused("take_step", _from="2021-01-05", proposal=number, step="accept")
    assert (
        early.problem == "“Accepted by the Parties” cannot be taken: DCP001 is in the status Initial Assessment, "
        "and it is taken in Party vote"
    )
    take(number, "to_working_group", "2021-01-20", shown=("matter_settled",), path="part_2")
    unasked = refused(
        "take_step", _from="2021-01-21", proposal=number, step="agree_report", shown=("report_complete: Report",)
    )
    assert "“The Parties were consulted” is not met. The Working Group's consultation is closed." in unasked.problem
    assert refused("take_step", _from="2021-01-21", proposal=number, step="hold").code == "process.unknown"
    withdrawn = take(number, "withdraw", "2021-01-22", reason="Another change does it.")
    assert withdrawn["number"] == number
    assert state("0001", "2021-01-22").steps == ()


@pytest.mark.parametrize(("kind", "id"), [("party", "party"), ("authority", "authority")])
def test_the_code_says_who_may_raise_a_change(kind, id):
    found = vocabulary.entitled("2006", "Northern Wires", kind=kind)
    assert found is not None
    assert found.id == id


def test_its_categories_vote_by_a_rule_that_is_data():
    rules = {one.id: one for one in vocabulary.rules().votes}
    assert rules["vote_part_2"].groups == ("dno", "idno_otso", "supplier", "cva_registrant", "gas_supplier", "dg")
    assert (rules["vote_part_1"].within.more_than, rules["vote_part_2"].across.all) == (50, True)
    assert people.category("IDNO/OTSO Party").key == "idno_otso"


@pytest.mark.any_database
def test_the_command_line_shows_its_process():
    text = CliRunner().invoke(main, ["process"]).stdout
    assert "Change process of the DCUSA, from 2006-10-01: 9 statuses, 24 steps" in text
    value = json.loads(CliRunner().invoke(main, ["process", "2006", "voting", "--format", "json"]).stdout)
    assert [one["id"] for one in value["steps"] if one["line"] == "main"] == [
        "accept",
        "reject",
        "recommend_acceptance",
        "recommend_rejection",
    ]
