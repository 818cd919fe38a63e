"""What sources print of a report's own figures, and how such a figure is shown beside what the record gives. Pure.

A source's count is a claim on the report, not a fact of any proposal. The report shows it as *reported*, with its
place, and what the register names beside it. Where both are the same number, the register's own is shown, as computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from codeclerk.papers.change_status.periods import Periods
from codeclerk.papers.model import Figure, Noun, Standing
from codeclerk.sources.rules.claims import Claim, Question, Reading, Verdict
from codeclerk.sources.rules.values import When, normal_text, parse_iso

REPORT = "report"
STAGE_COUNT = "stage.count."
LAST_DAYS = 3
"""A figure of a month's end may be of its last Working Day, which lies at most so many days before."""
COUNT, MEAN = "assessment.count", "assessment.mean_duration_wd"
EVENT, DATA_DATE = "timetable.event_date", "data date of the dcc's report"
"""The day that a source names of a report, and which one."""


@dataclass(frozen=True)
class Printed:
    """A number that a source prints of this report. `place` names document and lines; `reading` has all of it."""

    value: Decimal
    place: str
    reading: Reading

    @property
    def shown(self) -> str:
        """The number as printed."""
        return f"{self.value:,f}"

    def is_same(self, value: int | Decimal | None) -> bool:
        return value is not None and self.value == value

    @property
    def figure_value(self) -> int | Decimal:
        """As figures take it: a whole number where it is one."""
        return int(self.value) if self.value == int(self.value) else self.value


def belongs(question: Question, reading: Reading, periods: Periods) -> bool:
    """Whether a claim on a report is about the report of these days.

    What it speaks of decides: the data month, or a day from the end of that month to the as-at day. Where it names
    neither, the month in its subject's name is that of the report's title; and a subject without a month is the report
    for which its source was published.
    """
    if question.kind != REPORT:
        return False
    about = _when(question.about)
    if about is not None:
        return _fits(about, periods)
    named = next((when for text in (question.name[-7:], question.name[:7]) if (when := _when(text))), None)
    if named is not None:
        return named.is_month and named.first == periods.period.first_day
    return any(claim.source.published == periods.as_at for claim in reading.claims)


def _when(text: str) -> When | None:
    try:
        return parse_iso(text)
    except ValueError:
        return None


def _fits(when: When, periods: Periods) -> bool:
    if when.is_month:
        return when.first == periods.month.first_day
    first = periods.data_date - timedelta(days=LAST_DAYS)
    return first <= when.last <= periods.as_at


def find(
    readings: Mapping[Question, Reading], periods: Periods, property: str, qualifier: str | tuple[str, ...] = ""
) -> Printed | None:
    """What is printed of one figure of this report; None when nothing is, or sources disagree and nobody ruled.

    `qualifier` may be several spellings of one thing.
    """
    wanted = {one.casefold() for one in ((qualifier,) if isinstance(qualifier, str) else qualifier)}
    for question, reading in readings.items():
        if question.property != property or question.qualifier.casefold() not in wanted:
            continue
        if reading.verdict is not Verdict.DISPUTED and belongs(question, reading, periods):
            places = " and ".join(claim.place for claim in reading.claims)
            return Printed(Decimal(str(reading.value)), places, reading)
    return None


def dcc_date(readings: Mapping[Question, Reading], periods: Periods) -> date:
    """The day to which the DCC's figures run: the one that its own report bears (CSR:498), else the data date."""
    for question, reading in readings.items():
        if (question.property, normal_text(question.qualifier).casefold()) != (EVENT, DATA_DATE):
            continue
        when = reading.measure.when if reading.measure is not None and belongs(question, reading, periods) else None
        if when is not None and when.is_day:
            return when.first
    return periods.data_date


def figure(
    found: Printed | None,
    computed: int | Decimal | None,
    *,
    unit: str = "",
    rows: tuple[str, ...] = (),
    noun: Noun | None = None,
    convention: str = "",
    source: str = "",
) -> Figure:
    """The figure to show: what the record gives, or what a source prints where that is another number.

    `source` says where the figures of its table stand together; by default its own place is named.
    """
    if found is None or found.is_same(computed):
        return Figure(computed, unit, rows=rows, noun=noun, convention=convention)
    return Figure(
        found.figure_value,
        unit,
        Standing.REPORTED,
        rows=tuple(f"claim:{claim.key}" for claim in found.reading.claims),
        source=source or found.place,
        noun=noun,
        convention=convention,
    )


_LINES = re.compile(r"([A-Z][A-Z0-9]*):(.+)")


def first_line(locator: str) -> int | None:
    """The first line that a locator names: 305 for `CSR:305-307`; None for one that names no lines."""
    found = re.match(r"[A-Z][A-Z0-9]*:([0-9]+)", locator)
    return int(found[1]) if found else None


def span(claims: Iterable[Claim]) -> str:
    """Where claims stand, in few words: `SECP_90_1203_18 at CSR:305-364` for many lines of one document."""
    by_document: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        prefix = claim.locator.partition(":")[0]
        by_document.setdefault((claim.source.name, prefix), []).append(claim.locator)
    said = []
    for (name, prefix), locators in by_document.items():
        lines = [line for line in map(_LINES.fullmatch, locators) if line]
        numbers = sorted({int(number) for line in lines for number in re.findall(r"[0-9]+", line[2])})
        if len(set(locators)) == 1 or not numbers:
            said.append(f"{name} at {locators[0]}")
        else:
            said.append(f"{name} at {prefix}:{numbers[0]}-{numbers[-1]}")
    return " and ".join(said)
