"""How many proposals are open or were concluded, and how long that takes (CSR:431-441). Pure.

Open: not decided yet, that is in Define, Refine or Opine. Concluded: implemented, rejected or withdrawn in the twelve
months, which the papers do not define. An age runs from the day a proposal was raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from codeclerk.papers.build import paragraph, table
from codeclerk.papers.change_status.printed import Printed, figure, find, span
from codeclerk.papers.change_status.record import CLOSED, Named, Record, numbers
from codeclerk.papers.change_status.summary import NAMED
from codeclerk.papers.model import Column, CrossReference, Figure, Section, Table
from codeclerk.papers.phrases import day, keys_of
from codeclerk.register.rules.ages import CONVENTION_WORDS, age, mean_age
from codeclerk.ui.tables import Kind

OPEN, CONCLUDED = "open", "concluded"
LABELS = {OPEN: "Proposals open (pre-decision)", CONCLUDED: "Proposals concluded in the last 12 months"}
COUNT, AGE = "report.proposals", "report.mean_age_wd"


@dataclass(frozen=True)
class Line:
    """One line of the table: what sources print of it, and what the register names."""

    id: str
    lines: tuple[Named, ...]
    ages: tuple[int | None, ...]
    printed_total: Printed | None
    printed_mean: Printed | None

    @property
    def rows(self) -> tuple[str, ...]:
        return keys_of(numbers(self.lines))

    @property
    def mean(self) -> int | None:
        """The mean age of those whose age is known."""
        return mean_age(self.ages)

    @property
    def known(self) -> int:
        """Of how many the age is known."""
        return sum(1 for one in self.ages if one is not None)


def open_line(record: Record) -> Line:
    """Those not decided yet."""
    found = tuple(line for line in record.proposals if line.is_pre_decision)
    ages = tuple(_age(line, record.periods.data_date) for line in found)
    return Line(OPEN, found, ages, *_printed(record, OPEN))


def concluded_line(record: Record) -> Line:
    """Those that were closed in the twelve months."""
    year = record.periods.year
    found = tuple(
        line for line in record.proposals if line.stage == CLOSED and line.status_since and line.status_since in year
    )
    ages = tuple(_age(line, line.status_since or record.periods.data_date) for line in found)
    return Line(CONCLUDED, found, ages, *_printed(record, CONCLUDED))


def _age(line: Named, until: date) -> int | None:
    return age(line.raised_day, until)


def _printed(record: Record, which: str) -> tuple[Printed | None, Printed | None]:
    total = find(record.readings, record.periods, COUNT, which)
    mean = find(record.readings, record.periods, AGE, which)
    return total, mean


def lines(record: Record) -> tuple[Line, ...]:
    """The two lines of the table."""
    return (open_line(record), concluded_line(record))


def figures(line: Line, source: str = "") -> tuple[Figure, Figure, Figure, Figure]:
    """Total and mean to show, then what the register names of both. `source` is where the whole table is printed."""
    total = figure(line.printed_total, len(line.lines), rows=line.rows, source=source)
    mean = figure(line.printed_mean, line.mean, unit="WD", rows=line.rows, convention=CONVENTION_WORDS, source=source)
    own = Figure(len(line.lines), rows=line.rows)
    convention = f"{CONVENTION_WORDS}; of those whose raising day is recorded"
    own_mean = Figure(line.mean, "WD", rows=line.rows, convention=convention if line.mean is not None else "")
    return total, mean, own, own_mean


def section(record: Record, found: Sequence[Line]) -> Section:
    """The table with the sentence that says what it covers."""
    return Section(
        "Modification progression timescales",
        (
            paragraph(
                "The figures cover the 12 months up to ",
                day(record.periods.data_date),
                ". Where sources name fewer proposals than one of them counts, the count is shown as reported, with "
                "what the register names beside it; see ",
                CrossReference("notes"),
                ".",
            ),
            timescales(found),
        ),
        numbered=False,
    )


def timescales(found: Sequence[Line]) -> Table:
    """Totals and mean ages (CSR:437-441)."""
    said = [one for line in found for one in (line.printed_total, line.printed_mean) if one is not None]
    source = span(claim for one in said for claim in one.reading.claims)
    return table(
        "Proposal timescales",
        (
            Column("status", "Status", width=17),
            Column("total", "Total", Kind.NUMBER, width=7),
            Column("average", "Average duration", Kind.NUMBER, width=12),
            Column("named", NAMED, Kind.NUMBER, width=10),
            Column("named_average", "Their average", Kind.NUMBER, width=8),
        ),
        [(LABELS[line.id], *figures(line, source)) for line in found],
        key="timescales-proposals",
    )
