"""The parts of one proposal as values: each with what it holds, since when, and every version that it had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, cast

from codeclerk.parts.rules.contents import (
    Benefit,
    Charging,
    Content,
    Cost,
    Impact,
    Kind,
    Solution,
    Text,
    View,
    WithdrawalReasons,
)

Held = TypeVar("Held", bound=Content, covariant=True)


@dataclass(frozen=True)
class Version(Generic[Held]):
    """What a part held from `since` on. `source` is where it is printed; empty where that is in no paper, or in one
    that is not open to the viewer."""

    content: Held
    since: date
    sure: str = "stated"
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Part(Generic[Held]):
    """One part: which of its kind, and its versions, oldest first."""

    kind: Kind
    which: str
    versions: tuple[Version[Held], ...]

    @property
    def now(self) -> Version[Held]:
        """The version that holds."""
        return self.versions[-1]

    @property
    def content(self) -> Held:
        return self.now.content

    @property
    def is_changed(self) -> bool:
        """Whether it said something else before."""
        return len(self.versions) > 1


@dataclass(frozen=True)
class Parts:
    """Every part of one proposal on a day, by kind, each kind in the order in which its parts came."""

    by_kind: Mapping[Kind, tuple[Part[Content], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Iterable[Part[Content]]) -> Parts:
        made: dict[Kind, list[Part[Content]]] = {}
        for one in parts:
            made.setdefault(one.kind, []).append(one)
        return cls({kind: tuple(several) for kind, several in made.items()})

    def every(self) -> tuple[Part[Content], ...]:
        """All of them, by kind."""
        return tuple(one for kind in Kind for one in self.by_kind.get(kind, ()))

    def part(self, kind: Kind, which: str) -> Part[Content] | None:
        """One part; None where it is not recorded."""
        return next((one for one in self.by_kind.get(kind, ()) if one.which == which), None)

    def text(self, id: str) -> Part[Text] | None:
        """A text that is written; None for one that is not, or was taken away."""
        found = cast(Part[Text] | None, self.part(Kind.TEXT, id))
        return found if found and found.content.text else None

    @property
    def solutions(self) -> tuple[Part[Solution], ...]:
        """Every solution, by number."""
        found = cast(tuple[Part[Solution], ...], self.by_kind.get(Kind.SOLUTION, ()))
        return tuple(sorted(found, key=lambda one: int(one.which)))

    @property
    def solution(self) -> Part[Solution] | None:
        """The Proposed Solution; None while there is none."""
        return next((one for one in reversed(self.solutions) if not one.content.is_superseded), None)

    @property
    def superseded(self) -> tuple[Part[Solution], ...]:
        """The solutions that were given up, by number."""
        return tuple(one for one in self.solutions if one.content.is_superseded)

    def impact(self, area: str) -> Part[Impact] | None:
        """What is said of an impact area."""
        return cast(Part[Impact] | None, self.part(Kind.IMPACT, area))

    def costs(self, solution: int | None = None) -> tuple[Part[Cost], ...]:
        """The costs of a solution by its number; without one those of the present proposal, whatever its solution."""
        found = cast(tuple[Part[Cost], ...], self.by_kind.get(Kind.COST, ()))
        if solution is not None:
            return tuple(one for one in found if one.content.solution == solution)
        given_up = {int(one.which) for one in self.superseded}
        return tuple(one for one in found if one.content.solution not in given_up)

    @property
    def charging(self) -> tuple[Part[Charging], ...]:
        """Who pays, case by case."""
        return cast(tuple[Part[Charging], ...], self.by_kind.get(Kind.CHARGING, ()))

    @property
    def benefits(self) -> tuple[Part[Benefit], ...]:
        """The benefits that are counted."""
        return cast(tuple[Part[Benefit], ...], self.by_kind.get(Kind.BENEFIT, ()))

    def views(self, kind: Kind) -> tuple[Part[View], ...]:
        """The views of a kind: support, objectives or consumer areas."""
        return cast(tuple[Part[View], ...], self.by_kind.get(kind, ()))

    @property
    def withdrawal(self) -> Part[WithdrawalReasons] | None:
        """Why it was withdrawn; None where that is not recorded."""
        return cast(Part[WithdrawalReasons] | None, self.part(Kind.WITHDRAWAL, "reasons"))
