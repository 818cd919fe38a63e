"""A backup proves itself, restores whole or not at all, and moves between versions."""

import json
import shutil
import zipfile

import pytest

from codeclerk.kernel import backup, bus, clock, seal, vault
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord
from tests.kernel.sample import ANYONE
from tests.support import databases
from tests.support.records import _use

pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture
def made(fresh_database, tmp_path):
    """A backup of a record with events, private parts, messages and a file; and what was in it."""
    for word in ("one", "two", "éÿ\u0000x".replace("\u0000", "")):
        bus.execute("test_note_word", {"word": word, "secret": "hush", "tell": f"{word}@example.com"}, actor=ANYONE)
    digest = vault.put(b"a paper")
    path = tmp_path / "record.backup"
    backup.write(path)
    content = list(Event.objects.order_by("pk").values()), list(PrivateRecord.objects.order_by("pk").values())
    return path, digest, content


@pytest.fixture
def empty(fresh_database):
    """From here on an empty database without tables, and an empty vault."""
    store, label = databases.store(), f"{fresh_database.label}_empty"
    store.create(label)
    _use(label)
    shutil.rmtree(fresh_database.data_dir / "vault", ignore_errors=True)
    yield
    _use(fresh_database.label)
    store.drop(label)


def test_a_restored_backup_verifies_is_the_same_record_and_work_goes_on(made, empty):
    path, digest, (events, private) = made
    report = backup.read(path, verified=True)
    assert report["sound"], report
    assert list(Event.objects.order_by("pk").values()) == events
    assert list(PrivateRecord.objects.order_by("pk").values()) == private
    assert OutboxMessage.objects.count() == 3
    assert vault.get(digest) == b"a paper"
    outcome = bus.execute("test_note_word", {"word": "next"}, actor=ANYONE)
    assert outcome.heads[0][1] == 4
    seal.seal_pending(clock.now())


def test_a_restore_never_overwrites_a_record(made):
    with pytest.raises(Refused) as caught:
        backup.read(made[0], verified=True)
    assert caught.value.first.code == "kernel.restore_not_empty"


def test_a_damaged_backup_is_refused_before_anything_is_written(made, empty, tmp_path):
    damaged = tmp_path / "damaged.backup"
    with zipfile.ZipFile(made[0]) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"two", b"2wo") if name == "tables/kernel.event.jsonl" else content)
    with pytest.raises(Refused) as caught:
        backup.read(damaged, verified=True)
    assert "kernel.event.jsonl is damaged" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(content, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        backup.read(path, verified=True)
    assert caught.value.first.code == "kernel.not_a_backup"


def test_a_backup_of_a_newer_version_is_refused(made, empty, tmp_path):
    newer = tmp_path / "newer.backup"
    with zipfile.ZipFile(made[0]) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                manifest["migrations"].append(["kernel", "9999_from_the_future"])
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    with pytest.raises(Refused) as caught:
        backup.read(newer, verified=True)
    assert "kernel.9999_from_the_future" in str(caught.value)


def test_a_full_disk_leaves_no_half_backup(fresh_database, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write_parts", full)
    path = tmp_path / "record.backup"
    path.write_bytes(b"the older backup")
    with pytest.raises(Refused) as caught:
        backup.write(path)
    assert caught.value.first.code == "kernel.disk_full"
    assert path.read_bytes() == b"the older backup"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Refused) as caught:
        backup.write(tmp_path / "nowhere" / "record.backup")
    assert caught.value.first.code == "kernel.backup_unwritable"
