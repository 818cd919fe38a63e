"""The forms of the register's acts: one view for every change of a proposal, and those that bring one into being."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Act
from codeclerk.people.middleware import Request
from codeclerk.register import commands, queries, raising, vocabulary
from codeclerk.register.changes import CHANGES, GROUPS, Choices, organisations_of, people_of
from codeclerk.register.models import stream
from codeclerk.register.queries import ProposalView
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE = "register.manage"


def offered(request: Request, view: ProposalView) -> dict[str, list[tuple[str, str]]]:
    """The changes that the viewer may make to a proposal: (label, href) by the part of the page that offers them."""
    made: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    if MANAGE in request.viewer.holds:
        for name, one in CHANGES.items():
            if one.when(view) and not (view.line.is_split and one.group in ("standing", "documents", "timetable")):
                href = reverse("register:change", args=[view.line.number, name])
                made[one.group].append((one.label, href))
    return made


def _to_proposal(outcome: bus.Outcome) -> str:
    return reverse("register:proposal", args=[outcome.answer["number"]])


def _crumbs() -> list[tuple[str, str]]:
    return [("Proposals", reverse("register:proposals"))]


def change(request: Request, ref: str, act: str) -> HttpResponse:
    """The form of one change of one proposal."""
    if act not in CHANGES:
        raise Http404
    one = CHANGES[act]
    view = queries.proposal(request.lens, ref)
    line = view.line
    here = reverse("register:proposal", args=[line.number])
    hidden = {name: value for name, value in _HIDDEN.items() if name in one.act.Input.model_fields}
    asked = {name: request.GET[name] for name in one.asks if name in request.GET}
    return act_form(
        request,
        one.act,
        actor=request.viewer.key,
        fixed={"proposal": line.key, **hidden},
        initial={**one.initial(view), **asked},
        choices=one.choices(request, view),
        instead=one.instead(request, view),
        effective=one.effective,
        streams=[stream(line.key)],
        page=ActPage(
            heading=one.act.title,
            lead=one.lead or f"{line.number} “{line.title}”" if line.title else line.number,
            crumbs=[*_crumbs(), (line.number, here)],
            cancel=here,
            done="It is recorded",
        ),
        done=_to_proposal,
    )


_HIDDEN: dict[str, Any] = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


def _new(request: Request, act: type[Act[Any]], effective: str, page: ActPage, **more: Choices) -> HttpResponse:
    there = reverse("register:proposals")
    organisations = list(organisations_of(request))
    people = list(people_of(request).get("person", ()))
    choices: dict[str, Choices] = {"proposer_organisation": organisations, "on_behalf_of": organisations, **more}
    if people:
        choices |= {"proposer_person": people, "lead_analyst": people}
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        choices=choices,
        effective=effective,
        page=replace(page, crumbs=_crumbs(), cancel=there, done="The proposal is in the register"),
        done=_to_proposal,
    )


def raise_proposal(request: Request) -> HttpResponse:
    """The form for a proposal that was raised elsewhere and has no number yet."""
    page = ActPage(
        lead="For a proposal that somebody raised on paper, by mail or before the register was kept here. It gets the "
        "next number; everything but its title can follow.",
        template="register/raised_elsewhere.html",
        context={"raising": raising.page.ask(), "awaited": raising.awaited.ask(clock.today())},
    )
    return _new(request, commands.RaiseProposal, "Raised on", page)


def register_proposal(request: Request) -> HttpResponse:
    page = ActPage(lead="For a proposal that has its number already.")
    every = [(one.id, f"{one.name} ({profile.name})") for profile in vocabulary.profiles() for one in profile.statuses]
    names: dict[str, str] = {}
    for id, name in every:
        names.setdefault(id, name)
    return _new(
        request,
        commands.RegisterProposal,
        "In the register from",
        page,
        profile=[(one.id, one.name) for one in vocabulary.profiles()],
        status=list(names.items()),
        stage=[(stage.id, stage.name) for stage in vocabulary.stages()],
        path=[(path.id, path.name) for path in vocabulary.paths()],
    )
