"""The bus: the only way into the record.

`preview` and `execute` make the same plan; `execute` carries it out in one transaction: receipt, events, tables,
outbox.
"""

from __future__ import annotations

import json
import random
import secrets
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, OperationalError, connection, transaction
from pydantic import ValidationError

from codeclerk.kernel import chain, clock
from codeclerk.kernel.acts import NOT_ALLOWED, Act, ActInput, Context, Plan, PlannedEvent, Source, find_act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason, Refusal, Refused
from codeclerk.kernel.events import PRIVATE_KEY, Stamp
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt, instant_text
from codeclerk.kernel.ports import permission
from codeclerk.kernel.storage import STALE, in_our_words, is_race, reading_only, recording

ATTEMPTS = 8
"""How often a command is planned anew after losing a race. Planning writes nothing, so trying again is safe."""

BAD_FIELD = Reason(
    "kernel.bad_field",
    rule="what is sent must fit the act's schema",
    problem="{object}: {field}: {what}",
    remedy="Correct that field and send again; `codeclerk acts` shows the schema.",
)
CLASH = Reason(
    "kernel.command_id_clash",
    rule="one command id stands for one command: sent again it is answered again, with other content it is refused",
    problem="the command id {object} was used before for another command ({act})",
    remedy="Send the new command under an id of its own.",
    kind=Kind.CONFLICT,
)
IMPORTERS_ONLY = Reason(
    "kernel.known_from",
    rule="known_from is the publication of a source; only importers may set it, and never ahead of now",
    problem="{object} may not set known_from to {known_from}: {because}",
    remedy="Leave known_from out, or send as an actor with the capability kernel.set_known_from.",
    kind=Kind.FORBIDDEN,
)


@dataclass(frozen=True)
class Command:
    """One act as sent: what, by whom, under which id, against which versions.

    `expected` maps a stream to the version (its last `seq`) that the sender saw; streams not named are not checked.
    `digest` tells a repeat of this command from another one under the same id; private fields are left out of it.
    `has_own_id`: the bus drew its id just now, so that nobody can have sent it before.
    """

    act: Act[Any]
    data: ActInput
    actor: str
    effective: date | None
    known_from: datetime | None
    source: Source
    command_id: uuid.UUID
    expected: Mapping[str, int]
    digest: str
    has_own_id: bool

    def context(self, now: datetime) -> Context:
        """What the act is told when the command is carried out at `now`."""
        return Context(self.actor, now, self.effective or london_day(now), self.known_from or now, self.source)


@dataclass(frozen=True)
class Outcome:
    """What a command did. `repeated`: it had been carried out before, and only the answer was given again."""

    command_id: uuid.UUID
    answer: Mapping[str, Any]
    heads: tuple[tuple[str, int, str], ...]
    repeated: bool = False
    warnings: tuple[str, ...] = ()


def execute(
    act: str | type[Act[Any]],
    data: Mapping[str, Any] | ActInput,
    *,
    actor: str,
    effective: date | None = None,
    known_from: datetime | None = None,
    source: Source = Source(),  # noqa: B008 - frozen
    command_id: uuid.UUID | None = None,
    expected: Mapping[str, int] | None = None,
) -> Outcome:
    """Carry out an act: once, whole, or not at all.

    Args:
        act: the act or its name.
        data: what it takes; validated against its schema.
        actor: key of who acts (`person:...`, `system:...`).
        effective: London day on which it happened or from which it holds; today unless given.
        known_from: instant its source was published; now unless given, and only importers may give it.
        source: document and place where it was read.
        command_id: sent twice, done once. A new one unless given.
        expected: versions the sender saw, by stream.

    Raises:
        Refused: a guard said no, or the record moved on. Nothing was written.
    """
    with recording(), clock.going_on():
        command = _command(act, data, actor, effective, known_from, source, command_id, expected)
        return _executed(command)


def _executed(command: Command) -> Outcome:
    with in_our_words(command.act.name):
        if connection.in_atomic_block:
            # Part of somebody's larger transaction, which has its isolation and is tried again as a whole.
            with transaction.atomic():
                return _carry_out_once(command)
        for attempts_left in reversed(range(ATTEMPTS)):
            try:
                with transaction.atomic():
                    _isolate()
                    return _carry_out_once(command)
            except (IntegrityError, OperationalError) as error:
                if not attempts_left or not is_race(error):
                    raise
                time.sleep(random.uniform(0.002, 0.03))
    raise AssertionError("unreachable")


def preview(
    act: str | type[Act[Any]],
    data: Mapping[str, Any] | ActInput,
    *,
    actor: str,
    effective: date | None = None,
    known_from: datetime | None = None,
    source: Source = Source(),  # noqa: B008 - frozen
    expected: Mapping[str, int] | None = None,
) -> Plan:
    """The plan that `execute` would carry out now. Writes nothing. Raises `Refused` as `execute` would."""
    command = _command(act, data, actor, effective, known_from, source, None, expected)
    with in_our_words(command.act.name):
        return _plan(command, command.context(clock.now()))[0]


def versions(streams: Iterable[str]) -> dict[str, int]:
    """The present version (last `seq`) of each stream, 0 for one without events: what a form carries as `expected`."""
    heads = _heads(set(streams))
    return {stream: heads[stream].seq if stream in heads else 0 for stream in streams}


def _command(
    act: str | type[Act[Any]],
    data: Mapping[str, Any] | ActInput,
    actor: str,
    effective: date | None,
    known_from: datetime | None,
    source: Source,
    command_id: uuid.UUID | None,
    expected: Mapping[str, int] | None,
) -> Command:
    cls = find_act(act) if isinstance(act, str) else act
    if known_from is not None:
        _check_known_from(cls.name, actor, known_from, clock.now())
    valid = data if isinstance(data, cls.Input) else _validated(cls, dict(data))
    digest = chain.sha256(
        chain.canonical_json(
            {
                "act": cls.name,
                "data": valid.model_dump(mode="json", exclude=set(valid.PRIVATE)),
                "actor": actor,
                "effective": effective.isoformat() if effective else "",
                "known_from": instant_text(known_from) if known_from else "",
                "source": [source.document, source.locator],
            }
        )
    )
    return Command(
        act=cls(),
        data=valid,
        actor=actor,
        effective=effective,
        known_from=known_from,
        source=source,
        command_id=command_id or uuid.uuid4(),
        expected=expected or {},
        digest=digest,
        has_own_id=command_id is None,
    )


def _validated(cls: type[Act[Any]], data: Mapping[str, Any]) -> ActInput:
    try:
        return cls.Input.model_validate(data)
    except ValidationError as error:
        raise Refused(
            *(
                Refusal(
                    BAD_FIELD.code,
                    cls.name,
                    {"field": ".".join(str(p) for p in problem["loc"]) or "input", "what": problem["msg"]},
                )
                for problem in error.errors(include_url=False)
            )
        ) from error


def _check_known_from(act: str, actor: str, known_from: datetime, now: datetime) -> None:
    if known_from.tzinfo is None:
        raise IMPORTERS_ONLY.refuse(act, known_from=str(known_from), because="it has no time zone")
    if known_from > now:
        raise IMPORTERS_ONLY.refuse(act, known_from=known_from.isoformat(), because="it lies ahead of now")
    answer = permission.ask(actor, "kernel.set_known_from", now)
    if not answer.allowed:
        raise IMPORTERS_ONLY.refuse(act, known_from=known_from.isoformat(), because=answer.because)


def _repeat(command: Command, earlier: Receipt) -> Outcome:
    if earlier.digest != command.digest:
        raise CLASH.refuse(str(command.command_id), act=earlier.act)
    heads = tuple((stream, seq, digest) for stream, seq, digest in json.loads(earlier.heads))
    return Outcome(command.command_id, json.loads(earlier.answer), heads, repeated=True)


def _isolate() -> None:
    """Let guards rely on what they read: PostgreSQL notices when it changed meanwhile; SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")


def _carry_out_once(command: Command) -> Outcome:
    earlier = None if command.has_own_id else Receipt.objects.filter(pk=command.command_id).first()
    if earlier is not None:
        return _repeat(command, earlier)
    # Read the clock only now: everything that the guards will see was recorded before this instant.
    context = command.context(clock.now())
    plan, heads = _plan(command, context)
    return _carry_out(command, context, plan, heads)


def _plan(command: Command, context: Context) -> tuple[Plan, dict[str, Head]]:
    act, data = command.act, command.data
    with reading_only(act.name):
        answer = act.may(data, context)
        if not answer.allowed:
            raise NOT_ALLOWED.refuse(
                act.name,
                actor=context.actor,
                because=answer.because,
                decided_by=answer.rule,
                capability=act.capability,
            )
        act.check_sent(data, context)
        plan = act.plan(data, context)
        streams = {event.stream for event in plan.events} | set(command.expected)
        heads = _heads(streams)
    for stream, expected in command.expected.items():
        actual = heads[stream].seq if stream in heads else 0
        if actual != expected:
            raise STALE.refuse(stream, actual=actual, expected=expected)
    return plan, heads


class Head(NamedTuple):
    """The end of a stream: its last event."""

    seq: int
    hash: str


BEGINNING = Head(0, chain.GENESIS)


def _heads(streams: set[str]) -> dict[str, Head]:
    """The last event of each stream, in one query, each found through the index. None for one without events.

    In SQL, since every act asks it: put together from query sets, it takes longer to write than to answer.
    """
    if not streams:
        return {}
    table = connection.ops.quote_name(Event._meta.db_table)
    last = f"(SELECT id FROM {table} WHERE stream = %s ORDER BY seq DESC LIMIT 1)"
    sql = f"SELECT stream, seq, hash FROM {table} WHERE id IN ({', '.join([last] * len(streams))})"
    with connection.cursor() as cursor:
        cursor.execute(sql, sorted(streams))
        return {stream: Head(seq, digest) for stream, seq, digest in cursor.fetchall()}


def _carry_out(command: Command, context: Context, plan: Plan, heads: Mapping[str, Head]) -> Outcome:
    private: list[PrivateRecord] = []
    events: list[Event] = []
    last = dict(heads)
    for planned in plan.events:
        seq, previous = last.get(planned.stream, BEGINNING)
        event = _event(command, context, planned, seq + 1, previous, private)
        events.append(event)
        last[planned.stream] = Head(event.seq, event.hash)
    made = tuple((event.stream, event.seq, event.hash) for event in events)
    receipt = Receipt.objects.create(
        command_id=command.command_id,
        act=command.act.name,
        actor=context.actor,
        digest=command.digest,
        answer=chain.canonical_json(dict(plan.answer)),
        heads=chain.canonical_json(made),
        recorded_at=context.now,
    )
    if private:
        PrivateRecord.objects.bulk_create(private)
    for event, planned in zip(Event.objects.bulk_create(events), plan.events, strict=True):
        planned.body.write(stamp_of(event))
    _queue(command, context, plan, receipt)
    return Outcome(command.command_id, plan.answer, made, warnings=plan.warnings)


def _event(
    command: Command, context: Context, planned: PlannedEvent, seq: int, previous: str, private: list[PrivateRecord]
) -> Event:
    body = planned.body
    payload = body.public_payload()
    if body.PRIVATE:
        record = PrivateRecord(
            subject=planned.stream, salt=secrets.token_hex(32), body=chain.canonical_json(body.private_payload())
        )
        private.append(record)
        payload[PRIVATE_KEY] = {"id": str(record.pk), "digest": chain.private_digest(record.salt, record.body)}
    event = Event(
        stream=planned.stream,
        seq=seq,
        type=body.TYPE,
        version=body.VERSION,
        payload=chain.canonical_json(payload),
        actor=context.actor,
        source_document=context.source.document,
        source_locator=context.source.locator,
        effective=context.effective,
        known_from=context.known_from,
        recorded_at=context.now,
        receipt_id=command.command_id,
        previous=previous,
    )
    event.hash = event.computed_hash()
    return event


def stamp_of(event: Event) -> Stamp:
    """What `write` is told of a stored event."""
    return Stamp(
        event_id=event.pk,
        stream=event.stream,
        seq=event.seq,
        effective=event.effective,
        known_from=event.known_from,
        recorded_at=event.recorded_at,
        actor=event.actor,
    )


def _queue(command: Command, context: Context, plan: Plan, receipt: Receipt) -> None:
    if plan.notices:
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                dedupe=f"{command.command_id}:{notice.kind}:{notice.to}",
                kind=notice.kind,
                to=notice.to,
                subject=notice.subject,
                body=notice.body,
                because=notice.because,
                receipt=receipt,
                created_at=context.now,
                next_attempt_at=context.now,
            )
            for notice in plan.notices
        )
