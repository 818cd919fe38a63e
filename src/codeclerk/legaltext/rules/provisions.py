"""The code as data: documents, each a tree of provisions with permanent ids, and the hashes that stand for them.

A `Code` is never changed: what changes it makes another one, which shares every provision that stayed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from codeclerk.kernel.chain import canonical_json
from codeclerk.legaltext.rules.spans import Content, as_json


class Kind(StrEnum):
    """What a provision is."""

    DOCUMENT = "document"
    HEADING = "heading"
    CLAUSE = "clause"
    SUB = "sub"
    DEFINITION = "definition"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    NOTE = "note"
    FIGURE = "figure"
    FORM = "form"


class Numbering(StrEnum):
    """How a provision is counted among those of its parent that are counted in the same way."""

    NONE = "none"
    CHAPTER = "chapter"
    """`H8`: the mark of the document and a number; in a document without a mark, `3`."""
    POINT = "point"
    """`H8.3`: the label of the parent, a point and a number."""
    LETTER = "letter"
    """`(b)`; after `(z)` comes `(aa)`."""
    ROMAN = "roman"
    """`(iv)`."""
    CAPITAL = "capital"
    """`(B)`."""


@dataclass(frozen=True, slots=True)
class LabelRule:
    """How the label of a provision is worked out. A label itself is never kept.

    Args:
        numbering: how it is counted.
        is_suffixed: it takes the number before it and a capital, `H8.4A`, and counts for nothing itself.
        fixed: this label, whatever stands before it. Where it is a number, the ones after it go on from there.
    """

    numbering: Numbering = Numbering.NONE
    is_suffixed: bool = False
    fixed: str = ""


UNNUMBERED = LabelRule()
UNUSED = "Not used"
"""What a provision says that keeps its number only."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision by itself, without those under it.

    Args:
        pid: its permanent id, which is never used again.
        content: what it says. Of a document it is the title, of a definition what follows the term.
        name: of a document its name, `Section H`; of a definition the term; of a figure the SHA-256 of its picture.
        is_unused: it keeps its number and says nothing: “Not used”.
    """

    pid: str
    kind: Kind
    rule: LabelRule = UNNUMBERED
    content: Content = ()
    name: str = ""
    is_unused: bool = False

    @property
    def mark(self) -> str:
        """The letters with which the labels of a document begin: H for Section H, nothing for an appendix."""
        first, _, rest = self.name.partition(" ")
        return rest if self.kind is Kind.DOCUMENT and first == "Section" else ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a provision is called.

    Args:
        own: in its own place, `(b)`; empty for one that is not numbered.
        full: in the code, `H8.3(b)`; of a definition its term, “Services”; of another one without a number, that of
            the nearest above it.
    """

    own: str
    full: str


def provision_hash(one: Provision) -> str:
    """SHA-256 of everything that a provision says by itself, its permanent id included."""
    rule = one.rule
    value = [
        one.pid,
        one.kind.value,
        [rule.numbering.value, rule.is_suffixed, rule.fixed],
        as_json(one.content),
        one.name,
        one.is_unused,
    ]
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class Code:
    """A whole code at one moment.

    Args:
        provisions: every provision by its permanent id.
        children: the ids under a provision, in their order; none for those without.
        documents: the ids of the documents, in their order.
        params: the value of each parameter.
    """

    provisions: Mapping[str, Provision]
    children: Mapping[str, tuple[str, ...]]
    documents: tuple[str, ...]
    params: Mapping[str, str] = field(default_factory=dict)
    known_hashes: dict[str, str] = field(default_factory=dict, repr=False)
    """Hashes of provisions that were worked out already. Filled as they are asked for."""
    known_trees: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Hashes of whole trees that are as they were in another code, with those of everything in them."""
    known_labels: dict[str, Mapping[str, Label]] = field(default_factory=dict, repr=False)
    """By document, the labels of all that is in it, as far as they were worked out. See `labels.labels_in`."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Code) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The id above each provision; documents have none."""
        return {child: parent for parent, every in self.children.items() for child in every}

    def under(self, pid: str) -> tuple[str, ...]:
        """The ids directly under a provision."""
        return self.children.get(pid, ())

    def walk(self, pid: str) -> Iterator[str]:
        """A provision and everything under it, as one reads."""
        waiting = [pid]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(self.children.get(here, ())))

    def everything(self) -> Iterator[str]:
        """Every id, as one reads the whole code."""
        for document in self.documents:
            yield from self.walk(document)

    def above(self, pid: str) -> Iterator[str]:
        """The ids above a provision, the nearest first."""
        while pid in self.parents:
            pid = self.parents[pid]
            yield pid

    def document_of(self, pid: str) -> str:
        """The id of the document in which a provision stands: its own, for a document."""
        return next(reversed(list(self.above(pid))), pid)

    def hash_of(self, pid: str) -> str:
        """The hash of a provision by itself."""
        found = self.known_hashes.get(pid)
        if found is None:
            found = self.known_hashes[pid] = provision_hash(self.provisions[pid])
        return found

    @cached_property
    def tree_hashes(self) -> Mapping[str, str]:
        """The hash of every provision with all that stands under it (a Merkle tree)."""
        made = dict(self.known_trees)
        waiting, found = [pid for pid in self.documents if pid not in made], []
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting.extend(child for child in self.children.get(pid, ()) if child not in made)
        for pid in reversed(found):
            under = self.children.get(pid)
            own = self.hash_of(pid)
            made[pid] = _joined((own, *(made[child] for child in under))) if under else own
        return made

    @cached_property
    def root(self) -> str:
        """The hash of the whole code, parameters included."""
        hashes = self.tree_hashes
        params = hashlib.sha256(canonical_json(dict(self.params)).encode()).hexdigest()
        return _joined((params, *(hashes[document] for document in self.documents)))


def _joined(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


EMPTY = Code({}, {}, ())
"""A code without a document."""


def pid_for(*parts: str) -> str:
    """The permanent id of a provision that is imported: always the same for the same origin. 26 signs, as an ULID."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:16], "big")
    signs = []
    for _ in range(26):
        number, digit = divmod(number, 32)
        signs.append(_SIGNS[digit])
    return "".join(reversed(signs))


_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
