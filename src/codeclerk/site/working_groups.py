"""The Working Group of each proposal, for the register's grid: as committees have it, else as sources print it."""

from __future__ import annotations

from collections.abc import Collection

from codeclerk.committees.queries import allocations
from codeclerk.committees.rules.contents import GroupState
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Bodies
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import groups
from codeclerk.register.queries import ProposalLine


def working_groups(lens: Lens, lines: Collection[ProposalLine]) -> dict[str, str]:
    """The key of each of these proposals that has a group of the process in force -> the group's short name.

    Three queries more than `groups.printed`.
    """
    short = {one.id: one.abbreviation for one in running_pack().of(Bodies).bodies}
    shown, asked = groups.names(lens.valid_at), {line.key for line in lines}
    allocated = {
        one.proposal: name
        for one in allocations(lens)
        if one.proposal in asked
        and one.allocation.content.state is GroupState.ALLOCATED
        and (name := short.get(one.group, "")) in shown
    }
    return {**groups.printed(lens, lines), **allocated}
