"""The desk with every folder's part of it: somebody for whom all of them have something, and how much that asks."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import clock
from codeclerk.raising.rules.content import Content
from tests.meetings import panel
from tests.people.support import member, signed_in
from tests.people.support import organisation as other_organisation
from tests.people.support import person as other_person
from tests.raising.support import CONTENT, act, started
from tests.register.support import do, registered
from tests.support.pages import text
from tests.votes.support import CLERK, board, cast

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MOST = 12
"""Outside of a test's transaction, the end of the log is asked for too."""


def busy(times, *, votes):
    """So many of everything wait for the clerk, who keeps the register and comments on drafts, and may vote too."""
    board()
    panel.load()
    panel.run()
    if votes:
        member("clerk", "committee_member", body="change_board", seat="Large Supplier 3")
    closes = clock.today() + timedelta(days=7)
    other_organisation("south", "South Networks Limited", category="Electricity Network Operator")
    writer = other_person("Pseudonym Writer", "writer@example.com", on_behalf_of="south")
    member(writer, "party_contact", organisation="south")
    for number in range(times):
        ref = f"MP{500 + number}"
        registered(ref, "A title", "2021-01-04", status="change_board", path="self_governance", lead_analyst="clerk")
        do("ask_committee", _from="2021-02-01", proposal=ref, body="ssc", kind="interest", due="2021-02-20")
        vote = do("open_vote", CLERK, proposal=ref, closes=closes)["vote"]
        if votes:
            cast("clerk", "abstain", vote)
        do("give_action", _from=panel.DAY, meeting=panel.KEY, what=f"Do {number}", owner="south", due="2021-04-01")
        draft = started(f"person:{writer}", Content(**{**CONTENT.model_dump(), "organisation": "south"}))
        act("send_draft", f"person:{writer}", draft)


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize(("votes", "most"), [(False, MOST - 1), (True, MOST)])
def test_everything_waits_for_somebody_and_the_desk_asks_as_little(client, times, votes, most):
    busy(times, votes=votes)
    clerk = signed_in(client, CLERK)
    answer = clerk.get("/desk/")
    page, source = text(answer), answer.content.decode()
    shown = re.findall(r'<h2 id="([a-z]+)"', source)
    assert shown == ["mine", "asked", "drafts", *(["votes"] if votes else []), "actions", "theirs"]
    assert re.findall(r'<a href="#([a-z]+)">[0-9]+<', source) == shown
    for said in (
        *("What committees are asked", "MP500", "Drafts to comment on", CONTENT.title),
        *("Actions of meetings", "South Networks Limited", "Do 0"),
    ):
        assert said in page
    assert ("Your vote on MP500 is due by" in page) == votes
    assert ("abstains" in page) == votes
    with CaptureQueriesContext(connection) as seen:
        clerk.get("/desk/")
    assert len(seen) <= most, "\n".join(query["sql"][:200] for query in seen.captured_queries)
