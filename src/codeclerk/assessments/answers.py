"""Assessments as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.assessments.rules import Assessment, Duration, SummaryRow, duration
from codeclerk.kernel.calendar import Calendar, Convention


def assessment_json(one: Assessment, on: date, calendar: Calendar) -> dict[str, Any]:
    """An assessment as it stands on a day. What is not known is null; durations name their convention."""
    length = duration(one, on, calendar)
    return {
        "key": one.key,
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "type": one.kind,
        "change_request": one.change_request or None,
        "standing": one.standing(on).value,
        "cost_approved": _iso(one.cost_approved),
        "requested": _iso(one.requested),
        "queried": [day.isoformat() for day in one.queried],
        "answered": [day.isoformat() for day in one.answered],
        "accepted": one.accepted.day.isoformat() if one.accepted else None,
        "accepted_is_inferred": bool(one.accepted and one.accepted.is_inferred),
        "target": _counted(one.target, one.target_convention),
        "due": one.deadline.as_json() if one.deadline else None,
        "expected": [day.isoformat() for day in one.expected],
        "interim": [day.isoformat() for day in one.interim],
        "returned": _iso(one.returned),
        "not_required": _iso(one.not_required),
        "reason": one.reason or None,
        "is_late": one.is_late(on),
        "slip": _counted(one.slip(), one.slip_convention),
        "is_met": one.is_met(),
        "duration": _duration_json(length) if length else None,
        "printed": {
            "due": _iso(one.printed_due),
            "duration": one.printed_duration,
            "target": one.printed_target,
        },
        "sources": list(one.sources),
    }


def _counted(days: int | None, convention: Convention | None) -> dict[str, Any] | None:
    """A count of days with its convention; null for none."""
    return {"working_days": days, "convention": convention.value} if days is not None and convention else None


def _duration_json(length: Duration) -> dict[str, Any]:
    return {
        Convention.PUBLISHED.value: length.published,
        Convention.INCLUSIVE.value: length.working_days,
        "is_inferred": length.is_inferred,
    }


def summary_json(row: SummaryRow) -> dict[str, Any]:
    """One line of the summary: the exact mean as text, and rounded as the report prints it."""
    return {
        "type": row.kind,
        "standing": row.standing.value,
        "total": row.total,
        "mean": str(row.mean) if row.mean is not None else None,
        "average": row.average,
        "convention": Convention.PUBLISHED.value,
        "assessments": list(row.members),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
