"""What meetings ask of papers: where the report on a meeting is. A higher folder answers."""

from __future__ import annotations

from collections.abc import Callable

from codeclerk.kernel.ports import Port
from codeclerk.meetings.rules.meetings import Meeting


def _none(meeting: Meeting) -> str:
    return ""


headline: Port[Callable[[Meeting], str]] = Port("meetings.headline", _none)
"""The address of the headline report on a meeting that was held; empty where there is none."""
