"""Finding words in the code: a version is in memory, so it is read through; every word has to stand in a provision."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import store
from codeclerk.legaltext.queries import Version
from codeclerk.legaltext.queries.clauses import holding, known
from codeclerk.legaltext.queries.versions import instant_of
from codeclerk.legaltext.rules.spans import render

MOST = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that has the words.

    Args:
        parts: what it says, cut where the words stand: (is one of the words, text).
    """

    pid: str
    document: str
    label: str
    parts: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: `hits` are the first of `total`."""

    total: int
    hits: tuple[Hit, ...]


def search_code(version: Version, words: str) -> Hits:
    """The provisions of a version that have every one of the words, or are called so, as one reads them."""
    wanted = [re.escape(word) for word in words.split()]
    if not wanted:
        return Hits(0, ())
    tests = [re.compile(word, re.IGNORECASE) for word in wanted]
    cut = re.compile(f"({'|'.join(wanted)})", re.IGNORECASE)
    shown = store.shown(version.manifest)
    exact = words.strip().casefold()
    hits: list[Hit] = []
    total = 0
    for one in store.manifest(version.manifest).documents:
        text = store.document(one.sha256)
        for node in text.nodes:
            said = render(node.provision.content, shown)
            if node.provision.name and node.depth:
                said = f"“{node.provision.name}” {said}"
            is_named = node.label.own and node.label.full.casefold() == exact
            if not is_named and not all(test.search(said) for test in tests):
                continue
            total += 1
            if len(hits) < MOST:
                parts = tuple((bool(cut.fullmatch(part)), part) for part in cut.split(said) if part)
                hits.append(Hit(node.provision.pid, text.name, node.label.full, parts))
    return Hits(total, tuple(hits))


@dataclass(frozen=True, slots=True)
class Named:
    """A provision that goes by what was typed, with the name of its document."""

    pid: str
    label: str
    document: str


def named(lens: Lens, words: str) -> tuple[Named, ...]:
    """The provisions that are called so on the lens's day: by a label, as a defined term or as a document. Two queries;
    one where there is none."""
    bare = words.strip().strip('"“”')
    spelt = {bare, f"“{bare}”", f"{bare[:1].upper()}{bare[1:]}"}
    spelt |= {f"“{one}”" for one in (bare.title(), f"{bare[:1].upper()}{bare[1:]}")}
    standing = holding(known(lens), instant_of(lens)).filter(is_labelled=True)
    rows = list(
        standing.filter(label__in=spelt).order_by("label", "pid").values_list("pid", "label", "document")[:MOST]
    )
    if not rows:
        return ()
    names = dict(standing.filter(pid__in={row[2] for row in rows}).values_list("pid", "label"))
    return tuple(Named(pid, label, names.get(document, "")) for pid, label, document in rows)
