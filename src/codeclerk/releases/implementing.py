"""Reads: how one proposal can be implemented, by the ways that its flags open and the releases that there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.register import wording
from codeclerk.register.queries import ProposalLine
from codeclerk.releases import queries, vocabulary
from codeclerk.releases.rules.contents import Release, ReleaseKind
from codeclerk.releases.rules.names import match
from codeclerk.releases.rules.ways import APPROVED, Option, last_word


class DecidedOn(StrEnum):
    """Where the day of the decision is from."""

    ASKED = "asked"
    """It was asked for: what if it is decided on that day?"""
    RECORDED = "recorded"
    """An approval on that day is in the record."""
    LOOKED_AT = "looked_at"
    """No approval is in the record: it is the day that is looked at."""


@dataclass(frozen=True)
class Implementation:
    """How a proposal can be implemented after a decision on a day.

    Attributes:
        flags: the names of its flags.
        options: one for each way that is open to it, the shorter ones first.
        warnings: what is odd about the release that it is meant for, as sentences.
    """

    proposal: str
    number: str
    flags: tuple[str, ...]
    decided: date
    decided_on: DecidedOn
    options: tuple[Option[Release], ...]
    warnings: tuple[str, ...] = ()

    @property
    def shorter(self) -> tuple[Option[Release], ...]:
        """The options in an ad-hoc release, which its flags open."""
        return tuple(one for one in self.options if one.way.kind is ReleaseKind.AD_HOC)

    @property
    def decided_words(self) -> str:
        """Where the day of the decision is from, in words."""
        return {
            DecidedOn.ASKED: "as asked",
            DecidedOn.RECORDED: "as recorded",
            DecidedOn.LOOKED_AT: "if it is decided on the day looked at",
        }[self.decided_on]


def implementation(
    lens: Lens, line: ProposalLine, decided: date | None = None, known: Collection[Release] | None = None
) -> Implementation:
    """How the proposal of a line at the lens can be implemented. Two queries at most.

    Args:
        decided: the day of the decision; the one of its approval unless given, or else the day that is looked at.
        known: the releases at the lens, if they were read already.
    """
    releases = queries.release_days(lens) if known is None else known
    day, decided_on = (decided, DecidedOn.ASKED) if decided else _decided(lens, line.key)
    scheduled = [replace(one, day=one.day or one.pattern_day) for one in releases if one.cut_off is not None]
    unscheduled = {one.day: one for one in releases if one.kind is ReleaseKind.AD_HOC}
    return Implementation(
        proposal=line.key,
        number=line.number,
        flags=tuple(wording.flag(flag) for flag in line.flags),
        decided=day,
        decided_on=decided_on,
        options=tuple(
            replace(one, release=unscheduled.get(one.day)) if one.ad_hoc else one
            for one in vocabulary.options_open(day, line.flags, scheduled, calendar_at(lens))
        ),
        warnings=tuple(one for one in (_doubt(line, releases, day),) if one),
    )


def _decided(lens: Lens, proposal: str) -> tuple[date, DecidedOn]:
    last = last_word(decisions.of_proposal(lens, proposal))
    if last is None or last.outcome != APPROVED or not last.when.is_day:
        return lens.valid_at, DecidedOn.LOOKED_AT
    return last.when.first, DecidedOn.RECORDED


def _doubt(line: ProposalLine, releases: Collection[Release], day: date) -> str:
    """What is odd about an ad-hoc release that it is meant for."""
    unscheduled = [one for one in releases if one.kind is ReleaseKind.AD_HOC]
    if not line.release or not match(line.release, unscheduled, vocabulary.forms()):
        return ""
    return vocabulary.ad_hoc_doubt(line.number, line.flags, day)
