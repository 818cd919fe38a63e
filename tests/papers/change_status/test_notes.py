"""Notes on figures: each comes from comparing what sources print with the record."""

from dataclasses import replace
from datetime import date

import pytest

from codeclerk.decisions.rules.lists import Fault, Finding
from codeclerk.papers.change_status import notes, progression
from codeclerk.papers.change_status.notes import Check
from codeclerk.register.rules.times import day_of
from codeclerk.sources.rules.values import ValueType
from tests.papers.change_status import world
from tests.papers.change_status.spots import spots

WD = {"unit": "WD"}
DURATION, DECIMAL, DATE, TEXT = ValueType.DURATION, ValueType.DECIMAL, ValueType.DATE, ValueType.TEXT


def found(*claims, check: Check | None = None, source=world.SOURCE, **more):
    record = world.record(readings=world.readings(*claims, source=source), **more)
    return [one for one in notes.notes(record, progression.lines(record)) if check is None or one.check is check]


def printed(number, kind, days, place, n=1):
    return (f"assessment:{number}-{kind}-{n}", "assessment.duration_wd", days, DURATION, WD | {"place": place})


def test_a_record_that_agrees_with_its_sources_has_no_notes():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    claims = (
        printed("MP311", "PA", 15, "NEW:5"),
        ("assessment:MP311-PA-1", "assessment.target_wd", 15, DURATION, WD),
        ("assessment:MP311-PA-1", "assessment.due", "2024-04-29", DATE, {}),
        ("assessment:MP311-PA-1", "assessment.type", "PIA", TEXT, {}),
        ("report:2024-05", "assessment.count", 1, ValueType.INTEGER, {"qualifier": "PA completed"}),
        ("report:2024-05", "assessment.mean_duration_wd", "15", DECIMAL, WD | {"qualifier": "PA completed"}),
    )
    assert found(*claims, assessments=(one,)) == []
    table = [spot.shown for spot in spots(world.report()) if spot.where == "notes-table" and spot.row != ("head",)]
    assert table == []


@pytest.mark.inventory("D15")
def test_a_duration_that_counts_bank_holidays_is_noted_with_the_other_count():
    one = world.assessment("MP310", "IA", date(2024, 3, 25))
    [note] = found(printed("MP310", "IA", 27, "NEW:5"), assessments=(one,))
    assert (note.check, note.printed, note.place) == (Check.HOLIDAYS, "27 WD", "SECP_128_1005_07 at NEW:5")
    assert note.record == "25 WD with bank holidays removed"
    [unprinted] = found(assessments=(one,))
    assert unprinted.place == "this report’s own count"


def test_a_printed_duration_that_does_not_follow_is_noted():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    [note] = found(printed("MP311", "PA", 16, "NEW:5"), assessments=(one,))
    assert (note.check, note.printed, note.record) == (Check.DURATION, "16 WD", "15 WD")


@pytest.mark.inventory("Q03", "D13")
def test_a_total_and_a_mean_that_do_not_follow_from_the_rows_are_noted():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    two = world.assessment("MP310", "PA", date(2024, 4, 8), date(2024, 4, 24))
    total, mean = found(
        ("report:2024-05", "assessment.count", 3, ValueType.INTEGER, {"qualifier": "PA completed"}),
        ("report:2024-05", "assessment.mean_duration_wd", "15", DECIMAL, WD | {"qualifier": "PA completed"}),
        assessments=(one, two),
    )
    assert (total.check, total.printed, total.record) == (Check.TOTAL, "3", "2")
    assert (mean.check, mean.printed, mean.record) == (Check.MEAN, "15 WD", "14 WD")


@pytest.mark.inventory("D16", "Q04")
def test_a_target_of_the_other_type_is_noted():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    two = world.assessment("MP310", "IA", date(2024, 4, 8))
    [note] = found(("assessment:MP311-PA-1", "assessment.target_wd", 40, DURATION, WD), assessments=(one, two))
    assert (note.check, note.printed, note.record) == (Check.TARGET, "40 WD, the target of IA", "15 WD")
    assert note.about == ("MP311",)


@pytest.mark.inventory("Q05", "D06")
def test_due_dates_that_do_not_follow_from_acceptance_are_noted_together():
    one, two = (world.assessment(number, "PA", date(2024, 3, 25)) for number in ("MP310", "MP311"))
    claims = [
        (f"assessment:{n}-PA-1", "assessment.due", "2024-04-15", DATE, {"place": f"NEW:{n[2:]}"})
        for n in ("MP310", "MP311")
    ]
    [note] = found(*claims, assessments=(one, two), check=Check.DUE)
    assert (note.printed, note.record) == ("15 April 2024", "17 April 2024")
    assert note.title == "Target completion of MP310 PA and MP311 PA"
    assert note.place == "SECP_128_1005_07 at NEW:310-311"


def test_a_heading_that_names_another_type_is_noted_in_its_words():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    claim = ("assessment:MP311-PA-1", "assessment.type", "Impact Assessment", TEXT, {"wording": "IA Submitted"})
    [note] = found(claim, assessments=(one,))
    assert (note.check, note.printed, note.record) == (Check.HEADING, "IA Submitted", "it is a Preliminary Assessment")


@pytest.mark.inventory("D17")
def test_rows_below_a_later_return_are_noted():
    days = [date(2024, 2, 5), date(2024, 2, 20), date(2024, 2, 6), date(2024, 2, 8), date(2024, 2, 26)]
    every = [world.assessment(f"MP31{n}", "PA", date(2024, 2, 1), day) for n, day in enumerate(days)]
    lengths = [3, 14, 4, 6, 18]
    claims = [printed(f"MP31{n}", "PA", lengths[n], f"NEW:{20 + 2 * n}") for n in range(5)]
    [note] = found(*claims, assessments=tuple(every))
    assert note.check is Check.ORDER
    assert note.about == ("MP312", "MP313")
    assert note.place == "SECP_128_1005_07 at NEW:24-26"


@pytest.mark.inventory("Q02")
def test_two_lists_of_one_source_that_name_different_proposals_are_noted():
    voted = world.decided("change_board", "MP310", "approved")
    differ = Finding(
        Fault.LISTS_DIFFER, voted.meeting, "the second", "MP311", ("NEW:40",), ("MP310",), ("NEW:10", "NEW:60")
    )
    nowhere = Finding(Fault.NOT_RECORDED, "csc-2024-04-30", "a third", "MP312", ("NEW:41",), ())
    first, second = found(decisions=(voted,), findings=(differ, nowhere), check=Check.LISTS)
    assert (first.printed, first.place, first.record) == ("MP311", "NEW:40", "MP310, as NEW:10 and NEW:60 say")
    assert first.title == "Change Board, 24 April 2024: the second"
    assert (second.title, second.record) == ("csc-2024-04-30: a third", "no such decision")


def test_a_vote_on_a_day_off_the_pattern_is_noted():
    fitting = world.decided("change_board", "MP310", "approved")
    odd = world.decided("change_board", "MP311", "approved", when=day_of(date(2024, 4, 23)), sources=("NEW:7",))
    [note] = found(decisions=(fitting, odd))
    assert (note.check, note.printed, note.place) == (Check.MEETING_DAY, "Tuesday 23 April 2024", "NEW:7")
    assert note.record.startswith("by its pattern 17 April 2024 or 24 April 2024")
    assert note.rule == "the Change Board meets on the third or fourth Wednesday of the month"
    assert note.about == ("MP311",)


def test_a_count_that_the_register_cannot_name_is_noted_with_those_it_names():
    [note] = found(
        ("report:2024-05", "stage.count.define", 3, ValueType.INTEGER, {}),
        proposals=(world.line("DP301", "define"),),
    )
    assert (note.check, note.printed, note.record) == (Check.NOT_NAMED, "3", "1 named: DP301")


def test_claims_of_another_report_make_no_notes():
    one = world.assessment("MP311", "PA", date(2024, 4, 8), date(2024, 4, 26))
    earlier = replace(world.SOURCE, published=date(2024, 4, 5))
    assert found(printed("MP311", "PA", 16, "NEW:5"), assessments=(one,), source=earlier) == []
