"""What the record tells of a proposal: whether a condition of a step is met, and where that stands.

The process names what it asks (`Told` in `packs.py`); a higher folder answers when the application is ready.
`given` is asked of nobody: whoever takes the step gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from codeclerk.kernel.lens import Lens
from codeclerk.process.packs import Condition
from codeclerk.process.rules.steps import Answer, Answers

Teller = Callable[[Lens, str, frozenset[str]], Mapping[str, Answer]]
"""Given the lens, the key of a proposal and what is asked: what the record says of each; left out, it says nothing."""


_TELLERS: dict[str, Teller] = {}


def register(kind: str, tell: Teller) -> None:
    """Answer the questions of a kind. A second answer to one kind is a mistake in the house."""
    if _TELLERS.setdefault(kind, tell) is not tell:
        raise ValueError(f"Two folders tell of {kind!r}.")


def ask(lens: Lens, proposal: str, conditions: Iterable[Condition]) -> Answers:
    """What the record says on these conditions of a proposal, by its key. Each kind of question is asked once."""
    wanted: dict[str, set[str]] = {}
    for one in conditions:
        for told in one.told:
            wanted.setdefault(told.kind, set()).add(told.name)
    asked = (
        (kind, _TELLERS[kind](lens, proposal, frozenset(names))) for kind, names in wanted.items() if kind in _TELLERS
    )
    return {(kind, name): answer for kind, answers in asked for name, answer in answers.items()}
