"""A full disk: the command is refused in our words, nothing is half-written, and work goes on once there is room."""

import pytest
from django.db import OperationalError, connection

from codeclerk.kernel import bus, clock, seal, vault
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, OutboxMessage, Receipt
from codeclerk.kernel.storage import in_our_words
from codeclerk.kernel.verify import verify
from tests.kernel.sample import ANYONE

pytestmark = pytest.mark.usefixtures("fresh_database")


def note(word):
    return bus.execute("test_note_word", {"word": word, "tell": "a@example.com"}, actor=ANYONE)


def note_until_refused():
    for _ in range(200):
        note("x" * 2000)


def pragma(statement):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {statement}")
        return cursor.fetchone()


@pytest.mark.sqlite_only
def test_a_full_database_refuses_whole_commands_and_recovers():
    note("first")
    [pages] = pragma("page_count")
    pragma(f"max_page_count={pages}")
    with pytest.raises(Refused) as caught:
        note_until_refused()
    assert caught.value.first.code == "kernel.disk_full"
    assert "test_note_word" in str(caught.value)
    made = Receipt.objects.filter(act="test_note_word").count()
    assert Event.objects.filter(type="test.word_noted").count() == OutboxMessage.objects.count() == made
    pragma("max_page_count=1073741823")
    note("after")
    seal.seal_pending(clock.now())
    assert verify().is_sound


def test_the_servers_own_words_for_a_full_disk_are_understood():
    for words in ("could not extend file: No space left on device", "database or disk is full"):
        with pytest.raises(Refused) as caught, in_our_words("a change"):
            raise OperationalError(words)
        assert caught.value.first.code == "kernel.disk_full"


def test_an_unknown_failure_of_the_database_is_not_hidden():
    with pytest.raises(OperationalError), in_our_words("a change"):
        raise OperationalError("something else")


def test_the_vault_leaves_no_half_file(fresh_database, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("codeclerk.kernel.vault.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.put(b"a paper")
    assert not [path for path in (fresh_database.data_dir / "vault").rglob("*") if path.is_file()]


def test_a_damaged_file_in_the_vault_is_refused_and_mended_by_keeping_it_again(fresh_database, monkeypatch):
    digest = vault.put(b"a paper")
    [path] = [path for path in (fresh_database.data_dir / "vault").rglob("*") if path.is_file()]
    path.write_bytes(b"another")
    with pytest.raises(Refused, match="damaged"):
        vault.get(digest)
    assert vault.put(b"a paper") == digest
    assert vault.get(digest) == b"a paper"
    assert verify().is_sound
    path.write_bytes(b"another")
    assert {(f.code, f.object) for f in verify().findings} == {("file_damaged", digest)}
    monkeypatch.setitem(vault._KEEPERS, "tests", lambda: [digest])
    path.unlink()
    assert {(f.code, f.object) for f in verify().findings} == {("file_missing", digest)}
    with pytest.raises(Refused, match="not in the vault"):
        vault.get(digest)
