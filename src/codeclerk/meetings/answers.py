"""Meetings as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.meetings.queries.running import Course
from codeclerk.meetings.rules.actions import Action
from codeclerk.meetings.rules.ahead import PaperDue, ProvisionalAgenda
from codeclerk.meetings.rules.calendar import Proposed
from codeclerk.meetings.rules.due import Suggestion
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


def course_json(one: Course) -> dict[str, Any]:
    """What stands on an agenda and what happened at the meeting, as far as it is open to the viewer."""
    return {
        "items": [
            {
                "key": line.key,
                "number": line.number if line.is_numbered else None,
                "reference": line.reference or None,
                "proposal": line.proposal or None,
                "title": line.title or None,
                "kind": line.item.kind,
                "action": line.item.action or None,
                "asks": list(line.item.asks),
                "presenter": line.item.presenter or None,
                "classification": line.item.classification,
                "paper": line.paper.sha256 if line.paper else None,
                "is_late": line.is_late,
                "outcome": line.came.outcome or None if line.came else None,
                "words": line.outcome or None,
                "verbal": line.verbal or None,
                "interests": [
                    {"who": said.who, "words": said.words, "took_part": said.took_part} for said in line.interests
                ],
            }
            for line in one.items
        ],
        "closed_items": one.closed,
        "attendance": [
            {"seat": there.name, "organisation": there.organisation or None, "how": there.how.value}
            for there in one.there
        ],
        "guests": [{"organisation": guest.organisation, "number": guest.number} for guest in one.guests],
        "quorum": {"answer": one.quorum.answer.value, "words": one.quorum.words},
        "actions": [action_json(action) for action in one.actions],
    }


def action_json(one: Action) -> dict[str, Any]:
    """An action of a meeting."""
    return {
        "key": one.key,
        "name": one.name,
        "meeting": one.meeting,
        "carried_to": one.at or None,
        "what": one.what,
        "owner": one.owner,
        "owner_name": one.owner_name,
        "due": _day(one.due),
        "state": one.state.value,
        "reason": one.reason or None,
        "ended": _day(one.ended),
    }


def proposed_json(one: Proposed) -> dict[str, Any]:
    """A day that the pattern of a body proposes."""
    return {
        "month": one.month.isoformat(),
        "day": one.day.isoformat(),
        "choice": [day.isoformat() for day in one.choice],
        "why": one.why or None,
        "paper_day": _day(one.paper_day),
        "agenda_day": _day(one.agenda_day),
    }


def suggestion_json(one: Suggestion) -> dict[str, Any]:
    """An item that is due at a meeting, and why."""
    return {
        "key": one.key,
        "number": one.number or None,
        "title": one.title or None,
        "why": one.why,
        "due": _day(one.due),
    }


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
