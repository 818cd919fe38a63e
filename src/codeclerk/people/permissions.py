"""Who may do what: the answer that pages, the API and the command line share. Provided to `kernel.ports.permission`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.ports import Permission
from codeclerk.kernel.prepared import Prepared
from codeclerk.kernel.storage import once
from codeclerk.people import vocabulary
from codeclerk.people.models import Person, Term
from codeclerk.people.rules import RULE_ACTORS, Holding, decide, decide_system

PERSON = "person:"


def permission(actor: str, capability: str, at: datetime) -> Permission:
    """Whether `actor` may use `capability` at an instant, by which rule and why.

    Roles count as held on the London day of `at`, as known then. One query, two for a person without any role.
    """
    if not actor.startswith(PERSON):
        return decide_system(actor, capability)
    day = london_day(at)
    found = holdings(actor, at)
    if not found:
        person = Person.objects.filter(key=actor.removeprefix(PERSON)).only("erased_at").first()
        if person is None or person.erased_at is not None:
            why = "is unknown to this installation" if person is None else "was erased"
            return Permission(False, RULE_ACTORS, f"{actor} {why}")
    return decide(actor, vocabulary.grant(capability, day), day, found, vocabulary.role_names())


@once
def holdings(actor: str, at: datetime) -> tuple[Holding, ...]:
    """Every role that a person holds, held or will hold, as known at an instant. One query; none for the erased."""
    lens = Lens(PUBLIC, london_day(at), at)
    return tuple(Holding(*row) for row in _HOLDINGS.read(lens, texts=[actor.removeprefix(PERSON)]))


def _held(lens: Lens, _: Collection[int], persons: Collection[str]) -> QuerySet[Any, Any]:
    rows = Term.objects.known_at(lens).filter(
        held=True, membership__person__key__in=persons, membership__person__erased_at__isnull=True
    )
    return rows.order_by("valid_from", "pk").values_list(
        "membership__role", "membership__place", "valid_from", "valid_to", "membership__key"
    )


_HOLDINGS = Prepared(_held)
