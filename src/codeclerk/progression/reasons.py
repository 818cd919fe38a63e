"""Every way in which a step is refused. Each tells the rule, and what to do instead."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

NO_STATUS = Reason(
    "progression.no_status",
    rule="a step is taken from where a proposal stands",
    problem="the record does not say where {object} stands on {day}",
    remedy="Record its status first, or choose another day.",
    kind=Kind.CONFLICT,
)
NO_PROCESS = Reason(
    "progression.no_process",
    rule="the steps of a proposal are those of the process that it began under",
    problem="{object} follows the process {profile}, whose steps the code pack does not have",
    remedy="Record what happens to it with the acts of the register.",
    kind=Kind.CONFLICT,
)
NOT_OPEN = Reason(
    "progression.not_open",
    rule="a step is taken in the statuses that the process names",
    problem="“{step}” cannot be taken: {object} is {status}, and {why}",
    remedy="{open}",
    kind=Kind.CONFLICT,
)
UNMET = Reason(
    "progression.unmet",
    rule="every condition of a step is met before it is taken",
    problem="{object}: “{condition}” is not met. {said}",
    remedy="{remedy}",
    kind=Kind.CONFLICT,
)
NOT_SHOWN = Reason(
    "progression.not_shown",
    rule="what the record cannot tell is shown by whoever takes the step",
    problem="{object}: it is not said where “{condition}” is shown. {said}",
    remedy="Say where it is shown, such as a paper or a meeting. {remedy}",
)
NOT_A_CONDITION = Reason(
    "progression.not_a_condition",
    rule="what is shown with a step is one of its conditions",
    problem="{object} is no condition of “{step}” that has to be shown",
    remedy="{hint}",
)
NOT_GIVEN = Reason(
    "progression.not_given",
    rule="a step is recorded with everything that it takes",
    problem="“{object}” needs the {what}",
    remedy="Give it.",
)
NOT_TAKEN = Reason(
    "progression.not_taken",
    rule="a step is recorded with what it takes, and nothing else",
    problem="“{object}” takes no {what}",
    remedy="Leave it out, or take the step that changes it.",
)
NO_ANSWER = Reason(
    "progression.no_answer",
    rule="whoever is asked answers with one of the answers that the process has",
    problem="{object} is no answer to “{step}”",
    remedy="{hint}",
)
WHO = Reason(
    "progression.who",
    rule="a step is taken by one of those that the process names",
    problem="“{object}” is taken by {names}{other}",
    remedy="Say which of them takes it.",
)
OUT_OF_ORDER = Reason(
    "progression.out_of_order",
    rule="steps are recorded in the order in which they happened",
    problem="{object} cannot be recorded for {day}: where it stands changed on {later}",
    remedy="Choose a day from {later} on, or take back what was recorded since if it is wrong.",
    kind=Kind.CONFLICT,
)
BEFORE_REGISTER = Reason(
    "progression.raised_elsewhere",
    rule="the step that begins the process raises a new proposal",
    problem="“{step}” cannot be taken for {object}, which is raised",
    remedy="Raise a new change on the page “Raise a change” (`raise_draft`).",
    kind=Kind.CONFLICT,
)
NO_STEP = Reason(
    "progression.no_step",
    rule="what is taken back is the last step that was taken",
    problem="{object}: {what}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
NO_CLOCK = Reason(
    "progression.no_clock",
    rule="a deadline that is moved is running",
    problem="no deadline “{clock}” of {object} is running on {day}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
BAD_DUE = Reason(
    "progression.bad_due",
    rule="a deadline is moved to another Working Day on or after the day on which it is moved",
    problem="the deadline “{clock}” of {object} cannot be moved to {due}: {why}",
    remedy="Choose another day, such as {better}.",
)
NOT_MOVABLE = Reason(
    "progression.not_movable",
    rule="a limit of the Code is not shortened, but under urgency; aims and usual times are",
    problem="the deadline “{clock}” of {object} is a limit of the Code{rule}",
    remedy="Ask the Authority for urgency, whose timetable goes before the usual one, or keep the limit.",
    kind=Kind.CONFLICT,
)
