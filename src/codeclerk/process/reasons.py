"""Every way in which `process.yaml` is refused beside what holds of any pack file, and what its pages do not find."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

NO_STATUS = Reason(
    "process.pack_status_unknown",
    rule="a step leads between statuses of one profile, as stages.yaml has them",
    problem="{object}: {found!r} is no status of the profile {profile}",
    remedy="{hint}",
)
NO_HELP = Reason(
    "process.pack_status_not_described",
    rule="every status of a profile says what it means and what happens if nobody acts",
    problem="{object}: the profile {profile} does not describe its status {found!r}",
    remedy="Add it to the profile's statuses.",
)
NO_PROCESS = Reason(
    "process.pack_profile_missing",
    rule="every profile of stages.yaml has its process",
    problem="{object}: the profile {found!r} has no process",
    remedy="Add its statuses and steps to profiles.",
)
NO_BEGINNING = Reason(
    "process.pack_no_beginning",
    rule="one step at least begins the process",
    problem="{object}: no step of the profile {profile} begins the process",
    remedy="Give the step that raises a proposal an empty from, and the status that it leads to.",
)
NOWHERE = Reason(
    "process.pack_step_nowhere",
    rule="a step is taken in a status, or leads to the first one",
    problem="{object}: the step {found!r} has neither a status that it is taken in nor one that it leads to",
    remedy="Name the statuses in from, or the one in to.",
)
UNREACHED = Reason(
    "process.pack_status_unreached",
    rule="every status of a profile can be reached from the first one",
    problem="{object}: no steps lead from {first} to {found!r}",
    remedy="Add the step that leads there, or correct the to of one.",
)
DEAD_END = Reason(
    "process.pack_dead_end",
    rule="from every status steps lead on to one that ends the process",
    problem="{object}: no steps lead from {found!r} to an end",
    remedy="Add the step that leads on, or say that the status ends: true.",
)
NO_VOTE = Reason(
    "process.pack_no_vote_rule",
    rule="a step to which a vote leads is taken by a body whose vote has a rule",
    problem="{object}: a vote leads to the step '{found}', and no body that takes it has a rule in votes",
    remedy="Write the rule of its vote, or leave out vote.",
)
OTHER_BODY = Reason(
    "process.pack_body_elsewhere",
    rule="a body acts in the profiles that know it, as bodies.yaml says",
    problem="{object}: the body {found!r} is not known in the profile {profile}",
    remedy="Name a body of that profile, or add the profile to the body in bodies.yaml.",
)
NO_HOME = Reason(
    "process.pack_clock_without_home",
    rule="a clock states its Working Days, or the place in the pack that does",
    problem="{object}: {found!r} leads to no Working Days with their convention",
    remedy="Name file and keys with dots, as in consultations.usual_length or releases.lead_times.usual.",
)
NOT_TOLD = Reason(
    "process.pack_not_told",
    rule="a condition asks the record for something that the record can tell",
    problem="{object}: nobody can tell of {found!r}",
    remedy="{hint}",
)
NOT_NOW = Reason(
    "process.not_now",
    rule="what is a step of the process is done where the process has it",
    problem="“{act}” is not open to {object}: {why}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
PROBLEM_FIRST = Reason(
    "process.problem_first",
    rule="solutions are not discussed before the problem is defined and agreed (TAB:19-27)",
    problem="“{act}” is not open to {object}, which is in the status {status}: only the problem is worked on there",
    remedy="Write what is wrong and whom it harms, and propose the solution once the problem is agreed.",
    kind=Kind.CONFLICT,
)
NOT_MET = Reason(
    "process.not_met",
    rule="what a step needs is there before it is taken",
    problem="“{act}” is not open to {object} yet: {condition} is not met. {said}",
    remedy="{remedy}",
    kind=Kind.CONFLICT,
)
UNKNOWN = Reason(
    "process.unknown",
    rule="profiles, statuses and steps are those of the code pack, by id, name or alias",
    problem="{object}: the process knows no such {what}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
NOT_ENTITLED = Reason(
    "process.not_entitled",
    rule="a change is raised by somebody whom the code entitles to it",
    problem="{object} is not {of} those who may raise a change",
    remedy="Those are {names}. Let one of them raise it.",
)
