"""For benchmarks: a code of a million words, an amended version of it, and what was done to make that.

Sixty documents of headings, clauses, lists and tables. Words follow how often words come in real texts; one clause in
twenty repeats a phrase of another, as such texts do. The same seed writes the same code.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import accumulate

from codeclerk.legaltext.rules.provisions import Code, Kind, LabelRule, Numbering, Provision, pid_for
from codeclerk.legaltext.rules.spans import Content, Ref, tokens

DOCUMENTS = 60
WORDS = 1_000_000
EDITED = 0.02
MOVES = 40
INSERTED = 120
DELETED = 120

_MADE = [
    a + b + c
    for a in ("ba", "co", "di", "fe", "mu", "re", "sta", "tri")
    for b in ("", "la", "mo", "ni", "ser", "tu")
    for c in ("ble", "der", "ge", "min", "nal", "per", "ting", "vice", "x", "y")
]
_COMMON = ("the", "of", "and", "to", "a", "in", "that", "shall", "be", "or", "for", "DCC", "User", "is", "by", "with")
VOCABULARY = [*_COMMON, *_MADE, *(f"{word}s" for word in _MADE), *(f"un{word}" for word in _MADE)]
_WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(VOCABULARY))))


@dataclass(frozen=True)
class Amended:
    """Two versions of a code, and the ids of what was moved between them."""

    old: Code
    new: Code
    moved: frozenset[str]


def write(seed: int = 1, words: int = WORDS, documents: int = DOCUMENTS) -> Code:
    """A code of about so many words."""
    chance = random.Random(seed)
    provisions: dict[str, Provision] = {}
    children: dict[str, tuple[str, ...]] = {}
    names = [
        f"Section {chr(65 + number)}" if number < 26 else f"Appendix {chr(65 + number // 26)}{chr(65 + number % 26)}"
        for number in range(documents)
    ]
    phrases: list[str] = []
    made_documents = []
    for name in names:
        pid = pid_for(name)
        made_documents.append(pid)
        provisions[pid] = Provision(pid, Kind.DOCUMENT, content=(_words(chance, 4),), name=name)
        children[pid] = _chapters(chance, pid, words // documents, provisions, children, phrases)
    return Code(provisions, children, tuple(made_documents))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(VOCABULARY, cum_weights=_WEIGHTS, k=count))


def _chapters(
    chance: random.Random,
    document: str,
    words: int,
    provisions: dict[str, Provision],
    children: dict[str, tuple[str, ...]],
    phrases: list[str],
) -> tuple[str, ...]:
    chapters, written = [], 0
    while written < words:
        chapter = pid_for(document, "chapter", str(len(chapters)))
        chapters.append(chapter)
        provisions[chapter] = Provision(chapter, Kind.HEADING, LabelRule(Numbering.CHAPTER), (_words(chance, 5),))
        clauses = []
        for number in range(chance.randint(8, 20)):
            clause = pid_for(chapter, str(number))
            clauses.append(clause)
            content, count = _content(chance, phrases, chance.randint(30, 60))
            written += count
            provisions[clause] = Provision(clause, Kind.CLAUSE, LabelRule(Numbering.POINT), content)
            subs = []
            for place in range(chance.choice((0, 0, 2, 3, 4, 6))):
                sub = pid_for(clause, str(place))
                subs.append(sub)
                content, count = _content(chance, phrases, chance.randint(15, 60))
                written += count
                provisions[sub] = Provision(sub, Kind.SUB, LabelRule(Numbering.LETTER), content)
            if subs:
                children[clause] = tuple(subs)
        children[chapter] = tuple(clauses)
    return tuple(chapters)


def _content(chance: random.Random, phrases: list[str], count: int) -> tuple[Content, int]:
    if phrases and chance.random() < 0.05:
        words = chance.choice(phrases)
    else:
        words = _words(chance, count)
        if chance.random() < 0.02:
            phrases.append(words)
    return (words + chance.choice((".", ";", "; and", ", subject to what follows.")),), count


def amend(old: Code, seed: int = 2) -> Amended:
    """Another version: so many of the clauses edited, moved, inserted and deleted."""
    chance = random.Random(seed)
    provisions, children = dict(old.provisions), {pid: list(under) for pid, under in old.children.items()}
    clauses = [pid for pid, one in old.provisions.items() if one.kind in (Kind.CLAUSE, Kind.SUB)]
    for pid in chance.sample(clauses, int(len(clauses) * EDITED)):
        provisions[pid] = replace(provisions[pid], content=_edited(chance, provisions[pid].content))
    whole = [pid for pid in clauses if old.provisions[pid].kind is Kind.CLAUSE]
    chosen = chance.sample(whole, MOVES + DELETED)
    parents = dict(old.parents)
    moved = frozenset(chosen[:MOVES])
    for pid in chosen[:MOVES]:
        children[parents[pid]].remove(pid)
        to = chance.choice([other for other in children if provisions[other].kind is Kind.HEADING])
        while to == parents[pid]:
            to = chance.choice([other for other in children if provisions[other].kind is Kind.HEADING])
        children[to].insert(chance.randint(0, len(children[to])), pid)
        parents[pid] = to
    for pid in chosen[MOVES:]:
        children[parents[pid]].remove(pid)
        for gone in list(old.walk(pid)):
            del provisions[gone]
            children.pop(gone, None)
    headings = [pid for pid in children if provisions[pid].kind is Kind.HEADING]
    for number in range(INSERTED):
        pid = pid_for("inserted", str(number))
        to = chance.choice(headings)
        provisions[pid] = Provision(pid, Kind.CLAUSE, LabelRule(Numbering.POINT), (_words(chance, 40) + ".",))
        children[to].insert(chance.randint(0, len(children[to])), pid)
    new = Code(provisions, {pid: tuple(under) for pid, under in children.items() if under}, old.documents)
    return Amended(old, new, moved)


def _edited(chance: random.Random, content: Content) -> Content:
    words = list(tokens(content))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(0, len(words))
        match chance.randint(0, 2):
            case 0:
                words[at] = _words(chance, 1)
            case 1:
                words[at:at] = [_words(chance, 1), " "]
            case 2 if len(words) > 6:
                del words[at : at + 2]
    return ("".join(str(word) for word in words),)


def without_ids(code: Code, stem: str) -> Code:
    """The same code under other ids, as a text has them that comes back from a word processor."""
    ids = {pid: pid_for(stem, pid) for pid in code.provisions}
    return Code(
        {
            ids[pid]: replace(
                one,
                pid=ids[pid],
                content=tuple(Ref(ids[span.pid]) if isinstance(span, Ref) else span for span in one.content),
            )
            for pid, one in code.provisions.items()
        },
        {ids[pid]: tuple(ids[child] for child in under) for pid, under in code.children.items()},
        tuple(ids[pid] for pid in code.documents),
    )
