"""Finding meetings for acts: one by its key, or that of a body on a day. Pages read `queries`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.db.models import Max

from codeclerk.decisions.rules.values import meeting_key
from codeclerk.kernel.acts import Context
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification
from codeclerk.meetings import vocabulary
from codeclerk.meetings.models import ActionFact, ActionRecord, MeetingFact, MeetingRecord
from codeclerk.meetings.rules.actions import ActionState, action_name
from codeclerk.meetings.rules.agenda import Came, Guests, Interest, Item, Presence, There
from codeclerk.meetings.rules.meetings import Said, State, What, latest, standing
from codeclerk.people.models import OrganisationName
from codeclerk.sources.viewers import viewer_of

UNKNOWN = Reason(
    "meetings.unknown",
    rule="a meeting is named by its body and its first day, such as panel-2021-03-12",
    problem="{object}: no such meeting",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
NO_ACTION = Reason(
    "meetings.no_action",
    rule="an action is named by its meeting and its number there, such as panel-2021-03-12-a3",
    problem="there is no action {object} that is open to you",
    remedy="Look for it in the list of actions.",
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

    @property
    def agenda(self) -> tuple[Item, ...]:
        """What is on its agenda now."""
        said = latest(self.said).get(What.AGENDA)
        return said.agenda if said else ()

    def item(self, key: str) -> Item | None:
        """The item of its agenda with this key, or about the proposal with this key."""
        own = next((one for one in self.agenda if one.key == key), None)
        return own or next((one for one in self.agenda if key and one.proposal == key), None)

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
        agenda=items_of(row.text) if what is What.AGENDA else (),
        about=row.about,
        text=row.text,
        reason=row.reason,
        sure=row.sure,
        note=row.note,
        source=source,
    )


def items_of(text: str) -> tuple[Item, ...]:
    """The items of an agenda as the table keeps them."""
    return tuple(Item(**{**item, "asks": tuple(item.get("asks", ()))}) for item in json.loads(text)) if text else ()


def came_of(text: str) -> Came:
    """What came of an item, as the table keeps it."""
    return Came(**json.loads(text)) if text else Came()


def there_of(seat: str, text: str) -> There:
    """How a seat was filled, as the table keeps it."""
    value = json.loads(text)
    return There(seat, value["name"], Presence(value["how"]), value["organisation"], value["person"])


def guests_of(text: str) -> Guests:
    """The guests of an organisation, as the table keeps them."""
    return Guests(**json.loads(text))


def interest_of(text: str, since: date | None = None) -> Interest:
    """A declared interest, as the table keeps it."""
    return Interest(**json.loads(text), since=since)


@dataclass(frozen=True)
class FoundAction:
    """An action as an act finds it now."""

    key: str
    name: str
    meeting: str
    body: str
    day: date
    what: str
    owner: str
    owner_name: str
    due: date | None
    state: ActionState
    carried_to: str
    is_white: bool


def next_action(meeting: str) -> int:
    """The number of the next action of a meeting."""
    return 1 + (ActionRecord.objects.filter(meeting__key=meeting).aggregate(last=Max("number"))["last"] or 0)


def action(key: str, context: Context) -> FoundAction:
    """The action with this key. Refused (meetings.no_action) alike when it is unknown and when it is not open to the
    actor."""
    row = (
        ActionFact.objects.filter(action__key=key.strip(), superseded_from__isnull=True)
        .select_related("action__meeting")
        .order_by("valid_from", "pk")
        .last()
    )
    seen = {one.value for one in viewer_of(context.actor, context.now).may_see}
    if row is None or row.action.classification not in seen:
        raise NO_ACTION.refuse(key[:100], field="action")
    record, body = row.action, row.action.meeting.body
    names = dict(OrganisationName.objects.filter(superseded_from__isnull=True).values_list("organisation__key", "name"))
    return FoundAction(
        key=record.key,
        name=action_name(vocabulary.meeting_number(body, record.day), record.day, record.number),
        meeting=record.meeting.key,
        body=body,
        day=record.day,
        what=row.what,
        owner=row.owner,
        owner_name=vocabulary.owner_name(row.owner, names),
        due=row.due,
        state=ActionState(row.state),
        carried_to=row.carried_to,
        is_white=record.classification == Classification.WHITE.value,
    )
