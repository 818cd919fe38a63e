"""The page of a proposal's parts, in the order of the Modification Report, with what is missing. Forms: `forms.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.parts import forms, queries, tables, vocabulary, wording
from codeclerk.parts.rules.parts import Part, Parts, Version
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import queries as register
from codeclerk.register import vocabulary as register_vocabulary
from codeclerk.register import wording as register_words
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Table


@dataclass(frozen=True)
class Written:
    """A text as the page shows it: its paragraphs, empty where it is not written, and its earlier versions."""

    name: str
    question: str
    paragraphs: tuple[str, ...]
    now: Version[Any] | None
    earlier: tuple[Version[Any], ...]
    needed: str


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in its paragraphs, which empty lines divide."""
    return tuple(one.strip() for one in text.split("\n\n") if one.strip())


@require_safe
def parts(request: Request, ref: str) -> HttpResponse:
    """Everything that a report on a proposal is made of. Its address has the present number; others lead there."""
    found = register.resolve(request.lens, ref)
    if found.number != ref:
        query = request.META.get("QUERY_STRING", "")
        href = reverse("parts:parts", args=[found.number])
        return HttpResponsePermanentRedirect(f"{href}?{query}" if query else href)
    view = register.proposal_of(request.lens, found.key)
    of_it = queries.parts_of(request.lens, found.key)
    changes = table_response(request, tables.changes_table(of_it), f"parts-{found.number}", searchable=True)
    if isinstance(changes, HttpResponse):
        return changes
    line = view.line
    changed = queries.documents_changed(request.lens, found.key)
    return render(
        request,
        "parts/parts.html",
        {
            "lens": request.lens,
            "viewer": request.viewer,
            "view": view,
            "line": line,
            "parts": of_it,
            "missing": queries.still_missing(line, of_it),
            "findings": queries.findings_on(request.lens, view, of_it),
            "texts": {one.id: _written(of_it, one) for one in vocabulary.rules().texts},
            "sections": {
                section: [one.id for one in vocabulary.rules().texts if one.section == section]
                for section in ("issue", "implementation", "assessment")
            },
            "superseded": [_superseded(of_it, one) for one in of_it.superseded],
            "paragraphs": paragraphs,
            "shown": {name: static_view(table, name) if table.rows else None for name, table in _tables(view, of_it)},
            "changes": changes,
            "offered": forms.offered(request, line),
            "remedies": forms.remedies(request, line),
            "wording": wording,
            "names": {
                "documents": vocabulary.rules().area_name("documents", "Documents"),
                "objectives": register_vocabulary.objectives_name(),
            },
            "changed": changed,
            "document_findings": queries.documents_findings(line, changed),
            "set_documents": forms.set_documents(request, line, changed),
            "affected": lambda kind: _affected(line, kind),
            "with_dates": lambda href: with_dates(request, href),
        },
    )


def _written(of_it: Parts, kind: Any) -> Written:
    part = of_it.part(queries.Kind.TEXT, kind.id)
    if part is None:
        return Written(kind.name, kind.question or "", (), None, (), kind.needed or "")
    text = part.content.text  # type: ignore[attr-defined]
    return Written(kind.name, kind.question or "", paragraphs(text), part.now, part.versions[:-1], kind.needed or "")


def _superseded(of_it: Parts, part: Part[Any]) -> dict[str, Any]:
    """A solution that was given up, with what it would have cost."""
    costs = of_it.costs(int(part.which))
    proposed = next((one for one in part.versions if not one.content.is_superseded), part.now)
    table = tables.costs_table(costs, f"Costs of solution {part.which}")
    return {
        "number": part.which,
        "content": part.content,
        "proposed": proposed.since,
        "given_up": part.now.since,
        "source": part.now.source,
        "costs": static_view(table, f"costs-{part.which}") if costs else None,
    }


def _tables(view: register.ProposalView, of_it: Parts) -> list[tuple[str, Table]]:
    line = view.line
    return [
        ("ticks", tables.ticks_table(line, "Party categories", dict(vocabulary.party_names()))),
        ("others", tables.ticks_table(line, "Types of other Party", dict(vocabulary.other_party_names()))),
        ("impacts", tables.impacts_table(of_it)),
        ("costs", tables.costs_table(of_it.costs(), "Costs")),
        ("payers", tables.payers_table(of_it)),
        ("benefits", tables.benefits_table(of_it)),
        ("bodies", tables.support_table(of_it, of_bodies=True)),
        ("groups", tables.support_table(of_it, of_bodies=False)),
        ("objectives", tables.objectives_table(of_it)),
        ("consumers", tables.consumers_table(of_it)),
    ]


def _affected(line: register.ProposalLine, kind: str) -> str:
    """The names of the documents or systems that the register lists; `none`, or empty where no list is recorded."""
    named = ", ".join(register_words.affected(kind, one) for one in getattr(line, kind))
    return named or ("none" if kind in line.affected_known else "")
