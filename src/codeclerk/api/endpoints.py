"""The endpoints of `/api/v1/`. Each one checks its parameters, looks through the lens, and lets a folder answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from codeclerk.api import answers, parameters, queries, shapes
from codeclerk.api.answering import DESCRIPTION, Looking, answer, head, item, listed, look, part, problem, unreadable
from codeclerk.api.rules import (
    BAD_CURSOR,
    NOT_SEALED,
    UNKNOWN_CLAIM,
    WRONG_VALUE,
    check_value,
    read_position,
)
from codeclerk.assessments import queries as assessments_of
from codeclerk.assessments.answers import assessment_json
from codeclerk.assessments.rules import Standing as AssessmentStanding
from codeclerk.consultations import queries as consultations_of
from codeclerk.consultations import vocabulary as consultation_words
from codeclerk.consultations.answers import consultation_json
from codeclerk.decisions import queries as decisions_of
from codeclerk.decisions import vocabulary as decision_words
from codeclerk.decisions.answers import decision_json
from codeclerk.kernel.calendar import Calendar, london_day, parse_date
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.events import event_types
from codeclerk.meetings import queries as meetings_of
from codeclerk.meetings import vocabulary as meeting_words
from codeclerk.meetings.answers import course_json, meeting_json
from codeclerk.meetings.queries.running import course_of
from codeclerk.papers import queries as papers_of
from codeclerk.progression import answers as progression_answers
from codeclerk.progression import queries as progression
from codeclerk.register import answers as register_answers
from codeclerk.register import queries as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.rules.numbers import whole_of
from codeclerk.releases import queries as releases_of
from codeclerk.releases.answers import release_json
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.sources.answers import claim_json

api = NinjaAPI(
    title="Codeclerk",
    version="1",
    description=(
        "The record of an industry code's change process, to read. Every answer looks at one day, as known at one "
        "instant, and shows what is open to the reader; without signing in, what is public."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="codeclerk_api_v1",
)
Function = TypeVar("Function", bound=Callable[..., Any])


def _reads(path: str, shape: type[Schema], tag: str, example: str) -> Callable[[Function], Function]:
    """An endpoint that tells something. `example` is an address below `/api/v1/` that shows it."""
    responses = {200: shape, 404: shapes.Problem, 422: shapes.Problem}

    def register_it(function: Function) -> Function:
        lines = (function.__doc__ or "").strip().splitlines()
        made: Function = api.get(
            path,
            response=responses,
            tags=[tag],
            by_alias=True,
            operation_id=function.__name__,
            summary=lines[0],
            openapi_extra={"x-example": example},
        )(function)
        return made

    return register_it


# --- proposals ------------------------------------------------------------------


@_reads("proposals", shapes.Proposals, "proposals", "proposals?stage=refine&limit=2")
def proposals(request: HttpRequest, asked: Query[parameters.Proposals]) -> HttpResponse:
    """The proposals in the register, narrowed and in an order."""
    looking = look(request, asked)
    filters = register.Filters(
        words=asked.q,
        stages=tuple(register_words.stage(one).id for one in asked.stage),
        statuses=tuple(
            check_value("status", one, {id for _, id in register_words.status_names()}) for one in asked.status
        ),
        paths=tuple(register_words.path(one).id for one in asked.path),
        flags=tuple(register_words.flag(one).id for one in asked.flag),
        documents=tuple(register_words.document(one, "document") for one in asked.document),
        systems=tuple(register_words.system(one, "system") for one in asked.system),
        parties=tuple(register_words.party(one, "party") for one in asked.party),
        releases=tuple(asked.release),
        proposers=tuple(asked.proposer),
        raised_from=_day(asked.raised_from),
        raised_to=_day(asked.raised_to),
        is_held=asked.held,
        is_pre_decision=asked.pre_decision,
        with_split=asked.split,
    )
    check_value("order", asked.order.removeprefix("-"), register.ORDERS)

    def make() -> dict[str, Any]:
        found = register.page_of(looking.lens, filters, asked.order, looking.first, asked.limit)
        return listed(looking, [register_answers.line_json(line) for line in found.lines], found.total)

    return answer(looking, make)


@_reads("proposals/{ref}", shapes.OneProposal, "proposals", "proposals/MP107?as_at=2021-03-05")
def proposal(request: HttpRequest, ref: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One proposal, by any of its numbers or aliases, or by a slug of its title."""
    looking = look(request, asked, ref=ref)
    return item(looking, lambda: register_answers.proposal_json(register.proposal_of(looking.lens, _key(looking, ref))))


@_reads("proposals/{ref}/steps", shapes.OneProposalSteps, "proposals", "proposals/MP107/steps?as_at=2021-03-05")
def proposal_steps(request: HttpRequest, ref: str, asked: Query[parameters.Look]) -> HttpResponse:
    """What can happen to a proposal: deadlines that run, open steps with what each needs, steps that were taken."""
    looking = look(request, asked, ref=ref)

    def make() -> dict[str, Any]:
        line = register.proposal_of(looking.lens, _key(looking, ref)).line
        state = progression.state_of(looking.lens, line.key)
        return progression_answers.state_json(line.number, state, progression.steps_of(looking.lens, line.key))

    return item(looking, make)


def _key(looking: Looking, ref: str) -> str:
    """The key of the proposal that a reference names. Refused (register.unknown_proposal) with the nearest."""
    return register.key_of_address(ref) or register.resolve(looking.lens, ref).key


def _keys(looking: Looking, ref: str) -> set[str]:
    """The keys under which things about a proposal stand: its own and, for a part, that of the whole. Empty for all."""
    if not ref:
        return set()
    key = _key(looking, ref)
    return {key, whole_of(key)} - {""}


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


# --- what is done with them -------------------------------------------------------


@_reads("assessments", shapes.Assessments, "assessments", "assessments?type=IA&as_at=2021-03-05")
def assessments(request: HttpRequest, asked: Query[parameters.Assessments]) -> HttpResponse:
    """The Preliminary and Impact Assessments of the DCC, by proposal."""
    looking = look(request, asked)
    keys, day = _keys(looking, asked.proposal), looking.lens.valid_at
    _check(asked.standing, "standing", {one.value for one in AssessmentStanding})
    _check(asked.type, "type", {"PA", "IA"})
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
        lambda one: assessment_json(one, day, _calendar(looking)),
    )


@_reads("assessments/{key}", shapes.OneAssessment, "assessments", "assessments/0107-IA-1?as_at=2021-03-05")
def assessment(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One assessment, by its key."""
    looking = look(request, asked, key=key)
    lens = looking.lens
    return item(
        looking, lambda: assessment_json(assessments_of.assessment(lens, key), lens.valid_at, _calendar(looking))
    )


def _calendar(looking: Looking) -> Calendar:
    return Calendar(known_at=london_day(looking.lens.known_at))


def _check(value: str, name: str, known: set[str]) -> None:
    if value:
        check_value(name, value, known)


@_reads("consultations", shapes.Consultations, "consultations", "consultations?kind=refinement&as_at=2021-03-05")
def consultations(request: HttpRequest, asked: Query[parameters.Consultations]) -> HttpResponse:
    """The consultations, planned, open and closed, by issue."""
    looking = look(request, asked)
    keys = _keys(looking, asked.proposal)
    kinds = (consultation_words.kind(asked.kind).id,) if asked.kind else ()
    _check(asked.standing, "standing", {one.value for one in consultations_of.Standing} - {"dropped"})
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


@_reads("consultations/{key}", shapes.OneConsultation, "consultations", "consultations/0144-refinement-1")
def consultation(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One consultation, by its key."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: consultation_json(consultations_of.consultation(looking.lens, key)))


@_reads("decisions", shapes.Decisions, "decisions", "decisions?body=change_board&first=2021-02-01&last=2021-02-28")
def decisions(request: HttpRequest, asked: Query[parameters.Decisions]) -> HttpResponse:
    """The decisions of the Panel, its committees and the Authority, by day."""
    looking = look(request, asked)
    keys, first, last = _keys(looking, asked.proposal), _day(asked.first), _day(asked.last)
    _check(asked.body, "body", {one.id for one in decision_words.deciding()})
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


@_reads("decisions/{key}", shapes.OneDecision, "decisions", "decisions/change_board-2021-02-23-0077-approved")
def decision(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One decision, by its key."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: decision_json(decisions_of.decision(looking.lens, key)))


@_reads("meetings", shapes.Meetings, "meetings", "meetings?body=panel&as_at=2021-03-05")
def meetings(request: HttpRequest, asked: Query[parameters.Meetings]) -> HttpResponse:
    """The meetings of bodies, planned and held, by day."""
    looking = look(request, asked)
    keys, first, last = _keys(looking, asked.proposal), _day(asked.first), _day(asked.last)
    _check(asked.body, "body", {one.id for one in meeting_words.that_meet()})
    _check(asked.state, "state", {"planned", "held"})
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


@_reads("meetings/{key}", shapes.OneMeeting, "meetings", "meetings/panel-2021-03-12?as_at=2021-03-05")
def meeting(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One meeting, by its key, with its agenda and what happened at it."""
    looking = look(request, asked, key=key)

    def whole() -> dict[str, Any]:
        one = meetings_of.meeting(looking.lens, key)
        return meeting_json(one) | course_json(course_of(looking.lens, one))

    return item(looking, whole)


@_reads("releases", shapes.Releases, "releases", "releases?as_at=2021-03-05")
def releases(request: HttpRequest, asked: Query[parameters.Releases]) -> HttpResponse:
    """The releases with what is in each, by day."""
    looking = look(request, asked)
    _check(asked.kind, "kind", {one.value for one in ReleaseKind})
    return part(
        looking,
        asked.limit,
        lambda: (one for one in releases_of.releases(looking.lens) if asked.kind in ("", one.kind.value)),
        release_json,
    )


@_reads("releases/{key}", shapes.OneRelease, "releases", "releases/2021-06?as_at=2021-03-05")
def release(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One release, by its key, its name or its day."""
    looking = look(request, asked, key=key)
    return item(looking, lambda: release_json(releases_of.release(looking.lens, key)))


# --- papers, claims, the log --------------------------------------------------------


@_reads("papers", shapes.Papers, "papers", "papers?kind=change-status")
def papers(request: HttpRequest, asked: Query[parameters.Papers]) -> HttpResponse:
    """The issued papers that are open to the reader, each in its newest version, the newest first."""
    looking = look(request, asked)
    return part(
        looking,
        asked.limit,
        lambda: papers_of.issued(looking.lens, asked.kind, with_files=True),
        papers_of.IssuedView.as_json,
    )


@_reads("papers/{reference}", shapes.OnePaper, "papers", "papers/SECP_90_1203_18")
def paper(request: HttpRequest, reference: str, asked: Query[parameters.Paper]) -> HttpResponse:
    """One issued paper, by its reference."""
    looking = look(request, asked, reference=reference)
    return item(looking, lambda: papers_of.paper(looking.lens, reference, asked.version).as_json())


@_reads("claims", shapes.Claims, "claims", "claims?property=title&limit=2")
def claims(request: HttpRequest, asked: Query[parameters.Claims]) -> HttpResponse:
    """What documents say, as it was read in them: of the documents that are open to the reader."""
    looking = look(request, asked)

    def make() -> dict[str, Any]:
        found = queries.claims(looking.lens, asked.subject, asked.property, asked.document, looking.first, asked.limit)
        return listed(looking, [claim_json(one) for one in found.claims], found.total)

    return answer(looking, make)


@_reads("claims/{key}", shapes.OneClaim, "claims", "claims/0123456789abcdef01234567")
def claim(request: HttpRequest, key: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One claim, by its key."""
    looking = look(request, asked, key=key)

    def make() -> dict[str, Any]:
        found = queries.claim(looking.lens, key)
        if found is None:
            raise UNKNOWN_CLAIM.refuse(key[:40])
        return claim_json(found)

    return item(looking, make)


@_reads("events", shapes.Events, "events", "events?proposal=MP107&limit=2")
def events(request: HttpRequest, asked: Query[parameters.Events]) -> HttpResponse:
    """What happened to the record, in the one order of the sealed log."""
    looking = look(request, asked)
    after = read_position(asked.cursor) if asked.cursor else 0
    if after > looking.state.position:
        raise BAD_CURSOR.refuse(asked.cursor)
    narrowed = queries.Asked(
        stream=asked.stream,
        proposal=_key(looking, asked.proposal) if asked.proposal else "",
        types=tuple(check_value("type", one, event_types()) for one in asked.type),
        is_dated=bool(asked.as_at),
    )

    def make() -> dict[str, Any]:
        upto = looking.state.position
        found = queries.events(looking.lens, narrowed, after, upto, asked.limit + 1)
        shown = found[: asked.limit]
        more = len(found) > len(shown)
        return {
            **head(looking),
            "next": str(shown[-1].position) if more else None,
            "through": shown[-1].position if more else upto,
            "items": [answers.event_json(one) for one in shown],
        }

    return answer(looking, make)


@_reads("events/{position}", shapes.OneEvent, "events", "events/1")
def event(request: HttpRequest, position: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One event, by its sealed position."""
    looking = look(request, asked, position=position)
    place = read_position(position, "position")

    def make() -> dict[str, Any]:
        found = queries.event(looking.lens, place)
        if found is None:
            raise NOT_SEALED.refuse(position)
        return answers.event_json(found)

    return item(looking, make)


# --- refusals -------------------------------------------------------------------------


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is no number, no yes or no, too long or too large, each by its parameter."""
    refusals = [
        WRONG_VALUE.refuse(str(one["loc"][-1])[:60], what=str(one["msg"])[:200], description=DESCRIPTION).first
        for one in error.errors
    ]
    return problem(Refused(*refusals))


@api.exception_handler(SuspiciousOperation)
def _suspicious(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    return unreadable()
