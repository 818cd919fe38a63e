"""Reads of actions, through a lens: one from an item that is not open to the viewer is not there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from codeclerk.kernel.lens import Lens
from codeclerk.meetings import vocabulary
from codeclerk.meetings.models import ActionFact
from codeclerk.meetings.rules.actions import Action, ActionState, action_name, still_open
from codeclerk.people.permissions import holdings
from codeclerk.people.queries.organisations import names_as_at
from codeclerk.sources.queries.seen import place_of

_COLUMNS = (
    "action__key",
    "action__number",
    "action__meeting__key",
    "action__meeting__body",
    "action__day",
    "action__item",
    "action__classification",
    "what",
    "owner",
    "due",
    "state",
    "reason",
    "carried_to",
    "valid_from",
    "source",
)


def actions(lens: Lens, *, body: str = "", meetings: Collection[str] = ()) -> tuple[Action, ...]:
    """The actions that are known at the lens, by the meeting that gave them. Two queries at most.

    Args:
        body: id of the pack; every body without it.
        meetings: keys of the meetings that gave them, or to which they were carried; every one without them.
    """
    rows = _rows(lens)
    if body:
        rows = rows.filter(action__meeting__body=body)
    if meetings:
        rows = rows.filter(action__meeting__key__in=meetings) | rows.filter(carried_to__in=meetings)
    return _made(lens, rows)


def open_actions(lens: Lens, body: str = "") -> tuple[Action, ...]:
    """The actions that are neither done nor dropped, those due first in front. Two queries at most."""
    rows = _rows(lens).filter(state=ActionState.OPEN.value)
    return still_open(_made(lens, rows.filter(action__meeting__body=body) if body else rows))


def owners_of(lens: Lens, person: str) -> frozenset[str]:
    """What a person acts for on the day, by the key of the actor: roles, bodies, organisations, as owners of actions
    are named. One query."""
    held = [one for one in holdings(person, lens.known_at) if one.holds_on(lens.valid_at)]
    places = {one.place for one in held if one.place}
    return frozenset(places | {f"role:{one.role}" for one in held})


def _rows(lens: Lens) -> QuerySet[Any]:
    seen = [one.value for one in lens.viewer.may_see]
    return (
        ActionFact.objects.as_at(lens)
        .filter(action__classification__in=seen)
        .annotate(source=place_of(lens))
        .order_by("action__meeting__key", "action__number")
    )


def _made(lens: Lens, rows: QuerySet[Any]) -> tuple[Action, ...]:
    found = list(rows.values(*_COLUMNS))
    if not found:
        return ()
    of_organisations = any(row["owner"].startswith("organisation:") for row in found)
    names = names_as_at(lens) if of_organisations else {}
    return tuple(_one(row, names) for row in found)


def _one(row: dict[str, Any], names: Mapping[str, str]) -> Action:
    body_id, state, given = row["action__meeting__body"], ActionState(row["state"]), row["action__day"]
    body, number = vocabulary.body_by_id(body_id), vocabulary.meeting_number(body_id, given)
    return Action(
        key=row["action__key"],
        name=action_name(number, given, row["action__number"]),
        meeting=row["action__meeting__key"],
        body=body_id,
        body_name=body.name if body else body_id,
        given=given,
        what=row["what"],
        owner=row["owner"],
        owner_name=vocabulary.owner_name(row["owner"], names),
        due=row["due"],
        state=state,
        item=row["action__item"],
        at=row["carried_to"],
        reason=row["reason"],
        ended=None if state is ActionState.OPEN else row["valid_from"],
        classification=row["action__classification"],
        source=row["source"],
    )
