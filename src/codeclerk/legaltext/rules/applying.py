"""Carrying out operations: a set of them on a baseline makes one code, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from codeclerk.kernel.errors import Kind as Sort
from codeclerk.kernel.errors import Reason, Refusal, Refused
from codeclerk.legaltext.rules.marks import Run, apply_runs
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
from codeclerk.legaltext.rules.provisions import Code, Label, Provision
from codeclerk.legaltext.rules.spans import normal, tokens

STALE = Reason(
    "legaltext.stale_base",
    rule="an operation changes the text that its drafter saw",
    problem="{object} is about a text of {target} that is not the baseline's",
    remedy="Look at what changed there, and draft it again on the present text.",
    kind=Sort.CONFLICT,
)
NO_TARGET = Reason(
    "legaltext.no_target",
    rule="an operation is about a provision of the baseline, or one that comes with the same amendments",
    problem="{object} is about {target}, which is not there",
    remedy="Draft it against a version that has the provision.",
    kind=Sort.NOT_FOUND,
)
NO_PLACE = Reason(
    "legaltext.no_place",
    rule="a provision goes under one that is there, after one that stands there",
    problem="{object} puts {target} where there is no place: {why}",
    remedy="Choose another place.",
)
SAME_GAP = Reason(
    "legaltext.same_gap",
    rule="two provisions that go to one place say which comes first",
    problem="{object} and {other} put provisions into the same place",
    remedy="Put one of them after the other.",
    kind=Sort.CONFLICT,
)
TWICE = Reason(
    "legaltext.id_twice",
    rule="a permanent id is used once",
    problem="{object} brings {target}, an id that is there already",
    remedy="Give the new provision an id of its own.",
    kind=Sort.CONFLICT,
)
CLASH = Reason(
    "legaltext.clash",
    rule="two operations do not change the same words, or one thing in two ways",
    problem="{object} and {other} both change {target}",
    remedy="Keep one of them, or make one of both.",
    kind=Sort.CONFLICT,
)
CYCLE = Reason(
    "legaltext.cycle",
    rule="a provision does not stand under itself",
    problem="{object} would put {target} under itself",
    remedy="Move it elsewhere, or leave out one of the moves.",
    kind=Sort.CONFLICT,
)
INSIDE_DELETED = Reason(
    "legaltext.inside_deleted",
    rule="what is deleted is not changed as well",
    problem="{object} is about {target}, which {other} deletes",
    remedy="Leave out one of the two.",
    kind=Sort.CONFLICT,
)
BAD_RUN = Reason(
    "legaltext.bad_run",
    rule="an edit names words that the provision has",
    problem="{object} names words that {target} does not have",
    remedy="Draft the edit again.",
)

One = TypeVar("One", bound=Operation)


@dataclass
class _Changes:
    """The operations on a baseline, sorted by what they do. Filled once, then only read."""

    inserted: dict[str, Insert] = field(default_factory=dict)
    moved: dict[str, Move] = field(default_factory=dict)
    deleted: dict[str, Delete] = field(default_factory=dict)
    edited: dict[str, list[Edit]] = field(default_factory=dict)
    replaced: dict[str, Replace] = field(default_factory=dict)
    relabelled: dict[str, Relabel] = field(default_factory=dict)
    params: dict[str, SetParam] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    """The provisions that are not there any more -> the id of the operation that takes them out."""
    placed: dict[Place, Insert | Move] = field(default_factory=dict)

    def parent(self, base: Code, pid: str) -> str | None:
        """What a provision stands under afterwards: the code itself is an empty id; None for what is not there."""
        if pid in self.moved:
            return self.moved[pid].place.parent
        if pid in self.inserted:
            return self.inserted[pid].place.parent
        return base.parents.get(pid, "") if pid in base.provisions else None


def apply(base: Code, operations: Iterable[Operation]) -> Code:
    """The code that a set of operations makes of a baseline. Their order does not matter.

    Refused, with every operation that cannot be carried out: a stale hash, a target or place that is not there, two
    operations on the same words, a cycle of moves. Nothing is guessed, and nothing is half done.
    """
    refusals: list[Refusal] = []
    changes = _sorted(base, operations, refusals)
    if refusals:
        raise Refused(*refusals)
    _find_gone(base, changes)
    refusals += _check_gone(base, changes)
    refusals += _place_all(base, changes)
    if refusals:
        raise Refused(*refusals)
    children, documents = _children(base, changes)
    params = {**base.params, **{id: one.value for id, one in changes.params.items()}}
    params = {id: value for id, value in params.items() if value}
    known, trees = _known(base, changes), _known_trees(base, changes)
    return Code(_provisions(base, changes), children, documents, params, known, trees, _known_labels(base, changes))


# --- sorting ---------------------------------------------------------------------


def _sorted(base: Code, operations: Iterable[Operation], refusals: list[Refusal]) -> _Changes:
    changes = _Changes()
    for one in operations:
        try:
            _sort(base, one, changes)
        except Refused as error:
            refusals += error.refusals
    for pid, edits in changes.edited.items():
        refusals += _clashing_runs(base, pid, edits)
        if pid in changes.replaced:
            refusals.append(CLASH.refuse(edits[0].id, other=changes.replaced[pid].id, target=pid).first)
    return changes


def _sort(base: Code, one: Operation, changes: _Changes) -> None:
    if isinstance(one, Insert):
        if one.target in base.provisions or one.target in changes.inserted or one.provision.pid != one.target:
            raise TWICE.refuse(one.id, target=one.target)
        changes.inserted[one.target] = one
        return
    if isinstance(one, SetParam):
        if base.params.get(one.target, "") != one.base:
            raise STALE.refuse(one.id, target=f"the parameter {one.target}")
        _once(changes.params, one)
        return
    if one.target not in base.provisions:
        raise NO_TARGET.refuse(one.id, target=one.target)
    if one.base != (base.tree_hashes[one.target] if isinstance(one, Delete) else base.hash_of(one.target)):
        raise STALE.refuse(one.id, target=one.target)
    match one:
        case Edit():
            changes.edited.setdefault(one.target, []).append(one)
        case Replace():
            _once(changes.replaced, one)
        case Delete():
            _once(changes.deleted, one)
        case Move():
            _once(changes.moved, one)
        case Relabel():
            _once(changes.relabelled, one)


def _once(kept: dict[str, One], one: One) -> None:
    """Keep the one operation of its sort on a target. Two that say the same agree."""
    before = kept.setdefault(one.target, one)
    if before != replace(one, id=before.id):
        raise CLASH.refuse(before.id, other=one.id, target=one.target)


def _clashing_runs(base: Code, pid: str, edits: list[Edit]) -> list[Refusal]:
    """What is wrong with the edits of one provision: words that it does not have, and runs that touch each other."""
    length = len(tokens(base.provisions[pid].content))
    runs = sorted(((run, edit.id) for edit in edits for run in edit.runs), key=lambda of: (of[0].first, of[0].last))
    bad = [BAD_RUN.refuse(id, target=pid).first for run, id in runs if not 0 <= run.first <= run.last <= length]
    return bad + [
        CLASH.refuse(id, other=other, target=pid).first
        for (run, id), (after, other) in pairwise(runs)
        if run.clashes(after)
    ]


# --- what goes -------------------------------------------------------------------


def _find_gone(base: Code, changes: _Changes) -> None:
    """Note what the deletions take out: everything under them that does not move elsewhere."""
    for pid, one in changes.deleted.items():
        waiting = list(base.under(pid))
        if not one.leaves_number:
            changes.gone[pid] = one.id
        while waiting:
            here = waiting.pop()
            if here not in changes.moved:
                changes.gone[here] = one.id
                waiting += base.under(here)


def _check_gone(base: Code, changes: _Changes) -> list[Refusal]:
    """Refuse what changes a provision that is deleted."""
    others: tuple[Iterable[Operation], ...] = (
        (edit for edits in changes.edited.values() for edit in edits),
        changes.replaced.values(),
        changes.relabelled.values(),
        changes.moved.values(),
        (one for one in changes.deleted.values() if changes.gone.get(one.target, one.id) != one.id),
    )
    return [
        INSIDE_DELETED.refuse(one.id, target=one.target, other=by).first
        for every in others
        for one in every
        if (by := changes.gone.get(one.target) or _unused_by(one, changes))
    ]


def _unused_by(one: Operation, changes: _Changes) -> str:
    """The deletion that leaves the number of an operation's target only; empty where there is none, or for itself."""
    by = changes.deleted.get(one.target)
    return by.id if by is not None and by is not one and not isinstance(one, Relabel | Move) else ""


# --- what comes, and where -------------------------------------------------------


def _place_all(base: Code, changes: _Changes) -> list[Refusal]:
    found: list[Refusal] = []
    coming: tuple[Insert | Move, ...] = (*changes.inserted.values(), *changes.moved.values())
    for one in coming:
        why = _no_place(base, changes, one.place)
        if why:
            found.append(NO_PLACE.refuse(one.id, target=one.target, why=why).first)
            continue
        before = changes.placed.setdefault(one.place, one)
        if before is not one:
            found.append(SAME_GAP.refuse(before.id, other=one.id).first)
    return found or [CYCLE.refuse(one.id, target=one.target).first for one in coming if _loops(base, changes, one)]


def _no_place(base: Code, changes: _Changes, place: Place) -> str:
    """Why nothing can go to a place; empty where it can."""
    if place.parent and changes.parent(base, place.parent) is None:
        return f"{place.parent} is not there"
    if place.parent in changes.gone or (place.parent in changes.deleted):
        return f"{place.parent} is deleted"
    if place.after and changes.parent(base, place.after) != place.parent:
        return f"{place.after} does not stand under {place.parent or 'the code'}"
    return ""


def _loops(base: Code, changes: _Changes, one: Insert | Move) -> bool:
    """Whether a provision that comes or moves ends under itself, or behind itself in a chain of moves."""
    here = one.place.parent
    seen: set[str] = set()
    while here and here not in seen:
        if here == one.target:
            return True
        seen.add(here)
        here = changes.parent(base, here) or ""
    after, behind = one.place.after, {one.target}
    while after in changes.moved or after in changes.inserted:
        if after in behind:
            return True
        behind.add(after)
        after = (changes.moved.get(after) or changes.inserted[after]).place.after
    return False


def _children(base: Code, changes: _Changes) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """What stands under each provision afterwards, and the documents."""
    if not (changes.placed or changes.moved or changes.gone or changes.deleted):
        return base.children, base.documents
    made = dict(base.children)
    made[""] = base.documents
    for pid in changes.gone:
        made.pop(pid, None)
    parents = {place.parent for place in changes.placed}
    parents |= {base.parents.get(pid, "") for pid in (*changes.moved, *changes.gone)}
    parents |= set(changes.deleted)
    for parent in parents - set(changes.gone):
        under = tuple(_in_order(base, changes, parent))
        if under:
            made[parent] = under
        else:
            made.pop(parent, None)
    documents = made.pop("", ())
    return made, documents


def _in_order(base: Code, changes: _Changes, parent: str) -> Iterator[str]:
    before = base.documents if not parent else base.under(parent)
    yield from _placed_after(changes, parent, "")
    for child in before:
        if child in changes.moved:
            continue
        if child not in changes.gone:
            yield child
        yield from _placed_after(changes, parent, child)


def _placed_after(changes: _Changes, parent: str, after: str) -> Iterator[str]:
    """What goes straight after a provision, and what goes after that."""
    one = changes.placed.get(Place(parent, after))
    while one is not None:
        yield one.target
        one = changes.placed.get(Place(parent, one.target))


# --- the code that comes of it ---------------------------------------------------


def _provisions(base: Code, changes: _Changes) -> Mapping[str, Provision]:
    made = dict(base.provisions)
    for pid in changes.gone:
        del made[pid]
    for pid, edits in changes.edited.items():
        runs: tuple[Run, ...] = tuple(run for edit in edits for run in edit.runs)
        made[pid] = replace(made[pid], content=apply_runs(made[pid].content, runs))
    for pid, one in changes.replaced.items():
        old = made[pid]
        name = old.name if one.name is None else one.name
        made[pid] = replace(old, content=normal(one.content), name=name, is_unused=False)
    for pid, relabel in changes.relabelled.items():
        made[pid] = replace(made[pid], rule=relabel.rule)
    for pid, delete in changes.deleted.items():
        if delete.leaves_number and pid in made:
            made[pid] = replace(made[pid], content=(), is_unused=True)
    made.update((pid, insert.provision) for pid, insert in changes.inserted.items())
    return made


def _known(base: Code, changes: _Changes) -> dict[str, str]:
    """The hashes that stay as they were."""
    known = dict(base.known_hashes)
    for pid in (*changes.gone, *changes.edited, *changes.replaced, *changes.relabelled, *changes.deleted):
        known.pop(pid, None)
    return known


def _known_labels(base: Code, changes: _Changes) -> dict[str, Mapping[str, Label]]:
    """The labels of the documents in which nothing was put, taken out, relabelled or given another name: what a
    provision says has no part in its label."""
    if not base.known_labels:
        return {}
    touched = {
        *changes.gone,
        *changes.deleted,
        *changes.moved,
        *changes.relabelled,
        *(pid for pid, one in changes.replaced.items() if one.name is not None),
        *(place.parent for place in changes.placed),
    }
    documents = {base.document_of(pid) for pid in touched if pid in base.provisions}
    return {pid: found for pid, found in base.known_labels.items() if pid not in documents}


def _known_trees(base: Code, changes: _Changes) -> dict[str, str]:
    """The hashes of the trees in which nothing changed, where the baseline's were worked out."""
    if "tree_hashes" not in base.__dict__:
        return {}
    touched = {
        *changes.gone,
        *changes.edited,
        *changes.replaced,
        *changes.relabelled,
        *changes.deleted,
        *(place.parent for place in changes.placed),
        *(base.parents.get(pid, "") for pid in (*changes.moved, *changes.gone)),
    }
    touched |= {above for pid in touched if pid in base.provisions for above in base.above(pid)}
    return {pid: hash for pid, hash in base.tree_hashes.items() if pid not in touched}
