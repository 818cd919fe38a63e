"""All papers of a meeting as one file, with its own classification."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from codeclerk.kernel import vault
from codeclerk.kernel.errors import Kind as RefusalKind
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.meetings.queries.running import Course, ItemLine
from codeclerk.meetings.rules.agenda import held_closer
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.sources.rules.files import SUFFIXES
from codeclerk.ui.table_files import to_csv
from codeclerk.ui.tables import Column, Kind, Table

HELD_CLOSER = Reason(
    "meetings.pack_too_open",
    rule="a pack is held at least as closely as every paper in it",
    problem="the paper {object} is {paper}, and the pack is {pack}",
    remedy="Make the pack {paper}, or leave item {number} out of it.",
    kind=RefusalKind.CONFLICT,
)
NOT_YOURS = Reason(
    "meetings.pack_not_open",
    rule="a pack is given to those who may see its classification",
    problem="a {object} pack is not open to you",
    remedy="Choose one of {open}, or sign in with a role that may see it.",
    kind=RefusalKind.FORBIDDEN,
)
COLUMNS = (
    Column("number", "Item", Kind.NUMBER),
    Column("reference", "Reference"),
    Column("proposal", "Proposal"),
    Column("title", "Title"),
    Column("kind", "Kind"),
    Column("action", "For"),
    Column("asks", "The body is asked to"),
    Column("presenter", "Presented by"),
    Column("classification", "Classification"),
    Column("file", "File"),
)
WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a pack, so that the same papers give the same bytes."""


@dataclass(frozen=True)
class Pack:
    """What a pack holds: the items, the file of each paper, and what is not in it.

    Args:
        left_out: numbers of the items that somebody left out of it.
        missing: papers whose file is not held here.
    """

    meeting: Meeting
    classification: Classification
    items: tuple[ItemLine, ...]
    files: tuple[tuple[ItemLine, str], ...]
    left_out: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    closed: int = 0

    @property
    def name(self) -> str:
        """`panel-2021-03-12-white-pack.zip`."""
        return f"{self.meeting.key}-{self.classification.value.lower()}-pack.zip"


def pack_of(
    lens: Lens, meeting: Meeting, course: Course, classification: Classification, without: Collection[int] = ()
) -> Pack:
    """The pack of a meeting for readers of a classification. Refused (meetings.pack_too_open) where a paper that the
    viewer may see is held more closely, (meetings.pack_not_open) where the viewer may not see such packs.

    What the viewer may not see is not in it, and is counted.
    """
    if classification not in lens.viewer.may_see:
        open_ = ", ".join(one.value for one in Classification if one in lens.viewer.may_see)
        raise NOT_YOURS.refuse(classification.value, open=open_)
    items = tuple(one for one in course.items if one.number not in without)
    for one in items:
        closest = _closest(one)
        if held_closer(classification.value, closest):
            name = one.paper.name if one.paper else one.name
            raise HELD_CLOSER.refuse(
                name, paper=closest, pack=classification.value, number=one.number, field="classification"
            )
    held = [one for one in items if one.paper is not None and one.paper.is_held]
    missing = [one.paper.name for one in items if one.paper is not None and not one.paper.is_held]
    return Pack(
        meeting=meeting,
        classification=classification,
        items=items,
        files=tuple((one, _file_name(one)) for one in held),
        left_out=tuple(one.number for one in course.items if one.number in without),
        missing=tuple(missing),
        closed=course.closed,
    )


def _closest(one: ItemLine) -> str:
    """How closely an item is held with its paper."""
    paper = one.paper.classification.value if one.paper else Classification.WHITE.value
    return paper if held_closer(one.item.classification, paper) else one.item.classification


def _file_name(one: ItemLine) -> str:
    paper = one.paper
    assert paper is not None
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in paper.name).strip("-")
    return f"{one.number:02d}-{safe[:60] or paper.sha256[:12]}.{SUFFIXES.get(paper.media_type, 'bin')}"


def write(pack: Pack, made_on: str) -> bytes:
    """The pack as a ZIP: the agenda to read and as a table, and the papers in the order of the agenda. The same record
    gives the same bytes. Refused (kernel.file_lost) where a file is damaged."""
    names = {one.key: name for one, name in pack.files}
    context = {"pack": pack, "names": names, "made_on": made_on}
    parts: list[tuple[str, bytes]] = [
        ("agenda.html", render_to_string("meetings/pack.html", context).encode()),
        ("agenda.csv", to_csv(_table(pack.items, names))),
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts, *_papers(pack)):
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _papers(pack: Pack) -> Iterable[tuple[str, bytes]]:
    for one, name in pack.files:
        assert one.paper is not None
        yield name, vault.get(one.paper.sha256)


def _table(items: Sequence[ItemLine], names: Mapping[str, str]) -> Table:
    rows = tuple(
        {
            "number": one.number if one.is_numbered else None,
            "reference": one.reference or None,
            "proposal": one.proposal or None,
            "title": one.title or None,
            "kind": one.kind,
            "action": one.action or None,
            "asks": "; ".join(one.item.asks) or None,
            "presenter": one.presenter or None,
            "classification": one.item.classification,
            "file": names.get(one.key),
        }
        for one in items
    )
    return Table("Agenda", COLUMNS, rows)
