"""References to provisions in the texts of the record lead to the code."""

from __future__ import annotations

import pytest

from codeclerk.kernel.storage import reading_once
from codeclerk.legaltext.citing import address
from codeclerk.ui.citations import cited
from tests.legaltext import small_code
from tests.register.support import do
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db


def load():
    small_code.load()
    do("consolidate", number="17.0", effective="2020-11-05 06:00", proposals=["MP092", "MP106"])


record = loaded_once(load)


def test_what_the_code_has_or_had_has_an_address(record, client):
    for text, href in (
        ("H8.1(a)", "/code/clause/H8.1(a)/"),
        ("Section H8.4", "/code/clause/H8.4/"),
        ("Appendix AL, paragraph 1.1", "/code/clause/Appendix%20AL%201.1/"),
        ("Section H", "/code/section-h/"),
        ("J1.2(b)", ""),
        ("Section Z", ""),
        ("Appendix AL 9.1", ""),
    ):
        assert address(text) == href, text
        if href:
            assert client.get(href).status_code == 200, href


def test_without_a_code_nothing_is_a_link(db):
    assert cited("H8.1(a) of Section H") == "H8.1(a) of Section H"


@pytest.mark.inventory("F30")
def test_references_of_a_solution_and_of_reasons_are_links(record, client):
    do("set_solution", proposal="MP092", text="It changes H8.1(a), J1.2(b) and Section H8.2.", number=1)
    do("hold_proposal", proposal="MP092", reason="H8.1 is to be read again.")
    page = client.get("/proposals/MP092/parts/").content.decode()
    assert (
        '<a href="/code/clause/H8.1(a)/">H8.1(a)</a>, J1.2(b) and <a href="/code/clause/H8.2/">Section H8.2</a>' in page
    )
    assert (
        '<a href="/code/clause/H8.1/">H8.1</a> is to be read again' in client.get("/proposals/MP092/").content.decode()
    )


def test_a_page_asks_once_however_many_references_it_has(record):
    address("H8.1")
    with reading_once(), counted(1):
        for _ in range(5):
            assert cited("H8.1 and H8.2(a), Section A").count("<a ") == 3
    with counted(2):
        assert address("H8.1")
        assert address("H8.1")
