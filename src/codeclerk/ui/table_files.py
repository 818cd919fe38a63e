"""A table as a file: CSV, Excel and JSON. The same table gives the same bytes.

A spreadsheet runs a text that begins like a formula. In CSV such a text gets an apostrophe in front; in Excel every
text is written as a text cell, which is never run. Numbers and dates stay numbers and dates.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from codeclerk.ui.tables import Cell, Column, Kind, Table, plain, text_of
from codeclerk.ui.words import LONDON

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def harmless(text: str) -> str:
    """The text as it may stand in a CSV file: never read as a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def to_csv(table: Table) -> bytes:
    """CSV in UTF-8 with a byte order mark (Excel needs it), headings in the first row, dates as 2021-03-05."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_value(row.get(column.key), column) for column in table.columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "surrogatepass")


def _csv_value(value: Any, column: Column) -> str:
    data = plain(value)
    if data is None:
        return ""
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, int | float | Decimal):
        return str(data)
    if isinstance(data, datetime):
        return data.isoformat(timespec="minutes")
    if isinstance(data, date):
        return data.isoformat()
    return harmless(text_of(value, column))


def to_json(table: Table) -> bytes:
    """JSON: caption, columns, rows by column key, footnotes. Decimals are texts, so that no digit is lost."""
    value = {
        "caption": table.caption,
        "columns": [{"key": c.key, "label": c.label, "kind": c.kind.value} for c in table.columns],
        "rows": [{c.key: _json_value(row.get(c.key)) for c in table.columns} for row in table.rows],
        "totals": {key: _json_value(total) for key, total in table.totals.items()},
        "footnotes": list(table.footnotes),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _json_value(value: Any) -> Any:
    data = plain(value)
    if isinstance(data, datetime | date):
        data = data.isoformat()
    elif isinstance(data, Decimal):
        data = str(data)
    notes = value.notes if isinstance(value, Cell) else ()
    return {"value": data, "notes": list(notes)} if notes else data


def to_xlsx(table: Table) -> bytes:
    """An Excel workbook with one sheet: headings in row 1, filters on, footnotes below the rows."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": table.caption, "created": _EPOCH})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        dated = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        timed = book.add_format({"num_format": "d mmmm yyyy hh:mm", "align": "left"})
        figures = {c.key: book.add_format({"num_format": _figure_format(c)}) for c in table.columns}
        sheet = book.add_worksheet("Table")
        sheet.freeze_panes(1, 0)
        for x, column in enumerate(table.columns):
            sheet.write_string(0, x, column.label, bold)
            longest = max([len(text_of(row.get(column.key), column)) for row in table.rows[:500]], default=0)
            sheet.set_column(x, x, min(60, max(10, len(column.label) + 2, longest + 1)))
        for y, row in enumerate((*table.rows, *([table.totals] if table.totals else [])), start=1):
            for x, column in enumerate(table.columns):
                data = plain(row.get(column.key))
                if data is None:
                    continue
                if isinstance(data, bool) or not isinstance(data, int | float | Decimal | date):
                    sheet.write_string(y, x, text_of(row.get(column.key), column))
                elif isinstance(data, datetime):
                    local = data.astimezone(LONDON) if data.tzinfo else data
                    sheet.write_datetime(y, x, local.replace(tzinfo=None), timed)
                elif isinstance(data, date):
                    sheet.write_datetime(y, x, datetime(data.year, data.month, data.day), dated)  # noqa: DTZ001
                else:
                    sheet.write_number(y, x, float(data), figures[column.key])
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        below = len(table.rows) + bool(table.totals) + 2
        for n, note in enumerate(table.footnotes):
            sheet.write_string(below + n, 0, f"{n + 1}. {note}")
    return out.getvalue()


def _figure_format(column: Column) -> str:
    if column.kind is not Kind.NUMBER or column.places is None:
        return "#,##0.##########" if column.kind is Kind.NUMBER else "General"
    return "#,##0" + ("." + "0" * column.places if column.places else "")
