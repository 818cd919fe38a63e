"""What the register says of proposals: every fact of the asked ones in one read, whatever table it stands in.

Each fact's table is one part of a union: the columns that all facts share, and the fact's own values as JSON. `as_at`
reads what holds at a lens, for lists; `over_time` all that was said up to its day, for the page of one proposal.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, JSONObject

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.people.models import OrganisationName
from codeclerk.register.models import (
    FACTS,
    AliasRecord,
    DocumentFact,
    IssuedNumber,
    LinkFact,
    Number,
    Proposal,
    ProposalFact,
    ProposerFact,
    Title,
)
from codeclerk.register.rules.numbers import digits_of
from codeclerk.register.rules.timetable import State
from codeclerk.sources.queries.seen import details, place_of

IN_LISTS = (
    "title",
    "proposer",
    "lead_analyst",
    "status",
    "path",
    "flag",
    "hold",
    "target_release",
    "summary",
    "affected",
    "timetable",
)
"""The facts that a line of a list is made of."""


class Told(NamedTuple):
    """One row of one fact: `fact` is its name in `models.FACTS`, or one of the names that a read gives beside them.

    `row` is its key in its own table, `value` what it says by name, with what tells it from others of its kind.
    """

    fact: str
    row: int
    proposal: int
    first_day: date
    end: date | None
    sure: str
    note: str
    value: Mapping[str, Any]

    def holds_on(self, day: date) -> bool:
        """Whether the row says what holds on a day."""
        return self.first_day <= day and (self.end is None or day < self.end)


def as_at(lens: Lens, keys: Collection[str]) -> list[Told]:
    """What holds at the lens of these proposals, their wholes and their parts: `number`, the facts of lists, and the
    names of the organisations among them (`organisation`).

    Of the timetable of a proposal that is no part, only what is to come, and the day on which it was raised: lists say
    no more. One query, however many there are; ask for a thousand at a time at most.
    """
    return [_told(row) for row in _AS_AT.rows(lens, {digits_of(key)[0] for key in keys})]


def over_time(lens: Lens, key: str) -> list[Told]:
    """Everything that was said of a proposal, its whole and its parts up to the lens's day, as known at its instant;
    of titles, those to come too.

    Of attached documents only those that are open to the viewer, each as it is `called` and with the day on which it
    was `published`.
    Beside the facts: the `key` of each, every `number` and `alias`, the numbers `issued` to it, the links that have it
    as their target (`linked`), of every other end of a link the `other_number` and `other_title`, and the names of the
    organisations (`organisation`), at the lens. One query.
    """
    return [_told(row) for row in _OVER_TIME.rows(lens, {digits_of(key)[0]}, {key})]


def names_in(rows: Iterable[Told]) -> dict[str, str]:
    """Key of each organisation among what was read -> its name at the lens."""
    return {row.value["key"]: row.value["name"] for row in rows if row.fact == "organisation"}


def revisions(lens: Lens, events: Collection[tuple[int, str]]) -> list[Told]:
    """All that timetables said of events, given by the row id of the proposal and the event's key. One query."""
    proposals, names = {proposal for proposal, _ in events}, {f"{proposal}:{key}" for proposal, key in events}
    return [_told(row) for row in _REVISIONS.rows(lens, proposals, names)]


def timetables(lens: Lens, keys: Collection[str]) -> list[Told]:
    """All that the timetables of these proposals, their wholes and their parts said up to the lens's day, and every
    `number` at the lens. One query, however many there are; ask for a thousand at a time at most."""
    return [_told(row) for row in _TIMETABLES.rows(lens, {digits_of(key)[0] for key in keys})]


# --- the queries ----------------------------------------------------------------


def _part(name: str, rows: QuerySet[Any], *names: str, **others: Any) -> QuerySet[Any, Any]:
    """Rows of a table in the shape that all parts of a union share."""
    dated = issubclass(rows.model, ProposalFact | AliasRecord)
    whose = "proposal_id" if dated or rows.model is IssuedNumber else "pk"
    nothing = {
        "told_from": Value(None, output_field=DateField()),
        "told_to": Value(None, output_field=DateField()),
        "told_sure": Value("", output_field=CharField()),
        "told_note": Value("", output_field=CharField()),
    }
    shared = ("valid_from", "valid_to", "sure", "note") if dated else tuple(nothing)
    value = JSONObject(**{one: one for one in names}, **others)
    made = rows.annotate(told_fact=Value(name), told_value=value, **({} if dated else nothing))
    told: QuerySet[Any, Any] = made.values_list("told_fact", "pk", whose, *shared, "told_value")
    return told


def _own(fact: type[ProposalFact]) -> tuple[str, ...]:
    """What a fact says, without what all facts have."""
    names = (*fact.identity, *fact.value)
    return tuple(name for name in names if name not in ("proposal_id", "sure", "note"))


def _union(parts: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return parts[0].union(*parts[1:], all=True)


def _organisations(lens: Lens, proposers: QuerySet[Any]) -> list[QuerySet[Any, Any]]:
    """The names, at the lens, of the organisations that propose or are spoken for."""
    names = OrganisationName.objects.as_at(lens)
    return [
        _part(
            "organisation", names.filter(organisation__key__in=proposers.values(role)), "name", key="organisation__key"
        )
        for role in ("organisation", "on_behalf_of")
    ]


def _as_at(lens: Lens, digits: Collection[int], _: Collection[str]) -> QuerySet[Any, Any]:
    numbers = Number.objects.as_at(lens).exclude(text="").filter(proposal__digits__in=digits)
    parts = [_part("number", numbers, *_own(Number), key="proposal__key")]
    for name in IN_LISTS:
        rows = FACTS[name].objects.as_at(lens).filter(proposal__digits__in=digits)
        if name == "timetable":
            to_come = Q(state=State.PLANNED.value, last__gte=lens.valid_at)
            rows = rows.filter(to_come | Q(kind="raised") | ~Q(proposal__letter=""))
        parts.append(_part(name, rows, *_own(FACTS[name])))
    proposers = ProposerFact.objects.as_at(lens).filter(proposal__digits__in=digits)
    return _union([*parts, *_organisations(lens, proposers)])


def _over_time(lens: Lens, digits: Collection[int], keys: Collection[str]) -> QuerySet[Any, Any]:
    def said(fact: type[ProposalFact]) -> QuerySet[Any]:
        rows = fact.objects.known_at(lens).filter(proposal__digits__in=digits)
        return rows if fact is Title else rows.filter(valid_from__lte=lens.valid_at)

    parts = [
        _part("key", Proposal.objects.filter(digits__in=digits), "key"),
        _part("number", said(Number), *_own(Number), key="proposal__key"),
        _part("alias", AliasRecord.objects.known_at(lens).filter(proposal__digits__in=digits), "text", "kind"),
        _part("issued", IssuedNumber.objects.filter(proposal__digits__in=digits), "text"),
    ]
    for name, fact in FACTS.items():
        if fact is DocumentFact:
            parts.append(_attached(lens, said(fact)))
            continue
        more = {"source": place_of(lens)} if name == "timetable" else {}
        parts.append(_part(name, said(fact), *_own(fact), **more))
    here = LinkFact.objects.as_at(lens).filter(holds=True, proposal__digits__in=digits)
    there = LinkFact.objects.as_at(lens).filter(holds=True, target__in=keys)
    parts.append(_part("linked", there, *_own(LinkFact), key="proposal__key"))
    for ends in ({"proposal__key__in": here.values("target")}, {"proposal__in": there.values("proposal")}):
        numbers = Number.objects.as_at(lens).exclude(text="").filter(**ends)
        titles = Title.objects.as_at(lens).filter(**ends)
        parts.append(_part("other_number", numbers, "text", key="proposal__key"))
        parts.append(_part("other_title", titles, "formal", key="proposal__key"))
    return _union([*parts, *_organisations(lens, said(ProposerFact))])


def _attached(lens: Lens, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Attached documents as far as they are open to the viewer, as they are called, and where that is printed."""
    seen = details(lens).filter(document__sha256=OuterRef("document"))
    named = seen.annotate(shown=Case(When(reference="", then=F("title")), default=F("reference")))
    return _part(
        "document",
        rows.filter(Exists(seen)),
        *_own(DocumentFact),
        called=Subquery(named.values("shown")[:1]),
        published=Subquery(seen.values("published")[:1]),
        source=place_of(lens),
    )


def _revisions(lens: Lens, proposals: Collection[int], events: Collection[str]) -> QuerySet[Any, Any]:
    fact = FACTS["timetable"]
    named = Concat(Cast("proposal_id", CharField()), Value(":"), "event_key")
    rows = fact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at, proposal__in=proposals)
    chosen = rows.alias(named=named).filter(named__in=events)
    return _part("timetable", chosen, *_own(fact), source=place_of(lens))


def _timetables(lens: Lens, digits: Collection[int], _: Collection[str]) -> QuerySet[Any, Any]:
    fact = FACTS["timetable"]
    numbers = Number.objects.as_at(lens).exclude(text="").filter(proposal__digits__in=digits)
    rows = fact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at, proposal__digits__in=digits)
    return _union(
        [
            _part("number", numbers, *_own(Number), key="proposal__key"),
            _part("timetable", rows, *_own(fact), source=place_of(lens)),
        ]
    )


_AS_AT, _OVER_TIME, _REVISIONS = Prepared(_as_at), Prepared(_over_time), Prepared(_revisions)
_TIMETABLES = Prepared(_timetables)


# --- what the two databases give ------------------------------------------------


def _named(kind: type[Any]) -> dict[str, tuple[str, ...]]:
    """The names under which a fact has values of a kind that JSON does not have, by fact."""
    facts: dict[str, type[ProposalFact]] = {**FACTS, "linked": LinkFact}
    return {
        name: tuple(
            field.name for field in fact._meta.concrete_fields if field.name in fact.value and isinstance(field, kind)
        )
        for name, fact in facts.items()
    }


_DAYS, _FLAGS = _named(DateField), _named(BooleanField)


def _told(row: tuple[Any, ...]) -> Told:
    fact, key, proposal, first, last, sure, note, value = row
    said = json.loads(value) if isinstance(value, str) else value
    for name in _DAYS.get(fact, ()):
        said[name] = _day(said[name])
    for name in _FLAGS.get(fact, ()):
        said[name] = bool(said[name])
    if fact == "document":
        said["published"] = _day(said["published"])
    return Told(fact, key, proposal, _day(first) or date.min, _day(last), sure, note, said)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
