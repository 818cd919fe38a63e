"""The facts of committees as the table has them, and what they say of one proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from codeclerk.committees import find
from codeclerk.committees.models import CommitteeFact
from codeclerk.committees.rules.contents import OF_INPUT, Allocated, What
from codeclerk.committees.rules.inputs import Input, Said, input_of
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources.queries.seen import place_of


class Row(NamedTuple):
    """What a fact held from a day on."""

    proposal: str
    which: str
    what: str
    content: str
    valid_from: date
    sure: str
    note: str
    source: str

    def said(self) -> Said:
        return find.said_of(self._asdict(), self.source)


COLUMNS = ("proposal__key", *Row._fields[1:])
"""The columns of `rows_at` that make a `Row`."""


@dataclass(frozen=True)
class Allocation:
    """That a proposal is, or was to be, in a Working Group from a day on; an empty group says that it is in none."""

    content: Allocated
    since: date
    sure: str
    note: str
    source: str


@dataclass(frozen=True)
class ProposalFacts:
    """What is known of committees and one proposal: what they were asked, its Working Groups over time."""

    inputs: tuple[Input, ...]
    allocations: tuple[Allocation, ...]

    @property
    def allocation(self) -> Allocation | None:
        """The Working Group that has it, or is to have it."""
        last = self.allocations[-1] if self.allocations else None
        return last if last is not None and last.content.group else None


def rows_at(lens: Lens) -> QuerySet[Any]:
    """Every fact that was known and held by the day, in the order in which it was said."""
    known = CommitteeFact.objects.known_at(lens).filter(valid_from__lte=lens.valid_at)
    return known.annotate(source=place_of(lens)).order_by("valid_from", "known_from", "pk")


def read(rows: QuerySet[Any]) -> list[Row]:
    """The rows of a query set. One query."""
    return [Row(*one) for one in rows.values_list(*COLUMNS)]


_OF_PROPOSAL = Prepared(lambda lens, _, keys: rows_at(lens).filter(proposal__key__in=keys).values_list(*COLUMNS))


@once
def facts_of(lens: Lens, proposal: str) -> ProposalFacts:
    """What is known of committees and a proposal, by its key; a part's begin with those of the whole. One query."""
    rows = [Row(*one) for one in _OF_PROPOSAL.read(lens, texts={proposal, whole_of(proposal)} - {""})]
    groups = [row for row in rows if row.what == What.ALLOCATED]
    own = [row for row in groups if row.proposal == proposal] or groups
    return ProposalFacts(inputs_from(rows, lens.valid_at), tuple(map(allocation_of, own)))


def inputs_of(lens: Lens, proposal: str) -> tuple[Input, ...]:
    """What committees were asked about a proposal, by its key. One query. Numbers and titles are left empty."""
    return facts_of(lens, proposal).inputs


def inputs_from(rows: Iterable[Row], on: date) -> tuple[Input, ...]:
    """The inputs that rows make, in the order in which they were asked."""
    found: dict[tuple[str, str], list[Said]] = {}
    for row in rows:
        if row.what in OF_INPUT:
            found.setdefault((row.proposal, row.which), []).append(row.said())
    made = (input_of(proposal, *find.parted(which), said, on) for (proposal, which), said in found.items())
    return tuple(sorted((one for one in made if one is not None), key=lambda one: (one.asked_on, one.key)))


def allocation_of(row: Row) -> Allocation:
    """A row of the kind `allocated` as a value."""
    said = row.said()
    content = said.content if isinstance(said.content, Allocated) else Allocated()
    return Allocation(content, said.since, said.sure, said.note, said.source)
