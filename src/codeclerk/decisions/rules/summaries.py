"""Decisions of a time in sentences: each counts its own list, so a summary cannot say another number than the list
under it, nor name another proposal (CSR:103-113, CSR:384-402). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codeclerk.decisions.rules.lists import Tally, tally
from codeclerk.decisions.rules.values import Decision
from codeclerk.ui.words import counted

WHAT = "{what}"


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the decisions that it counts; none for one that says that there was none."""

    words: str
    decisions: tuple[Decision, ...] = ()


def sentences(
    found: Iterable[Decision],
    did: Mapping[str, str],
    paths: Mapping[str, str],
    expected: Iterable[tuple[str, str]] = (),
) -> tuple[Sentence, ...]:
    """The decisions in sentences: `The Change Board approved two proposals under Self-Governance.` (CSR:105).

    Args:
        did: id of an outcome -> what the body did, with {what} for the proposals.
        paths: id of a path -> its name.
        expected: (id, name) of the bodies of which it is said too that they decided nothing (CSR:406-408).
    """
    counts = tally(found)
    made = [Sentence(_words(one, did, paths), one.decisions) for one in counts]
    bodies = {one.body for one in counts}
    none = [Sentence(f"The {name} made {counted(0, 'decision')}.") for id, name in expected if id not in bodies]
    return (*made, *none)


def _words(one: Tally, did: Mapping[str, str], paths: Mapping[str, str]) -> str:
    what = counted(one.count, "proposal")
    said = did.get(one.outcome, f"reached the outcome “{one.outcome_name}” on {WHAT}").replace(WHAT, what)
    under = f" under {paths.get(one.path, one.path)}" if one.path else ""
    return f"The {one.body_name} {said}{under}."
