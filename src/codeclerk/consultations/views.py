"""The pages of consultations: what is open and what comes, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.consultations import forms, queries, tables, vocabulary
from codeclerk.consultations.rules import Consultation, Standing, closing_words, days_left, issue_clause, issue_words
from codeclerk.people.middleware import Request, with_dates
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link

SOON = 3
"""With so many Working Days left or fewer, a closing day is shown as due soon."""


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "STANDINGS": tables.STANDINGS,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"consultations/{template}", shown)


@require_safe
def consultations(request: Request) -> HttpResponse:
    """What is open, with how long it still is; what is to be issued, by week; and every one, to sort and download."""
    every = queries.consultations(request.lens)
    day = request.lens.valid_at
    table = tables.consultations_table(request, every, _empty(request))
    shown = table_response(request, table, "consultations", filters=("kind", "standing"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    by_standing = {standing: [one for one in every if one.standing is standing] for standing in Standing}
    is_open = sorted(by_standing[Standing.OPEN], key=lambda one: (one.last_day or date.max, one.key))
    expected = by_standing[Standing.EXPECTED]
    return _page(
        request,
        "consultations.html",
        table=shown,
        total=len(every),
        open=[(one, closing(one, day)) for one in is_open],
        expected=static_view(tables.expected_table(request, expected), "expected") if expected else None,
        tiles=[
            {"figure": len(is_open), "label": "Open now", "tone": "good"},
            {"figure": len(expected), "label": "To be issued", "tone": "info"},
            {"figure": len(by_standing[Standing.CLOSED]), "label": "Closed", "tone": "grey"},
        ],
    )


def _empty(request: Request) -> Empty:
    if "consultations.manage" in request.viewer.holds:
        return Empty(
            "No consultation yet",
            "None was in the record on the day that this page looks at.",
            action=Link("Plan one", reverse("consultations:plan")),
        )
    return Empty("No consultation yet", "None was in the record on the day that this page looks at.")


@require_safe
def consultation(request: Request, key: str) -> HttpResponse:
    """One consultation: its dates, every closing day that it had, what is odd about it, and what sources say."""
    one = queries.consultation(request.lens, key)
    day = request.lens.valid_at
    return _page(
        request,
        "consultation.html",
        one=one,
        closing=closing(one, day) if one.standing is Standing.OPEN and one.last_day else None,
        facts=_facts(one),
        closing_days=static_view(tables.closing_days_table(one), "closing-days") if one.closing_days else None,
        expected_days=[(said, issue_words(said.when)) for said in one.expected_days if said.when],
        readings=sources.in_order(sources.readings(request.lens, [f"consultation:{one.key}"]).values()),
        changes=forms.offered(request, one),
    )


def closing(one: Consultation, day: date) -> dict[str, str]:
    """The closing day as the deadline macro shows it, on a day on which the consultation is open."""
    last = one.last_day
    issued = f"Issued {issue_clause(one.issued)}." if one.issued else "When it was issued is not known."
    if last is None:
        return {"due": "No closing day known", "iso": "", "rule": issued, "state": "open", "note": "", "length": ""}
    left = days_left(last, day)
    return {
        "due": f"{closing_words(last)}, {vocabulary.closes_at(last)}",
        "iso": last.isoformat(),
        "rule": issued,
        "state": "soon" if left <= SOON else "open",
        "note": tables.left_words(last, day),
        "length": f"{one.length} Working Days, both ends counted." if one.length else "",
    }


def _facts(one: Consultation) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts; what is not known is said."""
    sure = one.sure or {}
    issued = issue_words(one.issued) if one.issued else "on a day that is not known" if one.is_issued else "not issued"
    facts = [
        ("Issued", issued, sure.get("issued", "")),
        ("Issue expected", issue_words(one.expected_issue) if one.expected_issue else "", sure.get("expected", "")),
        ("Closing day", closing_words(one.closes) if one.closes else "not known", sure.get("closes", "")),
        ("Last day", closing_words(one.ended) if one.ended else "", sure.get("ended", "")),
        ("Length", f"{one.length} Working Days, both ends counted, bank holidays removed" if one.length else "", ""),
        ("Why", one.reason, ""),
    ]
    return [fact for fact in facts if fact[1]]
