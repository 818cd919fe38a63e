"""Acts: the commands that change the record. One class each: what it takes, who may, what it plans.

`plan` reads and decides; it writes nothing. The bus carries the plan out, or shows it as the preview.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from codeclerk.kernel import ports
from codeclerk.kernel.calendar.deadlines import Deadline
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.events import EventBody

UNKNOWN_ACT = Reason(
    "kernel.unknown_act",
    rule="every change to the record is one of the registered acts",
    problem="{object}: no such act",
    remedy="{suggestion}`codeclerk acts` lists them all.",
    kind=Kind.NOT_FOUND,
)

NOT_ALLOWED = Reason(
    "kernel.not_allowed",
    rule="an act is open to those who hold its capability",
    problem="{actor} may not {object}: {because} (rule {decided_by})",
    remedy="Ask somebody who holds the capability {capability}, or have the role recorded first.",
    kind=Kind.FORBIDDEN,
)


class ActInput(BaseModel):
    """Base of what an act takes. Unknown fields are refused: a typo must not be lost.

    Fields named in `PRIVATE` are personal or confidential: no digest, log or answer keeps them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    PRIVATE: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Source:
    """Where a change was read: a registered document by its SHA-256, and the place in it (paper:lines, clause)."""

    document: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Context:
    """What an act knows of its sending.

    `now` is the instant of recording; `effective` the London day on which it happened or from which it holds;
    `known_from` the instant its source was published.
    """

    actor: str
    now: datetime
    effective: date
    known_from: datetime
    source: Source = Source()


@dataclass(frozen=True)
class PlannedEvent:
    """An event and the stream it will go to."""

    stream: str
    body: EventBody


@dataclass(frozen=True)
class Notice:
    """A message that will be sent once the change is recorded. `kind` names the handler in the outbox."""

    kind: str
    to: str
    subject: str
    body: str
    because: str
    """Why this recipient gets it."""
    told_as: str = ""
    """Who it goes to, in words, where whoever sends the act must not learn that; empty where they may."""

    @property
    def shown_to(self) -> str:
        """Who a preview says that it goes to."""
        return self.told_as or self.to


@dataclass(frozen=True)
class Plan:
    """What an act will do: nothing else happens when it is carried out.

    `answer` is what the sender gets back: references, never whole objects. `warnings` are sentences; they stop nothing.
    """

    events: tuple[PlannedEvent, ...]
    deadlines: tuple[Deadline, ...] = ()
    notices: tuple[Notice, ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


Data = TypeVar("Data", bound=ActInput)


class Act(ABC, Generic[Data]):
    """Base of every act.

    Class attributes: `name` (a verb phrase, `register_document`), `title` (for pages), `capability` (who may, see the
    pack's table of capabilities) and `Input`, the schema.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    capability: ClassVar[str]
    Input: ClassVar[type[ActInput]]

    def may(self, data: Data, context: Context) -> ports.Permission:
        """Whether the actor may do this. An act whose right depends on its object overrides this."""
        return ports.permission.ask(context.actor, self.capability, context.now)

    def check_sent(self, data: Data, context: Context) -> None:
        """Guards that hold where the act is sent by itself, and not where another act plans it as a part of its own.

        Raises `Refused`; reads only.
        """

    @abstractmethod
    def plan(self, data: Data, context: Context) -> Plan:
        """Check the guards and say what will happen. Raises `Refused`; reads only."""


_ACTS: dict[str, type[Act[Any]]] = {}
AnyAct = TypeVar("AnyAct", bound=type[Act[Any]])


def act(cls: AnyAct) -> AnyAct:
    """Class decorator: register an act under its name, for every surface at once."""
    if _ACTS.setdefault(cls.name, cls) is not cls:
        raise ValueError(f"Two acts are called {cls.name!r}.")
    return cls


def acts() -> dict[str, type[Act[Any]]]:
    """Every registered act by name, sorted."""
    return dict(sorted(_ACTS.items()))


def find_act(name: str) -> type[Act[Any]]:
    """The act with this name, or a refusal with the nearest one."""
    if name not in _ACTS:
        near = get_close_matches(name, _ACTS, n=1)
        raise UNKNOWN_ACT.refuse(name, suggestion=f"Did you mean {near[0]}? " if near else "")
    return _ACTS[name]
