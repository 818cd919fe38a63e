"""Number words and agreement, derived from a count so that a sentence cannot contradict its list. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeclerk.ui.words import number

NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SINGULAR = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "this": "these",
    "that": "those",
    "it": "they",
    "its": "their",
}


@dataclass(frozen=True)
class Noun:
    """What is counted. `many` is the plural; empty adds an s to the singular."""

    one: str
    many: str = ""

    def __post_init__(self) -> None:
        if not self.one:
            raise ValueError("A noun needs its singular.")

    def of(self, count: int) -> str:
        """The form that goes with this count: only 1 is singular."""
        return self.one if count == 1 else self.many or self.one + "s"


def number_word(count: int) -> str:
    """`two`; digits from 21 on and below zero: `1,234`."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else number(count)


def counted(count: int, noun: Noun) -> str:
    """`no modifications`, `one modification`, `two modifications`, `25 modifications`."""
    return f"{'no' if count == 0 else number_word(count)} {noun.of(count)}"


def agree(word: str, count: int) -> str:
    """The form of `word` that goes with a count: `is` gives are, `has` have, `was` were, `this` these.

    Raises `KeyError` for a word that it does not know: write both forms with `either`.
    """
    plural = _SINGULAR[word.lower()]
    if count == 1:
        return word
    return plural.capitalize() if word[:1].isupper() else plural


def either(count: int, one: str, many: str) -> str:
    """`one` for a count of 1, else `many`."""
    return one if count == 1 else many


def capital(text: str) -> str:
    """The text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


_COUNT = re.compile(
    r"\b(?P<word>no|"
    + "|".join(NUMBER_WORDS)
    + r"|\d{1,3}(?:,\d{3})+|\d+)\s+(?P<thing>[A-Za-z-]+(?:\s+[A-Za-z-]+){0,3})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mismatch:
    """A sentence that counts otherwise than its list. `said` is None where only the number of the noun is wrong."""

    sentence: str
    said: int | None
    found: int

    def __str__(self) -> str:
        if self.said is None:
            return f"“{self.sentence}” does not agree in number with {self.found}"
        return f"“{self.sentence}” says {self.said}, and there are {self.found}"


def check_count(sentence: str, found: int, noun: Noun) -> Mismatch | None:
    """What is wrong with a sentence that counts `found` of `noun` (K21): another number, or the wrong plural.

    None when it agrees, or does not count this noun at all.
    """
    for match in _COUNT.finditer(sentence):
        thing = match["thing"].casefold()
        one, many = noun.one.casefold(), noun.of(0).casefold()
        form = next((f for f in sorted({one, many}, key=len, reverse=True) if _has(thing, f)), None)
        if form is None:
            continue
        said = _number(match["word"])
        if said != found:
            return Mismatch(sentence, said, found)
        if one != many and form != noun.of(found).casefold():
            return Mismatch(sentence, None, found)
        return None
    return None


def _has(thing: str, form: str) -> bool:
    return re.search(rf"(?:^|\s){re.escape(form)}(?:\s|$)", thing) is not None


def _number(word: str) -> int:
    lower = word.lower()
    if lower == "no":
        return 0
    return NUMBER_WORDS.index(lower) if lower in NUMBER_WORDS else int(lower.replace(",", ""))
