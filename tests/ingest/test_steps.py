"""From entries to commands: what cannot be one is refused with its line, and ids do not depend on the place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from codeclerk.ingest.files import read_folder
from codeclerk.ingest.steps import steps_of
from tests.ingest.support import PAPERS, folder, only

PATH = "{proposal: MP092, path: Self-Governance}"


def steps(made):
    return steps_of(read_folder(made))


def entry(act="set_path", at="12-13", data=PATH) -> str:
    return f"entries:\n  - act: {act}\n    at: {at}\n    data: {data}\n"


def test_a_step_says_everything_that_the_bus_needs(tmp_path):
    paper, step = steps(folder(tmp_path, one=entry()))
    assert (paper.act, paper.data["lines"], paper.data["classification"]) == ("register_document", 100, "White")
    assert paper.source.document == paper.data["sha256"]
    assert (step.act, step.effective) == ("set_path", date(2021, 3, 5))
    assert step.known_from == datetime(2021, 3, 5, tzinfo=UTC)
    assert (step.source.document, step.source.locator) == ("1" * 64, "SMALL:12-13")


def test_what_came_with_an_earlier_version_was_known_from_its_day(tmp_path):
    text = entry() + '    version: "1.0"\n'
    _, step = steps(folder(tmp_path, one=text))
    assert (step.effective, step.known_from.date()) == (date(2021, 1, 29), date(2021, 1, 29))


def test_a_paper_of_summer_is_known_from_the_start_of_its_london_day(tmp_path):
    _, step = steps(folder(tmp_path, PAPERS.replace("2021-03-05", "2021-07-01"), one=entry()))
    assert step.known_from == datetime(2021, 6, 30, 23, tzinfo=UTC)


def test_acts_that_ask_how_sure_are_told_what_the_file_says(tmp_path):
    more = "  - {act: set_path, at: 1, data: {proposal: MP092, sure: inferred}}\n"
    more += "  - {act: add_organisation, at: 1, data: {key: dcc, name: DCC, kind: other}}\n"
    _, plain, told, silent = steps(folder(tmp_path, one="sure: printed\n" + entry() + more))
    assert (plain.data["sure"], told.data["sure"]) == ("printed", "inferred")
    assert "sure" not in silent.data


def test_claims_of_a_file_are_one_command_after_its_entries(tmp_path):
    claims = "claims:\n  - {at: 12, of: proposal:MP092, says: list.count, about: 2021-03, which: x, value: 007}\n"
    claims = claims.replace("007", "7") + "  - {at: 13, of: proposal:MP092, says: impact, value: 'true'}\n"
    _, path, batch = steps(folder(tmp_path, one=entry() + claims))
    assert (path.act, batch.act) == ("set_path", "record_claims")
    first, second = batch.data["claims"]
    assert first == {
        "subject": "proposal:MP092",
        "property": "list.count",
        "about": "2021-03",
        "qualifier": "x",
        "value": 7,
        "locator": "SMALL:12",
        "stated": "printed",
    }
    assert second["value"] is True
    assert [place.line for place in batch.places] == [7, 8]


def test_ids_do_not_depend_on_the_place_or_the_file(tmp_path):
    one = steps(folder(tmp_path, one=entry()))[-1]
    other = "entries:\n  - {act: set_path, at: 1, data: {proposal: MP077}}\n" + entry().removeprefix("entries:\n")
    (tmp_path / "small" / "one.yaml").unlink()
    moved = steps(folder(tmp_path, two=other))[-1]
    assert (moved.place.line, moved.command_id) == (4, one.command_id)


def test_two_entries_that_say_the_same_are_two_commands(tmp_path):
    text = entry() + entry().removeprefix("entries:\n")
    _, first, second = steps(folder(tmp_path, one=text))
    assert first.command_id != second.command_id
    assert first.command_id == steps(folder(tmp_path, one=entry()))[-1].command_id


@pytest.mark.parametrize(
    "other",
    [
        entry(at="12-14"),
        entry(data="{proposal: MP092, path: Authority Determined}"),
        entry() + "    effective: 2021-03-04\n",
        entry() + '    version: "1.0"\n',
        entry(act="set_target_release", data="{proposal: MP092}"),
    ],
)
def test_an_entry_that_says_something_else_is_another_command(tmp_path, other):
    ids = {steps(folder(tmp_path, one=text))[-1].command_id for text in (entry(), other)}
    assert len(ids) == 2


def test_an_unknown_act_is_refused_with_the_nearest(tmp_path):
    refusal = only(steps, folder(tmp_path, one=entry(act="set_pth")))
    assert (refusal.code, refusal.object) == ("ingest.act_unknown", "small/one.yaml line 3")
    assert refusal.remedy == "Did you mean 'set_path'?"


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("90-101", "the document has 100 lines"),
        ("13-12", "12 comes before 13"),
        ("0-3", "lines are counted from 1"),
        ("SMALL:12", "it is not lines such as 217-221"),
        ("page 3", "it is not lines such as 217-221"),
        ("12 to 14", "it is not lines such as 217-221"),
    ],
)
def test_a_place_that_the_paper_does_not_have_is_refused(tmp_path, at, why):
    refusal = only(steps, folder(tmp_path, one=entry(at=at)))
    assert (refusal.code, refusal.facts["line"], refusal.facts["why"]) == ("ingest.wrong_place", 4, why)
    assert refusal.facts["paper"] == "SMALL"


def test_an_unknown_version_is_refused(tmp_path):
    refusal = only(steps, folder(tmp_path, one=entry() + '    version: "1.1"\n'))
    assert (refusal.code, refusal.facts["line"], refusal.remedy) == ("ingest.version_unknown", 6, "Did you mean '1.0'?")


@pytest.mark.parametrize(
    ("data", "field", "line"),
    [
        ("{path: Self-Governance}", "proposal", 5),
        ("\n      proposal: MP092\n      pathh: x", "pathh", 7),
        ("\n      proposal: MP092\n      sure: surely", "sure", 7),
    ],
)
def test_data_that_do_not_fit_the_act_are_refused_at_their_line(tmp_path, data, field, line):
    refusal = only(steps, folder(tmp_path, one=entry(data=data)))
    assert (refusal.code, refusal.facts["field"], refusal.facts["line"]) == ("ingest.bad_data", field, line)
    assert "codeclerk acts set_path" in refusal.remedy


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("{at: 1, of: proposal:MP092, says: titel, value: x}", "there is no property titel"),
        ("{at: 1, of: proposol:MP092, says: title, value: x}", "Did you mean proposal:MP092?"),
        ("{at: 1, of: proposal:MP092, says: list.count, value: many}", "takes a whole number"),
        ("{at: 1, of: proposal:MP092, says: meeting.date, value: 30 Feb 2021}", "is not a day of the calendar"),
    ],
)
def test_a_claim_is_checked_at_its_line(tmp_path, claim, says):
    text = f"claims:\n  - {{at: 1, of: proposal:MP092, says: title, value: x}}\n  - {claim}\n"
    refusal = only(steps, folder(tmp_path, one=text))
    assert (refusal.code, refusal.facts["line"]) == ("ingest.bad_claim", 4)
    assert says in str(refusal)


def test_a_bad_paper_is_refused_at_its_line(tmp_path):
    refusal = only(steps, folder(tmp_path, PAPERS.replace("lines: 100", "lines: 0")))
    assert (refusal.code, refusal.facts["field"], refusal.facts["line"]) == ("ingest.bad_data", "lines", 2)
