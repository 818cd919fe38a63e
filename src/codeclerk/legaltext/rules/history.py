"""What held when: for each provision the stretches of time over which it said one thing, and what made each begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.provisions import Code, Provision


@dataclass(frozen=True)
class Version:
    """A version of the code as it came into force.

    Args:
        number: `16.0`.
        effective: from when it holds.
        causes: the operations that changed each provision in it, by permanent id.
    """

    number: str
    effective: datetime
    code: Code
    causes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time over which a provision said one thing and was called one name.

    Args:
        first, end: from when, and until when, which is not part of it; None while it goes on.
        version: the number of the version with which it began.
        operations: what made it begin; none where the version was imported, or where only a label follows from others.
    """

    pid: str
    first: datetime
    end: datetime | None
    label: str
    hash: str
    provision: Provision
    version: str
    operations: tuple[str, ...]

    def holds_at(self, instant: datetime) -> bool:
        return self.first <= instant and (self.end is None or instant < self.end)


def stretches(versions: Iterable[Version]) -> dict[str, list[Stretch]]:
    """The history of every provision, in its order, from versions in the order in which they came into force."""
    made: dict[str, list[Stretch]] = {}
    running: dict[str, Stretch] = {}
    for version in versions:
        found = labels(version.code)
        for pid in [pid for pid in running if pid not in version.code.provisions]:
            _end(made, running.pop(pid), version.effective)
        for pid, one in version.code.provisions.items():
            label, hash = found[pid].full, version.code.hash_of(pid)
            before = running.get(pid)
            if before is not None and (before.label, before.hash) == (label, hash):
                continue
            if before is not None:
                _end(made, before, version.effective)
            causes = version.causes.get(pid, ())
            running[pid] = Stretch(pid, version.effective, None, label, hash, one, version.number, causes)
    for one_running in running.values():
        made.setdefault(one_running.pid, []).append(one_running)
    return made


def _end(made: dict[str, list[Stretch]], one: Stretch, end: datetime) -> None:
    made.setdefault(one.pid, []).append(
        Stretch(one.pid, one.first, end, one.label, one.hash, one.provision, one.version, one.operations)
    )


def at(history: Sequence[Stretch], instant: datetime) -> Stretch | None:
    """What a provision said at an instant; None while it was not there."""
    place = bisect_right(history, instant, key=lambda one: one.first) - 1
    return history[place] if place >= 0 and history[place].holds_at(instant) else None
