"""Counting time: Working Days, the conventions they are counted by, deadlines, and dates as the papers write them.

Pure Python; nothing here reads a clock or a database. `working_days` holds the calendar, `holidays` its table,
`conventions` the arithmetic, `deadlines` the deadline object, `dates` reading and printing, `wording` every sentence.
"""

from codeclerk.kernel.calendar.conventions import (
    Convention,
    Count,
    Sum,
    add,
    add_days,
    count,
    count_days,
    latest_notice_day,
)
from codeclerk.kernel.calendar.dates import (
    DateStyle,
    Month,
    end_of_london_day,
    format_date,
    london_day,
    parse_date,
    parse_month,
    parse_when,
    start_of_london_day,
)
from codeclerk.kernel.calendar.deadlines import Deadline, StoredDateDiffers, compare_stored, compute
from codeclerk.kernel.calendar.holidays import Holiday
from codeclerk.kernel.calendar.working_days import ENGLAND_WALES, SCOTLAND, Calendar

__all__ = [
    "ENGLAND_WALES",
    "SCOTLAND",
    "Calendar",
    "Convention",
    "Count",
    "DateStyle",
    "Deadline",
    "Holiday",
    "Month",
    "StoredDateDiffers",
    "Sum",
    "add",
    "add_days",
    "compare_stored",
    "compute",
    "count",
    "count_days",
    "end_of_london_day",
    "format_date",
    "latest_notice_day",
    "london_day",
    "parse_date",
    "parse_month",
    "parse_when",
    "start_of_london_day",
]
