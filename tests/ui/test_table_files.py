"""Tables as files: the right values, the same bytes, and nothing that a spreadsheet would run."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.ui.table_files import FORMULA_STARTS, to_csv, to_json, to_xlsx
from codeclerk.ui.tables import Cell, Column, Kind, Link, Table
from codeclerk.ui.tags import verdict_tag

COLUMNS = (
    Column("ref", "Reference", Kind.REFERENCE),
    Column("raised", "Raised", Kind.DATE),
    Column("cost", "Cost, £", Kind.NUMBER, places=2),
    Column("verdict", "Verdict", Kind.TAG),
)
ROWS = (
    {
        "ref": Link("MP9", "/mp9"),
        "raised": date(2021, 3, 5),
        "cost": Decimal("-1200.50"),
        "verdict": verdict_tag("PASS"),
    },
    {"ref": Cell("MP10", (1,)), "raised": datetime(2021, 6, 1, 11, 0, tzinfo=UTC), "cost": 7, "verdict": None},
)
TABLE = Table("Proposals", COLUMNS, ROWS, footnotes=("Sample.",), totals={"cost": Decimal("-1193.50")})
# What can stand in a cell: no control characters but the three that matter here, no halves of pairs.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\r\n"), max_size=30)
RISKY = st.one_of(TEXT, st.tuples(st.sampled_from(FORMULA_STARTS), TEXT).map("".join))


def one_cell(text):
    return Table("T", (Column("a", "A"),), ({"a": text},))


def csv_rows(table):
    return list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))


def sheet(table):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(table))).active


def test_csv_has_the_headings_and_plain_values():
    assert csv_rows(TABLE) == [
        ["Reference", "Raised", "Cost, £", "Verdict"],
        ["MP9", "2021-03-05", "-1200.50", "PASS"],
        ["MP10", "2021-06-01T11:00+00:00", "7", ""],
    ]


def test_json_keeps_every_digit_and_the_footnotes():
    value = json.loads(to_json(TABLE))
    assert value["rows"][0] == {"ref": "MP9", "raised": "2021-03-05", "cost": "-1200.50", "verdict": "PASS"}
    assert value["rows"][1]["ref"] == {"value": "MP10", "notes": [1]}
    assert value["footnotes"] == ["Sample."]


def test_excel_has_typed_cells():
    made = sheet(TABLE)
    assert [cell.value for cell in made[1]] == ["Reference", "Raised", "Cost, £", "Verdict"]
    assert [cell.value for cell in made[2]] == ["MP9", datetime(2021, 3, 5), -1200.5, "PASS"]  # noqa: DTZ001
    assert made["B3"].value == datetime(2021, 6, 1, 12, 0)  # noqa: DTZ001  London
    assert made["C4"].value == -1193.5
    assert made["A6"].value == "1. Sample."


@pytest.mark.parametrize("write", [to_csv, to_xlsx, to_json])
def test_the_same_table_gives_the_same_bytes(write):
    assert write(TABLE) == write(TABLE)


@given(RISKY)
def test_no_text_in_csv_begins_like_a_formula(text):
    (_, (value,)) = csv_rows(one_cell(text)) if text else (None, ("",))
    assert not value.startswith(FORMULA_STARTS)
    assert value.removeprefix("'") == text.removeprefix("'")


@given(RISKY)
def test_every_text_in_excel_is_a_text_cell(text):
    cell = sheet(one_cell(text))["A2"]
    assert cell.data_type in ({"s", "inlineStr"} if text else {"n"})
    if "\r" not in text:  # XML reads a carriage return as a line feed
        assert (cell.value or "") == text


def test_a_heading_is_made_harmless_too():
    made = Table("T", (Column("a", "=1+1"),), ())
    assert csv_rows(made) == [["'=1+1"]]
    assert sheet(made)["A1"].data_type == "s"
