"""What papers show on the page of a proposal: the draft report of the reader's day, and issued ones."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.kernel.calendar.dates import london_day
from codeclerk.papers import queries, registry, tables
from codeclerk.papers.forms import with_values
from codeclerk.papers.rendering import FORMATS
from codeclerk.people.middleware import AS_AT, KNOWN_AT, Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.reports import Reports
from codeclerk.ui.tables import Link

ABOUT = "proposal"


def _on_same_dates(request: Request, href: str) -> str:
    """The draft as known when the page is: left to itself a paper of an earlier day knows no more than that day did."""
    dated = with_dates(request, href)
    chosen = any(request.GET.get(name) for name in AS_AT)
    if not chosen or any(request.GET.get(name) for name in KNOWN_AT):
        return dated
    return f"{dated}&{KNOWN_AT[0]}={london_day(request.lens.known_at).isoformat()}"


def reports_on(request: Request, line: ProposalLine) -> Reports | None:
    """The report on a proposal as a draft, and every issued paper about it. One query."""
    kind = next((one for one in registry.kinds() if any(asked.subject == ABOUT for asked in one.asks)), None)
    if kind is None or kind.classification not in request.viewer.may_see:
        return None
    day = request.lens.valid_at
    values = {asked.name: line.number for asked in kind.asks if asked.subject == ABOUT}
    here = _on_same_dates(
        request, with_values(reverse("papers:draft", args=[kind.name, f"{day.year:04d}-{day.month:02d}"]), values)
    )
    found = queries.about(request.lens, f"{ABOUT}:{line.key}")
    return Reports(
        draft=Link(f"{kind.title} of {line.number}, draft", here),
        downloads=tuple(Link(form.label, f"{here}&format={form.name}") for form in FORMATS.values()),
        issued=tables.about_table(request, found) if found else None,
    )
