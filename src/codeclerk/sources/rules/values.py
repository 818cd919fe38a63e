"""Values of claims: what each type takes, how it compares, how it reads.

A value is a JSON value that keeps what was printed: text byte for byte, whole numbers as numbers, decimals as text
(`103` and `101.8`, never a float), dates as ISO text whose length is its precision.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from codeclerk.kernel.calendar.dates import Month, format_date, parse_date, parse_when
from codeclerk.kernel.errors import Reason, Refused

Value = str | int | bool
"""A JSON value as it is recorded: text, whole number, yes or no. Decimals and dates travel as text."""

LONGEST = 20_000
"""Characters a text value may have: a page of a paper, not a paper."""

WRONG_VALUE = Reason(
    "sources.wrong_value",
    rule="the value of a claim has the type that its property declares",
    problem="{object} takes {expected}, not {given}",
    remedy="{hint}",
)
UNSTORABLE = Reason(
    "sources.unstorable_text",
    rule="text is kept byte for byte in UTF-8; the character NUL cannot be kept",
    problem="{object} holds a character that cannot be kept ({what})",
    remedy="Remove that character; it is not part of what was printed.",
)


class ValueType(Enum):
    """What kind of value a property has."""

    TEXT = "text"
    """Words. Kept byte for byte; two texts are the same if they differ in line breaks, runs of blanks, the style of
    quotes or of dashes only, which papers and their text extracts change at will."""
    VERBATIM = "verbatim"
    """Text in which each character counts, such as a field's value: a single space, a version number, a code."""
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    """A day, a month where no day is printed, or a period from a day to a day."""
    DURATION = "duration"
    """A whole number of its unit, Working Days (`WD`) unless the claim names days, weeks or months."""


EXPECTED: dict[ValueType, tuple[str, str]] = {
    ValueType.TEXT: ("text", "Give the words as printed."),
    ValueType.VERBATIM: ("text", "Give each character as printed, with its blanks and quotes."),
    ValueType.INTEGER: ("a whole number", "Write digits only, as in 37."),
    ValueType.DECIMAL: ("a decimal number as text", "Write it as in 101.8, without separators or a unit."),
    ValueType.BOOLEAN: ("yes or no", "Send true or false; in a form choose yes or no."),
    ValueType.DATE: ("a day, a month or a period", "Write 2021-03-05, 2021-03 or 2021-03-05/2021-03-26."),
    ValueType.DURATION: (
        "a whole number of Working Days",
        "Write digits only, as in 64, and name another unit if it has one.",
    ),
}
DURATION_UNITS = ("WD", "days", "weeks", "months")

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class When:
    """A day (`first` is `last`), a month of unknown day, or a period from `first` to `last`."""

    first: date
    last: date
    is_month: bool = False

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    def agrees_with(self, other: When) -> bool:
        """Whether both can be true: they are equal, or one is a month and the other lies in it."""
        if self == other:
            return True
        return any(
            coarse.is_month and coarse.first <= fine.first and fine.last <= coarse.last
            for coarse, fine in ((self, other), (other, self))
            if not fine.is_month
        )

    def __str__(self) -> str:
        if self.is_month:
            return str(Month(self.first.year, self.first.month))
        if self.is_day:
            return format_date(self.first)
        return f"{format_date(self.first)} to {format_date(self.last)}"

    def isoformat(self) -> str:
        """The recorded text: `2021-03`, `2021-03-05` or `2021-03-05/2021-03-26`."""
        if self.is_month:
            return Month(self.first.year, self.first.month).isoformat()
        return self.first.isoformat() if self.is_day else f"{self.first.isoformat()}/{self.last.isoformat()}"


def parse_iso(text: str) -> When:
    """The recorded form of a date. Raises `ValueError` for any other text."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        year, month = int(text[:4]), int(text[5:])
        if not 1900 <= year <= 2099:
            raise ValueError(text)
        first = date(year, month, 1)
        return When(first, Month(year, month).last_day, is_month=True)
    parts = text.split("/")
    if len(parts) > 2 or not all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", part) for part in parts):
        raise ValueError(text)
    first, last = date.fromisoformat(parts[0]), date.fromisoformat(parts[-1])
    if len(parts) == 2 and not first < last:
        raise ValueError(text)
    return When(first, last)


def check_text(text: str, what: str) -> str:
    """The same text, or a refusal if a database cannot keep it."""
    if "\0" in text:
        raise UNSTORABLE.refuse(what, what="NUL")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UNSTORABLE.refuse(what, what="half a character") from error
    return text


def check_value(name: str, kind: ValueType, value: Value) -> Value:
    """The value as it is recorded, or a refusal that names the property, what it takes and how to write it."""
    if kind is ValueType.BOOLEAN:
        if isinstance(value, bool):
            return value
    elif kind in (ValueType.INTEGER, ValueType.DURATION):
        least = 0 if kind is ValueType.DURATION else -(10**16)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= 10**16:
            return value
    elif isinstance(value, str) and _CHECKS[kind](value):
        return check_text(value, name)
    raise _wrong(name, kind, value)


def _wrong(name: str, kind: ValueType, value: Value) -> Refused:
    expected, hint = EXPECTED[kind]
    given = "yes or no" if isinstance(value, bool) else f"the number {value}" if isinstance(value, int) else _cut(value)
    return WRONG_VALUE.refuse(name, expected=expected, given=given, hint=hint, field="value")


def _cut(text: str) -> str:
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _is_date(text: str) -> bool:
    try:
        parse_iso(text)
    except ValueError:
        return False
    return True


_CHECKS: dict[ValueType, Callable[[str], bool]] = {
    ValueType.TEXT: lambda text: 0 < len(text) <= LONGEST,
    ValueType.VERBATIM: lambda text: len(text) <= LONGEST,
    ValueType.DECIMAL: lambda text: _DECIMAL.fullmatch(text) is not None,
    ValueType.DATE: _is_date,
}


def read_value(name: str, kind: ValueType, text: str) -> Value:
    """The value that somebody typed. Text stays as typed, blanks included; dates may be written as papers do."""
    typed = text.strip()
    match kind:
        case ValueType.TEXT | ValueType.VERBATIM:
            return check_value(name, kind, text)
        case ValueType.INTEGER | ValueType.DURATION if _INTEGER.fullmatch(typed):
            return check_value(name, kind, int(typed))
        case ValueType.BOOLEAN if typed.lower() in ("yes", "no", "true", "false"):
            return typed.lower() in ("yes", "true")
        case ValueType.DATE:
            return read_when(name, typed)
        case ValueType.DECIMAL:
            return check_value(name, kind, typed)
    raise _wrong(name, kind, text)


def read_when(name: str, typed: str) -> str:
    """The recorded form of a day, month or period that somebody typed, in any form in which papers write dates."""
    if _is_date(typed):
        return typed
    first, _, last = typed.partition(" to ")
    if last:
        period = f"{parse_date(first).isoformat()}/{parse_date(last).isoformat()}"
        if not _is_date(period):
            raise _wrong(name, ValueType.DATE, typed)
        return period
    return parse_when(typed).isoformat()


@dataclass(frozen=True)
class Measure:
    """A value with what is needed to compare and to read it."""

    kind: ValueType
    value: Value
    unit: str = ""

    @property
    def comparable(self) -> tuple[str, str]:
        """Equal for two values that say the same. Units are part of it: 3 weeks and 15 WD are not the same claim."""
        match self.kind:
            case ValueType.TEXT:
                return (normal_text(str(self.value)), self.unit)
            case ValueType.DECIMAL:
                plain = f"{Decimal(str(self.value)).normalize():f}"
                return ("0" if plain == "-0" else plain, self.unit)
            case _:
                return (str(self.value), self.unit)

    @property
    def when(self) -> When | None:
        """The date of a dated value."""
        return parse_iso(str(self.value)) if self.kind is ValueType.DATE else None

    def agrees_with(self, other: Measure) -> bool:
        """Whether both can be true: they say the same, or one date is only less precise than the other."""
        mine, theirs = self.when, other.when
        if mine is not None and theirs is not None:
            return mine.agrees_with(theirs)
        return self.comparable == other.comparable

    def __str__(self) -> str:
        """As a reader sees it. Texts stand in quotes, so that a blank at an end can be seen; see also `blanks`."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        if (when := self.when) is not None:
            return str(when)
        if self.kind in (ValueType.TEXT, ValueType.VERBATIM):
            return f"“{self.value}”"
        if self.unit == "GBP":
            return f"£{self.value}"
        return f"{self.value} {self.unit}".rstrip()

    @property
    def blanks(self) -> str:
        """In words what the eye would miss in a text: that it is empty, blank, or has a blank at an end."""
        if self.kind not in (ValueType.TEXT, ValueType.VERBATIM):
            return ""
        text = str(self.value)
        if not text:
            return "empty"
        if text.isspace():
            return "a single space" if text == " " else f"{len(text)} blank characters"
        runs = max((len(run) for run in re.findall(r"\s{2,}", text.strip())), default=0)
        inside = f"with {runs} blanks in a row" if runs else ""
        ends = [end for end, char in (("start", text[0]), ("end", text[-1])) if char.isspace()]
        outside = f"with a blank at its {' and its '.join(ends)}" if ends else ""
        return " and ".join(part for part in (outside, inside) if part)

    @property
    def shown(self) -> str:
        """As a page shows it: `“ ” (a single space)`."""
        return f"{self} ({self.blanks})" if self.blanks else str(self)


_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)


def normal_text(text: str) -> str:
    """The text by which two printings of the same words are equal. A text of blanks only stays as it is."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())
    return plain or text
