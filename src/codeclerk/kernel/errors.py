"""Refusals: every "no" of the product in one shape.

A refusal names the thing, the rule and the remedy. It is kept as an id with arguments (`code`, `object`, `facts`)
and worded here, at the edge, so that a page, the API and the command line say the same sentence and a stored
refusal can be reworded later without touching the record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    """What sort of "no" it is. Each edge maps it once: HTTP status, command-line exit code."""

    INPUT = "input"
    """What was sent cannot be read or breaks a stated rule. HTTP 422."""
    NOT_FOUND = "not_found"
    """What was named does not exist, or not for this viewer. HTTP 404."""
    FORBIDDEN = "forbidden"
    """The actor may not do this. HTTP 403."""
    CONFLICT = "conflict"
    """The record moved on since the sender looked. HTTP 409."""
    BROKEN = "broken"
    """The installation itself is not sound: a full disk, a lost trigger, a newer database. HTTP 503."""


HTTP_STATUS: dict[Kind, int] = {
    Kind.INPUT: 422,
    Kind.NOT_FOUND: 404,
    Kind.FORBIDDEN: 403,
    Kind.CONFLICT: 409,
    Kind.BROKEN: 503,
}


@dataclass(frozen=True)
class Reason:
    """One way to be refused, declared once beside the guard that uses it.

    Args:
        code: stable id, `folder.what_is_wrong`; unique in the product.
        rule: the rule that decided, with its clause where a code or paper states one.
        problem: what is wrong, a `str.format` template over `object` and the facts, ending without a full stop.
        remedy: what the sender can do now, a template likewise.
    """

    code: str
    rule: str
    problem: str
    remedy: str
    kind: Kind = Kind.INPUT

    def __post_init__(self) -> None:
        known = _REASONS.setdefault(self.code, self)
        if known != self:
            raise ValueError(f"Two reasons share the code {self.code!r}.")

    def refuse(self, object: str, **facts: Any) -> Refused:
        """The exception to raise for `object`. Facts must be JSON values: they are stored with the refusal."""
        return Refused(Refusal(self.code, object, facts))


_REASONS: dict[str, Reason] = {}


def reason(code: str) -> Reason:
    """The declared reason with this code. Raises `KeyError` for a code that no loaded module declares."""
    return _REASONS[code]


@dataclass(frozen=True)
class Refusal:
    """One refusal: the reason's id, the thing refused, and the facts that the wording needs."""

    code: str
    object: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        return reason(self.code).kind

    @property
    def rule(self) -> str:
        return reason(self.code).rule

    @property
    def problem(self) -> str:
        return self._worded(reason(self.code).problem)

    @property
    def remedy(self) -> str:
        return self._worded(reason(self.code).remedy)

    def _worded(self, template: str) -> str:
        return template.format(object=self.object, **self.facts)

    def __str__(self) -> str:
        return f"{self.problem}. {self.remedy} ({self.code}: {self.rule})"

    def envelope(self) -> dict[str, Any]:
        """The one JSON shape of a refusal: `code`, `rule`, `object`, `remedy`, and the `problem` in words."""
        return {
            "code": self.code,
            "rule": self.rule,
            "object": self.object,
            "problem": self.problem,
            "remedy": self.remedy,
        }


class Refused(Exception):
    """Raised by every guard. Carries at least one refusal; a form may carry one per field."""

    def __init__(self, *refusals: Refusal) -> None:
        if not refusals:
            raise ValueError("A refusal needs a reason.")
        super().__init__(*refusals)
        self.refusals = refusals

    @property
    def first(self) -> Refusal:
        return self.refusals[0]

    def __str__(self) -> str:
        return " ".join(str(refusal) for refusal in self.refusals)
