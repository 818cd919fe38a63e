"""What acts need to know of a proposal's steps, as recorded now."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.ports import permission
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.progression.models import StepFact
from codeclerk.progression.rules import Proposer, Taker
from codeclerk.register.models import HoldFact, PathFact, ProposerFact, StatusFact
from codeclerk.register.rules.numbers import whole_of

KEEPS = "register.manage"
IMPORTS = "kernel.set_known_from"


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


def proposer(lens: Lens, proposal: str) -> Proposer:
    """Who proposes on the day; a part of a split proposal has the Proposer of the whole. One query."""
    rows = ProposerFact.objects.as_at(lens).filter(proposal__key__in={proposal, whole_of(proposal)} - {""})
    found = {row[0]: row[1:] for row in rows.values_list("proposal__key", "person", "organisation", "on_behalf_of")}
    person, *organisations = found.get(proposal) or found.get(whole_of(proposal)) or ("", "", "")
    return Proposer(person, frozenset(one for one in organisations if one))


def later_change(proposal: str, day: date) -> date | None:
    """The first day after this one on which where the proposal stands changed, as recorded now. One query."""
    status, hold, path = (
        fact.objects.filter(proposal__key=proposal, superseded_from__isnull=True, valid_from__gt=day)
        .exclude(valid_to=F("valid_from"))
        .values_list("valid_from", flat=True)
        for fact in (StatusFact, HoldFact, PathFact)
    )
    return min(status.union(hold, path), default=None)


def last_step(proposal: str) -> StepFact | None:
    """The last step of a proposal that was not taken back, as recorded now."""
    rows = StepFact.objects.filter(proposal__key=proposal, superseded_from__isnull=True, is_undone=False)
    return rows.select_related("proposal", "event").order_by("-valid_from", "-event_id").first()


def free_key(proposal: str, step: str, day: date) -> str:
    """The key of a step that is taken: `convert-2020-02-14`, with a number where it was taken before on that day."""
    base = f"{step}-{day.isoformat()}"
    taken = set(StepFact.objects.filter(proposal__key=proposal, key__startswith=base).values_list("key", flat=True))
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key
