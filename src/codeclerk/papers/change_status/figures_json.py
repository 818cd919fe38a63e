"""The figures of the report as plain data: what stands beside `paper` in its JSON. Pure.

    report              periods and days: period, month, as_at, data_date, dcc_data_date, known_at
    stages              [{id, name, is_open, count, proposals}]
    open_pre_decision   {count, average}
    concluded           {count, average}, of the last 12 months
    recommended         [{proposal, title, asks}], what is put to the Panel
    new_draft_proposals [{proposal, title, proposer, raised}]
    assessments
      summary           [{type, standing, total, average, average_without_holidays, members}]
      open              [{proposal, key, type, accepted, target, duration, without_holidays}]
      completed         [{proposal, key, type, returned, target, duration, without_holidays}]
      dcc               [{proposal, key, type, cr, accepted, due, expected, late, is_delayed}]
      changes           [{proposal, key, type, what, before, after, reason}], since the report before
      performance       {due: [{proposal, key, type, requested, accepted, due, submitted}], in_time}
      ia_requests       [{proposal, key, requested}]
    decisions           [{proposal, title, body, outcome, when, objectives, path, review}]
    awaiting_authority  [proposal]
    releases            [{key, name, day, implemented: [...], approved: [{proposal, title, condition}]}]
    notes               [{check, title, printed, place, record, rule, proposals}]

A figure is an object: `value` (a whole number, or text for a day, a decimal or a word), `unit`, `standing` (computed,
reported, inferred, withheld), and where it has them `source`, `why`, `convention`. Beside a reported figure `named` has
what the register gives. Days are ISO text; what is not known is null. Proposals go by the number that they have on the
as-at day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from codeclerk.assessments.rules import IA, Assessment, DateChange, requested_in
from codeclerk.assessments.rules import Standing as Where
from codeclerk.papers.change_status import assessments, dcc, notes, progression, releases, summary
from codeclerk.papers.change_status.record import AUTHORITY, CHANGE_BOARD, CSC, Record, Stage, numbers
from codeclerk.papers.data import Data
from codeclerk.papers.figures import figure
from codeclerk.papers.model import Figure

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Decision
    from codeclerk.releases.queries import Release


def figures(
    record: Record, dcc_date: date, times: Sequence[progression.Line], differences: Iterable[notes.Note]
) -> Data:
    """Every figure of the report: the record's, the lines of the proposals' timescales, the notes."""
    return Data.of(
        {
            "report": _report(record, dcc_date),
            "stages": [_stage(*one) for one in summary.stage_figures(record)],
            **dict(_progression(times)),
            "recommended": [
                {"proposal": one.number, "title": one.title, "asks": list(one.asks)} for one in record.presented
            ],
            "new_draft_proposals": _new(record),
            "assessments": _assessments(record),
            "decisions": [_decision(one) for one in _decided(record)],
            "awaiting_authority": [one.number for one in record.awaiting],
            "releases": [_release(one) for one in (*releases.in_month(record), *releases.to_come(record))],
            "notes": [_note(one) for one in differences],
        }
    )


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _report(record: Record, dcc_date: date) -> dict[str, Any]:
    periods = record.periods
    known_at: datetime = record.known_at
    return {
        "period": periods.period.isoformat(),
        "month": periods.month.isoformat(),
        "as_at": _day(periods.as_at),
        "data_date": _day(periods.data_date),
        "dcc_data_date": _day(dcc_date),
        "known_at": known_at.isoformat(),
    }


def _stage(stage: Stage, shown: Figure, own: Figure) -> dict[str, Any]:
    return {
        "id": stage.id,
        "name": stage.name,
        "is_open": stage.is_open,
        "count": figure(shown, own),
        "proposals": [key.partition(":")[2] for key in own.rows],
    }


def _progression(times: Sequence[progression.Line]) -> list[tuple[str, dict[str, Any]]]:
    names = {progression.OPEN: "open_pre_decision", progression.CONCLUDED: "concluded"}
    made = []
    for line in times:
        total, mean, own, own_mean = progression.figures(line)
        content = {
            "count": figure(total, own),
            "average": figure(mean, own_mean),
            "proposals": list(numbers(line.lines)),
        }
        made.append((names[line.id], content))
    return made


def _new(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "proposal": line.number,
            "title": line.title,
            "proposer": record.proposer_of(line) or None,
            "raised": line.raised.isoformat() if line.raised else None,
        }
        for line in record.new
    ]


# --- assessments


def _assessments(record: Record) -> dict[str, Any]:
    performed = dcc.performance(record)
    asked = requested_in(record.assessments, record.periods.in_month, IA)
    return {
        "summary": [
            {
                "type": row.kind,
                "standing": "open" if row.standing is Where.OPEN else "completed",
                "total": row.total,
                "average": row.average,
                "mean": _decimal(row.mean),
                "average_without_holidays": assessments.whole(assessments.mean_without_holidays(record, row)),
                "unit": "WD",
                "members": list(row.members),
            }
            for row in assessments.rows_of_summary(record)
        ],
        "open": [_open(record, one) for one in assessments.open_rows(record)],
        "completed": [_completed(record, one) for one in assessments.completed_rows(record)],
        "dcc": [_delivery(record, one) for one in dcc.listed(record)],
        "changes": [_change(one) for one in record.changes],
        "performance": {
            "due": [_due(record, one) for one in performed.due],
            "in_time": performed.in_time,
        },
        "ia_requests": [{**_named(record, one), "requested": _day(one.requested)} for one in asked],
    }


def _decimal(mean: Decimal | None) -> str | None:
    return None if mean is None else f"{mean:.2f}"


def _named(record: Record, one: Assessment) -> dict[str, Any]:
    return {"proposal": one.number, "key": one.key, "type": one.kind}


def _lengths(record: Record, one: Assessment) -> dict[str, Any]:
    shown, without = assessments.length_figures(record, one)
    return {"target": one.target, "duration": figure(shown), "without_holidays": figure(without)}


def _open(record: Record, one: Assessment) -> dict[str, Any]:
    accepted = one.accepted.day if one.accepted else None
    return {**_named(record, one), "accepted": _day(accepted), **_lengths(record, one)}


def _completed(record: Record, one: Assessment) -> dict[str, Any]:
    return {**_named(record, one), "returned": _day(one.returned), **_lengths(record, one)}


def _delivery(record: Record, one: Assessment) -> dict[str, Any]:
    accepted = dcc.is_accepted(one, record.periods.data_date)
    return {
        **_named(record, one),
        "cr": one.change_request or None,
        "accepted": _day(one.accepted.day) if accepted and one.accepted else None,
        "due": _day(one.deadline.due) if accepted and one.deadline else None,
        "expected": _day(dcc.expected(record, one)) if accepted else None,
        "late": figure(dcc.slip_figure(one)) if accepted else None,
        "is_delayed": one.is_late(record.periods.data_date),
    }


def _change(one: DateChange) -> dict[str, Any]:
    return {
        "proposal": one.number,
        "key": one.assessment,
        "type": one.kind,
        "what": one.what.value,
        "before": _day(one.before),
        "after": _day(one.after),
        "reason": one.reason or None,
    }


def _due(record: Record, one: Assessment) -> dict[str, Any]:
    return {
        **_named(record, one),
        "requested": _day(one.requested),
        "accepted": _day(one.accepted.day) if one.accepted else None,
        "due": _day(one.deadline.due) if one.deadline else None,
        "submitted": figure(dcc.submitted(record, one)),
    }


# --- decisions, releases, notes


def _decided(record: Record) -> tuple[Decision, ...]:
    return record.decided(CSC, CHANGE_BOARD, AUTHORITY)


def _decision(one: Decision) -> dict[str, Any]:
    review = one.review
    return {
        "proposal": one.number,
        "title": one.title,
        "body": one.body,
        "outcome": one.outcome,
        "when": one.when.isoformat(),
        "objectives": list(one.objectives),
        "path": one.path or None,
        "review": None if review is None else {"to": review.to, "about": review.about, "meeting": _day(review.meeting)},
    }


def _release(one: Release) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.full_name,
        "day": _day(one.day),
        "implemented": [
            {"proposal": entry.number, "title": entry.title} for entry in releases.entries(one, releases.IMPLEMENTED)
        ],
        "approved": [
            {"proposal": entry.number, "title": entry.title, "condition": entry.condition or None}
            for entry in releases.entries(one, releases.APPROVED)
        ],
    }


def _note(one: notes.Note) -> dict[str, Any]:
    return {
        "check": one.check.value,
        "title": one.title,
        "printed": one.printed,
        "place": one.place,
        "record": one.record,
        "rule": one.rule,
        "proposals": list(one.about),
    }
