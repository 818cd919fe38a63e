"""What is with the Authority as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.authority.rules import Aim
from codeclerk.authority.waiting import WithAuthority
from codeclerk.decisions.answers import decision_json


def aim_json(own: Aim) -> dict[str, Any]:
    """How long the Authority means to take."""
    return {
        "clock": own.clock,
        "name": own.name,
        "working_days": own.working_days,
        "convention": own.convention,
        "sure": own.sure,
        "reference": own.reference or None,
    }


def waiting_json(one: WithAuthority, day: date) -> dict[str, Any]:
    """A proposal that waits. What is not known is null."""
    return {
        "proposal": {"key": one.line.key, "number": one.line.number, "title": one.line.title or None},
        "since": one.since.isoformat() if one.since else None,
        "working_days_used": one.used,
        "due": one.due.isoformat() if one.due else None,
        "overdue": one.is_overdue(day) if one.due else None,
        "explanation": one.deadline.explanation if one.deadline else None,
        "asked": decision_json(one.asked) if one.asked else None,
        "sent_back": [decision_json(each) for each in one.sent_back],
        "redirected": [day.isoformat() for day in one.redirected],
    }
