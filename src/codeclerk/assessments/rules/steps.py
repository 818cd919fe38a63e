"""The steps of an assessment: what can happen, what happens once, and what cannot come before what. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

PA, IA = "PA", "IA"
"""Ids of the types in the pack's `assessments.types`, for what the papers print of each by name."""


class Step(StrEnum):
    """What can happen to an assessment."""

    COST_APPROVED = "cost_approved"
    """The fee of an Impact Assessment was approved, before it is requested (PMP:4073)."""
    REQUESTED = "requested"
    QUERIED = "queried"
    """The assessor asked back (CSR:583)."""
    ANSWERED = "answered"
    """The query was answered, or new requirements were sent (CSR:586)."""
    ACCEPTED = "accepted"
    """The clock starts, and this day is not counted (CSR:291)."""
    EXPECTED = "expected"
    """The assessor said when it expects to return it; holds from the day on which that was said (CSR:569)."""
    INTERIM = "interim"
    """An interim version came in; the clock goes on (DCUSA:538)."""
    RETURNED = "returned"
    NOT_REQUIRED = "not_required"
    """The step was closed without an assessment (PMP:1096, PMP:3948)."""

    @property
    def in_words(self) -> str:
        """As a sentence says it after "was": `accepted`, `found not required`."""
        return _WORDS.get(self.value, self.value)

    @property
    def label(self) -> str:
        """As a table or a form says it."""
        return _LABELS.get(self.value, self.value.capitalize())


_WORDS = {
    "cost_approved": "its cost approved",
    "interim": "returned in an interim version",
    "not_required": "found not required",
}
_LABELS = {
    "cost_approved": "Cost approved",
    "interim": "Interim version returned",
    "not_required": "Found not required",
}

ONCE = frozenset({Step.COST_APPROVED, Step.REQUESTED, Step.ACCEPTED, Step.RETURNED, Step.NOT_REQUIRED})
"""Steps that happen once. Queries, answers, interim versions and expected dates may come again."""
CLOSING = frozenset({Step.RETURNED, Step.NOT_REQUIRED})
"""Steps that end an assessment; it ends by one of them only."""

_BEFORE: dict[Step, frozenset[Step]] = {
    Step.QUERIED: frozenset({Step.REQUESTED}),
    Step.ANSWERED: frozenset({Step.REQUESTED}),
    Step.ACCEPTED: frozenset({Step.REQUESTED, Step.QUERIED}),
    Step.EXPECTED: frozenset({Step.REQUESTED}),
    Step.INTERIM: frozenset({Step.REQUESTED, Step.QUERIED, Step.ACCEPTED}),
    **dict.fromkeys(CLOSING, frozenset(Step) - CLOSING),
}
"""Step -> those that never come after it. An approval of the cost after the request is odd and allowed: a warning."""


def order_fault(taken: Iterable[tuple[Step, date]], step: Step, day: date) -> tuple[Step, date] | None:
    """The step already taken that this one on this day does not fit: a return before its acceptance, say.

    Several on one day are fine, in any order, and so is a step whose forerunner is not known: papers often print only
    the later one. The day of an expected date is the day on which it was said. Whether steps fit does not depend on
    which of them is recorded first.
    """
    for other, when in taken:
        if {step, other} == CLOSING:
            return other, when
        if other in _BEFORE.get(step, ()) and when > day:
            return other, when
        if step in _BEFORE.get(other, ()) and day > when:
            return other, when
    return None
