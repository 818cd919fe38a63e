"""The forms of the acts on committees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.committees import commands, queries, vocabulary
from codeclerk.committees.commands.base import MANAGE, leads
from codeclerk.committees.rules.inputs import Input
from codeclerk.committees.wording import asked_words
from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Act
from codeclerk.people import vocabulary as words
from codeclerk.people.middleware import Request
from codeclerk.process import vocabulary as process_words
from codeclerk.register.models import stream
from codeclerk.ui.act_forms import ActPage, act_form

_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


@dataclass(frozen=True)
class Change:
    """One form about one input. `own`: who leads the committee may do it too."""

    act: type[Act[Any]]
    label: str
    effective: str
    own: bool = False


CHANGES = {
    "answer": Change(commands.AnswerInput, "Record what it said", "Said on", own=True),
    "changed": Change(commands.RecordSolutionChange, "Record how the solution changed", "Changed on"),
    "move": Change(commands.MoveInputDue, "Move the day of the answer", "Said on"),
    "withdraw": Change(commands.WithdrawInput, "Take the question back", "From which day"),
}


@dataclass(frozen=True)
class New:
    """One form that starts something."""

    act: type[Act[Any]]
    effective: str
    lead: str
    done: str


NEW = {
    "ask": New(
        commands.AskCommittee, "Asked on", "It waits for an answer until one is recorded.", "The question is recorded"
    ),
    "ask-several": New(
        commands.AskCommittees,
        "Asked on",
        "Each is asked the same, and answers for itself. Those that the process asks are ticked.",
        "The questions are recorded",
    ),
    "record": New(
        commands.RecordInput,
        "Day of the paper",
        "For what a paper tells of a committee, all at once. Leave empty what it does not say.",
        "It is recorded",
    ),
    "allocate": New(
        commands.AllocateToGroup,
        "From which day",
        "The check that follows says whether the theme of another group fits better.",
        "The Working Group is recorded",
    ),
    "propose-seats": New(
        commands.ProposeSeats,
        "Proposed on",
        "It is shown beside the seats that hold, and holds itself once the proposal is implemented.",
        "The proposed change is recorded",
    ),
    "take-back": New(
        commands.TakeBackCommitteeFact,
        "The day it was recorded for",
        "For what never was. A wrong value is corrected by recording it again for the same day.",
        "It is taken back",
    ),
}


def offered(request: Request, one: Input) -> list[tuple[str, str]]:
    """The changes that the viewer may make to an input: (label, href). One query at most."""
    manages = MANAGE in request.viewer.holds
    if not manages and not leads(request.viewer.key, one.body, clock.now()):
        return []
    fits = {
        "answer": one.withdrawn is None or bool(one.answers),
        "changed": one.is_opposed,
        "move": one.waits,
        "withdraw": one.waits,
    }
    return [
        (change.label, reverse("committees:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if fits[name] and (manages or change.own)
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [("Committees", reverse("committees:committees"))]


def new(request: Request, name: str) -> HttpResponse:
    """The form of an act that starts something."""
    form = NEW[name]
    fields = form.act.Input.model_fields
    return act_form(
        request,
        form.act,
        actor=request.viewer.key,
        fixed={key: value for key, value in _HIDDEN.items() if key in fields},
        initial={key: value for key, value in request.GET.items() if key in fields},
        choices={key: value for key, value in _choices().items() if key in fields},
        instead=_several(request) if "bodies" in fields else {},
        effective=form.effective,
        page=ActPage(lead=form.lead, crumbs=_crumbs(), cancel=reverse("committees:committees"), done=form.done),
        done=_after,
    )


def _several(request: Request) -> dict[str, forms.Field]:
    """The choice of several committees; those that the process asks together are ticked."""
    asked = [
        actor.body
        for process in process_words.processes()
        for step in process.rules.steps
        if step.answers
        for actor in step.by
        if actor.body
    ]
    return {
        "bodies": forms.MultipleChoiceField(
            label="Committees",
            choices=_choices()["body"],
            initial=request.GET.getlist("bodies") or asked,
            widget=forms.CheckboxSelectMultiple,
        )
    }


def _choices() -> dict[str, list[tuple[str, str]]]:
    return {
        "body": [(body.id, body.name) for body in vocabulary.bodies()],
        "group": [(body.id, body.name) for body in vocabulary.groups()],
        "seat": [(one.id, one.name) for one in words.categories()],
    }


def _after(outcome: bus.Outcome) -> str:
    if "input" in outcome.answer:
        return reverse("committees:input", args=[outcome.answer["input"]])
    return reverse("register:proposal", args=[outcome.answer["number"]])


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one input."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.input_at(request.lens, key)
    here = reverse("committees:input", args=[one.key])
    named = f"{vocabulary.short_name(one.body)} on {one.number}"
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"input": one.key, **_HIDDEN},
        initial={"due": one.due},
        choices={"answer": [(verdict.value, verdict.label) for verdict in one.kind.answers]},
        effective=made.effective,
        streams=[stream(one.proposal)],
        page=ActPage(
            lead=f"{named}: {asked_words(one)}", crumbs=[*_crumbs(), (named, here)], cancel=here, done="It is recorded"
        ),
        done=lambda _: here,
    )
