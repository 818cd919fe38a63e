"""The open steps beside those of an independent statechart library (python-statemachine), along random walks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from codeclerk.process.packs import ProcessProfile, ProcessRules, Step
from codeclerk.process.rules.steps import Standing, open_steps
from codeclerk.register.packs import Paths
from tests.kernel.packs.helpers import sec
from tests.progression.statechart import ENDS, Extended, chart_of, enabled
from tests.progression.walking import after

RULES = sec().of(ProcessRules)
CONDITIONS = {one.id: one for one in RULES.conditions}
PATHS = [one.id for one in sec().of(Paths).paths]
CHARTS = {one.profile: chart_of(one) for one in RULES.profiles}
WALKS, LENGTH = 60, 25


def allowed(profile: ProcessProfile, standing: Standing) -> dict[str, Step]:
    """The steps that nothing is in the way of but what has to be shown, by the product's rule."""
    found = open_steps(profile, CONDITIONS, standing, told={})
    return {one.step.id: one.step for one in found if not {"hold", "path"} & {n.id for n in one.needs if n.is_unmet}}


@pytest.mark.parametrize("profile", RULES.profiles, ids=lambda one: one.profile)
def test_random_walks_have_the_same_steps_open_as_a_statechart(profile):
    begins = next(step.to for step in profile.steps if not step.from_)
    seen = set()
    for seed in range(WALKS):
        rng = Random(seed)
        standing = Standing(profile.profile, str(begins))
        chart = CHARTS[profile.profile](Extended())
        for _ in range(LENGTH):
            ours = allowed(profile, standing)
            assert enabled(chart) == set(ours), (seed, standing)
            chance = rng.random()
            if chance < 0.15:
                path = rng.choice(["", *PATHS])
                standing, chart.model.path = replace(standing, path=path), path
            elif chance < 0.2:
                standing = replace(standing, flags=standing.flags | {"fast_track"})
                chart.model.flags.add("fast_track")
            elif chance < 0.3 and standing.is_held:
                standing = replace(standing, is_held=False, has_run_out=True)
                chart.send(f"do_{ENDS}")
            elif ours:
                ahead = {id for id, one in ours.items() if id not in seen or one.to}
                step = ours[rng.choice(sorted(ahead or ours))]
                seen.add(step.id)
                standing = after(standing, step)
                chart.send(f"do_{step.id}")
    assert seen == {step.id for step in profile.steps if step.from_}
