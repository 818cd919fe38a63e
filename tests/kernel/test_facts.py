"""Dated facts: the stored rows say the same as the changes, whatever the order of loading."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.facts import Change, Row, changes_of, chart, revise, value_at

DAY = date(2021, 1, 1)
INSTANT = datetime(2021, 1, 1, tzinfo=UTC)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def instant(n: int) -> datetime:
    return INSTANT + timedelta(days=n)


changes = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 2), st.booleans()), min_size=1, max_size=8
).map(
    lambda drawn: [
        Change(day(v), instant(k), sequence, None if w else value, w) for sequence, (v, k, value, w) in enumerate(drawn)
    ]
)


def stored_after(loaded: list[Change]) -> list[Row]:
    """What a table holds after the changes were loaded one by one, each time from the rows stored so far."""
    rows: list[Row] = []
    for change in loaded:
        revision = revise(rows, [*changes_of(rows), change])
        for position, at in revision.superseded:
            old = rows[position]
            assert old.superseded_from is None or at < old.superseded_from, "a row is only ever superseded earlier"
            rows[position] = Row(old.valid_from, old.valid_to, old.known_from, at, old.sequence, old.value)
        rows += revision.added
    return rows


@given(changes)
def test_rows_loaded_one_by_one_equal_the_definition_everywhere(loaded):
    rows = stored_after(loaded)
    for d in range(-1, 8):
        for k in range(-1, 8):
            covering = [row for row in rows if row.covers(day(d), instant(k))]
            expected = value_at(loaded, day(d), instant(k))
            assert [row.sequence for row in covering] == ([] if expected is None else [expected.sequence])


@given(changes, st.randoms())
def test_loading_order_does_not_change_what_is_read(loaded, random):
    shuffled = list(loaded)
    random.shuffle(shuffled)
    one, other = stored_after(loaded), stored_after(shuffled)
    live = lambda rows: {r for r in rows if r.superseded_from is None or r.superseded_from > r.known_from}  # noqa: E731
    assert live(one) == live(other)


@given(changes)
def test_the_changes_can_be_read_back_from_the_rows(loaded):
    assert sorted(changes_of(stored_after(loaded)), key=lambda c: c.sequence) == loaded


def test_a_correction_supersedes_and_keeps_what_was_believed_before():
    first = Change(day(0), instant(0), 1, "Refine")
    correction = Change(day(0), instant(5), 2, "Define")
    assert chart([first, correction]) == [
        Row(day(0), None, instant(0), instant(5), 1, "Refine"),
        Row(day(0), None, instant(5), None, 2, "Define"),
    ]


def test_a_withdrawal_lets_what_held_before_go_on():
    held = Change(day(0), instant(0), 1, "Define")
    wrong = Change(day(3), instant(3), 2, "Refine")
    withdrawn = Change(day(3), instant(4), 3, None, withdraws=True)
    assert value_at([held, wrong, withdrawn], day(5), instant(3)) == wrong
    assert value_at([held, wrong, withdrawn], day(5), instant(4)) == held
