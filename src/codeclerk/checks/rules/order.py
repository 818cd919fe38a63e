"""Checks of order: versions of documents, and the events of timetables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from codeclerk.checks.rules.agreement import agreement
from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict, side_of
from codeclerk.kernel.calendar import format_date
from codeclerk.register.rules.timetable import Row, by_date
from codeclerk.sources.rules.claims import Claim

Order = tuple[int | Decimal, ...]


def in_parts(version: str) -> Order:
    """Versions counted part by part: 4.9 comes before 4.16, as the Code's own do (DCUSA:17-50)."""
    return tuple(map(int, re.findall(r"[0-9]+", version)))


def as_decimals(version: str) -> Order:
    """Versions read as decimals: 0.25 comes between 0.1 and 0.5, as those of drafts do (PMP:1376-1380)."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)?", version.strip())
    return (Decimal(found[0]),) if found else ()


READINGS: tuple[Callable[[str], Order], ...] = (in_parts, as_decimals)


def versions_in_order(evidence: Evidence) -> Iterator[Thing]:
    """The days of the versions of each document: a later version has no earlier day.

    Papers count versions in two ways; they are in order if they are by one of the two.
    """
    by_subject: dict[str, list[tuple[str, date, Claim]]] = {}
    for reading in evidence.of("version.date"):
        for claim in reading.claims:
            when = claim.measure.when
            if when is not None:
                version = (reading.question.qualifier, when.first, claim)
                by_subject.setdefault(reading.question.subject, []).append(version)
    for subject, found in by_subject.items():
        name, about = f"Versions of {subject.partition(':')[2]}", evidence.about(subject)
        if len(found) < 2:
            continue
        wrong = min((list(_behind(found, reading)) for reading in READINGS), key=len)
        if not wrong:
            yield Thing(subject, name, Verdict.PASS, "", tuple(side_of(claim) for *_, claim in found), about)
        for (early, before, first), (late, after, second) in wrong:
            words = f"Version {late} is of {format_date(after)}, before version {early} of {format_date(before)}."
            sides = (_version(early, first), _version(late, second))
            yield Thing(subject, name, Verdict.FAIL, words, sides, about)


def _version(version: str, claim: Claim) -> Side:
    said = side_of(claim)
    return Side(f"{version}: {said.says}", said.place, said.document)


Dated = tuple[str, date, Claim]


def _behind(found: Iterable[Dated], reading: Callable[[str], Order]) -> Iterator[tuple[Dated, Dated]]:
    """Neighbours in the order of versions of which the later one has the earlier day."""
    for before, after in pairwise(sorted(found, key=lambda one: (reading(one[0]), one[1]))):
        if after[1] < before[1] and reading(after[0]) != reading(before[0]):
            yield before, after


def versions_cited(evidence: Evidence) -> Iterator[Thing]:
    """Every document whose version several places name: they name the same (PMP:1145, PMP:3211-3213)."""
    for reading in evidence.of("version"):
        if len(reading.claims) < 2:
            continue
        one = agreement(evidence, reading)
        if one.verdict is Verdict.FAIL:
            cited = sorted({str(claim.measure.value) for claim in reading.claims}, key=in_parts)
            words = f"{cited[-1]} is cited where another place has {', '.join(cited[:-1])}."
            one = Thing(one.subject, one.name, one.verdict, words, one.sides, one.proposals)
        yield one


def timetables(evidence: Evidence) -> Iterator[Thing]:
    """The events of each timetable: by day, and none before what it rests on is over (PMP:4071-4073)."""
    for key, rows in evidence.timetables.items():
        number = evidence.number(key)
        about = (f"proposal:{number}", f"Timetable of {number}")
        if len(rows) < 2:
            continue
        wrong = [*_out_of_order(rows), *_too_early(rows, evidence)]
        for verdict, words, first, second in wrong:
            sides = (_event(first), _event(second))
            yield Thing(*about, verdict, words, sides, (key,))
        if not wrong:
            yield Thing(*about, Verdict.PASS, "", (), (key,))


def _event(row: Row) -> Side:
    return Side(f"{row.title}: {row.printed}", row.source or "the timetable")


Wrong = tuple[Verdict, str, Row, Row]


def _out_of_order(rows: Iterable[Row]) -> Iterator[Wrong]:
    """Events that a timetable prints below one that begins later; where a month alone is known, one that is later for
    certain."""
    for before, after in pairwise(row for row in rows if row.position):
        is_vague = before.when.is_month or after.when.is_month
        if (after.when.last if is_vague else after.when.first) < before.when.first:
            words = f"“{after.title}” ({after.printed}) stands below “{before.title}” ({before.printed})."
            yield Verdict.FAIL, words, before, after


def _too_early(rows: tuple[Row, ...], evidence: Evidence) -> Iterator[Wrong]:
    """Events that begin before the first event on which they rest is over; where a month alone is known, perhaps."""
    for row in rows:
        for kind in evidence.after.get(row.kind, ()):
            needed = min((other for other in rows if other.kind == kind), key=by_date, default=None)
            if needed is None or row.when.first >= needed.when.last:
                continue
            begins = f"“{row.title}” ({row.printed}) begins before “{needed.title}” ({needed.printed}) is over."
            if (row.when.is_month and row.when.last > needed.when.first) or (
                needed.when.is_month and row.when.first >= needed.when.first
            ):
                words = f"{begins[:-1]}, or after it: the month alone is known."
                yield Verdict.AMBIGUOUS, words, needed, row
            else:
                yield Verdict.FAIL, begins, needed, row
