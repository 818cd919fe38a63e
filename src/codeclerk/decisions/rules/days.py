"""What is odd about the day of a decision: warned of, never refused, since papers print such days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from codeclerk.kernel.calendar import Calendar, DateStyle, format_date
from codeclerk.kernel.packs import Body
from codeclerk.register.rules.times import When


def pattern_warning(day: date, body: Body | None) -> str:
    """That a body does not usually meet on that day; empty where it does, or where no pattern is known.

    23 February 2021 (CSR:382) is a Tuesday; the Change Board meets on the third or fourth Wednesday.
    """
    pattern = body.pattern_on(day) if body is not None else None
    if body is None or pattern is None or pattern.fits(day):
        return ""
    usual = " or ".join(format_date(one) for one in pattern.dates(day.year, day.month))
    who = f"the {body.name} meets {pattern.words}"
    return f"{format_date(day, DateStyle.WEEKDAY)} is off the pattern of its meetings: {who}, here {usual}."


def working_day_warning(day: date, calendar: Calendar | None = None) -> str:
    """That a day is no Working Day; empty where it is one."""
    calendar = calendar or Calendar()
    if calendar.is_working_day(day):
        return ""
    holiday = calendar.holiday_name(day)
    return f"{format_date(day, DateStyle.WEEKDAY)} is {f'{holiday}, ' if holiday else ''}no Working Day."


def day_warnings(when: When, body: Body | None, calendar: Calendar | None = None) -> tuple[str, ...]:
    """Everything that is odd about the day of a decision; nothing where the day is not known."""
    if not when.is_day:
        return ()
    found = (pattern_warning(when.first, body), working_day_warning(when.first, calendar))
    return tuple(one for one in found if one)


def stage_warning(number: str, usual: Collection[str], stood: Iterable[str], names: Mapping[str, str]) -> str:
    """That a proposal stood in another stage than one in which it is usually decided on so; empty where that fits.

    Args:
        usual: ids of the stages in which it usually stands then; empty for any.
        stood: the stages in which it stood before and after; unknown ones are empty.
        names: id of a stage -> its name.
    """
    known = list(dict.fromkeys(stage for stage in stood if stage))
    if not usual or not known or set(known) & set(usual):
        return ""
    where = " or ".join(names.get(stage, stage) for stage in usual)
    return f"{number} stood in {names.get(known[0], known[0])}; this is usually decided on a proposal in {where}."
