"""What stands inside a line of a paper: text, links, footnotes, references within the paper, and figures. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.papers.words import Noun, capital, number_word
from codeclerk.ui.words import number

FigureValue = int | Decimal | date | str | None
_ADDRESS = re.compile(r"(/(?!/)|https?://|mailto:)[^\s]*")


@dataclass(frozen=True)
class Text:
    """Plain words. Line ends and tabs are printed as blanks."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out: a recommendation's verb, a defined term."""

    text: str


@dataclass(frozen=True)
class Reference:
    """Words that lead somewhere: a proposal, a document, a clause.

    Args:
        text: what is printed: `MP107`, or the reference with the title.
        href: a path of the site (`/proposals/MP107/`), or an http(s) or mailto address. Files print a path as a link
            only where the paper's front matter names the site.
        key: the record row it names, such as `proposal:MP107`; empty for none.
    """

    text: str
    href: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.href and not _ADDRESS.fullmatch(self.href):
            raise ValueError(f"{self.href!r} is neither a path of this site nor an http or mailto address.")


@dataclass(frozen=True)
class Footnote:
    """A footnote at this place. Its number is derived; the same words twice are one footnote."""

    runs: tuple[Text | Strong | Reference, ...]


@dataclass(frozen=True)
class CrossReference:
    """A place in this paper, by the key of a section, appendix, table or chart. Prints `Table 3`, `Appendix A`."""

    key: str


class Standing(Enum):
    """How a figure came to be."""

    COMPUTED = "computed"
    """Worked out from the rows of the record that it names."""
    REPORTED = "reported"
    """Copied from a source, which it names."""
    INFERRED = "inferred"
    """Follows from what is known; no source states it."""
    WITHHELD = "withheld"
    """Known, and not for the readers of this paper."""


class Form(Enum):
    """How a whole number is written."""

    DIGITS = "digits"
    WORDS = "words"
    """`two`, from 21 on digits; nothing of a counted noun is `no`."""
    CAPITAL_WORDS = "capital_words"
    """The same at the start of a sentence."""


@dataclass(frozen=True)
class Figure:
    """One value that the record can account for.

    Args:
        value: a whole number, decimal, day or text; None where it is not known or withheld.
        unit: printed behind it with a blank (`WD`); `£` is printed in front.
        standing: how it came to be. Everything but computed is marked wherever it is printed.
        rows: keys of the record rows that it came from: `proposal:MP107`, `event:4711`, `claim:...`.
        source: for a reported figure, where it is printed: `CSR:293`.
        why: for an inferred figure how it follows; for a withheld one why.
        convention: how Working Days were counted, and what another count gives:
            `published count; 61 with bank holidays removed`. Ends without a full stop.
        noun: what is counted; agrees with the value.
        form: digits or words.
        style: how a day is printed.
        places: digits after the point; None keeps the value's own.
        none: what an unknown value reads as.
    """

    value: FigureValue
    unit: str = ""
    standing: Standing = Standing.COMPUTED
    rows: tuple[str, ...] = ()
    source: str = ""
    why: str = ""
    convention: str = ""
    noun: Noun | None = None
    form: Form = Form.DIGITS
    style: DateStyle = DateStyle.LONG
    places: int | None = None
    none: str = "not known"

    def __post_init__(self) -> None:
        if isinstance(self.value, float | bool | datetime):
            raise ValueError(f"{self.value!r} is no figure: use a whole number, a Decimal, a day or text.")
        if isinstance(self.value, Decimal) and not self.value.is_finite():
            raise ValueError(f"{self.value!r} is no number.")
        if self.standing is Standing.REPORTED and not self.source:
            raise ValueError("A reported figure names its source.")
        if self.standing is Standing.INFERRED and not self.why:
            raise ValueError("An inferred figure says how it follows.")
        if self.standing is Standing.WITHHELD and (self.value is not None or not self.why):
            raise ValueError("A withheld figure has no value and says why.")
        if self.noun is not None and not isinstance(self.value, int):
            raise ValueError("Only a whole number counts a noun.")

    @property
    def shown(self) -> str:
        """The figure as it is printed, without its mark."""
        if self.standing is Standing.WITHHELD:
            return "withheld"
        if self.value is None:
            return self.none
        text = self._bare
        if self.noun is not None and isinstance(self.value, int):
            text = f"{text} {self.noun.of(self.value)}"
        if self.unit == "£":
            return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
        return f"{text} {self.unit}" if self.unit else text

    @property
    def _bare(self) -> str:
        value = self.value
        if isinstance(value, date):
            return format_date(value, self.style)
        if isinstance(value, int) and self.form is not Form.DIGITS:
            word = "no" if value == 0 and self.noun else number_word(value)
            return capital(word) if self.form is Form.CAPITAL_WORDS else word
        if isinstance(value, int | Decimal):
            return number(value, self.places)
        return value or ""

    @property
    def account(self) -> str:
        """What a reader must be told beside the figure, as sentences; empty for a plain computed figure."""
        said = []
        if self.convention:
            said.append(f"{capital(self.convention)}.")
        if self.standing is Standing.REPORTED:
            said.append(f"Reported, not computed: {self.source}.")
        elif self.standing is Standing.INFERRED:
            said.append(f"Inferred: {self.why}.")
        elif self.standing is Standing.WITHHELD:
            said.append(f"Withheld: {self.why}.")
        return " ".join(said)


Run = Text | Strong | Reference | Footnote | CrossReference | Figure
Runs = tuple[Run, ...]
Loose = str | Run
"""What helpers take for a run: plain words may be given as they are."""


def runs(*parts: Loose | Runs) -> Runs:
    """A line of its parts: `runs("raised by ", Strong("the DCC"), " on ", Figure(day))`. Empty words are left out."""
    made: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            made.extend(part)
        elif isinstance(part, str):
            if part:
                made.append(Text(part))
        else:
            made.append(part)
    return tuple(made)


def plain(line: Runs) -> str:
    """The words of a line, without footnotes and references within the paper."""
    said = []
    for run in line:
        if isinstance(run, Figure):
            said.append(run.shown)
        elif isinstance(run, Text | Strong | Reference):
            said.append(run.text)
    return "".join(said)
