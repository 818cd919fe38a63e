"""What changed from one report to the next: due and expected dates, each with its reason (CSR:558-560, D44). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.assessments.rules.assessment import Assessment


class DateKind(StrEnum):
    """Which of its dates changed."""

    DUE = "due"
    EXPECTED = "expected"


@dataclass(frozen=True)
class DateChange:
    """One date of one assessment that is another one than it was. `after` is `None` for one that was taken back.

    `reason` is what was said with the new date; empty where nothing was.
    """

    assessment: str
    number: str
    kind: str
    what: DateKind
    before: date
    after: date | None
    reason: str

    @property
    def lacks_reason(self) -> bool:
        """The report has to give one, and the record has none (SEC D6.9, CSR:558)."""
        return not self.reason.strip()

    @property
    def is_later(self) -> bool:
        return self.after is not None and self.after > self.before


def date_changes(before: Iterable[Assessment], after: Iterable[Assessment]) -> tuple[DateChange, ...]:
    """The dates in `after` that differ from those in `before`, by assessment, the due date first.

    A date given for the first time is no change, and neither is an assessment that is only in one of the lists.
    """
    earlier = {one.key: one for one in before}
    found: list[DateChange] = []
    for one in sorted(after, key=lambda one: one.key):
        was = earlier.get(one.key)
        if was is not None:
            found += _changes(was, one)
    return tuple(found)


def _changes(was: Assessment, one: Assessment) -> Iterable[DateChange]:
    dates = (
        (DateKind.DUE, _due(was), _due(one), one.accepted_note),
        (DateKind.EXPECTED, _expected(was), _expected(one), one.expected_reason),
    )
    for what, old, new, reason in dates:
        if old is not None and old != new:
            yield DateChange(one.key, one.number, one.kind, what, old, new, reason)


def _due(one: Assessment) -> date | None:
    return one.deadline.due if one.deadline else None


def _expected(one: Assessment) -> date | None:
    return one.expected[-1] if one.expected else None
