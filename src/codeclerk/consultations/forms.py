"""The forms of the acts on consultations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.consultations import commands, queries, vocabulary
from codeclerk.consultations.models import stream
from codeclerk.consultations.rules import Consultation, Standing
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.people.middleware import Request
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE = "consultations.manage"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


@dataclass(frozen=True)
class Change:
    """One form about one consultation, offered while it stands in one of these ways."""

    act: type[Act[Any]]
    label: str
    effective: str
    when: tuple[Standing, ...]


CHANGES = {
    "move": Change(commands.MoveClose, "Move the closing day", "Said on", (Standing.EXPECTED, Standing.OPEN)),
    "close": Change(commands.CloseConsultation, "Close it now", "Its last day", (Standing.OPEN,)),
    "drop": Change(commands.DropConsultation, "Drop it", "From which day", (Standing.EXPECTED,)),
}


def offered(request: Request, one: Consultation) -> list[tuple[str, str]]:
    """The changes that the viewer may make to a consultation: (label, href)."""
    if MANAGE not in request.viewer.holds:
        return []
    made = [
        (change.label, reverse("consultations:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if one.standing in change.when
    ]
    if one.standing is Standing.EXPECTED:
        about = f"?proposal={one.number}&kind={one.kind}"
        made[:0] = [
            ("Issue it", f"{reverse('consultations:issue')}{about}"),
            ("Plan it anew", f"{reverse('consultations:plan')}{about}"),
        ]
    return made


def _crumbs() -> list[tuple[str, str]]:
    return [("Consultations", reverse("consultations:consultations"))]


def _to_consultation(outcome: bus.Outcome) -> str:
    return reverse("consultations:consultation", args=[outcome.answer["consultation"]])


def _new(request: Request, act: type[Act[Any]], effective: str, lead: str) -> HttpResponse:
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        initial={name: request.GET[name] for name in ("proposal", "kind") if name in request.GET},
        choices={"kind": [(kind.id, kind.name) for kind in vocabulary.kinds()]},
        effective=effective,
        page=ActPage(
            lead=lead,
            crumbs=_crumbs(),
            cancel=reverse("consultations:consultations"),
            done="The consultation is recorded",
        ),
        done=_to_consultation,
    )


def plan(request: Request) -> HttpResponse:
    """Plan a consultation."""
    return _new(request, commands.PlanConsultation, "Said on", "When it is expected. It is open once it is issued.")


def issue(request: Request) -> HttpResponse:
    """Issue a consultation."""
    lead = "It is open from the day of its issue through its closing day."
    return _new(request, commands.IssueConsultation, "Issued on", lead)


def record(request: Request) -> HttpResponse:
    """Record what a paper prints of a consultation."""
    lead = "For what a paper prints of one, in whatever it prints. Leave empty what it does not say."
    return _new(request, commands.RecordConsultation, "Day of the paper", lead)


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one consultation."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.consultation(request.lens, key)
    here = reverse("consultations:consultation", args=[one.key])
    named = f"{one.kind_name} on {one.number}"
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"consultation": one.key, **_HIDDEN},
        initial={"closes": one.closes},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(lead=named, crumbs=[*_crumbs(), (named, here)], cancel=here, done="It is recorded"),
        done=_to_consultation,
    )
