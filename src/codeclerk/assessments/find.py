"""Finding assessments for acts: one by its key, its steps as known now, the type that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.assessments.models import AssessmentRecord, StepFact
from codeclerk.assessments.rules import Step
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.kernel.publishing import running_pack
from codeclerk.register.models import Proposal

UNKNOWN = Reason(
    "assessments.unknown",
    rule="an assessment is named by its key, such as 0107-IA-1",
    problem="{object}: no such assessment",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Taken:
    """A step as known now: its day, and the day from which it holds."""

    day: date
    holds_from: date


Steps = dict[tuple[Step, int], Taken]


def type_named(text: str) -> AssessmentType:
    """The type of assessment that `text` names, PIA and FIA too (D03). Refused with the nearest when there is none."""
    return running_pack().find_alias("assessments", text, AssessmentType)


def assessment(key: str) -> AssessmentRecord:
    """The assessment with this key. Refused (assessments.unknown) with the proposal's own when there is none."""
    found = AssessmentRecord.objects.select_related("proposal").filter(key=key).first()
    if found is None:
        raise unknown(key)
    return found


def unknown(key: str) -> Exception:
    """The refusal of a key that names nothing, with what there is of that proposal."""
    proposal = key.partition("-")[0][:16]
    known = ", ".join(
        AssessmentRecord.objects.filter(proposal__key=proposal).order_by("key").values_list("key", flat=True)[:9]
    )
    hint = f"Of {proposal} there are: {known}." if known else "Look at the list of assessments."
    return UNKNOWN.refuse(key[:60], hint=hint, field="assessment")


def next_key(proposal: Proposal, kind: str) -> str:
    """The key of the proposal's next assessment of this type."""
    count = AssessmentRecord.objects.filter(proposal=proposal, kind=kind).count()
    return f"{proposal.key}-{kind}-{count + 1}"


def steps_of(key: str) -> Steps:
    """The steps of an assessment as known now, by step and number."""
    rows = StepFact.objects.filter(assessment__key=key, superseded_from=None, valid_to=None).exclude(day=None)
    return {
        (Step(row.step), row.number): Taken(row.day, row.valid_from)
        for row in rows
        if row.day is not None and row.valid_to is None
    }
