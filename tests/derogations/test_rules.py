"""What follows from what was said of a derogation: where it stands, until when, whether it was extended in time."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.derogations.rules import terms
from codeclerk.derogations.rules.clauses import Rule, clauses, covers, meet, read_rule
from codeclerk.derogations.rules.terms import Condition, Ending, InTime, Met, Said, Standing, What
from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import day_of, month_of

START, MP = date(2019, 4, 1), "0092"
GRANTED = Said(
    What.GRANTED, date(2019, 2, 28), day_of(START), month_of(2019, 11), decided=month_of(2019, 2), decision="one"
)
OPEN = Ending(MP, "MP092", target="February 2021", planned=date(2021, 2, 25))


def extended(day: date, until=None, ends_with="") -> Said:
    return Said(What.EXTENDED, day, until=until, ends_with=ends_with, decided=day_of(day))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("H8.3 hours of maintenance", Rule("H8.3", "hours of maintenance")),
        ("Section H8.4: notice of 20 days", Rule("H8.4", "notice of 20 days")),
        ("  h8.3(a)  ", Rule("H8.3(a)")),
        ("clause 10.2", Rule("10.2")),
        ("H8.3.", Rule("H8.3")),
    ],
)
def test_a_rule_is_read_with_its_clause_in_front(text, rule):
    assert read_rule(text) == rule


@pytest.mark.parametrize("text", ["", "the hours of maintenance", "Maintenance H8.3"])
def test_a_rule_without_a_clause_is_refused(text):
    with pytest.raises(Refused, match="does not begin with a clause"):
        read_rule(text)


@pytest.mark.parametrize(
    ("whole", "clause", "expected"),
    [
        ("H8.3", "H8.3", True),
        ("H8.3", "h8.3(a)", True),
        ("H8", "H8.3", True),
        ("H8.3", "H8.30", False),
        ("H8.3", "H8", False),
        ("H8.3", "H8.4", False),
    ],
)
def test_a_clause_covers_what_is_within_it(whole, clause, expected):
    assert covers(whole, clause) is expected
    assert meet(clause, whole) is (expected or covers(clause, whole))


def test_clauses_are_listed_in_words():
    assert clauses((Rule("H8.3", "hours"),)) == "H8.3"
    assert clauses((Rule("A1"), Rule("B2"), Rule("C3"))) == "A1, B2 and C3"
    assert str(Rule("H8.3", "hours")) == "H8.3 (hours)"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 3, 31), Standing.TO_COME),
        (START, Standing.IN_FORCE),
        (date(2019, 10, 31), Standing.IN_FORCE),
        (date(2019, 11, 1), Standing.UNCLEAR),
        (date(2019, 11, 30), Standing.UNCLEAR),
        (date(2019, 12, 1), Standing.ENDED),
    ],
)
def test_within_the_month_of_its_end_nobody_can_say(on, expected):
    assert terms.standing([GRANTED], on, None) is expected


def test_a_beginning_known_to_the_month_is_unclear_until_that_is_over():
    granted = Said(What.GRANTED, date(2019, 2, 1), month_of(2019, 4), day_of(date(2019, 9, 30)))
    assert terms.standing([granted], date(2019, 4, 29), None) is Standing.UNCLEAR
    assert terms.standing([granted], date(2019, 4, 30), None) is Standing.IN_FORCE


def test_a_last_day_is_the_last_one_in_force():
    said = [GRANTED, extended(date(2019, 10, 18), day_of(date(2020, 2, 29)))]
    assert terms.standing(said, date(2020, 2, 29), None) is Standing.IN_FORCE
    assert terms.standing(said, date(2020, 3, 1), None) is Standing.ENDED


def test_a_proposal_ends_it_on_the_day_before_it_is_implemented():
    said = [GRANTED, extended(date(2019, 10, 18), ends_with=MP)]
    assert terms.standing(said, date(2030, 1, 1), OPEN) is Standing.IN_FORCE
    done = Ending(MP, "MP092", implemented=date(2021, 2, 25))
    assert terms.standing(said, date(2021, 2, 24), done) is Standing.IN_FORCE
    assert terms.standing(said, date(2021, 2, 25), done) is Standing.ENDED


def test_the_first_of_a_day_and_a_proposal_ends_it():
    said = [GRANTED, extended(date(2019, 10, 18), day_of(date(2020, 6, 30)), MP)]
    early, late = (Ending(MP, "MP092", implemented=day) for day in (date(2020, 3, 1), date(2020, 9, 1)))
    assert terms.bounds(said[-1], early).possible == date(2020, 2, 29)
    assert terms.bounds(said[-1], late).possible == date(2020, 6, 30)
    assert terms.bounds(said[-1], OPEN).possible == date(2020, 6, 30)


def test_an_early_end_and_a_wrong_record_are_the_last_word():
    ended = Said(What.ENDED, date(2019, 8, 1), reason="Not needed")
    assert terms.standing([GRANTED, ended], date(2019, 8, 1), None) is Standing.IN_FORCE
    assert terms.standing([GRANTED, ended], date(2019, 8, 2), None) is Standing.ENDED
    withdrawn = Said(What.WITHDRAWN, date(2019, 2, 28))
    assert terms.standing([GRANTED, withdrawn], START, None) is Standing.WITHDRAWN
    assert terms.findings([GRANTED, withdrawn], (), START, None) == ()


@pytest.mark.parametrize(
    ("decided", "expected", "first"),
    [
        (date(2019, 10, 31), InTime.IN_TIME, date(2019, 12, 1)),
        (date(2019, 11, 15), InTime.UNCLEAR, date(2019, 12, 1)),
        (date(2019, 12, 5), InTime.LATE, date(2019, 12, 5)),
    ],
)
def test_an_extension_is_in_time_before_the_end_that_it_moves(decided, expected, first):
    said = [GRANTED, extended(decided, day_of(date(2020, 2, 29)))]
    granted, extension = terms.stretches(said, None)
    assert (granted.first, granted.last, granted.is_month, granted.in_time) == (START, date(2019, 11, 30), True, None)
    assert (extension.first, extension.last, extension.in_time) == (first, date(2020, 2, 29), expected)


def test_what_has_no_end_yet_is_always_extended_in_time():
    said = [GRANTED, extended(date(2019, 10, 18), ends_with=MP), extended(date(2025, 1, 1), day_of(date(2026, 1, 1)))]
    assert terms.stretches(said, None)[-1].in_time is InTime.IN_TIME


def test_the_release_of_the_proposal_gives_the_last_day_to_come():
    said = [GRANTED, extended(date(2019, 10, 18), ends_with=MP)]
    assert terms.stretches(said, OPEN)[-1].last == date(2021, 2, 24)
    assert terms.stretches(said, Ending(MP, "MP092"))[-1].last is None


def test_findings_name_a_gap_a_doubt_and_conditions():
    late = [GRANTED, extended(date(2019, 12, 5), day_of(date(2020, 2, 29)))]
    assert terms.findings(late, (), date(2020, 1, 1), None) == (
        "It was extended on 5 December 2019, 5 days after it had ended on 30 November 2019: in between there was none.",
    )
    doubt = [GRANTED, extended(date(2019, 11, 15), day_of(date(2020, 2, 29)))]
    states = (Met.MET, Met.BREACHED, Met.NOT_ASSESSED)
    conditions = [Condition(n, "Text", "", met, date(2020, 1, 3)) for n, met in enumerate(states, 1)]
    assert terms.findings(doubt, conditions, date(2020, 2, 1), None) == (
        "It was extended on 15 November 2019 and ran until November 2019: whether it had ended before is not known.",
        "Condition 2 is breached since 3 January 2020.",
        "Whether condition 3 is met is not assessed.",
    )
    many = [Condition(n, "Text", "", Met.NOT_ASSESSED, START) for n in (1, 2, 3)]
    assert terms.findings([GRANTED], many, START, None) == ("Whether conditions 1, 2 and 3 are met is not assessed.",)


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (OPEN, ()),
        (
            Ending(MP, "MP092", is_closed=True),
            ("MP092 was to end it, and is closed without having been implemented: nothing ends it.",),
        ),
        (
            Ending(MP, "MP092", target="June 2030"),
            ("No day of its end is known: MP092, which ends it, is meant for June 2030, whose day is not known.",),
        ),
        (Ending(MP, "MP092"), ("No day of its end is known: MP092, which ends it, has no target release.",)),
    ],
)
def test_findings_say_when_nothing_ends_it(ending, expected):
    said = [GRANTED, extended(date(2019, 10, 18), ends_with=MP)]
    assert terms.findings(said, (), date(2020, 1, 1), ending) == expected
    over = [*said, Said(What.ENDED, date(2020, 2, 1), reason="Enough")]
    assert terms.findings(over, (), date(2020, 1, 1), ending) == ()
