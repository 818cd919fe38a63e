"""Decisions as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.decisions.rules.lists import Finding
from codeclerk.decisions.rules.values import Decision, Presented, Review


def decision_json(one: Decision) -> dict[str, Any]:
    """A decision at the lens. What is not known is null."""
    return {
        "key": one.key,
        "body": {"id": one.body, "name": one.body_name},
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "outcome": {"id": one.outcome, "name": one.outcome_name},
        "when": one.when.isoformat(),
        "objectives": list(one.objectives),
        "path": one.path or None,
        "review": review_json(one.review) if one.review else None,
        "sure": one.sure or None,
        "note": one.note or None,
        "sources": list(one.sources),
        "warnings": list(one.warnings),
    }


def review_json(review: Review) -> dict[str, Any]:
    """The review that was asked for with a decision."""
    return {
        "to": {"id": review.to, "name": review.to_name},
        "about": review.about,
        "meeting": review.meeting.isoformat() if review.meeting else None,
        "settled": review.is_settled,
        "outcome": review.outcome or None,
        "settled_on": review.settled_on.isoformat() if review.settled_on else None,
    }


def presented_json(one: Presented) -> dict[str, Any]:
    """What is put to a meeting of a body."""
    return {
        "key": one.key,
        "body": one.body,
        "meeting": one.meeting.isoformat(),
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "asks": list(one.asks),
        "words": list(one.words),
    }


def finding_json(one: Finding) -> dict[str, Any]:
    """Where a source's lists differ from each other or from the record."""
    return {
        "fault": one.fault.value,
        "meeting": one.meeting,
        "which": one.which,
        "printed": one.printed,
        "places": list(one.places),
        "recorded": list(one.recorded),
        "agreeing": list(one.agreeing),
        "words": one.words,
    }
