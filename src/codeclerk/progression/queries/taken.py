"""The steps that were taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.progression.models import StepFact


@dataclass(frozen=True)
class TakenStep:
    """A step that was taken: who took it when, and where each condition is shown as (name, where)."""

    key: str
    step: str
    name: str
    profile: str
    by: str
    by_name: str
    day: date
    came_from: str
    led_to: str
    shown: tuple[tuple[str, str], ...]
    reason: str
    answer: str = ""
    """The id of the answer that was given, for a step that has answers."""


def steps_of(lens: Lens, proposal: str) -> tuple[TakenStep, ...]:
    """The steps that a proposal has taken, oldest first, without those that were taken back. One query."""
    rows = StepFact.objects.as_at(lens).filter(proposal__key=proposal, is_undone=False)
    return tuple(
        TakenStep(
            key=row.key,
            step=row.step,
            name=row.name,
            profile=row.profile,
            by=row.by,
            by_name=row.by_name,
            day=row.valid_from,
            came_from=row.came_from,
            led_to=row.led_to,
            shown=tuple((name, where) for _, name, where in row.evidence),
            reason=row.reason,
            answer=row.answer,
        )
        for row in rows.order_by("valid_from", "pk")
    )
