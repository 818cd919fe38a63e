"""What a release contains. Worked out from where each proposal stands; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar import Deadline, Month, format_date
from codeclerk.releases.rules.costs import ReleaseCost
from codeclerk.releases.rules.days import DayLine
from codeclerk.releases.rules.names import month_of

RELEASE_STAGE, CLOSED_STAGE, IMPLEMENTED_STATUS = "release", "closed", "implemented"
"""The stages and the status of the pack that decide how a proposal stands in its release (CSR:449-479)."""


class ReleaseKind(StrEnum):
    """Whether a release comes every year, or was made for something that could not wait."""

    SCHEDULED = "scheduled"
    AD_HOC = "ad_hoc"

    @property
    def label(self) -> str:
        return {"scheduled": "Scheduled", "ad_hoc": "Ad-hoc"}[self.value]


class Standing(StrEnum):
    """How a proposal stands in its release."""

    IMPLEMENTED = "implemented"
    APPROVED = "approved"
    """Decided, and waiting for the release."""
    TARGETED = "targeted"
    """Meant for the release, and not decided."""


def standing_of(stage: str, status: str) -> Standing | None:
    """How a proposal stands in its release; None for one that was closed without being implemented."""
    if status == IMPLEMENTED_STATUS:
        return Standing.IMPLEMENTED
    if stage == CLOSED_STAGE:
        return None
    return Standing.APPROVED if stage == RELEASE_STAGE else Standing.TARGETED


@dataclass(frozen=True)
class Entry:
    """A proposal in a release. `condition`: what its place in the release still hangs on, in words."""

    proposal: str
    number: str
    title: str
    standing: Standing
    condition: str = ""
    status: str = ""
    documents: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    affected_known: frozenset[str] = frozenset()
    """Of `documents` and `systems`, those of which something was recorded, if only that none is affected."""
    sure: str = ""
    doubt: str = ""
    """What is to be looked at about its being in this release, as a sentence."""


@dataclass(frozen=True)
class Release:
    """A release at the lens. `day` is None when no source says it; `pattern_day` is what the pattern gives.

    `closed_to_systems`: it is to have no change of a system or a device (DCUSA:964-967). `cut_off` is by the usual lead
    time, from `day`, or where that is not known from `pattern_day`.
    """

    key: str
    name: str
    full_name: str
    day: date | None
    kind: ReleaseKind
    entries: tuple[Entry, ...]
    day_note: str = ""
    notes: str = ""
    closed_to_systems: bool = False
    pattern_day: date | None = None
    cut_off: Deadline | None = None
    history: tuple[DayLine, ...] = ()
    dropped_out: tuple[str, ...] = ()
    """Numbers of proposals that name it as their target and were closed without being implemented."""
    sure: str = ""
    sources: tuple[str, ...] = ()
    cost: ReleaseCost | None = None
    """What it costs as a whole; None where nothing is recorded."""

    @property
    def month(self) -> Month:
        return month_of(self.key)

    @property
    def looked_for(self) -> date:
        """The day to sort by: the one it has, the one of the pattern, or the end of its month."""
        return self.day or self.pattern_day or self.month.last_day

    @property
    def is_day_inferred(self) -> bool:
        """Whether its day is only what the pattern gives."""
        return self.day is None and self.pattern_day is not None

    def of(self, standing: Standing) -> tuple[Entry, ...]:
        """The proposals that stand so in it, by number."""
        return tuple(entry for entry in self.entries if entry.standing is standing)

    def is_past(self, day: date) -> bool:
        """Whether it has gone live by the end of `day`."""
        return self.looked_for <= day


def findings(release: Release, day: date) -> tuple[str, ...]:
    """What about a release somebody should look at, as sentences."""
    found = [entry.doubt for entry in release.entries if entry.doubt]
    if release.closed_to_systems:
        touching = [entry.number for entry in release.entries if entry.systems]
        found += [f"{number} affects systems, and the release is closed to changes of systems." for number in touching]
    if release.cut_off is not None and day > release.cut_off.due:
        late = [entry.number for entry in release.of(Standing.TARGETED)]
        if late:
            verb = "is" if len(late) == 1 else "are"
            found.append(
                f"{_and(late)} {verb} not decided, and the cut-off passed on {format_date(release.cut_off.due)}: "
                "choose another release, or none."
            )
    if release.is_past(day):
        waiting = [entry.number for entry in release.of(Standing.APPROVED)]
        if waiting:
            verb = "is" if len(waiting) == 1 else "are"
            found.append(f"{_and(waiting)} {verb} not recorded as implemented, and the release has gone live.")
    if release.dropped_out:
        verb = "is" if len(release.dropped_out) == 1 else "are"
        found.append(f"{_and(release.dropped_out)} {verb} closed, and this is still the target release.")
    return tuple(found)


def _and(words: Iterable[str]) -> str:
    *rest, last = words
    return f"{', '.join(rest)} and {last}" if rest else last


def counts(release: Release) -> dict[Standing, int]:
    """How many proposals stand how in a release."""
    return {standing: len(release.of(standing)) for standing in Standing}
