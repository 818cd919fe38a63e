"""The bulk seeder of the benchmarks: what it writes is what the bus would have written, and `verify` accepts it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from bench import _seed, _story
from codeclerk.kernel import bus, clock, triggers
from codeclerk.kernel.facts import Change, chart
from codeclerk.kernel.models import Event, Receipt
from codeclerk.kernel.seal import seal_pending
from codeclerk.kernel.verify import verify
from codeclerk.register import answers, queries
from codeclerk.register import models as register
from codeclerk.sources.models import ClaimRecord
from tests.register.support import lens

PROPOSALS, EVENTS = 24, 768
FACTS = (register.Number, register.AliasRecord, *register.FACTS.values())


def by_the_bus() -> None:
    """The same stories as `seed` writes, one act after the other."""
    for act, data in _story.founding():
        bus.execute(act, data, actor=_seed.ACTOR, effective=_story.FIRST_DAY)
    stories = [_story.story(digits, EVENTS // PROPOSALS) for digits in range(1, PROPOSALS + 1)]
    for command in (*_seed._in_turns(stories), *_story.claims(PROPOSALS)):
        made = bus.execute(
            command.act,
            command.data,
            actor=_seed.ACTOR,
            effective=command.effective,
            known_from=command.known_from,
        )
        assert dict(made.answer) == command.answer, command
    seal_pending(clock.now())


def log() -> list[tuple[Any, ...]]:
    """Every event of the stories but when it was recorded, and what hangs on that."""
    rows = Event.objects.filter(type__regex=r"^(register|sources[.]claims)").order_by("stream", "seq")
    return list(rows.values_list("stream", "seq", "type", "version", "payload", "actor", "effective", "known_from"))


def facts() -> dict[str, set[tuple[Any, ...]]]:
    """The rows of every fact that say something, by what they say. Empty ones say nothing at any lens."""
    found = {}
    for fact in FACTS:
        names = [field.name for field in fact._meta.concrete_fields if field.name not in ("id", "event", "proposal")]
        rows = fact.objects.values_list("proposal__key", "event__stream", "event__seq", *names)
        ends = [3 + names.index(name) for name in ("known_from", "superseded_from")]
        found[fact.__name__] = {row for row in rows if row[ends[0]] != row[ends[1]]}
    return found


def read() -> dict[str, Any]:
    """What pages and endpoints would show of it on several days."""
    days = [lens(), lens("2021-03-05"), lens("2021-03-05", "2020-11-02")]
    return {
        "lists": [[answers.line_json(line) for line in queries.proposals(one)] for one in days],
        "pages": [answers.proposal_json(queries.proposal(days[0], line.number)) for line in queries.proposals(days[0])],
        "claims": sorted(ClaimRecord.objects.values_list("key", "subject", "value", "document__sha256")),
        "slugs": sorted(register.Slug.objects.values_list("text", "proposal__key")),
        "numbers": sorted(register.IssuedNumber.objects.values_list("text", "proposal__key")),
    }


def everything() -> dict[str, Any]:
    """The log, the tables and what is read of them, by name."""
    return {"log": log(), "commands": sorted(Receipt.objects.values_list("act", "answer")), **facts(), **read()}


@pytest.mark.django_db
def test_the_seeder_writes_what_the_bus_would():
    with transaction.atomic():
        by_the_bus()
        expected = everything()
        transaction.set_rollback(True)
    _seed.seed(PROPOSALS, EVENTS)
    for name, found in everything().items():
        assert found == expected[name], name
    report = verify()
    assert report.findings == ()
    assert report.events == report.sealed == Event.objects.count() > EVENTS


@pytest.mark.django_db
def test_verify_finds_a_fault_in_what_was_seeded():
    _seed.seed(2, 60)
    event = Event.objects.filter(type="register.status_set").first()
    with triggers.lifted(connection):
        Event.objects.filter(pk=event.pk).update(payload=event.payload.replace("define", "opine"))
    assert {finding.code for finding in verify().findings} == {"event_altered"}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6).map(
        lambda told: [
            Change(date(2020, 1, 1 + day), datetime(2020, 2, 1 + known, tzinfo=UTC), n, n)
            for n, (day, known) in enumerate(told)
        ]
    )
)
def test_the_quick_chart_is_the_chart(changes):
    quick = sorted(_seed.charted(changes), key=lambda row: (row.sequence, row.known_from))
    assert quick == sorted(chart(changes), key=lambda row: (row.sequence, row.known_from))
