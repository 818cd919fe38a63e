"""The orders of a list: of lines that were read already, and the same over plain columns of the whole register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from codeclerk.kernel.lens import Lens
from codeclerk.people.queries import names_as_at
from codeclerk.register import vocabulary, wording
from codeclerk.register.models import ProposalFact, ProposerFact, StatusFact, TargetRelease, Title
from codeclerk.register.queries import columns
from codeclerk.register.queries.lines import ProposalLine, proposer_words
from codeclerk.register.rules.ages import age
from codeclerk.register.rules.numbers import digits_of

Column = Callable[[int], Any]
"""The value of a proposal, by row id, that orders it; None for not known."""


@dataclass(frozen=True)
class Order:
    """An order of the list. Equal ones stay in the order of numbers.

    `line` gives the value of a line that orders it, None for not known. `column` gives the same from plain columns, for
    a lens and the wholes of parts; there is none for the order in which the database gives them anyway. What is not
    known is ordered as `unknown`.
    """

    line: Callable[[ProposalLine], Any]
    column: Callable[[Lens, Mapping[int, int]], Column] | None = None
    unknown: Any = ""

    def __call__(self, line: ProposalLine) -> Any:
        """The sort key of a line."""
        value = self.line(line)
        return self.unknown if value is None else value


def _single(
    fact: type[ProposalFact], name: str, read: Callable[[str], Any]
) -> Callable[[Lens, Mapping[int, int]], Column]:
    """The order by one column of a fact of which there is one."""

    def column(lens: Lens, wholes: Mapping[int, int]) -> Column:
        values = columns.with_wholes(columns.column(lens, fact, name), wholes)
        return lambda id: read(values[id][0]) if id in values else None

    return column


def _place(stage: str) -> int | None:
    return list(vocabulary.stage_names()).index(stage) if stage else None


def _folded(text: str) -> str | None:
    return text.casefold() or None


def _raised(lens: Lens, wholes: Mapping[int, int]) -> Column:
    days = columns.raised(lens, wholes)
    return lambda id: days[id].first if id in days else None


def _ages(lens: Lens, wholes: Mapping[int, int]) -> Column:
    days = columns.raised(lens, wholes)
    before = {stage.id for stage in vocabulary.stages() if stage.pre_decision}
    standing = columns.with_wholes(columns.column(lens, StatusFact, "stage"), wholes)
    split = set(wholes.values())
    age_since = cache(lambda day: age(day, lens.valid_at))  # few days, many proposals

    def value(id: int) -> int | None:
        when = days.get(id)
        is_open = id in standing and standing[id][0] in before and id not in split
        return age_since(when.first) if is_open and when is not None and when.is_day else None

    return value


def _statuses(lens: Lens, wholes: Mapping[int, int]) -> Column:
    standing = columns.with_wholes(columns.column(lens, StatusFact, "profile", "status", "part"), wholes)
    return lambda id: _folded(wording.status(*standing[id])) if id in standing else None


def _proposers(lens: Lens, wholes: Mapping[int, int]) -> Column:
    said = columns.with_wholes(columns.column(lens, ProposerFact, "organisation", "on_behalf_of"), wholes)
    names = names_as_at(lens)

    def value(id: int) -> str | None:
        organisation, behalf = said.get(id, ("", ""))
        return _folded(proposer_words(names.get(organisation, organisation), names.get(behalf, behalf)))

    return value


ORDERS: dict[str, Order] = {
    "number": Order(lambda line: digits_of(line.key)),
    "title": Order(lambda line: _folded(line.title), _single(Title, "formal", _folded)),
    "stage": Order(lambda line: _place(line.stage), _single(StatusFact, "stage", _place), unknown=99),
    "status": Order(lambda line: _folded(line.status_name), _statuses),
    "proposer": Order(lambda line: _folded(line.proposer_name), _proposers),
    "release": Order(lambda line: _folded(line.release), _single(TargetRelease, "release", _folded)),
    "raised": Order(lambda line: line.raised.first if line.raised else None, _raised, unknown=date.max),
    "age": Order(lambda line: line.age, _ages, unknown=-1),
}
