"""The process built a second time, as a statechart of an independent library: two regions side by side, where a
proposal is and whether it is held, and beside them what else a step asks for, its path and its flags.

It reads the pack's words by itself and shares no rule with the product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from statemachine import StateChart
from statemachine.io import create_machine_class_from_definition

from codeclerk.process.packs import ProcessProfile, Step

ENDS = "time_runs_out"
"""The event that no step is: the last day of a hold passes."""


@dataclass
class Extended:
    """What the chart's guards ask beside its states."""

    path: str = ""
    flags: set[str] = field(default_factory=set)
    state: Any = None


def chart_of(profile: ProcessProfile) -> type[StateChart[Extended]]:
    """A class of charts for one profile of a pack. Events are called `do_` and the id of the step."""
    begins = next(step.to for step in profile.steps if not step.from_)
    places: dict[str, Any] = {
        f"in_{one.status}": {"value": one.status, "initial": one.status == begins, "on": {}} for one in profile.statuses
    }
    held: dict[str, Any] = {
        "hold_none": {"value": "none", "initial": True, "on": {}},
        "hold_on": {"value": "on", "on": {f"do_{ENDS}": [{"target": "hold_over"}]}},
        "hold_over": {"value": "over", "on": {}},
    }
    for step in profile.steps:
        guard = _guard(step)
        for status in step.from_:
            target = f"in_{step.to}" if step.to else None
            places[f"in_{status}"]["on"][f"do_{step.id}"] = [_way(target, guard, _also(step))]
        if step.holds:
            for one in ("hold_none", "hold_over"):
                held[one]["on"][f"do_{step.id}"] = [_way("hold_on", _both(guard, step), None)]
        if step.ends_hold:
            held["hold_on"]["on"][f"do_{step.id}"] = [_way("hold_none", _both(guard, step), None)]
    for one in (*places.values(), *held.values()):
        if not one["on"]:
            one.pop("on")
    regions = {"place": {"states": places}, "hold": {"states": held}}
    return create_machine_class_from_definition(
        "Process", {"proposal": {"initial": True, "parallel": True, "states": regions}}, catch_errors_as_events=False
    )


def enabled(chart: StateChart[Extended]) -> set[str]:
    """The ids of the steps that the chart lets happen now."""
    return {str(one.id).removeprefix("do_") for one in chart.enabled_events()} - {ENDS}


def _way(target: str | None, guard: Callable[..., bool], also: Callable[..., None] | None) -> dict[str, Any]:
    return {"target": target, "cond": [guard], "on": [also] if also else []}


def _guard(step: Step) -> Callable[..., bool]:
    def is_free(machine: StateChart[Extended]) -> bool:
        now = set(machine.configuration_values)
        if step.on_hold == "only" and "none" in now:
            return False
        if step.on_hold == "not" and "on" in now:
            return False
        if step.flag and step.flag not in machine.model.flags:
            return False
        return not step.paths or machine.model.path in step.paths

    return is_free


def _both(guard: Callable[..., bool], step: Step) -> Callable[..., bool]:
    def is_free_there(machine: StateChart[Extended]) -> bool:
        return bool(set(step.from_) & set(machine.configuration_values)) and guard(machine)

    return is_free_there


def _also(step: Step) -> Callable[..., None] | None:
    if not step.flags:
        return None

    def sets_flags(machine: StateChart[Extended]) -> None:
        machine.model.flags |= set(step.flags)

    return sets_flags
