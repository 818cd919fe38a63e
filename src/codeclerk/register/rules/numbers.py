"""Numbers of proposals: reading, writing, and the other ways in which papers write them.

The digits, with the letter of a split part, are a proposal's identity for ever: its key is `0144` or `0122A`, whichever
prefix its number has at the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.register.packs import Series

KEY = re.compile(r"([0-9]{4,})([A-Z]?)")

UNKNOWN_NUMBER = Reason(
    "register.not_a_number",
    rule="a proposal's number is a prefix of the code's series and its digits, such as {example}",
    problem="{object} is no number of a series of this code",
    remedy="{hint}",
)
UNKNOWN_PROPOSAL = Reason(
    "register.unknown_proposal",
    rule="a reference resolves through the table of numbers and aliases; nothing is guessed",
    problem="{object}: no such proposal",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


class AliasKind(StrEnum):
    """Why a text names a proposal although it is not its number."""

    FORMER_NUMBER = "former_number"
    SHORT_FORM = "short_form"
    CROSS_SERIES = "cross_series"
    """The digits with another series' prefix: SECMP0081 for MP081. Never assumed: SECMP0067 is no MP067."""
    PRINTED_FORM = "printed_form"
    WEB_ADDRESS = "web_address"
    MISPRINT = "misprint"
    """Printed, and wrong. It suggests the proposal and does not resolve to it."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, order=True)
class Number:
    """A number of a series, such as MP122A."""

    digits: int
    letter: str
    series: str
    text: str

    @property
    def key(self) -> str:
        """The proposal's identity."""
        return key_of(self.digits, self.letter)


@dataclass(frozen=True)
class Alias:
    """A text that names a proposal."""

    text: str
    kind: AliasKind


def key_of(digits: int, letter: str = "") -> str:
    """`0144`, `0122A`."""
    return f"{digits:04d}{letter}"


def digits_of(key: str) -> tuple[int, str]:
    """The digits and the letter of a key. Raises `ValueError` for any other text."""
    found = KEY.fullmatch(key)
    if not found:
        raise ValueError(key)
    return int(found[1]), found[2]


def whole_of(key: str) -> str:
    """The key of the proposal that a part was split from; empty for a whole one."""
    digits, letter = digits_of(key)
    return key_of(digits) if letter else ""


def normal(text: str) -> str:
    """The text by which two references are the same: capitals, single blanks, no blanks at the ends."""
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())


def read_number(text: str, series: Iterable[Series]) -> Number | None:
    """The number that `text` is, written in full; None for anything else, a short form too."""
    wanted = normal(text)
    for one in series:
        found = re.fullmatch(rf"{re.escape(one.prefix)}([0-9]{{{one.digits},9}})([A-Z]?)", wanted)
        if found and int(found[1]) > 0 and one.format(int(found[1]), found[2]) == wanted:
            return Number(int(found[1]), found[2], one.id, wanted)
    return None


def check_number(text: str, series: Sequence[Series], field: str = "number") -> Number:
    """As `read_number`; refuses anything else, with the number that was probably meant."""
    number = read_number(text, series)
    if number is not None:
        return number
    example = series[-1].format(92)
    hint = f"Write it in full, as in {example}."
    parts = re.fullmatch(r"([A-Z]+)[ -]?0*([0-9]{1,9})([A-Z]?)", normal(text))
    if parts:
        near = get_close_matches(parts[1], [one.prefix for one in series], n=1, cutoff=0.5)
        meant = next((one for one in series if near and one.prefix == near[0]), None)
        if meant is not None and int(parts[2]) > 0:
            hint = f"Did you mean {meant.format(int(parts[2]), parts[3])}?"
    raise UNKNOWN_NUMBER.refuse(text[:60], example=example, hint=hint, field=field)


def short_forms(number: Number, series: Series) -> tuple[Alias, ...]:
    """The other ways in which papers write this number and which can mean nothing else: SECMP12, 0012, SECMP-12."""
    own = number.text
    padded = [f"{number.digits:0{width}d}{number.letter}" for width in range(1, series.digits + 1)]
    padded = list(dict.fromkeys(padded))
    found: list[Alias] = []
    if "unpadded" in series.short:
        found += [Alias(f"{series.prefix}{digits}", AliasKind.SHORT_FORM) for digits in padded]
    if "bare" in series.short:
        found.append(Alias(own.removeprefix(series.prefix), AliasKind.SHORT_FORM))
    if "web" in series.short:
        found += [Alias(f"{series.prefix}-{digits}", AliasKind.WEB_ADDRESS) for digits in padded]
    return tuple(alias for alias in found if alias.text != own)


def next_digits(taken: Iterable[int]) -> int:
    """The first digits that were never given out: one more than the highest. Gaps are never filled."""
    return max(taken, default=0) + 1


def suggest(text: str, names: Mapping[str, str]) -> str:
    """The present number of the proposal that `text` probably means; empty when nothing is near.

    Args:
        names: every text that names a proposal -> the present number of that proposal.
    """
    wanted = normal(text)
    digits = re.findall(r"[0-9]+", wanted)
    if len(digits) == 1:
        letter = wanted[wanted.index(digits[0]) + len(digits[0]) :][:1]
        for key in (key_of(int(digits[0]), letter if letter.isalpha() else ""), key_of(int(digits[0]))):
            if key in names:
                return names[key]
    near = get_close_matches(wanted, names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""


def did_you_mean(text: str, names: Mapping[str, str]) -> str:
    """The remedy for a reference that names nothing."""
    near = suggest(text, names)
    return f"Did you mean {near}?" if near else "Look for it in the register by a word of its title."
