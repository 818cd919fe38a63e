"""The pages of meetings: when each committee met and meets, and one meeting. Forms stand in `forms.py`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.decisions import queries as decisions
from codeclerk.decisions.rules.values import meeting_key
from codeclerk.decisions.tables import made_table, put_table
from codeclerk.kernel.calendar import DateStyle, format_date
from codeclerk.kernel.lens import Classification
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.forms import meetings as forms
from codeclerk.meetings.queries.running import Course, course_of
from codeclerk.meetings.reports import headline
from codeclerk.meetings.rules import ahead
from codeclerk.meetings.rules.meetings import Meeting, State, rule_sure
from codeclerk.meetings.tables import ahead as ahead_tables
from codeclerk.meetings.tables import meetings as tables
from codeclerk.meetings.tables import running
from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.queries.organisations import names_as_at
from codeclerk.people.queries.persons import persons_named
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import TableView, static_view, table_response
from codeclerk.ui.tables import Empty, Link
from codeclerk.ui.words import plural
from codeclerk.votes import queries as votes
from codeclerk.votes.tables import votes_table

NO_VOTE = Empty("No vote", "None is held at this meeting.")
NOTHING = "None was in the record on the day that this page looks at."


def page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"meetings/{template}", shown)


@require_safe
def meetings(request: Request) -> HttpResponse:
    """The last and the next meeting of each committee, and the calendar of all, to filter and to download."""
    every = queries.meetings(request.lens)
    table = tables.meetings_table(request, every, _empty(request))
    shown = table_response(request, table, "meetings", filters=("body", "state"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    committees = tables.committees_table(request, every)
    on = request.lens.valid_at
    coming = [one for one in every if one.state is State.PLANNED and one.day >= on]
    papers = [one for one in coming if one.paper_day is not None and one.paper_day >= on]
    first = min(papers, key=lambda one: (one.paper_day or one.day, one.body)) if papers else None
    return page(
        request,
        "meetings.html",
        table=shown,
        committees=static_view(committees, "committees") if committees.rows else None,
        next=coming[0] if coming else None,
        next_papers=first,
        papers_sure=rule_sure(vocabulary.body_by_id(first.body), "papers_before", first.day) if first else "",
        long=lambda day: format_date(day, DateStyle.WEEKDAY),
    )


@require_safe
def papers_due(request: Request) -> HttpResponse:
    """The papers that meetings to come need, by their Paper Day, to sort and to download."""
    lens = request.lens
    every = queries.meetings(lens, first=lens.valid_at)
    due = ahead.papers_due(every, decisions.presented(lens, body=""), lens.valid_at)
    table = ahead_tables.papers_due_table(request, due)
    shown = table_response(request, table, "papers-due", filters=("standing",))
    if isinstance(shown, HttpResponse):
        return shown
    return page(
        request,
        "papers_due.html",
        table=shown,
        without=ahead.without_papers(every, due, lens.valid_at),
        long=lambda day: format_date(day, DateStyle.WEEKDAY),
    )


@require_safe
def agendas(request: Request) -> HttpResponse:
    """The provisional agendas of meetings to come, each from the day on which it is announced."""
    lens = request.lens
    found = ahead.provisional_agendas(queries.meetings(lens, first=lens.valid_at), lens.valid_at)
    shown = table_response(request, ahead_tables.agendas_table(request, found), "agendas", filters=("standing",))
    return shown if isinstance(shown, HttpResponse) else page(request, "agendas.html", table=shown)


def _empty(request: Request) -> Empty:
    if forms.MANAGE in request.viewer.holds:
        return Empty("No meeting yet", NOTHING, action=Link("Plan one", reverse("meetings:plan")))
    return Empty("No meeting yet", NOTHING)


@require_safe
def meeting(request: Request, key: str) -> HttpResponse:
    """One meeting: its day and Paper Day, its agenda, what is put to it, what was decided, and what sources say.

    The reference of a committee's paper leads to its meeting: `/meetings/SECP_74_1511/`.
    """
    lens = request.lens
    cited = queries.by_reference(lens, key)
    if cited is not None:
        return redirect(with_dates(request, reverse("meetings:meeting", args=[cited.key])))
    one = queries.meeting(lens, key)
    put = decisions.presented(lens, body=one.body, meeting=one.day)
    made = decisions.decisions(lens, bodies=(one.body,), first=one.day, last=one.day)
    subjects = {f"meeting:{one.key}", f"meeting:{meeting_key(one.body, one.day)}"}
    readings = sources.in_order(sources.readings(lens, subjects).values())
    course = course_of(lens, one)
    table = running.agenda_table(request, course, made)
    agenda = table_response(request, table, f"agenda-{one.key}")
    if isinstance(agenda, HttpResponse):
        return agenda
    voted = votes.at_meeting(lens, one.body, one.day)
    manages = forms.MANAGE in request.viewer.holds
    return page(
        request,
        "meeting.html",
        one=one,
        state=tables.state_tag(one, lens.valid_at),
        heading=f"{one.name}, {format_date(one.day)}",
        facts=_facts(one),
        agenda=agenda if course.items else None,
        closed=running.closed_words(course.closed),
        course=course,
        packs=[mark.value for mark in Classification if mark in request.viewer.may_see] if course.items else [],
        there=_there(request, course),
        interests=_interests(request, one, course),
        actions=static_view(running.actions_table(request, course.actions, where=False, changes=manages), "given")
        if course.actions
        else None,
        headline=headline.ask(one),
        votes=static_view(votes_table(request, voted, NO_VOTE), "votes") if voted else None,
        runs=manages and one.state is not State.DROPPED,
        put=static_view(put_table(request, put), "put") if put else None,
        decided=static_view(made_table(request, made), "decided") if made else None,
        days=static_view(tables.days_table(one.days), "days") if len(one.days) > 1 else None,
        readings=readings,
        findings=decisions.findings_in(lens, readings, made),
        changes=forms.offered(request, one),
    )


def _there(request: Request, course: Course) -> TableView | None:
    """Who was there, by seat and organisation; persons for who keeps the meetings. Two queries at most."""
    if not course.there:
        return None
    keys = {one.organisation for one in course.there} - {""}
    organisations = names_as_at(request.lens, keys) if keys else {}
    people = {one.person for one in course.there} - {""} if forms.MANAGE in request.viewer.holds else set()
    named = {key: one.label for key, one in persons_named(request.lens, people).items()} if people else {}
    return static_view(running.attendance_table(course.there, organisations, named), "seats")


def _interests(request: Request, one: Meeting, course: Course) -> TableView | None:
    found = [(one, line.called, interest) for line, interest in course.interests]
    return static_view(running.interests_table(request, found, where=False), "declared") if found else None


def _facts(one: Meeting) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts. A day by a rule of the pack is as sure as that rule."""
    body = vocabulary.body_by_id(one.body)
    day = format_date(one.day, DateStyle.WEEKDAY)
    facts = [
        ("Day", day, one.sure if one.sure in ("inferred", "unverified") else ""),
        ("How it was held" if one.state is State.HELD else "How it is held", vocabulary.mode_label(one.mode), ""),
        ("Number", str(one.number) if one.number else "", "inferred"),
        ("Paper Day", _paper_words(one), rule_sure(body, "papers_before", one.day)),
        (
            "Provisional agenda announced",
            format_date(one.agenda_announced, DateStyle.WEEKDAY) if one.agenda_announced else "",
            "",
        ),
        (
            "Provisional agenda, by the rule",
            format_date(one.agenda_due, DateStyle.WEEKDAY) if one.agenda_due and not one.agenda_announced else "",
            rule_sure(body, "agenda_before", one.day),
        ),
        ("Usually meets", one.pattern_words, "inferred"),
        ("Why", one.reason, ""),
        ("Note", " ".join(one.notes), ""),
    ]
    return [fact for fact in facts if fact[1]]


def _paper_words(one: Meeting) -> str:
    """`Friday 5 March 2021, 5 Working Days before the meeting`."""
    body = vocabulary.body_by_id(one.body)
    if one.paper_day is None or body is None or body.papers_before is None:
        return ""
    days = plural(body.papers_before.at(one.day).value, "Working Day")
    return f"{format_date(one.paper_day, DateStyle.WEEKDAY)}, {days} before the meeting"
