"""Checks of assessments: what sources print of them follows from their type and their acceptance."""

from __future__ import annotations

from collections.abc import Iterator

from codeclerk.assessments.rules import DoubtKind, doubts
from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict

WORDS = {
    DoubtKind.TARGET_OF_OTHER_TYPE: ("Target", "its type"),
    DoubtKind.DUE_DATE_DIFFERS: ("Due date", "acceptance and target"),
    DoubtKind.DURATION_DIFFERS: ("Duration", "acceptance and return"),
}


def figures(evidence: Evidence) -> Iterator[Thing]:
    """Every assessment with printed figures: target, due date and length follow from its type and days (G007)."""
    for one in evidence.assessments:
        printed = (one.printed_target, one.printed_due, one.printed_duration)
        if all(value is None for value in printed):
            continue
        name, subject = f"{one.number} {one.kind}", f"assessment:{one.key}"
        found = doubts(one, evidence.calendar)
        for doubt in found:
            what, rule = WORDS[doubt.kind]
            words = f"{what}: {doubt.printed} is printed; {doubt.computed} follows from {rule}. {doubt.why}".strip()
            sides = (Side(doubt.printed, "printed"), Side(doubt.computed, f"from {rule}"))
            yield Thing(subject, name, Verdict.FAIL, words, sides, (one.proposal,))
        if not found:
            verdict = Verdict.PASS if one.deadline is not None else Verdict.NOT_ASSESSED
            words = "" if verdict is Verdict.PASS else "Its acceptance is not known: nothing follows."
            yield Thing(subject, name, verdict, words, (), (one.proposal,))
