"""The tables of people. Personal data stands in `Person` and `Account` only, and both can be emptied."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.people.rules import OrganisationKind, TokenScope


class Organisation(Recorded):
    """An organisation, by a key that never changes. What it is called and what it is are dated facts."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: the record names it"

    key = models.CharField(max_length=50, unique=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class OrganisationName(DatedFact):
    """What an organisation is called, in full and for short."""

    identity = ("organisation_id",)
    value = ("name", "short_name")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200, default="")
    short_name = models.CharField(max_length=50, default="", blank=True)

    class Meta:
        constraints = fact_constraints("people_name", "organisation")


class OrganisationCategory(DatedFact):
    """The party category of an organisation: an id of the pack's `party_categories`, empty for none."""

    identity = ("organisation_id",)
    value = ("category",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="categories")
    category = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = fact_constraints("people_category", "organisation")


class OrganisationKindFact(DatedFact):
    """What an organisation is to the code."""

    identity = ("organisation_id",)
    value = ("kind",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="kinds")
    kind = models.CharField(
        max_length=32, default=OrganisationKind.OTHER.value, choices=[(k.value, k.label) for k in OrganisationKind]
    )

    class Meta:
        constraints = fact_constraints("people_kind", "organisation")


class Person(Recorded):
    """A person, by a key that says nothing about them. Their contact details stand here and nowhere else (R10)."""

    retention = "the key is kept for ever; name, e-mail and telephone until the person is erased"

    PRIVATE: ClassVar[tuple[str, ...]] = ("name", "email", "telephone")

    key = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=200, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    telephone = models.CharField(max_length=50, default="", blank=True)
    erased_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.actor

    @property
    def actor(self) -> str:
        """The key under which this person acts, and the stream of events about them."""
        return f"person:{self.key}"


class OnBehalfOf(DatedFact):
    """The organisation that a person stands for (A14); empty for nobody but themselves."""

    identity = ("person_id",)
    value = ("organisation_id",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="represents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="represented_by")

    class Meta:
        constraints = fact_constraints("people_on_behalf", "person")


class PublishedContact(DatedFact):
    """Which contact details of a person may stand in papers (A17). Which, never what: the details stand in `Person`."""

    identity = ("person_id",)
    value = ("with_name", "with_telephone", "with_email")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="published")
    with_name = models.BooleanField(default=False)
    with_telephone = models.BooleanField(default=False)
    with_email = models.BooleanField(default=False)

    class Meta:
        constraints = fact_constraints("people_published", "person")


class Membership(Recorded):
    """That a person holds a role in a body, an organisation or the installation. When, says `Term`."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: votes and papers rest on it"

    key = models.CharField(max_length=100, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=64, help_text="id of the pack's `roles`")
    place = models.CharField(max_length=100, db_index=True, help_text="its stream, such as body:csc")
    body = models.CharField(max_length=64, default="", blank=True, help_text="id of the pack's `bodies`")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="memberships")
    seat = models.CharField(max_length=100, default="", blank=True)
    alternate_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="alternates")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body="") | models.Q(organisation__isnull=True), name="people_membership_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Term(DatedFact):
    """Whether a membership is held: two dated changes make a term, held from its first day, not held after its last."""

    identity = ("membership_id",)
    value = ("held",)

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="terms")
    held = models.BooleanField(default=False)

    class Meta:
        constraints = fact_constraints("people_term", "membership")


class AccountManager(BaseUserManager["Account"]):
    """Accounts come from the act `open_account`; there is no other way to make one."""

    def get_queryset(self) -> models.QuerySet[Account]:
        """Always with the person: an account is looked up to know who that is."""
        return super().get_queryset().select_related("person")


class Account(Recorded, AbstractBaseUser):
    """How a person signs in. The address repeats the person's, since sign-in looks it up; events keep the two equal."""

    retention = "until the person is erased"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"account of {self.person.actor}"


class ApiToken(Recorded):
    """A token with which a program asks and acts in a person's name. The secret itself is kept nowhere."""

    retention = "until the person is erased: those that ended show what programs had access"

    PRIVATE: ClassVar[tuple[str, ...]] = ("label", "salt", "digest")

    key = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=100, default="", blank=True)
    scope = models.CharField(max_length=16, choices=[(scope.value, scope.label) for scope in TokenScope])
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the salt and the secret")
    issued_at = models.DateTimeField()
    last_day = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True, help_text="the London day of its last use")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class CacheEntry(Recorded):
    """Rows of Django's database cache, in which sign-in counts attempts. A model, so that migrations make the table."""

    retention = "minutes: each row carries its own end"

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_cache"
