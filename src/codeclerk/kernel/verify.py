"""Verification: reads the whole log and says precisely what does not fit. It repairs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import OuterRef, Subquery

from codeclerk.kernel import chain, triggers, vault
from codeclerk.kernel.events import PRIVATE_KEY, event_types
from codeclerk.kernel.models import Checkpoint, Event, PrivateRecord, Receipt, Seal

CHUNK = 2000


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: what kind (`code`), where (`object`), and what was found against what must be."""

    code: str
    object: str
    detail: str

    def __str__(self) -> str:
        return f"{self.object}: {self.detail} ({self.code})"

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "object": self.object, "detail": self.detail}


@dataclass(frozen=True)
class Report:
    """What was read and what was found."""

    events: int
    streams: int
    sealed: int
    checkpoint: str
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        return {
            "sound": self.is_sound,
            "events": self.events,
            "streams": self.streams,
            "sealed": self.sealed,
            "checkpoint": self.checkpoint,
            "findings": [finding.as_json() for finding in self.findings],
        }

    def __str__(self) -> str:
        head = f"{self.events} events in {self.streams} streams, {self.sealed} sealed; checkpoint {self.checkpoint}."
        if self.is_sound:
            return f"{head} The log is sound."
        return "\n".join([f"{head} {len(self.findings)} findings:", *map(str, self.findings)])


def verify(noted: str = "") -> Report:
    """Check guards, chains, receipts, private digests, seals, checkpoints and the vault's files.

    `noted` is a checkpoint that somebody wrote down earlier (`position:digest`, as issued papers print it): the log
    must still contain it. That is the only proof against a log whose end was cut off together with its seals.
    """
    findings = [*_tables(connection)]
    if findings:
        return Report(0, 0, 0, "", tuple(findings))
    findings = [*_guards(connection)]
    heads: dict[str, tuple[int, str]] = {}
    events = 0
    for event in Event.objects.order_by("stream", "seq").iterator(chunk_size=CHUNK):
        events += 1
        findings += _event(event, heads)
        heads[event.stream] = (event.seq, event.hash)
    findings += _receipts()
    findings += _private()
    position, _, _ = noted.partition(":")
    sealed, digests, found = _seals(int(position) if position.isdecimal() else None)
    findings += found
    findings += _checkpoints(digests)
    findings += _files()
    if noted:
        findings += _noted(noted, digests)
    last = Checkpoint.objects.order_by("-position").first()
    return Report(
        events, len(heads), sealed, f"{last.position}:{last.digest}" if last else f"0:{chain.GENESIS}", tuple(findings)
    )


def _tables(database: BaseDatabaseWrapper) -> Iterator[Finding]:
    """A table that lost or gained a column cannot be read as the log; that is said instead of guessing."""
    with database.cursor() as cursor:
        names = set(database.introspection.table_names(cursor))
        for model in triggers.guarded_models():
            table = model._meta.db_table
            if table not in names:
                yield Finding("table_missing", table, "the table is gone")
                continue
            there = {column.name for column in database.introspection.get_table_description(cursor, table)}
            wanted = {str(field.column) for field in model._meta.concrete_fields}
            if there != wanted:
                changed = ", ".join(sorted(there ^ wanted))
                yield Finding("table_altered", table, f"its columns are not the product's: {changed}")


def _guards(database: BaseDatabaseWrapper) -> Iterator[Finding]:
    for name in triggers.missing(database):
        yield Finding("guard_missing", name, "the trigger that refuses changes is absent, switched off or altered")


def _event(event: Event, heads: dict[str, tuple[int, str]]) -> Iterator[Finding]:
    seq, previous = heads.get(event.stream, (0, chain.GENESIS))
    where = f"{event.stream}#{event.seq}"
    if event.seq != seq + 1:
        yield Finding("events_missing", where, f"follows #{seq}: {event.seq - seq - 1} events are gone")
    elif event.previous != previous:
        yield Finding("chain_broken", where, "does not follow the event before it")
    if event.hash != event.computed_hash():
        yield Finding("event_altered", where, "its content does not give its hash")
    if event.type not in event_types():
        yield Finding("type_unknown", where, f"no code knows the event type {event.type}")


def _receipts() -> Iterator[Finding]:
    """Every event a receipt speaks of must be there: this finds events cut off at the end of a stream.

    Events and receipts are read side by side in the order of command ids, so that a long log needs no memory.
    """
    rows = Event.objects.order_by("receipt_id").values_list("receipt_id", "stream", "seq", "hash")
    recorded = ((id, {row[1:] for row in own}) for id, own in groupby(rows.iterator(CHUNK), key=itemgetter(0)))
    nothing: tuple[UUID | None, set[tuple[str, int, str]]] = (None, set())
    command, there = next(recorded, nothing)
    for id, act, heads in Receipt.objects.order_by("pk").values_list("pk", "act", "heads").iterator(CHUNK):
        while command is not None and command < id:
            yield from _orphans(command, there)
            command, there = next(recorded, nothing)
        promised = {(stream, seq, digest) for stream, seq, digest in json.loads(heads)}
        found: set[tuple[str, int, str]] = set()
        if command == id:
            found = there
            command, there = next(recorded, nothing)
        for stream, seq, _ in sorted(promised - found):
            yield Finding("events_missing", f"{stream}#{seq}", f"command {id} ({act}) recorded it")
        for stream, seq, _ in sorted(found - promised):
            yield Finding("event_altered", f"{stream}#{seq}", f"command {id} ({act}) did not record it")
    while command is not None:
        yield from _orphans(command, there)
        command, there = next(recorded, nothing)


def _orphans(command: UUID, events: set[tuple[str, int, str]]) -> Iterator[Finding]:
    for stream, seq, _ in sorted(events):
        yield Finding("receipt_missing", f"{stream}#{seq}", f"its command {command} has no receipt")


def _private() -> Iterator[Finding]:
    records = {str(r.pk): r for r in PrivateRecord.objects.iterator(chunk_size=CHUNK)}
    for event in Event.objects.filter(payload__contains=f'"{PRIVATE_KEY}"').iterator(chunk_size=CHUNK):
        kept = event.body_json()[PRIVATE_KEY]
        record, where = records.get(kept["id"]), f"{event.stream}#{event.seq}"
        if record is None:
            yield Finding("private_missing", where, "its private part is gone without an erasure")
        elif record.erased_at is None and chain.private_digest(record.salt, record.body) != kept["digest"]:
            yield Finding("private_altered", where, "its private part does not give the digest in the log")


def _seals(noted: int | None) -> tuple[int, dict[int, str], list[Finding]]:
    """How many positions are sealed, and the digests of those that checkpoints or `noted` name."""
    findings: list[Finding] = []
    named = {0, noted, *Checkpoint.objects.values_list("position", flat=True)}
    digests: dict[int, str] = {0: chain.GENESIS}
    position, digest, count = 0, chain.GENESIS, 0
    sealed = Event.objects.filter(pk=OuterRef("event_id")).values("hash")
    rows = Seal.objects.order_by("position").annotate(event_hash=Subquery(sealed))
    for at, kept, event_hash in rows.values_list("position", "digest", "event_hash").iterator(CHUNK):
        count += 1
        if at != position + 1:
            findings.append(Finding("seals_missing", f"position {at}", f"follows position {position}"))
        elif event_hash is None:
            findings.append(Finding("events_missing", f"position {at}", "the event sealed there is gone"))
        elif kept != chain.seal_digest(digest, at, event_hash):
            findings.append(Finding("seal_broken", f"position {at}", "its digest does not fit its event"))
        position, digest = at, kept
        if at in named:
            digests[at] = kept
    return count, digests, findings


def _checkpoints(digests: dict[int, str]) -> Iterator[Finding]:
    for checkpoint in Checkpoint.objects.order_by("position").iterator(chunk_size=CHUNK):
        if digests.get(checkpoint.position) != checkpoint.digest:
            yield Finding(
                "checkpoint_broken", f"position {checkpoint.position}", "the log no longer gives this checkpoint"
            )


def _files() -> Iterator[Finding]:
    """Files that the record needs and the vault lost, and files in the vault that no longer give their hash."""
    there = set(vault.digests())
    for digest, who in sorted(vault.needed().items()):
        if digest not in there:
            yield Finding("file_missing", digest, f"{who} need it and the vault does not hold it")
    for digest in sorted(there):
        if not vault.is_whole(digest):
            yield Finding("file_damaged", digest, "the file in the vault does not give its hash")


def _noted(noted: str, digests: dict[int, str]) -> Iterator[Finding]:
    position, _, digest = noted.partition(":")
    if not position.isdecimal() or digests.get(int(position)) != digest:
        yield Finding("checkpoint_lost", f"checkpoint {noted}", "the log does not contain this checkpoint")
