"""Checks of legal text: it does what the Proposed Solution asks for."""

from __future__ import annotations

from collections.abc import Iterator

from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict


def solutions(evidence: Evidence) -> Iterator[Thing]:
    """Every legal text that waits for a release: it changes the clauses that its solution names."""
    for one in evidence.texts:
        key, name = one.proposal, f"Legal text of {evidence.number(one.proposal)}"
        said = ", ".join(label for _, label in one.clauses)
        if not said:
            words = "Its Proposed Solution names no clause."
            yield Thing(f"proposal:{key}", name, Verdict.NOT_ASSESSED, words, (), (key,))
            continue
        sides = (Side(said, "the Proposed Solution"), Side(f"draft {one.revision}", "the legal text"))
        words = " ".join(f"{note.words}." for note in one.missing)
        yield Thing(f"proposal:{key}", name, Verdict.FAIL if words else Verdict.PASS, words, sides, (key,))
