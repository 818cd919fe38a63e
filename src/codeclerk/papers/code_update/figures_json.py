"""The figures of the update as plain data: what stands beside `paper` in its JSON. Pure.

update        for whom, and what it covers: panel, meeting, since, as_at, known_at, verbal
designations  [{version, effective, source}]
statuses      [{status, profile, count, parts}], with the number that is open
groups        [{group, proposals, last_met}]
new           numbers of new proposals
decisions     [{key, body, outcome, when}]
awaiting      numbers of those that await the Authority
progress      [{proposal, group, months, undated}]: months is {YYYY-MM: what stands there}
releases      [{release, day, closed_to_systems, contents}]
next_meeting  the day of the Panel's next meeting, or null
"""

from __future__ import annotations

from typing import Any

from codeclerk.papers.code_update.front import is_verbal
from codeclerk.papers.code_update.record import Record
from codeclerk.papers.data import Data


def figures(record: Record) -> Data:
    """Every figure of the update."""
    load = record.load()
    numbers = {line.key: line.number for line in record.lines}
    return Data.of(
        {
            "update": {
                "panel": record.recipient.name,
                "meeting": record.recipient.meeting.isoformat() if record.recipient.meeting else None,
                "since": record.since.isoformat(),
                "as_at": record.as_at.isoformat(),
                "known_at": record.known_at.isoformat(),
                "verbal": is_verbal(record),
                "open": len(record.lines),
            },
            "designations": [
                {"version": one.version, "effective": one.day.isoformat(), "source": one.place}
                for one in record.designations
            ],
            "statuses": [
                {
                    "status": status.name,
                    "profile": status.profile,
                    "count": len(record.of_status(status)),
                    "parts": {name: len(record.of_status(status, part)) for part, name in status.parts},
                }
                for status in record.statuses
            ],
            "groups": [
                {
                    "group": body.abbreviation,
                    "proposals": [
                        line.number for line in record.in_refinement if record.groups.get(line.key) == body.abbreviation
                    ],
                    "count": load.get(body.abbreviation, 0),
                    "last_met": record.last_met[body.id].day.isoformat() if body.id in record.last_met else None,
                }
                for body in record.working_groups
            ],
            "new": [numbers[key] for key in sorted(record.new)],
            "decisions": [
                {"key": one.key, "body": one.body, "outcome": one.outcome, "when": one.when.isoformat()}
                for one in record.decisions
            ],
            "awaiting": [one.number for one in record.awaiting],
            "progress": [_progress(record, place) for place in range(len(record.grid.rows))],
            "releases": [
                {
                    "release": one.key,
                    "day": one.day.isoformat() if one.day else None,
                    "closed_to_systems": one.closed_to_systems,
                    "contents": [entry.number for entry in one.entries],
                }
                for one in record.releases
            ],
            "next_meeting": record.next_panel.day.isoformat() if record.next_panel else None,
        }
    )


def _progress(record: Record, place: int) -> dict[str, Any]:
    row = record.grid.rows[place]
    return {
        "proposal": row.number,
        "group": row.group or None,
        "months": {month.isoformat(): cell for month in record.grid.months if (cell := row.cell(month))},
        "undated": {one.name: one.months for one in row.undated},
    }
