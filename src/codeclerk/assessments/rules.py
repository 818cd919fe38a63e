"""The figures of DCC assessments, from assessments as values. Pure.

Two clocks are kept apart. The *deadline* is set by the code pack (15 Working Days for a PA, 40 for an IA, from
acceptance, the day of acceptance not counted) and decides whether an assessment is late. The *duration* is what the
status report prints: weekdays from acceptance to return, both ends, bank holidays not removed (CSR:293-364). A duration
is never compared with a target: an assessment met its target if it was returned on or before the due date.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from codeclerk.kernel.calendar import Calendar, Convention, Deadline, Month, add_days, compute, count_days
from codeclerk.kernel.packs.assessments import AssessmentType

PA, IA = "PA", "IA"


class Step(StrEnum):
    """What can happen to an assessment."""

    COST_APPROVED = "cost_approved"
    """The Change Board approved the fee of an Impact Assessment, before it is requested (PMP:4073)."""
    REQUESTED = "requested"
    QUERIED = "queried"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    EXPECTED = "expected"
    INTERIM = "interim"
    """An interim version came in; the clock goes on (DCUSA:538)."""
    RETURNED = "returned"
    NOT_REQUIRED = "not_required"

    @property
    def in_words(self) -> str:
        named = {"cost_approved": "its cost approved", "not_required": "found not required"}
        return named.get(self, "returned in an interim version" if self is Step.INTERIM else self.value)


ONCE = frozenset({Step.COST_APPROVED, Step.REQUESTED, Step.ACCEPTED, Step.RETURNED, Step.NOT_REQUIRED})
"""Steps that happen once. Queries, answers, interim versions and expected dates may come again."""

_ORDER = (Step.REQUESTED, Step.ACCEPTED, Step.RETURNED)


def order_fault(taken: Mapping[Step, date], step: Step, day: date) -> Step | None:
    """The step already taken that this one on this day does not fit: a return before its acceptance, say.

    A step whose forerunner is not known is fine: papers often print only the later one.
    """
    if step is Step.QUERIED and Step.ACCEPTED in taken and day > taken[Step.ACCEPTED]:
        return Step.ACCEPTED
    if step in (Step.ACCEPTED, Step.EXPECTED) and Step.NOT_REQUIRED in taken:
        return Step.NOT_REQUIRED
    if step not in _ORDER:
        return None
    place = _ORDER.index(step)
    earlier = [other for other in _ORDER[:place] if other in taken and taken[other] > day]
    later = [other for other in _ORDER[place + 1 :] if other in taken and taken[other] < day]
    return next(iter([*earlier, *later]), None)


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

    REQUESTED = "requested"
    """Asked for, neither queried nor accepted."""
    QUERIED = "queried"
    """The DCC asked back and has not accepted: no clock runs, it is not counted as open (CSR:572, CSR:583)."""
    OPEN = "open"
    RETURNED = "returned"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True)
class Dated:
    """A day, and whether a source printed it or it was worked out."""

    day: date
    is_inferred: bool = False


@dataclass(frozen=True)
class Assessment:
    """One assessment as read through a lens.

    `proposal` is its key, `number` what it goes by on the lens's day. `target` is in Working Days, `None` before there
    was a clock; `deadline` is computed from the acceptance and absent before it. `expected` has every date that was
    given, oldest first. `printed_due`, `printed_duration` and `printed_target` are what a paper printed, in days or
    Working Days, kept beside what is computed. `commentary` is what was said with the latest step.
    """

    key: str
    proposal: str
    kind: str
    number: str = ""
    title: str = ""
    target: int | None = None
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

    def standing(self, on: date) -> Standing:
        """Where it was at the end of this day."""
        if self.not_required is not None and self.not_required <= on:
            return Standing.NOT_REQUIRED
        if self.returned is not None and self.returned <= on:
            return Standing.RETURNED
        if self.accepted is not None and self.accepted.day <= on:
            return Standing.OPEN
        return Standing.QUERIED if any(day <= on for day in self.queried) else Standing.REQUESTED

    def was_requested_by(self, on: date) -> bool:
        """Whether it existed at the end of this day: requested, or known to be accepted or returned, by then."""
        first = min(
            (d for d in (self.requested, self.accepted and self.accepted.day, self.returned, self.not_required) if d),
            default=None,
        )
        return first is not None and first <= on

    def is_late(self, on: date) -> bool:
        """Open past its due date on this day, or expected after it."""
        if self.deadline is None or self.standing(on) is not Standing.OPEN:
            return False
        return on > self.deadline.due or any(day > self.deadline.due for day in self.expected[-1:])

    def slip(self) -> int | None:
        """Working Days by which the latest expected date, or the return, lies after the due date; 0 when in time."""
        last = self.returned or (self.expected[-1] if self.expected else None)
        return self.deadline.late_by(last) if self.deadline is not None and last is not None else None

    def is_met(self) -> bool | None:
        """Whether it was returned on or before the due date; `None` while that is not known."""
        if self.returned is None or self.deadline is None:
            return None
        return self.deadline.is_met(self.returned)


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
    if assessment.accepted is None:
        return None
    start = assessment.accepted.day
    end = min(assessment.returned, until) if assessment.returned else until
    return Duration(
        count_days(start, end, Convention.PUBLISHED, calendar),
        count_days(start, end, Convention.INCLUSIVE, calendar),
        assessment.accepted.is_inferred,
    )


@dataclass(frozen=True)
class Window:
    """Days from `start` to `end`, both in it."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def twelve_months_to(month: Month) -> Window:
    """The 12 months that end with the last day of `month` (CSR:267)."""
    first = Month(month.year, month.month + 1) if month.month < 12 else Month(month.year + 1, 1)
    return Window(date(first.year - 1, first.month, 1), date(month.year, month.month, _last(month)))


def _last(month: Month) -> int:
    return monthrange(month.year, month.month)[1]


def open_on(assessments: Iterable[Assessment], day: date) -> list[Assessment]:
    """Accepted and not returned at the end of this day, by type, acceptance and proposal (CSR:289-297)."""
    found = [a for a in assessments if a.standing(day) is Standing.OPEN]
    return sorted(found, key=lambda a: (a.kind != IA, a.accepted.day if a.accepted else day, a.proposal))


def returned_in(assessments: Iterable[Assessment], window: Window) -> list[Assessment]:
    """Returned on a day of the window, in the order of return (D17: the published list is not in order)."""
    found = [a for a in assessments if a.returned is not None and a.returned in window]
    return sorted(found, key=lambda a: (a.returned or window.end, a.proposal, a.kind))


def requested_in(assessments: Iterable[Assessment], window: Window, kind: str) -> list[Assessment]:
    """Requests of one type made on a day of the window (D18)."""
    found = [a for a in assessments if a.kind == kind and a.requested is not None and a.requested in window]
    return sorted(found, key=lambda a: (a.requested or window.end, a.proposal))


@dataclass(frozen=True)
class SummaryRow:
    """One line of the summary: how many, and the exact mean of their published durations.

    `mean` is `None` when there is nothing to average. `members` are the assessments behind the figure.
    """

    kind: str
    standing: Standing
    total: int
    mean: Decimal | None
    members: tuple[str, ...]

    @property
    def average(self) -> int | None:
        """The mean as the report prints it."""
        return None if self.mean is None else int(self.mean.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def summary(assessments: Iterable[Assessment], window: Window, day: date, calendar: Calendar) -> list[SummaryRow]:
    """The four lines of the summary table, in its order (CSR:269-279, G009 to G011)."""
    known = list(assessments)
    rows = []
    for kind in (PA, IA):
        for standing, chosen in (
            (Standing.OPEN, open_on(known, day)),
            (Standing.RETURNED, returned_in(known, window)),
        ):
            own = [a for a in chosen if a.kind == kind]
            lengths = [d.published for a in own if (d := duration(a, day, calendar)) is not None]
            mean = Decimal(sum(lengths)) / len(lengths) if lengths else None
            rows.append(SummaryRow(kind, standing, len(own), mean, tuple(a.key for a in own)))
    return rows


@dataclass(frozen=True)
class Performance:
    """Assessments due in a month, and how many of them came in time (D42, CSR:597-615)."""

    due: tuple[Assessment, ...]
    in_time: int


def code_performance(assessments: Iterable[Assessment], window: Window) -> Performance:
    """What was due on a day of the window, by the deadline computed from acceptance (G018)."""
    due = [a for a in assessments if a.deadline is not None and a.deadline.due in window]
    due.sort(key=lambda a: (a.deadline.due if a.deadline else window.end, a.proposal))
    return Performance(tuple(due), sum(1 for a in due if a.is_met()))


class DoubtKind(StrEnum):
    """What about an assessment a reader should be told."""

    TARGET_OF_OTHER_TYPE = "target_of_other_type"
    DUE_DATE_DIFFERS = "due_date_differs"
    DURATION_DIFFERS = "duration_differs"


@dataclass(frozen=True)
class Doubt:
    """Something printed of an assessment that does not fit what is computed; `printed` against `computed`."""

    kind: DoubtKind
    assessment: str
    printed: str
    computed: str


def doubts(assessment: Assessment, until: date, calendar: Calendar) -> list[Doubt]:
    """What does not fit: a PA with the IA's target (G012), a printed due date (G007), a printed duration."""
    found = []
    if assessment.printed_target is not None and assessment.target not in (None, assessment.printed_target):
        found.append(
            Doubt(
                DoubtKind.TARGET_OF_OTHER_TYPE,
                assessment.key,
                f"{assessment.printed_target} WD",
                f"{assessment.target} WD",
            )
        )
    if assessment.printed_due is not None and assessment.deadline is not None:
        due = assessment.deadline.due
        if assessment.printed_due != due:
            found.append(
                Doubt(DoubtKind.DUE_DATE_DIFFERS, assessment.key, assessment.printed_due.isoformat(), due.isoformat())
            )
    length = duration(assessment, until, calendar)
    printed = assessment.printed_duration
    # A length whose acceptance was worked out from the printed one agrees with it by definition: no check at all.
    if printed is not None and length is not None and not length.is_inferred and printed != length.published:
        found.append(Doubt(DoubtKind.DURATION_DIFFERS, assessment.key, f"{printed} WD", f"{length.published} WD"))
    return found


def implied_acceptance(returned: date, printed_duration: int, calendar: Calendar) -> date:
    """The day of acceptance that a printed duration implies: counted back from the return in the `published` way.

    An inference, to be marked so wherever it is shown.
    """
    return add_days(returned, -printed_duration, Convention.PUBLISHED, calendar)
