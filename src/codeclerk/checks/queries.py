"""What the checks say at a lens. Everything is read once, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from codeclerk.assessments import queries as assessments
from codeclerk.checks.rules import catalogue
from codeclerk.checks.rules.counts import latest_counts, latest_table
from codeclerk.checks.rules.evidence import Evidence, Standing
from codeclerk.checks.rules.values import Result, run
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Bodies
from codeclerk.kernel.publishing import running_pack
from codeclerk.legaltext import queries as legaltext
from codeclerk.meetings import queries as meetings
from codeclerk.register import vocabulary
from codeclerk.register.models import AliasRecord, IssuedNumber, StatusFact, TimetableFact, Title
from codeclerk.register.queries import columns, numbers_at
from codeclerk.register.queries.kept import Kept
from codeclerk.register.rules.numbers import normal
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Row, State, in_order
from codeclerk.sources import queries as sources
from codeclerk.sources.queries.seen import place_of
from codeclerk.sources.rules.claims import Reading

PROPERTIES = (
    *("meeting.date", "title", "acronym", "proposer", "version", "version.date", "release.cut_off", "field.value"),
    *("assessment.requested", "assessment.accepted", "assessment.returned", "requirement.count", "impact"),
    *("release.document_affected", "list.count", "status.count", "report.proposals", "progression.months"),
    *("consultation.answers", "consultation.closes", "decision.proposal", "decision.outcome"),
)
"""What checks ask sources about, beside the counts by stage."""


def results(lens: Lens, proposal: str = "") -> tuple[Result, ...]:
    """What every check says at the lens; with the key of a proposal, of what is about it alone.

    Kept until something is recorded, for viewers who may see the same. Two dozen queries at most, however many
    proposals there are.
    """
    every = _RESULTS.at(lens)
    return tuple(one.about(proposal) for one in every) if proposal else every


def result(lens: Lens, id: str) -> Result:
    """What one check says. Refused (checks.unknown) with the nearest."""
    check = catalogue.find(id)
    return next(one for one in results(lens) if one.check == check)


def _results(lens: Lens) -> tuple[Result, ...]:
    return run(catalogue.checks(), gather(lens))


_RESULTS = Kept(_results, most=8)


def gather(lens: Lens) -> Evidence:
    """The record as the checks look at it."""
    stages = vocabulary.stages()
    properties = (*PROPERTIES, *(f"stage.count.{stage.id}" for stage in stages))
    readings = tuple(sources.readings(lens, properties=properties).values())
    decided = decisions.decisions(lens)
    numbers = numbers_at(lens)
    keys = _keys(lens)
    return Evidence(
        on=lens.valid_at,
        calendar=calendar_at(lens),
        readings=readings,
        numbers=numbers,
        keys=keys,
        titles=_titles(lens, readings, keys),
        timetables=_timetables(lens),
        consultations=consultations.consultations(lens),
        meetings=meetings.meetings(lens),
        decisions=decided,
        assessments=assessments.assessments(lens),
        findings=decisions.findings_in(lens, readings, decided),
        standings={day: _standing(lens, day) for day in _days(readings, lens.valid_at)},
        undecided=tuple(stage.id for stage in stages if stage.pre_decision),
        stages={stage.id: stage.name for stage in stages},
        after={kind.id: tuple(map(str, kind.after)) for kind in vocabulary.timetable_kinds() if kind.after},
        bodies={body.id: body for body in running_pack().of(Bodies).bodies},
        texts=legaltext.delivered(lens, legaltext.redlines(lens)),
    )


def _keys(lens: Lens) -> dict[str, str]:
    """Every text that names a proposal, in its normal form -> its key. Two queries."""
    issued = IssuedNumber.objects.values_list("text", "proposal__key")
    others = AliasRecord.objects.known_at(lens).values_list("text", "proposal__key")
    found = {normal(text): key for text, key in others}
    found |= {normal(text): key for text, key in issued}
    return found | {key: key for key in found.values()}


def _titles(lens: Lens, readings: Iterable[Reading], keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Every title of the proposals whose titles sources print, the latest first. One query, or none."""
    named = [one.question.name for one in readings if one.question.property == "title"]
    asked = {keys[normal(name)] for name in named if normal(name) in keys}
    if not asked:
        return {}
    rows = Title.objects.known_at(lens).filter(proposal__key__in=asked).order_by("-valid_from", "-pk")
    found: dict[str, list[str]] = defaultdict(list)
    for key, formal, short in rows.values_list("proposal__key", "formal", "short"):
        found[key] += [title for title in (formal, short) if title]
    return {key: tuple(dict.fromkeys(titles)) for key, titles in found.items()}


def _timetables(lens: Lens) -> dict[str, tuple[Row, ...]]:
    """The timetable of every proposal that has one of its own, by key. One query."""
    rows = TimetableFact.objects.as_at(lens).exclude(state=State.DROPPED.value).annotate(source=place_of(lens))
    columns = ("proposal__key", "event_key", "kind", "label", "first", "last", "is_month", "state", "condition")
    found: dict[str, list[Row]] = defaultdict(list)
    for key, event, kind, label, first, last, is_month, state, condition, position, source in rows.values_list(
        *columns, "position", "source"
    ):
        if first is not None and last is not None:
            when = When(first, last, is_month)
            found[key].append(
                Row(event, kind, label, when, State(state), condition, position or 0, source=source or "")
            )
    return {key: in_order(own) for key, own in sorted(found.items())}


def _days(readings: tuple[Reading, ...], on: date) -> Collection[date]:
    """The days for which the latest counts and the latest table of progress list the register: three at most."""
    table = latest_table(readings, on)
    return {day for day, _ in latest_counts(readings, on)} | ({table[0]} if table else set())


def _standing(lens: Lens, day: date) -> Standing:
    """The register on a day, as known at the lens's instant. Two queries."""
    then = lens.at(day)
    shape = columns.shape(then)
    stages = columns.with_wholes(columns.column(then, StatusFact, "stage"), shape.wholes)
    return Standing(day, {key: stages.get(id, ("",))[0] for id, key in zip(shape.listed, shape.keys, strict=True)})
