"""A paper laid out: the values that writers read, with everything derived filled in. Made by `layout.lay_out`. Pure.

Plain words in `s` are clean and ready to print. An address in `href` is still a path of the site or a whole address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from codeclerk.kernel.lens import Classification
from codeclerk.papers.model import Paper, Standing
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.tables import Kind


@dataclass(frozen=True)
class Part:
    """A piece of a line.

    `kind`: text, strong, link, note (a footnote's number in `number`), place (a link to the element `to`) or figure
    (`to` names its line in the register of figures, or is empty; `mark` is its letter).
    """

    kind: Literal["text", "strong", "link", "note", "place", "figure"]
    s: str
    href: str = ""
    to: str = ""
    number: int = 0
    mark: str = ""


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Note:
    """A footnote with its number."""

    number: int
    parts: Parts


@dataclass(frozen=True)
class Heading:
    """A heading. `level` is 1 for a section; `number` is empty for one without. `label` names it in references."""

    level: int
    number: str
    title: str
    id: str
    label: str
    new_page: bool = False
    appendix: bool = False

    @property
    def words(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}" if self.number else self.title


@dataclass(frozen=True)
class ParagraphLaid:
    """A paragraph. `leads`: a list follows it, from which it is not parted by the end of a page."""

    parts: Parts
    leads: bool = False


@dataclass(frozen=True)
class ItemLaid:
    parts: Parts
    items: tuple[ItemLaid, ...] = ()


@dataclass(frozen=True)
class ListLaid:
    items: tuple[ItemLaid, ...]
    ordered: bool


@dataclass(frozen=True)
class ColumnLaid:
    key: str
    label: str
    kind: Kind
    width: int
    mark: str = ""


MOST_UPRIGHT = 12
"""Up to so many columns of a table stand on an upright page."""


@dataclass(frozen=True)
class TableLaid:
    """A table. `notes` are the sentences below it: marks, conventions, sources."""

    id: str
    number: str
    caption: str
    columns: tuple[ColumnLaid, ...]
    rows: tuple[tuple[Parts, ...], ...]
    total: tuple[Parts, ...]
    empty: str
    notes: tuple[str, ...]
    key: str

    @property
    def is_wide(self) -> bool:
        """Whether it needs a page that lies on its side, and smaller letters."""
        return len(self.columns) > MOST_UPRIGHT


@dataclass(frozen=True)
class ChartLaid:
    id: str
    number: str
    drawing: Drawing
    title: str
    description: str
    alt: str
    has_data: bool = True
    """Whether its data are printed below it; a table of the paper may have them instead."""


@dataclass(frozen=True)
class FactsLaid:
    """Labels with values, on the cover and on an appendix's title page."""

    facts: tuple[tuple[str, str], ...]


BlockLaid = Heading | ParagraphLaid | ListLaid | TableLaid | ChartLaid | FactsLaid


@dataclass(frozen=True)
class Cover:
    """The first page."""

    eyebrow: str
    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[BlockLaid, ...]
    signed: tuple[str, ...]
    sharing: str


@dataclass(frozen=True)
class FigureLaid:
    """A line of the register of figures: which figure, where, how known, from which rows."""

    id: str
    shown: str
    where: str
    standing: Standing
    account: str
    rows: tuple[tuple[str, str], ...]
    """Key and address (empty for none) of each record row."""


@dataclass(frozen=True)
class Laid:
    """The whole paper, ready for any writer."""

    paper: Paper
    title: str
    running: str
    reference: str
    author: str
    classification: Classification
    marking: str
    dated: date
    cover: Cover
    contents: tuple[Heading, ...]
    blocks: tuple[BlockLaid, ...]
    notes: tuple[Note, ...]
    figures: tuple[FigureLaid, ...] = field(default=())

    def tables(self) -> tuple[TableLaid, ...]:
        """Every table of the paper, in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableLaid))

    def address(self, href: str) -> str:
        """Where a link leads from a file: paths need the site's address, and are no links without one."""
        if href.startswith("/"):
            site = self.paper.front.site.rstrip("/")
            return f"{site}{href}" if site else ""
        return href
