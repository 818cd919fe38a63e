"""How the report words what bodies decide, with the words of the code pack (CSR:105, CSR:111, CSR:386-402). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codeclerk.papers.build import listing
from codeclerk.papers.model import Block
from codeclerk.papers.phrases import MODIFICATION_PROPOSAL, named

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Decision


@dataclass(frozen=True)
class Words:
    """How an outcome is told: `did` is what the body did, with `{what}` in it, `done` what happened to the proposal."""

    did: str
    done: str


@dataclass(frozen=True)
class Wording:
    """The words of the pack: those of each outcome by its id, in the order of the process, and the names of paths."""

    outcomes: Mapping[str, Words]
    paths: Mapping[str, str]

    def lead(self, decision: Decision) -> str:
        """The sentence that counts such decisions: `The {body} approved {count} under {path}`."""
        words = self.outcomes.get(decision.outcome)
        did = words.did if words is not None else "reached the outcome ‘{outcome}’ on {what}"
        return f"The {{body}} {did.replace('{what}', '{count}')}{' under {path}' if decision.path else ''}"

    def done(self, decision: Decision) -> str:
        """What happened to the proposal: `was approved under Self-Governance`."""
        words = self.outcomes.get(decision.outcome)
        done = words.done if words is not None else f"has this outcome: {decision.outcome_name}"
        return f"{done} under {self.path(decision)}" if decision.path else done

    def path(self, decision: Decision) -> str:
        """The name of the path on which it was decided."""
        return self.paths.get(decision.path, decision.path)

    def place(self, decision: Decision) -> int:
        """Where its outcome stands in the order of the process; unknown ones are last."""
        order = list(self.outcomes)
        return order.index(decision.outcome) if decision.outcome in order else len(order)


@dataclass(frozen=True)
class Group:
    """Decisions of one body with one outcome on one path."""

    decisions: tuple[Decision, ...]
    wording: Wording

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The sentence that counts them, and the list."""
        first = self.decisions[0]
        items = [named(one.number, one.title) for one in self.decisions]
        words = {"body": first.body_name, "outcome": first.outcome_name, "path": self.wording.path(first)}
        return listing(self.wording.lead(first), MODIFICATION_PROPOSAL, items, **words)


def groups(decisions: Iterable[Decision], wording: Wording) -> tuple[Group, ...]:
    """Decisions under the sentence that counts them, in the order of the process."""
    found: dict[tuple[int, str, str], list[Decision]] = {}
    for one in decisions:
        found.setdefault((wording.place(one), one.outcome, one.path), []).append(one)
    return tuple(Group(tuple(found[key]), wording) for key in sorted(found))
