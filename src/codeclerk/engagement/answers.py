"""Days as JSON. It says how many booked, and never who."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.engagement.rules import Engagement


def engagement_json(one: Engagement, day: date) -> dict[str, Any]:
    """A day at the lens. What is not known is null."""
    return {
        "key": one.key,
        "title": one.title,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "hours": one.hours or None,
        "place": one.place or None,
        "online": one.is_online,
        "categories": list(one.categories),
        "topics": [topic.text for topic in one.topics],
        "capacity": one.capacity,
        "booked": one.booked,
        "waiting": one.waiting,
        "closes": one.closes.isoformat() if one.closes else None,
        "standing": one.standing(day).value,
        "reason": one.reason or None,
        "attended": one.attended,
        "sure": one.sure or None,
        "note": one.note or None,
        "sources": list(one.sources),
    }
