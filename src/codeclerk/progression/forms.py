"""The forms of progression: take a step, take one back, move a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from codeclerk.kernel import bus
from codeclerk.people.middleware import Request
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.process.rules.steps import How, OpenStep
from codeclerk.progression import commands, queries
from codeclerk.progression.commands.inputs import StepInput
from codeclerk.progression.views import line_of
from codeclerk.register import vocabulary as register
from codeclerk.register.changes import Lines, Several, organisations_of, people_of
from codeclerk.register.models import stream
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.act_fields import InParts
from codeclerk.ui.act_forms import ActPage, act_form

FIELDS: Mapping[str, tuple[str, ...]] = {
    "proposer": ("person", "organisation", "on_behalf_of"),
    "title": ("title", "short_title"),
}
"""The fields of the form for what a step takes, where they are not called the same."""
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


def _to_steps(outcome: bus.Outcome) -> str:
    return reverse("progression:steps", args=[outcome.answer["number"]])


def _crumbs(line: ProposalLine) -> list[tuple[str, str]]:
    return [
        ("Proposals", reverse("register:proposals")),
        (line.number, reverse("register:proposal", args=[line.number])),
        ("Steps", reverse("progression:steps", args=[line.number])),
    ]


def take(request: Request, ref: str, step: str) -> HttpResponse:
    """The form of one step of one proposal: what it takes, and where each condition is shown."""
    line = line_of(request, ref)
    state = queries.state_of(request.lens, line.key)
    own = state.open(step) if state else None
    known = vocabulary.step(vocabulary.process(line.profile), step)
    asked = _asked(known)
    left_out = {name: info.get_default(call_default_factory=True) for name, info in StepInput.model_fields.items()}
    fixed = {name: value for name, value in left_out.items() if name not in {*asked, "shown", "note", "by"}}
    if len(known.by) == 1:
        fixed["by"] = known.by[0].key
    evidence = _evidence(own)
    if not evidence.fields:
        fixed["shown"] = ()
    return act_form(
        request,
        commands.TakeStep,
        actor=request.viewer.key,
        fixed={**fixed, **_HIDDEN, "proposal": line.key, "step": known.id},
        choices=_choices(request, known),
        instead=_instead(known),
        in_parts={"shown": evidence} if evidence.fields else {},
        effective="Taken on",
        effective_before="note",
        streams=[stream(line.key)],
        page=ActPage(
            heading=known.name,
            lead=f"{line.number} {line.title}. {known.does}".replace(" .", "."),
            crumbs=_crumbs(line),
            cancel=reverse("progression:steps", args=[line.number]),
            done=f"{known.name}: it is recorded",
            template="progression/take.html",
            context={"step": known, "own": own, "effects": known.effects, "line": line},
        ),
        done=_to_steps,
    )


def _asked(step: Step) -> set[str]:
    """The fields that the form asks for."""
    names = {name for one in step.takes for name in FIELDS.get(one.what, (one.what,))}
    return names | {"reason"}


def _evidence(own: OpenStep | None) -> InParts:
    """A box for each condition that has to be shown."""
    needs = [need for need in own.needs if need.how is How.SHOWN] if own else []
    fields: dict[str, forms.Field] = {
        need.id: forms.CharField(
            label=f"Where it is shown: {need.name}",
            help_text=f"{need.meaning} Name the paper, the meeting or the letter.",
            max_length=300,
            required=need.binds,
        )
        for need in needs
    }
    return InParts(fields, lambda typed: tuple({"condition": id, "where": where} for id, where in typed.items()))


def _choices(request: Request, step: Step) -> dict[str, Any]:
    organisations = list(organisations_of(request))
    return {
        "by": [(actor.key, vocabulary.actor_name(actor)) for actor in step.by],
        "path": [(path.id, path.name) for path in register.paths()],
        "organisation": organisations,
        "on_behalf_of": organisations,
        **people_of(request),
    }


def _instead(step: Step) -> dict[str, forms.Field]:
    """Form fields where the schema's own would not do; what the step needs has to be filled in."""
    needed = {one.what for one in step.takes if one.needed}
    pairs = [(letter, f"({letter}) {text}") for letter, text in register.objectives().items()]
    made: dict[str, forms.Field] = {
        "objectives": Several(label="Objectives of the code", help_text="Those on which it rests.", choices=pairs),
        "parts": Lines(label="Parts", help_text="One in each line: the letter, a colon, the title."),
    }
    if "reason" in needed:
        made["reason"] = forms.CharField(
            label="Reason", help_text="It stays in the record.", max_length=5000, widget=forms.Textarea
        )
    if "answer" in needed:
        answers = [(one.id, one.name) for one in step.answers]
        made["answer"] = forms.ChoiceField(label="Answer", choices=answers, widget=forms.RadioSelect)
    if "path" in needed:
        paths = [(path.id, path.name) for path in register.paths()]
        made["path"] = forms.ChoiceField(label="Path", choices=paths, widget=forms.RadioSelect)
    lines = (("release", "Release", 100), ("title", "New title", 300), ("alternative", "Alternative proposal", 60))
    made |= {name: forms.CharField(label=label, max_length=most) for name, label, most in lines if name in needed}
    return made


def undo(request: Request, ref: str) -> HttpResponse:
    """Take back the last step, which was recorded in error."""
    line = line_of(request, ref)
    taken = queries.steps_of(request.lens, line.key)
    last = f"The last step is “{taken[-1].name}”. " if taken else ""
    return act_form(
        request,
        commands.UndoStep,
        actor=request.viewer.key,
        fixed={**_HIDDEN, "note": "", "proposal": line.key},
        streams=[stream(line.key)],
        page=ActPage(
            lead=f"{last}Everything that followed from it is taken back with it; both stay in the history.",
            crumbs=_crumbs(line),
            cancel=reverse("progression:steps", args=[line.number]),
            done="The step is taken back",
        ),
        done=_to_steps,
    )


def move(request: Request, ref: str, clock: str) -> HttpResponse:
    """Move a deadline that runs."""
    line = line_of(request, ref)
    own = vocabulary.clock_named(clock)
    state = queries.state_of(request.lens, line.key)
    running = next((one for one in state.running if one.clock == own.id), None) if state else None
    return act_form(
        request,
        commands.MoveDeadline,
        actor=request.viewer.key,
        fixed={**_HIDDEN, "note": "", "proposal": line.key, "clock": own.id},
        effective="Moved on",
        streams=[stream(line.key)],
        page=ActPage(
            heading=f"Move the deadline “{own.name}”",
            lead=running.explanation if running else f"It does not run for {line.number}.",
            crumbs=_crumbs(line),
            cancel=reverse("progression:steps", args=[line.number]),
            done="The deadline is moved",
        ),
        done=_to_steps,
    )
