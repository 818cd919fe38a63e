"""Releases as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.releases.rules.contents import Entry, Release


def release_json(release: Release) -> dict[str, Any]:
    """A release at the lens. What is not known is null; `day_by_pattern` is inferred."""
    return {
        "key": release.key,
        "name": release.name,
        "full_name": release.full_name,
        "kind": release.kind.value,
        "day": release.day.isoformat() if release.day else None,
        "day_by_pattern": release.pattern_day.isoformat() if release.pattern_day else None,
        "day_note": release.day_note or None,
        "days": [
            {
                "said": line.since.isoformat(),
                "day": line.day.isoformat() if line.day else None,
                "reason": line.reason or None,
                "source": line.source or None,
            }
            for line in release.history
        ],
        "cut_off": release.cut_off.as_json() if release.cut_off else None,
        "closed_to_systems": release.closed_to_systems,
        "notes": release.notes or None,
        "contents": [entry_json(entry) for entry in release.entries],
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """A proposal in a release."""
    return {
        "key": entry.proposal,
        "number": entry.number,
        "title": entry.title or None,
        "standing": entry.standing.value,
        "condition": entry.condition or None,
        "status": entry.status or None,
        "documents": list(entry.documents),
        "systems": list(entry.systems),
    }
