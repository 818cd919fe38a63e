"""The kinds of pack file that the register reads: number series, paths and flags, links, what is affected, timetable.

Pure. `apps.py` registers them when the application is ready.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from codeclerk.kernel.packs import Bool, Entry, Id, Int, Named, PackFile, Refers, Sourced, Text, register_kind
from codeclerk.kernel.packs.scalars import wrong


class Series(Named):
    """A series of proposal numbers: a prefix and digits. Every series counts in the same digits, so that a number that
    changes its prefix keeps them.

    `issued` says on which step a number of the series is given out. `short` lists the other ways in which papers write
    a number of the series and which name nothing else: `unpadded` (MP92), `bare` (0002), `web` (SECMP-23).
    """

    prefix: Annotated[Text, Field(description="what stands before the digits")]
    digits: Annotated[Int, Field(ge=1, le=6, description="how many digits a number has at least")]
    profile: Annotated[str, Refers("stages.profiles")]
    issued: Literal["raising", "conversion"]
    first_status: Annotated[str, Field(description="the status that a proposal has when it gets such a number")]
    converts_to: Id | None = None
    short: tuple[Literal["unpadded", "bare", "web"], ...] = ()

    def format(self, digits: int, letter: str = "") -> str:
        """`MP092`, or `MP122A` with a letter."""
        return f"{self.prefix}{digits:0{self.digits}d}{letter}"


def _month(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
        raise wrong("a month", "Write it as YYYY-MM, as in 2021-03.")
    return text


class PaperSeries(Sourced, Entry):
    """How the papers of a committee are numbered: `SECP_90_1203_18` is committee, meeting, day and month, item.

    `meeting` met in `month` (YYYY-MM), and the meetings are numbered one a month.
    """

    code: Annotated[Id, Field(description="what stands in front of its references")]
    body: Annotated[str, Refers("bodies")]
    meeting: Int | None = None
    month: Annotated[Text, AfterValidator(_month)] | None = None

    @property
    def key(self) -> str:
        return self.code

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("code",), self.code

    @property
    def anchor(self) -> tuple[int, int] | None:
        """The meeting whose month is known, and that month counted from year 0; None when neither is."""
        if self.meeting is None or self.month is None:
            return None
        year, _, month = self.month.partition("-")
        return self.meeting, int(year) * 12 + int(month) - 1


class Numbering(PackFile):
    """`numbering.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("series", "papers")

    series: tuple[Series, ...]
    papers: tuple[PaperSeries, ...] = ()


class Path(Named):
    """Who decides, and how."""

    meaning: Annotated[Text, Field(description="who decides, in our own words")]


class Flag(Named):
    """Something that is or is not the case, beside stage and path."""

    meaning: Annotated[Text, Field(description="what it says of a proposal")]


class Paths(PackFile):
    """`paths.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("paths", "flags")

    paths: tuple[Path, ...]
    flags: tuple[Flag, ...]


class LinkKind(Named):
    """How one proposal stands to another, or to something outside the code. `inverse` is read from the other end."""

    inverse: Annotated[Text, Field(description="the same link read from the other end")]
    external: Bool = False
    moves_release: Bool = False
    """Whether what it leads to can move the target release."""


class Links(PackFile):
    """`links.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("links",)

    links: tuple[LinkKind, ...]


class Affected(Named):
    """A document or a system that a proposal may change."""


class NumberedPart(Sourced, Entry):
    """Parts of the code that are told apart by a letter or a number: Section H, Appendix AL, Schedule 11."""

    name: Annotated[Text, Field(description="the word before the letter or number")]
    pattern: Annotated[Text, Field(description="a regular expression for what follows the word")]

    @property
    def key(self) -> str:
        return self.name

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("name",), self.name


class AffectedThings(PackFile):
    """`affected.yaml`. `labels` of a part are not documents by themselves, so they stand in no vocabulary."""

    vocabulary: ClassVar[tuple[str, ...]] = ("documents", "systems")

    documents: tuple[Affected, ...]
    parts: tuple[NumberedPart, ...]
    systems: tuple[Affected, ...]


def _with_when(clause: str) -> str:
    if clause.count("{when}") != 1:
        raise wrong("{when} once in the clause", "Write {when} where the date stands.")
    return clause


class TimetableKind(Named):
    """A kind of timetable event. `next` is the clause that says it is to come; `{when}` stands for the date.

    `stage` is the one in which it usually falls, for the drawing. `after` are the kinds on which it rests: it does not
    begin before the first of each is over. That order is inferred from the printed timetables and the process.
    """

    next: Annotated[Text, AfterValidator(_with_when), Field(description="a clause with {when} that says it is to come")]
    stage: Annotated[str, Refers("stages.stages")]
    after: tuple[Annotated[str, Refers("timetable.kinds")], ...] = ()


class TimetableBar(Named):
    """A kind of bar in the grid of timetables. It shows events of `kinds`, and the time from the event of kind `first`
    to that of kind `last`. `lane` is the line of a proposal in which it stands, `short` what a narrow cell says;
    `boxed` says as what the first date of its events is boxed.
    """

    short: Annotated[Text, Field(description="the bar in a few letters")]
    lane: Annotated[Int, Field(ge=1, le=4, description="the line of a proposal in which it stands")]
    kinds: tuple[Annotated[str, Refers("timetable.kinds")], ...] = ()
    first: Annotated[str, Refers("timetable.kinds")] | None = None
    last: Annotated[str, Refers("timetable.kinds")] | None = None
    boxed: Literal["due", "decision"] | None = None


class Timetable(PackFile):
    """`timetable.yaml`. A code without `bars` has no grid."""

    vocabulary: ClassVar[tuple[str, ...]] = ("kinds",)

    kinds: tuple[TimetableKind, ...]
    bars: tuple[TimetableBar, ...] = ()


def register() -> None:
    """Called when the app is ready."""
    register_kind("numbering", Numbering)
    register_kind("paths", Paths)
    register_kind("links", Links)
    register_kind("affected", AffectedThings)
    register_kind("timetable", Timetable)
