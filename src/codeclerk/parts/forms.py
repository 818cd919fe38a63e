"""The forms of the acts on parts: one view for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.kernel.acts import Act
from codeclerk.parts import commands, queries, vocabulary
from codeclerk.parts.rules.contents import Kind
from codeclerk.parts.rules.documents import Changed
from codeclerk.parts.rules.parts import Parts
from codeclerk.people.middleware import Request
from codeclerk.register import queries as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.changes import Lines, Several
from codeclerk.register.models import stream
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE = "register.manage"
Choices = Mapping[str, Iterable[tuple[str, str]]]


def _lines(label: str, hint: str) -> Lines:
    return Lines(label=label, required=False, help_text=hint)


def _pairs(entries: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in entries]


def _initial_text(parts: Parts, asked: Mapping[str, str]) -> dict[str, Any]:
    part = parts.text(asked.get("part", ""))
    return {"text": part.content.text} if part else {}


def _initial_solution(parts: Parts, asked: Mapping[str, str]) -> dict[str, Any]:
    now = parts.solution
    if now is None or asked.get("number") != now.which:
        return {}
    return {"text": now.content.text, "name": now.content.name}


def _initial_impact(parts: Parts, asked: Mapping[str, str]) -> dict[str, Any]:
    part = parts.impact(asked.get("area", ""))
    if part is None:
        return {}
    return {"text": part.content.text, "impacted": {True: "yes", False: "no"}.get(part.content.impacted, "")}  # type: ignore[arg-type]


@dataclass(frozen=True)
class Change:
    """One form about the parts of a proposal. `section` is the part of the page that offers it."""

    act: type[Act[Any]]
    label: str
    section: str
    effective: str = "From which day"
    choices: Callable[[], Choices] = dict
    instead: Callable[[], Mapping[str, forms.Field]] = dict
    initial: Callable[[Parts, Mapping[str, str]], Mapping[str, Any]] = field(default=lambda parts, asked: {})


def _budget() -> list[tuple[str, str]]:
    return _pairs(vocabulary.rules().budget_treatments)


CHANGES: dict[str, Change] = {
    one.act.name: one
    for one in (
        Change(
            commands.WritePart,
            "Write a text",
            "issue",
            choices=lambda: {"part": _pairs(vocabulary.rules().texts)},
            initial=_initial_text,
        ),
        Change(
            commands.SetSolution, "Set the Proposed Solution", "solution", "Proposed from", initial=_initial_solution
        ),
        Change(
            commands.RecordImpact,
            "Record an impact",
            "impacts",
            choices=lambda: {"area": _pairs(vocabulary.rules().impact_areas)},
            initial=_initial_impact,
        ),
        Change(
            commands.RecordEffort,
            "Record the administrator's effort",
            "costs",
            choices=lambda: {"budget": _budget()},
            instead=lambda: {"activities": _lines("Activities", "One in each line.")},
        ),
        Change(
            commands.RecordCost,
            "Record another cost",
            "costs",
            choices=lambda: {
                "kind": [one for one in _pairs(vocabulary.rules().costs) if one[0] != vocabulary.ADMINISTRATOR],
                "budget": _budget(),
            },
            instead=lambda: {
                "lines": _lines(
                    "Price lines",
                    "One in each line: a phase, a colon, pounds. Such as Design, Build and Test: 150000, or a range: "
                    "Assessment: 25000 to 53000.",
                ),
                "years": _lines("Financial years", "One in each line, such as 2020/21."),
            },
        ),
        Change(
            commands.SetWhoPays,
            "Say who pays",
            "costs",
            choices=lambda: {"way": _pairs(vocabulary.rules().ways_to_pay)},
        ),
        Change(commands.RecordBenefit, "Record a benefit", "assessment"),
        Change(
            commands.RecordSupport,
            "Record support",
            "assessment",
            choices=lambda: {"who": vocabulary.supporters(), "verdict": _pairs(vocabulary.verdicts("support"))},
        ),
        Change(
            commands.RecordObjectiveView,
            "Record a view on an objective",
            "assessment",
            choices=lambda: {
                "who": _pairs(vocabulary.rules().view_holders),
                "objective": [(one, f"({one}) {text}") for one, text in register_words.objectives().items()],
                "verdict": _pairs(vocabulary.verdicts("objective")),
            },
        ),
        Change(
            commands.RecordConsumerView,
            "Give a verdict on a consumer area",
            "assessment",
            choices=lambda: {
                "area": _pairs(vocabulary.rules().consumer_areas),
                "verdict": _pairs(vocabulary.verdicts("consumer")),
            },
        ),
        Change(
            commands.ExplainWithdrawal,
            "Say why it was withdrawn",
            "withdrawal",
            "Withdrawn on",
            instead=lambda: {
                "reasons": Several(label="Reasons", choices=_pairs(vocabulary.rules().withdrawal_reasons))
            },
        ),
        Change(
            commands.TakeBackPart,
            "Take back a version",
            "changes",
            "The day of the version",
            choices=lambda: {"kind": [(one.value, one.words) for one in Kind]},
        ),
    )
}
SECTIONS = tuple(dict.fromkeys(one.section for one in CHANGES.values()))


def offered(request: Request, line: ProposalLine) -> dict[str, list[tuple[str, str]]]:
    """The changes that the viewer may make: (label, href) by the section of the page that offers them."""
    made: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
    if MANAGE in request.viewer.holds and not line.is_split:
        for name, one in CHANGES.items():
            made[one.section].append((one.label, reverse("parts:change", args=[line.number, name])))
    return made


def remedies(request: Request, line: ProposalLine) -> Callable[[queries.Missing], str]:
    """Where a viewer who may does what a missing part asks for; empty for others."""

    def address(one: queries.Missing) -> str:
        if MANAGE not in request.viewer.holds or line.is_split:
            return ""
        name = "parts:change" if one.act in CHANGES else "register:change"
        return reverse(name, args=[line.number, one.act]) + one.asks

    return address


def set_documents(request: Request, line: ProposalLine, changed: Changed | None) -> str:
    """The register's form with the documents that the legal text changes in it, for a viewer who may; empty where the
    list has them already, or none that the controlled list knows is changed."""
    if changed is None or not changed.known or set(changed.known) == set(line.documents):
        return ""
    if MANAGE not in request.viewer.holds or line.is_split:
        return ""
    asked = urlencode({"documents": "\n".join(changed.known)})
    return f"{reverse('register:change', args=[line.number, 'set_impacts'])}?{asked}"


def change(request: Request, ref: str, act: str) -> HttpResponse:
    """The form of one change of the parts of a proposal. What the address asks for stands in it already."""
    if act not in CHANGES:
        raise Http404
    one = CHANGES[act]
    line = register.proposal(request.lens, ref).line
    here = reverse("parts:parts", args=[line.number])
    asked = {name: request.GET[name] for name in one.act.Input.model_fields if name in request.GET}
    return act_form(
        request,
        one.act,
        actor=request.viewer.key,
        fixed={"proposal": line.key, "sure": "stated"},
        initial={**asked, **one.initial(queries.parts_of(request.lens, line.key), asked)},
        choices=one.choices(),
        instead=one.instead(),
        effective=one.effective,
        streams=[stream(line.key)],
        page=ActPage(
            lead=f"{line.number} “{line.title}”" if line.title else line.number,
            crumbs=[
                ("Proposals", reverse("register:proposals")),
                (line.number, reverse("register:proposal", args=[line.number])),
                ("In full", here),
            ],
            cancel=here,
            done="It is recorded",
        ),
        done=lambda outcome: f"{here}#{one.section}",
    )
