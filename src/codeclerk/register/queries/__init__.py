"""Reads of the register, through a lens. The register is public: the viewer decides on contact details only."""

from codeclerk.register.queries.facets import Facets, affected_known, facets, stage_counts
from codeclerk.register.queries.history import HistoryLine, history, history_in, history_of
from codeclerk.register.queries.lines import Filters, ProposalLine, lines_of, register_begins
from codeclerk.register.queries.listing import Page, page_of, pages_of, proposals
from codeclerk.register.queries.names import (
    AliasLine,
    Resolution,
    aliases_of,
    check_reference,
    key_in_register,
    key_of_address,
    names_at,
    numbers_at,
    resolve,
    with_names,
    with_slug,
)
from codeclerk.register.queries.orders import ORDERS
from codeclerk.register.queries.overview import Coming, Overview, overview, titles
from codeclerk.register.queries.page import (
    AttachedLine,
    ChangeRequestLine,
    ContactBlock,
    LinkLine,
    ObjectiveLine,
    ProposalView,
    contact_block,
    contact_block_from,
    contact_block_of,
    proposal,
    proposal_of,
)
from codeclerk.register.queries.reported import Reported, reported, reported_of
from codeclerk.register.queries.timelines import DatedLine
from codeclerk.register.queries.timetables import timetable

__all__ = [
    "ORDERS",
    "AliasLine",
    "AttachedLine",
    "ChangeRequestLine",
    "Coming",
    "ContactBlock",
    "DatedLine",
    "Facets",
    "Filters",
    "HistoryLine",
    "LinkLine",
    "ObjectiveLine",
    "Overview",
    "Page",
    "ProposalLine",
    "ProposalView",
    "Reported",
    "Resolution",
    "affected_known",
    "aliases_of",
    "check_reference",
    "contact_block",
    "contact_block_from",
    "contact_block_of",
    "facets",
    "history",
    "history_in",
    "history_of",
    "key_in_register",
    "key_of_address",
    "lines_of",
    "names_at",
    "numbers_at",
    "overview",
    "page_of",
    "pages_of",
    "proposal",
    "proposal_of",
    "proposals",
    "register_begins",
    "reported",
    "reported_of",
    "resolve",
    "stage_counts",
    "timetable",
    "titles",
    "with_names",
    "with_slug",
]
