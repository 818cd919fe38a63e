"""The event log: the database refuses changes to it, and whoever gets round that is found out, precisely."""

import pytest
from django.db import DatabaseError, connection, transaction

from codeclerk.kernel import bus, clock, seal, triggers
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Checkpoint, Event, PrivateRecord, Receipt, Seal
from codeclerk.kernel.storage import in_our_words
from codeclerk.kernel.verify import verify
from tests.kernel import sample
from tests.support.records import at_once

pytestmark = pytest.mark.usefixtures("fresh_database")

GUARDED = ["kernel_event", "kernel_receipt", "kernel_seal", "kernel_checkpoint", "kernel_packversion"]


@pytest.fixture(autouse=True)
def log(fresh_database):
    """Two streams of three events, some private, all sealed; then one more that is not."""
    for word in ("one", "two", "three"):
        note(word, streams=["test:a", "test:b"], secret="hush")
    seal.seal_pending(clock.now())
    note("four", streams=["test:a"])


def note(word, **data):
    return bus.execute("test_note_word", {"word": word, **data}, actor=sample.ANYONE)


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def tamper(sql, *params):
    """What somebody with the database in hand could do."""
    with triggers.lifted(connection):
        if connection.vendor == "sqlite":
            run("PRAGMA defer_foreign_keys = ON")
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA foreign_keys = OFF")
        else:
            run("SET session_replication_role = replica")
        run(sql, *params)
        if connection.vendor == "postgresql":
            run("SET session_replication_role = DEFAULT")


def found():
    return {(finding.code, finding.object) for finding in verify().findings}


def test_an_untouched_log_is_sound():
    report = verify()
    assert report.is_sound, str(report)
    assert report.sealed == Event.objects.count() - 1


@pytest.mark.parametrize("table", GUARDED)
def test_the_database_refuses_to_delete(table):
    with pytest.raises(DatabaseError, match="append_only"):
        run(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", GUARDED)
def test_the_database_refuses_to_update(table):
    column = (
        Event._meta.pk.column
        if table == "kernel_event"
        else next(m._meta.pk.column for m in triggers.guarded_models() if m._meta.db_table == table)
    )
    with pytest.raises(DatabaseError, match="append_only"):
        run(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", GUARDED)
def test_the_database_refuses_to_truncate(table):
    with pytest.raises(DatabaseError, match="append_only"):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.sqlite_only
def test_the_database_refuses_to_replace():
    with pytest.raises(DatabaseError, match="append_only"):
        run("INSERT OR REPLACE INTO kernel_event SELECT * FROM kernel_event")
    with pytest.raises(DatabaseError, match="append_only"):
        run("INSERT OR REPLACE INTO kernel_checkpoint SELECT position, 'x', sealed_at FROM kernel_checkpoint")


def test_a_refused_change_is_told_in_our_words():
    with pytest.raises(Refused) as caught, in_our_words("clearing the log"):
        run("DELETE FROM kernel_event")
    assert caught.value.first.code == "kernel.append_only"


def test_an_altered_event_is_named():
    tamper("UPDATE kernel_event SET payload = '{}' WHERE stream = 'test:a' AND seq = 2")
    assert ("event_altered", "test:a#2") in found()


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "someone"), ("effective", "2001-01-01"), ("source_locator", "CSR:1"), ("type", "kernel.pack_published")],
)
def test_every_column_is_under_the_hash(column, value):
    tamper(f"UPDATE kernel_event SET {column} = %s WHERE stream = 'test:a' AND seq = 1", value)
    assert ("event_altered", "test:a#1") in found()


def test_an_event_altered_together_with_its_hash_breaks_the_chain():
    event = Event.objects.get(stream="test:a", seq=2)
    event.payload = '{"word":"forged"}'
    tamper(
        "UPDATE kernel_event SET payload = %s, hash = %s WHERE id = %s", event.payload, event.computed_hash(), event.pk
    )
    assert {("chain_broken", "test:a#3"), ("event_altered", "test:a#2")} <= found()


def test_an_event_deleted_in_the_middle_is_missed():
    tamper("DELETE FROM kernel_event WHERE stream = 'test:a' AND seq = 2")
    assert ("events_missing", "test:a#3") in found()


def test_an_event_cut_off_at_the_end_is_missed():
    tamper("DELETE FROM kernel_event WHERE stream = 'test:a' AND seq = 4")
    assert found() == {("events_missing", "test:a#4")}


def test_an_event_and_its_receipt_cut_off_are_missed_by_the_seal():
    event = Event.objects.get(stream="test:b", seq=3)
    positions = Seal.objects.filter(event__receipt_id=event.receipt_id).values_list("position", flat=True)
    gone = {("events_missing", f"position {position}") for position in positions}
    tamper("DELETE FROM kernel_event WHERE receipt_id = (SELECT receipt_id FROM kernel_event WHERE id = %s)", event.pk)
    tamper(
        "DELETE FROM kernel_receipt WHERE act = 'test_note_word' AND NOT EXISTS "
        "(SELECT 1 FROM kernel_event e WHERE e.receipt_id = command_id)"
    )
    assert len(gone) == 2
    assert gone <= found()


def test_an_emptied_log_is_missed():
    tamper("DELETE FROM kernel_event")
    assert "events_missing" in {code for code, _ in found()}


def test_a_lost_receipt_is_missed():
    tamper(
        "DELETE FROM kernel_receipt WHERE command_id = (SELECT receipt_id FROM kernel_event "
        "WHERE stream = 'test:a' AND seq = 4)"
    )
    assert ("receipt_missing", "test:a#4") in found()


def test_an_altered_private_part_is_named():
    PrivateRecord.objects.filter(subject="test:a").update(body='{"secret":"other"}')
    assert ("private_altered", "test:a#1") in found()


def test_an_erased_private_part_is_fine_but_a_deleted_one_is_not():
    PrivateRecord.objects.filter(subject="test:a").update(body="", salt="", erased_at=clock.now())
    assert verify().is_sound
    PrivateRecord.objects.filter(subject="test:b").delete()
    assert ("private_missing", "test:b#1") in found()


def test_a_broken_seal_and_a_lost_one_are_named():
    tamper("UPDATE kernel_seal SET digest = 'x' WHERE position = 2")
    assert ("seal_broken", "position 2") in found()
    tamper("DELETE FROM kernel_seal WHERE position = 3")
    assert ("seals_missing", "position 4") in found()


def test_a_log_cut_off_with_its_seals_is_found_by_a_noted_checkpoint():
    seal.seal_pending(clock.now())
    noted = verify().checkpoint
    assert verify(noted).is_sound
    event = Event.objects.get(stream="test:a", seq=4)
    tamper("DELETE FROM kernel_checkpoint WHERE position = %s", int(noted.partition(":")[0]))
    tamper("DELETE FROM kernel_seal WHERE event_id = %s", event.pk)
    tamper("DELETE FROM kernel_event WHERE id = %s", event.pk)
    tamper(
        "DELETE FROM kernel_receipt WHERE command_id = %s",
        event.receipt_id.hex if connection.vendor == "sqlite" else event.receipt_id,
    )
    assert verify().is_sound, "nothing inside such a log can show it"
    assert {f.code for f in verify(noted).findings} == {"checkpoint_lost"}


def test_a_lost_guard_is_named_and_put_back_by_the_next_migration():
    name = triggers.missing(connection) or sorted(triggers.expected(connection))[0]
    table = triggers.expected(connection)[name][0]
    run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert ("guard_missing", name) in found()
    triggers.install(connection)
    assert verify().is_sound


@pytest.mark.postgres_only
def test_a_guard_switched_off_or_hollowed_out_is_named():
    run("ALTER TABLE kernel_event DISABLE TRIGGER codeclerk_guard_kernel_event_row")
    assert ("guard_missing", "codeclerk_guard_kernel_event_row") in found()
    run(
        "CREATE OR REPLACE FUNCTION codeclerk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
    )
    assert ("guard_missing", "codeclerk_guard_kernel_seal_row") in found()
    triggers.install(connection)


def test_an_altered_table_is_reported_not_guessed_at():
    run("ALTER TABLE kernel_event RENAME COLUMN payload TO contents")
    assert ("table_altered", "kernel_event") in found()


def test_guards_come_back_after_django_alters_a_guarded_table():
    from django.db import models

    field = models.CharField(max_length=10, default="")
    field.set_attributes_from_name("note")
    with connection.schema_editor() as editor:
        editor.add_field(Event, field)
    with connection.schema_editor() as editor:
        editor.remove_field(Event, field)
    triggers.install(connection)
    assert triggers.missing(connection) == []
    with pytest.raises(DatabaseError, match="append_only"):
        run("DELETE FROM kernel_event")


class TestSealer:
    def test_positions_are_gapless_in_the_order_of_recording(self):
        seal.seal_pending(clock.now())
        seals = list(Seal.objects.order_by("position").values_list("position", "event_id"))
        assert [position for position, _ in seals] == list(range(1, len(seals) + 1))
        assert [event for _, event in seals] == sorted(event for _, event in seals)

    def test_sealing_again_does_nothing(self):
        assert seal.seal_pending(clock.now()) == 1
        checkpoints = Checkpoint.objects.count()
        assert seal.seal_pending(clock.now()) == 0
        assert Checkpoint.objects.count() == checkpoints

    def test_two_sealers_and_writers_at_once_leave_a_sound_log(self):
        calls = [lambda: seal.seal_pending(clock.now())] * 3
        calls += [lambda n=n: note("more", streams=[f"test:{n}"]) for n in range(5)]
        results = at_once(*calls)
        assert not [r for r in results if isinstance(r, Exception)], results
        seal.seal_pending(clock.now())
        report = verify()
        assert report.is_sound, str(report)
        assert report.sealed == report.events == Event.objects.count()

    def test_a_long_backlog_is_sealed_in_batches(self, monkeypatch):
        monkeypatch.setattr(seal, "BATCH", 2)
        note("many", streams=[f"test:m{n}" for n in range(7)])
        assert seal.seal_pending(clock.now()) == 8
        assert verify().is_sound


def test_receipts_name_what_they_made():
    outcome = note("five")
    assert Receipt.objects.get(pk=outcome.command_id).events.get().hash == outcome.heads[0][2]
