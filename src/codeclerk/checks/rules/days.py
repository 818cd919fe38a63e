"""Checks of days: Working Days, the patterns of meetings, and meetings dated after the paper that reports them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict, side_of
from codeclerk.consultations.rules import Consultation, Said, close_warnings, closing_words
from codeclerk.decisions.rules.days import Doubt, no_working_day, off_pattern
from codeclerk.kernel.calendar import DateStyle, format_date
from codeclerk.kernel.calendar.holidays import FIRST_DAY, LAST_DAY
from codeclerk.kernel.packs import Sure
from codeclerk.meetings.rules import Meeting, State
from codeclerk.register.rules.timetable import Row
from codeclerk.sources.rules.claims import Claim

RECORD = "the record"
CALENDAR = "bank holidays of England and Wales"
RAISED = "raised"
"""The kind of the event with which a proposal begins: anybody may raise one on any day."""
NO_HOLIDAYS = "The bank holidays of that year are not known."
UNSURE = (Sure.INFERRED.value, Sure.UNVERIFIED.value)


def closing_days(evidence: Evidence) -> Iterator[Thing]:
    """Every consultation, and every closing day that a source prints: whether that is a Working Day (G065)."""
    looked: set[tuple[str, date]] = set()
    for one in evidence.consultations:
        subject, name, last = f"consultation:{one.key}", f"{one.kind_name} on {one.number}", one.last_day
        if last is None:
            yield Thing(subject, name, Verdict.NOT_ASSESSED, "Its closing day is not known.", (), (one.proposal,))
            continue
        looked.add((subject, last))
        printed = _printed(closing_words(last), _closing_place(one, last))
        yield _closing(evidence, subject, name, last, printed)
    for reading in evidence.of("consultation.closes"):
        for claim in reading.claims:
            when, subject = claim.measure.when, reading.question.subject
            if when is not None and when.is_day and (subject, when.first) not in looked:
                looked.add((subject, when.first))
                name = f"{reading.question.name}, as {claim.place} has it close"
                yield _closing(evidence, subject, name, when.first, side_of(claim))


def _closing(evidence: Evidence, subject: str, name: str, day: date, printed: Side) -> Thing:
    if not _has_holidays(day):
        return Thing(subject, name, Verdict.NOT_ASSESSED, NO_HOLIDAYS, (printed,), evidence.about(subject))
    found = close_warnings(day, evidence.calendar)
    sides = (printed, *_calendar(evidence, day, found))
    verdict = Verdict.FAIL if found else Verdict.PASS
    return Thing(subject, name, verdict, " ".join(found), sides, evidence.about(subject))


def _has_holidays(day: date) -> bool:
    """Whether the calendar knows the bank holidays of a day's year."""
    return FIRST_DAY <= day <= LAST_DAY


def _closing_place(one: Consultation, last: date) -> Iterable[str]:
    said: tuple[Said, ...] = one.closing_days
    return [day.source for day in said if day.day == last and day.source]


def _printed(says: str, places: Iterable[str]) -> Side:
    return Side(says, ", ".join(dict.fromkeys(places)) or RECORD)


def _calendar(evidence: Evidence, day: date, found: object) -> tuple[Side, ...]:
    """What the calendar says of a day on which something is odd."""
    if not found:
        return ()
    return (Side(evidence.calendar.holiday_name(day) or format_date(day, DateStyle.WEEKDAY), CALENDAR),)


def meeting_dates(evidence: Evidence) -> Iterator[Thing]:
    """Every printed day of a meeting: no paper says that a committee met on a day after the paper itself (G067).

    A paper may name the day of a meeting to come. Of one that had been held by the day of the paper it cannot.
    """
    held = {one.key: one.day for one in evidence.meetings if one.state is State.HELD}
    held |= {_under(one): one.day for one in evidence.meetings if one.state is State.HELD}
    for reading in evidence.of("meeting.date"):
        day = held.get(reading.question.name)
        if day is not None:
            for claim in reading.claims:
                yield from _meeting_date(evidence, reading.question.subject, day, claim)


def _under(one: Meeting) -> str:
    """The key by which sources speak of a meeting: one that was moved keeps the key of its first day."""
    return f"{one.body}-{one.day.isoformat()}"


def _meeting_date(evidence: Evidence, subject: str, held: date, claim: Claim) -> Iterator[Thing]:
    published, when = claim.source.published, claim.measure.when
    name = f"{claim.question.qualifier or claim.question.name}, as {claim.place} dates it"
    about = tuple(
        item.proposal
        for one in evidence.meetings
        if claim.question.name in (one.key, _under(one))
        for item in one.agenda
    )
    if published is None or when is None:
        words = "The day on which the source was published is not known."
        yield Thing(subject, name, Verdict.NOT_ASSESSED, words, (side_of(claim),), about)
        return
    if held > published:
        return  # it was to come when the source was published
    if when.first <= published:
        yield Thing(subject, name, Verdict.PASS, "", (side_of(claim),), about)
        return
    words = (
        f"The source was published on {format_date(published)} and tells of a meeting that had been held, on "
        f"{format_date(when.first)}, which came later."
    )
    sides = (side_of(claim), Side(format_date(held), RECORD), Side(format_date(published), "the day of the source"))
    yield Thing(subject, name, Verdict.FAIL, words, sides, about)


def days_off(evidence: Evidence) -> Iterator[Thing]:
    """Every meeting, every decision and every event of a timetable with a day: whether that is a Working Day.

    Of a window its last day is looked at, which is a deadline. Consultations have a check of their own.
    """
    for meeting in evidence.meetings:
        if meeting.state is not State.DROPPED:
            agenda = tuple(item.proposal for item in meeting.agenda)
            yield _day(evidence, f"meeting:{meeting.key}", meeting.name, meeting.day, meeting.sources, agenda)
    for decision in evidence.decisions:
        if decision.when.is_day:
            name = f"{decision.body_name} on {decision.number}: {decision.outcome_name}"
            subject = f"decision:{decision.key}"
            yield _day(evidence, subject, name, decision.when.first, decision.sources, (decision.proposal,))
    for key, rows in evidence.timetables.items():
        for row in rows:
            if not row.when.is_month and row.kind != RAISED and not _is_consultation(row):
                number = evidence.number(key)
                place = (row.source,) if row.source else ()
                yield _day(evidence, f"proposal:{number}", f"{number}: {row.title}", row.when.last, place, (key,))


def _is_consultation(row: Row) -> bool:
    return row.kind.endswith("_consultation")


def _day(
    evidence: Evidence, subject: str, name: str, day: date, places: Iterable[str], about: tuple[str, ...]
) -> Thing:
    doubt = no_working_day(day, evidence.calendar) if _has_holidays(day) else None
    if doubt is None and _has_holidays(day):
        return Thing(subject, name, Verdict.PASS, "", (), about)
    printed = _printed(format_date(day, DateStyle.WEEKDAY), places)
    if doubt is None:
        return Thing(subject, name, Verdict.NOT_ASSESSED, NO_HOLIDAYS, (printed,), about)
    return Thing(subject, name, Verdict.FAIL, doubt.words, (printed, *_calendar(evidence, day, doubt)), about)


def patterns(evidence: Evidence) -> Iterator[Thing]:
    """Every meeting of a body whose pattern is known: whether its day fits. An inferred pattern leaves it open."""
    for one in evidence.meetings:
        body = evidence.bodies.get(one.body)
        if one.state is State.DROPPED or body is None or body.pattern_on(one.day) is None or body.meets is None:
            continue
        doubt: Doubt | None = off_pattern(one.day, body)
        sides = (
            _printed(format_date(one.day, DateStyle.WEEKDAY), one.sources),
            Side(f"it meets {one.pattern_words}", "the pattern of its meetings"),
        )
        unsure = body.meets.at(one.day).sure.value in UNSURE
        verdict = Verdict.PASS if doubt is None else Verdict.AMBIGUOUS if unsure else Verdict.FAIL
        words = "" if doubt is None else f"{doubt.words}{' The pattern is inferred.' if unsure else ''}"
        agenda = tuple(item.proposal for item in one.agenda)
        yield Thing(f"meeting:{one.key}", one.name, verdict, words, sides, agenda)
