"""What was done on the proposal: the DCC's assessments, consultations, decisions of bodies. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from codeclerk.assessments.rules import duration
from codeclerk.consultations.rules import Standing as Out
from codeclerk.consultations.rules import closing_words, issue_words
from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.papers.build import bullets, paragraph, table
from codeclerk.papers.model import Block, Column, Figure, Item, Section, Standing
from codeclerk.papers.modification_report.record import WHY, Record
from codeclerk.papers.phrases import HOLIDAYS, day
from codeclerk.papers.runs import Loose, runs
from codeclerk.ui.tables import Kind

if TYPE_CHECKING:
    from codeclerk.assessments.rules import Assessment
    from codeclerk.consultations.queries import Consultation
    from codeclerk.decisions.queries import Decision

UNKNOWN = "–"
INCLUSIVE = "Working Days from issue to the last day, both counted, bank holidays removed"
WORKED_OUT = "its acceptance is worked out from a printed duration"
CONSULTED = {Out.OPEN: "open", Out.EXPECTED: "to be issued", Out.CLOSED: "closed", Out.DROPPED: "dropped"}


def _day(value: date | None) -> Loose:
    return day(value, DateStyle.MEDIUM) if value is not None else UNKNOWN


def length(record: Record, one: Assessment) -> Figure | None:
    """How long the DCC had an assessment, as the published reports count; None before it was accepted."""
    found = duration(one, record.as_at, record.calendar)
    if found is None:
        return None
    if found.is_inferred:
        return Figure(found.published, "WD", Standing.INFERRED, record.rows, why=WORKED_OUT, convention=HOLIDAYS)
    return Figure(found.published, "WD", rows=record.rows, convention=HOLIDAYS)


def _standing(record: Record, one: Assessment) -> str:
    said = one.standing(record.as_at).value.replace("_", " ")
    return f"{said} since {format_date(one.not_required, DateStyle.MEDIUM)}" if one.not_required else said


def assessments(record: Record) -> Section:
    """The DCC's assessments, each with its days."""
    rows: list[tuple[Loose, ...]] = []
    for one in record.assessments:
        accepted: Loose = UNKNOWN
        if one.accepted is not None:
            accepted = (
                Figure(one.accepted.day, standing=Standing.INFERRED, why=WORKED_OUT, style=DateStyle.MEDIUM)
                if one.accepted.is_inferred
                else _day(one.accepted.day)
            )
        rows.append(
            (
                record.types.get(one.kind, one.kind),
                _standing(record, one),
                _day(one.requested),
                accepted,
                _day(one.deadline.due if one.deadline else None),
                _day(one.returned),
                length(record, one) or UNKNOWN,
            )
        )
    found = table(
        f"Assessments of {record.number} by the DCC",
        (
            Column("type", "Assessment", width=2),
            Column("standing", "Standing", width=2),
            Column("requested", "Requested", width=2),
            Column("accepted", "Accepted", width=2),
            Column("due", "Due", width=2),
            Column("returned", "Returned", width=2),
            Column("length", "Taken", Kind.NUMBER, width=2),
        ),
        rows,
        key="assessments",
    )
    empty = f"There is nothing to report: no assessment of {record.number} by the DCC is recorded."
    return Section("DCC assessments", (found,) if rows else (), empty=empty)


def consultations(record: Record) -> Section:
    """The consultations on it, those to come too."""
    rows = [
        (one.kind_name, CONSULTED[one.standing], _issued(one), _closes(one), _length(record, one))
        for one in record.consultations
    ]
    found = table(
        f"Consultations on {record.number}",
        (
            Column("kind", "Consultation", width=3),
            Column("standing", "Standing", width=2),
            Column("issued", "Issued or expected", width=3),
            Column("closes", "Closes on", width=3),
            Column("length", "Length", Kind.NUMBER, width=1),
        ),
        rows,
        key="consultations",
    )
    empty = f"There is nothing to report: no consultation on {record.number} is recorded."
    return Section("Consultations", (found,) if rows else (), empty=empty)


def _issued(one: Consultation) -> Loose:
    when = one.first
    if when is None:
        return "not known" if one.is_issued else UNKNOWN
    return issue_words(when)


def _closes(one: Consultation) -> Loose:
    return closing_words(one.last_day) if one.last_day else "not known"


def _length(record: Record, one: Consultation) -> Loose:
    if one.length is None:
        return UNKNOWN
    return Figure(one.length, "WD", rows=record.rows, convention=INCLUSIVE)


def decisions(record: Record) -> Section:
    """What bodies decided on it, and what is put to them next."""
    rows = [
        (
            str(one.when),
            one.body_name,
            _outcome(record, one),
            ", ".join(f"({letter})" for letter in one.objectives) or UNKNOWN,
        )
        for one in record.decided
    ]
    blocks: list[Block] = []
    if rows:
        blocks.append(
            table(
                f"Decisions on {record.number}",
                (
                    Column("when", "Decided", width=2),
                    Column("body", "Body", width=2),
                    Column("outcome", "Outcome", width=4),
                    Column("objectives", "Objectives", width=2),
                ),
                rows,
                key="decisions",
            )
        )
        if notes := [f"{one.when}, {one.outcome_name}: {said}" for one in record.decided if (said := _noted(one))]:
            blocks += [paragraph("What is said with them:"), bullets(notes)]
    else:
        blocks.append(paragraph(f"There is nothing to report: no decision on {record.number} is recorded."))
    if put := record.next_put:
        body = record.bodies.get(put.body, put.body)
        blocks.append(paragraph(f"It is put to the {body} on ", day(put.meeting), ", which is asked to:"))
        blocks.append(bullets([Item(runs(words)) for words in put.words] or ["decide on it"]))
    return Section("Decisions", tuple(blocks))


def _outcome(record: Record, one: Decision) -> Loose:
    """The outcome, marked where no source states it."""
    if one.sure in WHY:
        return Figure(one.outcome_name, standing=Standing.INFERRED, rows=record.rows, why=WHY[one.sure])
    return one.outcome_name


def _noted(one: Decision) -> str:
    review = one.review
    asked = f"Review asked of {review.to_name}: {review.about}" if review else ""
    return " ".join(part for part in (one.note, asked) if part)
