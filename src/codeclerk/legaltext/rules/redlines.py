"""A redline: the amendments that a proposal makes to a stated baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codeclerk.legaltext.rules.operations import Edit, Insert, Operation, Replace
from codeclerk.legaltext.rules.spans import Ref, Span, Term


@dataclass(frozen=True, slots=True)
class Redline:
    """What a proposal changes in the code.

    Args:
        proposal: its number, or what else the amendments come from.
        base: the root hash of the version on which they were drafted.
        alternative_to: another proposal that it stands against. The two exclude each other and do not conflict.
    """

    proposal: str
    base: str
    operations: tuple[Operation, ...]
    alternative_to: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a conflict was settled: an act of its own, with who approved it and why.

    Args:
        settles: keys of conflicts, see `conflicts.Conflict.key`.
        drops: the ids of operations that are not carried out.
        operations: what is carried out in their place.
    """

    id: str
    settles: frozenset[str]
    approver: str
    reason: str
    drops: frozenset[str] = frozenset()
    operations: tuple[Operation, ...] = ()


def new_spans(operation: Operation) -> Iterator[Span]:
    """The spans that an operation brings into the code."""
    match operation:
        case Edit():
            for run in operation.runs:
                yield from run.new
        case Replace():
            yield from operation.content
        case Insert():
            yield from operation.provision.content


def points_to(operation: Operation) -> frozenset[str]:
    """The ids to which the words point that an operation brings: by references and by defined terms."""
    return frozenset(span.pid for span in new_spans(operation) if isinstance(span, Ref | Term))
