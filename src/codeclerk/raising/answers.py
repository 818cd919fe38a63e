"""Drafts as JSON, for the command line."""

from __future__ import annotations

from typing import Any

from codeclerk.raising.queries import DraftLine, DraftView, Sending
from codeclerk.raising.rules.states import Round


def line_json(line: DraftLine) -> dict[str, Any]:
    """A draft without what it says: whose it is, where it stands, when it was sent."""
    return {
        "key": line.key,
        "owner": f"person:{line.owner}",
        "state": line.state.value,
        "saved": line.saved.isoformat() if line.saved else None,
        "proposal": line.number or None,
        "sendings": [_round(one) for one in line.rounds],
    }


def draft_json(view: DraftView) -> dict[str, Any]:
    """A draft with what it says and what was said of it, for somebody who may see that."""
    return {
        **line_json(view.line),
        "content": view.content.model_dump(mode="json"),
        "cleared": view.cleared or None,
        "sendings": [_sending(one) for one in view.sendings],
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "sent": one.sent.isoformat(),
        "due": one.due.isoformat(),
        "commented": one.commented.isoformat() if one.commented else None,
        "ready": one.is_ready,
    }


def _sending(one: Sending) -> dict[str, Any]:
    comments = [{"day": each.day.isoformat(), "ready": each.is_ready, "on": each.by_question} for each in one.comments]
    return {**_round(one.round), "content": one.content.model_dump(mode="json"), "comments": comments}
