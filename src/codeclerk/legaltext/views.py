"""The pages of the code as it stands: reading any document on any day, histories, any two versions compared."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar.dates import end_of_london_day
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import queries, store, tables
from codeclerk.legaltext.answers import comparison_json
from codeclerk.legaltext.last_changes import last_changes
from codeclerk.legaltext.page_text import (
    Paragraph,
    against,
    as_plain_text,
    differing,
    paragraphs,
    places,
    single,
    slug,
)
from codeclerk.legaltext.searching import search_code
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries.names import numbers_at
from codeclerk.ui.table_views import static_view, table_response

VIEWS = {"inline": "Inline", "side": "Side by side", "changes": "Changes only"}
LONGEST_SEARCH = 100
PUBLISH, DRAFT, RESOLVE = "legaltext.publish", "legaltext.draft", "legaltext.resolve"


def page(request: Request, template: str, **context: Any) -> HttpResponse:
    """A page of this folder."""
    return render(request, f"legaltext/{template}", {**shared(request), **context})


def shared(request: Request) -> dict[str, Any]:
    """What every template of this folder uses."""
    return {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        "holds_from": tables.holds_from,
        "slug": slug,
        "views": VIEWS,
    }


def view_of(request: Request) -> str:
    """How the address asks for changes to be shown."""
    view = request.GET.get("view", "changes")
    return view if view in VIEWS else "changes"


def _asked(request: Request) -> str | None:
    """The number of the version that the address asks for; None for the one in force on the lens's day."""
    return request.GET.get("version", "").strip() or None


@require_safe
def code(request: Request) -> HttpResponse:
    """The documents of the code on the lens's day, and every version of it."""
    every = queries.versions(request.lens)
    table = tables.versions_table(
        request, every, numbers_at(request.lens, {key for one in every for key in one.proposals})
    )
    shown = table_response(request, table, "versions")
    if isinstance(shown, HttpResponse):
        return shown
    links = _links(request)
    try:
        version, found = queries.documents_at(request.lens, _asked(request))
    except Refused as refused:
        if every and _asked(request) is not None:
            raise
        refusal = refused.first if every else None
        return page(request, "code.html", versions=shown, refusal=refusal, version=None, links=links)
    statuses = {one.pid: "Not yet in force" for one in found}
    if version.effective <= end_of_london_day(request.lens.valid_at):
        statuses = queries.statuses(request.lens, [one.pid for one in found])
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    return page(
        request,
        "code.html",
        version=version,
        versions=shown,
        documents=static_view(tables.documents_table(request, version, found, statuses), "documents"),
        words=words,
        found=search_code(version, words) if words else None,
        refusal=None,
        links=links,
    )


def _links(request: Request) -> list[tuple[str, str]]:
    """What else can be done with the code: (address, words). What changes it is for those who may."""
    made = [
        (with_dates(request, reverse("legaltext:compare")), "Compare any two versions"),
        (with_dates(request, reverse("legaltext:conflicts")), "Conflicts between amendments that wait for a release"),
        (with_dates(request, reverse("legaltext:would_be")), "The code if these are all approved"),
    ]
    holds = request.viewer.holds
    if DRAFT in holds:
        made.append((reverse("legaltext:draft_for"), "Draft the legal text of a proposal"))
    if PUBLISH in holds:
        made += [
            (reverse("legaltext:consolidate"), "Consolidate and publish a version"),
            (reverse("legaltext:import"), "Import a document as a new version"),
            (reverse("legaltext:correct_date"), "Correct from when a version holds"),
            (reverse("legaltext:commencement"), "Record where a part is in force"),
        ]
    return made


@require_safe
def document(request: Request, document: str) -> HttpResponse:
    """A document as it stood: contents, text with links, who changed it, and its history."""
    version, found = queries.documents_at(request.lens, _asked(request))
    named = next((line for line in found if slug(line.name) == document), None)
    one = queries.document_at(request.lens, named.name if named else document, version.number)
    texts = [store.document(line.file) for line in found]
    said = list(paragraphs(one.text, places(texts, one.shown)))
    history = queries.document_history(request.lens, one.line.name)
    return page(
        request,
        "document.html",
        one=one,
        version=version,
        paragraphs=said,
        contents=[para for para in said if para.kind == "heading"],
        changed=_markers(said, last_changes(request.lens, one.line.pid, version)),
        history=static_view(tables.history_table(request, history), "history"),
        others=[line for line in found if line.pid != one.line.pid],
    )


def _markers(said: list[Paragraph], changes: dict[str, str]) -> dict[str, list[str]]:
    """The proposals that last changed each paragraph, a table with all that is in it; by permanent id."""
    every = {para.pid: [changes[pid] for pid in (para.pid, *para.within) if pid in changes] for para in said}
    return {pid: sorted({one for one in found if not _RESOLUTION.fullmatch(one)}) for pid, found in every.items()}


_RESOLUTION = re.compile(r"R\d+")


@require_safe
def clause(request: Request, clause: str) -> HttpResponse:
    """The history of one provision: what it said and was called when, and what made it so."""
    every = queries.history_of(request.lens, clause)
    numbers = numbers_at(request.lens, {key for one in every for _, key in one.causes})
    versions = {one.number: one for one in queries.versions(request.lens)}
    cards = []
    for before, one in zip((None, *every), every, strict=False):
        old = single(before.provision, queries.shown_of(versions[before.version])) if before else None
        cards.append(
            {
                "one": one,
                "version": versions[one.version],
                "words": against(old, single(one.provision, queries.shown_of(versions[one.version]))),
                "is_label_only": before is not None and before.hash == one.hash,
                "causes": [(operation, numbers.get(key, key)) for operation, key in one.causes],
            }
        )
    last = every[-1]
    others = queries.find_label(request.lens, clause) if clause != last.pid else ()
    return page(
        request,
        "clause.html",
        cards=list(reversed(cards)),
        last=last,
        document=queries.code_of(versions[last.version]).provisions[last.document].name,
        regions=queries.in_force_in(request.lens, last),
        called=[one for one in others if one.pid != last.pid],
    )


@require_safe
def compare_versions(request: Request) -> HttpResponse:
    """Any two versions: inline, side by side, or the changes only; also as JSON and plain text."""
    every = queries.versions(request.lens)
    numbers = [one.number for one in every]
    old = request.GET.get("old", "").strip() or (numbers[-2] if len(numbers) > 1 else "")
    new = request.GET.get("new", "").strip() or (numbers[-1] if numbers else "")
    view = view_of(request)
    if not old or not new:
        return page(request, "compare.html", versions=every, view=view, found=None)
    first, second, found = queries.compare_versions(request.lens, old, new)
    match request.GET.get("format"):
        case "json":
            return JsonResponse({"old": first.number, "new": second.number, **comparison_json(found)})
        case "text":
            return HttpResponse(as_plain_text(found), content_type="text/plain; charset=utf-8")
    documents = differing(found, view)
    return page(
        request, "compare.html", versions=every, view=view, old=first, new=second, found=found, documents=documents
    )
