"""Every way in which an act on a derogation is refused. Each tells the rule, and what to do instead."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

NOT_GRANTED_BY = Reason(
    "derogations.not_granted_by",
    rule="a derogation is granted by the bodies that the code pack names (decisions.yaml)",
    problem="the {object} cannot grant a derogation",
    remedy="{hint}",
)
NO_END = Reason(
    "derogations.no_end",
    rule="a derogation is for a time: until a day, or until a proposal is implemented",
    problem="{object} has no end",
    remedy="Give a day or a month, or name the proposal that ends it.",
)
END_BEFORE_START = Reason(
    "derogations.end_before_start",
    rule="a derogation ends on the day on which it begins or later",
    problem="{object} cannot end {end}: it begins {start}",
    remedy="{hint}",
)
OVERLAP = Reason(
    "derogations.overlap",
    rule="nobody has two derogations from one rule at a time",
    problem="{object} is there already for that time ({other})",
    remedy="Extend that one, or end it first.",
    kind=Kind.CONFLICT,
)
NOT_YET = Reason(
    "derogations.not_yet",
    rule="what is recorded of a derogation has been decided or has happened",
    problem="{object} cannot be recorded {when}, which lies ahead",
    remedy="Choose today or an earlier day.",
)
AFTER_END = Reason(
    "derogations.after_end",
    rule="a derogation is extended before it ends",
    problem="{object} ended on {end}, before it was extended {decided}",
    remedy="Grant a new one; or, if the body did extend it after its end, tick “After its end”: the gap is shown.",
    kind=Kind.CONFLICT,
)
NOT_LONGER = Reason(
    "derogations.not_longer",
    rule="an extension moves the end to a later day",
    problem="{object} runs until {end} already",
    remedy="Give a later day, or end the derogation early.",
)
BEFORE_GRANT = Reason(
    "derogations.before_grant",
    rule="an extension is decided after the grant",
    problem="{object} was granted {granted}, after {decided}",
    remedy="Correct the day.",
)
OVER = Reason(
    "derogations.over",
    rule="what was ended early is over",
    problem="{object} ended on {end}",
    remedy="Grant a new one.",
    kind=Kind.CONFLICT,
)
NO_CONDITION = Reason(
    "derogations.no_condition",
    rule="a condition is named by its number",
    problem="{object} has no condition {number}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
EMPTY_CONDITION = Reason(
    "derogations.empty_condition",
    rule="a condition is a sentence, which a bar and how it is shown to be met may follow",
    problem="{object} has no sentence",
    remedy="Write the condition first: The schedule is published | what the Operations Group is shown.",
)
