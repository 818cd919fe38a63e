"""Which Working Group a proposal fits, by the theme of each. Pure.

What counts is in the pack: words, documents and systems of each group's theme. A phrase of the theme in the title
counts three for each of its words, in the summary one; a document or a system that the proposal affects counts one. So
“Smart Metering Inventory” in a title outweighs a technical specification that many proposals touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeclerk.kernel.packs import Body

IN_TITLE, IN_SUMMARY, AFFECTED = 3, 1, 1


@dataclass(frozen=True)
class Facts:
    """What is known of a proposal. Documents and systems are ids of the pack."""

    titles: tuple[str, ...]
    summary: str = ""
    documents: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A group that a proposal fits, with how well and why."""

    group: str
    score: int
    reasons: tuple[str, ...]


def propose_group(facts: Facts, groups: Sequence[Body]) -> tuple[Match, ...]:
    """The groups that the proposal fits, the best first; of two that fit as well, the first of the pack.

    `groups` are those that the proposal's process knows. A single one is proposed whatever its theme.
    """
    if len(groups) == 1:
        return (Match(groups[0].id, 0, ("It is the only Working Group of its process.",)),)
    found = [_match(facts, group) for group in groups]
    return tuple(sorted((one for one in found if one.score), key=lambda one: -one.score))


def _match(facts: Facts, group: Body) -> Match:
    theme = group.takes
    if theme is None:
        return Match(group.id, 0, ())
    in_title = [phrase for phrase in theme.words if any(_has(title, phrase) for title in facts.titles)]
    in_summary = [phrase for phrase in theme.words if phrase not in in_title and _has(facts.summary, phrase)]
    documents = [one for one in facts.documents if one in theme.documents]
    systems = [one for one in facts.systems if one in theme.systems]
    score = IN_TITLE * _weight(in_title) + IN_SUMMARY * _weight(in_summary)
    score += AFFECTED * (len(documents) + len(systems))
    said = (
        ("Its title has", [f"“{phrase}”" for phrase in in_title]),
        ("Its summary has", [f"“{phrase}”" for phrase in in_summary]),
        ("It affects", [*documents, *systems]),
    )
    return Match(group.id, score, tuple(f"{words} {', '.join(what)}." for words, what in said if what))


def _has(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as words of its own, in the singular or the plural."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.search(rf"\b{words}(?:e?s)?\b", text, re.IGNORECASE) is not None


def _weight(phrases: Iterable[str]) -> int:
    return sum(len(phrase.split()) for phrase in phrases)
