"""The kernel's tables: the event log and what hangs on it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from codeclerk.kernel import chain
from codeclerk.kernel.events import Stamp
from codeclerk.kernel.fact_rows import table_of
from codeclerk.kernel.facts import Change, changes_of, revise
from codeclerk.kernel.lens import Lens


class Guard(Enum):
    """What the database itself refuses on a table (see `triggers.py`)."""

    NONE = "none"
    APPEND_ONLY = "append_only"
    """Rows are only ever inserted."""
    FACT = "fact"
    """Rows are inserted, and may be superseded at an earlier instant than before; nothing else."""


class Recorded(models.Model):
    """Base of every table. Each one states its guard and its retention, the time after which a row may go."""

    guard: ClassVar[Guard] = Guard.NONE
    retention: ClassVar[str]

    class Meta:
        abstract = True


def instant_text(instant: datetime) -> str:
    """The text of an instant that is hashed: UTC, microseconds, the same on both databases."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


class Receipt(Recorded):
    """One carried-out command: what came in, in digest, and what the sender was answered."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it proves that a command was carried out once"

    command_id = models.UUIDField(primary_key=True)
    act = models.CharField(max_length=100)
    actor = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the whole command, to tell a repeat from a clash")
    answer = models.TextField(help_text="canonical JSON of what the sender got back")
    heads = models.TextField(help_text="canonical JSON: [stream, seq, hash] of each event it made")
    recorded_at = models.DateTimeField()


class Event(Recorded):
    """One thing that happened to the record. Never changed; chained to the event before it in its stream."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    stream = models.CharField(max_length=200)
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    payload = models.TextField(help_text="canonical JSON, the very text that was hashed")
    actor = models.CharField(max_length=150)
    source_document = models.CharField(max_length=64, blank=True)
    source_locator = models.CharField(max_length=200, blank=True)
    effective = models.DateField()
    known_from = models.DateTimeField()
    recorded_at = models.DateTimeField()
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="events")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="kernel_event_stream_seq"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="kernel_event_seq_from_1"),
        ]
        indexes = [models.Index(fields=["effective"], name="kernel_event_effective")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.type}"

    def hashed_fields(self) -> dict[str, Any]:
        """The fields that the hash covers: everything but the database's own key and the hashes."""
        return {
            "stream": self.stream,
            "seq": self.seq,
            "type": self.type,
            "version": self.version,
            "payload": self.payload,
            "actor": self.actor,
            "source_document": self.source_document,
            "source_locator": self.source_locator,
            "effective": self.effective.isoformat(),
            "known_from": instant_text(self.known_from),
            "recorded_at": instant_text(self.recorded_at),
            "command_id": str(self.receipt_id),
        }

    def computed_hash(self) -> str:
        """The hash that this event must have, following `previous`."""
        return chain.event_hash(self.previous, self.hashed_fields())

    def body_json(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.payload)
        return body


class PrivateRecord(Recorded):
    """The personal or confidential part of an event. Erasing empties the row; the event stays whole without it."""

    retention = "until the person asks for erasure or the duty to keep it ends; then emptied"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.CharField(max_length=200, help_text="the stream it belongs to")
    salt = models.CharField(max_length=64, blank=True)
    body = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="kernel_private_subject")]


class Seal(Recorded):
    """The place of an event in the one order of the whole log: positions 1, 2, 3 ... without a gap."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: feeds, cursors and issued papers name positions"

    position = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)


class Checkpoint(Recorded):
    """A position and its digest at the end of one sealing: what a reader may note down and ask about later."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever"

    position = models.PositiveBigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class PackVersion(Recorded):
    """A published version of a code pack. Its files stand, as they were, in the event that published it."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: proposals are pinned to it"

    pack = models.CharField(max_length=50)
    version = models.CharField(max_length=50)
    digest = models.CharField(max_length=64)
    effective_from = models.DateField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "version"], name="kernel_pack_version")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class OutboxMessage(Recorded):
    """A message to be sent after the change that caused it was recorded. Machinery, not the record."""

    retention = "two years after sending, as evidence that a notice went out"

    dedupe = models.CharField(max_length=200, unique=True, help_text="one message for one cause and recipient")
    kind = models.CharField(max_length=50)
    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    because = models.CharField(max_length=300)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="messages")
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True, db_index=True, help_text="empty once sent or given up")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)


Fact = TypeVar("Fact", bound="DatedFact")


class FactQuerySet(models.QuerySet[Fact]):
    """Reads of dated facts."""

    def as_at(self, lens: Lens) -> Self:
        """The rows that held at the end of the lens's day, as known at its instant."""
        return self.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=lens.valid_at),
            models.Q(superseded_from__isnull=True) | models.Q(superseded_from__gt=lens.known_at),
            valid_from__lte=lens.valid_at,
            known_from__lte=lens.known_at,
        )

    def known_at(self, lens: Lens) -> Self:
        """The whole time line as known at the lens's instant, whatever its day."""
        return self.filter(
            models.Q(superseded_from__isnull=True) | models.Q(superseded_from__gt=lens.known_at),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            known_from__lte=lens.known_at,
        )


class DatedFact(Recorded):
    """Base of every dated fact. A row says: on days from `valid_from` up to but not on `valid_to`, as known from
    `known_from` up to but not at `superseded_from`. Empty ends are open. Rows are written by `record_change` only.

    Subclasses name in `identity` the fields that say whose fact it is, and in `value` the fields that say what it is.
    """

    guard = Guard.FACT
    retention = "kept for ever: it is the record"
    identity: ClassVar[tuple[str, ...]]
    value: ClassVar[tuple[str, ...]]

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    known_from = models.DateTimeField()
    superseded_from = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def record_change(
        cls,
        identity: Mapping[str, Any],
        value: Mapping[str, Any] | None,
        stamp: Stamp,
        valid_from: date | None = None,
    ) -> None:
        """From `valid_from` (the event's effective day unless given) the fact has this `value`.

        `None` withdraws: nothing changed on that day after all. Adds and supersedes rows; rewrites none.
        """
        if set(identity) != set(cls.identity) or (value is not None and set(value) != set(cls.value)):
            raise ValueError(f"{cls.__name__} is told by {cls.identity} and {cls.value}.")
        table = table_of(cls, cls.identity, cls.value)
        keys, rows = table.read(identity)
        change = Change(valid_from or stamp.effective, stamp.known_from, stamp.event_id, value, value is None)
        revision = revise(rows, [*changes_of(rows), change])
        for position, instant in revision.superseded:
            table.supersede_from(keys[position], instant)
        table.add(identity, revision.added)


def fact_constraints(name: str, *identity: str) -> list[models.BaseConstraint]:
    """The constraint every dated fact carries: of what is known now, one row starts on a day."""
    return [
        models.UniqueConstraint(
            fields=[*identity, "valid_from"],
            condition=models.Q(superseded_from__isnull=True)
            & (models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from"))),
            name=f"{name}_one_start",
        )
    ]
