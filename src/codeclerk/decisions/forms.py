"""The forms of the acts on decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Field
from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.decisions import commands, queries, vocabulary
from codeclerk.decisions.models import stream
from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.people.middleware import Request
from codeclerk.people.vocabulary import bodies
from codeclerk.register import vocabulary as register
from codeclerk.register.changes import Several
from codeclerk.ui.act_forms import ActPage, act_form

RECORD = "decisions.record"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


@dataclass(frozen=True)
class Change:
    """One form about one decision, offered where `when` says so. `effective` is the label of the day it asks for."""

    act: type[Act[Any]]
    label: str
    lead: str
    when: Callable[[Decision], bool]
    effective: str = ""


CHANGES = {
    "review": Change(
        commands.AskReview,
        "Another body is asked for a review",
        "For what a body asked another one to look at again, with this decision.",
        lambda one: one.review is None,
    ),
    "settle": Change(
        commands.SettleReview,
        "Settle the review",
        "What came of it. A decision that follows is recorded for itself.",
        lambda one: one.review is not None and not one.review.is_settled,
        "Settled on",
    ),
    "withdraw": Change(
        commands.WithdrawDecision,
        "Withdraw this record",
        "For a decision that was never made, or was recorded wrongly. Record the right one afterwards.",
        lambda one: True,
    ),
}


def offered(request: Request, one: Decision) -> list[tuple[str, str]]:
    """The changes that the viewer may make to a decision: (label, href)."""
    if RECORD not in request.viewer.holds:
        return []
    return [
        (change.label, reverse("decisions:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if change.when(one)
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [("Decisions", reverse("decisions:decisions"))]


def _to_list(outcome: bus.Outcome) -> str:
    return reverse("decisions:decisions")


def _to_decision(outcome: bus.Outcome) -> str:
    return reverse("decisions:decision", args=[outcome.answer["decision"]])


def _new(
    request: Request,
    act: type[Act[Any]],
    lead: str,
    done: Callable[[bus.Outcome], str],
    *,
    said: str,
    effective: str = "",
    fixed: dict[str, Any] | None = None,
    instead: dict[str, Field] | None = None,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    names = ("body", "proposal", "meeting", "outcome")
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={**_HIDDEN, **(fixed or {})},
        initial={**{name: request.GET[name] for name in names if name in request.GET}, **(initial or {})},
        choices={
            "body": [(body.id, body.name) for body in vocabulary.deciding()],
            "outcome": [(one.id, one.name) for one in vocabulary.outcomes()],
        },
        instead=instead or {},
        effective=effective,
        page=ActPage(lead=lead, crumbs=_crumbs(), cancel=reverse("decisions:decisions"), done=said),
        done=done,
    )


def record(request: Request) -> HttpResponse:
    """Record a decision."""
    pairs = [(letter, f"({letter}) {text}") for letter, text in register.objectives().items()]
    hint = "Those on which the body based its decision."
    return _new(
        request,
        commands.RecordDecision,
        "The proposal stays where it is: what follows from the decision is recorded for itself.",
        _to_decision,
        said="The decision is recorded",
        # A review is asked for on the decision's own page.
        fixed={"review": None},
        instead={"objectives": Several(label=register.objectives_name(), help_text=hint, choices=pairs)},
    )


def put(request: Request) -> HttpResponse:
    """Put a proposal to a body."""
    asks = [(one.id, one.name) for one in vocabulary.outcomes() if one.ask]
    wanted = next((one for one in vocabulary.sets() if one.id == request.GET.get("set")), None)
    return _new(
        request,
        commands.PutToBody,
        "What a coming meeting of a body is asked for. Put to the same meeting again, the later list counts.",
        _to_list,
        said="The proposal is put to the body",
        effective="Day of the paper",
        instead={"asks": Several(label="What the body is asked for", choices=asks)},
        initial={"asks": [one.outcome for one in wanted.asks]} if wanted else {},
    )


def take_off(request: Request) -> HttpResponse:
    """Take a proposal off a meeting."""
    lead = "What was put to the meeting stays in the record of the days before."
    return _new(
        request, commands.TakeFromBody, lead, _to_list, said="The proposal is off that meeting", effective="Said on"
    )


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one decision."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.decision(request.lens, key)
    here = reverse("decisions:decision", args=[one.key])
    named = f"{one.outcome_name}: {one.number}"
    fixed: dict[str, Any] = {"decision": one.key, **_HIDDEN}
    if made.act is commands.SettleReview:
        fixed["proposal"] = one.proposal
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed=fixed,
        choices={"to": [(body.id, body.name) for body in bodies() if body.id != one.body]},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(lead=made.lead, crumbs=[*_crumbs(), (named, here)], cancel=here, done="It is recorded"),
        done=_to_list if made.act is commands.WithdrawDecision else _to_decision,
    )
