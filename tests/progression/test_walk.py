"""Every step of every process, from every state, by everybody: it is taken, or refused in words. Nothing else happens.

The wide walk is pure; a sample of it goes through the bus.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from codeclerk.kernel import bus
from codeclerk.kernel.acts import Plan
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Bodies
from codeclerk.kernel.publishing import installed_packs, running_pack
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.rules.steps import Answer, Answers, How, OpenStep, Standing, open_steps
from codeclerk.process.vocabulary import Process
from codeclerk.progression.commands import checks
from codeclerk.progression.queries import State
from codeclerk.progression.rules import may_take
from codeclerk.register.find import Subject
from codeclerk.register.packs import Paths
from tests.progression.walking import DAY, PROPOSER, check_words, expected, sent_with, standings, takers
from tests.register.support import do, organisation, person, refused, registered

SUBJECT = Subject("0301", "MP301", "mp", DAY, ())


@pytest.fixture(params=sorted(installed_packs()))
def pack(request, monkeypatch):
    """Each pack that is shipped with the product, as the one that runs."""
    monkeypatch.setattr(settings.CONFIG, "code", request.param)
    running_pack.cache_clear()
    yield running_pack()
    running_pack.cache_clear()


def bodies() -> tuple[str, ...]:
    return tuple(one.id for one in running_pack().of(Bodies).bodies)


def answers(holds: bool) -> Answers:
    """The record says yes, or no, to whatever a condition asks of it."""
    asked = (told for one in vocabulary.conditions().values() for told in one.told if told.kind != "given")
    return {(told.kind, told.name): Answer(holds, "It is said in a paper.") for told in asked}


def given(step: Step) -> dict[str, bool]:
    return {one.what: True for one in step.takes}


def state_in(of: Process, standing: Standing, told: Answers | None) -> State:
    found = open_steps(of.rules, vocabulary.conditions(), standing, vocabulary.path_names(), day=DAY, told=told)
    return State(SUBJECT.key, standing, of, found, ())


def guarded(state: State, step: Step, is_complete: bool) -> OpenStep:
    """The guards of a step in their order, with everything that it can be given, or with nothing."""
    own = checks.open_step(SUBJECT, state, step)
    checks.taken_by(step, step.by[0].key if is_complete else "")
    checks.all_given(step, given(step) if is_complete else {})
    to_show = [need.id for need in own.needs if need.how is How.SHOWN] if is_complete else []
    checks.all_met(SUBJECT, own, dict.fromkeys(to_show, "Paper SECP_90"))
    return own


def test_every_step_in_every_state_is_taken_or_refused_in_words(pack):
    paths = tuple(one.id for one in pack.of(Paths).paths)
    outcomes: Counter[str] = Counter()
    taken = set()
    for of in vocabulary.processes():
        for standing in standings(of, paths):
            for is_complete, told in ((True, answers(True)), (True, answers(False)), (False, answers(True))):
                given_too: Answers = {**told, ("given", "reason"): Answer(True)} if is_complete else told
                state = state_in(of, standing, given_too)
                for step in of.rules.steps:
                    try:
                        own = guarded(state, step, is_complete)
                    except Refused as refused:
                        refusals = refused.refusals
                    else:
                        assert standing.status in own.step.from_
                        taken.add((of.profile.id, step.id))
                        refusals = ()
                    outcomes[refusals[0].code if refusals else "taken"] += 1
                    for one in refusals:
                        check_words(one, step, SUBJECT.number)
                        assert not (state.steps and checks.END in one.remedy)
    every = {(of.profile.id, step.id) for of in vocabulary.processes() for step in of.rules.steps if step.from_}
    assert taken == every
    assert set(outcomes) == {
        "taken",
        "progression.not_open",
        "progression.raised_elsewhere",
        "progression.unmet",
        "progression.not_shown",
        "progression.not_given",
        "progression.who",
    }


def test_every_step_is_for_those_that_the_process_names_and_for_nobody_else(pack):
    allowed: Counter[str] = Counter()
    for of in vocabulary.processes():
        for step in of.rules.steps:
            names = {actor.key: vocabulary.actor_name(actor) for actor in step.by}
            for kind, taker in takers(bodies()).items():
                answer = may_take(step, taker, PROPOSER, names)
                assert answer.allowed == expected(kind, step), (of.profile.id, step.id, kind)
                assert step.name in answer.because
                assert answer.rule
                allowed[kind] += answer.allowed
    assert {kind for kind, count in allowed.items() if not count} >= {"public", "no role", "former chair"}
    assert min(allowed[kind] for kind in ("proposer", "party contact", "authority", "chair of panel")) > 0


def test_a_hold_is_in_the_way_of_every_step_that_does_not_say_otherwise(pack):
    for of in vocabulary.processes():
        for status in of.statuses:
            held = state_in(of, Standing(of.profile.id, status, is_held=True, held_since=DAY), answers(True))
            for one in held.steps:
                assert ("hold" in {need.id for need in one.needs if need.is_unmet}) == (one.step.on_hold == "not")


# --- a sample through the bus ---------------------------------------------------

ROLES: dict[str, dict[str, str]] = {
    "no-role": {},
    "contact": {"role": "party_contact", "organisation": "south"},
    "own": {},
    "chair": {"role": "chair", "body": "panel"},
    "assessor": {"role": "dcc_assessor", "organisation": "dcc"},
    "clerk": {"role": "secretariat"},
}
ACTORS = ("person:stranger", *(f"person:{one}" for one in ROLES), "system:import", "system:tick")


def found_people() -> None:
    for key in ("north", "south", "dcc"):
        organisation(key, key.title())
    for key, role in ROLES.items():
        person(key, f"Pseudonym {key}")
        if role:
            do("give_membership", _by="system:install", _from="2016-01-01", person=key, **role)


@pytest.mark.django_db
def test_a_sample_through_the_bus_is_taken_as_previewed_or_refused_in_words():
    found_people()
    registered("MP999", "Another proposal", "2016-01-04", status="refinement_process")
    places, number = [], 300
    for of in vocabulary.processes():
        for status in of.statuses:
            for is_held in (False, True):
                number += 1
                text = f"MP{number}" if of.profile.id == "2018" else f"SECMP0{number}"
                registered(text, f"Title {number}", "2016-01-04", profile=of.profile.id, status=status)
                do("change_proposer", _from="2016-01-04", proposal=text, person="own", organisation="north")
                if is_held:
                    do("hold_proposal", _from="2021-03-01", proposal=text, reason="Its Proposer withdrew it.")
                places.append((of, text))
    outcomes: Counter[str] = Counter()
    seen = set()
    for place, (of, text) in enumerate(places):
        for index, step in enumerate(of.rules.steps):
            if (index + place) % 6:
                continue
            actor = ACTORS[(index + place // 6 + index // 6) % len(ACTORS)]
            seen |= {actor, (of.profile.id, step.id)}
            data = {"proposal": text, **sent_with(step)}
            try:
                plan = bus.preview("take_step", data, actor=actor, effective=DAY)
            except Refused as refused:
                for one in refused.refusals:
                    check_words(one, step, text)
                outcomes[refused.first.code] += 1
            else:
                check_taken(data, actor, plan)
                outcomes["taken"] += 1
    assert seen == {*ACTORS, *((of.profile.id, step.id) for of in vocabulary.processes() for step in of.rules.steps)}
    assert set(outcomes) >= {"taken", "kernel.not_allowed", "progression.not_open", "progression.unmet"}


def check_taken(data: dict[str, Any], actor: str, plan: Plan) -> None:
    """Take a step as it was previewed, and let go of it again."""
    with transaction.atomic():
        outcome = bus.execute("take_step", data, actor=actor, effective=DAY)
        assert [stream for stream, _, _ in outcome.heads] == [event.stream for event in plan.events]
        assert outcome.answer == plan.answer
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_who_takes_a_step_holds_the_role_on_its_day_and_today():
    person("past", "Pseudonym Past")
    held = {"_by": "system:install", "person": "past", "role": "chair", "body": "csc"}
    membership = do("give_membership", _from="2020-01-06", **held)["membership"]
    registered("DP301", "A title", "2020-01-06", status="draft_proposal")
    sent = {"proposal": "DP301", "step": "csc_initial_comment", "_by": "person:past"}
    assert refused("take_step", _from="2020-01-05", **sent).code == "progression.no_status"
    do("take_step", _from="2020-02-25", **sent)
    do("end_membership", _by="system:install", membership=membership, last_day="2021-06-01")
    refusal = refused("take_step", _from="2020-03-31", **sent)
    assert refusal.code == "kernel.not_allowed"
    assert "taken by the Change Sub-Committee; person:past is neither that nor keeps the register" in refusal.problem


@pytest.mark.django_db
def test_a_proposal_whose_process_or_status_is_not_known_takes_no_step(monkeypatch):
    registered("DP301", "A title", "2020-01-06", status="draft_proposal")
    registered("DP302", "Another title", "2020-01-06", stage="define")
    sent = {"step": "csc_initial_comment", "_from": "2021-01-26"}
    assert refused("take_step", proposal="DP302", **sent).code == "progression.no_status"
    monkeypatch.setattr(vocabulary, "profiles", frozenset)
    refusal = refused("take_step", proposal="DP301", **sent)
    assert (refusal.code, refusal.facts["profile"]) == ("progression.no_process", "2018")
