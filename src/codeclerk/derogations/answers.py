"""Derogations as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.derogations.rules.terms import Condition, Ending, Stretch
from codeclerk.derogations.rules.values import Derogation
from codeclerk.register.rules.times import When


def derogation_json(one: Derogation, on: date) -> dict[str, Any]:
    """A derogation as it stands on a day. What is not known is null."""
    over = one.over
    return {
        "key": one.key,
        "name": one.name,
        "body": {"id": one.body, "name": one.body_name},
        "party": {"key": one.party, "name": one.party_name},
        "rules": [{"clause": rule.clause, "about": rule.about or None} for rule in one.rules],
        "permitted": one.what,
        "standing": one.standing.value,
        "starts": _when(one.starts),
        "last_day": _last(one.last_day, one.is_month),
        "days_left": one.days_left(on),
        "ends": one.end_words or None,
        "ends_with": _ending(one.ending) if one.ending else None,
        "ended_because": (over.reason or None) if over else None,
        "stretches": [_stretch(stretch) for stretch in one.stretches],
        "conditions": [_condition(condition) for condition in one.conditions],
        "findings": list(one.findings),
        "sources": list(one.sources),
    }


def _when(when: When | None) -> str | None:
    return when.isoformat() if when else None


def _last(last: date | None, is_month: bool) -> str | None:
    return last.isoformat()[: 7 if is_month else 10] if last else None


def _stretch(one: Stretch) -> dict[str, Any]:
    return {
        "what": one.said.what.value,
        "decided": _when(one.said.decided),
        "decision": one.said.decision or None,
        "first": one.first.isoformat() if one.first else None,
        "last": _last(one.last, one.is_month),
        "in_time": one.in_time.value if one.in_time else None,
        "sure": one.said.sure or None,
        "source": one.said.source or None,
    }


def _condition(one: Condition) -> dict[str, Any]:
    return {
        "number": one.number,
        "condition": one.text,
        "shown_by": one.shown_by or None,
        "met": one.met.value,
        "since": one.on.isoformat(),
        "evidence": one.evidence or None,
    }


def _ending(one: Ending) -> dict[str, Any]:
    return {
        "proposal": one.proposal,
        "number": one.number,
        "title": one.title or None,
        "implemented": one.implemented.isoformat() if one.implemented else None,
        "target_release": one.target or None,
        "planned": one.planned.isoformat() if one.planned else None,
    }
