"""One calendar decides every clock of the product: a bank holiday that is announced moves each of them alike (C08)."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import codeclerk
from codeclerk.assessments.find import types
from codeclerk.assessments.rules import deadline_of
from codeclerk.consultations import vocabulary as consultations
from codeclerk.consultations.rules import Said, What, close_warnings, length
from codeclerk.decisions.rules.days import Odd, day_doubts
from codeclerk.decisions.vocabulary import body_by_id
from codeclerk.kernel.calendar import Calendar
from codeclerk.meetings.rules import paper_day
from codeclerk.register.rules.times import day_of
from codeclerk.releases import vocabulary as releases
from codeclerk.releases.rules.days import cut_off

pytestmark = pytest.mark.django_db

# The bank holiday of the Platinum Jubilee, Friday 3 June 2022, was announced in November 2020.
BEFORE, AFTER = (Calendar(known_at=date(2020, month, 1)) for month in (10, 12))
JUBILEE = date(2022, 6, 3)


@pytest.mark.inventory("C08")
def test_an_announced_holiday_moves_every_clock():
    preliminary = next(one for one in types() if one.id == "PA")
    said = {
        What.ISSUED: Said(What.ISSUED, date(2022, 5, 23), day_of(date(2022, 5, 23))),
        What.CLOSES: Said(What.CLOSES, date(2022, 5, 23), day_of(date(2022, 6, 10))),
    }
    clocks = {
        "an assessment is due": lambda by: deadline_of(preliminary, date(2022, 5, 16), by).due,
        "a consultation is open for": lambda by: length(said, consultations.rules().usual_length, by),
        "papers are issued by": lambda by: paper_day(body_by_id("panel"), date(2022, 6, 10), by),
        "a decision is in time by": lambda by: cut_off(date(2022, 6, 30), releases.lead_time(), by),
    }
    assert [what for what, clock in clocks.items() if clock(BEFORE) == clock(AFTER)] == []
    assert (close_warnings(JUBILEE, BEFORE), len(close_warnings(JUBILEE, AFTER))) == ((), 1)
    odd = [[one.odd for one in day_doubts(day_of(JUBILEE), None, calendar)] for calendar in (BEFORE, AFTER)]
    assert odd == [[], [Odd.NO_WORKING_DAY]]


@pytest.mark.inventory("C08")
def test_nothing_else_in_the_product_knows_which_days_are_off():
    """Only the calendar compares weekdays with a weekend, and only it has a table of holidays."""
    root = Path(codeclerk.__path__[0])
    found = [
        f"{file.relative_to(root)}:{node.lineno}"
        for file in sorted(root.rglob("*.py"))
        if not file.is_relative_to(root / "kernel" / "calendar")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _knows_weekends(node)
    ]
    assert found == []


def _knows_weekends(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [getattr(node, "module", None) or "", *(one.name for one in node.names)]
        return any(name.split(".")[0] in {"holidays", "numpy", "workalendar"} for name in names)
    if not isinstance(node, ast.Compare):
        return False
    sides = (node.left, *node.comparators)
    is_weekday = any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in {"weekday", "isoweekday"}
        for one in sides
    )
    return is_weekday and any(
        isinstance(way, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.In | ast.NotIn) for way in node.ops
    )
