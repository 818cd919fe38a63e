"""A process that cannot be walked does not load: each refusal names the line and what to do."""

from __future__ import annotations

import pytest

from codeclerk.kernel.packs import load_files
from codeclerk.process.packs import ProcessRules, at_home
from tests.kernel.packs.helpers import faults, sec, words
from tests.process.toy import PROCESS, line_of, toy


def test_a_sound_process_loads():
    rules = load_files(toy()).of(ProcessRules)
    assert [(one.profile, len(one.steps)) for one in rules.profiles] == [("first", 3), ("second", 2)]


@pytest.mark.parametrize(
    ("change", "code", "at", "said"),
    [
        (
            ("from: [draft]", "from: [drfat]"),
            "process.pack_status_unknown",
            "from: [drfat]",
            "'drfat' is no status of the profile first. Did you mean 'draft'?",
        ),
        (
            ("from: [vote], to: done", "from: [vote], to: answered"),
            "process.pack_status_unknown",
            "id: decide",
            "It is a status of the profile second.",
        ),
        (
            ("        to: vote\n", ""),
            "process.pack_status_unreached",
            "status: vote",
            "no steps lead from draft to 'vote'. Add the step that leads there, or correct the to of one.",
        ),
        (
            ("from: [vote], to: done", "from: [vote]"),
            "process.pack_dead_end",
            "status: vote",
            "no steps lead from 'vote' to an end. Add the step that leads on, or say that the status ends: true.",
        ),
        (
            ("from: [], to: draft", "from: [vote], to: draft"),
            "process.pack_no_beginning",
            "    steps:",
            "no step of the profile first begins the process.",
        ),
        (
            ("from: [vote], to: done, by: [{body: board}]", "from: [], by: [{body: board}]"),
            "process.pack_step_nowhere",
            "id: decide",
            "the step 'decide' has neither a status that it is taken in nor one that it leads to.",
        ),
        (
            ("to: done, by: [{body: board}]", "to: done, by: [{body: court}]"),
            "process.pack_body_elsewhere",
            "id: decide",
            "the body 'court' is not known in the profile first.",
        ),
        (
            ("      - {status: vote, meaning: Voted on., if_nobody_acts: It waits., sure: unverified}\n", ""),
            "process.pack_status_not_described",
            "    statuses:",
            "the profile first does not describe its status 'vote'. Add it to the profile's statuses.",
        ),
        (
            ("by: [{body: board}]", "by: [{body: boart}]"),
            "reference_unknown",
            "id: decide",
            "'boart' is not defined in packs/toy/bodies.yaml. Did you mean 'board'?",
        ),
        (
            ("by: [{body: board}]", "by: [{role: clark}]"),
            "reference_unknown",
            "id: decide",
            "'clark' is not defined in packs/toy/roles.yaml. Did you mean 'clerk'?",
        ),
        (
            ("by: [{body: board}]", "by: []"),
            "value_wrong",
            "id: decide",
            "by",
        ),
        (
            ("by: [{body: board}]", "by: [{body: board, role: clerk}]"),
            "value_wrong",
            "id: decide",
            "expected either a role or a body",
        ),
        (
            ("conditions: [clear]", "conditions: [claer]"),
            "reference_unknown",
            "conditions: [claer]",
            "'claer' is not defined in packs/toy/process.yaml (conditions). Did you mean 'clear'?",
        ),
        (
            ("clocks: [wait]", "clocks: [wiat]"),
            "reference_unknown",
            "clocks: [wiat]",
            "'wiat' is not defined in packs/toy/process.yaml (clocks). Did you mean 'wait'?",
        ),
        (
            ("id: decide, name: Decide", "id: submit, name: Decide"),
            "name_repeated",
            "name: Decide",
            "'submit' already stands for 'submit'",
        ),
        (
            ("        does: Hands it in.\n", ""),
            "key_missing",
            "id: submit",
            "the key 'does' is missing. Add 'does': what is done, a sentence.",
        ),
        (
            ("        conditions: [clear]", "        condition: [clear]"),
            "key_unknown",
            "condition: [clear]",
            "Did you mean 'conditions'?",
        ),
        (
            ("    weight: limit", "    weight: strict"),
            "value_unknown",
            "weight: strict",
            "unknown value 'strict' for weight.",
        ),
        (
            ("    count:\n", "    home: stages.stages\n    count:\n"),
            "value_wrong",
            "starts: draft",
            "expected either 'count' or 'home'",
        ),
        (
            ("meaning: It is clear.", "meaning: It is clear., told: [{step: sumbit}]"),
            "process.pack_not_told",
            "told: [{step: sumbit}]",
            "nobody can tell of 'sumbit'. Did you mean 'submit'?",
        ),
        (
            ("meaning: It is clear.", "meaning: It is clear., told: [{assessment: PA.back}]"),
            "process.pack_not_told",
            "told: [{assessment: PA.back}]",
            "nobody can tell of 'PA.back'.",
        ),
        (
            ("meaning: It is clear.", "meaning: It is clear., told: [{step: submit, part: problem}]"),
            "value_wrong",
            "told: [{step: submit, part: problem}]",
            "exactly one of the things that the record tells",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_a_remedy(change, code, at, said):
    files = toy(change)
    assert (code, "process.yaml", line_of(at, change)) in faults(files)
    assert any(said in one for one in words(files)), words(files)


def test_a_profile_without_its_process_is_refused():
    files = toy()
    start = PROCESS.index("  - profile: second")
    files["process.yaml"] = PROCESS[:start].encode()
    assert faults(files) == [("process.pack_profile_missing", "process.yaml", line_of("profiles:"))]
    assert words(files) == [
        "packs/toy/process.yaml line 13: the profile 'second' has no process. Add its statuses and steps to profiles."
    ]


@pytest.mark.parametrize("home", ["stages.stages.idea", "releases.referral", "nothing.at.all", "bodies.bodies.board"])
def test_a_clock_whose_home_has_no_working_days_is_refused(home):
    start = PROCESS.index("    count:\n")
    end = PROCESS.index("profiles:\n")
    files = toy((PROCESS[start:end], f"    home: {home}\n"))
    assert [code for code, _, _ in faults(files)] == ["process.pack_clock_without_home"]
    assert f"'{home}' leads to no Working Days" in words(files)[0]


def test_every_fault_is_told_at_once():
    files = toy(("from: [draft]", "from: [drfat]"), ("by: [{body: board}]", "by: [{body: court}]"))
    assert [code for code, _, _ in faults(files)] == ["process.pack_status_unknown", "process.pack_body_elsewhere"]


@pytest.mark.parametrize(
    ("home", "working_days"),
    [
        ("assessments.types.PA.clock", 15),
        ("assessments.types.IA.clock", 40),
        ("consultations.usual_length", 15),
        ("releases.referral", 10),
        ("releases.lead_times.longer", 15),
    ],
)
def test_a_limit_has_one_home(home, working_days):
    found = at_home(home, sec().of)
    assert found is not None
    assert next(iter(found.working_days.values.values())).value == working_days
