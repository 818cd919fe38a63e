"""The Working Groups of proposals."""

from __future__ import annotations

from dataclasses import dataclass

from codeclerk.committees import vocabulary
from codeclerk.committees.queries.facts import Allocation, Row, allocation_of, facts_of, read, rows_at
from codeclerk.committees.rules.contents import What
from codeclerk.committees.rules.groups import Facts, Match, propose_group
from codeclerk.kernel.lens import Lens
from codeclerk.register import queries as register
from codeclerk.register.queries import ProposalLine


@dataclass(frozen=True)
class GroupLine:
    """A proposal with the Working Group that has it, or is to have it."""

    proposal: str
    number: str
    title: str
    allocation: Allocation

    @property
    def group(self) -> str:
        return self.allocation.content.group


def group_of(lens: Lens, proposal: str) -> str:
    """The id of the Working Group that has a proposal, by its key; empty for none, or for one that is only proposed.

    One query.
    """
    found = facts_of(lens, proposal).allocation
    return found.content.group if found is not None and found.content.state == "allocated" else ""


def allocations(lens: Lens, group: str = "") -> tuple[GroupLine, ...]:
    """The proposals that are in a Working Group, or are to be, by number; of one group if it is named. Two
    queries."""
    last: dict[str, Row] = {}
    for row in read(rows_at(lens).filter(what=What.ALLOCATED.value)):
        last[row.proposal] = row
    found = {key: made for key, row in last.items() if (made := allocation_of(row)).content.group}
    if group:
        found = {key: one for key, one in found.items() if one.content.group == group}
    names = register.names_at(lens, found)
    return tuple(GroupLine(key, *names[key], one) for key, one in sorted(found.items()))


def matches_of(line: ProposalLine) -> tuple[Match, ...]:
    """The Working Groups that a proposal fits by its theme, the best first, each with its reasons. No query."""
    facts = Facts(
        titles=tuple(filter(None, (line.title, line.short_title))),
        summary=line.summary,
        documents=line.documents,
        systems=line.systems,
    )
    return propose_group(facts, vocabulary.groups_for(line))
