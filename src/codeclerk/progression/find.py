"""What acts need to know of a proposal's steps, as recorded now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from codeclerk.kernel import clock
from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.ports import permission
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.progression.models import StepFact
from codeclerk.progression.rules import Proposer, Taker
from codeclerk.register.models import HoldFact, LeadAnalyst, PathFact, ProposerFact, StatusFact, TimetableFact
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.timetable import State

KEEPS = "register.manage"


def lens_of(context: Context) -> Lens:
    """What an act looks at: its day, as known when it is recorded."""
    return Lens(PUBLIC, context.effective, context.now)


def taker(context: Context) -> Taker:
    """Who sends an act, with the roles that they have today: a past one records nothing. Two queries at most."""
    keeps = permission.ask(context.actor, KEEPS, context.now).allowed
    if not context.actor.startswith(PERSON):
        return Taker(context.actor, context.effective, is_importer=keeps)
    today = london_day(context.now)
    held = () if keeps else tuple(one for one in holdings(context.actor, context.now) if one.holds_on(today))
    return Taker(context.actor, context.effective, held, keeps_register=keeps)


@once
def proposer(lens: Lens, proposal: str) -> Proposer:
    """Who proposes on the day; a part of a split proposal has the Proposer of the whole. One query."""
    rows = _PROPOSERS.read(lens, texts={proposal, whole_of(proposal)} - {""})
    found = {key: named for key, *named in rows}
    person, *organisations = found.get(proposal) or found.get(whole_of(proposal)) or ("", "", "")
    return Proposer(person, frozenset(one for one in organisations if one))


def _proposers(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    rows = ProposerFact.objects.as_at(lens).filter(proposal__key__in=texts)
    return rows.values_list("proposal__key", "person", "organisation", "on_behalf_of")


def later_change(proposal: str, day: date) -> date | None:
    """The first day after this one on which where the proposal stands changed, as recorded now. One query."""
    return min((since for (since,) in _LATER.read(_at(day), texts=[proposal])), default=None)


def _later(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    """The days after the lens's on which status, hold or path of these proposals changed, as known now."""
    status, hold, path = (
        fact.objects.filter(proposal__key__in=texts, superseded_from__isnull=True, valid_from__gt=lens.valid_at)
        .exclude(valid_to=F("valid_from"))
        .values_list("valid_from")
        for fact in (StatusFact, HoldFact, PathFact)
    )
    union: QuerySet[Any, Any] = status.union(hold, path)
    return union


def _at(day: date) -> Lens:
    return Lens(PUBLIC, day, clock.now())


def has_happened(lens: Lens, proposal: str, kinds: Collection[str]) -> bool:
    """Whether the timetable has an event of one of these kinds that has happened. One query."""
    rows = TimetableFact.objects.as_at(lens).filter(proposal__key=proposal, kind__in=kinds)
    return rows.filter(state=State.HAPPENED.value).exists()


def planned_event(lens: Lens, proposal: str, kinds: Collection[str]) -> str:
    """The key of the first planned event of these kinds in a timetable; empty for none. One query."""
    return next((key for key, kind in _PLANNED.read(lens, texts=[proposal]) if kind in kinds), "")


def _planned(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    rows = TimetableFact.objects.as_at(lens).filter(proposal__key__in=texts, state=State.PLANNED.value)
    return rows.order_by("position", "first", "pk").values_list("event_key", "kind")


def lead_analyst(lens: Lens, proposal: str) -> str:
    """The key of the person who leads a proposal at the code administrator; empty for nobody. One query."""
    return next((person for (person,) in _ANALYSTS.read(lens, texts=[proposal])), "")


def _analysts(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    return LeadAnalyst.objects.as_at(lens).filter(proposal__key__in=texts).values_list("person")


def _taken_on(lens: Lens, numbers: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
    return StepFact.objects.filter(proposal__key__in=texts, valid_from=lens.valid_at).values_list("key")


_PROPOSERS, _LATER, _PLANNED = Prepared(_proposers), Prepared(_later), Prepared(_planned)
_ANALYSTS, _TAKEN_ON = Prepared(_analysts), Prepared(_taken_on)


def last_step(proposal: str) -> StepFact | None:
    """The last step of a proposal that was not taken back, as recorded now."""
    rows = StepFact.objects.filter(proposal__key=proposal, superseded_from__isnull=True, is_undone=False)
    return rows.select_related("proposal", "event").order_by("-valid_from", "-event_id").first()


def free_key(proposal: str, step: str, day: date) -> str:
    """The key of a step that is taken: `convert-2020-02-14`, with a number where it was taken before on that day.
    One query."""
    base = f"{step}-{day.isoformat()}"
    taken = {key for (key,) in _TAKEN_ON.read(_at(day), texts=[proposal])}
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key
