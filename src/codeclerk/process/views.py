"""The pages of the process: all of it with its drawing, a status, a step."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from codeclerk.people.middleware import Request, with_dates
from codeclerk.process import queries, tables, vocabulary
from codeclerk.process.diagram import Arrow, Place, description, diagram
from codeclerk.process.queries import StepLine
from codeclerk.process.vocabulary import Process
from codeclerk.ui.table_views import TableView, static_view, table_response


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        "sources": vocabulary.sources(),
        **context,
    }
    return render(request, f"process/{template}", shown)


@require_safe
def process(request: Request) -> HttpResponse:
    """Every profile: the drawing, its statuses, and its steps in a table."""
    profiles = [_profile(request, of) for of in vocabulary.processes()]
    return _page(request, "process.html", profiles=profiles, votes=_votes())


@require_safe
def profile(request: Request, profile: str) -> HttpResponse:
    """One profile; its steps to sort, to search and to download."""
    of = vocabulary.process(profile)
    if of.profile.id != profile:
        return _there(request, reverse("process:profile", args=[of.profile.id]))
    caption = f"Steps of the {of.profile.name}"
    table = tables.steps_table(request, caption, queries.steps(request.lens, of))
    shown = table_response(request, table, f"process-{of.profile.id}", searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    return _page(request, "profile.html", one=_profile(request, of, shown), votes=_votes())


@require_safe
def status(request: Request, profile: str, status: str) -> HttpResponse:
    """What a status means, who acts next, by when and on which conditions, and what happens if nobody does."""
    view = queries.status(request.lens, profile, status)
    if (view.process.profile.id, view.id) != (profile, status):
        return _there(request, reverse("process:status", args=[view.process.profile.id, view.id]))
    side = _table(request, f"Beside the usual way, in {view.name}", view.side, "beside", with_ends=False)
    leads = _table(request, f"Steps that lead to {view.name}", view.leads_here, "leads-here")
    one = _profile(request, view.process, current=view.id)
    return _page(request, "status.html", view=view, side=side, leads=leads, one=one)


@require_safe
def step(request: Request, profile: str, step: str) -> HttpResponse:
    """One step: who takes it, what it needs, by when, what follows."""
    line = queries.step(request.lens, profile, step)
    if (line.profile, line.id) != (profile, step):
        return _there(request, reverse("process:step", args=[line.profile, line.id]))
    return _page(request, "step.html", line=line, of=vocabulary.process(line.profile))


def _votes() -> TableView | None:
    """How the votes are counted; None where the pack does not say."""
    rules = vocabulary.votes()
    return static_view(tables.votes_table(rules), "votes") if rules else None


def _there(request: Request, href: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{href}?{query}" if query else href)


def _table(
    request: Request, caption: str, lines: tuple[StepLine, ...], name: str, *, with_ends: bool = True
) -> TableView | None:
    """The steps in a table that only shows; None for none."""
    return static_view(tables.steps_table(request, caption, lines, with_ends=with_ends), name) if lines else None


def _profile(request: Request, of: Process, table: TableView | None = None, current: str = "") -> dict[str, Any]:
    """What the template shows of a profile."""
    lines = queries.steps(request.lens, of)
    places, arrows = _drawn(of, lines)
    title = f"Drawing of the {of.profile.name}"
    entitled = vocabulary.entitled_bodies(of.profile.id)
    who_may = tables.entitled_table(f"Who may raise a change, {of.profile.name}", entitled)
    return {
        "of": of,
        "drawing": Markup(diagram(places, arrows, title, current)),
        "description": description(places, arrows),
        "title": title,
        "places": places,
        "entitled": static_view(who_may, f"entitled-{of.profile.id}") if entitled else None,
        "table": table
        or static_view(tables.steps_table(request, f"Steps of the {of.profile.name}", lines), f"steps-{of.profile.id}"),
    }


def _drawn(of: Process, lines: tuple[StepLine, ...]) -> tuple[list[Place], list[Arrow]]:
    places = []
    for one in of.profile.statuses:
        staying = sum(1 for line in lines if one.id in line.step.from_ and line.target is None)
        steps = f", {staying} step{'' if staying == 1 else 's'} without leaving it" if staying else ""
        places.append(Place(one.id, one.name, f"{vocabulary.stage_name(one.stage)}{steps}"))
    arrows = [Arrow(line.number, line.name, line.step.from_, line.target[0]) for line in lines if line.target]
    return places, arrows
