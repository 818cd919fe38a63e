"""Referrals of decisions to the Authority. A referral is a step of the process, which a higher folder knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.ports import Port


def _none(lens: Lens, proposals: Collection[str]) -> Mapping[str, tuple[date, ...]]:
    return {}


referrals: Port[Callable[[Lens, Collection[str]], Mapping[str, tuple[date, ...]]]] = Port("referrals", _none)
"""Key of a proposal -> the days on which a decision on it was referred, as known at the lens. One query."""
