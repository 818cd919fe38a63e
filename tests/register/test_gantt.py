"""The drawing of a timetable."""

from datetime import date

from lxml import etree

from codeclerk.register.gantt import description, gantt
from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import Revision, Row, State

DAY = date(2020, 12, 5)


def row(label, when, state=State.PLANNED, first=""):
    revisions = (Revision(date(2020, 1, 1), read_when(first), State.PLANNED),) if first else ()
    found = read_when(when)
    return Row("k", "other", label, found, state, revisions=(*revisions, Revision(DAY, found, state)))


ROWS = (
    row("Raised <b>", "2019-10-22", State.HAPPENED),
    row("Month", "2020-02"),
    row("Consultation", "2020-12-01/2021-01-08"),
    row("Vote", "2021-01-27", first="2021-01-20"),
)


def test_the_drawing_is_well_formed_and_holds_no_markup_of_its_labels():
    tree = etree.fromstring(gantt(ROWS, DAY, "Timetable of MP092"))
    assert tree.get("role") == "img"
    texts = [each.text for each in tree.iter("{*}text")]
    assert "Raised <b>" in texts
    assert not list(tree.iter("{*}b", "{*}script", "{*}style"))
    titles = [each.text for each in tree.iter("{*}title")]
    assert titles[3] == "Vote: 27 Jan 2021, planned, first planned 20 Jan 2021"


def test_the_description_says_what_is_drawn():
    assert description(ROWS, DAY) == (
        "4 events from 22 October 2019 to 27 January 2021: 1 happened by 5 December 2020, 1 of them moved since first "
        "planned."
    )


def test_the_same_rows_give_the_same_bytes_and_none_give_nothing():
    assert gantt(ROWS, DAY, "T") == gantt(ROWS, DAY, "T")
    assert gantt((), DAY, "T") == ""
    assert description((), DAY) == "No events."


def test_a_long_span_names_no_more_months_than_fit():
    rows = (row("A", "2013-01-01"), row("B", "2030-12-31"))
    tree = etree.fromstring(gantt(rows, DAY, "T"))
    assert len([line for line in tree.iter("{*}line") if line.get("class") == "s-line"]) <= 8
