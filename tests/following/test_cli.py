"""`codeclerk following`: counts, and a test of the mail."""

from __future__ import annotations

import json

import pytest
from django.core import mail

from tests.following.support import follow, follower, hold, run, world
from tests.register.support import do

pytestmark = [pytest.mark.record(load=world)]


def test_the_command_line_counts_and_sends_a_test(fresh_database):
    follow(follower(), proposal="MP303")
    hold("MP303")
    assert len(run()) == 1
    told = fresh_database.codeclerk("following", "list").stdout
    assert "proposal   at_once   1" in told
    assert "0 to be sent, 0 given up, 0 addresses held" in told
    assert json.loads(fresh_database.codeclerk("following", "list", "--format", "json").stdout)["held"] == 0
    again = ("act", "resume_proposal", "--json", '{"proposal": "MP303"}', "--actor", "system:import", "--preview")
    assert "told: 1 person follows this and will be told." in fresh_database.codeclerk(*again).stdout
    mail.outbox.clear()
    assert fresh_database.codeclerk("following", "test-mail", "reader").returncode == 0
    assert mail.outbox[0].to == ["reader@example.com"]
    assert "the operator of this site sent a test to you" in mail.outbox[0].body
    assert fresh_database.codeclerk("following", "test-mail", "nobody").returncode == 2
    for _ in range(3):
        do("note_bounce", person="reader")
    failed = fresh_database.codeclerk("following", "test-mail", "reader")
    assert (failed.returncode, "AddressHeld" in failed.stderr) == (1, True)
    assert "1 addresses held" in fresh_database.codeclerk("following", "list").stdout
