"""What sources print of an assessment beside what is computed, and what does not fit. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.assessments.rules.assessment import Assessment, duration
from codeclerk.kernel.calendar import Calendar, compare_stored, format_date
from codeclerk.sources.rules.claims import Claim, Group, Reading
from codeclerk.sources.rules.values import Measure, parse_iso
from codeclerk.sources.rules.vocabulary import describe_property

DUE, DURATION, TARGET = "assessment.due", "assessment.duration_wd", "assessment.target_wd"
REQUESTED, ACCEPTED, RETURNED = "assessment.requested", "assessment.accepted", "assessment.returned"
EXPECTED, TYPE = "assessment.expected", "assessment.type"


class DoubtKind(StrEnum):
    """What about an assessment a reader should be told."""

    TARGET_OF_OTHER_TYPE = "target_of_other_type"
    DUE_DATE_DIFFERS = "due_date_differs"
    DURATION_DIFFERS = "duration_differs"


@dataclass(frozen=True)
class Doubt:
    """Something printed of an assessment that does not fit what is computed; `printed` against `computed`.

    `why` says what would explain the difference, where something does.
    """

    kind: DoubtKind
    assessment: str
    printed: str
    computed: str
    why: str = ""


def doubts(assessment: Assessment, calendar: Calendar) -> list[Doubt]:
    """What does not fit: a PA with the IA's target (G012), a printed due date (G007), a printed duration.

    A printed duration is compared with the count to the day for which it was printed; one that was printed for no day
    runs to the return, and is not compared while the assessment is not back.
    """
    one, found = assessment, []

    def doubt(kind: DoubtKind, printed: str, computed: str, why: str = "") -> None:
        found.append(Doubt(kind, one.key, printed, computed, why))

    if one.printed_target is not None and one.target not in (None, one.printed_target):
        doubt(DoubtKind.TARGET_OF_OTHER_TYPE, f"{one.printed_target} WD", f"{one.target} WD")
    if one.printed_due is not None and one.deadline is not None:
        differs = compare_stored(one.deadline, one.printed_due)
        if differs is not None:
            computed = one.deadline.due.isoformat()
            doubt(DoubtKind.DUE_DATE_DIFFERS, one.printed_due.isoformat(), computed, differs.explanation)
    length = duration(one, until, calendar) if (until := one.printed_as_at or one.returned) else None
    printed = one.printed_duration
    # A length whose acceptance was worked out from the printed one agrees with it by definition: no check at all.
    if printed is not None and length is not None and not length.is_inferred and printed != length.published:
        doubt(DoubtKind.DURATION_DIFFERS, f"{printed} WD", f"{length.published} WD")
    return found


@dataclass(frozen=True)
class Beside:
    """What sources print for one property, beside what the record or the calendar has for it.

    `agrees` is `None` where there is nothing to compare with: the record has no such day.
    """

    label: str
    as_at: date | None
    computed: str
    is_inferred: bool
    printed: Measure
    claims: tuple[Claim, ...]
    agrees: bool | None


def beside(assessment: Assessment, readings: Iterable[Reading], calendar: Calendar) -> tuple[Beside, ...]:
    """Each value that sources print, one by one, in the order of the readings: nothing is averaged or dropped."""
    return tuple(_beside(assessment, reading, group, calendar) for reading in readings for group in reading.groups)


def _beside(one: Assessment, reading: Reading, group: Group, calendar: Calendar) -> Beside:
    question, value = reading.question, group.measure.value
    as_at = as_at_of(reading)
    own: tuple[date | int | str, ...]
    match question.property:
        case prop if prop == TARGET:
            own = (one.target,) if one.target is not None else ()
        case prop if prop == DURATION:
            length = duration(one, until, calendar) if (until := as_at or one.returned) else None
            own = (length.published,) if length else ()
        case prop if prop == TYPE:
            own = (one.kind,)
        case prop:
            own = _days(one, prop)
    when = group.measure.when
    if not own:
        agrees = None
    elif when is not None:
        agrees = any(isinstance(day, date) and when.first <= day <= when.last for day in own)
    else:
        agrees = value in own
    unit = " WD" if isinstance(value, int) else ""
    counted = question.property in (DUE, DURATION)
    return Beside(
        label=describe_property(question.property).label,
        as_at=as_at,
        computed=", ".join(format_date(each) if isinstance(each, date) else f"{each}{unit}" for each in own),
        is_inferred=one.is_inferred and (counted or question.property == ACCEPTED),
        printed=group.measure,
        claims=group.claims,
        agrees=agrees,
    )


def _days(one: Assessment, property: str) -> tuple[date, ...]:
    """The days that the record has for a property."""
    days: dict[str, tuple[date | None, ...]] = {
        DUE: (one.deadline.due if one.deadline else None,),
        REQUESTED: (one.requested,),
        ACCEPTED: (one.accepted.day if one.accepted else None,),
        EXPECTED: one.expected,
        RETURNED: (one.returned,),
    }
    return tuple(day for day in days.get(property, ()) if day is not None)


def as_at_of(reading: Reading) -> date | None:
    """The last day for which a reading was printed; `None` for one of no day in particular."""
    about = reading.question.about
    return parse_iso(about).last if about else None
