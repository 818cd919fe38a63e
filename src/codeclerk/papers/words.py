"""Number words and agreement, derived from a count so that a sentence cannot contradict its list. Pure."""

from __future__ import annotations

from codeclerk.checks.rules.counting import Noun
from codeclerk.ui.words import counted as said
from codeclerk.ui.words import number_word

__all__ = ["Noun", "agree", "capital", "counted", "either", "number_word"]

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


def counted(count: int, noun: Noun) -> str:
    """`no modifications`, `one modification`, `two modifications`, `25 modifications`."""
    return said(count, noun.one, noun.of(0))


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
