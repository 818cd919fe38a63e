"""Claims: grouping, agreement, readings and rulings, whatever the order in which claims come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.lens import Classification
from codeclerk.sources.rules.claims import (
    Claim,
    Question,
    Ruling,
    Source,
    State,
    Stated,
    Verdict,
    claim_key,
    grouped,
    read,
    state_of,
)
from codeclerk.sources.rules.values import Measure, ValueType
from tests.sources.support import sha

T = ValueType
MEAN = Question("report:2021-02", "assessment.mean_duration_wd", "2021-02", "IA")
DATE = Question("meeting:WG5", "meeting.date")


def claim(question, kind, value, name="paper", locator="CSR:279", unit="", stated=Stated.PRINTED, **more):
    source = Source(
        sha(name),
        more.pop("reference", name),
        f"The {name}",
        more.pop("published", date(2021, 3, 5)),
        more.pop("classification", Classification.WHITE),
    )
    key = claim_key(source.document, locator, question, value, unit, stated)
    return Claim(key, question, Measure(kind, value, unit), source, locator, stated, **more)


def ruling(question, claims, follows="", measure=None):
    measure = measure or next(c.measure for c in claims if c.key == follows)
    considered = frozenset(c.key for c in claims)
    return Ruling(question, measure, follows, considered, "It is right.", "person:clerk", date(2021, 4, 1))


PRINTED = claim(MEAN, T.DECIMAL, "103", unit="WD")
ROWS = claim(
    MEAN, T.DECIMAL, "101.8", locator="CSR:305-364", unit="WD", stated=Stated.INFERRED, reasoning="the mean of 10 rows"
)


def test_sources_that_differ_are_disputed_and_no_value_is_picked():
    reading = read(MEAN, [ROWS, PRINTED])
    assert (reading.verdict, reading.value, reading.measure) == (Verdict.DISPUTED, None, None)
    assert reading.difference == (
        "Mean assessment duration, IA, of 2021-02 for February 2021: paper at CSR:279 says 103 WD; "
        "from paper at CSR:305-364 follows 101.8 WD (the mean of 10 rows)."
    )


def test_one_claim_is_single_and_two_alike_agree():
    assert read(MEAN, [PRINTED]).verdict is Verdict.SINGLE
    same = claim(MEAN, T.DECIMAL, "103.0", name="other", unit="WD")
    reading = read(MEAN, [PRINTED, same])
    assert (reading.verdict, reading.difference, len(reading.groups)) == (Verdict.AGREED, "", 1)


def test_a_month_and_a_day_in_it_agree_on_the_day():
    month, day = claim(DATE, T.DATE, "2016-10"), claim(DATE, T.DATE, "2016-10-28", name="other")
    reading = read(DATE, [month, day])
    assert (reading.verdict, reading.value) == (Verdict.AGREED, "2016-10-28")
    other = claim(DATE, T.DATE, "2016-11-28", locator="DCUSA:575")
    assert read(DATE, [month, day, other]).verdict is Verdict.DISPUTED


def test_a_ruling_decides_for_one_claim_or_for_another_value():
    for_rows = read(MEAN, [PRINTED, ROWS], ruling(MEAN, [PRINTED, ROWS], ROWS.key))
    assert (for_rows.verdict, for_rows.value, for_rows.marker) == (Verdict.RULED, "101.8", "inferred")
    neither = read(MEAN, [PRINTED, ROWS], ruling(MEAN, [PRINTED, ROWS], measure=Measure(T.DECIMAL, "102", "WD")))
    assert (neither.value, neither.marker, neither.state) == ("102", "unverified", State.DISAGREE)


def test_a_ruling_is_overtaken_by_a_claim_that_it_did_not_weigh():
    made = ruling(MEAN, [PRINTED, ROWS], ROWS.key)
    later = claim(MEAN, T.DECIMAL, "99", name="later", unit="WD")
    reading = read(MEAN, [PRINTED, ROWS, later], made)
    assert (reading.verdict, reading.value, reading.is_overtaken) == (Verdict.DISPUTED, None, True)
    backing = claim(MEAN, T.DECIMAL, "101.80", name="later", unit="WD")
    assert read(MEAN, [PRINTED, ROWS, backing], made).verdict is Verdict.RULED


def test_a_ruling_is_overtaken_when_the_claim_it_followed_is_gone():
    reading = read(MEAN, [PRINTED], ruling(MEAN, [PRINTED, ROWS], ROWS.key))
    assert (reading.verdict, reading.value, reading.is_overtaken) == (Verdict.SINGLE, "103", True)


def test_a_reading_is_as_closely_held_as_its_closest_source():
    red = claim(MEAN, T.DECIMAL, "103", name="red", unit="WD", classification=Classification.RED)
    assert read(MEAN, [PRINTED, red]).classification is Classification.RED


def test_the_key_of_a_claim_tells_yes_from_one_and_units_apart():
    def key(value, unit=""):
        return claim_key(sha("paper"), "CSR:1", MEAN, value, unit, Stated.PRINTED)

    assert len({key(True), key(1), key("1"), key("true"), key(1, "WD")}) == 5
    assert key("a") == key("a")


drawn = st.lists(
    st.tuples(
        st.sampled_from(["2021-03", "2021-04", "2021-03-05", "2021-03-06", "2021-03-05/2021-03-26"]),
        st.sampled_from(["one", "two", "three"]),
        st.integers(1, 3),
        st.sampled_from(list(Stated)),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda d: d[:3],
).map(
    lambda many: [
        claim(DATE, T.DATE, value, name, locator=f"CSR:{line}", stated=stated) for value, name, line, stated in many
    ]
)


@given(drawn, st.randoms(), st.data())
def test_the_order_of_loading_changes_nothing(claims, random, data):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert grouped(claims) == grouped(shuffled)
    weighed = data.draw(st.lists(st.sampled_from(claims), min_size=1, unique_by=lambda c: c.key))
    made = ruling(DATE, weighed, weighed[0].key)
    assert read(DATE, claims) == read(DATE, shuffled)
    assert read(DATE, claims, made) == read(DATE, shuffled, made)


@given(drawn)
def test_a_value_is_given_exactly_when_no_two_claims_exclude_each_other(claims):
    reading = read(DATE, claims)
    apart = any(not a.measure.agrees_with(b.measure) for a in claims for b in claims)
    assert (reading.state is State.DISAGREE) == apart == (reading.value is None)
    if not apart:
        assert all(c.measure.agrees_with(reading.measure) for c in claims)
    assert sorted(c.key for c in reading.claims) == sorted(c.key for c in claims)


@pytest.mark.parametrize("count", [1, 2])
def test_the_state_of_groups(count):
    assert state_of(grouped([PRINTED, ROWS][:count])) is (State.SINGLE if count == 1 else State.DISAGREE)


def test_a_claim_on_a_property_that_nobody_declares_any_more_still_reads():
    old = Question("proposal:MP107", "gone.property")
    reading = read(old, [claim(old, T.VERBATIM, "kept")])
    assert (reading.value, old.words) == ("kept", "gone.property of MP107")
