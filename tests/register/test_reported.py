"""What sources say of a proposal, beside the register."""

from __future__ import annotations

import hashlib

import pytest

from codeclerk.register import queries
from tests.register.support import do, lens, registered

pytestmark = pytest.mark.django_db


def sha(name):
    return hashlib.sha256(name.encode()).hexdigest()


@pytest.fixture
def said():
    for name, reference in (("pmp", "SECP_87_1112_18"), ("csr", "SECP_90_1203_18")):
        do(
            "register_document",
            sha256=sha(name),
            title=reference,
            kind="paper",
            reference=reference,
            published="2020-12-04",
        )

    def say(document, subject, property, value, locator):
        do("record_claim", document=sha(document), subject=subject, property=property, value=value, locator=locator)

    return say


@pytest.mark.inventory("A13")
def test_a_printed_title_that_differs_is_a_warning(said, client):
    registered("MP106", "CHISM update for Unknown WAN Variant", "2019-12-30")
    said("pmp", "proposal:MP106", "title", "CHISM update for Unknown WAN Variant", "PMP:32")
    said("csr", "proposal:MP106", "title", "CHIMSM update for Unknown WAN Variant", "CSR:465")
    warning = (
        "SECP_90_1203_18 at CSR:465 prints the title “CHIMSM update for Unknown WAN Variant”; the register has "
        "“CHISM update for Unknown WAN Variant”."
    )
    assert queries.reported(lens(), "0106", "MP106").title_warnings == (warning,)
    assert warning in client.get("/proposals/MP106/").content.decode()


@pytest.mark.inventory("A15")
def test_two_sources_with_different_proposers(said, client):
    registered("MP092", "", "2019-10-22")
    do("change_proposer", _from="2020-12-04", proposal="MP092", note="The report names another person.")
    said("pmp", "proposal:MP092", "proposer", "DCC representative 3", "PMP:199")
    said("pmp", "proposal:SECMP0092", "proposer", "Somebody of another proposal", "PMP:1")
    said("csr", "proposal:DP092", "proposer", "Somebody else", "CSR:1")
    assert queries.reported(lens(), "0092", "MP092").proposers == ""
    do("add_alias", proposal="MP092", text="DP092", kind="former_number")
    warning = (
        "Two sources name different Proposers: DCC representative 3 (SECP_87_1112_18 at PMP:199); Somebody else "
        "(SECP_90_1203_18 at CSR:1)."
    )
    assert queries.reported(lens(), "0092", "MP092").warnings == (warning,)
    page = client.get("/proposals/MP092/").content.decode()
    assert warning in page
    assert "4 December 2020" in page


def test_restricted_claims_are_not_told_to_the_public(said):
    from codeclerk.kernel.lens import Classification, Viewer

    registered("MP092", "", "2019-10-22")
    do("register_document", sha256=sha("red"), title="Red", kind="paper", classification="Red")
    said("red", "proposal:MP092", "proposer", "A secret", "X:1")
    assert queries.reported(lens(), "0092", "MP092").readings == ()
    insider = Viewer("person:x", frozenset(Classification))
    assert len(queries.reported(lens(viewer=insider), "0092", "MP092").readings) == 1
