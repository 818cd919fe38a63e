"""A comparison as one reads it: every provision with what is struck out, put in, and merely follows.

Accepting everything gives the new text, rejecting everything the old one; `accepted` and `rejected` do that, and the
tests hold them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from codeclerk.legaltext.rules.comparing import Comparison, What
from codeclerk.legaltext.rules.labels import labels, shown_with
from codeclerk.legaltext.rules.marks import edits
from codeclerk.legaltext.rules.naming import called
from codeclerk.legaltext.rules.provisions import UNUSED, Code, Kind, Label, Provision
from codeclerk.legaltext.rules.spans import GONE, Content, Ref, Shown, Span, Term, rendered, tokens


class Mark(StrEnum):
    """What was done to some words."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a provision.

    Args:
        to: the provision that they lead to, for a reference or a defined term.
        was: what a reference rendered before, where it renders something else now and nobody drafted that.
    """

    mark: Mark
    words: str
    to: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A provision as a redline shows it.

    Args:
        level: how deep it stands; 0 for a document.
        what: what was done to it as a whole; none where it stays as it is.
        old_label, new_label: in its own place; empty where it has none, or is not there.
        old_full, new_full: likewise in full.
    """

    pid: str
    kind: Kind
    level: int
    what: frozenset[What]
    pieces: tuple[Piece, ...]
    old_label: str = ""
    new_label: str = ""
    old_full: str = ""
    new_full: str = ""
    name: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether something was drafted on it."""
        return bool(self.what)

    @property
    def follows(self) -> bool:
        """Whether only its label or what its references render is another one."""
        return not self.what and (self.old_label != self.new_label or any(piece.was for piece in self.pieces))


def lines(found: Comparison, documents: Iterable[str] | None = None) -> Iterator[Line]:
    """The redline of whole documents, as one reads them: what is deleted stands where it stood.

    Args:
        documents: ids of documents; every one of both versions without it.
    """
    view = _View(found)
    wanted = set(documents) if documents is not None else None
    every = [*found.new.documents, *(pid for pid in found.old.documents if pid not in found.new.provisions)]
    for document in every:
        if wanted is None or document in wanted:
            yield from view.document(document)


class _View:
    """What is needed to show a comparison, worked out once."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        self.old_labels, self.new_labels = labels(found.old), labels(found.new)
        self.old_shown = shown_with(found.old, self.old_labels)
        self.new_shown = shown_with(found.new, self.new_labels)
        what: dict[str, set[What]] = {}
        for one in found.changes:
            what.setdefault(one.pid, set()).add(one.what)
        self.what: Mapping[str, frozenset[What]] = {pid: frozenset(every) for pid, every in what.items()}

    def document(self, document: str) -> Iterator[Line]:
        waiting: list[tuple[str, int]] = [(document, 0)]
        while waiting:
            pid, level = waiting.pop()
            yield self._line(pid, level)
            waiting.extend((child, level + 1) for child in reversed(self._under(pid)))

    def _under(self, pid: str) -> list[str]:
        """What stands under a provision: as in the new version, with what is deleted after what stood before it."""
        old, new = self.found.old, self.found.new
        if pid not in new.provisions:
            return [child for child in old.under(pid) if child not in new.provisions]
        under = list(new.under(pid))
        before = ""
        for child in old.under(pid):
            if child not in new.provisions:
                under.insert(under.index(before) + 1 if before in under else 0, child)
            if child in under:
                before = child
        return under

    def _line(self, pid: str, level: int) -> Line:
        old, new = self.found.old.provisions.get(pid), self.found.new.provisions.get(pid)
        one = new or old
        assert one is not None
        before, after = self.old_labels.get(pid, _NO_LABEL), self.new_labels.get(pid, _NO_LABEL)
        return Line(
            pid,
            one.kind,
            level,
            self.what.get(pid, frozenset()),
            tuple(self._pieces(old, new)),
            before.own,
            after.own,
            self._called(self.found.old, pid, self.old_labels, self.old_shown),
            self._called(self.found.new, pid, self.new_labels, self.new_shown),
            one.name,
        )

    def _called(self, code: Code, pid: str, names: Mapping[str, Label], shown: Shown) -> str:
        """What a provision is called in full; of a cell that changed, by its column and row."""
        if pid not in code.provisions:
            return ""
        return called(code, pid, names, shown) if pid in self.what else names[pid].full

    def _pieces(self, old: Provision | None, new: Provision | None) -> Iterator[Piece]:
        if new is None:
            yield from _all(_said(old), Mark.DELETED, self.old_shown)
        elif old is None:
            yield from _all(_said(new), Mark.INSERTED, self.new_shown)
        elif old.content is new.content or _said(old) == _said(new):
            yield from self._same(_said(new))
        else:
            before = tokens(_said(old))
            here = 0
            for run in edits(_said(old), _said(new)):
                yield from self._same(before[here : run.first])
                yield from _all(before[run.first : run.last], Mark.DELETED, self.old_shown)
                yield from _all(run.new, Mark.INSERTED, self.new_shown)
                here = run.last
            yield from self._same(before[here:])

    def _same(self, spans: Iterable[Span]) -> Iterator[Piece]:
        return _all(spans, Mark.SAME, self.new_shown, self.old_shown)


_NO_LABEL = Label("", "")


def _said(one: Provision | None) -> Content:
    """What a provision says, “Not used” where it keeps its number only."""
    if one is None:
        return ()
    return (UNUSED,) if one.is_unused else one.content


def _all(spans: Iterable[Span], mark: Mark, shown: Shown, before: Shown | None = None) -> Iterator[Piece]:
    """Spans as pieces of one mark, neighbouring words joined. With `before`, references say what they rendered then."""
    waiting = ""
    for span in spans:
        words = rendered(span, shown)
        if isinstance(span, Ref | Term):
            if waiting:
                yield Piece(mark, waiting)
                waiting = ""
            was = rendered(span, before) if before is not None and isinstance(span, Ref) else words
            yield Piece(mark, words, span.pid, was if was not in (words, GONE) else "")
        else:
            waiting += words
    if waiting:
        yield Piece(mark, waiting)


def accepted(line: Line) -> str:
    """What a line says when every change is accepted."""
    return "".join(piece.words for piece in line.pieces if piece.mark is not Mark.DELETED)


def rejected(line: Line) -> str:
    """What a line says when every change is rejected."""
    return "".join(piece.was or piece.words for piece in line.pieces if piece.mark is not Mark.INSERTED)
