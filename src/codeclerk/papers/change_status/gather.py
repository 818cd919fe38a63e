"""Reads the record for a report: each query once, through one lens. A constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from codeclerk.assessments import queries as assessments
from codeclerk.assessments.rules import date_changes
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.decisions import vocabulary as decision_words
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Assessments, Bodies, Body, Sure
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings import queries as meetings
from codeclerk.papers.change_status import printed
from codeclerk.papers.change_status.assessments import DURATION
from codeclerk.papers.change_status.notes import DUE, TARGET, TYPE
from codeclerk.papers.change_status.outcomes import Wording, Words
from codeclerk.papers.change_status.periods import Periods
from codeclerk.papers.change_status.progression import AGE
from codeclerk.papers.change_status.progression import COUNT as PROPOSALS
from codeclerk.papers.change_status.record import (
    AUTHORITY,
    CHANGE_BOARD,
    CLOSED,
    CSC,
    PANEL,
    RELEASE,
    Named,
    Record,
    Stage,
)
from codeclerk.people.queries import organisations_as_at
from codeclerk.register import queries as register
from codeclerk.register import vocabulary
from codeclerk.register.models import Number, StatusFact, TargetRelease
from codeclerk.register.queries import columns
from codeclerk.releases import queries as releases
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Question, Reading

TELLING = (CSC, CHANGE_BOARD, AUTHORITY)
"""The bodies whose decisions the report tells."""


def gather(lens: Lens, periods: Periods, before: date) -> Record:
    """Everything that the report of these days needs, as it stands at the lens. `before` is the day that the report
    before looked at."""
    stages = tuple(Stage(one.id, one.name, one.pre_decision) for one in vocabulary.stages())
    proposals = _proposals(lens, periods, stages)
    month = periods.month
    decided = decisions.decisions(lens, bodies=TELLING, first=month.first_day, last=month.last_day)
    assessed = assessments.assessments(lens)
    readings = sources.readings(lens, properties=_properties(stages))
    return Record(
        periods=periods,
        known_at=lens.known_at,
        stages=stages,
        counts={stage.id: sum(1 for one in proposals if one.stage == stage.id) for stage in stages},
        proposals=proposals,
        new=_new(lens, periods, proposals),
        assessments=assessed,
        changes=date_changes(assessments.running(lens.at(before)), assessed),
        decisions=decided,
        presented=_presented(lens),
        awaiting=decisions.awaiting_authority(lens),
        meetings=meetings.meetings(lens),
        consultations=consultations.consultations(lens),
        releases=releases.releases(lens, since=month.first_day),
        readings=readings,
        groups=tuple(one for one in _bodies() if _is_group(one, periods)),
        bodies={one.id: one for one in _bodies()},
        wording=wording(),
        findings=_findings(lens, periods, readings, decided),
        objectives=vocabulary.objectives(),
        types={one.id: (one.name, one.plural or one.name) for one in running_pack().of(Assessments).types},
        organisations={one.key: one.short_name or one.name for one in organisations_as_at(lens)},
        calendar=calendar_at(lens),
    )


def _proposals(lens: Lens, periods: Periods, stages: tuple[Stage, ...]) -> tuple[Named, ...]:
    """Every proposal that some count or table of the report has. Plain columns: quick, however many there are."""
    shape = columns.shape(lens)
    named = {
        id: (key, number)
        for id, key, number in Number.objects.as_at(lens)
        .exclude(text="")
        .values_list("proposal_id", "proposal__key", "text")
    }
    standing = columns.with_wholes(
        columns.column(lens, StatusFact, "stage", "status", "valid_from", "sure"), shape.wholes
    )
    raised = columns.raised(lens, shape.wholes)
    releases = columns.with_wholes(columns.column(lens, TargetRelease, "release"), shape.wholes)
    is_open = {stage.id: stage.is_open for stage in stages}
    made = []
    for id in shape.listed:
        key, number = named[id]
        stage, status, since, sure = standing.get(id, ("", "", None, ""))
        if stage == CLOSED and (since is None or since < periods.year.start):
            continue
        made.append(
            Named(
                key=key,
                number=number,
                stage=stage,
                status=status,
                status_since=since,
                is_inferred=sure in (Sure.INFERRED.value, Sure.UNVERIFIED.value),
                is_pre_decision=is_open.get(stage, False),
                raised=raised.get(id),
                release=releases.get(id, ("",))[0],
            )
        )
    return _titled(lens, made)


def _titled(lens: Lens, proposals: list[Named]) -> tuple[Named, ...]:
    """With the titles of those that tables name: approved ones, and those that were closed."""
    titles = register.titles(lens, {one.key for one in proposals if one.stage in (RELEASE, CLOSED)})
    return tuple(replace(one, title=titles[one.key]) if one.key in titles else one for one in proposals)


def _new(lens: Lens, periods: Periods, proposals: tuple[Named, ...]) -> tuple[register.ProposalLine, ...]:
    """Those raised in the data month. What is known to the month only counts in it too."""
    month = periods.in_month
    keys = [one.key for one in proposals if one.raised and one.raised.first in month and one.raised.last in month]
    return register.lines_of(lens, keys) if keys else ()


def _presented(lens: Lens) -> tuple[decisions.Presented, ...]:
    """What is put to the Panel's next meeting after the lens's day."""
    coming = [one for one in decisions.presented(lens, body=PANEL) if one.meeting > lens.valid_at]
    following = min((one.meeting for one in coming), default=None)
    return tuple(one for one in coming if one.meeting == following)


def _properties(stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """What sources may say of a report and its assessments."""
    counts = tuple(f"{printed.STAGE_COUNT}{stage.id}" for stage in stages)
    of_report = (printed.COUNT, printed.MEAN, printed.EVENT, PROPOSALS, AGE)
    of_votes = ("decision.proposal", "decision.outcome")
    return (*counts, *of_report, *of_votes, DURATION, DUE, TARGET, TYPE)


def _bodies() -> tuple[Body, ...]:
    return running_pack().of(Bodies).bodies


def _is_group(body: Body, periods: Periods) -> bool:
    """Whether it is a working group of the process version in force on the as-at day."""
    profile = vocabulary.profile_at(periods.as_at).id
    return body.kind == "working_group" and (not body.profiles or profile in body.profiles)


def wording() -> Wording:
    """The pack's words for what bodies decide."""
    words = {one.id: Words(one.did, one.done) for one in decision_words.outcomes()}
    return Wording(words, {one.id: one.name for one in vocabulary.paths()})


def _findings(
    lens: Lens,
    periods: Periods,
    readings: Mapping[Question, Reading],
    decided: tuple[decisions.Decision, ...],
) -> tuple[decisions.Finding, ...]:
    """What the lists of sources say otherwise of the meetings whose decisions the report tells."""
    told = {one.meeting for one in decided if one.when.first in periods.in_month} - {""}
    about = [one for question, one in readings.items() if question.kind == "meeting" and question.name in told]
    return decisions.findings_in(lens, about, decided)
