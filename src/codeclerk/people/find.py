"""What acts read: a row by its key, or a refusal with the nearest one. Pages read through `queries`."""

from __future__ import annotations

from difflib import get_close_matches

from django.db.models import F, Q

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.models import FactQuerySet
from codeclerk.people.models import Membership, Organisation, Person, Term

UNKNOWN_ORGANISATION = Reason(
    "people.unknown_organisation",
    rule="an organisation is named by its key",
    problem="there is no organisation {object}",
    remedy="{suggestion}Add the organisation first, or correct the key.",
    kind=Kind.NOT_FOUND,
)
UNKNOWN_PERSON = Reason(
    "people.unknown_person",
    rule="a person is named by their key",
    problem="there is no person {object}",
    remedy="{suggestion}Register the person first, or correct the key.",
    kind=Kind.NOT_FOUND,
)
UNKNOWN_MEMBERSHIP = Reason(
    "people.unknown_membership",
    rule="a membership is named by its key",
    problem="there is no membership {object}",
    remedy="{suggestion}Look the key up on the page of the body, the organisation or the person.",
    kind=Kind.NOT_FOUND,
)
ERASED = Reason(
    "people.person_erased",
    rule="an erased person keeps nothing but the key of what was done",
    problem="person:{object} was erased",
    remedy="Register the person anew under another key.",
    kind=Kind.CONFLICT,
)


def organisation(key: str, field: str = "organisation") -> Organisation:
    """The organisation with this key. Raises `Refused` (people.unknown_organisation)."""
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        raise UNKNOWN_ORGANISATION.refuse(key, field=field, suggestion=_near(key, Organisation))
    return found


def person(key: str, field: str = "person") -> Person:
    """The person with this key, with or without `person:` before it. Raises `Refused` when unknown or erased."""
    key = key.removeprefix("person:")
    found = Person.objects.filter(key=key).first()
    if found is None:
        raise UNKNOWN_PERSON.refuse(key, field=field, suggestion=_near(key, Person))
    if found.erased_at is not None:
        raise ERASED.refuse(key, field=field)
    return found


def membership(key: str, field: str = "membership") -> Membership:
    """The membership with this key. Raises `Refused` (people.unknown_membership)."""
    found = Membership.objects.select_related("person").filter(key=key).first()
    if found is None:
        raise UNKNOWN_MEMBERSHIP.refuse(key, field=field, suggestion=_near(key, Membership))
    return found


def recorded_terms() -> FactQuerySet[Term]:
    """The terms that stand now. Guards read what is recorded, not what was known when the command was made: another
    command may have been recorded while this one waited its turn."""
    rows = Term.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))
    return rows.filter(held=True, superseded_from__isnull=True)


def _near(key: str, model: type[Organisation] | type[Person] | type[Membership]) -> str:
    keys = list(model._default_manager.values_list("key", flat=True))
    near = get_close_matches(key, keys, n=1)
    return f"Did you mean {near[0]}? " if near else ""
