"""Who is told of what, once, and not of what they may not see."""

from __future__ import annotations

import pytest

from tests.following.support import follow, follower, found, run
from tests.register.support import do

pytestmark = pytest.mark.django_db


def test_who_follows_a_proposal_is_told_at_once_and_why():
    found()
    follow(follower(), proposal="MP303")
    do("hold_proposal", proposal="MP303", reason="It waits for a decision elsewhere.")
    (sent,) = run()
    assert sent.to == ["reader@example.com"]
    assert "MP303" in sent.subject and "It is on hold" in sent.body
    assert "Why: You follow MP303." in sent.body
    print(sent.subject, sent.body, sent.extra_headers)
    assert run() == []
