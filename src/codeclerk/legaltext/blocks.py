"""A document cut into the pieces that a person edits: headings, whole clauses, definitions, tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codeclerk.kernel.errors import Refusal
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.writing import write

_PLACE = re.compile(r"(.+), line ([0-9]+)")
_INSIDE = frozenset({Kind.SUB, Kind.ROW, Kind.CELL, Kind.NOTE})
"""What is written with the piece that it belongs to."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document as structured text.

    Args:
        pid: of the provision with which it begins.
        chapter: of the numbered heading under which it stands, or that it is; empty before the first one.
    """

    pid: str
    label: str
    text: str
    chapter: str


@lru_cache(maxsize=4)
def written(code: Code) -> Mapping[str, str]:
    """Each document of a code as structured text, by its name."""
    return write(code)


def blocks_of(code: Code, document: str) -> tuple[Block, ...]:
    """The pieces of a document, in their order."""
    called = labels(code)
    texts = written(code)[code.provisions[document].name].rstrip("\n").split("\n\n")
    made: list[Block] = []
    chapter = ""
    for pid, text in zip(_beginning(code, document), texts, strict=True):
        one = code.provisions[pid]
        if one.kind is Kind.HEADING and called[pid].own:
            chapter = pid
        label = "Title" if one.kind is Kind.DOCUMENT else _named(one.kind, called[pid].own, called[pid].full)
        made.append(Block(pid, label, text, chapter))
    return tuple(made)


def _beginning(code: Code, document: str) -> list[str]:
    """The provisions with which a piece begins."""
    return [
        pid
        for pid in code.walk(document)
        if (kind := code.provisions[pid].kind) not in _INSIDE
        and not (kind is Kind.TABLE and code.provisions[code.parents[pid]].kind is Kind.SUB)
    ]


def _named(kind: Kind, own: str, full: str) -> str:
    if own or kind is Kind.DEFINITION:
        return full
    return f"{kind.value.capitalize()} under {full}" if full else kind.value.capitalize()


def joined(blocks: Sequence[Block], typed: Mapping[str, str]) -> str:
    """The document with what was typed in the place of its pieces. An empty piece is taken out."""
    every = (_tidy(typed.get(one.pid, one.text)) for one in blocks)
    return "\n\n".join(text for text in every if text) + "\n"


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()


def place_of(refusal: Refusal, name: str, blocks: Sequence[Block], typed: Mapping[str, str]) -> tuple[str, str]:
    """The piece in which a refused line of the document stands, and the refusal in words that a reader of that piece
    understands; an empty id where it stands in none of them."""
    words = f"{refusal.problem[:1].upper()}{refusal.problem[1:]}. {refusal.remedy}"
    found = _PLACE.fullmatch(refusal.object)
    if found is None or found[1] != name:
        return "", words
    line, here = int(found[2]), 1
    for one in blocks:
        text = _tidy(typed.get(one.pid, one.text))
        if not text:
            continue
        length = text.count("\n") + 1
        if here <= line < here + length:
            return one.pid, words.replace(refusal.object, f"Line {line - here + 1}", 1)
        here += length + 1
    return "", words
