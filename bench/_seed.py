"""For benchmarks only: a large register, written in bulk past the bus, that `verify` accepts all the same.

Events are chained, sealed and receipted as the bus and the sealer would, facts are the rows that `record_change` would
have left. A test loads the same stories through the bus and compares the tables. The product has no such second way.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Model

from bench import _story
from codeclerk.kernel import bus, chain, clock
from codeclerk.kernel.events import EventBody
from codeclerk.kernel.facts import Change, Row, chart
from codeclerk.kernel.models import Checkpoint, DatedFact, Event, Receipt, Seal, instant_text
from codeclerk.kernel.seal import seal_pending
from codeclerk.register import models as register
from codeclerk.register.events import FactEvent, NumberChanged, ProposalRegistered, TimetableSet, TitleSet
from codeclerk.register.rules.numbers import digits_of
from codeclerk.register.rules.slugs import slug_of
from codeclerk.sources.events import ClaimsRecorded
from codeclerk.sources.models import ClaimRecord, Document

ACTOR = "system:import"
AT_ONCE = 250
"""So many proposals are written side by side, in turns, so that their events lie among each other as in real life."""
RECORDED = datetime(2025, 2, 3, 9, tzinfo=UTC)
MOST_KEPT = 100_000


def seed(proposals: int, events: int) -> None:
    """Write so many proposals with some `events` events in all, and seal them. The database must be empty."""
    with transaction.atomic():
        for act, data in _story.founding():
            bus.execute(act, data, actor=ACTOR, effective=_story.FIRST_DAY)
    seal_pending(clock.now())
    with _unhurried():
        log = Log()
        for start in range(1, proposals + 1, AT_ONCE):
            ends = range(start, min(start + AT_ONCE, proposals + 1))
            with transaction.atomic():
                for command in _in_turns([_story.story(digits, events // proposals) for digits in ends]):
                    log.add(command)
                log.close()
        with transaction.atomic():
            for command in _story.claims(proposals):
                log.add(command)
            log.close()
            log.seal()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what autovacuum does on a real server


def _in_turns(stories: list[Iterator[_story.Command]]) -> Iterator[_story.Command]:
    while stories:
        going = []
        for story in stories:
            if command := next(story, None):
                yield command
                going.append(story)
        stories = going


class _unhurried:  # noqa: N801 - reads as a verb
    """SQLite does not wait for the disk at every step meanwhile."""

    def __enter__(self) -> None:
        self._say("OFF")

    def __exit__(self, *failed: object) -> None:
        self._say("FULL")

    @staticmethod
    def _say(level: str) -> None:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={level}")


_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""What `chain.canonical_json` gives, without looking for floats a million times."""


class Log:
    """Events, receipts and seals as they are written, and the tables that follow from the events."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.next_event = _last(Event) + 1
        self.commands = 0
        self.heads: dict[str, tuple[int, str]] = {}
        newest = Seal.objects.order_by("-position").first()
        self.position, self.digest = (newest.position, newest.digest) if newest else (0, chain.GENESIS)

    def add(self, command: _story.Command) -> None:
        """Record a command: its events, its receipt, and what they put into the tables."""
        self.commands += 1
        id = UUID(int=(1 << 96) + self.commands)
        recorded = RECORDED + timedelta(milliseconds=20 * self.commands)
        heads = []
        for stream, body in command.events:
            seq, previous = self.heads.get(stream, (0, chain.GENESIS))
            fields = {
                "stream": stream,
                "seq": seq + 1,
                "type": body.TYPE,
                "version": body.VERSION,
                "payload": _text(body.public_payload()),
                "actor": ACTOR,
                "source_document": "",
                "source_locator": "",
                "effective": command.effective.isoformat(),
                "known_from": instant_text(command.known_from),
                "recorded_at": instant_text(recorded),
                "command_id": str(id),
            }
            hash = chain.sha256(previous + _text(fields))
            self.tables.event(self.next_event, fields, command, recorded, id, previous, hash)
            self.tables.put(body, self.next_event, command)
            self._seal(hash)
            self.heads[stream] = (seq + 1, hash)
            heads.append((stream, seq + 1, hash))
            self.next_event += 1
        digest = chain.sha256(f"{command.act} {id}")
        answer, told = _text(command.answer), _text(heads)
        self.tables.add(Receipt, id, command.act, ACTOR, digest, answer, told, recorded)

    def close(self) -> None:
        """Write out everything that is still held."""
        self.tables.close()

    def seal(self) -> None:
        """Note the checkpoint of what was sealed."""
        Checkpoint.objects.create(position=self.position, digest=self.digest, sealed_at=RECORDED)

    def _seal(self, hash: str) -> None:
        self.position += 1
        self.digest = chain.seal_digest(self.digest, self.position, hash)
        self.tables.add(Seal, self.position, self.next_event, self.digest)


class Tables:
    """Rows on their way into the tables, and the changes of facts that are not charted yet."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.next_proposal = _last(register.Proposal) + 1
        self.proposals: dict[str, int] = {}
        self.documents = dict(Document.objects.values_list("sha256", "pk"))
        self.slugs: set[tuple[str, int]] = set()
        self.changes: dict[tuple[type[DatedFact], tuple[Any, ...]], list[Change]] = {}

    def add(self, model: type[Model], *values: Any) -> None:
        self.writer.add(model, values)

    def event(
        self,
        id: int,
        fields: Mapping[str, Any],
        command: _story.Command,
        recorded: datetime,
        receipt: UUID,
        previous: str,
        hash: str,
    ) -> None:
        told = ("stream", "seq", "type", "version", "payload", "actor", "source_document", "source_locator")
        times = (command.effective, command.known_from, recorded)
        self.add(Event, id, *(fields[name] for name in told), *times, receipt, previous, hash)

    def put(self, body: EventBody, event: int, command: _story.Command) -> None:
        """What the body's own `write` would put into the tables."""
        if isinstance(body, ProposalRegistered | NumberChanged):
            self._number(body, event, command)
        elif isinstance(body, FactEvent):
            self._fact(body, event, command)
        elif isinstance(body, TimetableSet):
            self._timetable(body, event, command)
        elif isinstance(body, ClaimsRecorded):
            self._claims(body, event, command)

    def close(self) -> None:
        """Chart every fact and write out all rows."""
        for (model, identity), changes in self.changes.items():
            for row in charted(changes):
                self.add(model, *_columns(model, identity, row))
        self.changes.clear()
        self.writer.flush()

    def _number(self, body: ProposalRegistered | NumberChanged, event: int, command: _story.Command) -> None:
        if isinstance(body, ProposalRegistered):
            self.proposals[body.proposal] = self.next_proposal
            self.add(register.Proposal, self.next_proposal, body.proposal, *digits_of(body.proposal), event)
            self.next_proposal += 1
        proposal = self.proposals[body.proposal]
        self.add(register.IssuedNumber, body.number, proposal, event)
        value = {"text": body.number, "series": body.series, "sure": body.sure.value, "note": body.note}
        self._change(register.Number, (proposal,), value, event, command)
        for alias in body.aliases:
            named = {"proposal_id": proposal, "kind": alias.kind.value, "sure": body.sure.value, "note": ""}
            self._change(register.AliasRecord, (alias.text,), named, event, command)

    def _fact(self, body: FactEvent, event: int, command: _story.Command) -> None:
        proposal, given = self.proposals[body.proposal], body.columns()
        own = (given[name] for name in body.FACT.identity if name != "proposal_id")
        value = {name: given[name] for name in body.FACT.value}
        self._change(body.FACT, (proposal, *own), value, event, command)
        if isinstance(body, TitleSet):
            for text in sorted({slug_of(body.formal), slug_of(body.short)} - {""}):
                if (text, proposal) not in self.slugs:
                    self.slugs.add((text, proposal))
                    self.add(register.Slug, text, proposal, event)

    def _timetable(self, body: TimetableSet, event: int, command: _story.Command) -> None:
        for entry in body.entries:
            columns = dict(entry) | {"state": entry.state.value, "sure": entry.sure.value}
            value = {name: columns[name] for name in register.TimetableFact.value}
            identity = (self.proposals[body.proposal], entry.event_key)
            self._change(register.TimetableFact, identity, value, event, command)

    def _claims(self, body: ClaimsRecorded, event: int, command: _story.Command) -> None:
        document = self.documents[body.document]
        for one in body.claims:
            self.add(
                ClaimRecord,
                one.key,
                document,
                one.locator,
                one.question.key,
                one.subject,
                one.property,
                one.about,
                one.qualifier,
                chain.canonical_json(one.value),
                one.unit,
                one.stated.value,
                one.reasoning,
                one.wording,
                one.note,
                command.known_from,
                None,
                event,
            )

    def _change(
        self,
        model: type[DatedFact],
        identity: tuple[Any, ...],
        value: dict[str, Any],
        event: int,
        command: _story.Command,
    ) -> None:
        change = Change(command.effective, command.known_from, event, value)
        self.changes.setdefault((model, identity), []).append(change)


def charted(changes: list[Change]) -> Iterable[Row]:
    """The rows of a fact, as `kernel.facts.chart` gives them; told at once where each change came after the last."""
    if any(
        two.valid_from <= one.valid_from or two.known_from <= one.known_from for one, two in itertools.pairwise(changes)
    ):
        return chart(changes)
    rows = []
    for one, two in zip(changes, [*changes[1:], None], strict=True):
        told = (one.sequence, one.value)
        if two is None:
            rows.append(Row(one.valid_from, None, one.known_from, None, *told))
        else:
            rows.append(Row(one.valid_from, None, one.known_from, two.known_from, *told))
            rows.append(Row(one.valid_from, two.valid_from, two.known_from, None, *told))
    return rows


def _columns(model: type[DatedFact], identity: tuple[Any, ...], row: Row) -> Iterator[Any]:
    own = dict(zip(model.identity, identity, strict=True))
    known = {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "known_from": row.known_from,
        "superseded_from": row.superseded_from,
        "event_id": row.sequence,
    }
    every = {**known, **own, **row.value}
    return (every[field.attname] for field in model._meta.concrete_fields if not field.primary_key)


class Writer:
    """Rows by table, written many at a time by the fastest way that each database has."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[tuple[Any, ...]]] = {}
        self.plain: dict[Any, str] = {}

    def add(self, model: type[Model], values: tuple[Any, ...]) -> None:
        self.rows.setdefault(model, []).append(values)

    def flush(self) -> None:
        """Receipts before events before everything else, as their keys point."""
        first: list[type[Model]] = [Receipt, Event, register.Proposal]
        for model in sorted(self.rows, key=lambda one: first.index(one) if one in first else len(first)):
            rows = self.rows.pop(model)
            self._write(model, rows)

    def _write(self, model: type[Model], rows: list[tuple[Any, ...]]) -> None:
        fields = model._meta.concrete_fields
        columns = [field.column for field in fields[len(fields) - len(rows[0]) :]]
        names = ", ".join(f'"{column}"' for column in columns)
        table = f'"{model._meta.db_table}"'
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                marks = ", ".join("?" for _ in columns)
                statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
                cursor.connection.executemany(statement, self._plain(fields[-len(columns) :], rows))
                return
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            key = fields[0].column
            if len(columns) == len(fields) and fields[0].get_internal_type() == "BigAutoField":
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', '{key}'), "
                    f'(SELECT max("{key}") FROM {table}))'
                )

    def _plain(self, fields: Sequence[Any], rows: list[tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
        """The rows as SQLite keeps them: days, instants and ids as texts."""
        spots = [
            spot
            for spot, field in enumerate(fields)
            if (field.target_field if field.is_relation else field).get_internal_type() in _TEXTS
        ]
        if len(self.plain) > MOST_KEPT:
            self.plain.clear()
        for row in rows:
            changed = list(row)
            for spot in spots:
                value = changed[spot]
                if value is not None:
                    changed[spot] = self.plain.get(value) or self.plain.setdefault(value, _PLAIN[type(value)](value))
            yield changed


_TEXTS = ("DateField", "DateTimeField", "UUIDField")
_PLAIN: dict[type, Callable[[Any], str]] = {
    UUID: lambda value: value.hex,
    date: lambda value: value.isoformat(),
    datetime: lambda value: str(connection.ops.adapt_datetimefield_value(value)),
}


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0
