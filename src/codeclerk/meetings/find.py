"""Finding meetings for acts: one by its key, or that of a body on a day. Pages read `queries`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from codeclerk.decisions.rules.values import meeting_key
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.meetings.models import MeetingFact, MeetingRecord
from codeclerk.meetings.rules.meetings import Item, Said, State, What, standing

UNKNOWN = Reason(
    "meetings.unknown",
    rule="a meeting is named by its body and its first day, such as panel-2021-03-12",
    problem="{object}: no such meeting",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Found:
    """A meeting as an act finds it, with everything that is said of it now, in order."""

    key: str
    body: str
    said: tuple[Said, ...]

    @property
    def stands(self) -> tuple[State, date] | None:
        """Where it stands, and its day."""
        return standing(self.said)

    def on(self, day: date) -> tuple[State, date] | None:
        """Where it stood at the end of a day."""
        return standing(one for one in self.said if one.since <= day)


def of_body(body: str) -> tuple[Found, ...]:
    """Every meeting of a body. Two queries."""
    return _found(MeetingRecord.objects.filter(body=body).order_by("key"))


def on_day(body: str, day: date) -> Found | None:
    """The meeting of a body on a day, planned or held; one that was dropped for that day too, else None."""
    same = [one for one in of_body(body) if one.stands is not None and one.stands[1] == day]
    return next((one for one in same if one.stands and one.stands[0] is not State.DROPPED), same[0] if same else None)


def meeting(text: str, field: str = "meeting") -> Found:
    """The meeting with this key. Refused (meetings.unknown) with the nearest."""
    found = _found(MeetingRecord.objects.filter(key=text.strip()))
    if not found or found[0].stands is None:
        raise UNKNOWN.refuse(text[:100], suggestion=suggestion(text.strip()), field=field)
    return found[0]


def suggestion(wanted: str) -> str:
    """What to do about a key that names nothing."""
    near = [
        key
        for key in get_close_matches(wanted, MeetingRecord.objects.values_list("key", flat=True), n=2)
        if key != wanted
    ]
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of meetings."


def free_key(body: str, day: date) -> str:
    """The key of a new meeting. One that was moved away keeps its key: another on its first day gets `-2`."""
    key = meeting_key(body, day)
    taken = set(MeetingRecord.objects.filter(key__startswith=key).values_list("key", flat=True))
    number = 2
    while key in taken:
        key, number = f"{meeting_key(body, day)}-{number}", number + 1
    return key


def _found(records: Iterable[MeetingRecord]) -> tuple[Found, ...]:
    rows = list(records)
    said: dict[int, list[Said]] = {}
    facts = MeetingFact.objects.filter(meeting__in=rows, superseded_from__isnull=True)
    for row in facts.order_by("valid_from", "known_from", "pk"):
        if row.valid_from != row.valid_to:
            said.setdefault(row.meeting_id, []).append(said_of(row))
    return tuple(Found(row.key, row.body, tuple(said.get(row.pk, ()))) for row in rows)


def said_of(row: Any, source: str = "") -> Said:
    """A row as a value."""
    what = What(row.what)
    return Said(
        what=what,
        since=row.valid_from,
        day=row.day,
        mode=row.text if what is What.MODE else "",
        agenda=tuple(Item(**item) for item in json.loads(row.text)) if what is What.AGENDA and row.text else (),
        reason=row.reason,
        sure=row.sure,
        note=row.note,
        source=source,
    )
