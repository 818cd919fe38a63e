"""The forms of the acts on assessments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.assessments import commands, find, queries
from codeclerk.assessments.commands.corrections import step_name
from codeclerk.assessments.models import stream
from codeclerk.assessments.rules import Assessment, Standing
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.kernel.calendar import format_date
from codeclerk.people.middleware import Request
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE, ASSESS = "assessments.manage", "assessments.assess"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


@dataclass(frozen=True)
class Change:
    """One form about one assessment, offered while it stands in one of these ways.

    `effective` is the label of the day that it asks for; empty: it asks for none. `by_number`: the act is told which
    assessment is meant by proposal, type and number, not by its key.
    """

    act: type[Act[Any]]
    label: str
    effective: str
    when: tuple[Standing, ...]
    lead: str = ""
    by_number: bool = False


_WAITING = (Standing.REQUESTED, Standing.QUERIED)
_BEFORE_RETURN = (Standing.NOT_REQUESTED, *_WAITING, Standing.OPEN)
CHANGES: Mapping[str, Change] = {
    "cost": Change(
        commands.ApproveAssessmentCost, "Record that its cost is approved", "Approved on", _WAITING, by_number=True
    ),
    "query": Change(commands.QueryAssessment, "Query it", "Queried on", _WAITING),
    "answer": Change(
        commands.AnswerAssessmentQuery,
        "Answer the query, or send new requirements",
        "Answered on",
        (*_WAITING, Standing.OPEN),
    ),
    "accept": Change(
        commands.AcceptAssessment,
        "Accept it",
        "Accepted on",
        _WAITING,
        "The clock starts, and this day is not counted.",
    ),
    "expect": Change(
        commands.ExpectAssessment,
        "Give an expected date",
        "Said on",
        (*_WAITING, Standing.OPEN),
        "A date after the due date, or another one than before, needs its reason in the note.",
    ),
    "interim": Change(
        commands.ReturnInterimAssessment,
        "Return an interim version",
        "Returned on",
        (Standing.OPEN,),
        "The clock goes on.",
    ),
    "return": Change(commands.ReturnAssessment, "Return it", "Returned on", (*_WAITING, Standing.OPEN)),
    "not-required": Change(
        commands.AssessmentNotRequired, "Record that it is not required", "Found on", _BEFORE_RETURN, by_number=True
    ),
    "withdraw": Change(
        commands.WithdrawAssessmentStep,
        "Take back a step",
        "",
        tuple(Standing),
        "For a step that was recorded in error. To correct its day, take it back and record it anew.",
    ),
}
"""The changes of one assessment, by the word in the address."""


def offered(request: Request, one: Assessment) -> list[tuple[str, str]]:
    """The changes that the viewer may make to an assessment: (label, href)."""
    standing = one.standing(request.lens.valid_at)
    return [
        (change.label, reverse("assessments:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if change.act.capability in request.viewer.holds and standing in change.when and _fits(name, one)
    ]


def _fits(name: str, one: Assessment) -> bool:
    if name == "cost":
        return one.cost_approved is None and find.type_of(one.kind).cost_approval is not None
    return True


def _crumbs() -> list[tuple[str, str]]:
    return [("Assessments", reverse("assessments:assessments"))]


def _to_assessment(outcome: bus.Outcome) -> str:
    return reverse("assessments:assessment", args=[outcome.answer["assessment"]])


def _new(
    request: Request, act: type[Act[Any]], effective: str, lead: str, done: str, fees: bool = False
) -> HttpResponse:
    """The form of an act that may bring an assessment into the record."""
    kinds = [(one.id, one.name) for one in find.types() if one.cost_approval is not None or not fees]
    fields = act.Input.model_fields
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={name: value for name, value in _HIDDEN.items() if name in fields},
        initial={name: request.GET[name] for name in ("proposal", "kind") if name in request.GET},
        choices={"kind": kinds},
        effective=effective,
        page=ActPage(lead=lead, crumbs=_crumbs(), cancel=reverse("assessments:assessments"), done=done),
        done=_to_assessment,
    )


def ask(request: Request) -> HttpResponse:
    """Request an assessment."""
    lead = "The DCC is asked. No clock runs until it accepts."
    return _new(request, commands.RequestAssessment, "Requested on", lead, "The request is recorded")


def approve_cost(request: Request) -> HttpResponse:
    """Record that the cost of an assessment is approved, which comes before its request."""
    lead = "The fee is approved before the assessment is requested."
    return _new(request, commands.ApproveAssessmentCost, "Approved on", lead, "The approval is recorded", fees=True)


def not_required(request: Request) -> HttpResponse:
    """Record that a proposal needs no assessment of a type, whether one was asked for or not."""
    lead = "The step is closed without an assessment. The reason stays in the record."
    return _new(request, commands.AssessmentNotRequired, "Found on", lead, "It is recorded")


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one assessment."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.assessment(request.lens, key)
    here = reverse("assessments:assessment", args=[one.key])
    named = f"{one.kind} of {one.number}"
    about: dict[str, Any] = {"assessment": one.key}
    if made.by_number:
        about = {"proposal": one.proposal, "kind": one.kind, "number": one.nth}
    sure = {name: value for name, value in _HIDDEN.items() if name in made.act.Input.model_fields}
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={**about, **sure},
        choices={"which": _steps(one)} if act == "withdraw" else {},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(
            heading=made.label,
            lead=f"{named}. {made.lead}".removesuffix(". "),
            crumbs=[*_crumbs(), (named, here)],
            cancel=here,
            done="It is recorded",
        ),
        done=_to_assessment,
    )


def _steps(one: Assessment) -> list[tuple[str, str]]:
    """The steps that it has now, each with its day."""
    taken = find.steps_of(one.key)
    return [
        (step_name(step, number), f"{step.label}, {format_date(kept.day)}") for (step, number), kept in taken.items()
    ]
