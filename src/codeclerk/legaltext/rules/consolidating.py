"""Consolidation: the code that several proposals make together, with a certificate that proves it.

Refused while a conflict is open. What comes out is checked as a text that could be in force; the certificate says what
was checked, in figures that anybody can work out again from the two versions and the operations.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codeclerk.kernel.errors import Kind as KindOfRefusal
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import Comparison, compare
from codeclerk.legaltext.rules.conflicts import Conflict, conflicts
from codeclerk.legaltext.rules.deriving import derive, derived
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.operations import Delete, Operation, SetParam
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from codeclerk.legaltext.rules.spans import Param, Ref, Term

OPEN_CONFLICT = Reason(
    "legaltext.open_conflict",
    rule="amendments are consolidated when no conflict between them is open",
    problem="{object} conflict at {at}: {words}",
    remedy="Settle it with a resolution, or leave one of them out.",
    kind=KindOfRefusal.CONFLICT,
)
UNSOUND = Reason(
    "legaltext.unsound",
    rule="a version has no reference to nothing, no label twice and no empty clause",
    problem="{object}: {what}",
    remedy="Amend it as well, in the proposal that makes it so.",
)
CHANGES_NOTHING = Reason(
    "legaltext.changes_nothing",
    rule="every operation shows in the version that it makes",
    problem="{object} leaves {target} as it is",
    remedy="Leave it out.",
)
NOT_EXPLAINED = Reason(
    "legaltext.not_explained",
    rule="every change of a version is explained by an operation, and every operation shows in it",
    problem="{object} {what}",
    remedy="This is a fault of the product: do not publish the version, and report it.",
    kind=KindOfRefusal.BROKEN,
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a code could not be in force as it stands."""

    pid: str
    label: str
    what: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was proved of a consolidation.

    Args:
        base, result: root hashes of the two versions.
        proposals: those whose amendments were carried out, with how many operations each.
        resolutions: the ids of those that settled conflicts.
        changed: how many provisions differ, each explained by an operation.
        operations: how many operations were carried out, each visible in the result.
        orders: in how many orders they were carried out, all to the same root.
    """

    base: str
    result: str
    proposals: tuple[tuple[str, int], ...]
    resolutions: tuple[str, ...]
    changed: int
    operations: int
    orders: int

    def as_json(self) -> dict[str, Any]:
        """The certificate as a JSON value, with each check in words."""
        return {
            "base": self.base,
            "result": self.result,
            "proposals": [{"proposal": name, "operations": count} for name, count in self.proposals],
            "resolutions": list(self.resolutions),
            "checks": [
                f"{_counted(self.changed, 'provision differs', 'provisions differ')}, explained by an operation each",
                f"{_counted(self.operations, 'operation was', 'operations were')} carried out and shown in the result",
                "Accepting every change of the redline makes the result; rejecting every change makes the baseline",
                f"The operations were carried out in {self.orders} orders, to the same root",
                "No reference to nothing, no label twice, no empty clause",
            ],
        }


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


@dataclass(frozen=True)
class Consolidation:
    """A code with what was changed in it and the proof.

    Args:
        causes: the operations by the provision or parameter that they changed.
    """

    result: Code
    comparison: Comparison
    operations: tuple[Operation, ...]
    certificate: Certificate
    causes: dict[str, tuple[str, ...]]


def consolidate(base: Code, redlines: Sequence[Redline], resolutions: Sequence[Resolution] = ()) -> Consolidation:
    """The code that these redlines make of a version, with its certificate. Their order does not matter.

    Refused with every conflict that is open, every operation that cannot be carried out, every flaw of the result.
    """
    _check_settled(conflicts(base, redlines), resolutions)
    dropped = {id for one in resolutions for id in one.drops}
    drafted = [operation for one in redlines for operation in one.operations if operation.id not in dropped]
    operations = (*drafted, *(operation for one in resolutions for operation in one.operations))
    result = apply(base, operations)
    _check_sound(base, result)
    comparison = compare(base, result)
    causes = causes_of(base, operations)
    changed = _check_explained(comparison, operations, causes)
    _check_both_ways(comparison)
    certificate = Certificate(
        base.root,
        result.root,
        tuple(
            (one.proposal, sum(operation.id not in dropped for operation in one.operations))
            for one in sorted(redlines, key=lambda one: one.proposal)
        ),
        tuple(sorted(one.id for one in resolutions)),
        changed,
        len(operations),
        _check_orders(base, operations, result.root),
    )
    return Consolidation(result, comparison, operations, certificate, causes)


def _check_settled(found: Iterable[Conflict], resolutions: Iterable[Resolution]) -> None:
    settled = {key for one in resolutions for key in one.settles}
    still_open = [one for one in found if one.sort.is_blocking and one.key not in settled]
    if still_open:
        raise Refused(
            *(
                OPEN_CONFLICT.refuse(
                    " and ".join(one.proposals), at=one.at, words=f"{one.sort.words} ({one.key})"
                ).first
                for one in still_open
            )
        )


# --- is it sound -----------------------------------------------------------------


def flaws(code: Code) -> Iterator[Flaw]:
    """Everything for which a code could not be in force: references and terms that point to nothing, parameters without
    a value, labels that are there twice in a document, clauses that say nothing."""
    found = labels(code)
    names: set[str] = set()
    for document in code.documents:
        seen: Counter[str] = Counter()
        name = code.provisions[document].name
        if name in names:
            yield Flaw(document, name, "another document has its name")
        names.add(name)
        for pid in code.walk(document):
            one, label = code.provisions[pid], found[pid]
            where = f"{name} {label.full}" if label.own else label.full
            for span in one.content:
                if isinstance(span, str):
                    continue
                if isinstance(span, Ref | Term) and span.pid not in code.provisions:
                    yield Flaw(pid, where, "it refers to a provision that is not there")
                elif isinstance(span, Term) and code.provisions[span.pid].kind is not Kind.DEFINITION:
                    yield Flaw(pid, where, "it uses a term that is not defined")
                elif isinstance(span, Ref) and not found[span.pid].full:
                    yield Flaw(pid, where, "it refers to a provision that has no label")
                elif isinstance(span, Param) and span.id not in code.params:
                    yield Flaw(pid, where, f"the parameter {span.id} has no value")
            if one.kind in (Kind.CLAUSE, Kind.SUB) and not (one.content or one.is_unused or code.under(pid)):
                yield Flaw(pid, where, "it says nothing")
            if label.own:
                seen[label.full] += 1
                if seen[label.full] == 2:
                    yield Flaw(pid, where, "its label is there twice")


def _check_sound(base: Code, result: Code) -> None:
    """Refuse what is unsound in the result. A flaw that the version had before is none of these amendments'."""
    found = list(flaws(result))
    if found:
        before = {(one.pid, one.what) for one in flaws(base)}
        found = [one for one in found if (one.pid, one.what) not in before]
    if found:
        raise Refused(*(UNSOUND.refuse(one.label or one.pid, what=one.what).first for one in found))


# --- is it proved ----------------------------------------------------------------


def causes_of(base: Code, operations: Iterable[Operation]) -> dict[str, tuple[str, ...]]:
    """The ids of the operations that explain each provision or parameter that can differ."""
    made: dict[str, tuple[str, ...]] = {}
    for one in operations:
        targets = base.walk(one.target) if isinstance(one, Delete) else (one.target,)
        key = "param:" if isinstance(one, SetParam) else ""
        for pid in targets:
            made[key + pid] = (*made.get(key + pid, ()), one.id)
    return made


def _check_explained(found: Comparison, operations: Iterable[Operation], causes: dict[str, tuple[str, ...]]) -> int:
    """How many provisions differ. Refused where one is explained by no operation, or an operation shows nowhere."""
    differing = {one.pid for one in found.changes} | {f"param:{id}" for id in found.params}
    for pid in sorted(differing - causes.keys()):
        raise NOT_EXPLAINED.refuse(pid, what="differs without an operation")
    for one in operations:
        key = f"param:{one.target}" if isinstance(one, SetParam) else one.target
        if key not in differing:
            raise CHANGES_NOTHING.refuse(one.id, target=one.target)
    return len(differing)


def _check_both_ways(found: Comparison) -> None:
    """Accepting every change makes the result of the baseline, rejecting every change the baseline of the result."""
    base, result = found.old, found.new
    if apply(base, derived(found, "accept")).root != result.root:
        raise NOT_EXPLAINED.refuse("The redline", what="does not make the result when it is accepted")
    if apply(result, derive(result, base, "reject")).root != base.root:
        raise NOT_EXPLAINED.refuse("The redline", what="does not make the baseline when it is rejected")


def _check_orders(base: Code, operations: Sequence[Operation], root: str) -> int:
    """Carry the operations out in other orders: backwards, and shuffled in ways that are always the same."""
    shuffled = list(operations)
    random.Random(root).shuffle(shuffled)
    for order in (tuple(reversed(operations)), tuple(shuffled)):
        if apply(base, order).root != root:
            raise NOT_EXPLAINED.refuse("The order of the operations", what="changes the result")
    return 3
