"""The pages of releases: the calendar, and one release with its contents. Forms stand in `forms.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar import Deadline, format_date, parse_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.going_live import go_live
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import queries as register
from codeclerk.releases import forms, queries, tables, vocabulary
from codeclerk.releases.going_live import going_of
from codeclerk.releases.implementing import DecidedOn, Implementation, implementation
from codeclerk.releases.rules.contents import Release, Standing, counts, findings
from codeclerk.releases.rules.days import AdHoc
from codeclerk.releases.rules.options import Branch, branches_of, choose_release
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import TableView, static_view, table_response

PUBLISH = "legaltext.publish"
SOON = 10
"""A cut-off so many Working Days away is shown as due soon."""


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {"lens": request.lens, "viewer": request.viewer, **context}
    return render(request, f"releases/{template}", shown)


@require_safe
def releases(request: Request) -> HttpResponse:
    """Every release by day, past and coming, with what stands how in each; to sort, to filter and to download.

    `?decided=` a day and `?lead=` a lead time: which release a decision on that day leads to. `?proposal=` a proposal:
    how that one can be implemented.
    """
    calendar = queries.release_calendar(request.lens)
    day = request.lens.valid_at
    table = tables.releases_table(request, calendar.releases, day)
    shown = table_response(request, table, "releases", filters=("when",), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    coming = [one for one in calendar.releases if not one.is_past(day)]
    return _page(
        request,
        "releases.html",
        table=shown,
        coming=[(one, deadline(one.cut_off, day)) for one in coming if one.cut_off and day <= one.cut_off.due][:3],
        counts=counts,
        Standing=Standing,
        unmatched=static_view(tables.unmatched_table(request, calendar.unmatched), "unmatched")
        if calendar.unmatched
        else None,
        choice=_choice(request, calendar.releases),
        only_for=vocabulary.ad_hoc_flags(),
        lead_times=[(lead.id, _lead_words(lead, day)) for lead in vocabulary.lead_times()],
        keep=[(name, request.GET[name]) for name in ("as_at", "known_at") if request.GET.get(name)],
        with_dates=lambda href: with_dates(request, href),
    )


@require_safe
def release(request: Request, key: str) -> HttpResponse:
    """One release. Its address is its key; its name and its day lead there."""
    one = queries.release(request.lens, key)
    if one.key != key:
        query = request.META.get("QUERY_STRING", "")
        href = reverse("releases:release", args=[one.key])
        return HttpResponseRedirect(f"{href}?{query}" if query else href)
    day = request.lens.valid_at
    shown = table_response(request, tables.contents_table(request, one), f"release-{one.key}", filters=("standing",))
    if isinstance(shown, HttpResponse):
        return shown
    return _page(
        request,
        "release.html",
        release=one,
        table=shown,
        cut_off=deadline(one.cut_off, day) if one.cut_off and day <= one.cut_off.due else None,
        passed=one.cut_off if one.cut_off and day > one.cut_off.due else None,
        others=[_other(one, lead.id, request) for lead in vocabulary.lead_times()[1:]] if one.cut_off else [],
        findings=findings(one, day),
        readings=sources.in_order(sources.readings(request.lens, [f"release:{one.key}"]).values()),
        cost=static_view(tables.cost_table(one, one.cost), "cost") if one.cost and one.cost.efforts else None,
        changes=forms.offered(request, one),
        **_text(request, one),
        is_past=one.is_past(day),
        with_dates=lambda href: with_dates(request, href),
    )


def _text(request: Request, one: Release) -> dict[str, Any]:
    """What it does to the text of the code, and where a version of it is published; for whom may that."""
    found = go_live(request.lens, going_of(one))
    publish = ""
    if found is not None and found.waiting and PUBLISH in request.viewer.holds:
        chosen = [("proposal", waiting.key) for waiting in found.waiting]
        day = [("effective", found.going.day.isoformat())] if found.going.day else []
        publish = f"{reverse('legaltext:consolidate')}?{urlencode([*chosen, *day])}"
    return {"text": found, "publish": publish, "numbers": {entry.proposal: entry.number for entry in one.entries}}


def deadline(due: Deadline, day: date) -> dict[str, str]:
    """A cut-off that is to come as the deadline macro shows it, on a day."""
    left = due.remaining(day)
    if day >= due.due:
        state, note = "soon", "today"
    else:
        state, note = ("soon" if left <= SOON else "open"), f"in {left} Working Day{'s' if left != 1 else ''}"
    return {
        "due": format_date(due.due),
        "iso": due.due.isoformat(),
        "explanation": due.explanation,
        "rule": f"Inferred from printed cut-off dates ({due.clause})." if due.clause else "",
        "state": state,
        "note": note,
    }


def _lead_words(lead: Any, day: date) -> str:
    return f"{lead.name}, {lead.working_days.at(day).value} Working Days"


def _other(one: Release, lead: str, request: Request) -> tuple[str, Deadline]:
    """The cut-off by another lead time: its name, and the deadline."""
    day = one.day or one.looked_for
    return vocabulary.lead_time(lead).name, vocabulary.cut_off(day, lead, calendar_at(request.lens))


@dataclass(frozen=True)
class Choice:
    """The answer to "which release": what was typed, what is wrong with it, and what it leads to.

    `implementation` is the answer for a proposal, where one was typed; what its flags open counts then.
    """

    typed: str
    lead: str
    proposal: str = ""
    wrong: str = ""
    wrong_proposal: str = ""
    implementation: Implementation | None = None
    options: TableView | None = None
    register_href: str = ""
    decided: date | None = None
    release: Release | None = None
    cut_off: Deadline | None = None
    ad_hoc: AdHoc | None = None
    branches: tuple[tuple[Branch, str], ...] = ()


def _choice(request: Request, releases: tuple[Release, ...]) -> Choice:
    typed, lead_id = request.GET.get("decided", "").strip(), request.GET.get("lead", "")
    if proposal := request.GET.get("proposal", "").strip():
        return _choice_of(request, releases, typed, proposal)
    ids = [lead.id for lead in vocabulary.lead_times()]
    lead = vocabulary.lead_time(lead_id if lead_id in ids else "")
    if not typed:
        return Choice("", lead.id)
    try:
        decided = parse_date(typed)
        calendar = calendar_at(request.lens)
        scheduled = [replace(one, day=one.day or one.pattern_day) for one in releases if one.cut_off is not None]
        branches = branches_of(scheduled, lead, calendar)
        chosen = choose_release(decided, scheduled, lead, calendar)
        names = {one.key: one.full_name for one in releases}
        return Choice(
            typed,
            lead.id,
            decided=decided,
            release=chosen,
            cut_off=vocabulary.cut_off(chosen.day, lead.id, calendar) if chosen and chosen.day else None,
            ad_hoc=vocabulary.ad_hoc(decided, calendar),
            branches=tuple((one, names[one.release]) for one in branches if _is_near(one, decided)),
        )
    except Refused as refused:
        return Choice(typed, lead.id, wrong=_said(refused))


def _said(refused: Refused) -> str:
    return f"{refused.first.problem}. {refused.first.remedy.rstrip('.')}."


def _choice_of(request: Request, releases: tuple[Release, ...], typed: str, proposal: str) -> Choice:
    """The answer for a proposal: every way that its flags leave open, by all lead times."""
    lead = vocabulary.lead_time().id
    try:
        line = register.proposal(request.lens, proposal).line
    except Refused as refused:
        return Choice(typed, lead, proposal, wrong_proposal=_said(refused))
    try:
        found = implementation(request.lens, line, parse_date(typed) if typed else None, releases)
    except Refused as refused:
        return Choice(typed, lead, proposal, wrong=_said(refused))
    may = forms.MANAGE in request.viewer.holds and found.decided_on is DecidedOn.RECORDED
    is_there = any(one.release for one in found.shorter)
    return Choice(
        typed,
        lead,
        proposal,
        implementation=found,
        options=static_view(tables.options_table(request, found), "options"),
        register_href=f"{reverse('releases:ad_hoc')}?{urlencode({'proposal': found.number})}"
        if may and not is_there
        else "",
    )


def _is_near(branch: Branch, decided: date) -> bool:
    """The branches from the one that the decision is in on: what comes before is over."""
    return branch.last is None or branch.last >= decided
