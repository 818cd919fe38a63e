"""Reads of assessments, through a lens. Assessments are public; what sources print of them is as open as the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from codeclerk.assessments import find
from codeclerk.assessments.models import StepFact, stream
from codeclerk.assessments.rules import (
    Assessment,
    DateChange,
    Dated,
    Standing,
    Step,
    deadline_of,
    has_clock,
)
from codeclerk.assessments.rules import date_changes as changes_between
from codeclerk.assessments.rules.doubts import DUE, DURATION, TARGET, as_at_of
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.kernel.packs import Sure
from codeclerk.kernel.packs.assessments import AssessmentType
from codeclerk.kernel.prepared import Prepared
from codeclerk.register.models import ChangeRequest, Number, Title
from codeclerk.register.queries import HistoryLine
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources import queries as sources
from codeclerk.sources.queries.seen import place_of, source_of
from codeclerk.sources.rules.claims import Reading

__all__ = [
    "Assessment",
    "Standing",
    "StepLine",
    "assessment",
    "assessments",
    "date_changes",
    "history",
    "of_proposal",
    "of_proposals",
    "running",
    "step_lines",
]

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
    """Every assessment that the record has at the lens, by proposal, type and number. Five queries at most.

    A step counts from the day on which it happened, an expected date from the day on which it was given.
    """
    by_key = _by_key(_read(_rows(lens)))
    if not by_key:
        return ()
    proposals = {rows[0].proposal for rows in by_key.values()}
    return tuple(_made(lens, by_key, _about(lens, proposals), _printed(lens, None)))


def running(lens: Lens) -> tuple[Assessment, ...]:
    """The assessments that are neither returned nor found not required at the lens. One query.

    `number`, `title`, `change_request` and what sources print are left empty, as in `of_proposal`.
    """
    over = _rows(lens).filter(assessment=OuterRef("assessment"), step__in=(Step.RETURNED, Step.NOT_REQUIRED))
    return tuple(_made(lens, _by_key(_read(_rows(lens).filter(~Exists(over)))), {}, {}))


def of_proposal(lens: Lens, proposal: str) -> tuple[Assessment, ...]:
    """The assessments of a proposal, by its key; a part's begin with those of the whole. One query.

    `number`, `title`, `change_request` and what sources print are left empty: who asks has them.
    """
    keys = {proposal, whole_of(proposal)} - {""}
    rows = (StepRow(*row) for row in _OF_PROPOSAL.read(lens, texts=keys))
    return tuple(_made(lens, _by_key(rows), {}, {}))


def of_proposals(lens: Lens, proposals: Collection[str]) -> tuple[Assessment, ...]:
    """The assessments of several proposals, by their keys, as `of_proposal` without those of wholes. One query."""
    rows = _rows(lens).filter(assessment__proposal__key__in=proposals)
    return tuple(_made(lens, _by_key(_read(rows)), {}, {}))


def assessment(lens: Lens, ref: str) -> Assessment:
    """One assessment by its key, or by proposal, type and number (MP107-IA-1, MP107 IA). Five queries by its key.

    Refused (assessments.unknown) with those of its proposal, or the nearest; also one of which nothing was known then.
    """
    by_key = _by_key(_read(_rows(lens).filter(assessment__key=ref)))
    if not by_key:
        key = find.assessment(ref).key
        by_key = _by_key(_read(_rows(lens).filter(assessment__key=key))) if key != ref else {}
        if not by_key:
            raise find.not_then(key, lens.valid_at)
    key, rows = next(iter(by_key.items()))
    about = _about(lens, {rows[0].proposal})
    return next(iter(_made(lens, by_key, about, _printed(lens, [f"assessment:{key}"]))))


def date_changes(before: Lens, after: Lens) -> tuple[DateChange, ...]:
    """The due and expected dates that differ between two looks, each with its reason (CSR:558-560).

    For a monthly report: the lens of the report before, and that of this one.
    """
    return changes_between(assessments(before), assessments(after))


def step_lines(lens: Lens, key: str) -> tuple[StepLine, ...]:
    """Everything that was said of an assessment's steps, in order, expected dates that were replaced too. One query."""
    return tuple(
        StepLine(Step(row.step), row.number, row.day, row.valid_from, row.note, row.sure, row.source)
        for row in _read(_rows(lens).filter(assessment__key=key))
        if row.day is not None
    )


def history(lens: Lens, key: str) -> tuple[HistoryLine, ...]:
    """What was recorded of an assessment, as far as the lens looks, in words, oldest first. One query."""
    known = Event.objects.filter(stream=stream(key), effective__lte=lens.valid_at, known_from__lte=lens.known_at)
    rows = known.annotate(source=source_of(lens, ""), place=place_of(lens, ""))
    return tuple(
        HistoryLine(
            day=row.effective,
            what=read_body(row.type, row.version, row.body_json(), None).in_words(),
            actor=row.actor,
            recorded_at=row.recorded_at,
            known_from=row.known_from,
            type=row.type,
            source_document=row.source,
            source_locator=row.place,
        )
        for row in rows.order_by("effective", "pk")
    )


# --- steps --------------------------------------------------------------------


def _rows(lens: Lens) -> QuerySet[Any]:
    rows = StepFact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at).exclude(day=None)
    return rows.annotate(source=place_of(lens)).order_by("valid_from", "known_from", "pk")


class StepRow(NamedTuple):
    """A step of an assessment."""

    key: str
    kind: str
    proposal: str
    step: str
    number: int
    day: date | None
    note: str
    sure: str
    valid_from: date
    source: str


_COLUMNS = (
    *(f"assessment__{name}" for name in ("key", "kind", "proposal__key")),
    *("step", "number", "day", "note", "sure", "valid_from", "source"),
)
"""What `StepRow` is read from, in its order."""


def _read(rows: QuerySet[Any]) -> list[StepRow]:
    return [StepRow(*row) for row in rows.values_list(*_COLUMNS)]


_OF_PROPOSAL = Prepared(
    lambda lens, _, keys: _rows(lens).filter(assessment__proposal__key__in=keys).values_list(*_COLUMNS)
)


def _by_key(rows: Iterable[StepRow]) -> dict[str, list[StepRow]]:
    found: dict[str, list[StepRow]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return dict(sorted(found.items()))


# --- the proposals ------------------------------------------------------------


class _About(NamedTuple):
    """A proposal at the lens; a part without a title or a Change Request of its own has that of the whole."""

    number: str = ""
    title: str = ""
    change_request: str = ""


def _about(lens: Lens, proposals: Collection[str]) -> dict[str, _About]:
    """Number, title and DCC Change Request of these proposals. One query."""
    keys = {*proposals, *(whole for key in proposals if (whole := whole_of(key)))}

    def part(name: str, rows: QuerySet[Any], text: str, order: Any) -> QuerySet[Any, Any]:
        shown = rows.filter(proposal__key__in=keys).exclude(**{text: ""})
        made = shown.annotate(told=Value(name), order=order)
        told: QuerySet[Any, Any] = made.values_list("told", "proposal__key", "order", text)
        return told

    nothing = Value("")
    found: dict[tuple[str, str], str] = {}
    parts = (
        part("number", Number.objects.as_at(lens), "text", nothing),
        part("title", Title.objects.as_at(lens), "formal", nothing),
        part("request", ChangeRequest.objects.as_at(lens), "number", F("about")),
    )
    # Of several Change Requests the first by what they are about.
    for name, key, _, text in sorted(parts[0].union(*parts[1:], all=True)):
        found.setdefault((name, key), text)

    def told(name: str, key: str) -> str:
        return found.get((name, key)) or found.get((name, whole_of(key)), "")

    return {key: _About(found.get(("number", key), key), told("title", key), told("request", key)) for key in proposals}


# --- what sources print -------------------------------------------------------


def _printed(lens: Lens, subjects: Collection[str] | None) -> dict[str, dict[str, Reading]]:
    """What sources print of assessments, by key and property.

    Of several readings, the one of no day in particular, which speaks of the whole; else that of the latest day, as far
    as the lens looks.
    """
    found: dict[str, dict[str, Reading]] = {}
    readings = sources.readings(lens, subjects, PRINTED).values()
    for reading in sorted(readings, key=lambda one: (as_at_of(one) or date.max, one.question.qualifier)):
        kind, _, key = reading.question.subject.partition(":")
        as_at = as_at_of(reading)
        if kind == "assessment" and (as_at is None or as_at <= lens.valid_at):
            found.setdefault(key, {})[reading.question.property] = reading
    return found


def _value(reading: Reading | None) -> Any:
    """The value that sources print: a day as a date. None where they print none or disagree."""
    if reading is None or reading.measure is None:
        return None
    when = reading.measure.when
    return when.first if when is not None else reading.value


# --- the whole ----------------------------------------------------------------


def _made(
    lens: Lens,
    by_key: Mapping[str, list[StepRow]],
    about: Mapping[str, _About],
    printed: Mapping[str, Mapping[str, Reading]],
) -> Iterable[Assessment]:
    types = {one.id: one for one in find.types()}
    calendar = calendar_at(lens)
    for key, rows in by_key.items():
        record = rows[0]
        named = about.get(record.proposal, _About())
        yield _one(lens, key, rows, types[record.kind], named, printed.get(key, {}), calendar)


def _one(
    lens: Lens,
    key: str,
    rows: list[StepRow],
    kind: AssessmentType,
    about: _About,
    printed: Mapping[str, Reading],
    calendar: Calendar,
) -> Assessment:
    latest = {(Step(row.step), row.number): row for row in rows}
    accepted = latest.get((Step.ACCEPTED, 1))
    clock_day = accepted.day if accepted is not None and accepted.day else lens.valid_at
    timed = has_clock(kind, clock_day)
    said = [row for row in rows if row.note and row is latest[Step(row.step), row.number]]
    length = printed.get(DURATION)
    return Assessment(
        key=key,
        proposal=rows[0].proposal,
        kind=kind.id,
        number=about.number,
        title=about.title,
        target=kind.clock.at(clock_day).working_days.value if timed else None,
        target_convention=kind.clock.at(clock_day).convention.value if timed else None,
        cost_approved=_day(latest, Step.COST_APPROVED),
        requested=_day(latest, Step.REQUESTED),
        queried=_days(latest, Step.QUERIED),
        answered=_days(latest, Step.ANSWERED),
        interim=_days(latest, Step.INTERIM),
        accepted=Dated(clock_day, accepted.sure == Sure.INFERRED.value) if accepted else None,
        deadline=deadline_of(kind, clock_day, calendar) if timed and accepted else None,
        expected=_expected(rows),
        returned=_day(latest, Step.RETURNED),
        not_required=_day(latest, Step.NOT_REQUIRED),
        reason=_note(latest, Step.NOT_REQUIRED),
        change_request=about.change_request,
        commentary=said[-1].note if said else "",
        printed_due=_value(printed.get(DUE)),
        printed_duration=_value(length),
        printed_target=_value(printed.get(TARGET)),
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source)),
        printed_as_at=as_at_of(length) if length else None,
        expected_reason=_note(latest, Step.EXPECTED),
        accepted_note=_note(latest, Step.ACCEPTED),
    )


def _day(latest: Mapping[tuple[Step, int], StepRow], step: Step) -> date | None:
    row = latest.get((step, 1))
    return row.day if row else None


def _days(latest: Mapping[tuple[Step, int], StepRow], step: Step) -> tuple[date, ...]:
    return tuple(sorted(row.day for (kept, _), row in latest.items() if kept is step and row.day))


def _expected(rows: Iterable[StepRow]) -> tuple[date, ...]:
    """Every expected date in the order in which they were given; one that was given again stands once."""
    given = [row.day for row in rows if row.step == Step.EXPECTED.value and row.day is not None]
    return tuple(day for day, _ in groupby(given))


def _note(latest: Mapping[tuple[Step, int], StepRow], step: Step) -> str:
    row = latest.get((step, 1))
    return row.note if row else ""
