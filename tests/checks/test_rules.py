"""The rules of the checks, without a database: the cases that the example does not have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from codeclerk.checks.rules import catalogue, counts, days, order
from codeclerk.checks.rules.counting import counted_in
from codeclerk.checks.rules.evidence import Evidence, Standing
from codeclerk.checks.rules.values import Check, Result, Thing, Verdict
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.meetings.rules import Meeting, State
from codeclerk.register.rules.times import day_of, month_of, range_of
from codeclerk.register.rules.timetable import Row
from codeclerk.register.rules.timetable import State as Event
from codeclerk.sources.rules.claims import Claim, Question, Source, Stated, read
from codeclerk.sources.rules.values import Measure
from codeclerk.sources.rules.vocabulary import describe_property

ON = date(2021, 3, 5)
SOURCE = Source("0" * 64, "PAPER_1", "A paper", date(2021, 3, 5), Classification.WHITE)


def claim(property, value, subject="document:Section A", *, qualifier="", about="", at="1", wording=""):
    question = Question(subject, property, about, qualifier)
    measure = Measure(describe_property(property).type, value)
    return Claim(f"{subject}/{property}/{at}/{value}", question, measure, SOURCE, at, Stated.PRINTED, wording=wording)


def reading(*claims):
    return read(claims[0].question, claims)


def evidence(**more):
    return Evidence(on=ON, calendar=Calendar(), **more)


def verdicts(things):
    return [one.verdict for one in things]


def row(kind, when, position=1, state=Event.PLANNED):
    return Row(kind, kind, kind.replace("_", " "), when, state, position=position)


# --- days


@pytest.mark.inventory("C11")
@pytest.mark.parametrize(
    ("when", "kind", "expected"),
    [
        (day_of(date(2021, 4, 5)), "working_group", [Verdict.FAIL]),
        (day_of(date(2021, 4, 6)), "working_group", [Verdict.PASS]),
        (range_of(date(2021, 3, 1), date(2021, 4, 2)), "sub_committee_input", [Verdict.FAIL]),
        (day_of(date(2021, 4, 4)), "raised", []),
        (day_of(date(2089, 12, 10)), "working_group", [Verdict.NOT_ASSESSED]),
        (month_of(2021, 4), "working_group", []),
        (range_of(date(2021, 3, 15), date(2021, 4, 5)), "report_consultation", []),
    ],
)
def test_deadlines_of_timetables_on_bank_holidays_are_found(when, kind, expected):
    found = list(days.days_off(evidence(timetables={"0144": (row(kind, when),)}, numbers={"0144": "MP144"})))
    assert verdicts(found) == expected
    if Verdict.FAIL in expected:
        assert found[0].words.endswith("no Working Day.")
        assert found[0].sides[1].place == "bank holidays of England and Wales"


def meeting(day, state=State.HELD, key="panel-2021-04-05"):
    return Meeting(key, "panel", "SEC Panel", "Panel", None, day, state)


def test_meetings_on_bank_holidays_are_found_and_dropped_ones_are_not():
    monday = date(2021, 4, 5)
    found = list(days.days_off(evidence(meetings=(meeting(monday), meeting(monday, State.DROPPED)))))
    assert verdicts(found) == [Verdict.FAIL]
    assert found[0].words == "Monday 5 April 2021 is Easter Monday, no Working Day."


@pytest.mark.parametrize(
    ("state", "held", "printed", "expected"),
    [
        (State.HELD, date(2021, 2, 12), "2021-04-12", [Verdict.FAIL]),
        (State.HELD, date(2021, 2, 12), "2021-02-12", [Verdict.PASS]),
        (State.HELD, date(2021, 3, 12), "2021-03-12", []),
        (State.PLANNED, date(2021, 3, 12), "2021-03-12", []),
    ],
)
def test_a_meeting_that_was_held_is_not_dated_after_the_paper(state, held, printed, expected):
    key = f"panel-{held.isoformat()}"
    found = list(
        days.meeting_dates(
            evidence(
                meetings=(meeting(held, state, key),),
                readings=(reading(claim("meeting.date", printed, f"meeting:{key}")),),
            )
        )
    )
    assert verdicts(found) == expected


def test_a_source_without_a_day_of_publication_is_not_assessed():
    one = claim("meeting.date", "2021-02-12", "meeting:panel-2021-02-12")
    undated = replace(one, source=replace(SOURCE, published=None))
    seen = evidence(meetings=(meeting(date(2021, 2, 12), key="panel-2021-02-12"),), readings=(reading(undated),))
    assert verdicts(days.meeting_dates(seen)) == [Verdict.NOT_ASSESSED]


# --- order


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ({"0.1": "2020-06-01", "0.25": "2020-06-05", "0.5": "2020-11-25"}, [Verdict.PASS]),
        ({"4.16": "2016-10-20", "4.17": "2016-10-27", "4.9": "2016-01-01", "5.0": "2016-11-08"}, [Verdict.PASS]),
        ({"1.0": "2020-06-01", "2.0": "2020-05-01"}, [Verdict.FAIL]),
        ({"1.0": "2020-06-01"}, []),
    ],
)
def test_versions_are_in_order_by_one_of_the_two_ways_of_counting(versions, expected):
    read_ones = tuple(reading(claim("version.date", day, qualifier=name)) for name, day in versions.items())
    assert verdicts(order.versions_in_order(evidence(readings=read_ones))) == expected


FIRST, SECOND = range_of(date(2020, 7, 8), date(2020, 7, 29)), day_of(date(2020, 7, 22))


@pytest.mark.parametrize(
    ("consulted", "approved", "expected"),
    [
        (FIRST, SECOND, [Verdict.FAIL]),
        (FIRST, day_of(date(2020, 7, 29)), [Verdict.PASS]),
        (FIRST, month_of(2020, 7), [Verdict.AMBIGUOUS]),
        (month_of(2020, 7), SECOND, [Verdict.AMBIGUOUS]),
        (month_of(2020, 7), day_of(date(2020, 8, 1)), [Verdict.PASS]),
        (month_of(2020, 7), day_of(date(2020, 6, 1)), [Verdict.FAIL, Verdict.FAIL]),
    ],
)
def test_an_event_does_not_begin_before_what_it_rests_on_is_over(consulted, approved, expected):
    rows = (row("refinement_consultation", consulted, 1), row("ia_costs_approved", approved, 2))
    seen = evidence(timetables={"0106": rows}, after={"ia_costs_approved": ("refinement_consultation",)})
    assert verdicts(order.timetables(seen)) == expected


def test_a_timetable_of_one_event_has_no_order():
    assert not list(order.timetables(evidence(timetables={"0106": (row("raised", SECOND),)})))


# --- counts


def test_a_register_with_more_than_are_counted_fails_and_one_with_fewer_is_open():
    counted = reading(claim("stage.count.define", 2, "report:2021-03", about="2021-03-05"))
    seen = {size: Standing(ON, {f"{n:04d}": "define" for n in range(size)}) for size in (1, 2, 3)}
    assert [
        verdicts(counts.stage_counts(evidence(readings=(counted,), standings={ON: seen[size]}))) for size in (1, 2, 3)
    ] == [[Verdict.AMBIGUOUS], [Verdict.PASS], [Verdict.FAIL]]


@pytest.mark.parametrize(
    ("wording", "value", "verdict"),
    [
        ("two modifications", 2, Verdict.PASS),
        ("three modifications", 2, Verdict.FAIL),
        ("two modification", 2, Verdict.FAIL),
        ("1 modifications", 1, Verdict.FAIL),
        ("one modification", 1, Verdict.PASS),
    ],
)
@pytest.mark.inventory("K21")
def test_number_words_and_plurals_that_do_not_fit_the_count_are_found(wording, value, verdict):
    seen = evidence(readings=(reading(claim("list.count", value, "report:2021-03", wording=wording)),))
    assert verdicts(counts.words_and_lists(seen)) == [verdict]


def test_words_without_a_count_are_not_looked_at():
    assert counted_in("a number of dates") is None
    seen = evidence(readings=(reading(claim("list.count", 2, "report:2021-03", wording="several dates")),))
    assert not list(counts.words_and_lists(seen))


# --- results


def test_the_worst_verdict_is_that_of_the_check_and_nothing_is_never_a_pass():
    check = Check("a", "A", "a rule", "somewhere", "do it", lambda evidence: ())
    assert Result(check, ()).verdict is Verdict.NOT_ASSESSED
    for worst in (Verdict.FAIL, Verdict.AMBIGUOUS, Verdict.NOT_ASSESSED, Verdict.PASS):
        things = (Thing("a:b", "b", Verdict.PASS, proposals=("0144",)), Thing("a:c", "c", worst))
        assert Result(check, things).verdict is worst
    assert len(Result(check, things).about("0144").things) == 1


def test_ids_are_stable_words_and_two_checks_cannot_share_one():
    for one in catalogue.checks():
        assert one.id.replace("-", "").isalnum()
        assert one.rule[0].islower()
        assert not one.rule.endswith(".")
        assert one.remedy.endswith(".")
    known = catalogue.checks()[0]
    assert catalogue.register(known) is known
    with pytest.raises(ValueError, match="Two checks"):
        catalogue.register(replace(known, title="Another"))
    with pytest.raises(Refused) as caught:
        catalogue.find("proposer-agree")
    assert caught.value.first.remedy.startswith("Did you mean proposers-agree?")
