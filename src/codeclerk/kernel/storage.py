"""What the database may answer instead of doing its work, in the product's own words; and reading without writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection

from codeclerk.kernel.errors import Kind, Reason

STALE = Reason(
    "kernel.stale",
    rule="a change is refused when its object moved on after the sender looked (one version of each stream at a time)",
    problem="{object} has changed since you looked: it is at version {actual}, you saw {expected}",
    remedy="Look at it again, keep what you typed, and send once more.",
    kind=Kind.CONFLICT,
)
RACE = Reason(
    "kernel.race",
    rule="two changes of one thing are recorded one after the other",
    problem="{object} was being changed by somebody else at the same moment",
    remedy="Nothing was recorded. Look at it again and send once more.",
    kind=Kind.CONFLICT,
)
BUSY = Reason(
    "kernel.busy",
    rule="a change waits its turn for at most 20 seconds",
    problem="the database was too busy to carry out {object}",
    remedy="Nothing was recorded. Send it again in a moment.",
    kind=Kind.BROKEN,
)
FULL = Reason(
    "kernel.disk_full",
    rule="a change is recorded whole or not at all",
    problem="there is no room left on the disk to carry out {object}",
    remedy="Nothing was recorded. Free some room, then send it again.",
    kind=Kind.BROKEN,
)
GUARDED = Reason(
    "kernel.append_only",
    rule="the event log is append-only: rows are never changed, deleted or truncated",
    problem="{object} tried to change what is already recorded",
    remedy="Record a correction instead; `codeclerk verify` reports on the log.",
    kind=Kind.BROKEN,
)

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_ANSWERS: ContextVar[dict[Any, Any] | None] = ContextVar("codeclerk_answers", default=None)


class WroteWhilePlanning(RuntimeError):
    """An act's `plan` or `may` wrote to the database: a mistake in that act, not of the sender."""


@contextmanager
def reading_only(what: str) -> Iterator[None]:
    """Nothing inside may write. This is what makes a preview a promise, and lets `once` read once."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            raise WroteWhilePlanning(f"{what} tried to write while planning: {sql[:80]}")
        return execute(sql, params, many, context)

    with reading_once(), connection.execute_wrapper(refuse):
        yield


@contextmanager
def reading_once() -> Iterator[None]:
    """What is decorated with `once` is read once inside, until anything is recorded."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


@contextmanager
def recording() -> Iterator[None]:
    """Something is recorded inside: there nothing is remembered, and what was read before may hold no more after it."""
    known, token = _ANSWERS.get(), _ANSWERS.set(None)
    try:
        yield
    finally:
        _ANSWERS.reset(token)
        if known is not None:
            known.clear()


def once(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Decorate a read that several acts, or several parts of a page, ask of one thing: while a plan is made, or a
    request is answered, it is read once, and forgotten after it.

    Nothing is recorded meanwhile, so that a second reading could say nothing else. Elsewhere it is read each time.
    Arguments are hashable; who asks does not change the answer.
    """

    @wraps(read)
    def answer(*given: Asked.args, **named: Asked.kwargs) -> Answer:
        known = _ANSWERS.get()
        if known is None:
            return read(*given, **named)
        asked = (read, given, tuple(sorted(named.items())))
        if asked not in known:
            known[asked] = read(*given, **named)
        found: Answer = known[asked]
        return found

    return answer


def is_race(error: DatabaseError) -> bool:
    """Whether two commands got into each other's way, so that planning the loser anew may succeed or refuse well."""
    text = str(error).lower()
    if isinstance(error, IntegrityError):
        return "codeclerk.append_only" not in text
    return "could not serialize" in text or "deadlock" in text


@contextmanager
def in_our_words(what: str) -> Iterator[None]:
    """Turn the database's failures into refusals that name `what` was being done. Unknown ones pass unchanged."""
    try:
        yield
    except IntegrityError as error:
        if "kernel_event" in str(error) and "seq" in str(error):
            raise RACE.refuse(what) from error
        if "codeclerk.append_only" in str(error):
            raise GUARDED.refuse(what) from error
        raise
    except OperationalError as error:
        text = str(error).lower()
        if "disk is full" in text or "no space left" in text or "disk i/o error" in text:
            raise FULL.refuse(what) from error
        if is_race(error):
            raise RACE.refuse(what) from error
        if "locked" in text:
            raise BUSY.refuse(what) from error
        raise
    except DatabaseError as error:
        if "codeclerk.append_only" in str(error):
            raise GUARDED.refuse(what) from error
        raise
