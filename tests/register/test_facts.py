"""Facts of a proposal over time: titles, Proposers, status, hold, flags, release, what is affected, links."""

from __future__ import annotations

import pytest

from codeclerk.register import queries, vocabulary
from tests.register.support import do, lens, organisation, person, refused, registered

pytestmark = pytest.mark.django_db


def line(ref="MP092", day=None, known=None):
    return queries.proposal(lens(day, known), ref).line


@pytest.mark.inventory("A11")
def test_G034_retitle_history():
    registered("SECMP0007", "Firmware updates to mandated HAN devices", "2016-11-09")
    do("retitle", _from="2021-03-05", proposal="SECMP0007", title="Firmware updates to IHDs and PPMIDs")
    told = {entry.first_day.year: entry.value for entry in queries.proposal(lens(), "SECMP0007").titles}
    assert told == {2016: "Firmware updates to mandated HAN devices", 2021: "Firmware updates to IHDs and PPMIDs"}
    assert line("SECMP0007", "2021-03-04").title == "Firmware updates to mandated HAN devices"


def test_long_and_short_title():
    registered("SECMP0005", "Inclusion of Tariff and Register Labels on SMETS2 Devices", "2016-11-09",
               short_title="Add Tariff and Register Labels in SMETS2 Devices")  # fmt: skip
    found = line("SECMP0005")
    assert found.title_for(short=True) == "Add Tariff and Register Labels in SMETS2 Devices"
    assert found.title_for(short=False) == "Inclusion of Tariff and Register Labels on SMETS2 Devices"
    registered("SECMP0009", "Centralised Firmware Library", "2016-11-09")
    assert line("SECMP0009").title_for(short=True) == "Centralised Firmware Library"


def test_the_order_of_loading_does_not_matter():
    registered("SECMP0007", "", "2016-11-09")
    do("retitle", _from="2021-03-05", proposal="SECMP0007", title="New")
    do("retitle", _from="2016-11-09", proposal="SECMP0007", title="Old")
    assert (line("SECMP0007", "2020-01-01").title, line("SECMP0007").title) == ("Old", "New")


@pytest.mark.inventory("A14")
def test_proposer_with_history_and_on_behalf_of():
    organisation("secas", "SECAS", "code administrator")
    organisation("eua", "Energy and Utilities Alliance", "other")
    person("p-3", on_behalf_of="secas")
    registered("MP092", "", proposer_person="p-3", proposer_organisation="secas", on_behalf_of="eua")
    found = line()
    assert (found.proposer_person, found.proposer_name) == ("p-3", "SECAS on behalf of Energy and Utilities Alliance")
    do("change_proposer", _from="2020-12-04", proposal="MP092", organisation="eua")
    assert line(day="2020-12-03").proposer_organisation == "secas"
    assert line().proposer_name == "Energy and Utilities Alliance"
    facts = [
        (f.first_day.isoformat(), f.value) for f in queries.proposal(lens(), "MP092").facts if f.what == "Proposer"
    ]
    assert facts == [
        ("2019-10-22", "person p-3, SECAS, on behalf of Energy and Utilities Alliance"),
        ("2020-12-04", "Energy and Utilities Alliance"),
    ]
    assert "Did you mean secas?" in refused("change_proposer", proposal="MP092", organisation="secass").remedy


def test_lead_analyst_and_contact_block():
    from codeclerk.kernel.lens import Viewer

    organisation("secas", "SECAS", "code administrator")
    person("a-1", "Pseudonym Analyst", email="analyst@example.com", telephone="020 7946 0000", on_behalf_of="secas")
    registered("MP092", "", lead_analyst="a-1")
    public = queries.contact_block(lens(), "MP092")
    assert (public.person, public.organisation_name, public.contact) == ("a-1", "SECAS", None)
    manager = lens(viewer=Viewer("person:x", holds=frozenset({"people.manage"})))
    contact = queries.contact_block(manager, "MP092").contact
    assert (contact.name, contact.email, contact.telephone) == (
        "Pseudonym Analyst",
        "analyst@example.com",
        "020 7946 0000",
    )
    do("assign_lead_analyst", proposal="MP092")
    assert queries.contact_block(lens(), "MP092") is None


def test_stages_follow_from_statuses():
    registered("DP144", "", "2020-09-28", status="Draft Proposal")
    do("convert_proposal", _from="2020-12-11", proposal="DP144")
    do("set_status", _from="2021-03-12", proposal="MP144", status="Report Phase")
    do("set_status", _from="2021-04-21", proposal="MP144", status="Approved")
    do("set_status", _from="2021-06-24", proposal="MP144", status="Implemented")
    days = ("2020-12-10", "2020-12-11", "2021-03-12", "2021-04-21", "2021-06-24")
    assert [line("MP144", day).stage for day in days] == ["define", "refine", "opine", "release", "closed"]


@pytest.mark.inventory("B20")
def test_approval_and_implementation_are_separate_and_dated():
    registered("MP092", "", status="Change Board")
    do("set_status", _from="2021-01-20", proposal="MP092", status="Pending Implementation")
    do("set_status", _from="2021-02-25", proposal="MP092", status="Implemented")
    told = [(f.first_day.isoformat(), f.value) for f in queries.proposal(lens(), "MP092").facts if f.what == "Status"]
    assert told[1:] == [
        ("2021-01-20", "Pending Implementation (Release)"),
        ("2021-02-25", "Implemented (Closed)"),
    ]


@pytest.mark.inventory("A23")
@pytest.mark.parametrize("status", ["Withdrawn", "Rejected", "Implemented"])
def test_a_closed_proposal_counts_until_it_is_closed(status):
    registered("SECMP0003", "", "2016-11-09", status="Refinement")
    do("set_status", _from="2016-11-11", proposal="SECMP0003", status=status)
    before, after = lens("2016-11-10"), lens("2016-11-11")
    assert (queries.stage_counts(before)["refine"], queries.stage_counts(after)["refine"]) == (1, 0)
    assert queries.stage_counts(after)["closed"] == 1
    assert [found.is_closed for found in (line("SECMP0003", "2016-11-10"), line("SECMP0003"))] == [False, True]
    assert queries.proposals(after, queries.Filters(is_pre_decision=True)) == ()


@pytest.mark.inventory("A24")
def test_a_hold_leaves_the_stage_and_counts_there():
    registered("SECMP0003", "", "2016-11-01", status="Refinement")
    do("hold_proposal", _from="2016-11-02", proposal="SECMP0003", until="2016-11-11", reason="Withdrawal window")
    held = line("SECMP0003", "2016-11-11")
    assert (held.is_held, held.stage, held.is_pre_decision, held.hold_reason) == (
        True,
        "refine",
        True,
        "Withdrawal window",
    )
    assert queries.stage_counts(lens("2016-11-11"))["refine"] == 1
    assert not line("SECMP0003", "2016-11-01").is_held
    assert not line("SECMP0003", "2016-11-12").is_held
    do("hold_proposal", _from="2017-01-02", proposal="SECMP0003", reason="Waits for the DCC")
    assert line("SECMP0003").is_held
    do("resume_proposal", _from="2017-02-01", proposal="SECMP0003")
    assert not line("SECMP0003").is_held
    assert refused("resume_proposal", proposal="SECMP0003").code == "register.not_held"
    backwards = refused("hold_proposal", _from="2017-03-02", proposal="SECMP0003", until="2017-03-01", reason="x")
    assert backwards.code == "register.hold_backwards"


def test_path():
    registered("MP092")
    do("set_path", _from="2020-12-11", proposal="MP092", path="self governance")
    assert (line().path, line(day="2020-12-10").path) == ("self_governance", "")
    refusal = refused("set_path", proposal="MP092", path="Self-Governence")
    assert (refusal.code, refusal.remedy) == ("register.unknown_word", "Did you mean 'Self-Governance'?")


@pytest.mark.inventory("B21")
def test_an_approved_proposal_whose_implementation_date_is_under_review():
    registered("MP077", "DCC Service Flagging", "2020-06-17", status="Change Board")
    do("set_status", _from="2021-02-23", proposal="MP077", status="Approved")
    do("set_flag", _from="2021-02-23", proposal="MP077", flag="subject to review", note="The Panel reviews the date.")
    found = line("MP077")
    assert (found.stage, found.flags) == ("release", ("review_pending",))
    do("set_flag", _from="2021-04-09", proposal="MP077", flag="review_pending", on=False)
    assert line("MP077").flags == ()
    assert line("MP077", "2021-03-05").flags == ("review_pending",)


@pytest.mark.inventory("B22")
def test_falling_out_of_a_release_leaves_it_open():
    registered("MP116", "", "2020-12-04", status="Refinement Process", target_release="June 2021")
    do("set_target_release", _from="2021-03-12", proposal="MP116", release="")
    assert (line("MP116", "2021-03-11").release, line("MP116").release) == ("June 2021", "")
    assert line("MP116").is_pre_decision
    assert not line("MP116").is_closed


@pytest.mark.inventory("A19")
def test_links_are_read_from_both_ends():
    registered("MP118", "Communications Hub Finance Charges")
    registered("DP153", "Follow up changes", "2021-02-16")
    do("link_proposals", _from="2021-02-16", proposal="DP153", kind="follow-up of", to="MP118")
    do("link_proposals", _from="2021-02-16", proposal="DP153", kind="corrects", to="MP118")

    def links(ref, day=None):
        return [(link.words, link.name) for link in queries.proposal(lens(day), ref).links]

    assert links("DP153") == [("Follow-up of", "MP118"), ("Corrects", "MP118")]
    assert links("MP118") == [("Followed up by", "DP153"), ("Corrected by", "DP153")]
    assert links("MP118", "2021-02-15") == []
    do("unlink_proposals", _from="2021-03-01", proposal="DP153", kind="corrects", to="MP118")
    assert links("DP153") == [("Follow-up of", "MP118")]
    assert links("DP153", "2021-02-28") == [("Follow-up of", "MP118"), ("Corrects", "MP118")]
    assert refused("unlink_proposals", proposal="DP153", kind="depends on", to="MP118").code == "register.no_link"
    assert refused("link_proposals", proposal="DP153", kind="corrects", to="DP153").code == "register.link_to_itself"
    assert "Did you mean 'Corrects'?" in refused("link_proposals", proposal="DP153", kind="corects", to="MP118").remedy


@pytest.mark.inventory("A20")
def test_a_dependency_outside_the_code_can_move_the_release():
    registered("SECMP0012", "Channel selection", "2016-11-09", target_release="February 2018")
    do("link_proposals", _from="2016-11-09", proposal="SECMP0012", kind="external dependency",
       outside="Dual-Band Communications Hub changes")  # fmt: skip
    (link,) = queries.proposal(lens(), "SECMP0012").links
    assert (link.key, link.name, link.moves_release) == ("", "Dual-Band Communications Hub changes", True)
    assert refused("link_proposals", proposal="SECMP0012", kind="external dependency", to="SECMP0012").code == (
        "register.link_to_itself"
    )


def test_objectives_of_a_view_with_their_texts():
    registered("MP106")
    do("tag_objectives", proposal="MP106", view="Change Board", letters=["Objective (g)", "a", "(c)"])
    (tagged,) = queries.proposal(lens(), "MP106").objectives
    assert (tagged.view_words, tagged.letters) == ("Change board", ("a", "c", "g"))
    assert all(text for _, text in tagged.texts)
    assert refused("tag_objectives", proposal="MP106", view="x", letters=["z"]).code == "register.unknown_word"


@pytest.mark.inventory("A25")
@pytest.mark.parametrize(
    ("typed", "kept"), [("CR1352", "CR1352"), ("cr 1352", "CR1352"), ("TBC", "TBC"), ("n/a", "N/A")]
)
def test_change_request_numbers(typed, kept):
    registered("MP107")
    do("record_change_request", proposal="MP107", number=typed, about="PA")
    (request,) = queries.proposal(lens(), "MP107").change_requests
    assert (request.number, request.about) == (kept, "PA")


def test_a_change_request_is_written_like_one():
    registered("MP107")
    assert refused("record_change_request", proposal="MP107", number="1352").code == "kernel.bad_field"


def test_what_is_affected_is_a_whole_list():
    registered("MP092")
    do("set_impacts", _from="2020-01-01", proposal="MP092", documents=["duis", "Section h", "appendix AL"], systems=[])
    found = line()
    assert (found.documents, found.systems) == (("DUIS", "Section H", "Appendix AL"), ())
    assert found.affected_known == {"documents", "systems"}
    do("set_impacts", _from="2021-01-01", proposal="MP092", documents=["GBCS"], party_categories=["Supplier Parties"])
    assert line().documents == ("GBCS",)
    assert line().party_categories == ("supplier",)
    assert line(day="2020-12-31").documents == ("DUIS", "Section H", "Appendix AL")
    assert "Did you mean" in refused("set_impacts", proposal="MP092", documents=["DUISS"]).remedy
    assert refused("set_impacts", proposal="MP092").code == "register.nothing_given"


def test_a_status_that_is_not_known_leaves_its_stage():
    registered("DP096", "DNO Power Outage Alerts", "2021-02-23", stage="Define", sure="inferred")
    found = line("DP096")
    assert (found.stage, found.status_name, found.sure["status"]) == ("define", "", "inferred")
    assert refused("set_status", proposal="DP096").code == "register.status_or_stage"
    assert refused("set_status", proposal="DP096", status="Draft Proposal", stage="Opine").code == (
        "register.status_or_stage"
    )


def test_a_status_that_is_not_known_any_more_counts_in_no_stage():
    registered("SECMP0002", "", "2016-11-09", status="Refinement")
    note = "No later paper mentions it."
    do("set_status", _from="2018-11-01", proposal="SECMP0002", is_unknown=True, sure="inferred", note=note)
    found = line("SECMP0002")
    assert (found.stage, found.stage_name, found.status_name, found.is_pre_decision) == ("", "", "", False)
    assert found.sure["status"] == "inferred"
    assert queries.stage_counts(lens()) == {"": 1, **dict.fromkeys(vocabulary.stage_names(), 0)}
    assert line("SECMP0002", day="2018-10-31").stage == "refine"
    told = queries.proposal(lens(), "SECMP0002")
    assert [fact.value for fact in told.facts if fact.what == "Status"] == ["Refinement (Refine)", "not known"]
    both = refused("set_status", proposal="SECMP0002", is_unknown=True, stage="Define")
    assert both.code == "register.status_or_stage"
    assert "not known, and one is given" in str(both)


def test_a_part_of_a_status_is_understood():
    registered("SECMP0008", "", "2016-11-09", status="Refinement with DCC Impact Assessment")
    found = line("SECMP0008")
    assert (found.status, found.part) == ("refinement", "with_dcc_impact_assessment")
    assert found.status_name == "Refinement (DCC Impact Assessment)"
    do("set_status", proposal="SECMP0008", status="Report Phase", profile="2018")
    assert line("SECMP0008").profile == "2018"


def test_a_correction_supersedes_and_keeps_what_was_known():
    registered("MP092", "")
    do("set_path", _from="2020-12-11", _known="2020-12-12", proposal="MP092", path="Authority Determined")
    do("set_path", _from="2020-12-11", _known="2020-12-20", proposal="MP092", path="Self-Governance")
    assert line().path == "self_governance"
    do("withdraw_change", _from="2020-12-11", proposal="MP092", fact="path", reason="It was another proposal.")
    assert line().path == ""
    gone = refused("withdraw_change", _from="2020-12-11", proposal="MP092", fact="path", reason="x")
    assert (gone.code, gone.remedy) == ("register.no_change", "It never changed.")
    do("set_flag", _from="2020-12-11", proposal="MP092", flag="urgent")
    assert refused("withdraw_change", proposal="MP092", fact="flag", reason="x").code == "register.which_fact"
    do("withdraw_change", _from="2020-12-11", proposal="MP092", fact="flag", which=["urgent"], reason="x")
    assert line().flags == ()


def test_knowledge_is_dated_apart_from_the_day():
    registered("MP092", "", "2019-10-22")
    early = lens("2021-01-31", "2019-01-01")
    assert queries.proposals(early) == ()


def test_a_change_before_the_first_day_is_a_warning():
    from codeclerk.kernel import bus

    registered("MP092", since="2019-10-22")
    day = lens("2019-10-01").valid_at
    plan = bus.preview("set_path", {"proposal": "MP092"}, actor="system:import", effective=day)
    assert plan.warnings == ("The register has MP092 from 22 October 2019 on; before that day this is not shown.",)


def test_only_those_who_keep_the_register_may():
    person("p-1")
    assert refused("raise_proposal", _by="person:p-1", title="X").code == "kernel.not_allowed"
    do("give_membership", _by="system:install", _from="2020-01-01", person="p-1", role="secretariat")
    about = {"title": "X", "note": "Raised by letter."}
    assert do("raise_proposal", _by="person:p-1", _from="2020-02-01", **about)["number"] == "DP001"


MARKUP = ["<script>alert(1)</script>", "=1+1", "{{ 7*7 }}", "a & b", "“quoted” ‘title’", "\u202eright to left"]


@pytest.mark.parametrize("title", MARKUP)
def test_a_title_is_kept_as_text(title):
    registered("MP092", title)
    assert line().title == title
