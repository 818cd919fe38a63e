"""What a step costs: so many queries, and no more for a proposal with a long history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import bus
from tests.progression.support import take
from tests.register.support import IMPORT, do, registered

pytestmark = pytest.mark.django_db


def cost(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_a_step_takes_so_many_queries():
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    registered("SECMP0302", "A title", "2021-01-04", status="refinement")
    take("DP301", "csc_final_comment", "2021-01-26", shown=("problem_defined",))
    report = ("SECMP0302", "report_to_panel", "2021-03-12")
    sent = {"proposal": "SECMP0302", "step": report[1], "shown": ({"condition": "report_complete", "where": "PMP:23"},)}
    assert cost(lambda: bus.preview("take_step", sent, actor=IMPORT, effective=date(2021, 3, 12))) <= 13
    assert cost(lambda: take(*report, shown=("report_complete",))) <= 27
    assert cost(lambda: do("undo_step", proposal="SECMP0302", reason="In error.")) <= 31
    assert cost(lambda: take("DP301", "convert", "2021-03-12", shown=("work_package",))) <= 51


def test_a_long_history_costs_no_more():
    registered("SECMP0301", "A title", "2021-01-04", status="refinement")
    registered("SECMP0302", "A title", "2021-01-04", status="refinement")
    for week in range(12):
        take("SECMP0301", "working_group", date(2021, 1, 6) + timedelta(7 * week), by="Working Group 1")
    for number in ("SECMP0301", "SECMP0302"):  # what is read once a process is not counted
        take(number, "retitle", "2021-04-01", title=f"Title of {number}", reason="It says more.")
    short, long = (
        cost(lambda number=number: take(number, "report_to_panel", "2021-04-09", shown=("report_complete",)))
        for number in ("SECMP0302", "SECMP0301")
    )
    assert long == short
