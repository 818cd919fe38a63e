"""What can be decided of consultations without a database: where one stands on a day, how long it is, what is odd.

A consultation is open through its last day, on which it closes at 17:00 (CSR:251-255).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from codeclerk.consultations.packs import Length
from codeclerk.kernel.calendar import Calendar, Convention, DateStyle, count_days, format_date, parse_date
from codeclerk.kernel.errors import Reason
from codeclerk.register.rules.times import When, clause, range_of, read_when

NO_MONDAY = Reason(
    "consultations.week_not_monday",
    rule="a week commencing is named by its Monday",
    problem="{object} is a {weekday}",
    remedy="Name the Monday of the week, such as week commencing 15 March 2021.",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRIDAY = 4


class What(StrEnum):
    """What is said of a consultation, each dated on its own."""

    EXPECTED = "expected"
    """When it is expected to be issued."""
    ISSUED = "issued"
    """When it was issued: a day, or a month or a week."""
    OUT = "out"
    """A day on which it had been issued, whenever that was."""
    CLOSES = "closes"
    """Its closing day. Every one that it ever had stays."""
    ENDED = "ended"
    """The last day on which it was open, where it did not run to its closing day, or none is known."""
    DROPPED = "dropped"
    """It will not be issued."""


class Standing(StrEnum):
    """Where a consultation stands at the end of a day."""

    EXPECTED = "expected"
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"
    """It was to be issued, and will not be. Lists leave it out."""


@dataclass(frozen=True)
class Said:
    """One thing that was said of a consultation on `since`. `when` is None where the day is not known."""

    what: What
    since: date
    when: When | None
    reason: str = ""
    sure: str = ""
    note: str = ""
    source: str = ""

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day."""
        return self.when.first if self.when and self.when.is_day else None


def latest(said: Iterable[Said]) -> dict[What, Said]:
    """What holds of each thing: the last that was said. `said` is in the order in which it was said."""
    return {one.what: one for one in said}


def distinct(said: Iterable[Said], what: What) -> tuple[Said, ...]:
    """Everything said of one thing, in order, without repetitions."""
    kept: list[Said] = []
    for one in said:
        if one.what is what and (not kept or kept[-1].when != one.when):
            kept.append(one)
    return tuple(kept)


def is_issued(now: Mapping[What, Said], on: date) -> bool:
    """Whether it is certain at the end of `on` that it has been issued: on its day, or once a month or a week that is
    given for it is over, or a source says that it was out."""
    issued = now.get(What.ISSUED)
    return (
        What.OUT in now
        or What.ENDED in now
        or (issued is not None and issued.when is not None and on >= issued.when.last)
    )


def last_day(now: Mapping[What, Said]) -> date | None:
    """The last day on which it is, or was, open; None while none is known."""
    for what in (What.ENDED, What.CLOSES):
        if what in now and now[what].day is not None:
            return now[what].day
    return None


def standing(now: Mapping[What, Said], on: date) -> Standing:
    """Where it stands at the end of `on`. Open through its last day (CSR:251-255); expected until it is issued.

    A day that was planned for its issue makes nothing open: only that it was issued does.
    """
    if What.DROPPED in now:
        return Standing.DROPPED
    if not is_issued(now, on):
        return Standing.EXPECTED
    last = last_day(now)
    is_over = on > last if last is not None else What.ENDED in now
    return Standing.CLOSED if is_over else Standing.OPEN


def issue(now: Mapping[What, Said]) -> When | None:
    """When it was issued; where it was not, when that is planned. None for one that is out since a day not known."""
    if What.ISSUED in now:
        return now[What.ISSUED].when
    if What.OUT in now or What.ENDED in now or What.EXPECTED not in now:
        return None
    return now[What.EXPECTED].when


def first_day(now: Mapping[What, Said]) -> date | None:
    """The day of issue, real or planned, where it is known to the day."""
    when = issue(now)
    return when.first if when and when.is_day else None


def length(now: Mapping[What, Said], rule: Length, calendar: Calendar | None = None) -> int | None:
    """Working Days from its issue to its last day, as the pack counts them: both in (PMP:1092). None where one of them
    is not known."""
    first, last = first_day(now), last_day(now)
    if first is None or last is None or last < first:
        return None
    return count_days(first, last, rule.convention.at(first).value, calendar or Calendar())


def close_warnings(closes: date | None, calendar: Calendar | None = None) -> tuple[str, ...]:
    """What is odd about a closing day: that it is no Working Day (PMP:6396 prints Easter Monday)."""
    calendar = calendar or Calendar()
    if closes is None or calendar.is_working_day(closes):
        return ()
    why = calendar.holiday_name(closes)
    day = format_date(closes, DateStyle.WEEKDAY)
    return (f"It closes on {day}, which is {f'{why}, ' if why else ''}no Working Day.",)


def length_warnings(days: int | None, rule: Length, on: date) -> tuple[str, ...]:
    """What is odd about a length: that it is not the usual one. Never refused: most printed windows are others."""
    usual = rule.working_days.at(on).value
    if days is None or days == usual:
        return ()
    how = {Convention.INCLUSIVE: "both ends counted"}.get(rule.convention.at(on).value, rule.convention.at(on).value)
    than = "fewer" if days < usual else "more"
    return (f"It is open for {_working_days(days)} ({how}), {than} than the usual {usual}.",)


def issue_warnings(now: Mapping[What, Said], on: date) -> tuple[str, ...]:
    """That it should have been issued by `on`, and no source says that it was."""
    expected = now.get(What.EXPECTED)
    if standing(now, on) is not Standing.EXPECTED or expected is None or expected.when is None:
        return ()
    if expected.when.last >= on:
        return ()
    return (f"It was to be issued {issue_clause(expected.when)}, and no source says that it was.",)


def warnings(now: Mapping[What, Said], on: date, rule: Length, calendar: Calendar | None = None) -> tuple[str, ...]:
    """Everything that is odd about a consultation on a day."""
    start = first_day(now) or last_day(now) or on
    return (
        *close_warnings(last_day(now), calendar),
        *length_warnings(length(now, rule, calendar), rule, start),
        *issue_warnings(now, on),
    )


def days_left(last: date, on: date, calendar: Calendar | None = None) -> int:
    """Working Days after `on`, up to and with the last day; 0 on that day and when it has passed."""
    return max(0, count_days(on, last, Convention.EXCLUSIVE, calendar or Calendar())) if on < last else 0


def _working_days(count: int) -> str:
    return f"{count} Working Day{'' if count == 1 else 's'}"


# --- weeks --------------------------------------------------------------------


def monday_of(when: When) -> date | None:
    """The Monday of the week in which all of `when` lies; None for a month and for what is longer than a week."""
    monday = when.first - timedelta(days=when.first.weekday())
    return monday if when.last <= monday + timedelta(days=6) and not when.is_month else None


def week_of(monday: date) -> When:
    """The week that commences on a Monday, as papers mean it: Monday to Friday. Refuses any other day."""
    if monday.weekday() != 0:
        raise NO_MONDAY.refuse(format_date(monday), weekday=WEEKDAYS[monday.weekday()], field="expected_issue")
    return range_of(monday, monday + timedelta(days=FRIDAY))


def week_commencing(when: When) -> str:
    """`week commencing 15 March 2021` (CSR:374-376), for a day or a range within one week; empty for anything else."""
    monday = monday_of(when)
    return f"week commencing {format_date(monday)}" if monday else ""


def is_working_week(when: When) -> bool:
    """Whether it is the Monday to Friday of a week: known to the week, not to the day."""
    return when.first.weekday() == 0 and when.last == when.first + timedelta(days=FRIDAY)


def issue_words(when: When) -> str:
    """As a list says when one is issued: `Monday 15 March 2021`, `week commencing 15 March 2021`, `March 2021`."""
    if when.is_day:
        return format_date(when.first, DateStyle.WEEKDAY)
    return week_commencing(when) if is_working_week(when) else str(when)


def issue_clause(when: When) -> str:
    """As a sentence says it: `on 15 March 2021`, `in the week commencing 15 March 2021`, `in March 2021`."""
    return f"in the {week_commencing(when)}" if is_working_week(when) else clause(when)


_WEEK = re.compile(r"(?:in\s+)?(?:the\s+)?(?:week\s+commencing|w/?c)\s+(.+)", re.IGNORECASE)


def read_issue(text: str) -> When:
    """What a text says of an issue: a day, a month, a range, or `week commencing 15 March 2021`.

    Refused: what cannot be read, and a week commencing on another day than a Monday.
    """
    week = _WEEK.fullmatch(text.strip())
    return week_of(parse_date(week[1])) if week else read_when(text)


def closing_words(day: date) -> str:
    """`Wednesday 24 March 2021`: a closing day is printed with its weekday (CSR:251-253)."""
    return format_date(day, DateStyle.WEEKDAY)


# --- a consultation as a value -------------------------------------------------


@dataclass(frozen=True)
class Consultation:
    """A consultation at the lens.

    Attributes:
        key: `0144-report-1`: the proposal's key, the kind, and which one of that kind.
        number, title: what the proposal is called on that day.
        issued: when it was issued; None where it was not, or where only that it was is known.
        is_issued: whether it has been issued, on a day that is known or not.
        closes: the closing day that holds on that day; `closing_days` has every one, with the reason for it.
        ended: the last day on which it was open, where that is not its closing day.
        length: Working Days from issue, or planned issue, to the last day, counted by `convention`; None where one of
            them is not known.
        warnings: what is odd, as sentences. Nothing of it is an error.
    """

    key: str
    kind: str
    kind_name: str
    proposal: str
    number: str
    title: str
    issued: When | None
    closes: date | None
    expected_issue: When | None
    standing: Standing
    length: int | None
    warnings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    convention: Convention = Convention.INCLUSIVE
    is_issued: bool = False
    ended: date | None = None
    reason: str = ""
    """Why it ended early, or was dropped."""
    closing_days: tuple[Said, ...] = ()
    expected_days: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    sure: Mapping[str, str] | None = None
    """What is inferred or unverified, by what is said."""

    @property
    def last_day(self) -> date | None:
        """The last day on which it is, or was, open."""
        return self.ended or self.closes

    @property
    def first(self) -> When | None:
        """When it was issued, or else is expected to be."""
        return self.issued or (None if self.is_issued else self.expected_issue)

    @property
    def order(self) -> tuple[date, str]:
        """By issue, real or as it was planned; where neither is known, by the last day."""
        when = self.issued or self.expected_issue
        return (when.first if when else self.last_day or date.max, self.key)
