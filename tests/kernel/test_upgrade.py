"""An upgrade keeps everything: a record of the first schema, before there were people, becomes one of today's."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from codeclerk.kernel import backup, bus, clock, seal, triggers, vault
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt, Seal
from codeclerk.kernel.start import check_database, prepare_database
from codeclerk.kernel.verify import verify
from tests.kernel.sample import ANYONE
from tests.support import databases
from tests.support.records import _use

# Made by `codeclerk backup` of the first version that had one: five commands in two streams, and a file.
FIRST_SCHEMA = Path(__file__).parent / "fixtures" / "first-schema.backup"
FIRST_MIGRATIONS = [("kernel", "0001_initial"), ("sessions", "0001_initial")]


@pytest.fixture
def empty(fresh_database):
    """A database without tables."""
    store, label = databases.store(), f"{fresh_database.label}_empty"
    store.create(label)
    _use(label)
    yield
    _use(fresh_database.label)
    store.drop(label)


def test_a_backup_of_the_first_schema_restores_into_today(empty):
    report = backup.read(FIRST_SCHEMA, verified=True)
    assert report["sound"], report
    prepare_database()
    check_database()
    assert Event.objects.filter(type="test.word_noted").count() == 10
    assert PrivateRecord.objects.count() == 10
    assert OutboxMessage.objects.count() == 5
    assert vault.get(next(vault.digests())) == b"an early paper"


def test_a_populated_database_of_the_first_schema_upgrades_in_place(empty):
    MigrationExecutor(connection).migrate(FIRST_MIGRATIONS)
    triggers.install(connection)
    for number in range(5):
        bus.execute("test_note_word", {"word": f"word {number}", "secret": "hush"}, actor=ANYONE)
    seal.seal_pending(clock.now())
    kept = [list(model.objects.order_by("pk").values()) for model in (Receipt, Event, PrivateRecord, Seal)]
    noted = verify().checkpoint
    call_command("migrate", verbosity=0, interactive=False)
    check_database()
    assert [list(model.objects.order_by("pk").values()) for model in (Receipt, Event, PrivateRecord, Seal)] == kept
    report = verify(noted)
    assert report.is_sound, str(report)
    assert triggers.missing(connection) == []
