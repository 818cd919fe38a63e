"""The pages of assessments: the summary, what is open, what came in, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.assessments import forms, queries, tables
from codeclerk.assessments.rules import (
    Assessment,
    Doubt,
    DoubtKind,
    Standing,
    Window,
    doubts,
    duration,
    summary,
    twelve_months_to,
)
from codeclerk.kernel.calendar.dates import Month, format_date
from codeclerk.people.middleware import Request, with_dates
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link

DOUBTS = {
    DoubtKind.TARGET_OF_OTHER_TYPE: "A source prints a target of {printed}; the target of its type is {computed}.",
    DoubtKind.DUE_DATE_DIFFERS: "A source prints {printed} as due date; counted from the acceptance it is {computed}.",
    DoubtKind.DURATION_DIFFERS: "A source prints a duration of {printed}; counted in the same way it is {computed}.",
}


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"assessments/{template}", shown)


@require_safe
def assessments(request: Request) -> HttpResponse:
    """What is open and what waits for acceptance, the summary of twelve months, and every one to sort and download."""
    every = queries.assessments(request.lens)
    day = request.lens.valid_at
    table = tables.assessments_table(request, "Assessments", every, _empty(request))
    shown = table_response(request, table, "assessments", filters=("type", "standing", "met"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    waiting = [one for one in every if one.standing(day) in (Standing.REQUESTED, Standing.QUERIED)]
    is_open = [one for one in every if one.standing(day) is Standing.OPEN]
    return _page(
        request,
        "assessments.html",
        table=shown,
        total=len(every),
        window=_window(day),
        tiles=_tiles(every, request),
        open=[(one, card(request, one)) for one in sorted(is_open, key=lambda one: (not one.is_late(day), one.key))],
        waiting=[(one, tables.STANDINGS[one.standing(day)]) for one in waiting],
    )


def _window(day: date) -> Window:
    """The 12 months to the end of the last whole month, as the status reports take them (CSR:267)."""
    last = day.replace(day=1) - timedelta(days=1)
    return twelve_months_to(Month(last.year, last.month))


def _tiles(every: tuple[Assessment, ...], request: Request) -> list[dict[str, Any]]:
    """The four lines of the status report's summary, with the mean of their published durations."""
    day = request.lens.valid_at
    rows = summary(every, _window(day), day, tables.calendar_of(request))
    tones = {Standing.OPEN: "good", Standing.RETURNED: "grey"}
    return [
        {
            "figure": row.total,
            "label": f"{row.kind} {'open' if row.standing is Standing.OPEN else 'returned in 12 months'}",
            "tone": tones[row.standing],
            "note": f"{row.average} WD on average" if row.average is not None else "none to average",
        }
        for row in rows
    ]


def _empty(request: Request) -> Empty:
    why = "None was in the record on the day that this page looks at."
    if forms.MANAGE in request.viewer.holds:
        return Empty("No assessment yet", why, action=Link("Request one", reverse("assessments:request")))
    return Empty("No assessment yet", why)


@require_safe
def assessment(request: Request, key: str) -> HttpResponse:
    """One assessment: its clock with its explanation, every step, both counts, what sources print, and doubts."""
    one = queries.assessment(request.lens, key)
    day, calendar = request.lens.valid_at, tables.calendar_of(request)
    lines = queries.step_lines(request.lens, key)
    return _page(
        request,
        "assessment.html",
        one=one,
        tags=tables.standing_value(one, day),
        clock=card(request, one) if one.deadline else None,
        facts=_facts(request, one),
        length=duration(one, day, calendar),
        steps=static_view(tables.steps_table(lines), "steps"),
        doubts=[doubt_words(found) for found in doubts(one, day, calendar)],
        readings=sources.in_order(sources.readings(request.lens, [f"assessment:{one.key}"]).values()),
        changes=forms.offered(request, one),
    )


def doubt_words(found: Doubt) -> str:
    """What does not fit, as a sentence."""
    return DOUBTS[found.kind].format(printed=found.printed, computed=found.computed)


def card(request: Request, one: Assessment) -> dict[str, Any]:
    """The due date as the deadline macro shows it, with how it was counted and when it is expected now."""
    day = request.lens.valid_at
    if one.deadline is None:
        return {}
    slip = one.slip()
    said = [f"Expected on {format_date(one.expected[-1])}."] if one.expected and one.returned is None else []
    if one.returned is not None and one.returned <= day:
        note = f"returned {format_date(one.returned)}"
    else:
        note = f"{slip} WD" if slip else ""
    return {
        "due": format_date(one.deadline.due),
        "iso": one.deadline.due.isoformat(),
        "rule": one.deadline.explanation,
        "state": "late" if one.is_late(day) else "met" if one.is_met() else "open",
        "note": note,
        "said": " ".join([*said, *([one.commentary] if one.commentary else [])]),
    }


def _facts(request: Request, one: Assessment) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts; what is not known is said."""
    length = duration(one, request.lens.valid_at, tables.calendar_of(request))
    accepted = "inferred" if one.accepted and one.accepted.is_inferred else ""
    facts = [
        ("DCC Change Request", one.change_request, ""),
        ("Cost approved", format_date(one.cost_approved) if one.cost_approved else "", ""),
        ("Requested", format_date(one.requested) if one.requested else "on a day that is not known", ""),
        ("Accepted", format_date(one.accepted.day) if one.accepted else "not accepted", accepted),
        ("Target", f"{one.target} Working Days" if one.target is not None else "", ""),
        ("Expected", format_date(one.expected[-1]) if one.expected and not one.returned else "", ""),
        ("Returned", format_date(one.returned) if one.returned else "", ""),
        ("Not required", format_date(one.not_required) if one.not_required else "", ""),
        ("Why", one.reason, ""),
        (
            "Duration",
            f"{length.published} WD as published (weekdays, both ends, bank holidays not removed); "
            f"{length.working_days} WD with bank holidays removed"
            if length
            else "",
            accepted,
        ),
        ("In time", tables.in_time(one, request.lens.valid_at) or "", accepted),
    ]
    return [fact for fact in facts if fact[1]]
