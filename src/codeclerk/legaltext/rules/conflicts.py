"""Conflicts between open proposals: what cannot stand together, or not without somebody who looks at it.

Operations are indexed by the provisions, places and parameters that they touch; texts are compared only where two
proposals touch the same provision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.labels import labels_under
from codeclerk.legaltext.rules.operations import (
    Delete,
    Edit,
    Insert,
    Move,
    Operation,
    Place,
    Relabel,
    Replace,
    SetParam,
)
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.redlines import Redline, points_to
from codeclerk.legaltext.rules.spans import Term


class Sort(StrEnum):
    """The sorts of conflict, by the number that the design gives them."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"
    C9 = "C9"
    C10 = "C10"
    C11 = "C11"
    C12 = "C12"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def is_blocking(self) -> bool:
        """Whether a release waits until it is settled. That one needs the other is settled by releasing both."""
        return self is not Sort.C12


_WORDS: dict[Sort, str] = {
    Sort.C1: "both change the same words",
    Sort.C2: "both change the same provision, in different places",
    Sort.C3: "one changes what the other deletes",
    Sort.C4: "one changes something inside what the other deletes or moves",
    Sort.C5: "both put something into the same place",
    Sort.C6: "both make the same label",
    Sort.C7: "both move the same provision, or each moves one under the other's",
    Sort.C8: "one refers to what the other deletes",
    Sort.C9: "one uses a term whose definition the other changes or deletes",
    Sort.C10: "it was drafted on a text that is not the present one",
    Sort.C11: "both set the same parameter, to different values",
    Sort.C12: "one needs what the other brings",
}


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two operations of two proposals that do not simply stand together.

    Args:
        proposals: of a stale baseline one proposal, else two in alphabetical order.
        operations: the ids of the operations, each of the proposal in the same place.
        at: the provision, or the parameter, over which it arises.
    """

    sort: Sort
    proposals: tuple[str, ...]
    operations: tuple[str, ...]
    at: str

    @property
    def key(self) -> str:
        return f"{self.sort.value}:{':'.join(self.operations)}"


@dataclass(frozen=True, slots=True)
class _One:
    """An operation with whose it is."""

    proposal: str
    operation: Operation


@dataclass
class _Index:
    """The operations of all redlines by what they touch."""

    texts: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    rules: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    deletes: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    moves: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    places: defaultdict[Place, list[_One]] = field(default_factory=lambda: defaultdict(list))
    params: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    inserts: dict[str, _One] = field(default_factory=dict)
    points: defaultdict[str, list[_One]] = field(default_factory=lambda: defaultdict(list))
    every: list[_One] = field(default_factory=list)


def conflicts(base: Code, redlines: Sequence[Redline]) -> tuple[Conflict, ...]:
    """Every conflict between these redlines, and of each with the present text. Alternatives are not compared.

    The answer does not depend on the order of the redlines.
    """
    index = _indexed(base, redlines)
    excluded = {frozenset((one.proposal, one.alternative_to)) for one in redlines if one.alternative_to}
    found = {
        one
        for every in (
            _on_one_provision(base, index),
            _inside(base, index),
            _places(index),
            _labels(base, redlines),
            _moves(base, index),
            _pointing(base, index),
            _params(index),
            _needs(index),
        )
        for one in every
        if frozenset(one.proposals) not in excluded
    }
    found |= set(_stale(base, redlines))
    return tuple(sorted(found, key=lambda one: (int(one.sort.value[1:]), one.proposals, one.operations, one.at)))


def _indexed(base: Code, redlines: Iterable[Redline]) -> _Index:
    index = _Index()
    for redline in redlines:
        for operation in redline.operations:
            one = _One(redline.proposal, operation)
            index.every.append(one)
            match operation:
                case Edit() | Replace():
                    index.texts[operation.target].append(one)
                case Relabel():
                    index.rules[operation.target].append(one)
                case Delete():
                    index.deletes[operation.target].append(one)
                case Move():
                    index.moves[operation.target].append(one)
                    index.places[operation.place].append(one)
                case Insert():
                    index.inserts[operation.target] = one
                    index.places[operation.place].append(one)
                case SetParam():
                    index.params[operation.target].append(one)
            for pid in points_to(operation):
                index.points[pid].append(one)
    return index


def _conflict(sort: Sort, first: _One, second: _One, at: str) -> Conflict:
    pair = sorted((first, second), key=lambda one: (one.proposal, one.operation.id))
    return Conflict(sort, tuple(one.proposal for one in pair), tuple(one.operation.id for one in pair), at)


def _pairs(every: Sequence[_One]) -> Iterator[tuple[_One, _One]]:
    """Two operations of different proposals, each pair once."""
    return ((first, second) for first, second in combinations(every, 2) if first.proposal != second.proposal)


def _same(first: Operation, second: Operation) -> bool:
    """Whether two operations do the very same."""
    return first == replace(second, id=first.id)


def _on_one_provision(base: Code, index: _Index) -> Iterator[Conflict]:
    """C1, C2 and C3: two proposals change one provision."""
    for pid in index.texts.keys() | index.rules.keys():
        every = index.texts.get(pid, []) + index.rules.get(pid, [])
        for first, second in _pairs(every):
            if _same(first.operation, second.operation) and not isinstance(first.operation, Edit):
                continue
            sort = Sort.C1 if _overlap(first.operation, second.operation) else Sort.C2
            yield _conflict(sort, first, second, pid)
        for gone in index.deletes.get(pid, ()):
            for one in every:
                if one.proposal != gone.proposal:
                    yield _conflict(Sort.C3, one, gone, pid)
    for pid, every in index.deletes.items():
        for first, second in _pairs(every):
            if not _same(first.operation, second.operation):
                yield _conflict(Sort.C3, first, second, pid)
        for first in every:
            for second in index.moves.get(pid, ()):
                if first.proposal != second.proposal:
                    yield _conflict(Sort.C3, first, second, pid)


def _overlap(first: Operation, second: Operation) -> bool:
    if isinstance(first, Edit) and isinstance(second, Edit):
        return any(one.clashes(other) for one in first.runs for other in second.runs)
    return isinstance(first, Relabel) == isinstance(second, Relabel)


def _inside(base: Code, index: _Index) -> Iterator[Conflict]:
    """C4: something is done inside a subtree that another proposal deletes or moves."""
    if not index.deletes and not index.moves:
        return
    for one in index.every:
        operation = one.operation
        if isinstance(operation, SetParam):
            continue
        is_placed = isinstance(operation, Insert | Move)
        starts = [operation.target] if operation.target in base.provisions else []
        if isinstance(operation, Insert | Move):
            starts.append(operation.place.parent)
        for start in starts:
            here = start if is_placed and start != operation.target else base.parents.get(start, "")
            while here:
                for other in (*index.deletes.get(here, ()), *index.moves.get(here, ())):
                    if other.proposal != one.proposal and not (
                        isinstance(operation, Move) and isinstance(other.operation, Move) and start == operation.target
                    ):
                        yield _conflict(Sort.C4, one, other, here)
                here = base.parents.get(here, "")


def _places(index: _Index) -> Iterator[Conflict]:
    """C5: two proposals put something into one place, or one after a provision that the other moves away."""
    for place, every in index.places.items():
        for first, second in _pairs(every):
            if not _same(first.operation, second.operation):
                yield _conflict(Sort.C5, first, second, place.after or place.parent)
        for moved in index.moves.get(place.after, ()):
            for one in every:
                if one.proposal != moved.proposal:
                    yield _conflict(Sort.C5, one, moved, place.after)


def _labels(base: Code, redlines: Iterable[Redline]) -> Iterator[Conflict]:
    """C6: two proposals make one label. Labels that are merely counted give way; fixed and added ones do not."""
    made: defaultdict[tuple[str, str], list[_One]] = defaultdict(list)
    for redline in redlines:
        marked = {
            one.target: one
            for one in redline.operations
            if (isinstance(one, Insert) and _stands(one.provision.rule.fixed, one.provision.rule.is_suffixed))
            or (isinstance(one, Relabel) and _stands(one.rule.fixed, one.rule.is_suffixed))
        }
        if not marked:
            continue
        try:
            alone = apply(base, redline.operations)
        except Refused:
            continue  # what cannot be carried out makes no label; why it cannot is told as C10, or by consolidation
        for document in {alone.document_of(pid) for pid in marked if pid in alone.provisions}:
            for pid, label in labels_under(alone, document):
                if pid in marked:
                    made[document, label.full].append(_One(redline.proposal, marked[pid]))
    for every in made.values():
        for first, second in _pairs(every):
            if first.operation.target != second.operation.target:
                yield _conflict(Sort.C6, first, second, min(first.operation.target, second.operation.target))


def _stands(fixed: str, is_suffixed: bool) -> bool:
    return bool(fixed) or is_suffixed


def _moves(base: Code, index: _Index) -> Iterator[Conflict]:
    """C7: one provision is moved twice, or each of two goes under the other."""
    for pid, every in index.moves.items():
        for first, second in _pairs(every):
            if not _same(first.operation, second.operation):
                yield _conflict(Sort.C7, first, second, pid)
    for pid, every in index.moves.items():
        for one in every:
            assert isinstance(one.operation, Move)
            here = one.operation.place.parent
            while here:
                for other in index.moves.get(here, ()):
                    if other.proposal != one.proposal and _under(base, other, pid):
                        yield _conflict(Sort.C7, one, other, pid)
                here = base.parents.get(here, "")


def _under(base: Code, one: _One, pid: str) -> bool:
    """Whether a move goes under a provision, or to it."""
    assert isinstance(one.operation, Move)
    parent = one.operation.place.parent
    return pid == parent or (parent in base.provisions and pid in base.above(parent))


def _pointing(base: Code, index: _Index) -> Iterator[Conflict]:
    """C8 and C9: the words that one brings point to what the other deletes, or to a definition that it changes."""
    for pid, every in index.deletes.items():
        if pid not in base.provisions:
            continue
        for gone in base.walk(pid):
            sort = Sort.C9 if base.provisions[gone].kind is Kind.DEFINITION else Sort.C8
            for user in index.points.get(gone, ()):
                for one in every:
                    if one.proposal != user.proposal:
                        yield _conflict(sort, one, user, gone)
    changed: defaultdict[str, list[_One]] = defaultdict(list)
    for pid, every in index.texts.items():
        if pid not in base.provisions:
            continue
        for at in (pid, *base.above(pid)):
            if base.provisions[at].kind is Kind.DEFINITION:
                changed[at] += every
    if not changed:
        return
    users: defaultdict[str, list[_One]] = defaultdict(list)
    for pid, every in index.texts.items():
        for span in base.provisions[pid].content if pid in base.provisions else ():
            if isinstance(span, Term) and span.pid in changed:
                users[span.pid] += every
    for pid, every in changed.items():
        for one in every:
            for user in (*index.points.get(pid, ()), *users.get(pid, ())):
                if user.proposal != one.proposal:
                    yield _conflict(Sort.C9, one, user, pid)


def _params(index: _Index) -> Iterator[Conflict]:
    """C11: one parameter, two values."""
    for id, every in index.params.items():
        for first, second in _pairs(every):
            if not _same(first.operation, second.operation):
                yield _conflict(Sort.C11, first, second, id)


def _needs(index: _Index) -> Iterator[Conflict]:
    """C12: one is about, goes to or points to a provision that the other brings."""
    for one in index.every:
        wanted = {one.operation.target, *points_to(one.operation)}
        if isinstance(one.operation, Insert | Move):
            wanted |= {one.operation.place.parent, one.operation.place.after}
        for pid in wanted & index.inserts.keys():
            other = index.inserts[pid]
            if other.proposal != one.proposal:
                yield _conflict(Sort.C12, one, other, pid)


def _stale(base: Code, redlines: Iterable[Redline]) -> Iterator[Conflict]:
    """C10: the operations whose target is not what their drafter saw."""
    for redline in redlines:
        if redline.base == base.root:
            continue
        brought = {one.target for one in redline.operations if isinstance(one, Insert)}
        for one in redline.operations:
            if is_stale(base, one, brought):
                yield Conflict(Sort.C10, (redline.proposal,), (one.id,), one.target)


def is_stale(base: Code, one: Operation, brought: Collection[str] = ()) -> bool:
    """Whether an operation is about a text that is not the one of this version, or goes to a place that is not there.

    Args:
        brought: the ids that come with the same redline.
    """
    if isinstance(one, Insert | Move):
        around = {one.place.parent, one.place.after} - {""}
        if any(pid not in base.provisions and pid not in brought for pid in around):
            return True
    match one:
        case Insert():
            return False
        case SetParam():
            return base.params.get(one.target, "") != one.base
    if one.target not in base.provisions:
        return True
    has = base.tree_hashes[one.target] if isinstance(one, Delete) else base.hash_of(one.target)
    return has != one.base
