"""The pages of sources: documents, what each one says, and where they disagree. Forms stand in `forms.py`."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from codeclerk.people.middleware import Request
from codeclerk.people.queries import names_as_at
from codeclerk.sources import queries, tables
from codeclerk.sources.links import page_of
from codeclerk.sources.rules.claims import State, Verdict
from codeclerk.sources.rules.vocabulary import check_subject, describe_property, subject_kinds
from codeclerk.ui.table_views import static_view, table_response

SANDBOX = "sandbox; default-src 'none'"
"""The policy of a download: should a browser show it after all, it is alone and can do nothing."""


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {"lens": request.lens, "viewer": request.viewer, "VERDICTS": tables.VERDICTS, **context}
    return render(request, f"sources/{template}", shown)


@require_safe
def documents(request: Request) -> HttpResponse:
    """Every document that the reader may see, sortable, to filter and to download."""
    table = tables.documents_table(request, queries.documents(request.lens), names_as_at(request.lens))
    filters = ("kind", "publisher", "classification", "file")
    shown = table_response(request, table, "documents", filters=filters, searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "documents.html", table=shown)


@require_safe
def document(request: Request, sha256: str) -> HttpResponse:
    """One document: what it is, its file if it is held, and what was read where in it."""
    one = queries.document(request.lens, sha256)
    table = tables.claims_of_document_table(request, queries.claims_in(request.lens, sha256))
    shown = table_response(request, table, "claims", filters=("property", "stated"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    gone = queries.withdrawn(request.lens, document=sha256)
    return _page(
        request,
        "document.html",
        document=one,
        publisher=names_as_at(request.lens).get(one.publisher, one.publisher),
        table=shown,
        withdrawn=static_view(tables.withdrawn_table(request, gone), "withdrawn") if gone else None,
    )


@require_safe
def download(request: Request, sha256: str) -> HttpResponse:
    """The file of a document, under a name made here, never opened in place."""
    found = queries.download(request.lens, sha256)
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def claims(request: Request) -> HttpResponse:
    """Every claim with how it stands to the others; disagreements first."""
    found = queries.in_order(queries.readings(request.lens).values())
    table = tables.claims_table(request, found)
    shown = table_response(request, table, "claims", filters=("state", "subject", "property"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    counts = {verdict: sum(1 for one in found if one.verdict is verdict) for verdict in Verdict}
    return _page(request, "claims.html", table=shown, counts=counts, questions=len(found))


@require_safe
def subject(request: Request, subject: str) -> HttpResponse:
    """What sources say of one subject, side by side, with what was ruled."""
    kind = subject_kinds()[check_subject(subject).partition(":")[0]]
    readings = sorted(
        queries.readings(request.lens, [subject]).values(),
        key=lambda one: (
            one.state is not State.DISAGREE,
            describe_property(one.question.property).label,
            one.question.qualifier,
            one.question.about,
        ),
    )
    gone = queries.withdrawn(request.lens, subject=subject)
    return _page(
        request,
        "subject.html",
        subject=subject,
        kind=kind,
        name=subject.partition(":")[2],
        href=page_of(subject),
        groups=[(apart, list(ones)) for apart, ones in groupby(readings, key=lambda one: one.state is State.DISAGREE)],
        rulings=queries.rulings_on(request.lens, subject),
        question_words=tables.question_words,
        withdrawn=static_view(tables.withdrawn_table(request, gone), "withdrawn") if gone else None,
    )
