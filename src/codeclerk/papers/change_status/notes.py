"""Notes on figures: where a source prints something else than the record gives. Pure.

Each note comes from a check that compares claims with the record. No check knows a month, a proposal or a number: a
report of another month has the notes that its own sources and record call for, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from codeclerk.assessments.rules import Assessment, SummaryRow
from codeclerk.assessments.rules import Standing as Where
from codeclerk.decisions.rules.lists import Fault
from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.papers.build import paragraph, table
from codeclerk.papers.change_status import assessments, progression
from codeclerk.papers.change_status.printed import COUNT, MEAN, Printed, find, first_line, span
from codeclerk.papers.change_status.record import CHANGE_BOARD, CSC, Record, numbers
from codeclerk.papers.change_status.summary import printed_count, shown_stages
from codeclerk.papers.model import Appendix, Column, Runs
from codeclerk.papers.runs import Loose, runs
from codeclerk.sources.rules.claims import Claim

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Decision

TITLE = "Notes on figures"
TARGET, DUE, TYPE = "assessment.target_wd", "assessment.due", "assessment.type"


class Check(StrEnum):
    """What is compared."""

    HOLIDAYS = "bank_holidays_counted"
    DURATION = "duration_differs"
    TOTAL = "total_differs"
    MEAN = "mean_differs"
    TARGET = "target_of_other_type"
    DUE = "due_date_differs"
    HEADING = "type_differs"
    ORDER = "rows_out_of_order"
    LISTS = "lists_differ"
    MEETING_DAY = "day_off_pattern"
    NOT_NAMED = "not_all_named"


@dataclass(frozen=True)
class Note:
    """One difference.

    Args:
        check: which comparison found it.
        title: what it is about, in a few words.
        printed: what is printed.
        place: where.
        record: what the record gives.
        rule: by which rule.
        about: numbers of the proposals concerned.
    """

    check: Check
    title: str
    printed: str
    place: str
    record: str
    rule: str
    about: tuple[str, ...] = field(default=())


def of_report(record: Record, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of sources that were published for this report: between the data date and the as-at day."""
    periods = record.periods
    return [
        claim
        for claim in claims
        if claim.source.published is not None and periods.data_date <= claim.source.published <= periods.as_at
    ]


def _assessment_of(record: Record, claim: Claim) -> Assessment | None:
    return next((one for one in record.assessments if one.key == claim.question.name), None)


def _wd(value: object) -> str:
    return f"{value} WD"


def _who(one: Assessment) -> str:
    return f"{one.number} {one.kind}"


# --- durations


def holidays(record: Record) -> Iterator[Note]:
    """Durations of open assessments that count bank holidays, which the count with holidays removed does not (G004)."""
    found = assessments.with_holidays(record, assessments.open_rows(record))
    by_length: dict[tuple[int, int], list[Assessment]] = {}
    for one, length in found:
        by_length.setdefault((length.published, length.working_days), []).append(one)
    for (published, working), together in by_length.items():
        claims = of_report(record, (c for one in together for c in record.claims_of(one.key, assessments.DURATION)))
        yield Note(
            Check.HOLIDAYS,
            f"Duration of {_listed(_who(one) for one in together)}",
            _wd(published),
            span(claims) if claims else "this report’s own count",
            f"{_wd(working)} with bank holidays removed",
            f"{published - working} bank holidays lie in it; published durations count weekdays and leave them in",
            tuple(one.number for one in together),
        )


def durations(record: Record) -> Iterator[Note]:
    """Printed durations that do not follow from acceptance and return by the published count."""
    for claim in of_report(record, record.claims_on(assessments.DURATION)):
        one = _assessment_of(record, claim)
        length = assessments.length_of(record, one) if one is not None else None
        if one is None or length is None or length.is_inferred or claim.measure.value == length.published:
            continue
        yield Note(
            Check.DURATION,
            f"Duration of {_who(one)}",
            str(claim.measure),
            claim.place,
            _wd(length.published),
            "weekdays from acceptance to return or to the data date, both ends counted",
            (one.number,),
        )


def summary_differs(record: Record) -> Iterator[Note]:
    """Printed totals and means of the summary that do not follow from the rows below it (G011, Q03)."""
    for row in assessments.rows_of_summary(record):
        label = assessments.summary_label(record, row)
        names = summary_names(record, row)
        about = tuple(one.number for one in record.assessments if one.key in row.members)
        total = find(record.readings, record.periods, COUNT, names)
        if total is not None and not total.is_same(row.total):
            rule = "the rows of the table are counted"
            yield Note(Check.TOTAL, label, total.shown, total.place, str(row.total), rule, about)
        mean = find(record.readings, record.periods, MEAN, names)
        if mean is not None and row.mean is not None and not mean.is_same(row.average):
            exact = row.mean == row.average
            given = _wd(row.average) if exact else f"{_wd(row.average)} ({_two(row)} before rounding)"
            rule = f"the mean of the {row.total} durations in the table, to the nearest Working Day"
            yield Note(Check.MEAN, f"{label}: average", _wd(mean.shown), mean.place, given, rule, about)


def _two(row: SummaryRow) -> str:
    return f"{row.mean:.2f}".rstrip("0").rstrip(".") if row.mean is not None else ""


def summary_names(record: Record, row: SummaryRow) -> tuple[str, ...]:
    """How claims may name a line of the summary."""
    standing = "open" if row.standing is Where.OPEN else "completed"
    names = (row.kind, *record.types.get(row.kind, ()))
    made = [f"{name} {standing}" for name in names] + [f"{name}, {standing}" for name in names]
    made += [f"{standing} {name}" for name in names] + [assessments.summary_label(record, row)]
    return tuple(made)


# --- single cells


def targets(record: Record) -> Iterator[Note]:
    """Printed targets that are not those of the type (G012, Q04)."""
    for claim in of_report(record, record.claims_on(TARGET)):
        one = _assessment_of(record, claim)
        if one is None or claim.measure.value == one.target:
            continue
        other = [kind for kind, target in _targets(record).items() if target == claim.measure.value]
        whose = f", the target of {_listed(other)}" if other else ""
        yield Note(
            Check.TARGET,
            f"Target of {_who(one)}",
            f"{claim.measure}{whose}",
            claim.place,
            _wd(one.target),
            f"the target follows from the type: {record.types.get(one.kind, (one.kind,))[0]}",
            (one.number,),
        )


def _targets(record: Record) -> dict[str, int]:
    return {one.kind: one.target for one in record.assessments if one.target is not None}


def due_dates(record: Record) -> Iterator[Note]:
    """Printed due dates that do not follow from the acceptance (G007, Q05)."""
    by_day: dict[tuple[date, date, str], list[tuple[Claim, Assessment]]] = {}
    for claim in of_report(record, record.claims_on(DUE)):
        one, when = _assessment_of(record, claim), claim.measure.when
        if one is None or one.deadline is None or when is None or when.first == one.deadline.due:
            continue
        by_day.setdefault((when.first, one.deadline.due, one.deadline.explanation), []).append((claim, one))
    for (printed, due, why), found in by_day.items():
        yield Note(
            Check.DUE,
            f"Target completion of {_listed(_who(one) for _, one in found)}",
            format_date(printed),
            span(claim for claim, _ in found),
            format_date(due),
            why.rstrip("."),
            tuple(one.number for _, one in found),
        )


def headings(record: Record) -> Iterator[Note]:
    """Columns or rows that name another type of assessment than the one they are about (CSR:613)."""
    for claim in of_report(record, record.claims_on(TYPE)):
        one = _assessment_of(record, claim)
        if one is None or _type_named(record, str(claim.measure.value)) in (None, one.kind):
            continue
        yield Note(
            Check.HEADING,
            f"Type of {_who(one)}",
            claim.wording or str(claim.measure),
            claim.place,
            f"it is a {record.types.get(one.kind, (one.kind,))[0]}",
            "an assessment has the type under which it was asked for",
            (one.number,),
        )


def _type_named(record: Record, text: str) -> str | None:
    wanted = text.casefold()
    return next(
        (kind for kind, names in record.types.items() if wanted in (kind.casefold(), *map(str.casefold, names))), None
    )


# --- order and lists


def order(record: Record) -> Iterator[Note]:
    """Rows that a source prints below one that was returned later (D17): its list is not in the order of return."""
    by_document: dict[str, list[tuple[int, Claim, Assessment]]] = {}
    for claim in of_report(record, record.claims_on(assessments.DURATION)):
        one, line = _assessment_of(record, claim), first_line(claim.locator)
        if one is not None and line is not None and one.returned is not None:
            by_document.setdefault(claim.source.document, []).append((line, claim, one))
    for rows in by_document.values():
        late = list(_behind(sorted(rows, key=lambda row: row[0])))
        if late:
            yield Note(
                Check.ORDER,
                "Order of the completed assessments",
                f"{_listed(f'{_who(one)} below a later return' for _, one in late)}",
                span(claim for claim, _ in late),
                _listed(f"{_who(one)} returned {_short(one.returned)}" for _, one in late),
                "the table is in the order of return",
                tuple(one.number for _, one in late),
            )


def _behind(rows: Iterable[tuple[int, Claim, Assessment]]) -> Iterator[tuple[Claim, Assessment]]:
    latest: date | None = None
    for _, claim, one in rows:
        if latest is not None and one.returned is not None and one.returned < latest:
            yield claim, one
        else:
            latest = one.returned


def _short(day: date | None) -> str:
    return format_date(day, DateStyle.MEDIUM) if day else ""


def lists(record: Record) -> Iterator[Note]:
    """Places of one source that name different proposals, or another outcome, for one decision (G049, Q02)."""
    rules = {
        Fault.LISTS_DIFFER: "the summary, the list of votes and its link name the same proposal",
        Fault.NOT_RECORDED: "what a source prints as decided is recorded, or the difference is told",
        Fault.OUTCOME_DIFFERS: "the record has one outcome for each decision",
    }
    for one in record.findings:
        others = f", as {_listed(one.agreeing)} {'say' if len(one.agreeing) > 1 else 'says'}" if one.agreeing else ""
        yield Note(
            Check.LISTS,
            f"{_meeting_words(record, one.meeting)}: {one.which}",
            one.printed,
            _listed(one.places),
            f"{_listed(one.recorded)}{others}" if one.recorded else "no such decision",
            rules[one.fault],
            tuple(dict.fromkeys((one.printed, *one.recorded))),
        )


def _meeting_words(record: Record, key: str) -> str:
    """`Change Board, 23 February 2021` for the key of a meeting."""
    found = next((one for one in record.decisions if one.meeting == key), None)
    return f"{found.body_name}, {format_date(found.when.first)}" if found is not None else key


def meeting_days(record: Record) -> Iterator[Note]:
    """Days of decisions that do not follow the pattern of the body's meetings (CSR:384)."""
    told: dict[tuple[str, date], list[Decision]] = {}
    for one in record.decided(CSC, CHANGE_BOARD):
        if one.when.is_day:
            told.setdefault((one.body, one.when.first), []).append(one)
    for (body, day), decisions in told.items():
        pattern = record.bodies[body].pattern_on(day) if body in record.bodies else None
        if pattern is None or pattern.fits(day):
            continue
        usual = " or ".join(format_date(one) for one in pattern.dates(day.year, day.month))
        places = list(dict.fromkeys(place for one in decisions for place in one.sources))
        yield Note(
            Check.MEETING_DAY,
            f"Meeting of the {decisions[0].body_name}",
            format_date(day, DateStyle.WEEKDAY),
            _listed(places) if places else "the record",
            f"by its pattern {usual}; the day is kept as printed",
            f"the {decisions[0].body_name} meets {pattern.words}",
            tuple(one.number for one in decisions),
        )


# --- counts that the register cannot name


def not_named(record: Record, times: Sequence[progression.Line]) -> Iterator[Note]:
    """Counts that a source prints and of which the register names another number (Q24)."""
    rule = "the register has what sources name; none is invented"
    for stage in shown_stages(record):
        count, found = printed_count(record, stage), record.in_stage(stage.id)
        if count is not None and not count.is_same(record.counts.get(stage.id, 0)):
            yield _count_note(f"Proposals in {stage.name}", count, record.counts.get(stage.id, 0), numbers(found), rule)
    for line in times:
        label = progression.LABELS[line.id]
        if line.printed_total is not None and not line.printed_total.is_same(len(line.lines)):
            named = () if line.id == progression.OPEN else numbers(line.lines)
            yield _count_note(label, line.printed_total, len(line.lines), named, rule)
        if line.printed_mean is not None and not line.printed_mean.is_same(line.mean):
            given = "no age can be worked out" if line.mean is None else f"{_wd(line.mean)}, the mean of {line.known}"
            yield Note(
                Check.NOT_NAMED,
                f"{label}: average duration",
                _wd(line.printed_mean.shown),
                line.printed_mean.place,
                given,
                "an age needs a recorded day of raising",
                numbers(line.lines),
            )


def _count_note(title: str, count: Printed, own: int, named: tuple[str, ...], rule: str) -> Note:
    said = f"{own} named: {', '.join(named)}" if named else f"{own} named" if own else "none named"
    return Note(Check.NOT_NAMED, title, count.shown, count.place, said, rule, named)


def _listed(parts: Iterable[str]) -> str:
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"


CHECKS: tuple[Callable[[Record], Iterable[Note]], ...] = (
    lists,
    meeting_days,
    summary_differs,
    targets,
    due_dates,
    headings,
    durations,
    holidays,
    order,
)
"""In the order in which the annex prints them. What nobody can settle follows: counts that the register cannot name."""


def notes(record: Record, times: Sequence[progression.Line]) -> tuple[Note, ...]:
    """Every difference, check by check. `times` are the lines of the proposals' timescales."""
    return (*(note for check in CHECKS for note in check(record)), *not_named(record, times))


def appendix(found: Iterable[Note]) -> Appendix:
    """The annex that prints them."""
    return Appendix(
        TITLE,
        blocks=(
            paragraph(
                "Each line shows a figure that a source prints, or that can be counted in two ways, beside what the "
                "record gives and the rule by which it does. Nothing is changed silently: what a source claims stays "
                "in the record with its place."
            ),
            table(
                "Where a printed figure and the record differ",
                (
                    Column("figure", "Figure", width=5),
                    Column("printed", "Printed", width=6),
                    Column("record", "The record gives", width=7),
                    Column("rule", "By which rule", width=7),
                ),
                [_row(note) for note in found],
                key="notes-table",
                empty="No printed figure differs from the record.",
            ),
        ),
        key="notes",
    )


def _row(note: Note) -> tuple[Loose | Runs, ...]:
    return (note.title, runs(note.printed, f" ({note.place})"), note.record, note.rule)
