"""Types that read their value strictly from text: the building blocks of every pack model.

`Int`, `Dec`, `Bool`, `Date` and `Time` take exactly one spelling each and say what it is when another is found. A pack
model is strict, so a field declared as a plain `int` or `date` would refuse every text: use these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, PlainSerializer, WrapSerializer
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

K = TypeVar("K")
V = TypeVar("V")

_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DEC = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_REFERENCE = re.compile(r"(?P<source>[A-Z][A-Z0-9]*)(?::(?P<lines>[0-9]+(?:-[0-9]+)?)| (?P<clause>\S.*))?")


def wrong(expected: str, hint: str, *, at: str | None = None) -> PydanticCustomError:
    """The error to raise in a pack model's validator.

    Args:
        expected: what should stand there, as in "a date".
        hint: what to do, a sentence.
        at: the key that is at fault, when a validator of the whole model raises.
    """
    facts = {"expected": expected, "hint": hint, **({"at": at} if at else {})}
    return PydanticCustomError("pack_value", "expected {expected}", facts)


def _reader(expected: str, parse: Callable[[str], Any]) -> BeforeValidator:
    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("pack_text", "expected {expected}", {"expected": expected})
        return parse(value)

    return BeforeValidator(read)


def _text(value: str) -> str:
    text = value.strip()
    if not text:
        raise wrong("text", "Write the text, or leave the key out.")
    return text


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise wrong("an id", "Use letters, digits, '.', '_' and '-', at most 64, a letter or digit first.")
    return value


def _int(value: str) -> int:
    if not _INT.fullmatch(value):
        hint = "Write digits only, as in 15: no leading zero, no decimal point, no separator, at most 18 digits."
        raise wrong("a whole number", hint)
    return int(value)


def _dec(value: str) -> Decimal:
    if not _DEC.fullmatch(value):
        raise wrong("a decimal number", "Write it as in 1.10: a point, no leading zero, no separator, no exponent.")
    return Decimal(value)


def _bool(value: str) -> bool:
    if value not in ("true", "false"):
        raise wrong("true or false", "Write exactly true or false; yes, no, on and off are text here.")
    return value == "true"


def _date(value: str) -> date:
    found = _DATE.fullmatch(value)
    if not found:
        raise wrong("a date", "Write it as YYYY-MM-DD, as in 2018-11-01.")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise wrong("a date", "There is no such day in the calendar.") from None


def _time(value: str) -> time:
    found = _TIME.fullmatch(value)
    if not found:
        raise wrong("a time of day", "Write it as HH:MM from 00:00 to 23:59, as in 08:00.")
    return time(int(found[1]), int(found[2]))


Text = Annotated[str, _reader("text", _text)]
"""Text of at least one visible character, as written, without blanks at the ends."""
Id = Annotated[str, _reader("an id", _id)]
"""A short stable name: letters, digits, `.`, `_`, `-`."""
Int = Annotated[int, _reader("a whole number", _int)]
"""A whole number: `15`, never `015` or `15.0`."""
Dec = Annotated[Decimal, _reader("a decimal number", _dec)]
"""A decimal number that keeps its written places: `1.10` is `Decimal("1.10")`."""
Bool = Annotated[bool, _reader("true or false", _bool)]
"""Exactly `true` or `false`."""
Date = Annotated[date, _reader("a date", _date)]
"""A day, `YYYY-MM-DD`."""
Time = Annotated[time, _reader("a time of day", _time)]
"""A time of day in the pack's time zone, `HH:MM`."""


def _writable(value: Mapping[Any, Any], write: Callable[[dict[Any, Any]], Any]) -> Any:
    return write(dict(value))


Frozen = Annotated[Mapping[K, V], AfterValidator(MappingProxyType), WrapSerializer(_writable)]
"""Keys and values that cannot be changed after loading: `Frozen[Date, Id]`."""


class Ref(str):
    """The id of something that another list of the pack defines. Equal to its text."""

    __slots__ = ("target",)
    target: str


@dataclass(frozen=True)
class Refers:
    """Marks an id that must be defined elsewhere in the pack: `Annotated[str, Refers("roles")]`.

    `target` is a kind (any entry of its vocabulary) or `kind.field` (an entry of that one list). The loader checks it
    after all files are read and names the place of a reference that leads nowhere.
    """

    target: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> Ref:
            if not isinstance(value, str):
                raise PydanticCustomError("pack_text", "expected {expected}", {"expected": "an id"})
            ref = Ref(_id(value))
            ref.target = self.target
            return ref

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


@dataclass(frozen=True)
class Reference:
    """Where a rule is printed: a source of `pack.yaml`, and the lines or the clause in it."""

    source: str
    locator: str = ""
    is_lines: bool = False

    def __str__(self) -> str:
        if not self.locator:
            return self.source
        return f"{self.source}:{self.locator}" if self.is_lines else f"{self.source} {self.locator}"


def _references(value: object) -> object:
    expected = "references"
    if isinstance(value, tuple) and all(isinstance(item, Reference) for item in value):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("pack_text", "expected {expected}", {"expected": expected})
    found = []
    for part in value.split(","):
        match = _REFERENCE.fullmatch(part.strip())
        if not match:
            raise wrong(expected, "Write sources with lines or clause and commas between, as in CSR:293-297, SEC D6.9.")
        found.append(Reference(match["source"], match["lines"] or match["clause"] or "", match["lines"] is not None))
    return tuple(found)


def _reference_text(value: tuple[Reference, ...]) -> str:
    return ", ".join(str(reference) for reference in value)


References = Annotated[tuple[Reference, ...], BeforeValidator(_references), PlainSerializer(_reference_text)]
"""`CSR:293-297, SEC D6.9`: each part names a source of `pack.yaml`, then `:lines` or a clause after a blank."""
