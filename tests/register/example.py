"""A small register as the published papers tell it: numbers, titles, days and timetables. Pseudonyms only."""

from __future__ import annotations

from tests.register.support import do, organisation, person, registered

MP092 = (
    ("Draft Proposal raised", "22 Oct 2019"),
    ("Presented to CSC for decision", "29 Oct 2019"),
    ("Panel converts Draft Proposal to Modification Proposal", "15 Nov 2019"),
    ("Preliminary Assessment requested", "18 Nov 2019"),
    ("Preliminary Assessment returned", "5 Jun 2020"),
    ("Modification discussed with Working Group", "1 Jul 2020"),
    ("Refinement Consultation", "20 Jul 2020 – 7 Aug 2020"),
    ("SECAS asks DCC if Impact Assessment is required", "4 Aug 2020"),
    ("DCC confirmed no Impact Assessment is required", "6 Nov 2020"),
    ("Modification Report presented to Panel", "11 Dec 2020"),
    ("Modification Report Consultation", "14 Dec 2020 – 8 Jan 2021"),
    ("Change Board vote", "20 Jan 2021"),
)
MP106 = (
    ("Draft Proposal raised", "30 Dec 2019"),
    ("Presented to CSC for final comment and recommendations", "28 Jan 2020"),
    ("Panel converts Draft Proposal to Modification Proposal", "14 Feb 2020"),
    ("Business requirements developed with Proposer and DCC", "Feb 2020"),
    ("Preliminary Assessment requested", "26 Mar 2020"),
    ("Preliminary Assessment returned", "11 Jun 2020"),
    ("Discuss at the July Working Group meeting", "1 Jul 2020"),
    ("Refinement Consultation", "8 Jul 2020 – 29 Jul 2020"),
    ("Impact Assessment costs approved by Change Board", "22 Jul 20"),
    ("Modification discussed at Working Group", "7 Oct 20"),
    ("Legal text amended", "Oct 20"),
    ("Modification Report approved by Panel", "11 Dec 20"),
    ("Modification Report Consultation", "14 Dec 20 – 6 Jan 21"),
    ("Change Board Vote", "20 Jan 21"),
)
MP139 = (
    ("Draft Proposal raised", "18 Aug 2020"),
    ("Presented to CSC for final comment and recommendations", "28 Aug 2020"),
    ("Panel converts Draft Proposal to Modification Proposal", "11 Sep 2020"),
    ("Modification discussed with Working Group", "7 Oct 2020"),
    ("Refinement Consultation", "19 Oct – 30 Oct 2020"),
    ("Proposed solution discussed with Security Sub-Committee", "28 Oct 2020"),
    ("Proposed solution discussed with TABASC", "19 Nov 2020"),
    ("Modification Report approved by Panel", "11 Dec 2020"),
    ("Modification Report Consultation", "14 Dec 2020 – 8 Jan 2021"),
    ("Change Board Vote", "20 Jan 2021"),
    ("Implementation (if approved)", "21 Jan 2021"),
)
DP144 = (
    ("Draft Proposal raised", "28 Sep 2020"),
    ("Presented to CSC for initial comment", "29 Sep 2020"),
    ("Sub Committee input sought", "1 Oct 2020 – 13 Nov 2020"),
    ("Presented to CSC for final comment and recommendations", "24 Nov 2020"),
    ("Panel converts Draft Proposal to Modification Proposal", "11 Dec 2020"),
    ("Modification presented to the SSC", "13 Jan 2021"),
    ("Modification discussed with Working Group", "3 Feb 2021"),
    ("Refinement Consultation", "8 Feb 2021 – 26 Feb 2021"),
    ("Modification Report approved by Panel", "12 Mar 2021"),
    ("Modification Report Consultation", "15 Mar 2021 – 5 Apr 2021"),
    ("Change Board vote", "21 Apr 2021"),
)
PAPER = "2020-12-04"


def entries(rows: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """Rows of a printed timetable as `set_timetable` takes them."""
    return [{"label": label, "when": when} for label, when in rows]


def people() -> None:
    """The DCC, the code administrator, another Party, and pseudonyms that stand for them."""
    organisation("dcc", "Data Communications Company", kind="central service", short_name="DCC", category="DCC")
    organisation("secas", "SECAS", kind="code administrator")
    organisation("eua", "Energy and Utilities Alliance", kind="other", short_name="EUA")
    person("dcc-3", "DCC representative three", on_behalf_of="dcc")
    person("dcc-4", "DCC representative four", on_behalf_of="dcc")
    person("secas-3", "SECAS representative three", on_behalf_of="secas", email="three@example.com")


def load() -> None:
    """The whole example."""
    people()
    registered(
        "DP092",
        "New Planned Maintenance methodology",
        "2019-10-22",
        status="Draft Proposal",
        raised="2019-10-22",
        proposer_organisation="dcc",
        proposer_person="dcc-4",
    )
    do("assign_lead_analyst", _from="2019-10-22", proposal="DP092", person="secas-3")
    do("convert_proposal", _from="2019-11-15", proposal="DP092")
    do("add_alias", proposal="MP092", text="SECMP0092", kind="cross_series", sure="printed")
    do("add_alias", proposal="MP092", text="M092", kind="misprint", sure="printed")
    do("change_proposer", _from=PAPER, proposal="MP092", organisation="dcc", person="dcc-3")
    do("set_path", _from=PAPER, proposal="MP092", path="Self-Governance")
    do("set_target_release", _from=PAPER, proposal="MP092", release="February 2021")
    do("set_timetable", _from=PAPER, proposal="MP092", entries=entries(MP092), sure="printed")
    do("set_summary", _from=PAPER, proposal="MP092",
       summary="Planned maintenance is told apart by its impact, so that small changes need less notice.")  # fmt: skip
    do("set_impacts", _from=PAPER, proposal="MP092", documents=["Section A", "Section H", "Appendix AL"], systems=[],
       party_categories=["Large Suppliers", "Small Suppliers", "Electricity Network Operators"])  # fmt: skip
    do("tag_objectives", _from=PAPER, proposal="MP092", view="Proposer", letters=["b"])
    do("set_status", _from="2020-12-11", proposal="MP092", status="Report Phase")
    do("retitle", _from="2021-02-25", proposal="MP092", title="New Planned Maintenance Methodology")
    do("set_status", _from="2021-02-25", proposal="MP092", status="Implemented")

    registered("DP106", "CHISM update for Unknown WAN Variant", "2019-12-30", status="Draft Proposal")
    do("convert_proposal", _from="2020-02-14", proposal="DP106")
    do("add_alias", proposal="MP106", text="SECMP0106", kind="cross_series")
    do("record_change_request", _from="2020-06-11", proposal="MP106", number="CR1335")
    do("set_timetable", _from=PAPER, proposal="MP106", entries=entries(MP106), sure="printed")
    do("retitle", _from="2021-03-05", proposal="MP106", title="CHIMSM update for Unknown WAN Variant")
    do("set_status", _from="2021-03-05", proposal="MP106", status="Pending Implementation")

    registered("DP139", "MVP and IVP dates for CHTS", "2020-08-18", status="Draft Proposal")
    do("convert_proposal", _from="2020-09-11", proposal="DP139")
    do("set_timetable", _from=PAPER, proposal="MP139", entries=entries(MP139), sure="printed")

    registered("DP144", "Charging of Random Sample Privacy Assessments", "2020-09-28", status="Draft Proposal",
               raised="2020-09-28", proposer_organisation="secas", on_behalf_of="eua")  # fmt: skip
    do("set_timetable", _from=PAPER, proposal="DP144", entries=entries(DP144), sure="printed")

    registered("MP081", "Alignment of DUIS and CHISM to reflect current DCC Processing", "2020-06-10",
               status="Pending Implementation")  # fmt: skip
    do("add_alias", proposal="MP081", text="SECMP0081", kind="cross_series")
    do("link_proposals", _from=PAPER, proposal="MP106", kind="depends on", to="SECMP0081")
    registered("SECMP0007", "Firmware updates to mandated HAN devices", "2016-11-09", status="Refinement")
    do("retitle", _from="2021-03-05", proposal="SECMP0007", title="Firmware updates to IHDs and PPMIDs")
    do("set_status", _from="2021-03-05", proposal="SECMP0007", status="Pending Implementation")
    registered(
        "SECMP0003",
        "Deficiencies in the Service Request for setting Maximum Demand Configurable Time",
        "2016-11-09",
        short_title="Amend SR for Maximum Demand Configurable Time",
        status="Refinement",
    )
    do("hold_proposal", _from="2016-10-28", proposal="SECMP0003", until="2016-11-11",
       reason="The Proposer withdraws it; any Party may adopt it.")  # fmt: skip
    registered("SECMP0012", "Channel selection to support Shared HAN Solutions", "2016-11-09", status="Refinement")
    registered("SECMP0002", "Add New Command to Reset Debt Registers", "2016-11-09", status="Refinement")
    registered("SECMP0067", "", "2020-03-12", status="Refinement")
    do("link_proposals", _from="2016-11-09", proposal="SECMP0012", kind="external dependency",
       outside="Dual-Band Communications Hub changes", note="Its date may move to stay aligned.")  # fmt: skip
    registered("DP122", "Operational Metrics", "2020-03-26", status="Draft Proposal")
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=[{"letter": "A"}])
    do("set_status", _from="2021-02-25", proposal="MP122A", status="Implemented")
