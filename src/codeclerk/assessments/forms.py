"""The forms of the acts on assessments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.assessments import commands, queries
from codeclerk.assessments.models import stream
from codeclerk.assessments.rules import Assessment, Standing
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.kernel.packs import Assessments
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.middleware import Request
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE, ASSESS = "assessments.manage", "assessments.assess"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


@dataclass(frozen=True)
class Change:
    """One form about one assessment, offered while it stands in one of these ways."""

    act: type[Act[Any]]
    label: str
    effective: str
    when: tuple[Standing, ...]
    has_sure: bool = True


_WAITING = (Standing.REQUESTED, Standing.QUERIED)
CHANGES = {
    "cost": Change(commands.ApproveAssessmentCost, "Record that its cost is approved", "Approved on", _WAITING),
    "query": Change(commands.QueryAssessment, "Query it", "Queried on", _WAITING),
    "answer": Change(commands.AnswerAssessmentQuery, "Answer the query", "Answered on", (Standing.QUERIED,)),
    "accept": Change(commands.AcceptAssessment, "Accept it", "Accepted on", _WAITING),
    "expect": Change(commands.ExpectAssessment, "Give an expected date", "Said on", (Standing.OPEN,)),
    "interim": Change(commands.ReturnInterimAssessment, "Return an interim version", "Returned on", (Standing.OPEN,)),
    "return": Change(commands.ReturnAssessment, "Return it", "Returned on", (Standing.OPEN,)),
    "not-required": Change(
        commands.AssessmentNotRequired, "Record that it is not required", "Found on", _WAITING, has_sure=False
    ),
    "withdraw": Change(commands.WithdrawAssessmentStep, "Take back a step", "", tuple(Standing), has_sure=False),
}


def offered(request: Request, one: Assessment) -> list[tuple[str, str]]:
    """The changes that the viewer may make to an assessment: (label, href)."""
    standing = one.standing(request.lens.valid_at)
    return [
        (change.label, reverse("assessments:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if change.act.capability in request.viewer.holds and standing in change.when
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [("Assessments", reverse("assessments:assessments"))]


def _to_assessment(outcome: bus.Outcome) -> str:
    return reverse("assessments:assessment", args=[outcome.answer["assessment"]])


def ask(request: Request) -> HttpResponse:
    """Request an assessment."""
    return act_form(
        request,
        commands.RequestAssessment,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        initial={name: request.GET[name] for name in ("proposal", "kind") if name in request.GET},
        choices={"kind": [(one.id, one.name) for one in running_pack().of(Assessments).types]},
        effective="Requested on",
        page=ActPage(
            lead="The DCC is asked. No clock runs until it accepts.",
            crumbs=_crumbs(),
            cancel=reverse("assessments:assessments"),
            done="The request is recorded",
        ),
        done=_to_assessment,
    )


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one assessment."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.assessment(request.lens, key)
    here = reverse("assessments:assessment", args=[one.key])
    named = f"{one.kind} of {one.number}"
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"assessment": one.key, **(_HIDDEN if made.has_sure else {})},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(lead=named, crumbs=[*_crumbs(), (named, here)], cancel=here, done="It is recorded"),
        done=_to_assessment,
    )
