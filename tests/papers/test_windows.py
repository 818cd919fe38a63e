"""The windows of days that each kind of paper covers (K23)."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.kernel.calendar.dates import Month
from codeclerk.meetings.rules import Meeting, State
from codeclerk.papers import registry
from codeclerk.papers.change_status.periods import Periods
from codeclerk.papers.windows import between_meetings, up_to


def windows(example, kind, day, period, **values):
    found = registry.find(kind)
    return {one.name: one for one in found.covers(example.lens(day), registry.Params(period, values=values))}


@pytest.mark.inventory("K23")
def test_the_report_of_march_2021_covers_february_and_the_twelve_months_before(example):
    found = windows(example, "change-status", "2021-03-05", Month(2021, 3))
    assert {name: one.words for name, one in found.items()} == {
        "How things stand": "up to 5 March 2021",
        "What happened": "1 February 2021 to 28 February 2021",
        "Figures over twelve months": "1 March 2020 to 28 February 2021",
        "What the DCC implemented": "1 September 2020 to 28 February 2021",
        "Between meetings of the SEC Panel": "12 February 2021 to 12 March 2021",
    }
    assert found["Between meetings of the SEC Panel"].sure == "inferred"


@pytest.mark.inventory("K23")
def test_the_report_of_november_2016_covers_the_days_between_the_panels_of_october_and_november(example):
    # DCUSA:389-391. No paper gives the day of the meeting in October; the pattern of the Panel does.
    one = windows(example, "change-status", "2016-11-09", Month(2016, 11))["Between meetings of the SEC Panel"]
    assert (one.first, one.last, one.sure) == (date(2016, 10, 14), date(2016, 11, 11), "inferred")
    assert "first day that its pattern allows" in one.why


@pytest.mark.inventory("K23")
def test_a_modification_report_covers_its_proposal_since_it_was_raised(example):
    (one,) = windows(example, "modification-report", "2020-12-04", Month(2020, 12), proposal="MP106").values()
    assert one.words == "30 December 2019 to 4 December 2020"


def test_a_kind_that_says_nothing_else_covers_how_things_stand(example):
    kind = registry.Kind("a-kind", "A kind", lambda lens, params: None)
    assert kind.covers(example.lens("2021-03-05"), registry.Params(Month(2021, 3))) == (up_to(date(2021, 3, 5)),)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("period", "year", "half"),
    [
        (Month(2021, 1), ("2020-01-01", "2020-12-31"), ("2020-07-01", "2020-12-31")),
        (Month(2020, 3), ("2019-03-01", "2020-02-29"), ("2019-09-01", "2020-02-29")),
    ],
)
def test_windows_over_the_turn_of_a_year_and_a_leap_day(period, year, half):
    _, month, twelve, six = Periods(period, period.first_day).covered
    assert (twelve.first.isoformat(), twelve.last.isoformat()) == year
    assert (six.first.isoformat(), six.last.isoformat()) == half
    assert month.last == twelve.last


def meeting(day, state=State.HELD):
    return Meeting(f"panel-{day}", "panel", "SEC Panel", "Panel", None, date.fromisoformat(day), state)


@pytest.mark.any_database
def test_recorded_meetings_decide_and_dropped_ones_do_not():
    every = [meeting("2021-02-12"), meeting("2021-03-05", State.DROPPED), meeting("2021-03-12", State.PLANNED)]
    one = between_meetings("SEC Panel", every, (), date(2021, 3, 5))
    assert (one.first, one.last, one.sure) == (date(2021, 2, 12), date(2021, 3, 12), "")
    assert between_meetings("SEC Panel", every, (), date(2021, 3, 12)).last == date(2021, 3, 12)
    assert between_meetings("SEC Panel", every[:1], (), date(2021, 3, 5)) is None
    assert between_meetings("SEC Panel", [], (), date(2021, 3, 5)) is None


def test_the_draft_and_the_command_line_say_which_days_are_covered(example, client):
    page = client.get("/papers/change-status/2021-03/?as_at=2021-03-05&known_at=2021-03-05").content.decode()
    page = re.sub(r"\s+", " ", page)
    assert "Figures over twelve months: 1 March 2020 to 28 February 2021" in page
    call = ["paper", "change-status", "--as-at", "2021-03-05", "--covers"]
    done = CliRunner().invoke(main, call)
    assert "What happened: 1 February 2021 to 28 February 2021\n" in done.stdout
    assert "Between meetings of the SEC Panel: 12 February 2021 to 12 March 2021 (inferred)\n" in done.stdout
    rows = json.loads(CliRunner().invoke(main, [*call, "--format", "json"]).stdout)
    assert rows[0]["first"] is None
    assert CliRunner().invoke(main, ["paper", "modification-report", "--covers"]).exit_code == 2
