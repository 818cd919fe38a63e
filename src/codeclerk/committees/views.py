"""The pages of committees: all of them, one of them, who is interested in what, one question. Forms: `forms.py`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.committees import forms, queries, tables, vocabulary, wording
from codeclerk.committees.rules.inputs import Standing
from codeclerk.committees.sections import sections
from codeclerk.kernel.packs import Body
from codeclerk.people import queries as people
from codeclerk.people import vocabulary as words
from codeclerk.people.middleware import Request, with_dates
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        "short_name": vocabulary.short_name,
        **context,
    }
    return render(request, f"committees/{template}", shown)


@require_safe
def committees(request: Request) -> HttpResponse:
    """Every committee and group of the day, to sort, to filter and to download."""
    asked = queries.inputs(request.lens, named=False)
    table = tables.bodies_table(request, queries.constitutions(request.lens), asked)
    shown = table_response(request, table, "committees", filters=("kind",), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    overdue = sum(one.standing is Standing.OVERDUE for one in asked)
    tiles = [
        {"figure": sum(one.waits for one in asked), "label": "Questions that wait", "tone": "warn"},
        {"figure": overdue, "label": "Overdue", "tone": "bad"},
        {"figure": sum(one.is_opposed for one in asked), "label": "Oppositions without a change", "tone": "plum"},
    ]
    return _page(request, "committees.html", table=shown, tiles=tiles)


@require_safe
def committee(request: Request, key: str) -> HttpResponse:
    """One committee: what it does, its seats and who holds them, what would change of them, what it was asked.

    A function that papers name like a committee has its page too, without seats.
    """
    body = words.body(key)
    lens = request.lens
    asked = queries.inputs(lens, bodies=[body.id])
    empty = Empty("Nothing was asked", "It was asked nothing by the day that this page looks at.")
    table = tables.inputs_table(request, asked, f"What the {body.name} was asked", empty, without=["body"])
    shown = table_response(request, table, "asked", filters=("standing", "answer"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    proposed = queries.proposed_seats(lens, body.id)
    made = queries.constitution(lens, body.id, proposed)
    groups = queries.allocations(lens, body.id) if body.kind == "working_group" else ()
    return _page(
        request,
        "committee.html",
        body=body,
        kind=tables.kind_words(body),
        facts=_facts(request, body),
        made=made,
        seats=static_view(tables.seats_table(request, made, people.names_of(lens)), "seats") if made.seats else None,
        doubts=static_view(tables.doubts_table(request, made), "doubts") if made.doubts else None,
        proposed=static_view(tables.proposed_table(request, proposed), "proposed") if proposed else None,
        groups=static_view(tables.groups_table(request, groups), "groups") if groups else None,
        sections=[
            (section, static_view(held, section.name))
            for section in sections()
            if (held := section.table(request, body.id)) is not None
        ],
        table=shown,
    )


def _facts(request: Request, body: Body) -> list[tuple[str, str]]:
    day = request.lens.valid_at
    papers = body.papers_before.at(day) if body.papers_before and day >= min(body.papers_before.values) else None
    theme = ", ".join(body.takes.words) if body.takes else ""
    facts = [
        ("It meets", tables.meets_words(body, request) or "not known"),
        ("Papers", f"{papers.value} Working Days before it" if papers else ""),
        ("Words of its theme", theme),
    ]
    return [fact for fact in facts if fact[1]]


@require_safe
def interest(request: Request) -> HttpResponse:
    """Proposals against committees, to sort, to search and to download."""
    table = tables.interest_table(request, queries.interest(request.lens))
    shown = table_response(request, table, "interest", searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "interest.html", table=shown)


@require_safe
def waiting(request: Request) -> HttpResponse:
    """What waits for an answer, what is overdue first."""
    empty = Empty("Nothing waits", "No committee was known to owe an answer on the day that this page looks at.")
    found = queries.waiting(request.lens)
    table = tables.inputs_table(request, found, "What waits for an answer", empty, ["answer", "said"])
    shown = table_response(request, table, "waiting", filters=("standing", "body"), searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "waiting.html", table=shown)


@require_safe
def input(request: Request, key: str) -> HttpResponse:
    """One question to a committee: its window, every answer, what changed, where it is printed."""
    one = queries.input_at(request.lens, key)
    return _page(
        request,
        "input.html",
        one=one,
        named=f"{vocabulary.short_name(one.body)} on {one.number}",
        body_name=vocabulary.body_name(one.body),
        standing=tables.STANDINGS[one.standing],
        answer=tables.VERDICTS[one.answer.verdict] if one.answer else None,
        history=[(said, wording.when_of(said), wording.line_of(said)) for said in one.said],
        changes=forms.offered(request, one),
        here=reverse("committees:input", args=[one.key]),
    )
