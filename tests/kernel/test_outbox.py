"""The outbox: a message goes once, after its cause was recorded, and is tried again when the transport fails."""

from datetime import timedelta

import pytest
from django.core import mail

from codeclerk.kernel import bus, clock, outbox
from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.tick import _JOBS as JOBS
from codeclerk.kernel.tick import on_tick, tick
from tests.kernel.sample import ANYONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    bus.execute("test_note_word", {"word": "hello", "tell": "party@example.com"}, actor=ANYONE)
    return OutboxMessage.objects.get()


def test_a_message_is_sent_once(message):
    assert outbox.deliver_due(clock.now()) == outbox.Delivery(sent=1)
    assert outbox.deliver_due(clock.now() + timedelta(hours=1)) == outbox.Delivery()
    [sent] = mail.outbox
    assert sent.to == ["party@example.com"]
    assert "hello" in sent.body
    assert "Why you get this: you asked for it" in sent.body
    assert sent.extra_headers["Message-ID"].startswith("<")


def test_a_failing_transport_is_tried_again_later_and_at_last_given_up(message, monkeypatch):
    def fail(_message):
        raise OSError("no route to the mail server")

    monkeypatch.setitem(outbox._HANDLERS, "mail", fail)
    now, waits = clock.now(), []
    for attempt in range(1, outbox.ATTEMPTS + 1):
        result = outbox.deliver_due(now)
        message.refresh_from_db()
        assert message.attempts == attempt
        if message.next_attempt_at:
            assert result == outbox.Delivery(failed=1)
            assert outbox.deliver_due(now) == outbox.Delivery(), "not before its time"
            waits.append(message.next_attempt_at - now)
            now = message.next_attempt_at
    assert waits == [timedelta(minutes=2**n) for n in range(outbox.ATTEMPTS - 1)]
    assert result == outbox.Delivery(given_up=1)
    assert message.last_error == "OSError: no route to the mail server"
    assert message.sent_at is None


def test_it_is_sent_under_the_same_message_id_when_tried_again(message, monkeypatch):
    seen = []
    real = outbox._HANDLERS["mail"]

    def flaky(m):
        real(m)
        if not seen:
            seen.append(1)
            raise OSError("the answer of the server was lost")

    monkeypatch.setitem(outbox._HANDLERS, "mail", flaky)
    outbox.deliver_due(clock.now())
    outbox.deliver_due(clock.now() + timedelta(hours=1))
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_claimed_message_is_not_taken_by_a_second_worker(message):
    now = clock.now()
    assert [m.pk for m in outbox._claim(now)] == [message.pk]
    assert outbox._claim(now) == []
    assert [m.pk for m in outbox._claim(now + outbox.CLAIM)] == [message.pk], "a crashed worker's claim runs out"


def test_one_failing_job_does_not_stop_the_tick(monkeypatch):
    monkeypatch.setattr("codeclerk.kernel.tick._JOBS", dict(JOBS))

    @on_tick("test_fails")
    def fails(now):
        raise ValueError("broken")

    @on_tick("test_runs")
    def runs(now):
        return "ran"

    results = {r.job: (r.did, r.failed) for r in tick(clock.now())}
    assert results["test_fails"] == ("ValueError: broken", True)
    assert results["test_runs"] == ("ran", False)
    assert not results["seal"][1]
