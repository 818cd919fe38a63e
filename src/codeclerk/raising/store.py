"""Keeping what is typed: the one place that writes draft forms. It is machinery; the record begins when one is sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from codeclerk.kernel import clock
from codeclerk.kernel.tick import on_tick
from codeclerk.people.models import Person
from codeclerk.raising import reasons
from codeclerk.raising.events import kept
from codeclerk.raising.models import DraftForm, DraftRecord
from codeclerk.raising.rules.content import Content, changed

MOST = 50
"""So many drafts a person has at a time."""
KEPT_FOR = timedelta(days=366)
"""So long an unsent draft is kept after it was last saved."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for others."""


@dataclass(frozen=True)
class Saved:
    """What became of a saving. `differs`: the fields that another window changed meanwhile; nothing was saved then."""

    form: DraftForm
    differs: tuple[str, ...] = ()


def start(actor: str, content: Content) -> DraftForm:
    """Begin a draft for a person. Refuses one too many."""
    person = Person.objects.get(key=actor.removeprefix("person:"))
    if DraftForm.objects.filter(person=person).count() >= MOST:
        raise reasons.TOO_MANY.refuse(person.actor, most=MOST)
    now = clock.now()
    key = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return DraftForm.objects.create(key=key, person=person, content=kept(content), created_at=now, saved_at=now)


def save(key: str, content: Content, seen: int) -> Saved:
    """Save what was typed, unless another window changed the draft after version `seen`: nothing is overwritten."""
    with transaction.atomic():
        form = DraftForm.objects.select_for_update().get(key=key)
        differs = changed(form.typed, content)
        if seen != form.version and differs:
            return Saved(form, differs)
        form.saved_at = clock.now()
        if differs:
            form.content, form.version = kept(content), form.version + 1
        form.save(update_fields=["content", "version", "saved_at"])
        return Saved(form)


def delete(key: str) -> None:
    """Delete a draft of which nothing was recorded."""
    DraftForm.objects.filter(key=key).delete()


@on_tick("raising.forget")
def forget(now: datetime) -> int:
    """Delete unsent drafts whose time is over, and those of persons who were erased. How many went."""
    recorded = DraftRecord.objects.values("key")
    old = DraftForm.objects.filter(saved_at__lt=now - KEPT_FOR).exclude(key__in=recorded)
    ownerless = DraftForm.objects.filter(person__erased_at__isnull=False)
    return int(old.delete()[0] + ownerless.delete()[0])
