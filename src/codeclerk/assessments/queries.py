"""Reads of assessments, through a lens. Assessments are public; what sources print of them is as open as the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from codeclerk.assessments.find import unknown
from codeclerk.assessments.models import StepFact
from codeclerk.assessments.rules import Assessment, Dated, Standing, Step, deadline_of, has_clock
from codeclerk.kernel.calendar import Calendar, london_day
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Assessments, Sure
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import queries as register
from codeclerk.register.models import ChangeRequest
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Reading

__all__ = ["Assessment", "Standing", "StepLine", "assessment", "assessments", "of_proposal", "running", "step_lines"]

DUE, DURATION, TARGET = "assessment.due", "assessment.duration_wd", "assessment.target_wd"
PRINTED = (DUE, DURATION, TARGET)
"""The properties of claims that stand beside what is computed."""


@dataclass(frozen=True)
class StepLine:
    """One step as the record has it at the lens: what, on which day, since when, and where it was read."""

    step: Step
    number: int
    day: date
    since: date
    note: str
    sure: str
    source: str


def assessments(lens: Lens) -> tuple[Assessment, ...]:
    """Every assessment that the record has at the lens, by proposal, type and number. Seven queries at most.

    A step counts from the day on which it happened, an expected date from the day on which it was given.
    """
    by_key = _by_key(_rows(lens))
    proposals = {rows[0].assessment.proposal.key for rows in by_key.values()}
    numbers, titles = (register.numbers_at(lens), register.titles(lens, proposals)) if proposals else ({}, {})
    about = _about(lens, proposals, numbers, titles)
    return tuple(_made(lens, by_key, about, _printed(lens, None) if by_key else {}))


def running(lens: Lens) -> tuple[Assessment, ...]:
    """The assessments that are asked for and neither returned nor found not required at the lens. One query.

    `number`, `title`, `change_request` and what sources print are left empty, as in `of_proposal`.
    """
    over = _rows(lens).filter(assessment=OuterRef("assessment"), step__in=(Step.RETURNED, Step.NOT_REQUIRED))
    return tuple(_made(lens, _by_key(_rows(lens).filter(~Exists(over))), {}, {}))


def of_proposal(lens: Lens, proposal: str) -> tuple[Assessment, ...]:
    """The assessments of a proposal, by its key; a part's begin with those of the whole. One query.

    `number`, `title`, `change_request` and what sources print are left empty: who asks has them.
    """
    keys = {proposal, whole_of(proposal)} - {""}
    rows = _rows(lens).filter(assessment__proposal__key__in=keys)
    return tuple(_made(lens, _by_key(rows), {}, {}))


def assessment(lens: Lens, key: str) -> Assessment:
    """One assessment by its key. Refused (assessments.unknown) with those of its proposal. Seven queries at most."""
    by_key = _by_key(_rows(lens).filter(assessment__key=key))
    if not by_key:
        raise unknown(key)
    proposals = {rows[0].assessment.proposal.key for rows in by_key.values()}
    about = _about(lens, proposals, register.numbers_at(lens), register.titles(lens, proposals))
    return next(iter(_made(lens, by_key, about, _printed(lens, [f"assessment:{key}"]))))


def step_lines(lens: Lens, key: str) -> tuple[StepLine, ...]:
    """Everything that was said of an assessment's steps, in order, expected dates that were replaced too. One query."""
    return tuple(
        StepLine(Step(row.step), row.number, row.day, row.valid_from, row.note, row.sure, row.event.source_locator)
        for row in _rows(lens).filter(assessment__key=key)
        if row.day is not None
    )


def _rows(lens: Lens) -> QuerySet[StepFact]:
    rows = StepFact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at).exclude(day=None)
    return rows.select_related("assessment__proposal", "event").order_by("valid_from", "known_from", "pk")


def _by_key(rows: Iterable[StepFact]) -> dict[str, list[StepFact]]:
    found: dict[str, list[StepFact]] = {}
    for row in rows:
        found.setdefault(row.assessment.key, []).append(row)
    return dict(sorted(found.items()))


_About = Mapping[str, tuple[str, str, str]]
"""Key of a proposal -> its number, title and DCC Change Request at the lens."""


def _about(lens: Lens, proposals: Collection[str], numbers: Mapping[str, str], titles: Mapping[str, str]) -> _About:
    if not proposals:
        return {}
    rows = ChangeRequest.objects.as_at(lens).filter(proposal__key__in=proposals).exclude(number="").order_by("about")
    requests: dict[str, str] = {}
    for key, number in rows.values_list("proposal__key", "number"):
        requests.setdefault(key, number)
    return {key: (numbers.get(key, key), titles.get(key, ""), requests.get(key, "")) for key in proposals}


def _printed(lens: Lens, subjects: Collection[str] | None) -> dict[str, dict[str, Reading]]:
    """What sources print of assessments, by key and property: of several readings the one of the latest day."""
    found: dict[str, dict[str, Reading]] = {}
    readings = sources.readings(lens, subjects, PRINTED)
    for question, reading in sorted(readings.items(), key=lambda pair: (pair[0].about, pair[0].qualifier)):
        kind, _, key = question.subject.partition(":")
        if kind == "assessment":
            found.setdefault(key, {})[question.property] = reading
    return found


def _made(
    lens: Lens,
    by_key: Mapping[str, list[StepFact]],
    about: _About,
    printed: Mapping[str, Mapping[str, Reading]],
) -> Iterable[Assessment]:
    types = {one.id: one for one in running_pack().of(Assessments).types}
    calendar = Calendar(known_at=london_day(lens.known_at))
    for key, rows in by_key.items():
        record = rows[0].assessment
        named = about.get(record.proposal.key, ("", "", ""))
        yield _one(lens, key, rows, types[record.kind], named, printed.get(key, {}), calendar)


def _one(
    lens: Lens,
    key: str,
    rows: list[StepFact],
    kind: AssessmentType,
    about: tuple[str, str, str],
    printed: Mapping[str, Reading],
    calendar: Calendar,
) -> Assessment:
    latest = {(Step(row.step), row.number): row for row in rows}
    accepted = latest.get((Step.ACCEPTED, 1))
    clock_day = accepted.day if accepted is not None and accepted.day else lens.valid_at
    timed = has_clock(kind, clock_day)
    not_required = latest.get((Step.NOT_REQUIRED, 1))
    said = [row for row in rows if row.note and row is latest[Step(row.step), row.number]]
    number, title, change_request = about
    return Assessment(
        key=key,
        proposal=rows[0].assessment.proposal.key,
        kind=kind.id,
        number=number,
        title=title,
        target=kind.clock.at(clock_day).working_days.value if timed else None,
        cost_approved=_day(latest, Step.COST_APPROVED),
        requested=_day(latest, Step.REQUESTED),
        queried=_days(latest, Step.QUERIED),
        answered=_days(latest, Step.ANSWERED),
        interim=_days(latest, Step.INTERIM),
        accepted=Dated(clock_day, accepted.sure == Sure.INFERRED.value) if accepted else None,
        deadline=deadline_of(kind, clock_day, calendar) if timed and accepted else None,
        expected=tuple(row.day for row in rows if row.step == Step.EXPECTED.value and row.day),
        returned=_day(latest, Step.RETURNED),
        not_required=_day(latest, Step.NOT_REQUIRED),
        reason=not_required.note if not_required else "",
        change_request=change_request,
        commentary=said[-1].note if said else "",
        printed_due=_value(printed, DUE),
        printed_duration=_value(printed, DURATION),
        printed_target=_value(printed, TARGET),
        sources=tuple(dict.fromkeys(row.event.source_locator for row in rows if row.event.source_locator)),
    )


def _day(latest: Mapping[tuple[Step, int], StepFact], step: Step) -> date | None:
    row = latest.get((step, 1))
    return row.day if row else None


def _days(latest: Mapping[tuple[Step, int], StepFact], step: Step) -> tuple[date, ...]:
    return tuple(sorted(row.day for (kept, _), row in latest.items() if kept is step and row.day))


def _value(printed: Mapping[str, Reading], property: str) -> Any:
    """The value that sources print: a day as a date. None where they print none or disagree."""
    reading = printed.get(property)
    if reading is None or reading.measure is None:
        return None
    when = reading.measure.when
    return when.first if when is not None else reading.value
