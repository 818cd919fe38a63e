"""Checks as plain values, for the command line and for programs."""

from __future__ import annotations

from typing import Any

from codeclerk.checks.rules.values import Result, Thing, Verdict


def result_json(one: Result) -> dict[str, Any]:
    """What a check found, with its rule, its counts and its findings."""
    return {
        "check": one.check.id,
        "title": one.check.title,
        "verdict": one.verdict.value,
        "rule": one.check.rule,
        "rests_on": one.check.basis,
        "counts": {verdict.value: one.count(verdict) for verdict in Verdict},
        "findings": [_thing_json(one, thing) for thing in one.findings],
        "not_assessed": [_thing_json(one, thing) for thing in one.things if thing.verdict is Verdict.NOT_ASSESSED],
    }


def _thing_json(one: Result, thing: Thing) -> dict[str, Any]:
    return {
        "verdict": thing.verdict.value,
        "subject": thing.subject,
        "name": thing.name,
        "words": thing.words,
        "places": [{"says": side.says, "place": side.place} for side in thing.sides],
        "remedy": thing.remedy or one.check.remedy,
    }
