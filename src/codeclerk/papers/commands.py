"""Acts on papers: issue one, and issue it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings

from codeclerk.kernel import seal
from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date, london_day, parse_month
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.papers import inputs, queries, registry
from codeclerk.papers.data import persons_in
from codeclerk.papers.events import PaperIssued
from codeclerk.papers.model import SCHEMA, Paper, Status
from codeclerk.papers.rendering import render
from codeclerk.sources.viewers import lens_now

MAY_ISSUE = "papers.issue"

TAKEN = Reason(
    "papers.reference_taken",
    rule="a reference names one paper; it is issued once, and again only as a new version",
    problem="a paper was issued under {object} on {issued}",
    remedy="Give another reference, or issue it again with a reason: `reissue_paper`.",
    kind=Kind.CONFLICT,
)
NOT_ISSUED = Reason(
    "papers.not_issued",
    rule="only a paper that was issued can be issued again",
    problem="no paper was issued under {object}",
    remedy="Issue it: `issue_paper`.",
    kind=Kind.NOT_FOUND,
)
OTHER_KIND = Reason(
    "papers.other_kind",
    rule="a reference keeps its kind and its period",
    problem="{object} is a {kind} of {period}",
    remedy="Issue the other paper under a reference of its own.",
)
OTHER_SUBJECT = Reason(
    "papers.other_subject",
    rule="a reference keeps what its paper is about",
    problem="{object} is about {subject}",
    remedy="Issue the paper about {other} under a reference of its own.",
)
AHEAD = Reason(
    "papers.ahead",
    rule="a paper shows a day that has come, and nobody knows what will be published",
    problem="{object} lies ahead",
    remedy="Choose today or an earlier day.",
)
NOTHING_SEALED = Reason(
    "papers.nothing_sealed",
    rule="an issued paper prints a checkpoint of the record",
    problem="the record has no checkpoint yet, so {object} cannot print one",
    remedy="Run `codeclerk tick`, which seals the record, and issue it then.",
    kind=Kind.BROKEN,
)


def stream(reference: str) -> str:
    """The stream of events about a paper."""
    return f"paper:{reference}"


def _paper(data: inputs.IssuePaperInput, context: Context, version: int) -> Paper:
    """The paper as it is to be issued. Raises `Refused`."""
    kind, period = registry.find(data.kind), parse_month(data.period)
    if data.as_at is not None and data.as_at > london_day(context.now):
        raise AHEAD.refuse(format_date(data.as_at), field="as_at")
    if data.known_at is not None and data.known_at > context.now:
        raise AHEAD.refuse(format_date(london_day(data.known_at)), field="known_at")
    as_at = data.as_at or registry.as_at_of(kind, period, context.now)
    known_at = data.known_at or registry.known_by(as_at, context.now)
    params = registry.Params(period, data.reference, data.classification, data.values)
    lens = registry.lens_for(kind, lens_now(context.actor, context.now).viewer, params, as_at, known_at)
    draft = registry.build(kind, lens, params, site=settings.CONFIG.site_url)
    checkpoint = seal.latest_checkpoint()
    if checkpoint is None:
        raise NOTHING_SEALED.refuse(data.reference)
    front = replace(
        draft.front,
        reference=data.reference,
        status=Status.ISSUED,
        version=version,
        checkpoint=f"{checkpoint.position}:{checkpoint.digest}",
    )
    return replace(draft, front=front)


def _plan(data: inputs.IssuePaperInput, context: Context, version: int, **more: Any) -> Plan:
    paper = _paper(data, context, version)
    front = paper.front
    position, _, digest = front.checkpoint.partition(":")
    body = PaperIssued.of(
        render(paper),
        reference=data.reference,
        version=version,
        kind=front.kind,
        title=front.title,
        subject=front.subject,
        persons=persons_in(paper.data),
        period=data.period,
        classification=front.classification,
        dated=front.dated,
        data_date=front.data_date,
        as_at=front.as_at,
        known_at=front.known_at,
        checkpoint_position=int(position),
        checkpoint_digest=digest,
        schema_version=SCHEMA,
        **more,
    )
    answer = {"reference": data.reference, "version": version, "files": {one.name: one.sha256 for one in body.files}}
    return Plan(events=(PlannedEvent(stream(data.reference), body),), answer=answer)


@act
class IssuePaper(Act[inputs.IssuePaperInput]):
    """Issue a paper under its reference. Its files and its value are kept as they are and never made again."""

    name = "issue_paper"
    title = "Issue a paper"
    capability = MAY_ISSUE
    Input = inputs.IssuePaperInput

    def plan(self, data: inputs.IssuePaperInput, context: Context) -> Plan:
        if earlier := queries.latest_version(data.reference):
            raise TAKEN.refuse(data.reference, issued=format_date(earlier.issued_on), field="reference")
        return _plan(data, context, 1)


@act
class ReissuePaper(Act[inputs.ReissuePaperInput]):
    """Issue a paper again as a new version, with the reason. The versions before stay."""

    name = "reissue_paper"
    title = "Issue a paper again"
    capability = MAY_ISSUE
    Input = inputs.ReissuePaperInput

    def plan(self, data: inputs.ReissuePaperInput, context: Context) -> Plan:
        earlier = queries.latest_version(data.reference)
        if earlier is None:
            raise NOT_ISSUED.refuse(data.reference, field="reference")
        if (earlier.kind, earlier.period) != (data.kind, data.period):
            raise OTHER_KIND.refuse(data.reference, kind=earlier.kind, period=earlier.period, field="reference")
        plan = _plan(data, context, earlier.version + 1, reason=data.reason)
        [planned] = plan.events
        if isinstance(planned.body, PaperIssued) and planned.body.subject != earlier.subject:
            told = {"subject": earlier.subject or "no one thing", "other": planned.body.subject or "no one thing"}
            raise OTHER_SUBJECT.refuse(data.reference, field="values", **told)
        return plan
