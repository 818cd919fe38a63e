"""The act that allocates a proposal to a Working Group."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.committees import queries, vocabulary
from codeclerk.committees.commands.base import CommitteeAct, sourced
from codeclerk.committees.events import GroupAllocated
from codeclerk.committees.rules.contents import GROUP, Allocated, GroupState
from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.register import find as register
from codeclerk.register import queries as register_queries
from codeclerk.register.commands.base import check_happened, plan_for
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick, Words


@act
class AllocateToGroup(CommitteeAct["AllocateToGroup.Input"]):
    """Say which Working Group has a proposal, or is to have it. Earlier groups stay in the record.

    That its theme points to another group, or that its process does not know the group, is a warning and stops nothing.
    """

    name = "allocate_to_group"
    title = "Allocate to a Working Group"

    class Input(FactInput):
        group: Annotated[Pick, Field(title="Working Group", description="None: it is in no group any more.")] = ""
        state: Annotated[GroupState, Field(title="How far it is")] = GroupState.ALLOCATED
        why: Annotated[Words, Field(title="Why")] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = register.subject(data.proposal)
        group = vocabulary.group(data.group) if data.group else None
        if data.state is GroupState.ALLOCATED:
            check_happened(f"the Working Group of {found.number}", context)
        body = GroupAllocated(
            proposal=found.key,
            number=found.number,
            which=GROUP,
            holds_from=context.effective,
            named=group.name if group else "",
            content=Allocated(group=group.id if group else "", state=data.state, why=data.why),
            **sourced(data),
        )
        return plan_for(found, context, body, warnings=_warnings(found, group.id, context) if group else ())


def _warnings(found: Subject, group: str, context: Context) -> tuple[str, ...]:
    """What speaks against the group, by its theme and by the proposal's process."""
    lens = Lens(PUBLIC, context.effective, context.now)
    lines = register_queries.lines_of(lens, [found.key])
    if not lines:
        return ()
    known = [one.id for one in vocabulary.groups_for(lines[0])]
    if group not in known:
        return (f"The process of {found.number} does not know {vocabulary.body_name(group)}.",)
    matches = queries.matches_of(lines[0])
    if matches and matches[0].group != group:
        best = matches[0]
        return (f"Its theme points to {vocabulary.body_name(best.group)}: {' '.join(best.reasons)}",)
    return ()
