"""Reads of committees, through a lens: their seats, what they were asked, the Working Groups of proposals.

All of it is public; places in documents that are not open to the viewer are left out.
"""

from codeclerk.committees.queries.facts import Allocation, ProposalFacts, facts_of, inputs_of
from codeclerk.committees.queries.groups import GroupLine, allocations, group_of, matches_of
from codeclerk.committees.queries.inputs import Interest, InterestRow, input_at, inputs, interest, waiting, waiting_for
from codeclerk.committees.queries.seats import ProposedSeats, constitution, constitutions, proposed_seats, seats

__all__ = [
    "Allocation",
    "GroupLine",
    "Interest",
    "InterestRow",
    "ProposalFacts",
    "ProposedSeats",
    "allocations",
    "constitution",
    "constitutions",
    "facts_of",
    "group_of",
    "input_at",
    "inputs",
    "inputs_of",
    "interest",
    "matches_of",
    "proposed_seats",
    "seats",
    "waiting",
    "waiting_for",
]
