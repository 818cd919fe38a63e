"""Days, months and ranges of a timetable: the precision that was printed is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.register.rules.times import clause, day_of, month_of, printed, range_of, read_when

days = st.dates(min_value=date(2013, 1, 1), max_value=date(2040, 12, 30))
whens = st.one_of(
    days.map(day_of),
    days.map(lambda day: month_of(day.year, day.month)),
    st.tuples(days, st.integers(1, 300)).map(lambda pair: range_of(pair[0], pair[0] + timedelta(days=pair[1]))),
)


@given(whens)
def test_what_is_printed_or_stored_reads_back(when):
    assert read_when(printed(when)) == when
    assert read_when(when.isoformat()) == when


@pytest.mark.parametrize(
    ("text", "iso", "said", "words"),
    [
        ("22 Oct 2019", "2019-10-22", "22 Oct 2019", "on 22 October 2019"),
        ("22 Jul 20", "2020-07-22", "22 Jul 2020", "on 22 July 2020"),
        ("Oct 20", "2020-10", "Oct 2020", "in October 2020"),
        ("19 Oct – 30 Oct 2020", "2020-10-19/2020-10-30", "19 Oct 2020 – 30 Oct 2020",
         "from 19 October 2020 to 30 October 2020"),
        ("8 to 24 March 2021", "2021-03-08/2021-03-24", "8 Mar 2021 – 24 Mar 2021",
         "from 8 March 2021 to 24 March 2021"),
        ("14 Dec 20 – 6 Jan 21", "2020-12-14/2021-01-06", "14 Dec 2020 – 6 Jan 2021",
         "from 14 December 2020 to 6 January 2021"),
    ],
)  # fmt: skip
def test_when_as_papers_print_it(text, iso, said, words):
    when = read_when(text)
    assert (when.isoformat(), printed(when), clause(when)) == (iso, said, words)


@pytest.mark.parametrize("text", ["", "soon", "31 Feb 2021", "8 Jan 2021 – 14 Dec 2020", "2020-13", "1 2 3"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Refused):
        read_when(text)


def test_a_range_does_not_go_backwards():
    with pytest.raises(Refused, match="ends before it begins"):
        range_of(date(2021, 1, 2), date(2021, 1, 1))
