"""The search of the site: proposals by any number, alias, title or word of their summary; documents, papers, releases,
organisations and committees by what they are called.

It looks for words as they stand, not for what they mean: "assess" is found in "assessment", "meters" not in "meter".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import searching as legaltext
from codeclerk.papers import queries as papers
from codeclerk.papers import registry
from codeclerk.people import vocabulary
from codeclerk.people.queries import organisations_as_at
from codeclerk.register import queries as register
from codeclerk.releases import queries as releases
from codeclerk.site.rules import has_words
from codeclerk.sources.queries import figures as sources

LONGEST = 200
"""So many characters of what was typed are looked for."""
MOST = 30
"""So many of one kind are shown."""
MOST_RANKED = 100
"""So many proposals are put in order by how well they match; of more, the first by number."""


@dataclass(frozen=True)
class Hit:
    """Something that was found: a named URL with its arguments, what it says, and a line about it."""

    text: str
    url_name: str
    arguments: tuple[str, ...]
    title: str = ""
    about: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `total` counts those that are not shown too."""

    heading: str
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class Found:
    """What was found. `number`: what was typed names this proposal. `near`: it names none, and this one is nearest."""

    words: str
    number: str = ""
    near: str = ""
    groups: tuple[Group, ...] = ()

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def search(lens: Lens, typed: str) -> Found:
    """What is known by these words at the lens. As many queries however much is found."""
    words = " ".join("".join(char if char.isprintable() else " " for char in typed).split())[:LONGEST]
    if not words:
        return Found("")
    number, near = _as_reference(lens, words)
    if number:
        return Found(words, number=number)
    groups = (
        _proposals(lens, words),
        _group("The code", _provisions(lens, words)),
        _group("Papers", _papers(lens, words)),
        _group("Documents", _documents(lens, words)),
        _group("Releases", _releases(lens, words)),
        _group("Organisations and committees", _people(lens, words)),
    )
    return Found(words, near=near, groups=tuple(group for group in groups if group.total))


def _as_reference(lens: Lens, words: str) -> tuple[str, str]:
    """The number of the proposal that the words name; else the nearest one, for words that look like a reference."""
    if len(words.split()) > 2 or not any(char.isdigit() for char in words):
        return "", ""
    try:
        return register.resolve(lens, words).number, ""
    except Refused as refused:
        suggestion = str(refused.first.facts.get("suggestion", ""))
    start, end = "Did you mean ", "?"
    return "", suggestion.removeprefix(start).removesuffix(end) if suggestion.startswith(start) else ""


def _group(heading: str, hits: Sequence[Hit]) -> Group:
    return Group(heading, tuple(hits[:MOST]), len(hits))


def _proposals(lens: Lens, words: str) -> Group:
    """Those whose number or present title has the words come before those found by a past title or a summary."""
    found = register.page_of(lens, register.Filters(words=words, with_split=True), size=MOST_RANKED)
    ordered = sorted(found.lines, key=lambda line: not has_words(f"{line.number} {line.title}", words))
    hits = [
        Hit(line.number, "register:proposal", (line.number,), line.title, line.summary, line.stage_name)
        for line in ordered
    ]
    return Group("Proposals", tuple(hits[:MOST]), found.total)


def _papers(lens: Lens, words: str) -> list[Hit]:
    issued = [
        Hit(one.reference, "papers:issued", (one.reference,), one.title)
        for one in papers.issued(lens)
        if has_words(f"{one.reference} {one.title}", words)
    ]
    open_kinds = [kind for kind in registry.kinds() if kind.classification in lens.viewer.may_see]
    kinds = [
        Hit(kind.title, "papers:papers", (), about=kind.describes)
        for kind in open_kinds
        if has_words(kind.title, words)
    ]
    return kinds + issued


def _provisions(lens: Lens, words: str) -> list[Hit]:
    return [
        Hit(one.label, "legaltext:clause", (one.pid,), one.document if one.document != one.label else "")
        for one in legaltext.named(lens, words)
    ]


def _documents(lens: Lens, words: str) -> list[Hit]:
    return [
        Hit(one.name, "sources:document", (one.sha256,), one.title if one.title != one.name else "")
        for one in sources.matching(lens, words.split())
    ]


def _releases(lens: Lens, words: str) -> list[Hit]:
    found: Iterable[releases.Release] = releases.release_days(lens)
    return [
        Hit(one.full_name, "releases:release", (one.key,), about=one.day_note)
        for one in found
        if has_words(f"{one.key} {one.full_name}", words)
    ]


def _people(lens: Lens, words: str) -> list[Hit]:
    parties = [
        Hit(one.label, "people:organisation", (one.key,), about=one.category_name)
        for one in organisations_as_at(lens)
        if has_words(one.label, words)
    ]
    committees = [
        Hit(one.name, "committees:committee", (one.id,), about=one.abbreviation or "")
        for one in vocabulary.bodies()
        if has_words(f"{one.name} {one.abbreviation or ''}", words)
    ]
    return parties + committees
