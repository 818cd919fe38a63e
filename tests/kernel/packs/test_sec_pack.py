"""The shipped pack of the Smart Energy Code."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.calendar import Convention
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import (
    Assessments,
    AssessmentType,
    Bodies,
    Body,
    Capabilities,
    Classifications,
    Objective,
    Objectives,
    PartyCategories,
    Stages,
    Sure,
)
from tests.kernel.packs.helpers import sec

_DAY = date(2021, 2, 4)


def test_head_names_code_zone_and_holidays() -> None:
    head = sec().head
    assert (head.id, head.version, head.timezone, head.holidays) == ("sec", "2", "Europe/London", "england-wales")
    assert head.effective_from.sure is Sure.UNVERIFIED


@pytest.mark.inventory("D04")
@pytest.mark.parametrize(("kind", "working_days"), [("PA", 15), ("IA", 40)])
def test_G008_target_by_type(kind: str, working_days: int) -> None:
    clock = sec().find_alias("assessments", kind, AssessmentType).clock.at(_DAY)
    assert clock.working_days.value == working_days
    assert clock.working_days.sure is Sure.PRINTED
    assert clock.convention.value is Convention.EXCLUSIVE
    assert clock.trigger.value == "acceptance"
    assert clock.sure is Sure.INFERRED


@pytest.mark.inventory("D03")
@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("PIA", "PA"),
        ("FIA", "IA"),
        ("pia", "PA"),
        ("Full  Impact Assessment", "IA"),
        ("Preliminary Impact Assessment", "PA"),
    ],
)
def test_D03_alternative_names_of_assessments(printed: str, key: str) -> None:
    assert sec().find_alias("assessments", printed).key == key


def test_assessment_clock_is_unknown_before_the_process_of_2018() -> None:
    with pytest.raises(Refused, match="no value on 2018-10-31"):
        sec().of(Assessments).types[0].clock.at(date(2018, 10, 31))


def test_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(Refused) as caught:
        sec().find_alias("assessments", "Imapct Assessment")
    assert caught.value.first.problem == "assessments: 'Imapct Assessment' is not known"
    assert caught.value.first.remedy == "Did you mean 'Impact Assessment'?"


def test_party_categories_resolve_in_the_three_ways_that_papers_name_them() -> None:
    pack = sec()
    categories = pack.of(PartyCategories)
    ticks = [category.plural or category.name for category in categories.categories]
    assert ticks == [
        "Large Suppliers",
        "Small Suppliers",
        "Electricity Network Operators",
        "Gas Network Operators",
        "Other SEC Parties",
        "DCC",
    ]
    assert [kind.plural for kind in categories.other_party_types] == [
        "Shared Resource Providers",
        "Meter Installers",
        "Device Manufacturers",
        "Flexibility Providers",
    ]
    matrix = ["Suppliers", "Electricity Networks", "Gas Networks", "Other SEC Parties", "DCC"]
    assert [pack.find_alias("party_categories", column).key for column in matrix] == [
        "supplier",
        "electricity_network_operator",
        "gas_network_operator",
        "other_sec_party",
        "dcc",
    ]
    for printed in ("Network Party", "Networks Party", "networks  party", "NETWORKPARTY"):
        assert pack.find_alias("party_categories", printed).key == "network"
    assert [category.id for category in categories.members("network")] == [
        "electricity_network_operator",
        "gas_network_operator",
    ]


def test_objectives_are_lettered_and_marked() -> None:
    marks = {objective.letter: objective.sure for objective in sec().of(Objectives).objectives}
    assert list(marks) == list("abcdefgh")
    assert {letter for letter, sure in marks.items() if sure is Sure.PRINTED} == set("abcg")
    assert {letter for letter, sure in marks.items() if sure is Sure.UNVERIFIED} == {"h"}
    assert sec().find_alias("objectives", "SEC Objective (g)", Objective).letter == "g"


_MEETINGS = [
    ("Panel", date(2016, 11, 11), True),
    ("Panel", date(2019, 11, 15), True),
    ("Panel", date(2021, 3, 12), True),
    ("CSC", date(2019, 10, 29), True),
    ("CSC", date(2020, 8, 28), False),
    ("CSC", date(2020, 9, 29), True),
    ("Change Board", date(2020, 7, 22), True),
    ("Change Board", date(2021, 1, 20), True),
    ("Change Board", date(2021, 2, 23), False),
    ("Working Group", date(2020, 7, 1), True),
    ("Working Group", date(2021, 4, 7), True),
]


@pytest.mark.parametrize(("body", "day", "fits"), _MEETINGS)
def test_printed_meetings_against_the_pattern(body: str, day: date, fits: bool) -> None:
    meets = sec().find_alias("bodies", body, Body).meets
    assert meets is not None
    assert meets.at(day).value.fits(day) is fits
    assert meets.at(day).sure is Sure.INFERRED


def test_meeting_pattern_lists_the_days_of_a_month() -> None:
    panel = sec().of(Bodies).bodies[0]
    assert panel.meets is not None
    assert panel.meets.at(_DAY).value.dates(2021, 3) == (date(2021, 3, 12), date(2021, 3, 19))
    assert panel.papers_before is not None
    assert panel.papers_before.at(_DAY).value == 5


@pytest.mark.inventory("G34", partial="the vocabulary is data; no page shows it yet")
@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Registration Data Provider", "registration_data_provider"),
        ("RDP", "registration_data_provider"),
        ("Other Users", "other_user"),
        ("IPA", "independent_privacy_auditor"),
        ("CIO", "competent_independent_organisation"),
        ("Lead Analyst", "lead_analyst"),
        ("Ofgem", "authority"),
        ("SECAS", "secretariat"),
    ],
)
def test_G34_roles_resolve(printed: str, role: str) -> None:
    assert sec().find_alias("roles", printed).key == role


def test_capabilities_say_who_may() -> None:
    capabilities = sec().of(Capabilities)
    held = capabilities.roles_for("kernel.publish_pack", _DAY)
    assert held.value == ("operator",)
    assert held.sure is Sure.UNVERIFIED
    assert capabilities.capabilities_of(["secretariat"], _DAY) == {
        "people.manage",
        "people.manage_memberships",
        "sources.register_document",
        "sources.claim",
        "sources.rule",
        "register.manage",
        "papers.issue",
        "assessments.manage",
        "assessments.assess",
        "decisions.record",
        "releases.manage",
        "meetings.manage",
        "consultations.manage",
        "legaltext.publish",
        "legaltext.draft",
        "legaltext.resolve",
        "raising.comment",
    }
    assert capabilities.capabilities_of(["dcc_assessor"], _DAY) == {"assessments.assess"}
    assert capabilities.capabilities_of(["secretariat"], date(2013, 9, 22)) == frozenset()
    with pytest.raises(Refused, match=r"Did you mean 'sources\.claim'"):
        capabilities.roles_for("sources.clam", _DAY)


def test_capability_that_no_act_asks_for_is_refused() -> None:
    capabilities = sec().of(Capabilities)
    known = {entry.id for entry in capabilities.capabilities}
    capabilities.check_against(known)
    with pytest.raises(Refused) as caught:
        capabilities.check_against(known - {"sources.rule"})
    assert [refusal.facts["found"] for refusal in caught.value.refusals] == ["sources.rule"]


@pytest.mark.parametrize(
    ("profile", "status", "stage"),
    [
        ("2013", "Initial Modification Report", "define"),
        ("2013", "Refinement", "refine"),
        ("2013", "Modification Report", "opine"),
        ("2013", "Change Board", "opine"),
        ("2013", "Awaiting Authority Decision", "opine"),
        ("2013", "Awaiting Ofgem/DECC Decision", "opine"),
        ("2013", "Pending Implementation", "release"),
        ("2013", "Withdrawn", "closed"),
        ("2018", "Draft Proposal", "define"),
        ("2018", "Refinement Process", "refine"),
        ("2018", "Modification Report Consultation", "opine"),
        ("2018", "Change Board vote", "opine"),
        ("2018", "Awaiting Authority Decision", "opine"),
        ("2018", "Pending Implementation", "release"),
        ("2018", "Implemented", "closed"),
        ("2018", "Rejected", "closed"),
    ],
)
def test_status_counts_in_its_stage(profile: str, status: str, stage: str) -> None:
    assert sec().of(Stages).stage_of(profile, status).id == stage


def test_open_stages_are_those_before_the_decision() -> None:
    assert [stage.id for stage in sec().of(Stages).stages if stage.pre_decision] == ["define", "refine", "opine"]


def test_refinement_of_2013_has_two_parts() -> None:
    parts = sec().of(Stages).profile("2013").status("Refinement").parts
    assert [part.name for part in parts] == ["Working Group", "DCC Impact Assessment"]


@pytest.mark.parametrize(("on", "profile"), [(date(2018, 10, 31), "2013"), (date(2018, 11, 1), "2018")])
def test_profile_of_a_day(on: date, profile: str) -> None:
    assert sec().of(Stages).profile_at(on).id == profile


def test_day_before_the_code_has_no_profile() -> None:
    with pytest.raises(Refused, match="The process has no value on 2013-01-01"):
        sec().of(Stages).profile_at(date(2013, 1, 1))


def test_F43_markings_count_as_classifications() -> None:
    classifications = sec().of(Classifications)
    assert [entry.name for entry in classifications.classifications] == ["White", "Green", "Amber", "Red"]
    assert [entry.rank for entry in classifications.classifications] == [0, 1, 2, 3]
    assert classifications.classify("DCC Public").id == "white"
    assert classifications.classify("amber").sure is Sure.UNVERIFIED
    with pytest.raises(Refused, match="not known"):
        classifications.classify("DCC Secret")
