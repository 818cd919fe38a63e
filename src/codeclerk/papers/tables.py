"""The tables of the pages of papers."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.kernel.calendar.dates import parse_month
from codeclerk.papers.queries import FileView, IssuedView
from codeclerk.papers.registry import kinds
from codeclerk.papers.rendering import FORMATS
from codeclerk.people.middleware import with_dates
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import classification_tag


def issued_table(request: HttpRequest, found: Iterable[IssuedView]) -> Table:
    """The newest version of every issued paper that the reader may see."""
    titles = {kind.name: kind.title for kind in kinds()}
    return Table(
        "Issued papers",
        (
            Column("reference", "Reference", Kind.REFERENCE),
            Column("title", "Title"),
            Column("kind", "Kind"),
            Column("period", "Period"),
            Column("dated", "Dated", Kind.DATE),
            Column("version", "Version", Kind.NUMBER),
            Column("classification", "Classification", Kind.TAG),
            Column("files", "Files", sortable=False, none="none held"),
        ),
        tuple(
            {
                "reference": Link(one.reference, with_dates(request, reverse("papers:issued", args=[one.reference]))),
                "title": one.title,
                "kind": titles.get(one.kind, one.kind),
                "period": str(parse_month(one.period)),
                "dated": one.dated,
                "version": one.version,
                "classification": classification_tag(one.classification.value),
                "files": _formats(one) or None,
            }
            for one in found
        ),
        empty=Empty(
            "No paper is issued yet",
            "This list shows papers that were issued and are open to you, each kept as it was issued.",
            "A draft of any month can be read and downloaded above.",
        ),
        stack=True,
    )


def about_table(request: HttpRequest, found: Iterable[IssuedView]) -> Table:
    """The issued papers about one thing, each leading to its page."""
    return Table(
        "Issued reports",
        (
            Column("reference", "Reference", Kind.REFERENCE),
            Column("title", "Title"),
            Column("version", "Version", Kind.NUMBER),
            Column("dated", "Dated", Kind.DATE),
            Column("issued", "Issued on", Kind.DATE),
            Column("classification", "Classification", Kind.TAG),
        ),
        tuple(
            {
                "reference": Link(one.reference, with_dates(request, reverse("papers:issued", args=[one.reference]))),
                "title": one.title,
                "version": one.version,
                "dated": one.dated,
                "issued": one.issued_on,
                "classification": classification_tag(one.classification.value),
            }
            for one in found
        ),
        stack=True,
    )


def _formats(one: IssuedView) -> tuple[Link, ...]:
    """The paper itself in every format in which it was issued; its tables stand on its page."""
    held = {file.name for file in one.files}
    return tuple(
        Link(form.label, reverse("papers:file", args=[one.reference, one.version, form.file_name]))
        for form in FORMATS.values()
        if form.file_name in held
    )


def files_table(one: IssuedView, files: Iterable[FileView]) -> Table:
    """The files of an issued paper, each with the hash that proves it."""
    return Table(
        f"Files of {one.reference}, version {one.version}",
        (
            Column("name", "File"),
            Column("size", "Bytes", Kind.NUMBER),
            Column("sha256", "SHA-256", Kind.REFERENCE),
        ),
        tuple(
            {
                "name": Link(file.name, reverse("papers:file", args=[one.reference, one.version, file.name])),
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in files
        ),
    )
