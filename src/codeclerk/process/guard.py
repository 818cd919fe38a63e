"""The guard of acts that are steps of the process and have an act of their own: assessments, consultations.

`take_step` guards every other step. Importers record what was printed, whatever the process says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from codeclerk.kernel.acts import Act, Context
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.process import queries, reasons, telling, vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.rules.steps import Answers, Need, OpenStep, Standing, open_steps
from codeclerk.register.find import Subject

PERSON = "person:"
"""Importers record what was printed, and are not asked."""


def check_open(
    act: type[Act[Any]], found: Subject, context: Context, *, of: str = "", given: Answers | None = None
) -> None:
    """Refuse what a person does with a proposal that its process does not have where it stands, or not yet.

    Three queries at most; none for importers.

    Args:
        act: the act, which the pack's steps name; one that no step has is open always.
        found: the proposal.
        of: the kind that it is about, such as PA, for acts that have kinds.
        given: what the act itself tells, beside the record.
    """
    if not context.actor.startswith(PERSON) or not vocabulary.is_known():
        return
    lens = Lens(PUBLIC, context.effective, context.now)
    standing = queries.standing_of(lens, found.key)
    if standing is None or standing.profile not in vocabulary.profiles():
        hint = "Record its status first, or choose another day."
        raise reasons.NOT_NOW.refuse(
            found.number, act=act.title, why="the record does not say where it stands", hint=hint
        )
    process = vocabulary.process(standing.profile)
    steps = [one for one in process.rules.steps if one.act == act.name and (not of or one.of in (None, of))]
    if not steps:
        return
    known = vocabulary.conditions()
    asked = [known[one] for step in steps for one in step.conditions]
    told = {**telling.ask(lens, found.key, asked), **(given or {})}
    every = open_steps(process.rules, known, standing, vocabulary.path_names(), day=lens.valid_at, told=told)
    own = [one for one in every if one.step in steps]
    if not own:
        raise _not_now(found.number, act.title, standing, steps)
    if all(one.is_blocked for one in own):
        raise _unmet(found.number, act.title, own)


def _not_now(number: str, title: str, standing: Standing, steps: Iterable[Step]) -> Refused:
    statuses = vocabulary.process(standing.profile).statuses
    names = dict.fromkeys(statuses[one].name for step in steps for one in step.from_)
    why = f"it is in the status {statuses[standing.status].name}, and that is done in {' or '.join(names)}"
    hint = "Take the step that leads there first; the proposal’s page has what is open to it."
    return reasons.NOT_NOW.refuse(number, act=title, why=why, hint=hint)


def _unmet(number: str, title: str, own: Iterable[OpenStep]) -> Refused:
    """Every need that is not met, of the step of which the fewest are."""
    needs: tuple[Need, ...] = min((tuple(n for n in one.needs if n.is_unmet) for one in own), key=len)
    refused = [
        reasons.NOT_MET.refuse(number, act=title, condition=need.name, said=need.said, remedy=need.remedy)
        for need in needs
    ]
    return Refused(*(one.first for one in refused))


def check_solution(act: type[Act[Any]], found: Subject, context: Context) -> None:
    """Refuse a solution that a person writes while only the problem is worked on. One query; none for importers."""
    if not context.actor.startswith(PERSON) or not vocabulary.is_known():
        return
    standing = queries.standing_of(Lens(PUBLIC, context.effective, context.now), found.key)
    if standing is None or standing.profile not in vocabulary.profiles():
        return
    process = vocabulary.process(standing.profile)
    own = next(one for one in process.rules.statuses if one.status == standing.status)
    if own.solutions_wait:
        where = process.statuses[standing.status].name
        raise reasons.PROBLEM_FIRST.refuse(found.number, act=act.title, status=where, field="text")
