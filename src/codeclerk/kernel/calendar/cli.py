"""`codeclerk workdays`: Working Day arithmetic on the command line. It needs no database and loads no Django."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from codeclerk.kernel.calendar.conventions import Convention, Count, Sum, add, count
from codeclerk.kernel.calendar.dates import DateStyle, format_date, parse_date
from codeclerk.kernel.calendar.working_days import ENGLAND_WALES, Calendar
from codeclerk.kernel.console import Group, emit, format_option
from codeclerk.kernel.errors import Reason

NOT_A_NUMBER = Reason(
    code="calendar.not_a_number",
    rule="Working Days are added in whole numbers",
    problem="'{object}' is not a whole number",
    remedy="Give a number such as 15, or -10 to go back",
)


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        [
            click.option(
                "--convention", required=True, metavar="NAME", help="exclusive, inclusive, clear or published."
            ),
            click.option(
                "--jurisdiction",
                default=ENGLAND_WALES,
                show_default=True,
                metavar="NAME",
                help="england-wales, scotland, or a union: england-wales+scotland.",
            ),
            click.option(
                "--known-at", metavar="DATE", help="Use the bank holidays as known on this day; default: all known."
            ),
            format_option,
        ]
    ):
        command = option(command)
    return command


@click.group(cls=Group)
def workdays() -> None:
    """Count and add Working Days, with the reason for the answer."""


@workdays.command("count")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@_options
def count_command(
    start: str, end: str, convention: str, jurisdiction: str, known_at: str | None, output_format: str
) -> None:
    """Count the Working Days from one date to another.

    Dates are read as 2021-02-04, 4 Feb 2021, 4 Feb 21 or 04/02/2021.
    """
    found = count(parse_date(start), parse_date(end), Convention.named(convention), _calendar(jurisdiction, known_at))
    emit(found.as_json(), output_format, _in_words(found))


# A negative number must not be taken for an option.
@workdays.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("start", metavar="DATE")
@click.argument("number", metavar="N")
@_options
def add_command(
    start: str, number: str, convention: str, jurisdiction: str, known_at: str | None, output_format: str
) -> None:
    """Add N Working Days to a date, or go back with a negative N."""
    found = add(parse_date(start), _number(number), Convention.named(convention), _calendar(jurisdiction, known_at))
    emit(found.as_json(), output_format, _in_words(found))


def _calendar(jurisdiction: str, known_at: str | None) -> Calendar:
    known: date | None = parse_date(known_at) if known_at else None
    return Calendar(jurisdiction, known)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise NOT_A_NUMBER.refuse(text) from None


def _in_words(found: Count | Sum) -> Callable[[Any], str]:
    def words(_: Any) -> str:
        lines = [found.explanation]
        lines += [f"  skipped {format_date(row.date, DateStyle.MEDIUM)}, {row.name}" for row in found.skipped]
        return "\n".join(lines)

    return words
