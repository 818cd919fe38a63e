"""The pages of checks: all of them with their findings, and one with everything that it looked at."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from codeclerk.checks import queries, tables
from codeclerk.checks.rules.values import Result, Verdict
from codeclerk.people.middleware import Request, with_dates
from codeclerk.ui.table_views import table_response
from codeclerk.ui.tables import Empty
from codeclerk.ui.tags import verdict_tag

TONES = {
    Verdict.FAIL: ("Fail", "bad"),
    Verdict.AMBIGUOUS: ("Ambiguous", "warn"),
    Verdict.NOT_ASSESSED: ("Not assessed", "info"),
    Verdict.PASS: ("Pass", "good"),
}
ALL_PASSED = Empty("No finding", "No check found anything on the day that this page looks at.")


@require_safe
def checks(request: Request) -> HttpResponse:
    """Every check with its counts, and every finding; both to filter, to sort and to download."""
    found = queries.results(request.lens)
    shown = table_response(request, tables.checks_table(request, found), "checks", filters=("verdict",))
    if isinstance(shown, HttpResponse):
        return shown
    findings = table_response(
        request,
        tables.findings_table(request, found, ALL_PASSED),
        "findings",
        filters=("verdict", "check"),
        searchable=True,
        prefix="found-",
    )
    if isinstance(findings, HttpResponse):
        return findings
    return _page(request, "checks.html", table=shown, findings=findings, tiles=_tiles(found))


def _tiles(found: tuple[Result, ...]) -> list[dict[str, object]]:
    """How many things have each verdict, over all checks."""
    return [
        {"figure": sum(one.count(verdict) for one in found), "label": label, "tone": tone}
        for verdict, (label, tone) in TONES.items()
    ]


@require_safe
def check(request: Request, id: str) -> HttpResponse:
    """One check: its rule, what it rests on, and everything that it looked at."""
    one = queries.result(request.lens, id)
    shown = table_response(
        request, tables.things_table(request, one), one.check.id, filters=("verdict",), searchable=True
    )
    if isinstance(shown, HttpResponse):
        return shown
    return _page(request, "check.html", one=one, tag=verdict_tag(one.verdict), table=shown, tiles=_tiles((one,)))


def _page(request: Request, template: str, **context: object) -> HttpResponse:
    shown = {"lens": request.lens, "with_dates": lambda href: with_dates(request, href), **context}
    return render(request, f"checks/{template}", shown)
