"""The reports on a proposal, which a higher folder makes: what its page shows of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codeclerk.kernel.ports import Port
from codeclerk.people.middleware import Request
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.tables import Link, Table


@dataclass(frozen=True)
class Reports:
    """The draft of the reader's day, the same as files, and the reports that were issued; None for none."""

    draft: Link
    downloads: tuple[Link, ...]
    issued: Table | None


def _none(request: Request, line: ProposalLine) -> Reports | None:
    return None


reports: Port[Callable[[Request, ProposalLine], Reports | None]] = Port("reports on a proposal", _none)
"""The reports on a proposal as the reader may see them; None where nothing makes any. One query."""
