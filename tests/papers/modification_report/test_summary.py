"""The summary of the report, composed of the record (PMP:197-233)."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import html

from codeclerk.papers.model import Bullets, Paragraph
from codeclerk.papers.modification_report.summary import MOST, opening
from codeclerk.papers.rendering import FORMATS
from codeclerk.papers.runs import plain
from tests.papers.modification_report.test_report import report, section
from tests.papers.pdf_tags import text
from tests.register.support import do

DAY = "2020-12-05"
MP092 = {
    "proposer": "Person dcc3 (Data Communications Company) raised it on 22 October 2019.",
    "issue": "Nothing in the code tells work that Users feel from work that they do not.",
    "solution": "Maintenance that disturbs a core service is of high impact and has two windows a month, with six "
    "hours between them.",
    "impact": "It impacts Large Suppliers, Small Suppliers, Electricity Network Operators, Gas Network Operators, "
    "Other SEC Parties and DCC. It changes Section A, Section H and Appendix AL (legal text, draft 0.3). Impacted too: "
    "DCC contracts. Not impacted: DCC System, Consumers, Other industry Codes and Greenhouse gas emissions.",
    "cost": "DCC costs: £0; SECAS costs: £1,200; SEC Party costs: no figure.",
    "release": "February 2021, on 25 February 2021.",
    "path": "Self-Governance: the Change Board decides, subject to referral to the Authority.",
}


def points(ref: str, day: str = DAY) -> dict[str, str]:
    """The points of a summary as the paper prints them."""
    [found] = [one for one in section(report(ref, day), "Summary").blocks if isinstance(one, Bullets)]
    said = [plain(item.runs).partition(": ") for item in found.items]
    return {label.lower(): words for label, _, words in said}


@pytest.mark.inventory("F07")
def test_the_summary_is_composed_of_the_record_and_follows_it(example):
    found = report("MP092")
    written, lead, _ = section(found, "Summary").blocks
    assert points("MP092") == MP092
    assert isinstance(written, Paragraph)
    assert plain(written.runs) == found.data.value["summary"]["written"]
    assert plain(lead.runs) == "In short, as the record has it on 5 December 2020:"
    assert found.data.value["summary"]["points"] == MP092
    now = {"_from": DAY, "_known": DAY, "proposal": "MP092"}
    do("write_part", part="issue", text="Work that nobody feels waits as long as work that stops a Service.", **now)
    do("record_effort", days="3", **now)
    do("set_path", path="Authority Determined", **now)
    do("set_target_release", release="June 2021", **now)
    do("set_impacts", party_categories=["DCC"], **now)
    assert points("MP092") == MP092 | {
        "issue": "Work that nobody feels waits as long as work that stops a Service.",
        "impact": MP092["impact"].replace(MP092["impact"].partition(".")[0], "It impacts DCC"),
        "cost": "DCC costs: £0; SECAS costs: £1,800; SEC Party costs: no figure.",
        "release": "June 2021, on 24 June 2021.",
        "path": "Authority Determined: the Change Board recommends and the Authority decides.",
    }


@pytest.mark.inventory("F07")
def test_every_form_has_the_points(example):
    found = report("MP092")
    docx = ZipFile(BytesIO(FORMATS["docx"].write(found))).read("word/document.xml")
    forms = {
        "html": html.fromstring(FORMATS["html"].write(found)).text_content(),
        "pdf": text(FORMATS["pdf"].write(found)),
        "docx": "".join(html.fromstring(docx).itertext()),
    }
    for form, said in forms.items():
        once = " ".join(said.split())
        for label, words in MP092.items():
            # What no source states has its mark behind it, as in the tables of the report.
            assert words.partition(" £0")[0] in once, (form, label)
    assert json.loads(FORMATS["json"].write(found))["summary"]["points"] == MP092


def test_a_solution_that_was_given_up_is_told(example):
    assert points("MP106")["solution"].endswith(" An earlier one was given up.")
    assert points("MP106")["impact"].startswith("No category of Parties is ticked as impacted. It changes Appendix I (")


def test_what_the_record_does_not_have_is_said_and_nothing_is_made_up(example):
    do("register_proposal", _from="2020-12-01", number="MP199", title="Nothing yet", _known="2020-12-01")
    assert points("MP199") == {
        "proposer": "Who proposes it is not known.",
        "issue": "It is not recorded.",
        "solution": "None is recorded.",
        "impact": "Not recorded: which Parties it impacts; which documents it changes; whether it has an impact on DCC "
        "System, Consumers, Other industry Codes or Greenhouse gas emissions.",
        "cost": "None is recorded.",
        "release": "None is set.",
        "path": "It is not known.",
    }
    draft = points("DP144")
    assert draft["proposer"] == (
        "Person eua1 (on behalf of Energy and Utilities Alliance) raised it on 28 September 2020."
    )
    assert draft["cost"] == (
        "Charge to Users: Random Sample Privacy Assessment: £25,000 to £53,000; not recorded: DCC costs, SECAS "
        "costs and SEC Party costs."
    )
    assert draft["path"] == "It is not decided yet."
    do("set_target_release", _from=DAY, _known=DAY, proposal="MP199", release="Some day")
    assert points("MP199")["release"] == "Some day, on a day that is not known."
    assert (
        "A decision on or before 10 June 2021 leads to the June 2021 SEC Release on 24 June 2021."
        in (points("MP107", "2021-03-05")["release"])
    )


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("One window.", "One window."),
        ("Short one. Then “another”. The third is not told, since the first two say enough of it. No.",
         "Short one. Then “another”. The third is not told, since the first two say enough of it."),
        ("A sentence with an example, e.g. DCC Systems, that goes on and on. Next.",
         "A sentence with an example, e.g. DCC Systems, that goes on and on."),
        ("First\nparagraph\n\nSecond paragraph.", "First paragraph"),
        ("Is it so? Yes.", "Is it so? Yes."),
    ],
)  # fmt: skip
def test_the_opening_of_a_text_is_its_first_whole_sentences(whole, told):
    assert opening(whole) == told


@pytest.mark.any_database
@pytest.mark.parametrize("whole", ["word " * 200, "w" * 1000])
def test_a_very_long_sentence_is_cut_and_says_so(whole):
    told = opening(whole)
    assert told.endswith(" …")
    assert len(told) <= MOST + 2
