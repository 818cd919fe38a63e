"""What was said of a derogation, and what follows: where it stands on a day, until when it runs, what is odd.

A derogation is in force through its last day. One that ends with a proposal is in force until the day before the
proposal is implemented. Where only the month of an end is known, it is in force until that month; within it nobody can
say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from codeclerk.kernel.calendar import format_date
from codeclerk.register.rules.times import When, clause

IMPLEMENTED, CLOSED = "implemented", "closed"
"""The status of a proposal that has changed the code, and the stage of one on which nothing more happens."""
_DAY = timedelta(days=1)


class What(StrEnum):
    """What is said of a derogation, each dated on its own."""

    GRANTED = "granted"
    EXTENDED = "extended"
    ENDED = "ended"
    """It was ended before its end; the day is the last one on which it was in force."""
    WITHDRAWN = "withdrawn"
    """It was recorded wrongly."""


class Standing(StrEnum):
    """Where a derogation stands at the end of a day."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    UNCLEAR = "unclear"
    """It begins or ends in this month, on a day that no source gives."""
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class InTime(StrEnum):
    """Whether an extension was decided before the end that it moves."""

    IN_TIME = "in_time"
    LATE = "late"
    UNCLEAR = "unclear"


class Met(StrEnum):
    """Whether a condition is met, as far as somebody looked."""

    NOT_ASSESSED = "not_assessed"
    MET = "met"
    BREACHED = "breached"


@dataclass(frozen=True)
class Ending:
    """The proposal whose implementation ends a derogation, as it stands on a day.

    Attributes:
        implemented: the day on which it changed the code; None while it has not.
        target: the release that it is meant for, as the register has it; empty for none.
        planned: the day of that release, where it is known.
        is_closed: it was rejected or withdrawn, and will never be implemented.
    """

    proposal: str
    number: str = ""
    title: str = ""
    implemented: date | None = None
    target: str = ""
    planned: date | None = None
    is_closed: bool = False


@dataclass(frozen=True)
class Said:
    """One thing said of a derogation, from `since` on.

    `starts` is when it begins, for a grant; `until` and `ends_with` when it ends, or by which proposal; for an early
    end `since` is its last day. `decided` is when the body decided, `decision` the key of that decision.
    """

    what: What
    since: date
    starts: When | None = None
    until: When | None = None
    ends_with: str = ""
    decided: When | None = None
    decision: str = ""
    reason: str = ""
    sure: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Bounds:
    """The last day of a derogation: it is in force through `certain`, and no longer than `possible`. None: open."""

    certain: date | None = None
    possible: date | None = None


@dataclass(frozen=True)
class Stretch:
    """A part of a derogation's time: what it was granted for, or an extension.

    Attributes:
        first: its first day, or the first on which it may have begun; None where no source says.
        last: its last day, planned or real; None where it is open.
        is_month: of the last day only the month is known.
        in_time: whether the extension was decided before the end that it moved; None for what was granted.
    """

    said: Said
    first: date | None
    last: date | None
    is_month: bool = False
    in_time: InTime | None = None


def terms(said: Iterable[Said]) -> list[Said]:
    """What was granted and how it was extended, in order."""
    return [one for one in said if one.what in (What.GRANTED, What.EXTENDED)]


def bounds(term: Said, ending: Ending | None) -> Bounds:
    """The last day that a grant or an extension gives, or the implementation of a proposal: whichever is first."""
    certain = possible = term.until.last if term.until else None
    if term.until is not None and term.until.is_month:
        certain = term.until.first - _DAY
    if ending is not None and ending.implemented is not None:
        last = ending.implemented - _DAY
        certain, possible = min(certain or last, last), min(possible or last, last)
    return Bounds(certain, possible)


def standing(said: Sequence[Said], on: date, ending: Ending | None) -> Standing:
    """Where it stands at the end of `on`. `said` is what had been said by then, in order; `ending` the proposal that
    the last of it names."""
    if any(one.what is What.WITHDRAWN for one in said):
        return Standing.WITHDRAWN
    granted = next(one for one in said if one.what is What.GRANTED)
    if granted.starts is not None and on < granted.starts.first:
        return Standing.TO_COME
    early = [one.since for one in said if one.what is What.ENDED]
    if early and on > early[-1]:
        return Standing.ENDED
    last = bounds(terms(said)[-1], ending)
    if last.possible is not None and on > last.possible:
        return Standing.ENDED
    has_begun = granted.starts is None or not granted.starts.is_month or on >= granted.starts.last
    is_certain = has_begun and (last.certain is None or on <= last.certain)
    return Standing.IN_FORCE if is_certain else Standing.UNCLEAR


def in_time(extension: Said, before: Bounds) -> InTime:
    """Whether an extension was decided before the end that it moves."""
    decided = extension.decided
    if before.possible is None or decided is None or before.certain is None:
        return InTime.IN_TIME
    if decided.last <= before.certain:
        return InTime.IN_TIME
    return InTime.LATE if decided.first > before.possible else InTime.UNCLEAR


def stretches(said: Sequence[Said], ending: Ending | None) -> tuple[Stretch, ...]:
    """The grant and each extension, with the days that each one gives. `ending` is the proposal of the last one."""
    own = terms(said)
    early = next((one.since for one in reversed(said) if one.what is What.ENDED), None)
    made: list[Stretch] = []
    before: Bounds | None = None
    for place, term in enumerate(own):
        is_last = place == len(own) - 1
        last = bounds(term, ending if is_last else None)
        end = last.possible
        if is_last and end is None and ending is not None and ending.planned is not None:
            end = ending.planned - _DAY
        is_month = term.until is not None and term.until.is_month and end == term.until.last
        if is_last and early is not None:
            end, is_month = early, False
        if before is None:
            first, timely = term.starts.first if term.starts else None, None
        else:
            timely = in_time(term, before)
            after = before.possible + _DAY if before.possible else term.since
            first = max(after, term.since) if timely is InTime.LATE else after
        made.append(Stretch(term, first, end, is_month, timely))
        before = last
    return tuple(made)


@dataclass(frozen=True)
class Condition:
    """A condition of a derogation.

    Attributes:
        shown_by: how it is shown to be met.
        met: whether it is, by what was said last; `on` is the day from which that holds, `evidence` what shows it.
    """

    number: int
    text: str
    shown_by: str
    met: Met
    on: date
    evidence: str = ""
    sure: str = ""
    source: str = ""


def read_condition(line: str) -> tuple[str, str]:
    """A condition and how it is shown to be met, from a line with a bar between them."""
    text, _, shown = line.partition("|")
    return text.strip(), shown.strip()


def findings(said: Sequence[Said], conditions: Sequence[Condition], on: date, ending: Ending | None) -> tuple[str, ...]:
    """What is odd about a derogation on a day, as sentences."""
    if standing(said, on, ending) is Standing.WITHDRAWN:
        return ()
    return (
        *_gaps(said, ending),
        *_breached(conditions),
        *_not_assessed(conditions),
        *_ends(said, on, ending),
    )


def _breached(conditions: Sequence[Condition]) -> Iterable[str]:
    for one in conditions:
        if one.met is Met.BREACHED:
            yield f"Condition {one.number} is breached since {format_date(one.on)}."


def _gaps(said: Sequence[Said], ending: Ending | None) -> Iterable[str]:
    before: Bounds | None = None
    own = terms(said)
    for place, term in enumerate(own):
        decided = term.decided
        if before is not None and decided is not None and before.possible is not None:
            match in_time(term, before):
                case InTime.LATE:
                    days = (decided.first - before.possible).days
                    yield (
                        f"It was extended {clause(decided)}, {_days(days)} after it had ended on "
                        f"{format_date(before.possible)}: in between there was none."
                    )
                case InTime.UNCLEAR:
                    until = own[place - 1].until
                    unknown = "whether it had ended before is not known"
                    yield f"It was extended {clause(decided)} and ran until {until}: {unknown}."
        before = bounds(term, ending if place == len(own) - 1 else None)


def _not_assessed(conditions: Sequence[Condition]) -> Iterable[str]:
    numbers = [str(one.number) for one in conditions if one.met is Met.NOT_ASSESSED]
    if len(numbers) == 1:
        yield f"Whether condition {numbers[0]} is met is not assessed."
    elif numbers:
        yield f"Whether conditions {', '.join(numbers[:-1])} and {numbers[-1]} are met is not assessed."


def _ends(said: Sequence[Said], on: date, ending: Ending | None) -> Iterable[str]:
    if standing(said, on, ending) not in (Standing.IN_FORCE, Standing.TO_COME) or ending is None:
        return
    if any(one.what is What.ENDED for one in said):
        return
    if ending.is_closed:
        yield f"{ending.number} was to end it, and is closed without having been implemented: nothing ends it."
    elif terms(said)[-1].until is None and ending.planned is None:
        meant = f"is meant for {ending.target}, whose day is not known" if ending.target else "has no target release"
        yield f"No day of its end is known: {ending.number}, which ends it, {meant}."


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
