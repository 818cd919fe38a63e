"""One assessment as a value: its dates, its clock, where it stands, and whether it came in time. Pure.

Two clocks are kept apart. The *deadline* is set by the code pack (15 Working Days for a PA, 40 for an IA, from
acceptance, the day of acceptance not counted) and decides whether an assessment is late. The *duration* is what the
status report prints: weekdays from acceptance to return, both ends, bank holidays not removed (CSR:293-364). A duration
is never compared with a target: an assessment met its target if it was returned on or before the due date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar import Calendar, Convention, Deadline, add_days, compute, count_days
from codeclerk.kernel.packs.assessments import AssessmentType


def has_clock(kind: AssessmentType, day: date) -> bool:
    """Whether the pack has a clock for this type on this day: there was none before the process of 2018."""
    clock = kind.clock
    return all(min(rule.values) <= day for rule in (clock.working_days, clock.convention, clock.trigger))


def deadline_of(kind: AssessmentType, accepted: date, calendar: Calendar | None = None) -> Deadline:
    """The Target Completion Date of an assessment accepted on this day, by the pack's clock (D04 to D06).

    Raises `Refused` (kernel.pack_no_value_yet) for a day before the clock began.
    """
    clock = kind.clock.at(accepted)
    return compute(
        rule=f"assessments.{kind.id}",
        trigger="acceptance",
        trigger_date=accepted,
        working_days=clock.working_days.value,
        convention=clock.convention.value,
        calendar=calendar,
        clause=clock.working_days.reference or None,
    )


class Standing(StrEnum):
    """Where an assessment is on a day."""

    NOT_REQUESTED = "not_requested"
    """Its cost is approved, and it is not asked for yet."""
    REQUESTED = "requested"
    """Asked for, neither queried nor accepted."""
    QUERIED = "queried"
    """The DCC asked back and has not accepted: no clock runs, it is not counted as open (CSR:572, CSR:583)."""
    OPEN = "open"
    RETURNED = "returned"
    NOT_REQUIRED = "not_required"

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is to come."""
        return self in (Standing.RETURNED, Standing.NOT_REQUIRED)


@dataclass(frozen=True)
class Dated:
    """A day, and whether a source printed it or it was worked out."""

    day: date
    is_inferred: bool = False


@dataclass(frozen=True)
class Assessment:
    """One assessment as read through a lens.

    `proposal` is its key, `number` what it goes by on the lens's day. `target` is counted as `target_convention` says,
    both `None` before there was a clock; `deadline` is computed from the acceptance and absent before it. `expected`
    has every date that was given, oldest first, and `expected_reason` what was said with the latest. `printed_due`,
    `printed_duration` and `printed_target` are what a paper printed, in days or Working Days, kept beside what is
    computed; `printed_as_at` is the day to which the printed duration ran, `None` for one up to the return.
    `commentary` is what was said with the latest step.
    """

    key: str
    proposal: str
    kind: str
    number: str = ""
    title: str = ""
    target: int | None = None
    target_convention: Convention | None = None
    cost_approved: date | None = None
    answered: tuple[date, ...] = ()
    interim: tuple[date, ...] = ()
    requested: date | None = None
    queried: tuple[date, ...] = ()
    accepted: Dated | None = None
    deadline: Deadline | None = None
    expected: tuple[date, ...] = ()
    returned: date | None = None
    not_required: date | None = None
    reason: str = ""
    change_request: str = ""
    commentary: str = ""
    printed_due: date | None = None
    printed_duration: int | None = None
    printed_target: int | None = None
    sources: tuple[str, ...] = ()
    printed_as_at: date | None = None
    expected_reason: str = ""
    accepted_note: str = ""

    @property
    def nth(self) -> int:
        """1 for the proposal's first assessment of its type."""
        return int(self.key.rpartition("-")[2])

    @property
    def is_inferred(self) -> bool:
        """Whether its acceptance, and with it each figure that is counted from it, was worked out."""
        return self.accepted is not None and self.accepted.is_inferred

    def standing(self, on: date) -> Standing:
        """Where it was at the end of this day."""
        if _by(on, self.not_required):
            return Standing.NOT_REQUIRED
        if _by(on, self.returned):
            return Standing.RETURNED
        if self.accepted is not None and self.accepted.day <= on:
            return Standing.OPEN
        if _by(on, *self.queried):
            return Standing.QUERIED
        return Standing.REQUESTED if _by(on, self.requested, *self.answered) else Standing.NOT_REQUESTED

    def was_requested_by(self, on: date) -> bool:
        """Whether it existed at the end of this day: requested, or known to be accepted, returned or not required, by
        then. An approval of its cost alone is no request."""
        accepted = self.accepted.day if self.accepted else None
        return _by(on, self.requested, *self.queried, *self.answered, accepted, self.returned, self.not_required)

    def is_late(self, on: date) -> bool:
        """Open past its due date on this day, or expected after it."""
        if self.deadline is None or self.standing(on) is not Standing.OPEN:
            return False
        return on > self.deadline.due or any(day > self.deadline.due for day in self.expected[-1:])

    def overdue(self, on: date) -> int | None:
        """Working Days since the due date while it is open; 0 until then; `None` when it is not open."""
        if self.deadline is None or self.standing(on) is not Standing.OPEN:
            return None
        return self.deadline.late_by(on)

    def slip(self) -> int | None:
        """Working Days by which the latest expected date, or the return, lies after the due date; 0 when in time."""
        last = self.returned or (self.expected[-1] if self.expected else None)
        return self.deadline.late_by(last) if self.deadline is not None and last is not None else None

    @property
    def slip_convention(self) -> Convention | None:
        """How `slip` and `overdue` are counted; `None` where no clock runs."""
        return self.deadline.late_convention if self.deadline is not None else None

    def is_met(self) -> bool | None:
        """Whether it was returned on or before the due date; `None` while that is not known."""
        if self.returned is None or self.deadline is None:
            return None
        return self.deadline.is_met(self.returned)

    def missed_expectation(self, on: date) -> date | None:
        """The latest expected date, when it has passed and nothing says that the assessment came."""
        if self.standing(on) is Standing.OPEN and self.expected and self.expected[-1] < on:
            return self.expected[-1]
        return None


def _by(on: date, *days: date | None) -> bool:
    return any(day is not None and day <= on for day in days)


@dataclass(frozen=True)
class Duration:
    """A duration in both counts: as published (holidays not removed) and with bank holidays removed, both ends counted.

    `is_inferred`: the acceptance behind it was worked out from a printed duration.
    """

    published: int
    working_days: int
    is_inferred: bool = False

    @property
    def holidays(self) -> int:
        """Bank holidays that the published count did not remove."""
        return self.published - self.working_days


def duration(assessment: Assessment, until: date, calendar: Calendar) -> Duration | None:
    """From acceptance to the return, or to `until` while open (G001 to G004). `None` before acceptance."""
    if assessment.accepted is None or assessment.accepted.day > until:
        return None
    start = assessment.accepted.day
    end = min(assessment.returned, until) if assessment.returned else until
    return Duration(
        count_days(start, end, Convention.PUBLISHED, calendar),
        count_days(start, end, Convention.INCLUSIVE, calendar),
        assessment.accepted.is_inferred,
    )


def implied_acceptance(returned: date, printed_duration: int, calendar: Calendar) -> date:
    """The day of acceptance that a printed duration implies: counted back from the return in the `published` way.

    An inference, to be marked so wherever it is shown.
    """
    return add_days(returned, -printed_duration, Convention.PUBLISHED, calendar)
