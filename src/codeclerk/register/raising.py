"""What the register has to know of how a change is raised, which higher folders say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from codeclerk.kernel.ports import Port


def _nothing(day: date) -> str:
    return ""


awaited: Port[Callable[[date], str]] = Port("what is awaited before a change is raised", _nothing)
"""What the process in force on a day lets whoever raises a change wait for, in words; empty for nothing. No query."""


def _nowhere() -> str:
    return ""


page: Port[Callable[[], str]] = Port("the page on which a change is raised", _nowhere)
"""The address of the page on which a change is raised; empty where there is none."""
