"""Marks inside one provision: the fewest tokens to strike out and to put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from codeclerk.legaltext.rules.spans import Content, Token, normal, tokens


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of the baseline from `first` up to but not on `last`, and what stands in their place. With none of them it
    inserts before `first`."""

    first: int
    last: int
    new: Content = ()

    @property
    def inserts_only(self) -> bool:
        return self.first == self.last

    def clashes(self, other: Run) -> bool:
        """Whether two runs touch the same tokens, or put something into the same gap."""
        if self.inserts_only or other.inserts_only:
            return self.first <= other.last and other.first <= self.last
        return self.first < other.last and other.first < self.last


def runs_between(old: Sequence[Token], new: Sequence[Token]) -> tuple[Run, ...]:
    """The fewest tokens to take out of `old` and to put in to make `new`, as runs in their order.

    What is struck out and put in side by side is one run. The count is the true minimum: what stays is a longest
    common subsequence.
    """
    made: list[Run] = []
    for op in LCSseq.opcodes(old, new):
        if op.tag == "equal":
            continue
        first, last = op.src_start, op.src_end
        added = tuple(new[op.dest_start : op.dest_end])
        if made and made[-1].last == first:
            before = made.pop()
            first, added = before.first, (*before.new, *added)
        made.append(Run(first, last, added))
    return tuple(Run(run.first, run.last, normal(run.new)) for run in made)


def edits(old: Content, new: Content) -> tuple[Run, ...]:
    """The runs that make one content of another."""
    return runs_between(tokens(old), tokens(new))


def marked(runs: Iterable[Run]) -> int:
    """How many tokens are marked: struck out, or put in."""
    return sum(run.last - run.first + len(tokens(run.new)) for run in runs)


def apply_runs(base: Content, runs: Iterable[Run]) -> Content:
    """A content after runs that do not clash, whatever their order."""
    old = tokens(base)
    made: list[Token] = []
    here = 0
    for run in sorted(runs, key=lambda one: (one.first, one.last)):
        made += old[here : run.first]
        made += run.new
        here = run.last
    made += old[here:]
    return normal(made)
