"""Kills a process at random points inside commands and looks at the log each time. Run by `test_crash.py`.

A child is forked for every kill. Half of them die just before or just after a random SQL statement of a command (the
transaction's own statements included), the others whenever the timer strikes. Prints one JSON object.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
import uuid

import django

django.setup()

from django.db import connection, connections  # noqa: E402

from codeclerk.kernel import bus, clock, seal  # noqa: E402
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord, Receipt  # noqa: E402
from codeclerk.kernel.verify import verify  # noqa: E402
from tests.kernel.sample import ANYONE  # noqa: E402

STREAMS = ["test:a", "test:b"]


def send(command: uuid.UUID) -> bus.Outcome:
    return bus.execute(
        "test_note_word",
        {"word": "one", "streams": STREAMS, "secret": "hush", "tell": "party@example.com"},
        actor=ANYONE,
        command_id=command,
    )


def die_at_statement(chosen: int, before: bool) -> None:
    """Kill this process around its `chosen`-th statement, counting BEGIN and COMMIT."""
    counter = iter(range(1000))

    def strike(execute, *args):
        hit = next(counter) == chosen
        if hit and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(*args)
        if hit:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    connection.execute_wrappers.append(strike)
    commit = connection._commit
    if connection.vendor == "sqlite":
        start = connection._start_transaction_under_autocommit
        connection._start_transaction_under_autocommit = lambda: strike(start)
    connection._commit = lambda: strike(commit)


def child(command: uuid.UUID, randomly: random.Random) -> None:
    connection.ensure_connection()
    if randomly.random() < 0.5:
        die_at_statement(randomly.randrange(9), randomly.random() < 0.5)
    send(command)
    while True:
        send(uuid.uuid4())


def main(kills: int, seed: int) -> None:
    randomly = random.Random(seed)
    undone = 0
    for number in range(kills):
        command = uuid.UUID(int=number + 1)
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            try:
                child(command, random.Random(seed * 1000 + number))
            except BaseException:  # noqa: BLE001 - shown, and the parent sees that it died by itself
                traceback.print_exc()
                os._exit(9)
        time.sleep(randomly.uniform(0.005, 0.04))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
        undone += not Receipt.objects.filter(pk=command).exists()
        send(command)
        made = Event.objects.filter(receipt_id=command).values_list("stream", flat=True)
        assert sorted(made) == STREAMS, f"command {command} made {list(made)}"
        assert OutboxMessage.objects.filter(receipt_id=command).count() == 1
    events = Event.objects.filter(type="test.word_noted").count()
    receipts = Receipt.objects.filter(act="test_note_word").count()
    assert events == len(STREAMS) * receipts == PrivateRecord.objects.count(), (events, receipts)
    assert OutboxMessage.objects.count() == receipts
    seal.seal_pending(clock.now())
    print(json.dumps({"kills": kills, "undone": undone, "events": events, "report": verify().as_json()}))  # noqa: T201


main(int(sys.argv[1]), int(sys.argv[2]))
