"""What is odd about the day of a decision: warned of, never refused, since papers print such days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar import Calendar, DateStyle, format_date
from codeclerk.kernel.packs import Body
from codeclerk.register.rules.times import When


class Odd(StrEnum):
    """What may be odd about a day."""

    OFF_PATTERN = "off_pattern"
    NO_WORKING_DAY = "no_working_day"
    AGENDA_DAY = "agenda_day"
    """A provisional agenda is announced on another day than by the rule."""
    NOT_CONFIRMED = "not_confirmed"
    """A planned day has passed, and no source says that it happened."""

    @property
    def label(self) -> str:
        """A few words for lists."""
        return {
            "off_pattern": "off the pattern",
            "no_working_day": "no Working Day",
            "agenda_day": "agenda day differs",
            "not_confirmed": "not confirmed",
        }[self.value]


@dataclass(frozen=True)
class Doubt:
    """One thing that is odd: of which kind, and a sentence that says it in full. Nothing of it is an error."""

    odd: Odd
    words: str


def off_pattern(day: date, body: Body | None) -> Doubt | None:
    """That a body does not usually meet on that day; None where it does, or where no pattern is known.

    23 February 2021 (CSR:382) is a Tuesday; the Change Board meets on the third or fourth Wednesday.
    """
    pattern = body.pattern_on(day) if body is not None else None
    if body is None or pattern is None or pattern.fits(day):
        return None
    usual = " or ".join(format_date(one) for one in pattern.dates(day.year, day.month))
    who = f"the {body.name} meets {pattern.words}"
    words = f"{format_date(day, DateStyle.WEEKDAY)} is off the pattern of its meetings: {who}, here {usual}."
    return Doubt(Odd.OFF_PATTERN, words)


def no_working_day(day: date, calendar: Calendar | None = None) -> Doubt | None:
    """That a day is no Working Day; None where it is one."""
    calendar = calendar or Calendar()
    if calendar.is_working_day(day):
        return None
    holiday = calendar.holiday_name(day)
    words = f"{format_date(day, DateStyle.WEEKDAY)} is {f'{holiday}, ' if holiday else ''}no Working Day."
    return Doubt(Odd.NO_WORKING_DAY, words)


def day_doubts(when: When, body: Body | None, calendar: Calendar | None = None) -> tuple[Doubt, ...]:
    """Everything that is odd about the day of a decision; nothing where the day is not known."""
    if not when.is_day:
        return ()
    found = (off_pattern(when.first, body), no_working_day(when.first, calendar))
    return tuple(one for one in found if one is not None)


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
