"""The tables of the pages of the code: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from codeclerk.kernel.calendar.dates import LONDON, format_date
from codeclerk.legaltext import queries
from codeclerk.legaltext.page_text import slug
from codeclerk.legaltext.queries import ConflictLine, DocumentLine, DocumentVersion, Version
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.ui.words import plural

OPEN = Tag("open", "bad", 0, "It blocks the consolidation of the two until somebody settles it.")
NEEDS = Tag("needs the other", "info", 1, "Both are released together.")
SETTLED = Tag("settled", "good", 2)


def holds_from(one: Version) -> str:
    """`25 Feb 2021`, with the time where it is not midnight in London."""
    local = one.effective.astimezone(LONDON)
    day = f"{local.day} {local:%b %Y}"
    return day if (local.hour, local.minute) == (0, 0) else f"{day}, {local:%H:%M}"


def documents_table(
    request: Request, version: Version, lines: Iterable[DocumentLine], statuses: Mapping[str, str]
) -> Table:
    """The Sections, Schedules and Appendices of a version. `statuses` says by the id of each how it stands."""

    def href(name: str) -> str:
        return with_dates(request, reverse("legaltext:document", args=[slug(name)]))

    rows = tuple(
        {
            "document": Link(line.name, href(line.name)),
            "title": line.title,
            "revision": line.revision or None,
            "status": statuses.get(line.pid),
        }
        for line in lines
    )
    columns = (
        Column("document", "Document", Kind.REFERENCE),
        Column("title", "Title"),
        Column("revision", "Its own version", none="–"),
        Column("status", "Status", none="–"),
    )
    return Table(f"Documents of version {version.number}", columns, rows, stack=True)


def versions_table(request: Request, every: Iterable[Version], numbers: dict[str, str]) -> Table:
    """Every version with what made it. `numbers` are the numbers of proposals by their keys."""
    rows = tuple(
        {
            "version": Link(one.number, f"{reverse('legaltext:code')}?version={one.number}"),
            "from": holds_from(one),
            "origin": one.origin.words,
            "proposals": ", ".join(numbers.get(key, key) for key in one.proposals) or None,
            "summary": one.summary or None,
            "compare": Link(f"With {one.parent}", f"{reverse('legaltext:compare')}?old={one.parent}&new={one.number}")
            if one.parent
            else None,
        }
        for one in reversed(list(every))
    )
    columns = (
        Column("version", "Version", Kind.REFERENCE),
        Column("from", "Holds from"),
        Column("origin", "Made by"),
        Column("proposals", "Proposals", none="–"),
        Column("summary", "What changed", none="–"),
        Column("compare", "Compare", none="–"),
    )
    return Table("Versions of the code", columns, rows, empty=_NO_VERSIONS, stack=True)


_NO_VERSIONS = Empty(
    "No version of the code yet",
    "No text of the code was imported into this record.",
    "Import a folder of documents with `codeclerk code import`.",
)


def history_table(request: Request, every: Iterable[DocumentVersion]) -> Table:
    """The version history of a document."""
    rows = tuple(
        {
            "version": Link(one.version.number, f"{reverse('legaltext:code')}?version={one.version.number}"),
            "revision": one.revision or None,
            "from": holds_from(one.version),
            "changes": one.words,
        }
        for one in every
    )
    columns = (
        Column("version", "Version of the code", Kind.REFERENCE),
        Column("revision", "Its own version", none="–"),
        Column("from", "Holds from"),
        Column("changes", "What changed"),
    )
    return Table("Version history", columns, rows, stack=True)


def conflicts_table(request: Request, found: Iterable[ConflictLine], labels: dict[str, str]) -> Table:
    """Every conflict between open proposals. `labels` has the label of each provision by its id."""

    def href(key: str) -> str:
        return with_dates(request, reverse("legaltext:conflict", args=[key]))

    rows = tuple(
        {
            "proposals": Link(" and ".join(one.conflict.proposals), href(one.conflict.key)),
            "at": labels.get(one.conflict.at, one.conflict.at),
            "sort": one.conflict.sort.value,
            "words": one.conflict.sort.words,
            "state": SETTLED if one.resolution else OPEN if one.conflict.sort.is_blocking else NEEDS,
            "operations": ", ".join(one.conflict.operations),
            "settled": f"{one.resolution.approver}: {one.resolution.reason}" if one.resolution else None,
        }
        for one in found
    )
    columns = (
        Column("proposals", "Proposals", Kind.REFERENCE),
        Column("at", "Where"),
        Column("sort", "Sort"),
        Column("words", "What"),
        Column("state", "State", Kind.TAG),
        Column("operations", "Amendments"),
        Column("settled", "Settled by", none="–"),
    )
    return Table("Conflicts", columns, rows, empty=_NO_CONFLICTS, stack=True)


_NO_CONFLICTS = Empty(
    "No conflicts",
    "The amendments that wait for a release stand together.",
)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """The legal text on a proposal's page: the versions that carry it out, and the draft that waits. None where the
    proposal has neither. At most six queries."""
    every = queries.versions(request.lens)
    if not every:
        return None
    rows = [
        {
            "what": Link(f"Version {one.number} of the code", _compared(request, one)),
            "state": "Carried out",
            "from": holds_from(one),
            "note": one.summary or None,
        }
        for one in every
        if line.key in one.proposals
    ]
    draft = queries.redline_of(request.lens, line.key)
    if draft is not None:
        count = len(draft.redline.operations)
        missing = [f"{note.words}." for one in queries.delivered(request.lens, [draft]) for note in one.missing]
        amends = f"{plural(count, 'amendment')} of version {draft.version or 'unknown to this record'}"
        href = with_dates(request, reverse("legaltext:redline", args=[draft.redline.proposal]))
        rows.append(
            {
                "what": Link(f"Draft {draft.revision}".strip(), href),
                "state": "Agreed" if draft.is_baselined else "Draft",
                "from": format_date(draft.since),
                "note": " ".join([f"{amends}.", *missing]) if missing else amends,
            }
        )
    if not rows:
        return None
    columns = (
        Column("what", "Text", Kind.REFERENCE),
        Column("state", "State"),
        Column("from", "From"),
        Column("note", "Note", none="–"),
    )
    return Table("Legal text", columns, tuple(rows), stack=True)


def _compared(request: Request, one: Version) -> str:
    """The address that shows what a version changed."""
    if not one.parent:
        return f"{reverse('legaltext:code')}?version={one.number}"
    return with_dates(request, f"{reverse('legaltext:compare')}?old={one.parent}&new={one.number}")
