"""Consultations as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.consultations.rules import Consultation, Said, week_commencing


def consultation_json(one: Consultation) -> dict[str, Any]:
    """A consultation at the lens. What is not known is null."""
    expected = one.expected_issue
    return {
        "key": one.key,
        "kind": {"id": one.kind, "name": one.kind_name},
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "standing": one.standing.value,
        "issued": one.issued.isoformat() if one.issued else None,
        "expected_issue": expected.isoformat() if expected else None,
        "expected_week": (week_commencing(expected) or None) if expected else None,
        "closes": one.closes.isoformat() if one.closes else None,
        "ended": one.ended.isoformat() if one.ended else None,
        "length": {"working_days": one.length, "convention": one.convention.value} if one.length else None,
        "closing_days": [_said(said) for said in one.closing_days],
        "warnings": list(one.warnings),
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "said": said.since.isoformat(),
        "day": said.day.isoformat() if said.day else None,
        "reason": said.reason or None,
        "source": said.source or None,
    }
