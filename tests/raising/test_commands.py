"""The acts on drafts: sent, commented on, raised, withdrawn, shared, deleted."""

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Plan
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, OutboxMessage, PrivateRecord
from codeclerk.parts.queries import parts_of
from codeclerk.people.middleware import viewer_for
from codeclerk.progression.queries import state_of, steps_of
from codeclerk.raising import queries
from codeclerk.raising.models import DraftForm, DraftRound
from codeclerk.raising.rules.states import State
from codeclerk.register import queries as register
from tests.people.support import do, lens, member, organisation, person
from tests.raising.support import CONTENT, SECRETS, act, change, later, started, version, world

pytestmark = pytest.mark.django_db


def refused(name, actor, key, **more):
    with pytest.raises(Refused) as caught:
        act(name, actor, key, **more)
    return caught.value.first


def view(actor, key):
    return queries.draft(lens(viewer=viewer_for(actor, clock.now())), key)


@pytest.mark.inventory("B03")
def test_a_draft_becomes_a_draft_proposal_with_its_parts_its_step_and_its_proposer():
    writer, friend = world()
    key = started(writer)
    sent = act("send_draft", writer, key)
    assert sent["number"] == 1
    assert view(friend, key).content == CONTENT
    act("comment_on_draft", friend, key, issue="How often is it?", is_ready=True)
    assert view(writer, key).said_of("issue")[0][1] == "How often is it?"
    raised = act("raise_draft", writer, key)
    today = lens()
    found = register.proposal(today, raised["number"])
    assert found.line.number.startswith("DP")
    assert found.line.title == CONTENT.title
    assert (found.line.status_name, found.line.proposer_organisation) == ("Draft Proposal", "north")
    assert set(found.line.party_categories) == set(CONTENT.categories)
    assert str(found.line.raised)
    parts = parts_of(today, raised["proposal"])
    for id in ("arrangements", "issue", "impact", "do_nothing", "context"):
        assert parts.text(id).content.text == getattr(CONTENT, id)
    assert not parts.solutions
    step = steps_of(today, raised["proposal"])[0]
    assert (step.step, step.by_name, step.came_from, step.led_to) == ("raise", "Party", "", "draft_proposal")
    shown = dict(step.shown)
    assert "North Networks Limited" in shown["Raised by somebody who may"]
    assert "commented on the draft" in shown["Looked at by the critical friend"]
    assert state_of(today, raised["proposal"]).standing.status == "draft_proposal"
    ended = view(writer, key)
    assert (ended.line.state, ended.line.number) == (State.RAISED, raised["number"])
    assert Event.objects.filter(stream=f"proposal:{raised['proposal']}").count() >= 10


def test_the_deadline_is_that_of_the_pack_and_the_notices_tell_no_text():
    writer, friend = world()
    key = started(writer)
    plan = bus.preview("send_draft", {"draft": key, "version": 1}, actor=writer)
    assert isinstance(plan, Plan)
    (deadline,) = plan.deadlines
    assert (deadline.rule, deadline.working_days) == ("process.critical_friend_comments", 5)
    assert [notice.to for notice in plan.notices] == [friend]
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, overall="Say more of the forty alerts.")
    change(key, issue="It is worse than I thought.")
    act("send_draft", writer, key)
    act("raise_draft", writer, key)
    told = [message.subject + message.body for message in OutboxMessage.objects.all()]
    assert len(told) == 4
    assert not [text for text in told for secret in SECRETS if secret in text]


def test_what_a_draft_says_stands_in_no_log():
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, issue="Is it forty alerts?")
    payloads = "".join(Event.objects.filter(stream=f"draft:{key}").values_list("payload", flat=True))
    assert not [secret for secret in (*SECRETS, "north") if secret in payloads]
    assert PrivateRecord.objects.filter(subject=f"draft:{key}").count() == 2


def test_it_is_raised_only_once_the_critical_friend_had_a_say_or_the_time(monkeypatch):
    writer, _ = world()
    key = started(writer)
    before = refused("raise_draft", writer, key)
    assert before.code == "raising.friend_first"
    assert "not sent" in before.problem
    act("send_draft", writer, key)
    waiting = refused("raise_draft", writer, key)
    assert waiting.code == "raising.friend_first"
    assert "has until" in waiting.problem
    due = DraftRound.objects.get().due
    later(monkeypatch, (due - clock.today()).days)
    assert refused("raise_draft", writer, key).code == "raising.friend_first"
    later(monkeypatch, 1)
    assert view(writer, key).line.state is State.TIME_OVER
    raised = act("raise_draft", writer, key)
    shown = dict(steps_of(lens(), raised["proposal"])[0].shown)
    assert "none came" in shown["Looked at by the critical friend"]


def test_it_is_raised_once():
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, is_ready=True)
    raised = act("raise_draft", writer, key)
    again = refused("raise_draft", writer, key)
    assert again.code == "raising.ended"
    assert raised["number"] in again.remedy
    for name in ("send_draft", "withdraw_draft"):
        assert refused(name, writer, key).code == "raising.ended"
    assert refused("comment_on_draft", friend, key, overall="Late").code == "raising.ended"


def test_what_is_missing_or_too_long_is_named_at_its_question():
    writer, _ = world()
    key = started(writer, CONTENT.model_copy(update={"issue": " ", "categories": (), "impact": "x" * 5001}))
    with pytest.raises(Refused) as caught:
        act("send_draft", writer, key)
    found = {one.facts["field"]: str(one) for one in caught.value.refusals}
    assert set(found) == {"issue", "categories", "impact"}
    assert "1 characters too many" in found["impact"]


def test_what_was_changed_after_it_was_looked_over_is_not_sent():
    writer, _ = world()
    key = started(writer)
    change(key, title="Another title")
    assert refused("send_draft", writer, key, version=1).code == "raising.changed_since"
    assert version(key) == 2


def test_the_same_is_not_sent_twice_and_sent_again_it_starts_a_new_time():
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    assert refused("send_draft", writer, key).code == "raising.unchanged"
    act("comment_on_draft", friend, key, issue="Where?")
    change(key, issue="In the north, every week.")
    assert act("send_draft", writer, key)["number"] == 2
    found = view(friend, key)
    assert found.line.state is State.WAITING
    assert found.sendings[-1].changed == ("issue",)
    assert "commented" in found.cleared


def test_who_speaks_for_an_organisation_no_more_cannot_raise_for_it(monkeypatch):
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, is_ready=True)
    yesterday = clock.today()
    do("end_membership", membership="organisation-north-1", last_day=yesterday.isoformat())
    later(monkeypatch, 1)
    found = refused("raise_draft", writer, key)
    assert found.code == "raising.not_speaking"
    assert "North Networks Limited" in found.problem
    assert "ended" in found.problem
    assert view(writer, key).content == CONTENT


def test_only_who_is_entitled_sends_and_raises():
    writer, _ = world()
    organisation("metal", "Metal Works Limited", kind="other")
    member(writer.removeprefix("person:"), "party_contact", organisation="metal")
    key = started(writer, CONTENT.model_copy(update={"organisation": "metal"}))
    assert refused("send_draft", writer, key).code == "process.not_entitled"


def test_the_authority_says_where_it_is_shown_that_it_may():
    _, friend = world()
    organisation("authority", "Gas and Electricity Markets Authority", kind="authority")
    ofgem = person("Pseudonym Authority", "authority@example.com")
    member(ofgem, "authority", organisation="authority")
    actor = f"person:{ofgem}"
    key = started(actor, CONTENT.model_copy(update={"organisation": "authority"}))
    act("send_draft", actor, key)
    act("comment_on_draft", friend, key, is_ready=True)
    assert refused("raise_draft", actor, key).code == "raising.not_shown"
    raised = act("raise_draft", actor, key, shown="Direction of 5 March 2026")
    step = steps_of(lens(), raised["proposal"])[0]
    assert step.by_name == "Authority"
    assert "Direction of 5 March 2026" in dict(step.shown)["Raised by somebody who may"]


def test_a_draft_does_not_exist_for_others():
    writer, friend = world()
    other = person("Pseudonym Other", "other@example.com")
    key = started(writer)
    for actor in (f"person:{other}", friend, "person:p-9999", "public"):
        with pytest.raises(Refused) as caught:
            view(actor, key)
        assert caught.value.first.code == "raising.unknown_draft"
    for name in ("send_draft", "raise_draft", "withdraw_draft", "erase_draft"):
        assert refused(name, f"person:{other}", key).code == "raising.unknown_draft"
    assert refused("comment_on_draft", friend, key, overall="Hello").code == "raising.unknown_draft"
    act("send_draft", writer, key)
    assert refused("comment_on_draft", writer, key, overall="Fine").code == "kernel.not_allowed"


def test_who_is_invited_reads_and_does_nothing_else():
    writer, _ = world()
    guest = person("Pseudonym Guest", "guest@example.com")
    key = started(writer)
    assert refused("share_draft", writer, key, email="guest@example.com").code == "raising.nobody_there"
    do("open_account", person=guest)
    do("open_account", person=writer.removeprefix("person:"))
    assert refused("share_draft", writer, key, email="writer@example.com").code == "raising.yourself"
    act("share_draft", writer, key, email="Guest@example.com")
    actor = f"person:{guest}"
    assert view(actor, key).content == CONTENT
    assert [one.key for one in queries.my_drafts(lens(viewer=viewer_for(actor, clock.now())))] == [key]
    assert refused("send_draft", actor, key).code == "raising.not_owner"
    assert view(writer, key).line.state is State.WRITING
    act("unshare_draft", writer, key, guest=guest)
    assert refused("unshare_draft", writer, key, guest=guest).code == "raising.no_guest"
    with pytest.raises(Refused):
        view(actor, key)


def test_a_sent_draft_is_withdrawn_and_then_deleted_with_everything_it_said():
    writer, friend = world()
    key = started(writer)
    assert refused("withdraw_draft", writer, key).code == "raising.not_sent"
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, issue="Hm.")
    assert refused("erase_draft", writer, key).code == "raising.still_open"
    act("withdraw_draft", writer, key)
    assert not queries.to_comment(lens(viewer=viewer_for(friend, clock.now())))
    act("erase_draft", writer, key)
    assert refused("erase_draft", writer, key).code == "raising.unknown_draft"
    assert not DraftForm.objects.filter(key=key).exists()
    assert not PrivateRecord.objects.filter(subject=f"draft:{key}").exclude(body="").exists()
    found = view(writer, key)
    assert found.is_erased
    assert (found.content.title, found.line.state) == ("", State.WITHDRAWN)
    assert found.sendings[0].round.sent == clock.today()


def test_late_comments_are_said_to_be_late_and_empty_ones_refused(monkeypatch):
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    assert refused("comment_on_draft", friend, key, issue="  ").code == "raising.nothing_said"
    later(monkeypatch, 20)
    plan = bus.preview("comment_on_draft", {"draft": key, "issue": "Where?"}, actor=friend)
    assert "after" in plan.warnings[0]


def test_a_solution_is_warned_of_and_refused_nowhere():
    writer, _ = world()
    key = started(writer, CONTENT.model_copy(update={"issue": "The alert should be changed to reach the new Party."}))
    plan = bus.preview("send_draft", {"draft": key, "version": 1}, actor=writer)
    assert "should be changed" in plan.warnings[0]


def test_numbers_of_queries_do_not_grow_with_the_drafts(django_assert_num_queries):
    writer, friend = world()
    for number in range(4):
        key = started(writer, CONTENT.model_copy(update={"title": f"Title {number}"}))
        if number:
            act("send_draft", writer, key)
            act("comment_on_draft", friend, key, overall="Good.")
    mine, theirs = (lens(viewer=viewer_for(one, clock.now())) for one in (writer, friend))
    with django_assert_num_queries(5):
        assert len(queries.my_drafts(mine)) == 4
    with django_assert_num_queries(2):
        assert len(queries.to_comment(theirs)) == 3
    with django_assert_num_queries(6):
        queries.draft(mine, key)
