"""Checks of what sources print against the register."""

import pytest

from codeclerk.register.rules.checks import (
    PaperLink,
    Printed,
    check_links,
    proposers_differ,
    title_differs,
    title_warnings,
)


@pytest.mark.parametrize(
    ("printed", "differs"),
    [
        ("MVP and IVP dates for CHTS", False),
        ("MVP and IVP\ndates for CHTS", False),
        ("IVP and MVP dates for CHTS", True),
        ("MVP and IVP Dates for CHTS", True),
    ],
)
def test_a_title_differs_by_its_words(printed, differs):
    assert title_differs(printed, ["MVP and IVP dates for CHTS"]) is differs


def test_the_warning_names_the_place_and_both_titles():
    found = [Printed("CHIMSM update", "CSR at CSR:465"), Printed("CHISM update", "PMP at PMP:32")]
    assert title_warnings(found, ["CHISM update"]) == (
        "CSR at CSR:465 prints the title “CHIMSM update”; the register has “CHISM update”.",
    )


def test_two_proposers_are_told_with_their_places():
    said = proposers_differ(
        [
            Printed("DCC representative 3", "PMP:199"),
            Printed("DCC representative 4", "PMP:1394"),
            Printed("DCC  representative 3", "PMP:200"),
        ]
    )
    assert said == (
        "Two sources name different Proposers: DCC representative 3 (PMP:199, PMP:200); "
        "DCC representative 4 (PMP:1394)."
    )
    assert proposers_differ([Printed("DCC", "A"), Printed("dcc", "B")]) == ""


NAMES = {
    "MP146": "0146",
    "MP092": "0092",
    "sm-wan-coverage-date": "0146",
    "new-planned-maintenance-methodology": "0092",
    "SECMP-23": "0023",
}
SITE = "https://smartenergycodecompany.co.uk/modifications/"


@pytest.mark.parametrize(
    ("text", "target", "problem"),
    [
        ("MP146 ‘SM WAN Coverage Date’", SITE + "sm-wan-coverage-date/", ""),
        ("SM WAN Coverage Date", SITE + "sm-wan-coverage-date/", ""),
        ("Change reporting", "https://smartenergycodecompany.co.uk/change-reporting/", ""),
        ("MP146 ‘SM WAN Coverage Date’", "MP146%20‘SM%20WAN%20Coverage%20Date’", "the target is no web address"),
        ("MP146", "mailto:someone@example.com", "the target is no web address"),
        ("MP146", "https://[", "the target is no address"),
        ("MP146 ‘SM WAN Coverage Date’", SITE + "new-planned-maintenance-methodology/",
         "the text and the target name different proposals"),
        ("‘SM WAN Coverage Date’", SITE + "new-planned-maintenance-methodology/",
         "the text and the target name different proposals"),
        ("MP146", SITE + "gone/", "the text names a proposal and the target leads to none"),
    ],
)  # fmt: skip
def test_a_link_leads_where_its_text_says(text, target, problem):
    faults = check_links([PaperLink(text, target)], lambda name: NAMES.get(name, ""))
    assert [fault.problem for fault in faults] == ([problem] if problem else [])
