"""Contact details that their persons published: what a paper may print of them, and what of it has ended (A17).

A paper is read by anybody and kept for good, so it prints what is published and nothing else, whoever makes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people.models import Person, PublishedContact
from codeclerk.people.queries.persons import Contact
from codeclerk.people.rules import Detail


def published_contact(lens: Lens, person: str) -> Contact | None:
    """What a paper of the lens may print of a person; None for nothing, and once they are erased. One query, or two.

    A detail counts that was published on the day of the lens, and still is today: what was withdrawn since is printed
    by no new paper, whatever its day. The details are the present ones, as those of `contact_of`.
    """
    rows = PublishedContact.objects.filter(person__key=person, person__erased_at__isnull=True).select_related("person")
    then = rows.as_at(lens).first()
    now = rows.as_at(_now()).first() if then is not None else None
    if then is None or now is None:
        return None
    held = {
        one.value: getattr(then.person, one.value)
        if getattr(then, f"with_{one.value}") and getattr(now, f"with_{one.value}")
        else ""
        for one in Detail
    }
    return Contact(**held) if any(held.values()) else None


def published_details(lens: Lens, person: str) -> tuple[Detail, ...]:
    """Which contact details of a person may stand in papers on the day. One query; nothing about the erased."""
    row = PublishedContact.objects.as_at(lens).filter(person__key=person, person__erased_at__isnull=True).first()
    return tuple(one for one in Detail if row is not None and getattr(row, f"with_{one.value}"))


def ended_consents(persons: Collection[str]) -> Mapping[str, bool]:
    """Those of these persons who publish nothing any more today, and whether they were erased. Two queries, or none."""
    if not persons:
        return {}
    rows = PublishedContact.objects.as_at(_now()).filter(person__key__in=persons)
    still = {
        row.person.key for row in rows.select_related("person") if any(getattr(row, f"with_{d.value}") for d in Detail)
    }
    erased = dict(Person.objects.filter(key__in=persons).values_list("key", "erased_at"))
    return {key: erased.get(key) is not None for key in persons if key not in still}


def _now() -> Lens:
    return Lens(PUBLIC, clock.today(), clock.now())
