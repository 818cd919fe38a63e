"""The pages of amendments that wait for a release: their redlines, conflicts, and the code as it would be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import queries, tables
from codeclerk.legaltext.page_text import against, differing, told
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.views import DRAFT, PUBLISH, page, view_of
from codeclerk.people.middleware import Request, with_dates
from codeclerk.ui.table_views import table_response


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
    table = tables.conflicts_table(request, found, called)
    shown = table_response(request, table, "conflicts", filters=("state", "sort"))
    if isinstance(shown, HttpResponse):
        return shown
    names = [one.redline.proposal for one in waiting]
    counts: dict[tuple[str, str], int] = {}
    for one in found:
        if len(one.conflict.proposals) == 2 and one.resolution is None and one.conflict.sort.is_blocking:
            first, second = one.conflict.proposals
            counts[first, second] = counts[second, first] = counts.get((first, second), 0) + 1
    return page(request, "conflicts.html", table=shown, names=names, counts=counts, waiting=waiting, version=version)


@require_safe
def would_be(request: Request) -> HttpResponse:
    """The code if these proposals were all approved: a dry run of the consolidation, with its redline."""
    waiting = queries.redlines(request.lens)
    chosen = request.GET.getlist("proposal")
    view = view_of(request)
    context: dict[str, Any] = {"waiting": waiting, "chosen": chosen, "view": view}
    if not chosen:
        return page(request, "would_be.html", found=None, refusals=(), **context)
    try:
        version, made = queries.would_be(request.lens, chosen)
    except Refused as refused:
        return page(request, "would_be.html", found=None, refusals=refused.refusals, **context)
    return page(
        request,
        "would_be.html",
        found=made.comparison,
        version=version,
        certificate=made.certificate.as_json(),
        documents=differing(made.comparison, view),
        refusals=(),
        may_publish=PUBLISH in request.viewer.holds,
        **context,
    )


@require_safe
def redline(request: Request, proposal: str) -> HttpResponse:
    """The amendments of a proposal as they stand: its redline against the version on which it was drafted."""
    one = queries.redline_named(request.lens, proposal)
    number = one.redline.proposal
    if proposal != number:
        return HttpResponseRedirect(with_dates(request, reverse("legaltext:redline", args=[number])))
    base = queries.base_of(request.lens, one)
    found, instructions = None, []
    amended: list[str] = []
    if base is not None:
        old = queries.code_of(base)
        new = apply(old, one.redline.operations)
        found, instructions = compare(old, new), list(told(one.redline.operations, old, new))
        changed = {name for name, _ in differing(found)}
        lines = queries.documents_at(request.lens, base.number)[1]
        amended = [f"{line.name} {line.revision}".strip() for line in lines if line.name in changed]
    view = view_of(request)
    newest = queries.newest(request.lens)
    return page(
        request,
        "redline.html",
        one=one,
        base=base,
        amended=amended,
        is_stale=base is not None and newest is not None and newest.root != base.root,
        newest=newest,
        found=found,
        instructions=instructions,
        view=view,
        documents=differing(found, view) if found else [],
        rebased=[(step, against(step.then, step.now or "")) for step in queries.rebase_report(request.lens, one)],
        notes=queries.draft_notes(request.lens, one),
        against=[
            line
            for line in queries.conflicts(request.lens)
            if number in line.conflict.proposals and line.resolution is None
        ],
        actions=_actions(request, number),
    )


def _actions(request: Request, number: str) -> list[tuple[str, str]]:
    """What the viewer may do with the redline: (address, words)."""
    if DRAFT not in request.viewer.holds:
        return []
    named = (("draft", "Draft it on"), ("baseline", "Baseline it"), ("withdraw", "Withdraw it"))
    return [(reverse(f"legaltext:{name}", args=[number]), words) for name, words in named]
