"""The Modification Report of real proposals, from the loaded example: what it says, and to whom."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from codeclerk.kernel.calendar import Month, end_of_london_day
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification, Lens, Viewer
from codeclerk.papers import registry
from codeclerk.papers.laid import ListLaid, ParagraphLaid
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Action, Paper, Section, Table
from codeclerk.papers.modification_report.builder import build
from codeclerk.papers.modification_report.record import KIND
from codeclerk.papers.rendering import FORMATS
from codeclerk.papers.runs import plain
from tests.papers.pdf_tags import text, tree, xmp
from tests.register import example as printed
from tests.register.support import do

SITE = "https://codeclerk.example"


def report(ref: str, day: str = "2020-12-05", **more) -> Paper:
    """The report on a proposal as at a day, as the public reads it."""
    as_at, kind = date.fromisoformat(day), registry.find(KIND)
    params = registry.Params(Month(as_at.year, as_at.month), values={"proposal": ref}, **more)
    reader = registry.audience(kind.classification)
    lens = registry.lens_for(kind, reader, params, as_at, end_of_london_day(as_at))
    return registry.build(kind, lens, params, site=SITE)


def section(paper: Paper, title: str) -> Section:
    return next(one for one in paper.sections if one.title == title)


def table(paper: Paper, key: str) -> list[list[str]]:
    """The printed cells of a table."""
    found = next(
        block for one in paper.sections for block in one.blocks if isinstance(block, Table) and block.key == key
    )
    return [[plain(cell) for cell in row] for row in found.rows]


def plain_of(parts) -> str:
    return "".join(part.s for part in parts)


def words(paper: Paper) -> str:
    """Everything that the paper prints."""
    return FORMATS["html"].write(paper).decode()


def refusal(**values: str):
    lens = Lens(registry.audience(Classification.WHITE), date(2020, 12, 5), end_of_london_day(date(2020, 12, 5)))
    with pytest.raises(Refused) as caught:
        build(lens, registry.Params(Month(2020, 12), values=values))
    return caught.value.first


@pytest.mark.inventory("A16")
def test_the_lead_analyst_is_shown_in_the_paper(example):
    found = report("MP092")
    purpose = " ".join(plain(one.runs) for one in found.front.purpose)
    assert "The lead analyst is person secas3, Smart Energy Code Administrator and Secretariat." in purpose
    assert table(found, "contact-block") == [
        ["Lead analyst", "person secas3, Smart Energy Code Administrator and Secretariat"]
    ]
    assert found.data.value["lead_analyst"] == {"person": "secas3", "organisation": "secas"}
    do("assign_lead_analyst", _from="2020-12-05", _known="2020-12-04", proposal="MP092", person="secas2")
    assert "person secas2, " in " ".join(plain(one.runs) for one in report("MP092").front.purpose)
    do("assign_lead_analyst", _from="2020-12-05", _known="2020-12-05", proposal="MP092")
    nobody = report("MP092")
    assert "No lead analyst is assigned to it." in plain(nobody.front.purpose[1].runs)
    assert nobody.data.value["lead_analyst"] is None
    assert "names nobody to ask" in plain(section(nobody, "Contact").blocks[0].runs)


def test_the_cover_says_what_it_is_about_and_what_is_asked(example):
    front = report("MP092").front
    assert front.title == "MP092 ‘New Planned Maintenance methodology’ – Modification Report"
    assert (front.subject, front.action) == ("proposal:0092", Action.DECISION)
    assert (front.committee, front.meeting_date) == ("SEC Panel", date(2020, 12, 11))
    assert [(one.verb, plain(one.runs)) for one in front.recommendations] == [
        ("AGREE", "that it goes to the Report Phase."),
        ("APPROVE", "the Modification Report."),
        ("APPROVE", "the implementation approach."),
        ("AGREE", "that it is decided under Self-Governance."),
    ]
    later = report("MP092", "2021-03-05").front
    assert (later.action, later.committee, later.meeting_date) == (Action.INFORMATION, "", None)


@pytest.mark.parametrize(
    ("ref", "timetable"),
    [("MP092", printed.MP092), ("MP106", printed.MP106), ("MP139", printed.MP139), ("DP144", printed.DP144)],
)
def test_the_timetable_is_that_of_the_published_report(example, ref, timetable):
    rows = table(report(ref), "timetable")
    known = {label.partition(" (")[0].casefold() for label, _ in timetable}
    assert {row[0].partition(" (")[0].casefold() for row in rows} == known
    assert {row[2] for row in rows} <= {"happened", "running", "planned", "not confirmed"}
    assert sorted({row[2] for row in rows} - {"not confirmed", "running"}) == ["happened", "planned"]


def test_a_moved_event_shows_what_was_planned_first(example):
    do("revise_event", _from="2020-12-05", _known="2020-12-05", proposal="MP092", key="change_board_vote",
       when="27 January 2021")  # fmt: skip
    row = next(row for row in table(report("MP092"), "timetable") if row[0] == "Change Board vote")
    assert row == ["Change Board vote", "27 Jan 2021", "planned", "20 Jan 2021"]
    assert table(report("MP092"), "timetable")[0][-1] == "the same"
    assert "No date in it was moved" in words(report("MP106"))
    assert "No date in it was moved" not in words(report("MP092"))


def test_where_it_stands_what_it_affects_and_why(example):
    found = report("MP092")
    facts = dict(table(found, "facts"))
    assert facts["Stage"] == "Refine"
    assert facts["Status"] == "Refinement Process, since 15 November 2019"
    assert facts["Path"] == "Self-Governance"
    assert facts["Age"] == "294 WD"
    assert facts["Next step"] == "Modification Report presented to Panel, 11 Dec 2020"
    assert dict(table(found, "affected"))["Documents"] == "Section A, Section H, Appendix AL"
    assert dict(table(found, "affected"))["Systems"] == "none"
    assert "Next, the Modification Report is presented to the Panel on 11 December 2020." in words(found)
    assert "both ends counted, bank holidays not removed" in words(found)
    assert "(b) The DCC can keep to the objectives of its licence" in words(found)
    assert found.data.value["standing"]["age"]["value"] == 294
    assert found.data.value["affected"]["systems"] == []


def test_what_was_assessed_consulted_on_and_decided(example):
    found = report("MP106", "2021-03-05")
    kinds = [row[0] for row in table(found, "assessments")]
    assert kinds == ["Impact Assessment", "Preliminary Assessment"]
    assert table(found, "consultations")[0][:2] == ["Refinement Consultation", "closed"]
    decided = [(row[0], row[2]) for row in table(found, "decisions")]
    assert ("14 February 2020", "Converted to a Modification Proposal") in decided
    assert len(found.data.value["decisions"]) == len(decided)
    [link] = [row for row in table(found, "links") if row[1].startswith("MP081")]
    assert link[0]


@pytest.mark.inventory("A02", "F06")
def test_the_report_counts_letters_and_describes_its_annexes(example):
    found = report("MP092")
    listed = [one.title for one in found.front.attachments]
    assert listed == [
        "legal text, version 0.3 (in SECP_87_1112_18, published on 4 December 2020)",
        "DCC Preliminary Assessment response (in SECP_87_1112_18, published on 4 December 2020)",
        "Refinement Consultation responses (in SECP_87_1112_18, published on 4 December 2020)",
        "results of the trial (in SECP_87_1112_18, published on 4 December 2020)",
    ]
    cover = [plain_of(block.parts) for block in lay_out(found).cover.blocks if isinstance(block, ParagraphLaid)]
    assert "This document also has four annexes:" in cover
    items = [
        plain_of(item.parts)
        for block in lay_out(found).cover.blocks
        if isinstance(block, ListLaid)
        for item in block.items
    ]
    assert [one[:8] for one in items if one.startswith("Annex ")] == ["Annex A:", "Annex B:", "Annex C:", "Annex D:"]
    assert "Annex B: DCC Preliminary Assessment response (in SECP_87_1112_18, published on 4 December 2020)" in items
    [other] = section(found, "Other documents").blocks[0].items
    assert plain(other.runs) == (
        "Appendix A: draft Modification Report (Report, in SECP_87_1112_18, published on 4 December 2020)"
    )
    assert all(one.href.startswith("/sources/") for one in found.front.attachments)
    assert "This document also has four annexes:" in text(FORMATS["pdf"].write(found)).replace("\n", " ")
    earlier = Lens(registry.audience(Classification.WHITE), date(2020, 11, 5), end_of_london_day(date(2021, 3, 5)))
    params = registry.Params(Month(2020, 11), values={"proposal": "MP092"})
    assert build(earlier, params).front.attachments == ()
    assert [one["role"] for one in found.data.value["documents"]] == [
        "report", "legal_text", "annex", "responses", "annex",
    ]  # fmt: skip


def test_what_no_source_states_is_marked(example):
    found = report("MP092")
    derogations = [one for one in found.data.value["decisions"] if one["outcome"] == "derogation"]
    assert [one["sure"] for one in derogations].count("inferred") == 1
    assert "Inferred: no source states it, it follows from what sources do state." in words(found)
    assert "17 January 2020, Derogation granted: Until MP092 is implemented." in words(found)


def test_a_draft_proposal_has_a_report_too(example):
    found = report("DP144")
    assert found.front.title.endswith("’ – Draft Proposal Report")
    after = report("DP144", "2021-03-05")
    assert after.front.title == "MP144 ‘Charging of Random Sample Privacy Assessments’ – Modification Report"


def test_split_wholes_and_their_parts_have_reports(example):
    whole = report("DP122", "2021-03-05")
    assert "goes on as MP122A" in " ".join(plain(one.runs) for one in whole.front.purpose)
    assert "Stage" not in dict(table(whole, "facts"))
    part = report("MP122A", "2021-03-05")
    assert "is a part of DP122" in plain(section(part, "Where it stands").blocks[0].runs)
    assert part.data.value["standing"]["whole"] == "DP122"


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "json"])
def test_every_proposal_can_be_written(example, form):
    from codeclerk.register.models import Proposal

    keys = list(Proposal.objects.order_by("key").values_list("key", flat=True))
    for key in keys if form in ("html", "json") else keys[:: len(keys) // 5]:
        assert FORMATS[form].write(report(key, "2021-05-12"))


def test_where_nothing_is_known_it_says_so(example):
    do("register_proposal", _from="2021-03-01", _known="2021-03-01", number="SECMP0999")
    found = report("SECMP0999", "2021-03-05")
    assert lay_out(found).tables()
    assert found.front.title == "SECMP0999 – Modification Report"
    for sentence in (
        "There is nothing to report: no assessment of SECMP0999 by the DCC is recorded.",
        "There is nothing to report: no consultation on SECMP0999 is recorded.",
        "No link of SECMP0999 is recorded.",
        "There is nothing to report: no decision on SECMP0999 is recorded.",
        "No event of SECMP0999 is recorded on this day.",
        "Where it stands is not known.",
        "not recorded",
    ):
        assert sentence in words(found), sentence


def test_a_reference_that_names_nothing_is_refused_with_the_nearest(example):
    assert refusal().code == "papers.no_proposal"
    assert refusal(proposal=" ").code == "papers.no_proposal"
    unknown = refusal(proposal="MP0921")
    assert (unknown.code, unknown.remedy) == ("register.unknown_proposal", "Did you mean MP092?")
    other = refusal(proposal="MP092", colour="red")
    assert (other.code, "It knows proposal." in other.remedy) == ("papers.unknown_value", True)
    assert report("DP092").front.title == report("MP092").front.title
    assert report("0092").front.subject == report("SECMP0092").front.subject == "proposal:0092"


DETAILS = {"email": "analyst@example.com", "telephone": "020 7946 0000"}


@pytest.fixture
def analyst(example) -> str:
    """The lead analyst of MP092, whose contact details are recorded."""
    do("register_person", _from="2020-01-01", _known="2020-01-01", key="a-1", name="Pseudonym Analyst",
       on_behalf_of="secas", **DETAILS)  # fmt: skip
    do("assign_lead_analyst", _from="2020-12-05", _known="2020-12-05", proposal="MP092", person="a-1")
    return "a-1"


def publish(person: str, **details: bool) -> None:
    do("publish_contact", _from="2020-12-01", _known="2020-12-01", person=person, agreement="by mail", **details)


def contents(form: str, classification: Classification, holds: frozenset[str] = frozenset()) -> str:
    """What a paper for these readers says in a form."""
    content = FORMATS[form].write(_for(classification, holds))
    if form == "pdf":
        return text(content).replace("\n", " ")
    if form == "docx":
        return ZipFile(BytesIO(content)).read("word/document.xml").decode()
    return content.decode()


@pytest.mark.inventory("A17")
def test_the_contact_block_prints_what_the_analyst_published_to_every_audience(analyst):
    publish(analyst, name=True, telephone=True, email=True)
    for classification in Classification:
        assert table(_for(classification), "contact-block") == [
            ["Lead analyst", "Pseudonym Analyst, Smart Energy Code Administrator and Secretariat"],
            ["Telephone", "020 7946 0000"],
            ["Email", "analyst@example.com"],
        ]
    for form in FORMATS:
        said = contents(form, Classification.WHITE)
        assert [one for one in (*DETAILS.values(), "Pseudonym Analyst") if one not in said] == [], form
    figures = report("MP092").data.value
    assert figures["printed_persons"] == [{"person": "a-1", "details": ["name", "email", "telephone"]}]
    assert "Pseudonym" not in str(figures)
    publish(analyst, email=True)
    assert table(report("MP092"), "contact-block") == [
        ["Lead analyst", "person a-1, Smart Energy Code Administrator and Secretariat"],
        ["Email", "analyst@example.com"],
    ]
    do("withdraw_contact", _from="2020-12-05", _known="2020-12-05", person=analyst)
    assert "analyst@example.com" not in words(report("MP092"))


@pytest.mark.inventory("A17")
def test_no_paper_prints_how_to_reach_who_published_nothing(analyst):
    """Not even where who makes it may see it: the paper stays when the person is erased."""
    manages = frozenset({"people.manage"})
    for form in FORMATS:
        for classification in (Classification.WHITE, Classification.RED) if form in ("pdf", "docx") else Classification:
            said = contents(form, classification, manages)
            assert not any(one in said for one in (*DETAILS.values(), "Pseudonym")), (classification, form)
    assert "the record of person a-1" in words(report("MP092"))
    assert report("MP092").data.value["printed_persons"] == []


def _for(classification: Classification, holds: frozenset[str] = frozenset()) -> Paper:
    every = list(Classification)
    viewer = Viewer("audience:test", frozenset(every[: every.index(classification) + 1]), holds)
    day = date(2020, 12, 5)
    params = registry.Params(Month(2020, 12), classification=classification, values={"proposal": "MP092"})
    return build(Lens(viewer, day, end_of_london_day(day)), params)


def test_a_restricted_annex_is_in_no_paper_of_a_lower_audience(example):
    secret = "f" * 64
    do("register_document", _from="2020-12-04", _known="2020-12-04", sha256=secret, title="Zanzibar trial",
       kind="paper", published="2020-12-04", classification="Amber")  # fmt: skip
    do("attach_document", _from="2020-12-04", _known="2020-12-04", proposal="MP092", document=secret, role="annex",
       label="Zanzibar results")  # fmt: skip
    for found in (report("MP092"), _for(Classification.GREEN)):
        for form in FORMATS.values():
            content = form.write(found)
            assert b"Zanzibar" not in content
            assert secret.encode() not in content
    assert "Zanzibar results" in words(_for(Classification.AMBER))


HOSTILE = '#panic("run") *bold* <script>alert(1)</script> =1+1 ‘{{ 7*7 }}’ ' + "W" * 230


def test_the_pdf_is_tagged_the_same_twice_and_not_run_by_a_title(example):
    do("retitle", _from="2020-12-04", _known="2020-12-04", proposal="MP092", title=HOSTILE)
    found = report("MP092")
    for form in FORMATS.values():
        assert form.write(found) == form.write(report("MP092")), form.name
    content = FORMATS["pdf"].write(found)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp(content)
    root = tree(content)
    assert len(root.all("Table")) >= 7
    assert root.all("H1")
    assert all("Scope" in one.attributes for one in root.all("TH"))
    said = text(content).replace("\n", " ")
    assert '#panic("run") *bold*' in said
    assert "<script>" not in words(found)


def test_it_takes_as_many_queries_for_a_long_story_as_for_a_short_one(example):
    from tests.register.support import queries

    for ref in ("MP092", "MP106", "SECMP0067"):
        report(ref, "2021-03-05")
    for ref in ("MP092", "MP106"):
        # Number, facts, people, published, parts, legal text, releases; what was decided, assessed, consulted on, due.
        with queries(11):
            report(ref, "2021-03-05")


@pytest.mark.inventory("B27")
def test_the_cover_notes_what_may_still_change_before_the_meeting(example, client):
    said = "The Security Sub-Committee looks at a risk assessment two days before"
    assert f"To note before the meeting: {said}" in words(report("MP139"))
    assert said in client.get("/decisions/?as_at=2020-12-04").content.decode()
    assert said in client.get("/proposals/MP139/?as_at=2020-12-04").content.decode()
