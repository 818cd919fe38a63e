"""Values of claims: what each type takes, and when two say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.sources.rules.values import Measure, ValueType, When, check_value, normal_text, parse_iso, read_value

T = ValueType
months = st.builds(lambda y, m: f"{y}-{m:02}", st.integers(1900, 2099), st.integers(1, 12))
days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
periods = st.tuples(st.dates(date(1900, 1, 1), date(2099, 1, 1)), st.integers(1, 300)).map(
    lambda p: f"{p[0].isoformat()}/{date.fromordinal(p[0].toordinal() + p[1]).isoformat()}"
)
whens = st.one_of(months, days, periods)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (T.TEXT, "Enhancements"),
        (T.VERBATIM, " "),
        (T.VERBATIM, ""),
        (T.INTEGER, -3),
        (T.DECIMAL, "101.8"),
        (T.DECIMAL, "0"),
        (T.BOOLEAN, False),
        (T.DATE, "2021-03"),
        (T.DATE, "2021-03-05"),
        (T.DATE, "2021-03-05/2021-03-26"),
        (T.DURATION, 0),
    ],
)
def test_a_value_of_its_type_is_taken_as_it_is(kind, value):
    taken = check_value("property", kind, value)
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (T.TEXT, ""),
        (T.TEXT, 3),
        (T.TEXT, "a\0b"),
        (T.TEXT, "x" * 20_001),
        (T.INTEGER, "3"),
        (T.INTEGER, True),
        (T.INTEGER, 10**17),
        (T.DECIMAL, "1,018"),
        (T.DECIMAL, "1e3"),
        (T.DECIMAL, 3),
        (T.BOOLEAN, 1),
        (T.BOOLEAN, "yes"),
        (T.DATE, "5 March 2021"),
        (T.DATE, "2021-02-30"),
        (T.DATE, "2021-13"),
        (T.DATE, "2021-03-05/2021-03-05"),
        (T.DATE, "2021-03-26/2021-03-05"),
        (T.DATE, "2021-03/2021-04"),
        (T.DATE, "31/01/212"),
        (T.DURATION, -1),
        (T.DURATION, True),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_is_expected(kind, value):
    with pytest.raises(Refused) as refused:
        check_value("assessment.duration_wd", kind, value)
    said = refused.value.first
    assert said.code in ("sources.wrong_value", "sources.unstorable_text")
    assert "assessment.duration_wd" in str(said)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (T.VERBATIM, " ", " "),
        (T.TEXT, " kept \n as typed", " kept \n as typed"),
        (T.INTEGER, " 37 ", 37),
        (T.DURATION, "64", 64),
        (T.DECIMAL, "101.80", "101.80"),
        (T.BOOLEAN, "Yes", True),
        (T.BOOLEAN, "no", False),
        (T.DATE, "5 March 2021", "2021-03-05"),
        (T.DATE, "28th November 2016", "2016-11-28"),
        (T.DATE, "March 2021", "2021-03"),
        (T.DATE, "15/03/2021 to 5 April 2021", "2021-03-15/2021-04-05"),
    ],
)
def test_what_is_typed_is_read_as_its_type(kind, typed, value):
    assert read_value("property", kind, typed) == value


@pytest.mark.inventory("R02", partial="joined digits are refused as dates; nothing reads redlines from papers yet")
@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (T.DATE, "28/02/221"),
        (T.INTEGER, "four"),
        (T.DURATION, "15 WD"),
        (T.DECIMAL, ""),
        (T.BOOLEAN, "maybe"),
        (T.DATE, "soon"),
        (T.DATE, "31/01/212"),
        (T.DATE, "5 April 2021 to 15 March 2021"),
    ],
)
def test_what_cannot_be_read_is_refused(kind, typed):
    with pytest.raises(Refused):
        read_value("property", kind, typed)


@pytest.mark.inventory("R09", partial="held and shown; the WAN coverage tables that use it are not built yet")
def test_a_single_space_is_a_value_and_is_not_an_empty_one():
    space, nothing = Measure(T.VERBATIM, " "), Measure(T.VERBATIM, "")
    assert space.comparable != nothing.comparable
    assert (space.shown, nothing.shown) == ("“ ” (a single space)", "“” (empty)")
    assert Measure(T.VERBATIM, "“ “").comparable != space.comparable


def test_words_are_the_same_whatever_the_line_breaks_quotes_and_dashes():
    printed, extracted = "“Dual-Band” Communications Hub", '"Dual\u2011Band"  Communications\nHub '
    assert Measure(T.TEXT, printed).comparable == Measure(T.TEXT, extracted).comparable
    assert Measure(T.VERBATIM, printed).comparable != Measure(T.VERBATIM, extracted).comparable
    assert Measure(T.TEXT, printed).comparable != Measure(T.TEXT, printed.lower()).comparable


@given(st.text())
def test_normal_text_is_stable_and_never_loses_a_blank_value(text):
    assert normal_text(normal_text(text)) == normal_text(text)
    assert bool(normal_text(text)) == bool(text)


def test_numbers_compare_as_numbers_and_units_count():
    assert Measure(T.DECIMAL, "101.80", "WD").comparable == Measure(T.DECIMAL, "101.8", "WD").comparable
    assert Measure(T.DECIMAL, "-0.0").comparable == Measure(T.DECIMAL, "0").comparable
    assert Measure(T.DURATION, 3, "weeks").comparable != Measure(T.DURATION, 3, "WD").comparable
    assert str(Measure(T.DURATION, 64, "WD")) == "64 WD"
    assert str(Measure(T.DECIMAL, "1200", "GBP")) == "£1200"


@given(whens, whens)
def test_agreement_of_dates_is_mutual(one, other):
    left, right = parse_iso(one), parse_iso(other)
    assert left.agrees_with(right) == right.agrees_with(left)
    assert left.agrees_with(left)


@given(whens)
def test_a_date_comes_back_as_it_was_recorded(text):
    assert parse_iso(text).isoformat() == text


def test_a_month_agrees_with_a_day_in_it_and_a_period_does_not():
    march, day = parse_iso("2021-03"), parse_iso("2021-03-05")
    assert march.agrees_with(day)
    assert not parse_iso("2021-04").agrees_with(day)
    assert not march.agrees_with(parse_iso("2021-04"))
    assert march.agrees_with(parse_iso("2021-03-05/2021-03-26"))
    assert not march.agrees_with(parse_iso("2021-03-15/2021-04-05"))
    assert not parse_iso("2021-03-05/2021-03-26").agrees_with(day)
    # A period of a whole month is not a month of unknown day.
    assert not When(date(2021, 3, 1), date(2021, 3, 31)).agrees_with(day)
