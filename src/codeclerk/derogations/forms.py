"""The forms of the acts on derogations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.derogations import commands, queries
from codeclerk.derogations.guards import may_grant
from codeclerk.derogations.models import stream
from codeclerk.derogations.rules.terms import Met, Standing
from codeclerk.derogations.rules.values import Derogation
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.people.middleware import Request
from codeclerk.people.queries import organisations_as_at
from codeclerk.register.changes import Lines
from codeclerk.ui.act_forms import ActPage, act_form

RECORD = "decisions.record"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""
_NOT_OVER = (Standing.TO_COME, Standing.IN_FORCE, Standing.UNCLEAR)
_ANY = (*_NOT_OVER, Standing.ENDED)


@dataclass(frozen=True)
class Change:
    """One form about one derogation, offered while it stands in one of these ways."""

    act: type[Act[Any]]
    label: str
    effective: str
    when: tuple[Standing, ...]


CHANGES = {
    "extend": Change(commands.ExtendDerogation, "Extend it", "Said on", _ANY),
    "condition": Change(commands.RecordCondition, "Say whether a condition is met", "Since", _ANY),
    "end": Change(commands.EndDerogation, "End it early", "Its last day", _NOT_OVER),
    "withdraw": Change(commands.WithdrawDerogation, "Withdraw its record", "", _ANY),
}


def offered(request: Request, one: Derogation) -> list[tuple[str, str]]:
    """The changes that the viewer may make to a derogation: (label, href)."""
    if RECORD not in request.viewer.holds:
        return []
    return [
        (change.label, reverse("derogations:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if one.standing in change.when and (name != "condition" or one.conditions)
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [("Derogations", reverse("derogations:derogations"))]


def _to_derogation(outcome: bus.Outcome) -> str:
    return reverse("derogations:derogation", args=[outcome.answer["derogation"]])


def _conditions() -> Lines:
    return Lines(label="Conditions", required=False, help_text=commands.CONDITIONS_HINT)


def grant(request: Request) -> HttpResponse:
    """Grant a derogation."""
    rules = commands.GrantDerogation.Input.model_fields["rules"]
    parties = [(one.key, one.name) for one in organisations_as_at(request.lens)]
    return act_form(
        request,
        commands.GrantDerogation,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        choices={"body": [(one.id, one.name) for one in may_grant()], "party": parties},
        instead={
            "rules": Lines(label=rules.title, help_text=rules.description),
            "conditions": _conditions(),
        },
        effective="Said on",
        page=ActPage(
            lead="It ends on a day, or when a proposal is implemented; whichever comes first, if you give both.",
            crumbs=_crumbs(),
            cancel=reverse("derogations:derogations"),
            done="The derogation is recorded",
        ),
        done=_to_derogation,
    )


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one derogation."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.derogation(request.lens, key)
    here = reverse("derogations:derogation", args=[one.key])
    choices = {
        "number": [(str(each.number), f"{each.number}: {each.text}") for each in one.conditions],
        "met": [(Met.MET.value, "Met"), (Met.BREACHED.value, "Breached"), (Met.NOT_ASSESSED.value, "Not assessed")],
    }
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"derogation": one.key, **_HIDDEN},
        choices=choices if act == "condition" else {},
        instead={"conditions": _conditions()} if act == "extend" else {},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(lead=one.name, crumbs=[*_crumbs(), (one.name, here)], cancel=here, done="It is recorded"),
        done=_to_list if act == "withdraw" else _to_derogation,
    )


def _to_list(outcome: bus.Outcome) -> str:
    return reverse("derogations:derogations")
