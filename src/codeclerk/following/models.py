"""The tables of following: what persons follow, what they were told, and whether their address takes mail."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models

from codeclerk.following.rules import MOST_BOUNCES, HowOften, What
from codeclerk.kernel.models import Event, OutboxMessage, Recorded
from codeclerk.people.models import Person

HELD = "held"
"""Stands for how often, where mail was due to an address that takes none."""


class FollowRecord(Recorded):
    """Something that a person follows. It says what somebody is interested in, so it is theirs alone."""

    retention = "until the person removes it and what was told of it is gone, or the person is erased"

    PRIVATE: ClassVar[tuple[str, ...]] = ("what", "subject", "wanted", "news")

    key = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follows")
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    subject = models.CharField(max_length=100, blank=True, help_text="the one thing that is followed; empty for a rule")
    wanted = models.JSONField(default=dict, help_text="aspect -> the values of it that are wanted")
    news = models.JSONField(default=list, help_text="kinds of news; empty for all")
    how_often = models.CharField(max_length=10, choices=[(one.value, one.label) for one in HowOften])
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["what", "subject"], name="following_subject")]

    def __str__(self) -> str:
        return self.key


class Told(Recorded):
    """That a person is told of an event, and why. Machinery. `message` is the one in which it goes, once it is made."""

    retention = "two years, as evidence of what somebody was told; until the person is erased"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    follow = models.ForeignKey(FollowRecord, on_delete=models.PROTECT, related_name="told")
    position = models.PositiveBigIntegerField(help_text="sealed position of the event")
    why = models.CharField(max_length=300)
    how_often = models.CharField(max_length=10)
    noted_at = models.DateTimeField()
    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "position"], name="following_told_once")]
        indexes = [models.Index(fields=["how_often", "message", "noted_at"], name="following_waiting")]


class Cursor(Recorded):
    """How far the sealed log was read. One row. Machinery."""

    retention = "one row, kept"

    name = models.CharField(max_length=30, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)


class FeedToken(Recorded):
    """With it a feed reader or a calendar fetches what its person follows. The secret itself is kept nowhere."""

    retention = "until the person is erased"

    PRIVATE: ClassVar[tuple[str, ...]] = ("label", "salt", "digest")

    key = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feed_tokens")
    label = models.CharField(max_length=100, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the salt and the secret")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class AddressState(Recorded):
    """How often mail to a person's address was refused for good since it was last confirmed.

    Which address that is stands here as a digest, so that another address of the person begins anew.
    """

    retention = "until the person is erased"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="address_state")
    address = models.CharField(max_length=64, help_text="SHA-256 of the person's key and the address")
    hard = models.PositiveSmallIntegerField(default=0)
    soft = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    def is_held(self) -> bool:
        """Whether no mail goes there: the present address has refused too often."""
        return self.hard >= MOST_BOUNCES and self.address == address_digest(self.person)


def address_digest(person: Person) -> str:
    """What stands for the present address of a person."""
    return hashlib.sha256(f"{person.key}:{person.email.casefold()}".encode()).hexdigest()
