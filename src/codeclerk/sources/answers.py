"""Claims, readings and rulings as JSON: the same for the command line, downloads and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.sources.rules.claims import Claim, Question, Reading, Ruling


def question_json(question: Question) -> dict[str, Any]:
    """What is asked."""
    return {
        "subject": question.subject,
        "property": question.property,
        "about": question.about,
        "qualifier": question.qualifier,
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    """What one source says. `value` is the recorded JSON value; text is byte for byte what was recorded."""
    return {
        "key": claim.key,
        **question_json(claim.question),
        "value": claim.measure.value,
        "unit": claim.measure.unit,
        "stated": claim.stated.value,
        "reasoning": claim.reasoning,
        "wording": claim.wording,
        "note": claim.note,
        "document": claim.source.document,
        "reference": claim.source.reference,
        "published": claim.source.published.isoformat() if claim.source.published else None,
        "classification": claim.source.classification.value,
        "locator": claim.locator,
    }


def ruling_json(ruling: Ruling) -> dict[str, Any]:
    """What was ruled."""
    return {
        "value": ruling.measure.value,
        "unit": ruling.measure.unit,
        "follows": ruling.follows or None,
        "considered": sorted(ruling.considered),
        "reason": ruling.reason,
        "ruled_by": ruling.ruled_by,
        "ruled_on": ruling.ruled_on.isoformat(),
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    """What the record says, with everything it rests on. `value` is null while sources are disputed."""
    return {
        **question_json(reading.question),
        "verdict": reading.verdict.value,
        "state": reading.state.value,
        "value": reading.value,
        "unit": reading.measure.unit if reading.measure else None,
        "marker": reading.marker,
        "difference": reading.difference,
        "claims": [claim_json(claim) for claim in reading.claims],
        "ruling": ruling_json(reading.ruling) if reading.ruling else None,
        "overtaken": reading.is_overtaken,
    }
