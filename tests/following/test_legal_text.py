"""Who follows a clause or a document of the code is told when a redline or a version touches it."""

from __future__ import annotations

import pytest

from codeclerk.following.happenings import Raw, happenings
from codeclerk.kernel import bus, clock
from codeclerk.kernel.models import Event
from codeclerk.legaltext import events
from codeclerk.legaltext.touching import touched
from tests.following.support import follow, follower, run, settle
from tests.legaltext import small_code
from tests.legaltext.small_code import APPENDIX_AL, SECTION_H, documents
from tests.register.support import do, queries, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db


def load():
    small_code.load()
    registered("MP107", "A longer answer", "2020-06-25")
    settle()


record = loaded_once(load)
LONGER = [{"name": "Section H", "text": SECTION_H.replace("within two weeks", "within a month")}]


def test_a_draft_that_touches_a_clause_is_told_to_who_follows_it(record):
    follow(follower(), clause="H8.4")
    follow(follower("other"), clause="H8.3")
    do("draft_redline", proposal="MP107", documents=LONGER)
    (sent,) = run()
    assert sent.to == ["reader@example.com"]
    assert "MP107 A longer answer" in sent.subject
    assert "Draft legal text 0.1 on version 16.0: 1 amendment." in sent.body
    assert "Why: You follow clause H8.4." in sent.body


def test_a_version_is_told_to_who_follows_a_clause_a_document_or_a_proposal_of_it(record):
    do("draft_redline", proposal="MP107", documents=LONGER)
    settle()
    follow(follower(), clause="H8.4")
    follow(follower("of-h8"), clause="H8")
    follow(follower("document"), document="Section H")
    follow(follower("proposal"), proposal="MP107")
    follow(follower("other"), clause="H8.3")
    follow(follower("appendix"), document="Appendix AL")
    day = clock.today().isoformat()
    do("consolidate", number="17.0", effective=day, proposals=["MP107"])
    sent = {one.to[0].partition("@")[0]: one for one in run()}
    assert set(sent) == {"reader", "of-h8", "document", "proposal"}
    assert "Version 17.0 of the code holds from" in sent["reader"].body
    assert "Why: You follow clause H8.4." in sent["reader"].body
    assert "/code/compare/?old=16.0&new=17.0" in sent["reader"].body
    assert "Version 17.0 of the code" in sent["reader"].subject


def test_a_clause_that_is_called_otherwise_is_touched(record):
    shorter = SECTION_H.replace("\nH8.1 The DCC runs the Services by good practice.\n", "")
    text = shorter.replace("H8.2 The", "H8.1 The").replace("H8.3 Who", "H8.2 Who").replace("H8.4 The", "H8.3 The")
    others = {"H": text.replace("H8.2(a)", "H8.1(a)"), "AL": APPENDIX_AL.replace("Section H8.2", "Section H8.1")}
    do("import_version", number="17.0", effective="2020-11-05", documents=documents(**others))
    body = events.VersionPublished(**_last("legaltext.version_published"))
    with queries(1):
        (found,) = touched([body])
    assert {"H8.1", "H8.3", "H8.4"} <= found.labels
    assert found.documents == {"Section H"}


def test_what_is_planned_tells_who_will_hear_of_it(record):
    follow(follower(), clause="H8.4")
    given = {"proposal": "MP107", "documents": LONGER}
    plan = bus.preview("draft_redline", given, actor="system:import")
    now = clock.now()
    raws = [Raw(0, one.stream, one.body, "", clock.today(), now, now) for one in plan.events]
    assert "H8.4" in happenings(raws)[0].has["clause"]
    do("draft_redline", **given)
    data = {"number": "17.0", "effective": clock.today().isoformat(), "proposals": ["MP107"]}
    plan = bus.preview("consolidate", data, actor="system:import")
    raws = [Raw(0, one.stream, one.body, "", clock.today(), now, now) for one in plan.events]
    (found,) = happenings(raws)
    assert (found.has["document"], "H8.4" in found.has["clause"]) == ({"Section H"}, True)


def _last(type):
    return Event.objects.filter(type=type).order_by("pk").last().body_json()
