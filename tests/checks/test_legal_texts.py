"""Delivered legal text against the scope of its solution: a finding, on the proposal's page too (CSR:163-165)."""

from __future__ import annotations

import re

import pytest

from codeclerk.checks import queries
from codeclerk.checks.rules.values import Verdict
from codeclerk.legaltext import queries as legaltext
from tests.legaltext import small_code
from tests.register.support import do, lens
from tests.register.support import queries as count
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
record = loaded_once(small_code.load)
CHECK = "legal-text-does-its-solution"
SOLUTION = "Amend H8.2(b), H8.3 and H8.9, and J1.2(b) later."


@pytest.mark.inventory("F31")
def test_a_clause_that_the_solution_names_and_nobody_touched_is_a_finding(record, client):
    do("set_solution", proposal="MP092", text=SOLUTION, number=1)
    things = {one.proposals[0]: one for one in queries.result(lens(), CHECK).things}
    found = things["0092"]
    assert (found.verdict, found.sides[0].says) == (Verdict.FAIL, "H8.2(b), H8.3, H8.9")
    assert found.words == (
        "The solution names Section H H8.3, and nothing changes it. "
        "The solution names Section H H8.9, which the code does not have."
    )
    assert things["0106"].verdict is Verdict.NOT_ASSESSED
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get("/proposals/MP092/").content.decode()))
    assert "The solution names Section H H8.3, and nothing changes it." in page
    assert "nothing changes it" in client.get(f"/checks/{CHECK}/").content.decode()


def test_a_text_that_does_its_solution_passes(record):
    do("set_solution", proposal="MP092", text="Amend H8.2(b).", number=1)
    things = {one.proposals[0]: one for one in queries.result(lens(), CHECK).things}
    assert things["0092"].verdict is Verdict.PASS


def test_all_texts_are_two_queries(record):
    waiting = legaltext.redlines(lens())
    assert len(waiting) == 2
    with count(2):
        assert len(legaltext.delivered(lens(), waiting)) == 2
