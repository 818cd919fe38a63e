"""References to provisions, as papers print them."""

from __future__ import annotations

import pytest

from codeclerk.legaltext.rules.citing import REFERENCE, Reference, parse

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("text", "document", "label"),
    [
        ("J1.2(b)", "", "J1.2(b)"),
        ("H8.16", "", "H8.16"),
        ("H8.4A", "", "H8.4A"),
        ("Section H8.3(a)(ii)", "", "H8.3(a)(ii)"),
        ("clause D9", "", "D9"),
        ("Section D", "Section D", ""),
        ("Appendix AL", "Appendix AL", ""),
        ("Appendix AL 3.2", "Appendix AL", "3.2"),
        ("Appendix AL, paragraph 1.1", "Appendix AL", "1.1"),
        ("Schedule 11", "Schedule 11", ""),
    ],
)
def test_a_reference_names_a_document_or_a_label(text, document, label):
    assert parse(text) == Reference(document, label)


@pytest.mark.parametrize("text", ["H8", "MP092", "DP1.2.3x", "Section", "3.2", "SECP_90", "Appendix of 2020", "v1.2"])
def test_what_is_no_reference(text):
    assert parse(text) is None


def test_references_are_found_in_a_sentence():
    said = "Sections 1 and 2: J1.2(b) beside H8.16, and Section H8.3; see Appendix AL, paragraph 1.1. MP106 stays."
    assert [one[0] for one in REFERENCE.finditer(said)] == [
        "J1.2(b)", "H8.16", "Section H8.3", "Appendix AL, paragraph 1.1",
    ]  # fmt: skip
