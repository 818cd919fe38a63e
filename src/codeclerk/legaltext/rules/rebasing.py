"""A redline whose baseline has moved on: which amendments still apply to another version, and which need a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codeclerk.legaltext.rules.conflicts import is_stale
from codeclerk.legaltext.rules.labels import labels, shown_with
from codeclerk.legaltext.rules.operations import Insert, Operation, SetParam
from codeclerk.legaltext.rules.provisions import UNUSED, Code
from codeclerk.legaltext.rules.spans import render


@dataclass(frozen=True, slots=True)
class Rebased:
    """An amendment against another version than its own.

    Args:
        where: its provision or parameter as a reader knows it: `Section H, H8.4`.
        applies: whether it is about the same text as before; then there is nothing to look at.
        then, now: what that said in the version of the drafter, and says in the other; None where it is not there.
    """

    operation: Operation
    where: str
    applies: bool
    then: str | None
    now: str | None


def rebase(old: Code, new: Code, operations: Iterable[Operation]) -> tuple[Rebased, ...]:
    """Each amendment that was drafted on `old`, against `new`, in the order of the redline."""
    every = tuple(operations)
    brought = {one.target for one in every if isinstance(one, Insert)}
    then, now = _Side(old), _Side(new)
    return tuple(_rebased(then, now, one, not is_stale(new, one, brought)) for one in every)


class _Side:
    """A version, with its labels and what its marks render worked out once."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.labels = labels(code)
        self.shown = shown_with(code, self.labels)

    def where(self, pid: str) -> str:
        name, label = self.code.provisions[self.code.document_of(pid)].name, self.labels[pid].full
        return name if name == label else f"{name}, {label}"

    def said(self, pid: str) -> str | None:
        """A provision with everything under it, as one reads."""
        if pid not in self.code.provisions:
            return None
        every = (self.code.provisions[one] for one in self.code.walk(pid))
        return " ".join(UNUSED if one.is_unused else render(one.content, self.shown) for one in every).strip()


def _rebased(old: _Side, new: _Side, one: Operation, applies: bool) -> Rebased:
    if isinstance(one, SetParam):
        values = (old.code.params.get(one.target), new.code.params.get(one.target))
        return Rebased(one, one.target.replace("_", " "), applies, *values)
    about = one.target
    if isinstance(one, Insert):
        about = one.place.after if one.place.after in old.code.provisions else one.place.parent
    side = next((side for side in (old, new) if about in side.code.provisions), None)
    where = side.where(about) if side is not None else "a provision that it brings"
    return Rebased(one, where, applies, old.said(about), new.said(about))
