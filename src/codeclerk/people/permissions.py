"""Who may do what: the answer that pages, the API and the command line share. Provided to `kernel.ports.permission`."""

from __future__ import annotations

from datetime import datetime

from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.ports import Permission
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


def holdings(actor: str, at: datetime) -> tuple[Holding, ...]:
    """Every role that a person holds, held or will hold, as known at an instant. One query; none for the erased."""
    rows = (
        Term.objects.known_at(Lens(PUBLIC, london_day(at), at))
        .filter(
            held=True,
            membership__person__key=actor.removeprefix(PERSON),
            membership__person__erased_at__isnull=True,
        )
        .select_related("membership")
        .order_by("valid_from", "pk")
    )
    return tuple(
        Holding(row.membership.role, row.membership.place, row.valid_from, row.valid_to, row.membership.key)
        for row in rows
    )
