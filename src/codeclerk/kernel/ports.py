"""Ports: facts that the kernel needs from higher folders.

The kernel names the question; the folder that knows the answer provides it when the application is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from codeclerk.kernel.lens import Viewer

Answer = TypeVar("Answer", bound=Callable[..., Any])


class Port(Generic[Answer]):
    """A question with exactly one provider."""

    def __init__(self, name: str, otherwise: Answer) -> None:
        self.name = name
        self._otherwise = otherwise
        self._provider: Answer | None = None

    def provide(self, provider: Answer) -> Answer:
        """Register the answer; usable as a decorator. A second provider is a mistake in the house."""
        if self._provider is not None and self._provider is not provider:
            raise RuntimeError(f"The port {self.name!r} has a provider already.")
        self._provider = provider
        return provider

    @property
    def ask(self) -> Answer:
        """The provider's function, or what holds when nobody provides one."""
        return self._otherwise if self._provider is None else self._provider


@dataclass(frozen=True)
class Permission:
    """Whether an actor may do a thing, by which rule, and why, in a sentence that can be shown to the actor."""

    allowed: bool
    rule: str
    because: str


def _nobody(actor: str, capability: str, at: datetime) -> Permission:
    return Permission(False, "kernel.no_people", "nobody is known to this installation yet")


permission: Port[Callable[[str, str, datetime], Permission]] = Port("permission", _nobody)
"""May `actor` use `capability` at this instant?"""


def _no_audience(viewer: Viewer, events: Collection[Any], effective: date, now: datetime) -> tuple[str, ...]:
    return ()


audience: Port[Callable[[Viewer, Collection[Any], date, datetime], tuple[str, ...]]] = Port("audience", _no_audience)
"""Who follows what the planned events are about and will be told, in sentences that this viewer may read?"""
