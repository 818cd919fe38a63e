from __future__ import annotations

from datetime import date, timedelta

import holidays as oracle
import pytest

from codeclerk.kernel.calendar import Calendar, holidays
from codeclerk.kernel.calendar.holidays import FIRST_DAY, LAST_DAY, Holiday, table
from codeclerk.kernel.errors import Refused

from .conftest import d

# Proclaimed on 3 February 2026; the oracle's installed release may be older.
WORLD_CUP = date(2026, 6, 15)


def days_off(calendar: Calendar, year: int) -> set[date]:
    return {row.date for row in calendar.holidays_between(date(year, 1, 1), date(year, 12, 31))}


@pytest.mark.inventory("C08")
@pytest.mark.parametrize("year", range(2012, 2031))
@pytest.mark.parametrize(("jurisdiction", "subdivision"), [("england-wales", "ENG"), ("scotland", "SCT")])
def test_table_agrees_with_the_holidays_library(jurisdiction, subdivision, year):
    theirs = oracle.country_holidays("GB", subdiv=subdivision, years=year)
    weekdays = {day for day in theirs if day.weekday() < 5 and day.year == year}
    assert days_off(Calendar(jurisdiction), year) - {WORLD_CUP} == weekdays - {WORLD_CUP}


@pytest.mark.parametrize("year", [*range(2010, 2012), *range(2031, 2036)])
@pytest.mark.parametrize(("jurisdiction", "subdivision"), [("england-wales", "ENG"), ("scotland", "SCT")])
def test_table_agrees_with_the_holidays_library_in_the_outer_years(jurisdiction, subdivision, year):
    theirs = oracle.country_holidays("GB", subdiv=subdivision, years=year)
    assert days_off(Calendar(jurisdiction), year) == {d for d in theirs if d.weekday() < 5 and d.year == year}


@pytest.mark.inventory("C08")
@pytest.mark.parametrize(
    ("day", "last_day_unknown", "name"),
    [
        ("2011-04-29", "2010-11-22", "Royal wedding bank holiday"),
        ("2012-06-04", "2010-01-04", "Spring bank holiday (moved)"),
        ("2012-06-05", "2010-01-04", "Diamond Jubilee bank holiday"),
        ("2020-05-08", "2019-06-06", "Early May bank holiday (VE Day)"),
        ("2022-06-02", "2020-11-11", "Spring bank holiday (moved)"),
        ("2022-06-03", "2020-11-11", "Platinum Jubilee bank holiday"),
        ("2022-09-19", "2022-09-09", "Bank holiday for the State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "2022-11-05", "Bank holiday for the coronation of King Charles III"),
    ],
)
def test_one_off_day_is_off_from_its_announcement(day, last_day_unknown, name):
    day, before = d(day), d(last_day_unknown)
    assert Calendar().holiday_name(day) == name
    assert Calendar(known_at=before).is_working_day(day)
    assert not Calendar(known_at=before + timedelta(days=1)).is_working_day(day)


@pytest.mark.inventory("C08")
@pytest.mark.parametrize(
    ("day", "last_day_off"),
    [("2012-05-28", "2010-01-04"), ("2020-05-04", "2019-06-06"), ("2022-05-30", "2020-11-11")],
)
def test_moved_day_is_off_until_the_move_is_known(day, last_day_off):
    day, before = d(day), d(last_day_off)
    assert Calendar().is_working_day(day)
    assert not Calendar(known_at=before).is_working_day(day)
    assert Calendar(known_at=before + timedelta(days=1)).is_working_day(day)


@pytest.mark.inventory("C08")
@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2015-12-28", "Boxing Day (substitute day)"),
        ("2016-12-27", "Christmas Day (substitute day)"),
        ("2017-01-02", "New Year's Day (substitute day)"),
        ("2020-12-28", "Boxing Day (substitute day)"),
        ("2021-04-05", "Easter Monday"),
        ("2021-12-27", "Christmas Day (substitute day)"),
        ("2021-12-28", "Boxing Day (substitute day)"),
        ("2022-01-03", "New Year's Day (substitute day)"),
    ],
)
def test_substitute_and_moving_days_of_england_and_wales(day, name):
    assert Calendar().holiday_name(d(day)) == name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2021-01-04", "2nd January (substitute day)"),
        ("2021-04-05", None),
        ("2021-08-02", "Summer bank holiday"),
        ("2021-08-30", None),
        ("2021-11-30", "St Andrew's Day"),
        ("2019-12-02", "St Andrew's Day (substitute day)"),
        ("2023-01-02", "2nd January"),
        ("2023-01-03", "New Year's Day (substitute day)"),
        ("2026-06-15", "World Cup bank holiday"),
    ],
)
def test_scottish_days(scotland, day, name):
    assert scotland.holiday_name(d(day)) == name


@pytest.mark.parametrize("jurisdiction", ["england-wales", "scotland"])
def test_table_covers_every_year(jurisdiction):
    years = {row.date.year for row in table(jurisdiction)}
    assert years == set(range(FIRST_DAY.year, LAST_DAY.year + 1))


def test_unknown_jurisdiction_is_refused():
    with pytest.raises(Refused) as refused:
        table("wales")
    assert refused.value.first.code == "calendar.unknown_jurisdiction"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("2021-01-01", None), ("2021-01-01", None)], "twice"),
        ([("2021-04-02", None), ("2021-01-01", None)], "order"),
        ([("2021-12-25", None)], "weekend"),
        ([("2036-01-01", None)], "years"),
        ([("2021-01-01", "1970-01-01")], "superseded"),
    ],
)
def test_broken_table_is_an_error(rows, message):
    broken = tuple(Holiday(d(day), "x", d("1978-01-01"), d(end) if end else None) for day, end in rows)
    with pytest.raises(ValueError, match=message):
        holidays._check(broken)
