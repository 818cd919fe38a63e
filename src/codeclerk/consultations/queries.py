"""Reads of consultations, through a lens. Lists leave out the ones that were dropped. Consultations are public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from codeclerk.consultations import vocabulary
from codeclerk.consultations.find import UNKNOWN, said_of, suggestion
from codeclerk.consultations.models import ConsultationDate
from codeclerk.consultations.rules import (
    Consultation,
    Said,
    Standing,
    What,
    distinct,
    first_day,
    is_issued,
    last_day,
    latest,
    length,
    standing,
    warnings,
)
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.register.models import Number, Title
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.times import When
from codeclerk.sources.queries.seen import place_of

__all__ = ["Consultation", "Standing", "consultation", "consultations", "of_proposal", "open_on", "to_be_issued"]


def consultations(lens: Lens, *, kinds: Collection[str] = (), named: bool = True) -> tuple[Consultation, ...]:
    """Every consultation known at the lens, by issue, planned or real. Three queries, however many there are.

    Args:
        kinds: ids of the pack's kinds; empty for all of them.
        named: with False `number` and `title` are left empty, for who has them: one query.
    """
    rows = _rows(lens)
    found = _read(rows.filter(consultation__kind__in=kinds) if kinds else rows)
    names = _names(lens, {row.proposal for row in found}) if named else {}
    every = (one for one in _made(lens, found, names) if one.standing is not Standing.DROPPED)
    return tuple(sorted(every, key=lambda one: one.order))


def open_on(lens: Lens, kind: str = "") -> tuple[Consultation, ...]:
    """The consultations that are open at the end of the lens's day, those that close first in front (CSR:249-255)."""
    found = [one for one in consultations(lens, kinds=_one(kind)) if one.standing is Standing.OPEN]
    return tuple(sorted(found, key=lambda one: (one.last_day or date.max, one.key)))


def to_be_issued(lens: Lens, kind: str = "") -> tuple[Consultation, ...]:
    """The consultations that are expected and not issued, those that come first in front (CSR:374-378)."""
    return tuple(one for one in consultations(lens, kinds=_one(kind)) if one.standing is Standing.EXPECTED)


def of_proposal(lens: Lens, proposal: str) -> tuple[Consultation, ...]:
    """The consultations on a proposal, by its key, in order; a part's begin with those of the whole. One query.

    `number` and `title` are left empty: who asks has them.
    """
    rows = _OF_PROPOSAL.read(lens, texts={proposal, whole_of(proposal)} - {""})
    found = _made(lens, (Row(*row) for row in rows), {})
    return tuple(sorted((one for one in found if one.standing is not Standing.DROPPED), key=lambda one: one.order))


def consultation(lens: Lens, key: str) -> Consultation:
    """One consultation by its key, one that was dropped too. Refused (consultations.unknown) with the nearest."""
    found = _read(_rows(lens).filter(consultation__key=key))
    if not found:
        raise UNKNOWN.refuse(key[:80], suggestion=suggestion(key))
    names = _names(lens, {found[0].proposal})
    return _made(lens, found, names)[0]


def _one(kind: str) -> tuple[str, ...]:
    return (vocabulary.kind(kind).id,) if kind else ()


class Row(NamedTuple):
    """What was said of a consultation from a day on."""

    key: str
    kind: str
    proposal: str
    what: str
    valid_from: date
    first: date | None
    last: date | None
    is_month: bool
    reason: str
    sure: str
    note: str
    source: str


_COLUMNS = (
    *(f"consultation__{name}" for name in ("key", "kind", "proposal__key")),
    *("what", "valid_from", "first", "last", "is_month", "reason", "sure", "note", "source"),
)
"""What `Row` is read from, in its order."""


def _rows(lens: Lens) -> QuerySet[Any]:
    rows = ConsultationDate.objects.known_at(lens).filter(valid_from__lte=lens.valid_at)
    return rows.annotate(source=place_of(lens)).order_by("valid_from", "known_from", "pk")


def _read(rows: QuerySet[Any]) -> list[Row]:
    return [Row(*row) for row in rows.values_list(*_COLUMNS)]


_OF_PROPOSAL = Prepared(
    lambda lens, _, keys: _rows(lens).filter(consultation__proposal__key__in=keys).values_list(*_COLUMNS)
)


def _names(lens: Lens, proposals: Collection[str]) -> dict[str, tuple[str, str]]:
    """Key of each proposal -> its number and title at the lens; a part without a title has that of the whole."""
    keys = {*proposals, *(whole_of(key) for key in proposals)} - {""}
    numbers = dict(
        Number.objects.as_at(lens).filter(proposal__key__in=keys).exclude(text="").values_list("proposal__key", "text")
    )
    titles = dict(Title.objects.as_at(lens).filter(proposal__key__in=keys).values_list("proposal__key", "formal"))
    return {key: (numbers.get(key, key), titles.get(key) or titles.get(whole_of(key), "")) for key in proposals}


def _made(lens: Lens, rows: Iterable[Row], names: Mapping[str, tuple[str, str]]) -> list[Consultation]:
    by_consultation: dict[str, list[Row]] = {}
    for row in rows:
        by_consultation.setdefault(row.key, []).append(row)
    calendar = calendar_at(lens)
    return [_one_of(lens, own, names, calendar) for own in by_consultation.values()]


def _one_of(lens: Lens, rows: list[Row], names: Mapping[str, tuple[str, str]], calendar: Calendar) -> Consultation:
    record = rows[0]
    said = tuple(said_of(row, row.source) for row in rows)
    now, rule = latest(said), vocabulary.rules().usual_length
    number, title = names.get(record.proposal, ("", ""))
    closes = now.get(What.CLOSES)
    over = now.get(What.DROPPED) or now.get(What.ENDED)
    return Consultation(
        key=record.key,
        kind=record.kind,
        kind_name=vocabulary.kind_name(record.kind),
        proposal=record.proposal,
        number=number,
        title=title,
        issued=_when(now, What.ISSUED),
        closes=closes.day if closes else None,
        expected_issue=_when(now, What.EXPECTED),
        standing=standing(now, lens.valid_at),
        length=length(now, rule, calendar),
        warnings=warnings(now, lens.valid_at, rule, calendar),
        sources=tuple(dict.fromkeys(one.source for one in said if one.source)),
        convention=rule.convention.at(first_day(now) or lens.valid_at).value,
        is_issued=is_issued(now, lens.valid_at),
        ended=last_day(now) if What.ENDED in now else None,
        reason=over.reason if over else "",
        closing_days=distinct(said, What.CLOSES),
        expected_days=distinct(said, What.EXPECTED),
        notes=tuple(dict.fromkeys(one.note for one in said if one.note)),
        sure={one.what.value: one.sure for one in now.values() if one.sure in ("inferred", "unverified")},
    )


def _when(now: Mapping[What, Said], what: What) -> When | None:
    return now[what].when if what in now else None
