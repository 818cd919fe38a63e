"""Meetings as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.meetings.rules.ahead import PaperDue, ProvisionalAgenda
from codeclerk.meetings.rules.meetings import Meeting


def meeting_json(one: Meeting) -> dict[str, Any]:
    """A meeting at the lens. What is not known is null."""
    return {
        "key": one.key,
        "body": {"id": one.body, "name": one.body_name, "abbreviation": one.abbreviation},
        "number": one.number,
        "day": one.day.isoformat(),
        "state": one.state.value,
        "mode": one.mode or None,
        "agenda": [
            {"key": item.proposal, "number": item.number, "title": item.title or None, "outcome": item.outcome or None}
            for item in one.agenda
        ],
        "agenda_announced": _day(one.agenda_announced),
        "agenda_due": _day(one.agenda_due),
        "paper_day": _day(one.paper_day),
        "fits_pattern": one.fits_pattern,
        "pattern": one.pattern_words or None,
        "days": [{"said": said.since.isoformat(), "day": _day(said.day), "reason": said.reason or None}
                 for said in one.days],
        "sources": list(one.sources),
        "warnings": list(one.warnings),
    }  # fmt: skip


def paper_due_json(one: PaperDue) -> dict[str, Any]:
    """A paper that a meeting to come needs."""
    return {
        "paper_day": one.day.isoformat(),
        "meeting": one.meeting.key,
        "day": one.meeting.day.isoformat(),
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "asks": list(one.asks),
        "sources": list(one.sources),
    }


def agenda_json(one: ProvisionalAgenda) -> dict[str, Any]:
    """The provisional agenda of a meeting to come."""
    return {
        "announced": one.announced.isoformat(),
        "is_inferred": one.is_inferred,
        "meeting": one.meeting.key,
        "day": one.meeting.day.isoformat(),
        "agenda": [{"key": item.proposal, "number": item.number, "title": item.title or None} for item in one.items],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
