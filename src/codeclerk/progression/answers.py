"""The state of a proposal in its process as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.process import vocabulary
from codeclerk.process.rules.steps import OpenStep
from codeclerk.progression.queries import Running, State, TakenStep


def state_json(number: str, state: State | None, taken: tuple[TakenStep, ...]) -> dict[str, Any]:
    """Where a proposal stands, its deadlines, its open steps with what they need, and the steps that were taken."""
    return {
        "proposal": number,
        "profile": state.standing.profile if state else None,
        "status": state.standing.status if state else None,
        "is_held": state.standing.is_held if state else None,
        "deadlines": [running_json(one) for one in state.running] if state else [],
        "open": [open_json(one) for one in state.steps] if state else [],
        "taken": [taken_json(one) for one in taken],
    }


def running_json(one: Running) -> dict[str, Any]:
    """A deadline that runs. `due` is its last day, `counted` what the rule gives where it was moved."""
    return {
        "clock": one.clock,
        "name": one.name,
        "due": one.due.isoformat(),
        "counted": one.deadline.due.isoformat(),
        "explanation": one.explanation,
        "missed": one.missed,
    }


def open_json(one: OpenStep) -> dict[str, Any]:
    """An open step with how each of its needs stands."""
    step = one.step
    return {
        "step": step.id,
        "name": step.name,
        "by": [vocabulary.actor_name(actor) for actor in step.by],
        "to": step.to,
        "is_blocked": one.is_blocked,
        "needs": [
            {
                "condition": need.id,
                "how": need.how.value,
                "meaning": need.meaning,
                "told": need.told or None,
                "remedy": need.remedy,
                "rule": need.rule or None,
            }
            for need in one.needs
        ],
        "takes": [{"what": given.what, "needed": given.needed} for given in step.takes],
    }


def taken_json(one: TakenStep) -> dict[str, Any]:
    """A step that was taken."""
    return {
        "step": one.step,
        "name": one.name,
        "day": one.day.isoformat(),
        "by": one.by_name,
        "from": one.came_from,
        "to": one.led_to or None,
        "shown": [{"condition": name, "where": where} for name, where in one.shown],
        "answer": one.answer or None,
        "reason": one.reason or None,
    }
