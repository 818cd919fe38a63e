"""Everybody who may want to take a step, every state that a proposal can be in, and what a refusal must say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from codeclerk.kernel.errors import Refusal
from codeclerk.people.rules import Holding
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.rules.steps import Standing
from codeclerk.process.vocabulary import Process
from codeclerk.progression.rules import Proposer, Taker

DAY = date(2021, 3, 12)
PROPOSER = Proposer("own", frozenset({"north"}))
HOLDS = ({}, {"is_held": True, "held_since": DAY}, {"has_run_out": True, "held_since": DAY})
BRACES = re.compile(r"[{}]")
GIVEN = {
    "path": {"path": "self_governance"},
    "release": {"release": "June 2021"},
    "until": {"until": "2021-06-01"},
    "proposer": {"organisation": "south"},
    "title": {"title": "Another title"},
    "parts": {"parts": ({"letter": "A", "title": "A part"},)},
    "alternative": {"alternative": "MP999"},
    "answer": {"answer": "not_interested"},
    "objectives": {"objectives": ("a",)},
    "reason": {"reason": "It is what the papers say."},
}
"""What is sent with a step for each thing that it takes."""


def _held(role: str, place: str) -> tuple[Holding, ...]:
    return (Holding(role, place, date(2019, 1, 1)),)


def takers(bodies: tuple[str, ...]) -> dict[str, Taker]:
    """Every kind of person who may want to take a step."""
    found = {
        "public": Taker("", DAY),
        "no role": Taker("person:nobody", DAY),
        "former chair": Taker("person:past", DAY, (Holding("chair", "body:panel", date(2019, 1, 1), DAY),)),
        "party contact": Taker("person:contact", DAY, _held("party_contact", "organisation:south")),
        "proposer": Taker("person:own", DAY),
        "colleague of the proposer": Taker("person:colleague", DAY, _held("party_contact", "organisation:north")),
        "assessor": Taker("person:assessor", DAY, _held("dcc_assessor", "organisation:dcc")),
        "authority": Taker("person:ofgem", DAY, _held("authority", "organisation:ofgem")),
        "secretariat": Taker("person:clerk", DAY, keeps_register=True),
        "importer": Taker("system:import", DAY, is_importer=True),
    }
    return found | {f"chair of {one}": Taker("person:chair", DAY, _held("chair", f"body:{one}")) for one in bodies}


def expected(kind: str, step: Step) -> bool:
    """Whether that kind of person may take a step, said a second time and in another way."""
    keys = {actor.key for actor in step.by}
    if kind.startswith("chair of "):
        return f"body:{kind.removeprefix('chair of ')}" in keys
    return {
        "secretariat": True,
        "importer": True,
        "party contact": "role:party" in keys,
        "proposer": "role:proposer" in keys,
        "colleague of the proposer": bool(keys & {"role:proposer", "role:party"}),
        "assessor": "role:dcc_assessor" in keys,
        "authority": "body:authority" in keys,
    }.get(kind, False)


def standings(of: Process, paths: tuple[str, ...]) -> Iterator[Standing]:
    """Every state of a profile: each status, on hold or not, on each path and on none, with and without each flag that
    a step asks for."""
    flags = sorted({step.flag for step in of.rules.steps if step.flag})
    for status in of.statuses:
        for held in HOLDS:
            for path in ("", *paths):
                for flag in ((), *((one,) for one in flags)):
                    yield Standing(of.profile.id, status, path, frozenset(flag), since=DAY, **held)


def check_words(refusal: Refusal, step: Step, number: str) -> None:
    """Fail unless a refusal says what is refused, by which rule, and what can be done now."""
    said = (refusal.code, refusal.rule, refusal.problem, refusal.remedy)
    assert all(one.strip() == one and one for one in said), said
    assert step.name in refusal.problem or number in refusal.problem, refusal.problem
    assert not refusal.problem.endswith("."), refusal.problem
    assert not any(BRACES.search(one) or "  " in one for one in said[1:]), said
    assert refusal.remedy.endswith("."), refusal.remedy


def after(standing: Standing, step: Step) -> Standing:
    """Where a proposal stands after a step, as far as the process says."""
    held = {"is_held": True, "has_run_out": False} if step.holds else {}
    if step.ends_hold and standing.is_held:
        held = {"is_held": False}
    return replace(standing, status=step.to or standing.status, flags=standing.flags | set(step.flags), **held)


def sent_with(step: Step) -> dict[str, Any]:
    """Everything that a step can be given."""
    sent: dict[str, Any] = {"step": step.id, "by": step.by[0].key, "reason": "It is what the papers say."}
    for one in step.takes:
        sent |= GIVEN[one.what]
    conditions = (vocabulary.conditions()[one] for one in step.conditions)
    shown = [one.id for one in conditions if not (one.told or one.within or one.after)]
    return sent | {"shown": tuple({"condition": one, "where": "Paper SECP_90"} for one in shown)}
