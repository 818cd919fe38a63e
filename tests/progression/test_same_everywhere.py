"""Twenty fixed histories: page, API, feed, calendar, paper and command line tell the same last days.

The API tells them twice: where a step is previewed that starts a clock, and among what can happen to a proposal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pytest
from click.testing import CliRunner
from icalendar import Calendar
from lxml import etree

from codeclerk.cli import main
from codeclerk.kernel import clock
from codeclerk.kernel.calendar import Month, format_date, parse_date
from codeclerk.papers import registry
from codeclerk.papers.model import Paper
from codeclerk.papers.modification_report.record import KIND
from codeclerk.papers.rendering import FORMATS
from tests.api.support import send, someone, token_of
from tests.papers.modification_report.test_report import report
from tests.register.support import do, registered

pytestmark = pytest.mark.django_db


def cli(*arguments: str) -> Any:
    """What the command line answers, as JSON."""
    done = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def report_of(number: str, day: date) -> Paper:
    """The report on a proposal as at a day, as known now."""
    kind, params = registry.find(KIND), registry.Params(Month(day.year, day.month), values={"proposal": number})
    lens = registry.lens_for(kind, registry.audience(kind.classification), params, day, clock.now())
    return registry.build(kind, lens, params, site="https://codeclerk.example")


def table_under(client: Any, address: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading of a page."""
    tree = etree.HTML(client.get(address, follow=True).content)
    rows = tree.xpath(f"//h2[@id='{heading}']/following::table[1]/tbody/tr")
    return [[" ".join(cell.xpath("string(.)").split()) for cell in row.xpath("th|td")] for row in rows]


# --- deadlines of the process -----------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A step that starts a clock from a status, and the last day that it gives; counted by hand."""

    name: str
    status: str
    step: str
    day: str
    clock: str
    due: str
    path: str = ""
    number: str = "MP301"
    moved: str = ""
    """The day to which somebody moves it on the day after."""


WITHDRAWN, APPROVED, RECOMMENDED = "withdraw", "approve_self_governance", "recommend_approval"
SELF, AUTHORITY, AIM = "self_governance", "authority_determined", "authority_decision"
CASES = (
    Case("2016", "refinement", WITHDRAWN, "2016-10-28", "adoption", "2016-11-11", number="SECMP0301"),
    Case("the clocks go forward", "refinement_process", WITHDRAWN, "2023-03-20", "adoption", "2023-04-03"),
    Case("the clocks go back", "refinement_process", WITHDRAWN, "2023-10-23", "adoption", "2023-11-06"),
    Case("on the night of the change", "refinement_process", WITHDRAWN, "2023-10-29", "adoption", "2023-11-10"),
    Case("over Easter", "report_phase", WITHDRAWN, "2021-03-29", "adoption", "2021-04-14"),
    Case("the Queen's funeral", "refinement_process", WITHDRAWN, "2022-09-08", "adoption", "2022-09-23"),
    Case("over Christmas", "change_board", APPROVED, "2020-12-16", "referral", "2021-01-04", SELF),
    Case("MP139", "change_board", APPROVED, "2021-01-20", "referral", "2021-02-03", SELF),
    Case("the Authority's aim", "change_board", RECOMMENDED, "2021-02-23", AIM, "2021-03-30", AUTHORITY),
    Case("its aim over Easter", "change_board", RECOMMENDED, "2021-03-17", AIM, "2021-04-23", AUTHORITY),
    Case("its aim, moved", "change_board", RECOMMENDED, "2021-02-24", AIM, "2021-04-09", AUTHORITY, moved="2021-04-09"),
    Case("an adoption, moved", "draft_proposal", WITHDRAWN, "2021-05-04", "adoption", "2021-06-01", moved="2021-06-01"),
)


@pytest.mark.any_database
@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
def test_no_deadline_of_the_process_differs(client, case):
    registered(case.number, "A title", "2016-01-04", status=case.status, **({"path": case.path} if case.path else {}))
    token = token_of(someone("secretariat"))
    sent = {"proposal": case.number, "step": case.step, "reason": "It is what the papers say."}
    answer = send("take_step/preview/", {"data": sent, "effective": case.day}, token).json()
    announced = {one["rule"]: one["due"] for one in answer["deadlines"]}
    do("take_step", _from=case.day, **sent)
    day = parse_date(case.day)
    if case.moved:
        day = date.fromordinal(day.toordinal() + 1)
        to = {"proposal": case.number, "clock": case.clock, "due": case.moved}
        do("move_deadline", _from=day, **to, by="Authority", reason="It needs more time.")
    told = cli("steps", case.number, "--as-at", day.isoformat())["deadlines"]
    assert {one["clock"]: one["due"] for one in told} == {case.clock: case.due}
    assert announced == {f"process.{case.clock}": told[0]["counted"]}
    address = f"/proposals/{case.number}/steps/?as_at={day}"
    (row,) = table_under(client, address, "deadlines")
    assert parse_date(row[1]) == parse_date(case.due)
    assert row[3] == told[0]["explanation"]
    told_by_api = unwrapped(client.get(f"/api/v1/proposals/{case.number}/steps?as_at={day}").json())["deadlines"]
    assert [(one["clock"], one["due"], one["explanation"]) for one in told_by_api] == [
        (case.clock, case.due, told[0]["explanation"])
    ]
    entries = etree.fromstring(client.get(f"/proposals/{case.number}/deadlines.atom?as_at={day}", follow=True).content)
    assert [one.text for one in entries.iter("{*}summary")] == [told[0]["explanation"]]
    (event,) = Calendar.from_ical(client.get(f"/proposals/{case.number}/deadlines.ics?as_at={day}").content).events
    assert (event.start.isoformat(), str(event["description"])) == (case.due, told[0]["explanation"])
    assert int(event["sequence"]) == bool(case.moved)
    paper = report_of(case.number, day)
    assert [(one["due"], one["explanation"]) for one in paper.data.value["deadlines"]] == [
        (case.due, told[0]["explanation"])
    ]
    assert escape(told[0]["explanation"]) in FORMATS["html"].write(paper).decode()
    if case.clock != "referral":  # the panel asks for no decisions, from which that one runs
        page = etree.HTML(client.get(f"/proposals/{case.number}/?as_at={day}", follow=True).content)
        assert told[0]["explanation"] in " ".join(page.xpath("string(//main)").split())


def test_what_was_known_before_a_bank_holiday_was_announced_stays_as_it_was(client):
    registered("MP301", "A title", "2022-01-04", _known="2022-01-05", status="refinement_process")
    do("take_step", _from="2022-09-08", _known="2022-09-08", proposal="MP301", step="withdraw", reason="It costs much.")
    for known, due in (("2022-09-09", "2022-09-22"), ("2022-09-10", "2022-09-23"), ("2022-12-01", "2022-09-23")):
        (told,) = cli("steps", "MP301", "--as-at", "2022-09-09", "--known-at", known)["deadlines"]
        assert told["due"] == due, known
        (row,) = table_under(client, f"/proposals/MP301/steps/?as_at=2022-09-09&known_at={known}", "deadlines")
        assert parse_date(row[1]) == parse_date(due), known


def test_a_deadline_that_was_moved_stays_moved_when_a_bank_holiday_is_announced(client):
    registered("MP301", "A title", "2022-01-04", _known="2022-01-05", status="refinement_process")
    do("take_step", _from="2022-09-08", _known="2022-09-08", proposal="MP301", step="withdraw", reason="It costs much.")
    to = {"proposal": "MP301", "clock": "adoption", "due": "2022-09-30", "by": "Panel", "reason": "Many are away."}
    do("move_deadline", _from="2022-09-09", _known="2022-09-09", **to)
    for known, counted in (("2022-09-09", "2022-09-22"), ("2022-09-12", "2022-09-23")):
        (told,) = cli("steps", "MP301", "--as-at", "2022-09-12", "--known-at", known)["deadlines"]
        assert (told["due"], told["counted"]) == ("2022-09-30", counted), known


def test_a_hold_of_the_panel_starts_no_time_for_an_adoption(client):
    registered("MP301", "A title", "2021-01-04", status="refinement_process")
    do("take_step", _from="2021-03-12", proposal="MP301", step="hold", reason="It waits.", until="2021-06-30")
    assert cli("steps", "MP301", "--as-at", "2021-03-12")["deadlines"] == []
    assert table_under(client, "/proposals/MP301/steps/?as_at=2021-03-12", "deadlines") == []


# --- assessments and consultations ------------------------------------------------

ASSESSED = (
    ("PA", "2021-01-27", "2021-02-04", "2021-02-26", "2021-02-25"),
    ("IA", "2020-11-27", "2020-12-01", "2021-01-04", "2021-01-29"),
    ("PA", "2023-10-18", "2023-10-20", "2023-10-31", "2023-11-10"),
    ("PA", "2022-09-01", "2022-09-05", "2022-09-09", "2022-09-26"),
    ("PA", "2022-09-01", "2022-09-05", "2022-09-10", "2022-09-27"),
)
"""Type, requested, accepted, the day that is looked at as known then, due: MP140 and MP107, the end of summer time, the
bank holiday of 19 September 2022 before and after it was announced."""


@pytest.mark.any_database
@pytest.mark.parametrize(("kind", "asked", "accepted", "look", "due"), ASSESSED)
def test_no_due_day_of_an_assessment_differs(client, kind, asked, accepted, look, due):
    registered("MP301", "A title", "2020-01-06", _known="2020-01-06", status="refinement_process")
    key = do("request_assessment", _from=asked, _known=asked, proposal="MP301", kind=kind)["assessment"]
    do("accept_assessment", _from=accepted, _known=accepted, assessment=key)
    lens = f"as_at={look}&known_at={look}"
    told = {
        "command line": cli("assessment", "show", key, "--as-at", look, "--known-at", look)["due"]["due"],
        "API": unwrapped(client.get(f"/api/v1/assessments/{key}?{lens}").json())["due"]["due"],
        "paper": report("MP301", look).data.value["assessments"][0]["due"],
    }
    assert told == dict.fromkeys(told, due)
    page = etree.HTML(client.get(f"/assessments/{key}/?{lens}", follow=True).content)
    assert format_date(parse_date(due)) in " ".join(page.xpath("string(//main)").split())


CONSULTED = (
    ("report", "report_phase", "2021-05-17", "2021-06-07", ""),
    ("refinement", "refinement_process", "2023-03-20", "2023-04-11", ""),
    ("refinement", "refinement_process", "2023-10-16", "2023-10-30", "2023-11-03"),
)
"""Kind, status, issued, closes, and the day to which it is moved; over Easter, and over the end of summer time."""


@pytest.mark.parametrize(("kind", "status", "issued", "closes", "moved"), CONSULTED)
def test_no_closing_day_of_a_consultation_differs(client, kind, status, issued, closes, moved):
    known = {"_from": issued, "_known": issued}
    registered("MP301", "A title", "2020-01-06", _known="2020-01-06", status=status)
    key = do("issue_consultation", **known, proposal="MP301", kind=kind, closes=closes)["consultation"]
    if moved:
        do("move_close", **known, consultation=key, closes=moved, reason="Too few have answered.")
    last = moved or closes
    (listed,) = cli("consultation", "list", "--as-at", issued)
    told = {
        "command line": listed["closes"],
        "API": unwrapped(client.get(f"/api/v1/consultations/{key}?as_at={issued}").json())["closes"],
        "paper": report("MP301", issued).data.value["consultations"][0]["closes"],
    }
    assert told == dict.fromkeys(told, last)
    page = etree.HTML(client.get(f"/consultations/{key}/?as_at={issued}", follow=True).content)
    assert format_date(parse_date(last)) in " ".join(page.xpath("string(//main)").split())


def unwrapped(answer: dict[str, Any]) -> Any:
    return answer.get("item", answer)
