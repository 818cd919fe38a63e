"""On real connections: two people and one record, and acts that misbehave."""

import uuid

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, PrivateRecord
from codeclerk.kernel.storage import WroteWhilePlanning
from tests.kernel.sample import ANYONE, NoteWord
from tests.support.records import at_once


def note(word="one", streams=("test:words",), **sending):
    return bus.execute("test_note_word", {"word": word, "streams": list(streams)}, actor=ANYONE, **sending)


def test_of_two_people_acting_on_what_they_saw_one_wins(fresh_database):
    seen = bus.versions(["test:words"])
    results = at_once(*(lambda w=w: note(w, expected=seen) for w in ("one", "two", "three", "four")))
    done = [r for r in results if isinstance(r, bus.Outcome)]
    refused = [r.first.code for r in results if isinstance(r, Refused)]
    assert len(done) == 1
    assert set(refused) <= {"kernel.stale", "kernel.race"}
    assert len(refused) == 3
    assert Event.objects.filter(stream="test:words").count() == 1


def test_one_command_sent_many_times_at_once_is_done_once(fresh_database):
    command = uuid.UUID(int=7)
    results = at_once(*(lambda: note(command_id=command) for _ in range(6)))
    assert [r.heads for r in results] == [results[0].heads] * 6
    assert sum(not r.repeated for r in results) == 1


def test_unrelated_changes_all_succeed(fresh_database):
    results = at_once(*(lambda n=n: note(streams=[f"test:{n}"]) for n in range(8)))
    assert all(isinstance(r, bus.Outcome) for r in results), results


@pytest.mark.parametrize("send", [bus.preview, bus.execute])
def test_an_act_that_writes_while_planning_is_caught(fresh_database, send):
    with pytest.raises(WroteWhilePlanning):
        send(NoteWord, {"word": "sneaky"}, actor=ANYONE)
    assert not PrivateRecord.objects.exists()
