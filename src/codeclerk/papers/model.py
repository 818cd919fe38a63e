"""A paper as a value: everything that it says, nothing of how it looks. Pure, and JSON both ways (`codec.py`).

What follows from something else is never in it: numbers of sections, tables and footnotes, letters of appendices,
contents, number words, empty-section sentences, the glossary's choice of terms. `layout.py` derives them, once for all
writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from codeclerk.kernel.lens import Classification
from codeclerk.papers.blocks import Block, Bullets, Chart, Column, Item, Paragraph, Table
from codeclerk.papers.data import NO_DATA, Data
from codeclerk.papers.runs import (
    CrossReference,
    Figure,
    Footnote,
    Form,
    Reference,
    Run,
    Runs,
    Standing,
    Strong,
    Text,
)
from codeclerk.papers.words import Noun

SCHEMA = 3
"""Version of the JSON shape. A field's default is part of it: a changed default is a new version.

1: the paper. 2: beside it the data of its builder (`Paper.data`), each under its own name. 3: what it is about
(`Front.subject`).
"""

NOTHING = "There is nothing to report."


class Action(Enum):
    """What the committee is asked to do with a paper."""

    INFORMATION = "For Information"
    DECISION = "For Decision"
    DISCUSSION = "For Discussion"


class Status(Enum):
    """A draft is made anew whenever it is looked at; an issued paper never changes."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True)
class Recommendation:
    """What the committee is asked: a verb in capitals and its object: NOTE, `the contents of this report`."""

    verb: str
    runs: Runs


@dataclass(frozen=True)
class Attachment:
    """A document that goes with the paper and is not printed in it. `describes` says what it holds."""

    title: str
    describes: str = ""
    href: str = ""


@dataclass(frozen=True)
class Version:
    """A line of the version history."""

    number: str
    dated: date
    change: str


@dataclass(frozen=True)
class Term:
    """An acronym of the glossary. It is printed if the paper uses it."""

    acronym: str
    meaning: str


@dataclass(frozen=True)
class Front:
    """The front matter.

    Args:
        kind: which builder made it: `change-status-report`.
        title: `Change Status Report – March 2021`.
        reference: the paper's own, `SECP_90_1203_18`; empty while a draft has none.
        dated: the day it bears. Also the time stamp inside its files.
        as_at: the day of the world it shows, to its end in London.
        known_at: only what was published by this instant is in it (aware).
        subject: the key of the one thing that it is about, `proposal:0092`; empty for a paper about many.
        committee: whom it is for: `SEC Panel`.
        short_committee: how sentences name it: `Panel`; empty: `committee`.
        meeting: the meeting's name: `SECP_90`.
        meeting_date: its day.
        data_date: the period end that its figures run to.
        author: a role or team, never a person: `SECAS Team`.
        action: for information or decision.
        classification: how far it may be shared.
        sharing: the statement printed with it; empty prints the plain fact.
        marking: an originator's own marking, such as `DCC Public`.
        purpose: paragraphs under Purpose; empty leaves the heading out.
        recommendations: what the committee is asked, in order.
        attachments: what goes with it and is not in it. Appendices are listed without being named here.
        history: earlier versions.
        running_title: in the page header; empty takes the title.
        site: public address of the installation (`https://codeclerk.example`); links in files lead there.
        row_pages: pages of record rows by the kind of their key: `("proposal", "/proposals/{}/")`.
        status: draft or issued.
        version: of an issued paper; 2 replaces 1.
        checkpoint: position and digest of the record's newest seal at issue, as `position:digest`.
    """

    kind: str
    title: str
    dated: date
    as_at: date
    known_at: datetime
    reference: str = ""
    subject: str = ""
    committee: str = ""
    short_committee: str = ""
    meeting: str = ""
    meeting_date: date | None = None
    data_date: date | None = None
    author: str = ""
    action: Action = Action.INFORMATION
    classification: Classification = Classification.WHITE
    sharing: str = ""
    marking: str = ""
    purpose: tuple[Paragraph, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    history: tuple[Version, ...] = ()
    running_title: str = ""
    site: str = ""
    row_pages: tuple[tuple[str, str], ...] = ()
    status: Status = Status.DRAFT
    version: int = 1
    checkpoint: str = ""

    def __post_init__(self) -> None:
        if self.known_at.tzinfo is None:
            raise ValueError("known_at must be an aware instant.")
        if not self.title or not self.kind:
            raise ValueError("A paper needs a title and a kind.")


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it.

    Args:
        title: the heading, without its number.
        blocks: what it says.
        sections: below it.
        key: how `CrossReference` names it.
        numbered: False leaves it and everything below it without numbers.
        empty: the sentence printed when it has neither blocks nor sections.
        new_page: starts on a new page.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    key: str = ""
    numbered: bool = True
    empty: str = NOTHING
    new_page: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A section needs a title.")


@dataclass(frozen=True)
class Appendix:
    """A document inside the paper, with sections, tables and annexes of its own.

    Args:
        title: `DCC Preliminary Assessments and Impact Assessments Regulatory Report`.
        sections: numbered from 1 within it.
        annexes: appendices of its own; they are called annexes and lettered from A again.
        blocks: what stands before its first section.
        subject: what it is about, on its title page: `MP092 ‘New Planned Maintenance Methodology’`.
        kind: `Draft Modification Report`.
        version: its own version: `0.3`.
        dated: the day it bears.
        classification: None takes the paper's.
        marking: the originator's own marking: `DCC Public`.
        describes: what it holds, for `This document also has four annexes`: `contains the redlined changes`.
        key: how `CrossReference` names it.
    """

    title: str
    sections: tuple[Section, ...] = ()
    annexes: tuple[Appendix, ...] = ()
    blocks: tuple[Block, ...] = ()
    subject: str = ""
    kind: str = ""
    version: str = ""
    dated: date | None = None
    classification: Classification | None = None
    marking: str = ""
    describes: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("An appendix needs a title.")


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Args:
        front: the front matter.
        sections: numbered from 1.
        appendices: lettered from A.
        glossary: every acronym that the builder knows; those that the paper uses are printed.
        numbered_levels: how deep headings are numbered: 1 numbers `2. Define` only, 2 also `2.1`.
        contents: whether a table of contents is printed, and how many levels of headings it lists; 0 for none.
        data: the figures as plain data. No writer prints them; the JSON has them beside the paper.
    """

    front: Front
    sections: tuple[Section, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    glossary: tuple[Term, ...] = field(default=())
    numbered_levels: int = 2
    contents: int = 2
    data: Data = NO_DATA

    def __post_init__(self) -> None:
        for appendix in _all(self.appendices):
            if appendix.classification is not None and _rank(appendix.classification) > _rank(
                self.front.classification
            ):
                raise ValueError(
                    f"{appendix.title!r} is {appendix.classification.value} inside a {self.front.classification.value} "
                    "paper. Leave it out, or classify the paper like it."
                )


def _rank(classification: Classification) -> int:
    return list(Classification).index(classification)


def _all(appendices: tuple[Appendix, ...]) -> Iterator[Appendix]:
    for one in appendices:
        yield one
        yield from _all(one.annexes)


__all__ = [
    "SCHEMA",
    "Action",
    "Appendix",
    "Attachment",
    "Block",
    "Bullets",
    "Chart",
    "Classification",
    "Column",
    "CrossReference",
    "Data",
    "Figure",
    "Footnote",
    "Form",
    "Front",
    "Item",
    "Noun",
    "Paper",
    "Paragraph",
    "Recommendation",
    "Reference",
    "Run",
    "Runs",
    "Section",
    "Standing",
    "Status",
    "Strong",
    "Table",
    "Term",
    "Text",
    "Version",
]
