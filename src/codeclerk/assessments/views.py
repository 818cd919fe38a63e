"""The pages of assessments: what is open, what waits, what came in, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.assessments import find, forms, queries, tables
from codeclerk.assessments.rules import (
    Assessment,
    Doubt,
    DoubtKind,
    Standing,
    Window,
    beside,
    doubts,
    duration,
    open_on,
    returned_in,
    summary,
    twelve_months_to,
    waiting_on,
)
from codeclerk.kernel.calendar.dates import Month, format_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.packs.base import Sure
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.tables import history_table
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import TableView, static_view, table_response
from codeclerk.ui.tables import Empty, Link, Table
from codeclerk.ui.words import plural

SOON = 3
"""With so many Working Days left or fewer, a due date is shown as due soon."""
DOUBTS = {
    DoubtKind.TARGET_OF_OTHER_TYPE: "A source prints a target of {printed}; the target of its type is {computed}.",
    DoubtKind.DUE_DATE_DIFFERS: "A source prints another due date than the one that follows from the acceptance. {why}",
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


# --- the list -----------------------------------------------------------------


@require_safe
def assessments(request: Request) -> HttpResponse:
    """The summary of twelve months; what is open, what waits for acceptance, what came in; and every one. Each of these
    is a table to sort and download."""
    every = queries.assessments(request.lens)
    day = request.lens.valid_at
    window = _window(day)
    shown: dict[str, TableView] = {}
    for name, table, more in _tables(request, every, window):
        response = table_response(request, table, name, **more)
        if isinstance(response, HttpResponse):
            return response
        shown[name] = response
    return _page(
        request,
        "assessments.html",
        tables=shown,
        total=len(every),
        window=window,
        tiles=_tiles(every, window, request),
        said=[one for one in open_on(every, day) if one.commentary],
        since=returned_in(every, Window(window.end + timedelta(days=1), day)),
        late=sum(1 for one in every if one.is_late(day)),
        may_manage=forms.MANAGE in request.viewer.holds,
    )


def _window(day: date) -> Window:
    """The 12 months to the end of the last whole month, as the status reports take them (CSR:267)."""
    last = day.replace(day=1) - timedelta(days=1)
    return twelve_months_to(Month(last.year, last.month))


def _tables(
    request: Request, every: tuple[Assessment, ...], window: Window
) -> Iterable[tuple[str, Table, dict[str, Any]]]:
    """(name, table, how it is shown) of each table of the page; the prefix of its parameters is in the last."""
    day = request.lens.valid_at

    def made(
        name: str, caption: str, found: Iterable[Assessment], keys: tuple[str, ...], empty: Empty
    ) -> tuple[str, Table, dict[str, Any]]:
        wanted = tables.FILE if request.GET.get(f"{name}-format") else keys
        table = tables.table_of(request, caption, found, wanted, empty)
        return f"assessments-{name}", table, {"prefix": f"{name}-"}

    on = format_date(day)
    yield made(
        "open",
        "Open assessments",
        open_on(every, day),
        tables.OPEN,
        Empty("Nothing is open", f"No assessment was accepted and not returned at the end of {on}."),
    )
    yield made(
        "waiting",
        "Requests that are not accepted",
        waiting_on(every, day),
        tables.WAITING,
        Empty("No request waits", "The DCC has accepted every request that is in the record."),
    )
    yield made(
        "completed",
        f"Returned from {format_date(window.start)} to {format_date(window.end)}",
        returned_in(every, window),
        tables.COMPLETED,
        Empty("None came in", "No assessment was returned in these twelve months, as far as the record goes."),
    )
    keys = tables.FILE if request.GET.get("format") else tables.EVERY
    table = tables.table_of(request, "Assessments", every, keys, _empty(request))
    yield "assessments", table, {"filters": ("type", "standing"), "searchable": True, "per_page": 25}


def _tiles(every: tuple[Assessment, ...], window: Window, request: Request) -> list[dict[str, Any]]:
    """The four lines of the status report's summary, with the means of both counts."""
    day = request.lens.valid_at
    names = {one.id: one.plural or one.name for one in find.types()}
    tones = {Standing.OPEN: "good", Standing.RETURNED: "grey"}
    return [
        {
            "figure": row.total,
            "label": f"{names[row.kind]} {'open' if row.standing is Standing.OPEN else 'returned in 12 months'}",
            "tone": tones[row.standing],
            "note": tables.average_words(row),
        }
        for row in summary(every, window, day, calendar_at(request.lens))
    ]


def _empty(request: Request) -> Empty:
    why = "None was in the record on the day that this page looks at."
    if forms.MANAGE in request.viewer.holds:
        return Empty("No assessment yet", why, action=Link("Request one", reverse("assessments:request")))
    return Empty("No assessment yet", why)


# --- one assessment -----------------------------------------------------------


@require_safe
def assessment(request: Request, key: str) -> HttpResponse:
    """One assessment: its clock with its explanation, every step, both counts, what sources print beside what is
    computed, doubts, and its history in words. Its address is its key; proposal and type lead there."""
    one = queries.assessment(request.lens, key)
    if one.key != key:
        query = request.META.get("QUERY_STRING", "")
        href = reverse("assessments:assessment", args=[one.key])
        return HttpResponseRedirect(f"{href}?{query}" if query else href)
    day, calendar = request.lens.valid_at, calendar_at(request.lens)
    readings = sources.in_order(sources.readings(request.lens, [f"assessment:{one.key}"]).values())
    return _page(
        request,
        "assessment.html",
        one=one,
        tags=tables.standing_value(one, day),
        clock=_clock(request, one),
        missed=one.missed_expectation(day),
        facts=_facts(request, one),
        steps=static_view(tables.steps_table(queries.step_lines(request.lens, one.key)), "steps"),
        doubts=[doubt_words(found) for found in doubts(one, calendar)],
        readings=readings,
        printed=static_view(tables.beside_table(request, beside(one, readings, calendar)), "printed"),
        history=static_view(history_table(queries.history(request.lens, one.key)), "history"),
        changes=forms.offered(request, one),
    )


def doubt_words(found: Doubt) -> str:
    """What does not fit, as a sentence."""
    return DOUBTS[found.kind].format(printed=found.printed, computed=found.computed, why=found.why)


def _clock(request: Request, one: Assessment) -> dict[str, Any] | None:
    """The due date as the deadline macro shows it, with how it was counted; None before acceptance."""
    if one.deadline is None or one.accepted is None:
        return None
    clock = find.type_of(one.kind).clock.at(one.accepted.day)
    inferred = " How it is counted is inferred from printed dates." if clock.sure is Sure.INFERRED else ""
    target = plural(one.deadline.working_days, "Working Day")
    state, note = _state(one, request.lens.valid_at)
    return {
        "due": format_date(one.deadline.due),
        "iso": one.deadline.due.isoformat(),
        "rule": f"{target} from acceptance ({one.deadline.clause}).{inferred}",
        "explanation": (one.deadline.explanation,),
        "state": state,
        "note": note,
    }


def _state(one: Assessment, day: date) -> tuple[str, str]:
    """How the due date stands on a day, and in words how far away it is."""
    if one.deadline is None or one.standing(day) is Standing.NOT_REQUIRED:
        return "stopped", "not required"
    if one.returned is not None and one.returned <= day:
        return ("met" if one.is_met() else "late"), f"returned on {format_date(one.returned)}"
    if one.is_late(day):
        overdue = one.overdue(day)
        return "late", f"{overdue} WD past the due date" if overdue else f"expected {one.slip()} WD late"
    left = one.deadline.remaining(day)
    if one.deadline.due == day:
        return "soon", "today"
    return ("soon" if left <= SOON else "open"), f"{plural(left, 'Working Day')} left"


def _facts(request: Request, one: Assessment) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts; what is not known is said."""
    day = request.lens.valid_at
    length = duration(one, day, calendar_at(request.lens))
    inferred = "inferred" if one.is_inferred else ""
    earlier = f" (before: {', '.join(map(format_date, one.expected[:-1]))})" if one.expected[1:] else ""
    is_over = one.standing(day).is_over
    published = f"{length.published} WD: weekdays, both ends, bank holidays not removed" if length else ""
    without = f"{length.working_days} WD: bank holidays of England and Wales removed" if length else ""
    was_asked = one.standing(day) is not Standing.NOT_REQUESTED and one.standing(day) is not Standing.NOT_REQUIRED
    facts = [
        ("DCC Change Request", one.change_request, ""),
        ("Cost approved", _day(one.cost_approved), ""),
        ("Requested", _day(one.requested) or ("on a day that is not known" if was_asked else ""), ""),
        ("Accepted", _day(one.accepted.day if one.accepted else None) or "not accepted", inferred),
        ("Target", _target(one), ""),
        ("Expected", f"{_day(one.expected[-1])}{earlier}" if one.expected and not is_over else "", ""),
        ("Interim versions", ", ".join(map(format_date, one.interim)), ""),
        ("Returned", _day(one.returned), ""),
        ("Not required", _day(one.not_required), ""),
        ("Why", one.reason, ""),
        ("Duration as published", published, inferred),
        ("Duration without holidays", without, inferred),
        ("In time", _in_time(one, day), inferred),
        ("Last said", one.commentary if not one.reason else "", ""),
    ]
    return [fact for fact in facts if fact[1]]


def _target(one: Assessment) -> str:
    """The target with how it is counted; empty where no clock runs."""
    if one.target is None or one.target_convention is None:
        return ""
    return f"{plural(one.target, 'Working Day')} from acceptance, {tables.counted(one.target_convention)}"


def _in_time(one: Assessment, day: date) -> str:
    """Whether it came by its due date, and how the days by which it is late are counted."""
    said = tables.in_time(one, day) or ""
    is_count = "WD" in said and one.slip_convention is not None
    return f"{said}, counted from the due date, not with it" if is_count else said


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
