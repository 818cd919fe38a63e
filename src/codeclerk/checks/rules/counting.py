"""Counts in words: the words of numbers, and whether a sentence counts as its list does. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeclerk.ui.words import NUMBER_WORDS


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


def counted_in(wording: str) -> Noun | None:
    """What a phrase such as `four dates` counts, by its last word; None where it counts nothing."""
    found = _COUNT.search(wording)
    if found is None:
        return None
    word = found["thing"].split()[-1]
    one = word.removesuffix("s") if not word.endswith("ss") else word
    return Noun(one) if one else None
