"""The process as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.kernel.packs import Sourced
from codeclerk.process.packs import Entitled, VoteRule
from codeclerk.process.queries import StatusView, StepLine
from codeclerk.process.rules.clocks import ClockInForce
from codeclerk.process.rules.steps import Need, rule_of
from codeclerk.process.vocabulary import Process, actor_name, entitled_bodies, vote_words, votes


def process_json(of: Process, steps: tuple[StepLine, ...]) -> dict[str, Any]:
    """A profile with its statuses and steps."""
    help_of = {one.status: one for one in of.rules.statuses}
    return {
        "profile": of.profile.id,
        "name": of.profile.name,
        "from": of.profile.start.date.isoformat(),
        "sure": of.rules.sure.value,
        "note": of.rules.note,
        "entitled": [entitled_json(one) for one in entitled_bodies(of.profile.id)],
        "votes": [vote_json(one) for one in votes()],
        "statuses": [
            {
                "id": one.id,
                "name": one.name,
                "stage": one.stage,
                "meaning": help_of[one.id].meaning,
                "if_nobody_acts": help_of[one.id].if_nobody_acts,
                "ends": help_of[one.id].ends,
            }
            for one in of.profile.statuses
        ],
        "steps": [step_json(line) for line in steps],
    }


def entitled_json(one: Entitled) -> dict[str, Any]:
    """Somebody who may raise a change. `by` is null where only the name tells who it is."""
    return {
        "id": one.id,
        "name": one.name,
        "by": one.who.key if one.who else None,
        "who": actor_name(one.who) if one.who else None,
        "only": one.only,
        "sure": one.sure.value,
        "reference": rule_of(one) or None,
        "note": one.note,
    }


def vote_json(one: VoteRule) -> dict[str, Any]:
    """How a vote is counted: the rule as data, and in words."""
    rule = one.model_dump(mode="json", exclude={"name", "plural", "aliases", "reference"})
    return {**rule, "name": one.name, "reference": rule_of(one) or None, "words": vote_words(one)}


def status_json(view: StatusView) -> dict[str, Any]:
    """A status with the steps that can be taken in it."""
    return {
        "profile": view.process.profile.id,
        "id": view.id,
        "name": view.name,
        "stage": view.stage,
        "meaning": view.meaning,
        "if_nobody_acts": view.if_nobody_acts,
        "ends": view.ends,
        "sure": view.sure,
        "reference": view.rule or None,
        "steps": [step_json(line) for line in view.steps],
    }


def step_json(line: StepLine) -> dict[str, Any]:
    """A step. `act` is null where the product has no act for it yet."""
    own = line.step
    return {
        "number": line.number,
        "id": line.id,
        "name": line.name,
        "from": list(own.from_),
        "to": own.to,
        "who": list(line.who),
        "by": [one.key for one in own.by],
        "does": own.does,
        "conditions": [_need(one) for one in line.needs],
        "clocks": [_clock(one) for one in line.clocks],
        "starts": [_clock(one) for one in line.starts],
        "meetings": [
            {"body": one.body, "words": one.words, "sure": one.sure, "note": one.note or None} for one in line.meetings
        ],
        "effects": list(own.effects),
        "renumbers": own.renumbers,
        "paths": list(own.paths),
        "flag": own.flag,
        "on_hold": own.on_hold,
        "line": own.line,
        "act": own.act,
        "if_nobody_acts": own.missed,
        "sure": own.sure.value,
        "reference": line.rule or None,
        "note": own.note,
        "actors": _standing(own.actors),
        "landing": _standing(own.landing),
    }


def _standing(one: Sourced | None) -> dict[str, Any] | None:
    """How sure a part of a step is, where that is less than the step."""
    return {"sure": one.sure.value, "note": one.note} if one is not None else None


def _need(one: Need) -> dict[str, Any]:
    return {
        "name": one.name,
        "meaning": one.meaning,
        "remedy": one.remedy,
        "sure": one.sure.value,
        "reference": one.rule or None,
    }


def _clock(one: ClockInForce) -> dict[str, Any]:
    return {
        "id": one.clock.id,
        "name": one.clock.name,
        "starts": one.clock.starts,
        "runs_from": one.clock.runs_from,
        "weight": one.clock.weight,
        "before": one.clock.before,
        "working_days": one.working_days.value,
        "convention": one.convention.value.value,
        "words": one.words,
        "if_missed": one.clock.missed,
        "sure": one.sure.value,
        "reference": one.reference or None,
    }
