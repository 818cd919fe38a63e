"""Who is told of what, once, and not of what they may not see."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.following import telling
from codeclerk.following.models import AddressState, Cursor, FollowRecord, Told
from codeclerk.following.rules import HowOften, last_digest
from codeclerk.kernel import clock, outbox, seal
from codeclerk.kernel.models import OutboxMessage, Seal
from codeclerk.kernel.tick import tick
from tests.following.support import follow, follower, hold, run, world
from tests.register.support import do, refused
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
found = loaded_once(world)


def subjects(sent) -> list[str]:
    return [one.subject for one in sent]


def test_who_follows_a_proposal_is_told_at_once_why_and_how_to_stop(found):
    follow(follower(), proposal="MP303")
    hold("MP303")
    (sent,) = run()
    assert sent.to == ["reader@example.com"]
    assert sent.subject == "MP303 A shorter way: moves between stages"
    assert "It is on hold" in sent.body
    assert "Why: You follow MP303." in sent.body
    assert "Why you get this: You follow MP303\n" in sent.body
    assert "/following/\n" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].strip("<>") in sent.body
    assert run() == []


def test_the_tick_seals_tells_and_sends_in_one_go(found):
    follow(follower(), proposal="MP303")
    hold("MP303")
    mail.outbox.clear()
    assert not [one for one in tick(clock.now()) if one.failed]
    assert len(mail.outbox) == 1


def test_rules_tell_of_what_comes_and_of_what_leaves(found):
    reader = follower()
    follow(reader, stages=("Refine",), parties=("Small Suppliers",))
    hold("DP301")
    assert run() == [], "it is in another stage"
    hold("MP303")
    assert "You follow everything in Refine that touches Small Suppliers" in run()[0].body
    do("set_status", proposal="MP303", status="change_board", note="It was overlooked.")
    assert "The status is" in run()[0].body, "it leaves the stage"
    do("hold_proposal", proposal="MP303", reason="It has left.")
    assert run() == []


def test_who_begins_to_be_touched_is_told(found):
    follow(follower(), touches=("party:large_supplier", "document:DUIS"))
    do("set_impacts", proposal="DP301", party_categories=("large_supplier",))
    (sent,) = run()
    assert "Affected party categories: Large Suppliers" in sent.body
    assert "You follow everything that touches DUIS or Large Suppliers" in sent.body


def test_a_clause_is_followed_through_what_names_it(found):
    follow(follower(), clause="H8.3")
    do("hold_proposal", proposal="DP301", reason="It waits for the rule H8.3.1 to be settled.")
    assert "Why: You follow clause H8.3." in run()[0].body
    follow("person:reader", clause="J1")
    do("set_impacts", proposal="DP301", documents=("Section J1",))
    assert "Why: You follow clause J1." in run()[0].body


def test_several_things_are_one_message_and_one_reason_each(found):
    reader = follower()
    follow(reader, proposal="MP303")
    follow(reader, stages=("Refine",))
    hold("MP303")
    follow(reader, proposal="DP301")
    hold("DP301")
    (sent,) = run()
    assert sent.subject == "News of 2 things that you follow"
    assert "Why: You follow MP303; You follow everything in Refine." in sent.body
    assert Told.objects.count() == 2


def test_nothing_is_told_of_what_is_paused_or_removed(found):
    reader = follower()
    key, other = follow(reader, proposal="MP303"), follow(reader, proposal="DP301")
    do("set_digest", _by=reader, person="reader", follows=(key,), how_often="never")
    do("unfollow", _by=reader, person="reader", follow=other)
    hold("MP303")
    hold("DP301")
    assert run() == []


def test_what_was_queued_does_not_go_to_who_stopped_it_meanwhile(found):
    reader = follower()
    key = follow(reader, proposal="MP303")
    hold("MP303")
    seal.seal_pending(clock.now())
    telling.tell(clock.now())
    do("unfollow", _by=reader, person="reader", follow=key)
    assert OutboxMessage.objects.filter(kind="following_mail").count() == 1
    assert run() == []


def test_digests_collect_and_go_once(found):
    daily, weekly = follower("daily"), follower("weekly")
    follow(daily, proposal="MP303", how_often="daily")
    follow(weekly, proposal="MP303", how_often="weekly")
    hold("MP303")
    do("retitle", proposal="MP303", title="A much shorter way", note="It was misread.")
    now = clock.now()
    assert run(now) == []
    tomorrow = last_digest(HowOften.DAILY, now) + timedelta(days=1)
    (sent,) = run(tomorrow)
    assert sent.to == ["daily@example.com"]
    assert sent.subject.endswith(": 2 things")
    assert run(tomorrow + timedelta(minutes=1)) == []
    (sent,) = run(last_digest(HowOften.WEEKLY, now) + timedelta(days=7))
    assert sent.to == ["weekly@example.com"]


def test_a_crash_neither_loses_a_message_nor_sends_it_twice(found, monkeypatch):
    follow(follower(), proposal="MP303")
    before = Cursor.objects.get().position
    hold("MP303")
    seal.seal_pending(clock.now())

    def crash(rows):
        raise OSError("the machine stopped")

    with monkeypatch.context() as patch:
        patch.setattr(Told.objects, "bulk_create", crash)
        with pytest.raises(OSError, match="stopped"):
            telling.tell(clock.now())
    assert Cursor.objects.get().position == before
    assert not OutboxMessage.objects.filter(kind="following_mail").exists()
    assert len(run()) == 1
    assert run() == []
    assert Cursor.objects.get().position == Seal.objects.latest("position").position


def test_a_message_that_failed_is_tried_again_and_shown_so(found, monkeypatch):
    follow(follower(), proposal="MP303")
    hold("MP303")
    sends = iter([OSError("no line"), 1])

    def send(self):
        if isinstance(error := next(sends), OSError):
            raise error
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    run()
    message = OutboxMessage.objects.get(kind="following_mail")
    assert (message.sent_at, message.last_error) == (None, "NotDelivered: OSError")
    outbox.deliver_due(clock.now() + timedelta(minutes=5))
    message.refresh_from_db()
    assert message.sent_at is not None


def test_history_that_is_loaded_makes_no_mail(found):
    follow(follower(), stages=("Refine",))
    do("hold_proposal", _from="2021-02-01", proposal="MP303", reason="It waited then.", _known="2021-02-02")
    assert run() == []
    assert Told.objects.count() == 0


def test_restricted_documents_and_papers_are_told_to_nobody_who_may_not_see_them(found):
    reader, member = follower(), follower("member")
    do("give_membership", _by="system:install", _from="2020-01-01", person="member", role="chair", body="panel")
    follow(reader, proposal="MP303")
    follow(member, proposal="MP303")
    sha256 = hashlib.sha256(b"closed").hexdigest()
    do("register_document", sha256=sha256, title="Zanzibar findings", classification="Amber", kind="paper")
    do("attach_document", proposal="MP303", document=sha256, role="annex", label="Zanzibar")
    (sent,) = run()
    assert sent.to == ["member@example.com"]
    assert "Zanzibar" not in sent.body
    do("detach_document", proposal="MP303", document=sha256, role="annex", label="Zanzibar")
    seal.seal_pending(clock.now())
    telling.tell(clock.now())
    do("classify_document", sha256=sha256, classification="Red", reason="It was marked in error.")
    assert run() == [], "what is closed before the message leaves is not told"


def test_an_address_that_bounces_is_held_until_its_person_confirms_it(found):
    reader = follower()
    follow(reader, proposal="MP303")
    for _ in range(2):
        do("note_bounce", person="reader", said="550 no such mailbox")
    hold("MP303")
    assert len(run()) == 1, "twice is not enough"
    do("note_bounce", person="reader")
    assert AddressState.objects.get().is_held()
    do("resume_proposal", proposal="MP303", note="It was entered late.")
    assert run() == []
    assert Told.objects.latest("pk").how_often == "held"
    do("confirm_address", _by=reader, person="reader")
    (sent,) = run(last_digest(HowOften.DAILY, clock.now()) + timedelta(days=1))
    assert "The hold ends" in sent.body
    assert refused("confirm_address", _by=reader, person="reader").code == "following.nothing_held"


def test_another_address_begins_anew_and_soft_bounces_hold_nothing(found):
    follow(follower(), proposal="MP303")
    for _ in range(3):
        do("note_bounce", person="reader")
    do("change_contact", person="reader", name="Pseudonym Reader", email="other@example.com")
    for _ in range(5):
        do("note_bounce", person="reader", hardness="soft")
    hold("MP303")
    assert [one.to for one in run()] == [["other@example.com"]]


def test_what_an_erased_person_followed_is_gone(found):
    follow(follower(), proposal="MP303")
    hold("MP303")
    run()
    do("erase_person", _by="system:install", person="reader")
    hold("DP301")
    assert run() == []
    assert OutboxMessage.objects.get(kind="following_mail").subject == "(erased)"
    assert not FollowRecord.objects.exists()
    assert not Told.objects.exists()


@pytest.mark.any_database
def test_a_batch_takes_the_same_queries_however_many_follow(found):
    def queries() -> int:
        hold("MP303")
        hold("DP301")
        seal.seal_pending(clock.now())
        with CaptureQueriesContext(connection) as seen:
            telling.tell(clock.now())
        do("resume_proposal", proposal="MP303", note="It was entered late.")
        do("resume_proposal", proposal="DP301", note="It was entered late.")
        run()
        return len(seen)

    follow(follower("a"), proposal="MP303")
    few = queries()
    for key in "bcdefghij":
        follow(follower(key), stages=("Refine",), how_often="daily" if key > "f" else "at_once")
        follow(f"person:{key}", proposal="DP301")
    assert queries() == few
    assert few <= 32


def test_an_installation_where_nobody_follows_reads_past_everything(found):
    hold("MP303")
    assert run() == []
    assert Cursor.objects.get().position == Seal.objects.latest("position").position
    follow(follower(), proposal="MP303")
    assert run() == [], "nothing before somebody follows"
