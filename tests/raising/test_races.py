"""Drafts that are raised, or typed, at the same moment."""

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.raising import store
from codeclerk.raising.models import DraftForm
from codeclerk.register.models import Proposal
from tests.raising.support import CONTENT, act, started, world
from tests.support.records import at_once


def ready(actors, title):
    """A draft that may be raised; its key."""
    writer, friend = actors
    key = started(writer, CONTENT.model_copy(update={"title": title}))
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, is_ready=True)
    return key


def raising(actor, key):
    return lambda: bus.execute("raise_draft", {"draft": key, "version": 1}, actor=actor)


def test_two_drafts_raised_at_once_get_two_numbers_and_one_raised_twice_gets_one(fresh_database):
    actors = world()
    first, second = ready(actors, "First"), ready(actors, "Second")
    results = at_once(raising(actors[0], first), raising(actors[0], second), raising(actors[0], first))
    refused = [one.first.code for one in results if isinstance(one, Refused)]
    numbers = {one.answer["number"] for one in results if isinstance(one, bus.Outcome)}
    assert numbers == {"DP001", "DP002"}, results
    assert refused == ["raising.ended"]
    assert Proposal.objects.count() == 2


def test_two_windows_that_save_at_once_overwrite_nothing(fresh_database):
    writer, _ = world()
    key = started(writer)

    def save(title):
        return lambda: store.save(key, CONTENT.model_copy(update={"title": title}), 1)

    results = at_once(save("One"), save("Other"))
    assert sorted(bool(one.differs) for one in results) == [False, True]
    assert DraftForm.objects.get(key=key).version == 2
