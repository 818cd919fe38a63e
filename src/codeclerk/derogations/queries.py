"""Reads of derogations, through a lens. Lists leave out the ones that were withdrawn. Derogations are public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from codeclerk.decisions.vocabulary import body_name
from codeclerk.derogations.find import UNKNOWN, said_of, suggestion
from codeclerk.derogations.models import ConditionFact, TermFact, rules_of
from codeclerk.derogations.ports import release_days
from codeclerk.derogations.rules.clauses import covers, read_rule
from codeclerk.derogations.rules.terms import (
    CLOSED,
    IMPLEMENTED,
    Condition,
    Ending,
    Met,
    Standing,
    What,
    findings,
    standing,
    stretches,
    terms,
)
from codeclerk.derogations.rules.values import Derogation
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.people.models import OrganisationName
from codeclerk.register.models import Number, StatusFact, TargetRelease, Title
from codeclerk.sources.queries.seen import place_of

__all__ = ["Derogation", "Standing", "brief", "derogation", "derogations", "ended_by", "in_force"]


def derogations(lens: Lens) -> tuple[Derogation, ...]:
    """Every derogation known at the lens, those that end first in front. Three queries, however many there are: two
    where none ends with a release."""
    return _with_all(lens, _read(_rows(lens)))


def derogation(lens: Lens, key: str) -> Derogation:
    """One derogation by its key, one that was withdrawn too. Refused (derogations.unknown) with the nearest."""
    wanted = key.strip().lower()
    rows = _read(_rows(lens).filter(derogation__key=wanted))
    made = _made(lens, rows, _conditions(lens, key=wanted), _days(lens, rows)) if rows else []
    if not made:
        raise UNKNOWN.refuse(key[:100], suggestion=suggestion(wanted, "It was not known by then. Choose a later day."))
    return made[0]


def brief(lens: Lens) -> tuple[Derogation, ...]:
    """As `derogations`, without conditions and the days of releases: one query."""
    return _in_order(_made(lens, _read(_rows(lens))))


def ended_by(lens: Lens, proposal: str) -> tuple[Derogation, ...]:
    """The derogations that the implementation of a proposal ends, by its key, as `brief`. One query."""
    made = _made(lens, [Row(*row) for row in _ENDED_BY.read(lens, texts={proposal})])
    return tuple(one for one in _in_order(made) if one.ending is not None and one.ending.proposal == proposal)


def in_force(lens: Lens, rule: str, party: str) -> tuple[Derogation, ...]:
    """The derogations under which an organisation need not meet a rule on the lens's day. One query.

    For whoever checks whether a rule was met: `standing` is in force, or unclear where a source gives no more than the
    month in which it began or ended, and then nobody can say. Whether the conditions are met is not looked at.

    Args:
        rule: a clause, such as `H8.3` or `H8.3(a)`; a derogation from `H8.3` covers both.
        party: key of the organisation.
    """
    clause = read_rule(rule).clause
    made = _made(lens, _read(_rows(lens).filter(derogation__party__key=party)))
    return tuple(
        one
        for one in _in_order(made)
        if one.standing in (Standing.IN_FORCE, Standing.UNCLEAR)
        and any(covers(own.clause, clause) for own in one.rules)
    )


class Row(NamedTuple):
    """What was said of a derogation from a day on, with what the proposal that it names is on the lens's day."""

    key: str
    body: str
    rules: str
    permitted: str
    party: str
    what: str
    valid_from: date
    starts: str
    until: str
    ends_with: str
    decided: str
    decision: str
    reason: str
    sure: str
    note: str
    source: str
    short_name: str | None
    full_name: str | None
    number: str | None
    title: str | None
    status: str | None
    stage: str | None
    since: date | None
    target: str | None


_COLUMNS = (
    *(f"derogation__{name}" for name in ("key", "body", "rules", "what", "party__key")),
    *("what", "valid_from", "starts", "until", "ends_with", "decided", "decision", "reason", "sure", "note", "source"),
    *("short_name", "full_name", "number", "title", "status", "stage", "since", "target"),
)
"""What `Row` is read from, in its order."""


def _rows(lens: Lens) -> QuerySet[Any]:
    """Everything said by the lens's day, as known at its instant, with the names and the proposals that it needs."""
    ends_with = {"proposal__key": OuterRef("ends_with")}
    name = OrganisationName.objects.as_at(lens).filter(organisation=OuterRef("derogation__party"))
    number = Number.objects.as_at(lens).filter(**ends_with)
    title = Title.objects.as_at(lens).filter(**ends_with)
    status = StatusFact.objects.as_at(lens).filter(**ends_with)
    target = TargetRelease.objects.as_at(lens).filter(**ends_with)
    rows = TermFact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at)
    return rows.annotate(
        source=place_of(lens),
        short_name=Subquery(name.values("short_name")[:1]),
        full_name=Subquery(name.values("name")[:1]),
        number=Subquery(number.values("text")[:1]),
        title=Subquery(title.values("formal")[:1]),
        status=Subquery(status.values("status")[:1]),
        stage=Subquery(status.values("stage")[:1]),
        since=Subquery(status.values("valid_from")[:1]),
        target=Subquery(target.values("release")[:1]),
    ).order_by("valid_from", "known_from", "pk")


def _read(rows: QuerySet[Any]) -> list[Row]:
    return [Row(*row) for row in rows.values_list(*_COLUMNS)]


_ENDED_BY = Prepared(
    lambda lens, _, keys: (
        _rows(lens)
        .filter(derogation__in=TermFact.objects.filter(ends_with__in=keys).values("derogation"))
        .values_list(*_COLUMNS)
    )
)


def _conditions(lens: Lens, key: str = "") -> dict[str, list[Condition]]:
    """The conditions at the lens by the derogation's key, by number. One query."""
    rows = ConditionFact.objects.as_at(lens).annotate(source=place_of(lens)).select_related("derogation")
    if key:
        rows = rows.filter(derogation__key=key)
    found: dict[str, list[Condition]] = {}
    for row in rows.order_by("derogation", "number"):
        one = Condition(
            row.number, row.text, row.shown_by, Met(row.met), row.valid_from, row.evidence, row.sure, row.source
        )
        found.setdefault(row.derogation.key, []).append(one)
    return found


def _days(lens: Lens, rows: Iterable[Row]) -> Mapping[str, date]:
    """The day of each release that a proposal which ends a derogation is meant for. One query, none without one."""
    targets = {row.target for row in rows if row.target and row.status != IMPLEMENTED}
    return release_days.ask(lens, targets) if targets else {}


def _with_all(lens: Lens, rows: list[Row]) -> tuple[Derogation, ...]:
    return _in_order(_made(lens, rows, _conditions(lens), _days(lens, rows)))


def _in_order(found: Iterable[Derogation]) -> tuple[Derogation, ...]:
    kept = (one for one in found if one.standing is not Standing.WITHDRAWN)
    return tuple(sorted(kept, key=lambda one: (one.last_day or date.max, one.key)))


def _made(
    lens: Lens,
    rows: Iterable[Row],
    conditions: Mapping[str, Collection[Condition]] = {},
    days: Mapping[str, date] = {},
) -> list[Derogation]:
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    granted = {key: own for key, own in by_key.items() if any(row.what == What.GRANTED.value for row in own)}
    return [_one_of(lens, own, tuple(conditions.get(key, ())), days) for key, own in granted.items()]


def _one_of(lens: Lens, rows: list[Row], conditions: tuple[Condition, ...], days: Mapping[str, date]) -> Derogation:
    record, on = rows[0], lens.valid_at
    said = tuple(said_of(row, row.source) for row in rows)
    last = terms(said)[-1]
    ending = _ending(rows[said.index(last)], days) if last.ends_with else None
    return Derogation(
        key=record.key,
        body=record.body,
        body_name=body_name(record.body),
        party=record.party,
        party_name=record.short_name or record.full_name or record.party,
        rules=rules_of(record.rules),
        what=record.permitted,
        standing=standing(said, on, ending),
        said=said,
        stretches=stretches(said, ending),
        conditions=conditions,
        ending=ending,
        findings=findings(said, conditions, on, ending),
    )


def _ending(row: Row, days: Mapping[str, date]) -> Ending:
    is_done = row.status == IMPLEMENTED
    return Ending(
        proposal=row.ends_with,
        number=row.number or row.ends_with,
        title=row.title or "",
        implemented=row.since if is_done else None,
        target=row.target or "",
        planned=days.get(row.target or ""),
        is_closed=row.stage == CLOSED and not is_done,
    )
