"""The pages of papers: what there is, drafts made from the record, and issued papers as they were issued."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import Month, parse_month
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.papers import queries, registry, tables
from codeclerk.papers.forms import with_values
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Paper
from codeclerk.papers.months import months
from codeclerk.papers.rendering import CSV_TYPE, FORMATS
from codeclerk.papers.windows import Covered
from codeclerk.papers.writers.csv import to_csvs
from codeclerk.papers.writers.html import article, article_of
from codeclerk.people.middleware import AS_AT, KNOWN_AT, Request, with_dates
from codeclerk.people.queries import ended_consents
from codeclerk.register.queries import register_begins
from codeclerk.sources.queries.figures import every as documents
from codeclerk.ui.table_views import static_view, table_response

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'"
"""The policy of a paper shown as a file of its own: it has styles, and can do nothing."""

UNKNOWN_FORMAT = Reason(
    "papers.unknown_format",
    rule="a paper is written as PDF, Word, HTML and JSON, and each of its tables as CSV",
    problem="{object} is no format of a paper",
    remedy="Choose one of {formats}.",
)


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    return render(request, f"papers/{template}", {"lens": request.lens, "viewer": request.viewer, **context})


@require_safe
def papers(request: Request) -> HttpResponse:
    """Every kind of paper with the months of which it can be made, and every issued paper that the reader may see."""
    if wanted := request.GET.get("kind-of-paper", ""):
        return _chosen(request, wanted)
    found = queries.issued(request.lens, with_files=True)
    filters = ("kind", "period", "classification")
    shown = table_response(request, tables.issued_table(request, found), "issued", filters=filters, searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    chosen = any(request.GET.get(name) for name in AS_AT)
    published = [one.published for one in documents(request.lens) if one.published is not None]
    offered = months(register_begins(request.lens), published, clock.today(), request.lens.valid_at if chosen else None)
    open_kinds = [kind for kind in registry.kinds() if kind.classification in request.viewer.may_see]
    latest: dict[str, queries.IssuedView] = {}
    for one in found:
        latest.setdefault(one.kind, one)
    return _page(
        request,
        "papers.html",
        table=shown,
        kinds=[(kind, () if kind.asks else _offers(request, kind, offered.offered)) for kind in open_kinds],
        months=offered,
        latest=latest,
        formats=[form.label for form in FORMATS.values()],
        days=[(name, request.GET[name]) for name in (*AS_AT, *KNOWN_AT) if request.GET.get(name)],
    )


def _chosen(request: Request, wanted: str) -> HttpResponse:
    """To the draft that the form asks for."""
    kind = registry.find(wanted)
    day = request.lens.valid_at if kind.asks else clock.today()
    period = parse_month(request.GET.get("of-month", "") or Month(day.year, day.month).isoformat())
    here = reverse("papers:draft", args=[kind.name, period.isoformat()])
    values = kind.values_in(request.GET.dict())
    return redirect(with_dates(request, with_values(here, values)) if values else here)


def _offers(request: Request, kind: registry.Kind, offered: Iterable[Month]) -> list[tuple[Month, str]]:
    """Each month with the address of its draft. That of the reader's own month stays on the reader's day."""
    day = request.lens.valid_at
    made = []
    for month in offered:
        href = reverse("papers:draft", args=[kind.name, month.isoformat()])
        made.append((month, with_dates(request, href) if (day.year, day.month) == (month.year, month.month) else href))
    return made


def _draft(
    request: Request, kind: str, period: str
) -> tuple[registry.Kind, Month, Paper, Callable[[], tuple[Covered, ...]]]:
    """The draft that the address asks for, and what gives its windows. From then on the page looks at its days."""
    found, month, now = registry.find(kind), parse_month(period), clock.now()
    dated = any(request.GET.get(name) for name in AS_AT)
    known = any(request.GET.get(name) for name in KNOWN_AT)
    as_at = request.lens.valid_at if dated else registry.as_at_of(found, month, now)
    known_at = request.lens.known_at if known else registry.known_by(as_at, now)
    params = registry.Params(month, values=found.values_in(request.GET.dict()))
    lens = registry.lens_for(found, request.lens.viewer, params, as_at, known_at)
    paper = registry.build(found, lens, params, site=settings.CONFIG.site_url)
    request.lens = Lens(request.lens.viewer, as_at, known_at)
    return found, month, paper, lambda: found.covers(lens, params)


@require_safe
def draft(request: Request, kind: str, period: str) -> HttpResponse:
    """A paper made from the record now; with `?format=` as a file, with `?table=` one of its tables as CSV."""
    found, month, paper, covered = _draft(request, kind, period)
    values = found.values_in(request.GET.dict())
    name = slugify("-".join((found.name, *values.values(), month.isoformat(), "draft")))
    if table := request.GET.get("table", ""):
        files = to_csvs(paper)
        if table not in files:
            raise UNKNOWN_FORMAT.refuse(table[:80], formats=", ".join(files) or "none: it has no table")
        return _file(files[table], CSV_TYPE, f"{name}-{slugify(table)}.csv", paper.front.classification)
    if wanted := request.GET.get("format", ""):
        if wanted not in FORMATS:
            raise UNKNOWN_FORMAT.refuse(wanted[:80], formats=", ".join(FORMATS))
        written = FORMATS[wanted]
        content = written.write(paper)
        return _file(content, written.media_type, f"{name}.{written.name}", paper.front.classification)
    here = with_values(reverse("papers:draft", args=[found.name, month.isoformat()]), values)
    laid = lay_out(paper)
    return _page(
        request,
        "draft.html",
        here=paper.front.title if values else f"{found.title}, {month}",
        paper=paper,
        covers=covered(),
        article=article(laid, lambda href: with_dates(request, href) if href.startswith("/") else href),
        downloads=[(one.label, _with(request, here, f"format={one.name}")) for one in FORMATS.values()],
        csvs=[(table.number, _with(request, here, f"table={table.key}")) for table in laid.tables() if table.number],
        issue=with_dates(request, with_values(reverse("papers:issue", args=[found.name, month.isoformat()]), values)),
    )


def _with(request: Request, href: str, more: str) -> str:
    dated = with_dates(request, href)
    return f"{dated}{'&' if '?' in dated else '?'}{more}"


@require_safe
def issued(request: Request, reference: str, version: int | None = None) -> HttpResponse:
    """An issued paper in the frame of the site: the very article that was issued."""
    one = queries.paper(request.lens, reference, version)
    _, content = queries.content(request.lens, reference, one.version, FORMATS["html"].file_name)
    by_name = {file.name: file for file in one.files}
    downloads = [
        (form.label, reverse("papers:file", args=[reference, one.version, form.file_name]))
        for form in FORMATS.values()
        if form.file_name in by_name
    ]
    return _page(
        request,
        "issued.html",
        paper=one,
        article=article_of(content),
        downloads=downloads,
        versions=queries.versions(request.lens, reference),
        ended=ended_consents(one.persons),
        files=static_view(tables.files_table(one, one.files), "files"),
    )


@require_safe
def file(request: Request, reference: str, version: int, name: str) -> HttpResponse:
    """A file of an issued paper, byte for byte."""
    one = queries.paper(request.lens, reference, version)
    found, content = queries.content(request.lens, reference, version, name)
    saved = slugify(f"{reference}-v{version}") + "-" + found.name.rpartition("/")[2]
    return _file(content, found.media_type, saved, one.classification)


def _file(content: bytes, media_type: str, name: str, classification: Classification) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    is_shown = media_type.startswith(("text/html", "application/pdf"))
    response["Content-Disposition"] = f'{"inline" if is_shown else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE if media_type.startswith("text/html") else "default-src 'none'"
    response["Cache-Control"] = "private, no-store" if classification is not Classification.WHITE else "private"
    return response
