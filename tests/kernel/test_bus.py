"""The bus: once, whole, or not at all; and the preview is what happens."""

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Source
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt
from codeclerk.kernel.storage import once, reading_once, recording
from tests.kernel.sample import ANYONE, NoteWord

pytestmark = pytest.mark.django_db

DOCUMENT = "a" * 64


def note(word="one", **sending):
    data = {key: sending.pop(key) for key in ("streams", "secret", "tell") if key in sending}
    return bus.execute("test_note_word", {"word": word, **data}, actor=sending.pop("actor", ANYONE), **sending)


def refusal(callable_, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        callable_(*args, **kwargs)
    return caught.value.first


def nothing_recorded():
    return not Event.objects.filter(type="test.word_noted").exists() and not OutboxMessage.objects.exists()


def test_execute_records_event_receipt_and_message_together():
    before = clock.now()
    outcome = note(
        effective=date(2021, 3, 5), source=Source(DOCUMENT, "CSR:293"), tell="party@example.com", secret="hush"
    )
    event = Event.objects.get(stream="test:words")
    assert (event.seq, event.effective, event.actor) == (1, date(2021, 3, 5), ANYONE)
    assert (event.source_document, event.source_locator) == (DOCUMENT, "CSR:293")
    assert before <= event.recorded_at <= clock.now()
    assert event.known_from == event.recorded_at
    assert outcome.heads == (("test:words", 1, event.hash),)
    assert Receipt.objects.get(pk=outcome.command_id).act == "test_note_word"
    assert OutboxMessage.objects.get().to == "party@example.com"


def test_private_part_stays_out_of_the_log():
    note(secret="hush")
    event, private = Event.objects.get(stream="test:words"), PrivateRecord.objects.get()
    assert "hush" not in event.payload
    assert "hush" in private.body
    assert str(private.pk) in event.payload


def test_same_command_twice_is_done_once_and_answered_twice():
    command = uuid.uuid4()
    first, second = note(command_id=command), note(command_id=command)
    assert (first.repeated, second.repeated) == (False, True)
    assert (second.answer, second.heads) == (first.answer, first.heads)
    assert Event.objects.filter(stream="test:words").count() == 1


def test_same_command_id_for_another_command_is_refused():
    command = uuid.uuid4()
    note(command_id=command)
    assert refusal(note, "two", command_id=command).code == "kernel.command_id_clash"
    assert refusal(note, command_id=command, effective=date(2021, 1, 1)).code == "kernel.command_id_clash"


def test_stale_sender_is_told_both_versions():
    seen = bus.versions(["test:words"])
    note(expected=seen)
    stale = refusal(note, "two", expected=seen)
    assert stale.code == "kernel.stale"
    assert "at version 1, you saw 0" in str(stale)
    assert Event.objects.filter(stream="test:words").count() == 1


def test_versions_of_several_streams_take_one_query():
    note(streams=["test:a", "test:b"])
    note(streams=["test:b"])
    with CaptureQueriesContext(connection) as queries:
        assert bus.versions(["test:a", "test:b", "test:c"]) == {"test:a": 1, "test:b": 2, "test:c": 0}
    assert len(queries) == 1


def test_guard_that_says_no_leaves_nothing():
    assert refusal(note, "rude", tell="a@example.com").code == "test.rude"
    assert nothing_recorded()


def test_failure_while_writing_tables_leaves_nothing():
    with pytest.raises(RuntimeError):
        note("explode", tell="a@example.com")
    assert nothing_recorded()
    assert not Receipt.objects.filter(act="test_note_word").exists()


def test_actor_without_the_right_is_told_the_rule():
    refused = refusal(note, actor="person:x")
    assert (refused.code, refused.object) == ("kernel.not_allowed", "test_note_word")
    assert "only test:anyone may" in str(refused)
    assert "test.note" in refused.remedy


def test_unknown_act_suggests_the_nearest():
    refused = refusal(bus.execute, "test_note_wrod", {}, actor=ANYONE)
    assert refused.code == "kernel.unknown_act"
    assert "Did you mean test_note_word?" in refused.remedy


def test_every_bad_field_is_named():
    with pytest.raises(Refused) as caught:
        bus.execute("test_note_word", {"wrod": "x", "streams": 3}, actor=ANYONE)
    assert {r.facts["field"] for r in caught.value.refusals} == {"word", "wrod", "streams"}


def test_known_from_is_for_importers_only():
    yesterday = clock.now() - timedelta(days=1)
    assert refusal(note, known_from=yesterday).code == "kernel.known_from"


def test_known_from_ahead_of_now_is_refused_for_everybody():
    ahead = refusal(note, known_from=clock.now() + timedelta(days=1))
    assert "ahead of now" in str(ahead)
    assert "no time zone" in str(refusal(note, known_from=datetime(2021, 1, 1)))  # noqa: DTZ001 - that is the point


def test_preview_equals_what_happens_and_writes_nothing():
    plan = bus.preview("test_note_word", {"word": "one", "tell": "a@example.com"}, actor=ANYONE)
    assert nothing_recorded()
    assert not Receipt.objects.filter(act="test_note_word").exists()
    outcome = note(tell="a@example.com")
    event = Event.objects.get(stream="test:words")
    assert [(e.stream, e.body.TYPE) for e in plan.events] == [(event.stream, event.type)]
    assert plan.events[0].body.public_payload() == {"word": event.body_json()["word"]}
    assert plan.answer == outcome.answer
    assert [n.to for n in plan.notices] == list(OutboxMessage.objects.values_list("to", flat=True))


def test_preview_refuses_what_execute_refuses():
    assert refusal(bus.preview, "test_note_word", {"word": "rude"}, actor=ANYONE).code == "test.rude"


def test_a_command_takes_a_fixed_number_of_queries():
    note()
    for streams in (["test:words"], [f"test:s{n}" for n in range(30)]):
        with CaptureQueriesContext(connection) as queries:
            note(streams=streams)
        # savepoint, heads, receipt, private parts, events, release
        assert len(queries) == 6
        with CaptureQueriesContext(connection) as queries:
            note(streams=streams, command_id=uuid.uuid4())
        assert len(queries) == 7  # whether that id was sent before


def test_what_a_plan_reads_it_reads_once_and_the_next_one_anew():
    asked = []

    @once
    def words(stream):
        asked.append(stream)
        return Event.objects.filter(stream=stream).count()

    def twice(act, data, context):
        assert words("test:words") == words("test:words")
        return original(act, data, context)

    original = NoteWord.plan
    with mock.patch.object(NoteWord, "plan", twice):
        note()
        bus.preview("test_note_word", {"word": "two"}, actor=ANYONE)
    assert asked == ["test:words"] * 2
    assert [words("test:words"), words("test:words")] == [1, 1]
    assert asked == ["test:words"] * 4


def test_chain_links_every_event_to_the_one_before():
    for word in ("one", "two", "three"):
        note(word)
    events = list(Event.objects.filter(stream="test:words").order_by("seq"))
    assert [e.seq for e in events] == [1, 2, 3]
    assert [e.previous for e in events][1:] == [e.hash for e in events][:-1]
    assert all(e.hash == e.computed_hash() for e in events)


def test_an_event_hashes_to_a_known_value():
    """The hash is public: computed by hand once, it must never change, or old logs would stop verifying."""
    event = Event(
        stream="test:words",
        seq=1,
        type="test.word_noted",
        version=1,
        payload='{"word":"one"}',
        actor=ANYONE,
        effective=date(2021, 3, 5),
        known_from=datetime(2021, 3, 5, tzinfo=UTC),
        recorded_at=datetime(2021, 3, 5, 9, 30, tzinfo=UTC),
        receipt_id=uuid.UUID(int=1),
        previous="0" * 64,
    )
    text = "0" * 64 + (
        '{"actor":"test:anyone","command_id":"00000000-0000-0000-0000-000000000001","effective":"2021-03-05",'
        '"known_from":"2021-03-05T00:00:00.000000+00:00","payload":"{\\"word\\":\\"one\\"}",'
        '"recorded_at":"2021-03-05T09:30:00.000000+00:00","seq":1,"source_document":"","source_locator":"",'
        '"stream":"test:words","type":"test.word_noted","version":1}'
    )
    assert event.computed_hash() == hashlib.sha256(text.encode()).hexdigest()


def test_a_stored_event_still_gives_its_hash_when_read_back():
    note(secret="hush")
    stored = Event.objects.get(stream="test:words")
    assert stored.computed_hash() == stored.hash


def test_what_a_request_reads_it_reads_once_until_something_is_recorded():
    asked = []

    @once
    def words():
        asked.append(1)
        return Event.objects.filter(stream="test:words").count()

    with reading_once():
        assert (words(), words(), len(asked)) == (0, 0, 1)
        note()
        assert (words(), words(), len(asked)) == (1, 1, 2)
        with pytest.raises(Refused):
            note("rude")
        with recording():
            assert (words(), words(), len(asked)) == (1, 1, 4)
        assert (words(), len(asked)) == (1, 5)
    assert (words(), words(), len(asked)) == (1, 1, 7)


def test_inside_one_instant_the_clock_stands_still():
    with clock.one_instant():
        first = clock.now()
        assert clock.now() is first
        with clock.one_instant():
            assert clock.now() is first
    assert clock.now() > first


def test_what_is_recorded_is_recorded_when_it_is_also_where_the_clock_stands_still():
    with clock.one_instant():
        began = clock.now()
        note()
        assert clock.now() is began
    assert Event.objects.get(stream="test:words").recorded_at > began
