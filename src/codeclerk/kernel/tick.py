"""The tick: everything that must happen because time passes. Run by the worker every minute, or by hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from codeclerk.kernel import outbox, seal

log = logging.getLogger(__name__)

Job = Callable[[datetime], Any]
OUTBOX = "outbox"
_JOBS: dict[str, Job] = {}


@dataclass(frozen=True)
class JobResult:
    """What one job of a tick did, or why it failed. A failing job does not stop the others."""

    job: str
    did: str
    failed: bool = False


def on_tick(name: str) -> Callable[[Job], Job]:
    """Decorator: run this function, given the instant, at every tick. It must be safe to run twice."""

    def register(job: Job) -> Job:
        if _JOBS.setdefault(name, job) is not job:
            raise ValueError(f"Two jobs are called {name!r}.")
        return job

    return register


on_tick("seal")(seal.seal_pending)
on_tick(OUTBOX)(outbox.deliver_due)


def tick(now: datetime) -> list[JobResult]:
    """Run every job once, in the order of registration; the outbox last, so that what they queue goes at once."""
    results = []
    for name, job in sorted(_JOBS.items(), key=lambda one: one[0] == OUTBOX):
        try:
            results.append(JobResult(name, str(job(now))))
        except Exception as error:  # reported in the result and the exit code; the other jobs go on
            log.exception("tick: the job %s failed", name)
            results.append(JobResult(name, f"{type(error).__name__}: {error}", failed=True))
    return results
