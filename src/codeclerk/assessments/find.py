"""Finding assessments for acts: one by its key, those under way, the steps as known now, the type that a text names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from django.db.models import F, Q

from codeclerk.assessments.models import AssessmentRecord, StepFact
from codeclerk.assessments.rules import CLOSING, Step
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.packs import Assessments, AssessmentType, find_named
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import find as register

UNKNOWN = Reason(
    "assessments.unknown",
    rule="an assessment is named by its key, such as 0107-IA-1, or by proposal, type and number",
    problem="{object}: no such assessment",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
NOT_THEN = Reason(
    "assessments.not_then",
    rule="an assessment is in the record from the first day on which something of it is known to have happened",
    problem="of {object} nothing is known to have happened by {day}",
    remedy="Look at today.",
    kind=Kind.NOT_FOUND,
)
UNKNOWN_TYPE = Reason(
    "assessments.unknown_type",
    rule="the types of assessment are those of the code pack, by id, name or alias",
    problem="{object}: no such type of assessment",
    remedy="{hint}",
)

_NAMED = re.compile(r"(?P<proposal>.+?)[\s-]+(?P<kind>[A-Za-z ]+?)(?:[\s-]+(?P<nth>[0-9]{1,2}))?")


@dataclass(frozen=True)
class Taken:
    """A step as known now: its day, the day from which it holds, and the instants at which that became known.

    `known_from` is when it was last said, `first_known` when it was first.
    """

    number: int
    day: date
    holds_from: date
    known_from: datetime
    first_known: datetime


Steps = dict[tuple[Step, int], Taken]


@dataclass(frozen=True)
class UnderWay:
    """An assessment that has not ended, with its steps."""

    key: str
    steps: Steps

    def has(self, step: Step) -> bool:
        return (step, 1) in self.steps

    @property
    def is_asked_for(self) -> bool:
        """Whether anything but the approval of its cost is recorded."""
        return any(step is not Step.COST_APPROVED for step, _ in self.steps)


def types() -> tuple[AssessmentType, ...]:
    """Every type of the pack, in its order."""
    return running_pack().of(Assessments).types


def type_of(id: str) -> AssessmentType:
    """The type with this id."""
    return next(one for one in types() if one.id == id)


def type_named(text: str, field: str = "kind") -> AssessmentType:
    """The type that `text` names, PIA and FIA too (D03). Refused (assessments.unknown_type) with the nearest."""
    try:
        return find_named(types(), text, "type of assessment")
    except Refused as refused:
        raise UNKNOWN_TYPE.refuse(text[:60], hint=refused.first.facts["hint"], field=field) from None


def assessment(text: str) -> AssessmentRecord:
    """The assessment that `text` names: its key, or proposal, type and number (MP107-IA-1, MP107 IA).

    Refused (assessments.unknown) with the proposal's own, or the nearest key.
    """
    found = AssessmentRecord.objects.select_related("proposal").filter(key=text).first()
    if found is None and (key := _key_meant(text)):
        found = AssessmentRecord.objects.select_related("proposal").filter(key=key).first()
    if found is None:
        raise unknown(text)
    return found


def _key_meant(text: str) -> str:
    """The key that proposal, type and number make; without a number the first. Empty for other texts."""
    named = _NAMED.fullmatch(text.strip())
    if named is None:
        return ""
    try:
        return f"{register.key_of(named['proposal'])}-{type_named(named['kind']).id}-{int(named['nth'] or 1)}"
    except Refused:
        return ""


def unknown(text: str) -> Refused:
    """The refusal of a text that names nothing, with what there is of that proposal, or the nearest key."""
    named = _NAMED.fullmatch(text.strip())
    found = register.lookup(named["proposal"] if named else text)
    known: Iterable[str] = ()
    if found is not None:
        rows = AssessmentRecord.objects.filter(proposal__key=found.key).order_by("key")
        known = tuple(rows.values_list("key", flat=True)[:9])
    if known:
        hint = f"Of that proposal there are: {', '.join(known)}."
    else:
        near = get_close_matches(text, AssessmentRecord.objects.values_list("key", flat=True), n=1)
        hint = f"Did you mean {near[0]}?" if near else "Look at the list of assessments."
    return UNKNOWN.refuse(text[:60], hint=hint, field="assessment")


def not_then(key: str, day: date) -> Refused:
    """The refusal of an assessment of which nothing is known at a lens."""
    return NOT_THEN.refuse(key, day=format_date(day))


def next_key(proposal: str, kind: str) -> str:
    """The key of the proposal's next assessment of this type."""
    start = f"{proposal}-{kind}-"
    keys = AssessmentRecord.objects.filter(proposal__key=proposal, kind=kind).values_list("key", flat=True)
    return f"{start}{1 + max((int(key.removeprefix(start)) for key in keys), default=0)}"


def under_way(proposal: str, kind: str) -> tuple[UnderWay, ...]:
    """The proposal's assessments of this type that were neither returned nor found not required, by number.

    Two queries.
    """
    rows = AssessmentRecord.objects.filter(proposal__key=proposal, kind=kind)
    keys = sorted(rows.values_list("key", flat=True), key=lambda key: int(key.rpartition("-")[2]))
    steps: dict[str, Steps] = {key: {} for key in keys}
    for key, said in _said(keys):
        if said.is_current:
            steps[key][said.step, said.taken.number] = said.taken
    found = (UnderWay(key, taken) for key, taken in steps.items())
    return tuple(one for one in found if not any(one.has(step) for step in CLOSING))


def steps_of(key: str) -> Steps:
    """The steps of an assessment as known now, by step and number. One query."""
    return {(said.step, said.taken.number): said.taken for _, said in _said([key]) if said.is_current}


def told(key: str) -> dict[tuple[Step, date, date], Taken]:
    """Everything that stands of what was ever said of an assessment's steps, by step, day, and the day from which it
    holds: expected dates that were replaced too. One query."""
    return {(said.step, said.taken.day, said.taken.holds_from): said.taken for _, said in _said([key]) if said.stands}


@dataclass(frozen=True)
class _Said:
    """What a row says. `stands`: nothing known later takes it back; `is_current`: nothing on a later day does."""

    step: Step
    taken: Taken
    stands: bool
    is_current: bool


def _said(keys: Collection[str]) -> list[tuple[str, _Said]]:
    """The rows of assessments that say something, each with the instant at which the same was first known."""
    rows = StepFact.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
        Q(superseded_from__isnull=True) | Q(superseded_from__gt=F("known_from")),
        assessment__key__in=keys,
    )
    first: dict[tuple[str, str, int, date, date], datetime] = {}
    found = []
    for row in rows.exclude(day=None).select_related("assessment").order_by("known_from", "pk"):
        if row.day is None:
            continue
        key = row.assessment.key
        since = first.setdefault((key, row.step, row.number, row.day, row.valid_from), row.known_from)
        stands = row.superseded_from is None
        taken = Taken(row.number, row.day, row.valid_from, row.known_from, since)
        found.append((key, _Said(Step(row.step), taken, stands, stands and row.valid_to is None)))
    return found
