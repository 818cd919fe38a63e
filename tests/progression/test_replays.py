"""Printed histories through `take_step`, on their printed days. What the process refuses in them is a finding, and
every finding stands with its explanation in `replays.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from codeclerk.decisions import queries as decisions
from codeclerk.ingest import example
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.process.vocabulary import process
from codeclerk.progression.queries import steps_of
from codeclerk.register import find
from codeclerk.register.models import TimetableFact
from codeclerk.register.rules.times import read_when
from tests.progression.support import state
from tests.register.support import do, lens, organisation, refused, registered

REPLAYS = yaml.safe_load(Path(__file__).with_name("replays.yaml").read_text(encoding="utf-8"))
PRINTED = ("MP092", "MP106", "MP139", "DP144")
STOOD: dict[str, dict[str, str]] = {
    "MP092": {"2020-12-04": "refinement_process", "2021-01-19": "report_phase", "2021-02-25": "implemented"},
    "MP106": {"2020-12-04": "refinement_process", "2021-03-05": "pending_implementation"},
    "MP139": {"2020-12-04": "refinement_process", "2021-01-20": "pending_implementation", "2021-01-21": "implemented"},
    "DP144": {"2020-12-04": "draft_proposal", "2021-03-05": "refinement_process"},
}
"""Where the papers have each of them on their days (PMP:19-85, CSR:105-113, CSR:451-465)."""
WORDS = {"not_shown": "part", "not_given": "what", "unmet": "condition"}
ASKED = ("day", "step", "at", "shown", "refused", "why", "then", "also", "month")


def named(refusal: Refusal) -> str:
    """A refusal in short, as `replays.yaml` has it: `not_shown problem_defined`."""
    code = refusal.code.removeprefix("progression.")
    what = refusal.facts.get(WORDS.get(code, ""), "")
    if code == "not_open":
        what = refusal.facts["status"].removeprefix("in the status ")
    return f"{code} {what}".strip()


def key_of(number: str) -> str:
    """`0092` for MP092, which goes by another number at first."""
    return number[-4:] if number.startswith("SECMP") else f"0{number[2:]}"


def send(number: str, row: dict[str, Any], **more: Any) -> None:
    shown = {**row.get("shown", {}), **more.pop("shown", {})}
    evidence = tuple({"condition": one, "where": where} for one, where in shown.items())
    given = {name: value for name, value in row.items() if name not in ASKED} | more
    do("take_step", _from=row["day"], proposal=key_of(number), step=row["step"], shown=evidence, **given)


def replay(number: str) -> None:
    """Every row of a history; fails where it is refused otherwise than its findings say."""
    for row in REPLAYS[number]:
        replay_row(number, row)


def replay_row(number: str, row: dict[str, Any]) -> None:
    if "raise" in row:
        registered(row["raise"], f"Title of {number}", row["day"], status=row.get("status", "draft_proposal"))
    if "step" in row:
        step(number, row)
    if "act" in row:
        act(number, row)
    if "also" in row:
        act(number, {"day": row["day"], **row["also"]})


def step(number: str, row: dict[str, Any]) -> None:
    findings = row.get("refused", [])
    try:
        send(number, row)
    except Refused as error:
        seen = [named(one) for one in error.refusals]
    else:
        seen = []
    assert seen == findings, (number, row["day"], row["step"])
    then = row.get("then")
    if not findings or then == "left out":
        return
    for before in then.get("before", ()):
        send(number, before)
    send(number, {**row, "day": then.get("day", row["day"])}, shown=then.get("shown", {}), **then.get("given", {}))


def act(number: str, row: dict[str, Any]) -> None:
    given = {name: value for name, value in row.items() if name not in ("day", "act", "at")}
    if "assessment" not in given:
        given["proposal"] = key_of(number)
    do(row["act"], _from=row["day"], **given)


def printed_rows(number: str) -> list[tuple[date, date]]:
    """First and last day of each row of the timetable, as the example has it from the paper."""
    text = (Path(example.__path__[0]) / "2020-12-1-register.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)["entries"]
    (own,) = (one for one in entries if one["act"] == "set_timetable" and one["data"]["proposal"] == number)
    moments = [read_when(str(one["when"])) for one in own["data"]["entries"]]
    return [(one.first, one.last) for one in moments]


def days_of(number: str) -> list[date]:
    return [row["day"] for row in REPLAYS[number] if "act" not in row]


@pytest.mark.django_db
@pytest.mark.parametrize("number", PRINTED)
def test_every_printed_row_is_a_step_on_its_printed_day(number):
    replay(number)
    rows, sent = printed_rows(number), days_of(number)
    for (first, last), day in zip(rows, sent[: len(rows)], strict=True):
        assert first <= day <= last
    left_out = {row["day"] for row in REPLAYS[number] if row.get("then") == "left out"}
    taken = {one.day for one in steps_of(lens("2021-12-31"), key_of(number))}
    assert taken | left_out | {sent[0]} == set(sent)
    kinds = {one.id: set(one.events) for one in process("2018").rules.steps if not one.renumbers}
    told = TimetableFact.objects.as_at(lens("2021-12-31")).filter(proposal__key=key_of(number), state="happened")
    seen = set(told.values_list("kind", "first"))
    for row in REPLAYS[number]:
        if kinds.get(row.get("step", "")) and row.get("then") != "left out":
            assert {(kind, row["day"]) for kind in kinds[row["step"]]} & seen, (number, row["step"])
    found = {day: state(key_of(number), day).standing.status for day in STOOD[number]}
    assert found == STOOD[number]


@pytest.mark.django_db
def test_G052_the_panel_agrees_the_conversion_the_refinement_and_the_package_of_work():
    rows = [row for row in REPLAYS["DP144"] if row["day"] <= date(2020, 12, 11)]
    for row in rows:
        replay_row("DP144", row)
    found = decisions.of_proposal(lens("2020-12-11"), "0144")
    decided = {(one.body, one.outcome) for one in found if one.when.first == date(2020, 12, 11)}
    assert decided == {("panel", "converted"), ("panel", "to_refinement"), ("panel", "work_package_agreed")}
    assert find.present_number("0144") == "MP144"


@pytest.mark.django_db
def test_G032_the_withdrawal_of_2016_can_be_adopted_to_11_November_and_is_closed_after_it():
    organisation("north", "North")
    replay("SECMP0003")
    held = state("0003", "2016-11-11")
    assert held.standing.is_held
    assert [(one.clock, one.due) for one in held.running] == [("adoption", date(2016, 11, 11))]
    assert not held.open("adopt").is_blocked
    assert state("0003", "2016-11-12").standing.status == "withdrawn"
    do("undo_step", proposal="SECMP0003", reason="To look at the other way out.")
    late = refused("take_step", _from="2016-11-12", proposal="SECMP0003", step="adopt", organisation="north")
    assert named(late) == "unmet Within the time for adoption"
    assert "The last day was 11 November 2016" in late.problem
    do("take_step", _from="2016-11-11", proposal="SECMP0003", step="adopt", organisation="north")
    assert not state("0003", "2016-11-11").standing.is_held


@pytest.mark.django_db
def test_G044_a_change_that_went_live_at_once_can_be_referred_to_3_February_and_is_backed_out():
    replay("MP139")
    live = state("0139", "2021-02-03")
    assert [(one.clock, one.due) for one in live.running] == [("referral", date(2021, 2, 3))]
    sent = {"proposal": "MP139", "step": "refer", "reason": "The dates harm our customers."}
    assert named(refused("take_step", _from="2021-02-04", **sent)) == "unmet Within the time for referral"
    overturned = {"proposal": "MP139", "step": "back_out", "reason": "The decision is overturned."}
    assert named(refused("take_step", _from="2021-02-03", **overturned)) == "unmet Referred and overturned"
    do("take_step", _from="2021-02-03", **sent)
    do("take_step", _from="2021-03-01", **overturned)
    assert state("0139", "2021-03-01").standing.status == "rejected"


# --- the statuses of November 2016 ------------------------------------------------

OPEN_2016 = {
    "refinement": ("02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "15", "16", "18", "19", "21"),
    "modification_report": ("20", "22"),
    "initial_modification_report": ("23", "24"),
}
"""The digits of the proposals in each status, beside SECMP0003 (DCUSA:182-345, DCUSA:441-471)."""
WAYS = {
    "refinement": ("to_refinement", "panel_timetable"),
    "modification_report": ("straight_to_consultation", "needs_no_refinement"),
}
NOT_PRINTED_2016 = {
    "not_given path": "No paper of 2016 prints the path of a proposal; the process sets it with this step.",
    "not_shown panel_timetable": "The Panel's first decisions are older than the paper.",
    "not_shown needs_no_refinement": "The paper says that there was no Working Group, and not why.",
}
NO_STEP_2016 = {
    "with_dcc_impact_assessment": "Refinement with DCC Impact Assessment is a part of a status, and no step leads to a "
    "part of one; it is set as a correction of the record.",
}
"""What the process cannot say of that time, with the explanation."""


@pytest.mark.django_db
def test_the_statuses_of_2016_are_reached_by_steps():
    findings: set[str] = set()
    for status, digits in OPEN_2016.items():
        for one in digits:
            number = f"SECMP00{one}"
            registered(number, f"Title {one}", "2016-09-01", status="initial_modification_report")
            if status not in WAYS:
                continue
            name, condition = WAYS[status]
            sent: dict[str, Any] = {"proposal": number, "step": name, "_from": "2016-10-17"}
            findings.add(named(refused("take_step", **sent)))
            sent["path"] = "Self-Governance"
            findings.add(named(refused("take_step", **sent)))
            do("take_step", **sent, shown=({"condition": condition, "where": "not printed"},))
    replay("SECMP0003")
    assert findings == set(NOT_PRINTED_2016)
    counts: dict[str, int] = {}
    for one in sorted({*(d for every in OPEN_2016.values() for d in every), "03"}):
        standing = state(f"00{one}", "2016-11-09").standing
        counts[standing.status] = counts.get(standing.status, 0) + 1
    assert counts == {"initial_modification_report": 2, "refinement": 17, "modification_report": 2}


def test_what_no_step_leads_to_in_2016_is_known():
    of = process("2013")
    parts = {part.id for status in of.profile.statuses for part in status.parts}
    led_to = {step.to for step in of.rules.steps}
    assert set(NO_STEP_2016) <= parts
    assert not parts & led_to


def test_every_finding_is_explained():
    for rows in REPLAYS.values():
        for row in rows:
            assert bool(row.get("refused")) == bool(row.get("why")) == bool(row.get("then")), row
