"""Votes as JSON: the same for the command line and endpoints. What is not open to whoever asks is null."""

from __future__ import annotations

from typing import Any

from codeclerk.votes.rules.standing import Standing
from codeclerk.votes.rules.vote import Said, Vote


def line_json(one: Vote) -> dict[str, Any]:
    """A vote as a list has it."""
    is_open = one.is_shown and one.standing is Standing.OPEN
    return {
        "key": one.key,
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "body": {"id": one.body, "name": one.body_name},
        "question": {
            "carried": {"id": one.question.carried, "name": one.question.carried_name},
            "lost": {"id": one.question.lost, "name": one.question.lost_name} if one.question.lost else None,
        },
        "standing": one.standing.value,
        "opens_at": one.opens_at.isoformat(),
        "closes_at": one.times.closes_at.isoformat(),
        "meeting": one.meeting.isoformat() if one.meeting else None,
        "outcome": one.recorded.outcome.value if one.recorded else None,
        "still_needed": one.needed.words if is_open else None,
        "step": one.step or None,
    }


def vote_json(one: Vote) -> dict[str, Any]:
    """A vote whole: its rule, its voters and, where they are open, the positions that stand and the proof."""
    stands = one.stands
    return {
        **line_json(one),
        "rule": one.rule.model_dump(mode="json"),
        "voters": [
            {
                **voter.model_dump(mode="json"),
                "position": _position(stands[voter.seat]) if voter.seat in stands else None,
            }
            for voter in one.voters
        ],
        "positions_open": one.is_shown,
        "count": one.recorded.model_dump(mode="json") if one.recorded else None,
    }


def _position(said: Said) -> dict[str, Any]:
    return {
        "choice": said.position.choice.value,
        "at": said.position.at.isoformat(),
        "how": said.how,
        "given_as": said.given_as or None,
        "reasons": dict(said.rationale),
        "interest": said.position.interest,
    }
