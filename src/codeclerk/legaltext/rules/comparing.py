"""Comparing two versions of a code by permanent ids: what was drafted, what moved, and what merely follows.

A provision that did not change costs one look at its hash. Inside one that did, the fewest tokens are marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.marks import Run, edits, marked
from codeclerk.legaltext.rules.provisions import Code, Label, Provision
from codeclerk.legaltext.rules.spans import Ref, tokens


class What(StrEnum):
    """What was done to a provision. One can be edited and moved at once."""

    INSERTED = "inserted"
    DELETED = "deleted"
    EDITED = "edited"
    MOVED = "moved"
    RELABELLED = "relabelled"


@dataclass(frozen=True, slots=True)
class Change:
    """What was drafted on one provision.

    Args:
        runs: for an edit, the words that are struck out of the old content, and what is put in.
    """

    pid: str
    what: What
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """What looks different though nobody drafted it: a label, or what a reference renders.

    Args:
        at: the provision where it shows; that which has the label, or that which has the reference.
        of: the provision whose label it is.
    """

    at: str
    of: str
    old: str
    new: str


@dataclass(frozen=True)
class Comparison:
    """All differences between two versions.

    Args:
        changes: what was drafted: deletions as the old version reads, then everything else as the new one does.
        params: parameters with another value: the old one, and the new.
    """

    old: Code
    new: Code
    changes: tuple[Change, ...]
    params: Mapping[str, tuple[str, str]]

    @cached_property
    def moves(self) -> tuple[str, ...]:
        """The provisions that moved, each with all under it."""
        return tuple(one.pid for one in self.changes if one.what is What.MOVED)

    @cached_property
    def marked_tokens(self) -> int:
        """How many tokens a redline marks: struck out or put in, those of whole provisions too. What moves is not
        marked: it is named."""
        count = 0
        for one in self.changes:
            match one.what:
                case What.EDITED:
                    count += marked(one.runs)
                case What.INSERTED:
                    count += len(tokens(self.new.provisions[one.pid].content))
                case What.DELETED:
                    count += len(tokens(self.old.provisions[one.pid].content))
        return count

    @cached_property
    def consequential(self) -> tuple[Follows, ...]:
        """Every label that is another one, and every reference that renders it, where nobody drafted that."""
        before, after = labels(self.old), labels(self.new)
        drafted = {one.pid for one in self.changes if one.what in (What.INSERTED, What.RELABELLED)}
        changed = {
            pid: (before[pid].full, label.full)
            for pid, label in after.items()
            if pid in before and before[pid].full != label.full
        }
        if not changed:
            return ()
        found: list[Follows] = []
        for pid in self.new.everything():
            if pid in changed and pid not in drafted and _is_labelled(after[pid], before[pid]):
                found.append(Follows(pid, pid, *changed[pid]))
            found += [
                Follows(pid, span.pid, *changed[span.pid])
                for span in self.new.provisions[pid].content
                if isinstance(span, Ref) and span.pid in changed and pid in before
            ]
        return tuple(found)


def _is_labelled(*every: Label) -> bool:
    return any(one.own for one in every)


def compare(old: Code, new: Code) -> Comparison:
    """All differences between two versions that share permanent ids."""
    gone, come = old.provisions.keys() - new.provisions.keys(), new.provisions.keys() - old.provisions.keys()
    moved = moves(old, new)
    changes = [Change(pid, What.DELETED) for pid in _in_order(old, gone)]
    differing = {
        pid
        for pid, one in new.provisions.items()
        if pid not in come and one is not old.provisions[pid] and old.hash_of(pid) != new.hash_of(pid)
    }
    for pid in _in_order(new, come | moved | differing):
        if pid in come:
            changes.append(Change(pid, What.INSERTED))
            continue
        if pid in moved:
            changes.append(Change(pid, What.MOVED))
        if pid in differing:
            changes += _own(old.provisions[pid], new.provisions[pid])
    params = {
        id: (old.params.get(id, ""), new.params.get(id, ""))
        for id in sorted(old.params.keys() | new.params.keys())
        if old.params.get(id, "") != new.params.get(id, "")
    }
    return Comparison(old, new, tuple(changes), params)


def _own(old: Provision, new: Provision) -> list[Change]:
    """What was done to one provision by itself."""
    found = []
    if (old.kind, old.content, old.name, old.is_unused) != (new.kind, new.content, new.name, new.is_unused):
        found.append(Change(new.pid, What.EDITED, edits(old.content, new.content)))
    if old.rule != new.rule:
        found.append(Change(new.pid, What.RELABELLED))
    return found


def _in_order(code: Code, pids: Iterable[str]) -> Sequence[str]:
    """Some ids of a code as one reads it, without reading the documents that have none of them."""
    wanted = set(pids)
    if not wanted:
        return ()
    documents = {code.document_of(pid) for pid in wanted}
    return [pid for document in code.documents if document in documents for pid in code.walk(document) if pid in wanted]


def moves(old: Code, new: Code) -> frozenset[str]:
    """The fewest provisions that have to move so that all that stayed stand as they do in the new version.

    A provision under another parent has moved; among those that stayed under theirs, whatever is not on a longest
    common order. What moves along with the provision above it has not moved itself.
    """
    if old.children is new.children and old.documents == new.documents:
        return frozenset()
    found = {pid for pid, parent in new.parents.items() if pid in old.provisions and old.parents.get(pid, "") != parent}
    found |= {pid for pid in new.documents if pid in old.parents}
    for parent, under in (*new.children.items(), ("", new.documents)):
        before = old.documents if not parent else old.under(parent)
        if before == under or not before:
            continue
        place = {pid: index for index, pid in enumerate(before)}
        stayed = [(place[pid], pid) for pid in under if pid in place]
        order = [at for at, _ in stayed]
        if order != sorted(order):
            keep = _longest_rising(order)
            found |= {pid for at, pid in stayed if at not in keep}
    return frozenset(found)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """A longest rising subsequence of different numbers."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(index)
        else:
            ends[at], last[at] = number, index
    kept: set[int] = set()
    here = last[-1] if last else -1
    while here >= 0:
        kept.add(numbers[here])
        here = before[here]
    return kept
