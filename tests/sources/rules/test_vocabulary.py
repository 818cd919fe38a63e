"""The vocabulary and locators: what is refused, and what is offered instead."""

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.sources.rules.locators import check_locator
from codeclerk.sources.rules.values import ValueType
from codeclerk.sources.rules.vocabulary import (
    check_subject,
    check_unit,
    find_property,
    properties,
    register_property,
    register_subject,
    subject_kinds,
)


def test_an_unknown_property_is_refused_with_the_nearest_one():
    with pytest.raises(Refused, match=r"Did you mean assessment\.duration_wd"):
        find_property("assessment.duration")


def test_a_property_is_declared_once():
    title = properties()["title"]
    assert register_property("title", title.label, title.unit, title.type) == title
    with pytest.raises(ValueError, match="Two properties"):
        register_property("title", title.label, title.unit, ValueType.VERBATIM)
    with pytest.raises(ValueError, match="dotted"):
        register_property("Not An Id", "No", "", ValueType.TEXT)


def test_a_higher_folder_says_where_the_pages_of_a_subject_are():
    before = subject_kinds()["proposal"]
    try:
        given = register_subject("proposal", "Proposal", lambda key: f"/proposals/{key}/")
        assert given.href("MP107") == "/proposals/MP107/"
        with pytest.raises(ValueError, match="Two kinds"):
            register_subject("proposal", "Motion")
    finally:
        from codeclerk.sources.rules import vocabulary

        vocabulary._KINDS["proposal"] = before


@pytest.mark.parametrize("subject", ["proposal:MP107", "report:2021-02", "proposal:MP 76", "meeting:WG5"])
def test_a_subject_is_a_kind_and_a_key(subject):
    assert check_subject(subject) == subject


@pytest.mark.parametrize(
    "subject", ["", "MP107", "proposal:", "proposal: MP1", "proposal:<b>", "propozal:MP1", "a:../b"]
)
def test_what_is_no_subject_is_refused(subject):
    with pytest.raises(Refused):
        check_subject(subject)


def test_a_misspelt_kind_gets_a_suggestion():
    with pytest.raises(Refused, match="Did you mean proposal:MP1"):
        check_subject("propozal:MP1")


def test_units():
    assert check_unit(find_property("assessment.duration_wd"), "") == "WD"
    assert check_unit(find_property("assessment.duration_wd"), "weeks") == "weeks"
    assert check_unit(find_property("title"), "") == ""
    for named, unit in (("title", "WD"), ("cost", "USD"), ("assessment.duration_wd", "years")):
        with pytest.raises(Refused):
            check_unit(find_property(named), unit)


@pytest.mark.parametrize(
    "locator", ["CSR:293", "CSR:305-364", "CSR:105-113, 384-402", "page 7", "p. 7", "D6.9", "Table 3"]
)
def test_a_place_that_the_document_has(locator):
    assert check_locator(locator, lines=402, pages=7) == locator


@pytest.mark.parametrize("locator", ["", "  ", "CSR:403", "CSR:364-305", "CSR:0", "CSR:1, 999", "page 8"])
def test_a_place_that_it_cannot_have_is_refused(locator):
    with pytest.raises(Refused):
        check_locator(locator, lines=402, pages=7)
