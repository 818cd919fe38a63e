"""What is done with proposals: assessments, consultations, decisions, meetings and releases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from codeclerk.api import parameters, shapes
from codeclerk.api.answering import item, look, part
from codeclerk.api.endpoints.base import check, day_of, key_of, keys_of, reads
from codeclerk.assessments import queries as assessments_of
from codeclerk.assessments.answers import assessment_json
from codeclerk.assessments.rules import Standing as AssessmentStanding
from codeclerk.consultations import queries as consultations_of
from codeclerk.consultations import vocabulary as consultation_words
from codeclerk.consultations.answers import consultation_json
from codeclerk.decisions import queries as decisions_of
from codeclerk.decisions import vocabulary as decision_words
from codeclerk.decisions.answers import decision_json
from codeclerk.kernel.calendars import calendar_at
from codeclerk.meetings import queries as meetings_of
from codeclerk.meetings import vocabulary as meeting_words
from codeclerk.meetings.answers import course_json, meeting_json
from codeclerk.meetings.queries.running import course_of
from codeclerk.register import queries as register
from codeclerk.releases import queries as releases_of
from codeclerk.releases.answers import implementation_json, release_json
from codeclerk.releases.implementing import implementation
from codeclerk.releases.rules.contents import ReleaseKind


@reads("assessments", shapes.Assessments, "assessments", "assessments?type=IA&as_at=2021-03-05")
def assessments(request: HttpRequest, asked: Query[parameters.Assessments]) -> HttpResponse:
    """The Preliminary and Impact Assessments of the DCC, by proposal."""
    looking = look(request, asked)
    keys, day = keys_of(looking, asked.proposal), looking.lens.valid_at
    check(asked.standing, "standing", {one.value for one in AssessmentStanding})
    check(asked.type, "type", {"PA", "IA"})
    return part(
        looking,
        asked.limit,
        lambda: (
            one
            for one in assessments_of.assessments(looking.lens)
            if (not keys or one.proposal in keys)
            and asked.type in ("", one.kind)
            and asked.standing in ("", one.standing(day).value)
        ),
        lambda one: assessment_json(one, day, calendar_at(looking.lens)),
    )


@reads("assessments/{key}", shapes.OneAssessment, "assessments", "assessments/0107-IA-1?as_at=2021-03-05")
def assessment(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One assessment, by its key."""
    looking = look(request, asked, key=key)
    lens = looking.lens
    return item(
        looking, lambda: assessment_json(assessments_of.assessment(lens, key), lens.valid_at, calendar_at(looking.lens))
    )


@reads("consultations", shapes.Consultations, "consultations", "consultations?kind=refinement&as_at=2021-03-05")
def consultations(request: HttpRequest, asked: Query[parameters.Consultations]) -> HttpResponse:
    """The consultations, planned, open and closed, by issue."""
    looking = look(request, asked)
    keys = keys_of(looking, asked.proposal)
    kinds = (consultation_words.kind(asked.kind).id,) if asked.kind else ()
    check(asked.standing, "standing", {one.value for one in consultations_of.Standing} - {"dropped"})
    return part(
        looking,
        asked.limit,
        lambda: (
            one
            for one in consultations_of.consultations(looking.lens, kinds=kinds)
            if (not keys or one.proposal in keys) and asked.standing in ("", one.standing.value)
        ),
        consultation_json,
    )


@reads("consultations/{key}", shapes.OneConsultation, "consultations", "consultations/0144-refinement-1")
def consultation(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One consultation, by its key."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: consultation_json(consultations_of.consultation(looking.lens, key)))


@reads("decisions", shapes.Decisions, "decisions", "decisions?body=change_board&first=2021-02-01&last=2021-02-28")
def decisions(request: HttpRequest, asked: Query[parameters.Decisions]) -> HttpResponse:
    """The decisions of the Panel, its committees and the Authority, by day."""
    looking = look(request, asked)
    keys, first, last = keys_of(looking, asked.proposal), day_of(asked.first), day_of(asked.last)
    check(asked.body, "body", {one.id for one in decision_words.deciding()})
    outcomes = (decision_words.outcome(asked.outcome).id,) if asked.outcome else ()
    bodies = (asked.body,) if asked.body else ()
    return part(
        looking,
        asked.limit,
        lambda: (
            one
            for one in decisions_of.decisions(looking.lens, bodies=bodies, outcomes=outcomes, first=first, last=last)
            if not keys or one.proposal in keys
        ),
        decision_json,
    )


@reads("decisions/{key}", shapes.OneDecision, "decisions", "decisions/change_board-2021-02-23-0077-approved")
def decision(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One decision, by its key."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: decision_json(decisions_of.decision(looking.lens, key)))


@reads("meetings", shapes.Meetings, "meetings", "meetings?body=panel&as_at=2021-03-05")
def meetings(request: HttpRequest, asked: Query[parameters.Meetings]) -> HttpResponse:
    """The meetings of bodies, planned and held, by day."""
    looking = look(request, asked)
    keys, first, last = keys_of(looking, asked.proposal), day_of(asked.first), day_of(asked.last)
    check(asked.body, "body", {one.id for one in meeting_words.that_meet()})
    check(asked.state, "state", {"planned", "held"})
    return part(
        looking,
        asked.limit,
        lambda: (
            one
            for one in meetings_of.meetings(looking.lens, body=asked.body or None, first=first, last=last)
            if (not keys or any(entry.proposal in keys for entry in one.agenda))
            and asked.state in ("", one.state.value)
        ),
        meeting_json,
    )


@reads("meetings/{key}", shapes.OneMeeting, "meetings", "meetings/panel-2021-03-12?as_at=2021-03-05")
def meeting(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One meeting, by its key, with its agenda and what happened at it."""
    looking = look(request, asked, key=key)

    def whole() -> dict[str, Any]:
        one = meetings_of.meeting(looking.lens, key)
        return meeting_json(one) | course_json(course_of(looking.lens, one))

    return item(looking, whole)


@reads("releases", shapes.Releases, "releases", "releases?as_at=2021-03-05")
def releases(request: HttpRequest, asked: Query[parameters.Releases]) -> HttpResponse:
    """The releases with what is in each, by day."""
    looking = look(request, asked)
    check(asked.kind, "kind", {one.value for one in ReleaseKind})
    return part(
        looking,
        asked.limit,
        lambda: (one for one in releases_of.releases(looking.lens) if asked.kind in ("", one.kind.value)),
        release_json,
    )


@reads("releases/{key}", shapes.OneRelease, "releases", "releases/2021-06?as_at=2021-03-05")
def release(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One release, by its key, its name or its day."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: release_json(releases_of.release(looking.lens, key)))


@reads(
    "proposals/{ref}/implementation",
    shapes.OneImplementation,
    "releases",
    "proposals/MP106/implementation?as_at=2021-03-05",
)
def proposal_implementation(request: HttpRequest, ref: str, asked: Query[parameters.Implementation]) -> HttpResponse:
    """How a proposal can be implemented: the ways that its flags leave open, and the release that each leads to."""
    looking, decided = look(request, asked, ref=ref), day_of(asked.decided)
    lens = looking.lens
    return item(
        looking,
        lambda: implementation_json(
            implementation(lens, register.proposal_of(lens, key_of(looking, ref)).line, decided)
        ),
    )
