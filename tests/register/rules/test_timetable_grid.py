"""The grid of many timetables: bars by kind, boxed first dates, combined bars, and its drawing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

import codeclerk.register
from codeclerk.kernel.calendar.dates import Month
from codeclerk.register.grid_drawing import colours_of, grid_svg
from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import Revision, Row, Standing, State
from codeclerk.register.rules.timetable_grid import (
    Bar,
    Box,
    Grid,
    GridRow,
    Undated,
    boxes,
    month_after,
    month_label,
    pieces,
    runs,
    window,
)

DAY = date(2016, 11, 9)
BARS = (
    Bar("dmr", "DMR", "DMR", 1, ("report_to_panel",)),
    Bar("cb", "CB", "CB", 1, ("change_board_vote",), boxed=Box.DECISION),
    Bar("decision", "Decision", "Dec", 1, ("authority_decision",), boxed=Box.DECISION),
    Bar("refinement", "Panel approved Refinement", "Ref", 2, ("refinement_approved",)),
    Bar("sub_group", "Sub-group", "Sub", 2, ("sub_group",)),
    Bar("solution", "Solution", "Sol", 2, ("solution",)),
    Bar("solution_v1", "Solution v1", "Sol v1", 2, ("solution_v1",)),
    Bar("consultation", "Consultation", "Con", 2, ("refinement_consultation",)),
    Bar("pa", "PA", "PA", 3, ("pa",), "pa_requested", "pa_returned", Box.DUE),
    Bar("ia", "IA", "IA", 3, ("ia",), "ia_requested", "ia_returned", Box.DUE),
)


def event(kind, when, state=State.PLANNED, first="", label="", n=""):
    now = read_when(when)
    said = [Revision(date(2016, 2, 1), read_when(first), State.PLANNED)] if first else []
    revisions = (*said, Revision(date(2016, 3, 1), now, state))
    return Row(f"{kind}{n}", kind, label or kind, now, state, revisions=revisions)


HAPPENED = State.HAPPENED
EVENTS = (
    event("refinement_approved", "March 2016", HAPPENED),
    event("solution", "April 2016", HAPPENED, n="1"),
    event("solution", "May 2016", HAPPENED, n="2"),
    event("solution_v1", "June 2016", HAPPENED),
    event("sub_group", "July 2016", HAPPENED, label="WG1.3"),
    event("pa_requested", "2016-05-10", HAPPENED),
    event("pa_returned", "2016-08-19", HAPPENED, first="July 2016"),
    event("ia", "2016-09-01/2017-01-20", first="2016-09-01/2016-12-16"),
    event("refinement_consultation", "January 2017"),
    event("report_to_panel", "February 2017"),
    event("change_board_vote", "February 2017", first="January 2017"),
    event("authority_decision", "April 2017", first="March 2017"),
)
MONTHS = window(DAY)


def row(events=EVENTS, number="SECMP0004", group="WG2", **more):
    return GridRow("0004", number, "Add MSN", pieces(events, BARS, DAY), boxes(events, BARS), group, **more)


def cells(one, short=False):
    return {month_label(month): cell for month in MONTHS if (cell := one.cell(month, short=short))}


@pytest.mark.inventory("C17", "C19")
def test_bars_by_kind_stand_in_their_months():
    assert cells(row()) == {
        "Mar 2016": "Panel approved Refinement",
        "Apr 2016": "Solution",
        "May 2016": "Solution; PA",
        "Jun 2016": "Solution v1; PA",
        "Jul 2016": "WG1.3; PA; PA first due",
        "Aug 2016": "PA",
        "Sep 2016": "IA",
        "Oct 2016": "IA",
        "Nov 2016": "IA",
        "Dec 2016": "IA; IA first due",
        "Jan 2017": "Consultation; IA",
        "Feb 2017": "DMR / CB",
        "Mar 2017": "Dec first deadline",
        "Apr 2017": "Decision",
    }


@pytest.mark.inventory("C19")
def test_a_report_and_a_vote_of_different_months_are_bars_of_their_own():
    assert cells(row([event("report_to_panel", "January 2017"), event("change_board_vote", "February 2017")])) == {
        "Jan 2017": "DMR",
        "Feb 2017": "CB; CB first deadline",
    }


def test_the_window_is_that_of_the_printed_table():
    assert (str(MONTHS[0]), str(MONTHS[-1]), len(MONTHS)) == ("March 2016", "June 2017", 16)
    assert len(window(DAY, Month(2016, 1), 99)) == 36
    assert window(DAY, Month(2016, 12), 2) == (Month(2016, 12), Month(2017, 1))
    assert month_after(Month(2016, 1), -1) == Month(2015, 12)


@pytest.mark.inventory("C16", "C18")
def test_first_dates_are_boxed_whatever_the_event_became():
    boxed = [(one.box, one.bar.id, str(one.month)) for one in row().boxes]
    assert boxed == [
        (Box.DUE, "pa", "July 2016"),
        (Box.DUE, "ia", "December 2016"),
        (Box.DECISION, "decision", "March 2017"),
    ]
    without = [one for one in EVENTS if one.kind != "authority_decision"]
    assert [(one.bar.id, str(one.month)) for one in row(without).boxes][-1] == ("cb", "January 2017")
    recorded = event("pa_returned", "2016-08-19", HAPPENED)
    assert boxes([recorded], BARS) == ()


def test_months_of_one_kind_that_follow_each_other_are_one_bar():
    assert [(one.start, one.end, one.short) for one in runs(row(), MONTHS, 2)] == [
        (0, 0, "Ref"),
        (1, 2, "Sol"),
        (3, 3, "Sol v1"),
        (4, 4, "WG1.3"),
        (10, 10, "Con"),
    ]
    assert [(one.start, one.end, one.name) for one in runs(row(), MONTHS, 1)] == [
        (11, 11, "DMR / CB"),
        (13, 13, "Decision"),
    ]
    assert [(one.start, one.end, one.standing) for one in runs(row(), MONTHS, 3)] == [
        (2, 5, Standing.HAPPENED),
        (6, 10, Standing.RUNNING),
    ]


def test_an_assessment_of_which_one_end_is_known_stands_there():
    assert cells(row([event("pa_requested", "2016-05-10", HAPPENED)])) == {"May 2016": "PA"}
    odd = [event("pa_requested", "2016-05-10", HAPPENED), event("pa_returned", "2016-04-10", HAPPENED)]
    assert cells(row(odd)) == {"Apr 2016": "PA", "May 2016": "PA"}


def drawn(*rows):
    return Grid(MONTHS, rows, BARS, DAY, {f"WG{n}": f"Working Group {n}" for n in range(1, 6)})


@pytest.mark.inventory("C18")
def test_the_drawing_tells_nothing_by_colour_alone():
    grid = drawn(row(), row((), "SECMP0020 <b>", ""), row((), "SECMP0009", "WG3", undated=(Undated("Solution", 8),)))
    svg = grid_svg(grid, "Timetables")
    tree = etree.fromstring(svg)
    texts = ["".join(one.itertext()) for one in tree.iter("{*}text")]
    assert {"SECMP0004 · WG2", "SECMP0020 <b>"} <= set(texts)
    assert {"Solution", "Sol v1", "WG1.3", "DMR / CB", "Dec first"} <= set(texts)
    assert "Printed, month not known: Solution × 8" in texts
    assert {"first due date of a PA or IA", "first deadline of the decision"} <= set(texts)
    titles = [one.text for one in tree.iter("{*}title")]
    assert {"SECMP0004: PA, happened", "SECMP0004: Dec first deadline: March 2017"} <= set(titles)
    assert not list(tree.iter("{*}b", "{*}script", "{*}style"))
    classes = {one.get("class") for one in tree.iter("{*}rect")}
    assert {"s-due", "s-deadline"} <= classes
    styles = Path(codeclerk.register.__path__[0]) / "static/register/timetables.css"
    style = styles.read_text(encoding="utf-8")
    assert ".s-due { stroke: var(--danger); }" in style  # red
    assert ".s-deadline { stroke: var(--spark); }" in style  # yellow
    assert colours_of(grid) == {"WG2": 1, "WG3": 2}
    assert grid_svg(grid, "Timetables") == svg
    assert grid_svg(drawn(), "Timetables") == ""


def test_the_description_counts_what_is_drawn():
    assert drawn(row(), row(())).description == (
        "2 proposals from March 2016 to June 2017; 1 of them with bars in these months. "
        "2 times the original date for a PA or IA is boxed. 1 original deadline of a decision is boxed."
    )
    assert drawn().description == "No proposal is in this grid."
