"""Drafts on the command line: what says nothing of their content, and what an actor may see."""

import json

import pytest

from codeclerk.kernel.models import Event
from tests.raising.support import CONTENT, SECRETS, act, started, world


@pytest.fixture
def draft(fresh_database):
    writer, friend = world()
    key = started(writer)
    act("send_draft", writer, key)
    act("comment_on_draft", friend, key, issue="Where?", is_ready=True)
    return fresh_database, writer, key


def test_drafts_are_listed_without_a_word_of_what_they_say(draft):
    database, writer, key = draft
    listed = database.codeclerk("draft", "list", "--format", "json")
    (one,) = json.loads(listed.stdout)
    assert (one["key"], one["owner"], one["state"]) == (key, writer, "commented")
    assert one["sendings"][0]["ready"] is True
    texts = listed.stdout + database.codeclerk("draft", "list").stdout + database.codeclerk("draft", "show", key).stdout
    assert not [secret for secret in SECRETS if secret in texts]
    assert "Comments are in" in texts
    assert database.codeclerk("draft", "list", "--state", "writing").stdout == "No drafts.\n"


def test_a_draft_is_shown_to_who_may_see_it(draft):
    database, writer, key = draft
    shown = json.loads(database.codeclerk("draft", "show", key, "--actor", writer, "--format", "json").stdout)
    assert shown["content"]["issue"] == CONTENT.issue
    assert shown["sendings"][0]["comments"][0]["on"] == {"issue": "Where?"}
    assert CONTENT.issue in database.codeclerk("draft", "show", key, "--actor", writer).stdout
    for arguments in ((key, "--actor", "person:p-0009"), ("nothing",)):
        refused = database.codeclerk("draft", "show", *arguments)
        assert refused.returncode == 2
        assert "raising.unknown_draft" in refused.stderr
    assert database.codeclerk("verify").returncode == 0
    assert Event.objects.filter(stream=f"draft:{key}").count() == 2
