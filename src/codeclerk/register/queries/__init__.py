"""Reads of the register, through a lens. The register is public: the viewer decides on contact details only."""

from codeclerk.register.queries.history import HistoryLine, history, history_of
from codeclerk.register.queries.lines import Filters, ProposalLine, proposals, register_begins, stage_counts
from codeclerk.register.queries.names import (
    AliasLine,
    Resolution,
    aliases_of,
    check_reference,
    key_of_address,
    numbers_at,
    resolve,
    with_slug,
)
from codeclerk.register.queries.page import (
    ChangeRequestLine,
    ContactBlock,
    DatedLine,
    LinkLine,
    ObjectiveLine,
    ProposalView,
    contact_block,
    contact_block_of,
    proposal,
)
from codeclerk.register.queries.reported import Reported, reported
from codeclerk.register.queries.timetables import timetable, timetables

__all__ = [
    "AliasLine",
    "ChangeRequestLine",
    "ContactBlock",
    "DatedLine",
    "Filters",
    "HistoryLine",
    "LinkLine",
    "ObjectiveLine",
    "ProposalLine",
    "ProposalView",
    "Reported",
    "Resolution",
    "aliases_of",
    "check_reference",
    "contact_block",
    "contact_block_of",
    "history",
    "history_of",
    "key_of_address",
    "numbers_at",
    "proposal",
    "proposals",
    "register_begins",
    "reported",
    "resolve",
    "stage_counts",
    "timetable",
    "timetables",
    "with_slug",
]
