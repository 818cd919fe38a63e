"""The headline report of a meeting: what it says, to whom, and for which meetings there is one."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel import clock
from codeclerk.kernel.calendar import Month
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.papers import registry
from codeclerk.papers.headline_report.record import KIND
from codeclerk.papers.rendering import FORMATS
from tests.meetings import panel
from tests.meetings.panel import CLERK, DAY, KEY, SECRET
from tests.register.support import do, lens
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
held = loaded_once(panel.loaded_and_run)


def report(day=DAY, key=KEY, mark=Classification.WHITE):
    as_at, kind = date.fromisoformat(day), registry.find(KIND)
    values = {"meeting": key} if key else {}
    params = registry.Params(Month(as_at.year, as_at.month), classification=mark, values=values)
    looking = registry.lens_for(kind, CLERK, params, as_at, lens().known_at)
    return registry.build(kind, looking, params)


def words(paper, form="html"):
    return FORMATS[form].write(paper).decode()


@pytest.mark.inventory("G01")
def test_it_says_what_came_of_the_items_and_which_actions_were_given(held):
    paper = report()
    page = words(paper)
    for said in (
        "SEC Panel, meeting 90, 12 March 2021",
        "Without consensus",
        "Item 21, MP077: DCC Service Flagging: No consensus: a paper in April; in April 2021.",
        "Item 18, MP147: SMKI Full Extract: Agreed.",
        "The trial goes well.",
        "ACTION 90/1",
        "Bring a paper on MP077",
        "Northwind Supply",
        "Guests: DCC (3).",
        "Quorum: not known.",
        "Large Supplier 1 in Item 18",
        "1 item of its agenda is not in this report.",
        "Nothing recorded",
    ):
        assert said in page, said
    data = paper.data.value
    assert data["meeting"]["number"] == 90
    assert [one["outcome"] for one in data["outcomes"]] == ["agreed", "no_consensus"]
    assert [one["name"] for one in data["actions"]] == ["ACTION 90/1"]
    assert paper.front.meeting == "SECP_90_1203"


def test_it_is_written_for_its_readers(held):
    for form in ("html", "json"):
        said = words(report(), form)
        for kept in (SECRET, "quarrel", "Adaline", "adaline"):
            assert kept not in said, kept
    red = words(report(mark=Classification.RED))
    assert SECRET in red
    assert "Adaline" not in red


def test_actions_show_how_they_stand_on_the_day_of_the_report(held):
    do("end_action", _from="2021-04-01", action=f"{KEY}-a1", state="done")
    assert report().data.value["actions"][0]["state"] == "open"
    assert report("2021-04-02").data.value["actions"][0]["state"] == "done"


@pytest.mark.any_database
def test_there_is_none_for_a_meeting_that_was_not_held(held):
    with pytest.raises(Refused, match="met on 12 March 2021"):
        report("2021-03-11")
    with pytest.raises(Refused, match="names no meeting"):
        report(key="")
    with pytest.raises(Refused, match="Did you mean panel-2021-03-12"):
        report(key="panel-2021-03-13")


def test_the_page_of_the_meeting_leads_to_it(held, client):
    page = client.get(f"/meetings/{KEY}/").content.decode()
    href = f"/papers/{KIND}/2021-03/?meeting={KEY}"
    assert href in page
    answer = client.get(f"{href}&as_at=2021-03-31&known_at={clock.today().isoformat()}")
    assert answer.status_code == 200
    assert "ACTION 90/1" in answer.content.decode()
