"""Reads of people, through a lens. Contact details leave through `contact_of` and `persons_as_at` only, which check."""

from codeclerk.people.queries.memberships import (
    MembershipLine,
    membership_known,
    memberships_as_at,
    terms_of_person,
)
from codeclerk.people.queries.organisations import (
    DatedLine,
    OrganisationLine,
    history_of_organisation,
    names_as_at,
    organisation_as_at,
    organisations_as_at,
)
from codeclerk.people.queries.persons import (
    NOT_YOURS,
    Contact,
    PersonLine,
    contact_of,
    names_of,
    person_as_at,
    persons_as_at,
    persons_named,
    represented_by,
    sees_contacts,
)
from codeclerk.people.queries.published import ended_consents, published_contact, published_details
from codeclerk.people.queries.tokens import TokenLine, tokens_of

__all__ = [
    "NOT_YOURS",
    "Contact",
    "DatedLine",
    "MembershipLine",
    "OrganisationLine",
    "PersonLine",
    "TokenLine",
    "contact_of",
    "ended_consents",
    "history_of_organisation",
    "membership_known",
    "memberships_as_at",
    "names_as_at",
    "names_of",
    "organisation_as_at",
    "organisations_as_at",
    "person_as_at",
    "persons_as_at",
    "persons_named",
    "published_contact",
    "published_details",
    "represented_by",
    "sees_contacts",
    "terms_of_person",
    "tokens_of",
]
