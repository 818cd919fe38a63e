"""The pages of the code: reading any document on any date, comparing versions, histories, conflicts, what would be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import queries, store, tables
from codeclerk.legaltext.page_text import Paragraph, paragraphs, places, redlined, slug
from codeclerk.legaltext.queries.redlines import redline_named
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import Comparison, compare
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.marks import edits
from codeclerk.legaltext.rules.provisions import UNUSED, Provision
from codeclerk.legaltext.rules.redlining import lines
from codeclerk.legaltext.rules.spans import Shown, text, tokens
from codeclerk.legaltext.rules.spans import render as as_text
from codeclerk.legaltext.searching import search_code
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries.names import numbers_at
from codeclerk.ui.table_views import static_view, table_response

VIEWS = {"inline": "Inline", "side": "Side by side", "changes": "Changes only"}
LONGEST_SEARCH = 100


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        "holds_from": tables.holds_from,
        "slug": slug,
        **context,
    }
    return render(request, f"legaltext/{template}", shown)


def _asked(request: Request) -> str | None:
    """The number of the version that the address asks for; None for the one in force on the lens's day."""
    return request.GET.get("version", "").strip() or None


@require_safe
def code(request: Request) -> HttpResponse:
    """The documents of the code on the lens's day, and every version of it."""
    every = queries.versions(request.lens)
    numbers = numbers_at(request.lens)
    table = tables.versions_table(request, every, numbers)
    shown = table_response(request, table, "versions")
    if isinstance(shown, HttpResponse):
        return shown
    try:
        version, found = queries.documents_at(request.lens, _asked(request))
    except Refused as refused:
        if every and _asked(request) is not None:
            raise
        return _page(request, "code.html", versions=shown, refusal=refused.first if every else None, version=None)
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    return _page(
        request,
        "code.html",
        version=version,
        versions=shown,
        documents=static_view(tables.documents_table(request, version, found), "documents"),
        words=words,
        found=search_code(version, words) if words else None,
        refusal=None,
    )


@require_safe
def document(request: Request, document: str) -> HttpResponse:
    """A document as it stood: contents, text with links, who changed it, and its history."""
    version, found = queries.documents_at(request.lens, _asked(request))
    named = next((line for line in found if slug(line.name) == document), None)
    one = queries.document_at(request.lens, named.name if named else document, _asked(request) or version.number)
    texts = [store.document(line.file) for line in found]
    said = list(paragraphs(one.text, places(texts, one.shown)))
    history = queries.document_history(request.lens, one.line.name)
    return _page(
        request,
        "document.html",
        one=one,
        version=version,
        paragraphs=said,
        contents=[para for para in said if para.kind == "heading"],
        history=static_view(tables.history_table(request, history), "history"),
        others=[line for line in found if line.pid != one.line.pid],
    )


@require_safe
def clause(request: Request, clause: str) -> HttpResponse:
    """The history of one provision: what it said and was called when, and what made it so."""
    every = queries.history_of(request.lens, clause)
    numbers = numbers_at(request.lens)
    versions = {one.number: one for one in queries.versions(request.lens)}
    cards = []
    for before, one in zip((None, *every), every, strict=False):
        view = queries.shown_of(versions[one.version])
        old = _single(before.provision, queries.shown_of(versions[before.version])) if before else None
        cards.append(
            {
                "one": one,
                "version": versions[one.version],
                "words": _words(old, _single(one.provision, view)),
                "is_label_only": before is not None and before.hash == one.hash,
                "causes": [(operation, numbers.get(key, key)) for operation, key in one.causes],
            }
        )
    last = every[-1]
    return _page(
        request,
        "clause.html",
        cards=list(reversed(cards)),
        last=last,
        document=queries.code_of(versions[last.version]).provisions[last.document].name,
        regions=queries.in_force_in(request.lens, last),
        called=[one for one in queries.find_label(request.lens, clause) if one.pid != last.pid]
        if clause != last.pid
        else [],
    )


def _single(provision: Provision, shown: Shown) -> str:
    return UNUSED if provision.is_unused else as_text(provision.content, shown)


def _words(old: str | None, new: str) -> list[tuple[str, str]]:
    """The words of a text against those before it: (mark, words)."""
    if old is None or old == new:
        return [("", new)]
    made: list[tuple[str, str]] = []
    before, here = tokens(text(old)), 0
    for run in edits(text(old), text(new)):
        made.append(("", "".join(map(str, before[here : run.first]))))
        made.append(("deleted", "".join(map(str, before[run.first : run.last]))))
        made.append(("inserted", "".join(map(str, run.new))))
        here = run.last
    made.append(("", "".join(map(str, before[here:]))))
    return [one for one in made if one[1]]


@require_safe
def compare_versions(request: Request) -> HttpResponse:
    """Any two versions: inline, side by side, or the changes only."""
    every = queries.versions(request.lens)
    numbers = [one.number for one in every]
    old = request.GET.get("old", "").strip() or (numbers[-2] if len(numbers) > 1 else "")
    new = request.GET.get("new", "").strip() or (numbers[-1] if numbers else "")
    view = request.GET.get("view", "changes")
    if not old or not new:
        return _page(request, "compare.html", versions=every, views=VIEWS, view=view, found=None)
    first, second, found = queries.compare_versions(request.lens, old, new)
    return _page(
        request,
        "compare.html",
        versions=every,
        views=VIEWS,
        view=view if view in VIEWS else "changes",
        old=first,
        new=second,
        found=found,
        documents=_documents(found, view),
    )


def _documents(found: Comparison, view: str) -> list[tuple[str, list[Paragraph]]]:
    """The documents that differ, each with its paragraphs."""
    differing = {
        (found.new if one.pid in found.new.provisions else found.old).document_of(one.pid) for one in found.changes
    }
    differing |= {found.new.document_of(one.at) for one in found.consequential}
    order = [*found.new.documents, *(pid for pid in found.old.documents if pid not in found.new.provisions)]
    made = []
    for pid in order:
        if pid in differing:
            name = (found.new if pid in found.new.provisions else found.old).provisions[pid].name
            made.append((name, list(redlined(lines(found, [pid]), only_changes=view == "changes"))))
    return made


@require_safe
def conflicts(request: Request) -> HttpResponse:
    """The conflicts between the amendments that wait for a release: a matrix, and a table."""
    found = queries.conflicts(request.lens)
    waiting = queries.redlines(request.lens)
    version = queries.newest(request.lens)
    called: dict[str, str] = {}
    if version is not None:
        now = queries.code_of(version)
        called = {
            pid: f"{now.provisions[now.document_of(pid)].name}, {label.full}" for pid, label in labels(now).items()
        }
    table = tables.conflicts_table(found, called)
    shown = table_response(request, table, "conflicts", filters=("state", "sort"))
    if isinstance(shown, HttpResponse):
        return shown
    names = [one.redline.proposal for one in waiting]
    counts: dict[tuple[str, str], int] = {}
    for one in found:
        if len(one.conflict.proposals) == 2 and one.resolution is None and one.conflict.sort.is_blocking:
            first, second = one.conflict.proposals
            counts[first, second] = counts[second, first] = counts.get((first, second), 0) + 1
    return _page(request, "conflicts.html", table=shown, names=names, counts=counts, waiting=waiting, version=version)


@require_safe
def would_be(request: Request) -> HttpResponse:
    """The code if these proposals were all approved: a dry run of the consolidation, with its redline."""
    waiting = queries.redlines(request.lens)
    chosen = request.GET.getlist("proposal") or [one.key for one in waiting] if request.GET else []
    view = request.GET.get("view", "changes")
    context: dict[str, Any] = {"waiting": waiting, "chosen": chosen, "views": VIEWS, "view": view}
    if not chosen:
        return _page(request, "would_be.html", found=None, refusals=(), **context)
    try:
        version, made = queries.would_be(request.lens, chosen)
    except Refused as refused:
        return _page(request, "would_be.html", found=None, refusals=refused.refusals, **context)
    return _page(
        request,
        "would_be.html",
        found=made.comparison,
        version=version,
        certificate=made.certificate.as_json(),
        documents=_documents(made.comparison, view),
        refusals=(),
        **context,
    )


@require_safe
def redline(request: Request, proposal: str) -> HttpResponse:
    """The amendments of a proposal as they stand: its redline against the version on which it was drafted."""
    one = redline_named(request.lens, proposal)
    if proposal != one.redline.proposal:
        return HttpResponseRedirect(with_dates(request, reverse("legaltext:redline", args=[one.redline.proposal])))
    base = next((version for version in queries.versions(request.lens) if version.root == one.redline.base), None)
    found = None
    if base is not None:
        old = queries.code_of(base)
        found = compare(old, apply(old, one.redline.operations))
    view = request.GET.get("view", "changes")
    return _page(
        request,
        "redline.html",
        one=one,
        base=base,
        found=found,
        views=VIEWS,
        view=view,
        documents=_documents(found, view) if found else [],
        against=[
            line
            for line in queries.conflicts(request.lens)
            if one.redline.proposal in line.conflict.proposals and line.resolution is None
        ],
    )
