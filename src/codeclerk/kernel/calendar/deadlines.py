"""A deadline as an object: its rule, what started it, how it was counted, the due date, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from codeclerk.kernel.calendar.conventions import (
    Convention,
    Sum,
    add_days,
    count_days,
    latest_notice_day,
    sum_facts,
)
from codeclerk.kernel.calendar.holidays import Holiday
from codeclerk.kernel.calendar.wording import Sentence
from codeclerk.kernel.calendar.working_days import Calendar
from codeclerk.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something is still in time. Made by `compute`.

    Attributes:
        rule: id of the rule that set it.
        trigger: what happened, or will, as a noun: "acceptance", "go-live".
        trigger_date: the London day of it.
        working_days: how many after the trigger, or before it when negative.
        convention: how they are counted.
        calendar: whose bank holidays, as known when.
        due: the last day in time. A Working Day, but for a notice of clear Working Days before an event, where it is
            the latest notice day, which may be a Sunday (31 January 2021 for 1 March 2021, SEC H8.4).
        clause: the clause or paper that states the rule, where one does.
    """

    rule: str
    trigger: str
    trigger_date: date
    working_days: int
    convention: Convention
    calendar: Calendar
    due: date
    clause: str | None = None

    @property
    def jurisdiction(self) -> str:
        return self.calendar.jurisdiction

    @property
    def known_at(self) -> date | None:
        return self.calendar.known_at

    @property
    def skipped(self) -> tuple[Holiday, ...]:
        """The bank holidays stepped over between the trigger and the due date."""
        return self._sum.skipped

    @property
    def sentence(self) -> Sentence:
        """The explanation as id and facts, to be stored."""
        return Sentence("calendar.deadline", {"trigger": self.trigger, **sum_facts(self._sum)})

    @property
    def explanation(self) -> str:
        """One sentence, such as "15 Working Days after acceptance on 4 Feb 2021, the day of acceptance not counted,
        England & Wales bank holidays removed: due 25 Feb 2021."
        """
        return str(self.sentence)

    def is_met(self, returned: date) -> bool:
        """Whether a return on this London day is in time: on or before the due date."""
        return returned <= self.due

    def remaining(self, today: date) -> int:
        """Working Days left from `today` to the due date, counted as the deadline is; 0 when it has passed.

        On the due date itself `exclusive` says 0 (none after today) and `inclusive` 1 (today).
        """
        return max(0, count_days(today, self.due, self.convention, self.calendar)) if today <= self.due else 0

    @property
    def late_convention(self) -> Convention:
        """How `late_by` counts from the due date, which is not counted itself."""
        return Convention.PUBLISHED if self.convention is Convention.PUBLISHED else Convention.EXCLUSIVE

    def late_by(self, day: date) -> int:
        """Days after the due date, up to and with `day`: Working Days, or weekdays for `published`; 0 when in time.

        The due date itself was in time, so it is never counted, whatever the convention does with ends. A Saturday
        after a Friday is late by 0 Working Days: `is_met` says whether it is late.
        """
        if day <= self.due:
            return 0
        if self.convention is Convention.PUBLISHED:
            return max(0, count_days(self.due, day, Convention.PUBLISHED, self.calendar) - 1)
        return count_days(self.due, day, Convention.EXCLUSIVE, self.calendar)

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "clause": self.clause,
            "trigger": self.trigger,
            "trigger_date": self.trigger_date.isoformat(),
            "working_days": self.working_days,
            "convention": self.convention.value,
            "jurisdiction": self.jurisdiction,
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "due": self.due.isoformat(),
            "explanation": self.explanation,
            "skipped": [holiday.as_json() for holiday in self.skipped],
        }

    @property
    def _sum(self) -> Sum:
        return Sum(self.trigger_date, self.working_days, self.due, self.convention, self.calendar)


def compute(
    *,
    rule: str,
    trigger: str,
    trigger_date: date,
    working_days: int,
    convention: Convention,
    calendar: Calendar | None = None,
    clause: str | None = None,
) -> Deadline:
    """The deadline that `rule` sets. England & Wales, by all that is known, unless a calendar is given.

    Refuses what `add_days` refuses.
    """
    calendar = calendar or Calendar()
    due = _due(trigger_date, working_days, convention, calendar)
    return Deadline(rule, trigger, trigger_date, working_days, convention, calendar, due, clause)


def _due(trigger_date: date, working_days: int, convention: Convention, calendar: Calendar) -> date:
    if convention is Convention.CLEAR and working_days < 0:
        return latest_notice_day(trigger_date, -working_days, calendar)
    return add_days(trigger_date, working_days, convention, calendar)


@dataclass(frozen=True, slots=True)
class StoredDateDiffers:
    """A warning: a date that was stored or printed is not the one that the rule gives. Both are kept.

    Attributes:
        difference: Working Days from the due date, not counted, to the stored one: negative when the stored date is
            too early; 0 when only a weekend or a bank holiday lies between.
        fits_without: the bank holidays whose absence, one at a time, would explain the stored date.
        fits_conventions: the other conventions that would explain it.
    """

    deadline: Deadline
    stored: date
    difference: int
    fits_without: tuple[date, ...]
    fits_conventions: tuple[Convention, ...]

    @property
    def sentence(self) -> Sentence:
        return Sentence(
            "calendar.stored_date_differs",
            {
                "stored": self.stored.isoformat(),
                "due": self.deadline.due.isoformat(),
                "working_days": self.difference,
                "days": (self.stored - self.deadline.due).days,
                "fits_without": [day.isoformat() for day in self.fits_without],
                "fits_conventions": [convention.value for convention in self.fits_conventions],
            },
        )

    @property
    def explanation(self) -> str:
        """One sentence or two: by how much it differs, and what would explain it."""
        return str(self.sentence)

    def as_json(self) -> dict[str, Any]:
        return {
            "stored": self.stored.isoformat(),
            "due": self.deadline.due.isoformat(),
            "difference": self.difference,
            "fits_without": [day.isoformat() for day in self.fits_without],
            "fits_conventions": [convention.value for convention in self.fits_conventions],
            "explanation": self.explanation,
        }


def compare_stored(deadline: Deadline, stored: date) -> StoredDateDiffers | None:
    """None when `stored` is the due date, else the warning (CSR:576 prints 28 January 2021 where 29 is computed)."""
    if stored == deadline.due:
        return None
    return StoredDateDiffers(
        deadline,
        stored,
        count_days(deadline.due, stored, Convention.EXCLUSIVE, deadline.calendar),
        tuple(
            holiday.date
            for holiday in deadline.skipped
            if _gives(deadline, stored, deadline.convention, deadline.calendar.without(holiday.date))
        ),
        tuple(
            convention
            for convention in Convention
            if convention is not deadline.convention and _gives(deadline, stored, convention, deadline.calendar)
        ),
    )


def _gives(deadline: Deadline, stored: date, convention: Convention, calendar: Calendar) -> bool:
    try:
        return _due(deadline.trigger_date, deadline.working_days, convention, calendar) == stored
    except Refused:  # this reading has no answer, so it explains nothing
        return False
