"""The form that plans a body's meetings of several months: which body and months, then one day for each month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse

from codeclerk.kernel.calendar import Calendar, DateStyle, format_date
from codeclerk.kernel.calendar.dates import parse_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import PUBLIC
from codeclerk.meetings import queries
from codeclerk.meetings.commands.calendar import NO_PATTERN, PlanCalendar
from codeclerk.meetings.commands.meetings import meeting_body
from codeclerk.meetings.rules.calendar import Proposed, holiday_words, proposed
from codeclerk.meetings.tables.calendar import bodies
from codeclerk.meetings.views.meetings import page
from codeclerk.people.middleware import Request
from codeclerk.ui.act_fields import InParts
from codeclerk.ui.act_forms import ActPage, act_form

NONE = "none"


def plan(request: Request) -> HttpResponse:
    """Plan a calendar: without `?body=`, `?first=` and `?last=` the page asks for those."""
    if request.viewer.key == PUBLIC.key:
        return redirect_to_login(request.get_full_path())
    asked = {name: request.GET.get(name, "") for name in ("body", "first", "last")}
    if not all(asked.values()):
        return _ask(request, asked)
    try:
        body, first, last = meeting_body(asked["body"]), parse_date(asked["first"]), parse_date(asked["last"])
    except Refused as refused:
        return _ask(request, asked, str(refused.first))
    calendar = calendar_at(request.lens)
    had = {(one.day.year, one.day.month) for one in queries.meetings(request.lens, body=body.id)}
    offers = [
        one
        for one in proposed(body, max(first, request.lens.valid_at), last, calendar)
        if (one.month.year, one.month.month) not in had
    ]
    if not offers:
        return _ask(request, asked, str(NO_PATTERN.refuse(body.name).first) if not body.meets else _NOTHING)
    fields = {str(n): _field(one, calendar) for n, one in enumerate(offers)}
    return act_form(
        request,
        PlanCalendar,
        actor=request.viewer.key,
        fixed={"body": body.id, "first": first, "last": last, "sure": "stated"},
        in_parts={"days": InParts(fields, _joined)},
        initial={f"days__{n}": one.day.isoformat() for n, one in enumerate(offers)},
        page=ActPage(
            lead=f"{body.name}, {format_date(first)} to {format_date(last)}. One meeting in each month.",
            crumbs=[("Meetings", reverse("meetings:meetings"))],
            cancel=reverse("meetings:calendar") + f"?body={body.id}",
            done="The calendar is planned",
        ),
        done=lambda outcome: f"{reverse('meetings:calendar')}?body={body.id}&year={offers[0].day.year}",
    )


_NOTHING = "Every month of that time has a meeting already, or has passed. Choose a longer time."


def _ask(request: Request, asked: Mapping[str, str], problem: str = "") -> HttpResponse:
    on = request.lens.valid_at
    usual = {"body": "", "first": on.isoformat(), "last": date(on.year, 12, 31).isoformat()}
    given = {name: asked[name] or usual[name] for name in usual}
    shown = page(request, "plan_calendar.html", bodies=bodies(), given=given, problem=problem)
    shown.status_code = 422 if problem else 200
    return shown


def _field(one: Proposed, calendar: Calendar) -> forms.Field:
    """The days to choose from in one month; what no Working Day is says so."""
    days = sorted({*one.choice, one.day})
    choices = [(day.isoformat(), _label(day, calendar)) for day in days]
    return forms.ChoiceField(label=str(one.month), choices=[*choices, (NONE, "No meeting")], help_text=one.why)


def _label(day: date, calendar: Calendar) -> str:
    return holiday_words(day, calendar).rstrip(".") or format_date(day, DateStyle.WEEKDAY)


def _joined(typed: Mapping[str, Any]) -> Any:
    return [day for day in typed.values() if day != NONE]
