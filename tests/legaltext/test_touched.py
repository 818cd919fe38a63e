"""Which documents the amendments of a proposal change."""

from __future__ import annotations

import pytest

from codeclerk.legaltext import queries
from codeclerk.legaltext.queries.touched import documents_of
from codeclerk.legaltext.rules.operations import Delete, Insert, Move, Place, SetParam
from codeclerk.legaltext.rules.provisions import Code, Kind, LabelRule, Provision
from codeclerk.legaltext.rules.spans import Param
from tests.legaltext import small_code
from tests.register.support import do, lens
from tests.register.support import queries as counted
from tests.support.records import loaded_once

record = loaded_once(small_code.load)
ONES = {
    "A": Provision("A", Kind.DOCUMENT, LabelRule(), (), "Section A"),
    "a1": Provision("a1", Kind.CLAUSE, LabelRule(), ("Six hours, or ", Param("hours"))),
    "H": Provision("H", Kind.DOCUMENT, LabelRule(), (), "Section H"),
    "h1": Provision("h1", Kind.CLAUSE, LabelRule(), ("The DCC runs them.",)),
}
BASE = Code(ONES, {"A": ("a1",), "H": ("h1",)}, ("A", "H"), {"hours": "six"})


def insert(pid, parent, kind=Kind.CLAUSE, name=""):
    return Insert(id=pid, target=pid, provision=Provision(pid, kind, LabelRule(), (), name), place=Place(parent))


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("operations", "names"),
    [
        ([Delete(id="1", target="h1")], ["Section H"]),
        ([Move(id="1", target="h1", place=Place("A"))], ["Section A", "Section H"]),
        ([SetParam(id="1", target="hours", value="eight")], ["Section A"]),
        ([SetParam(id="1", target="days", value="eight")], []),
        ([insert("new", "H"), insert("under", "new")], ["Section H"]),
        ([insert("doc", "", Kind.DOCUMENT, "Section Z"), insert("under", "doc")], ["Section Z"]),
    ],
)
def test_operations_change_the_documents_in_which_they_are_done(operations, names):
    assert list(documents_of(BASE, operations)) == names


@pytest.mark.django_db
def test_the_newest_amendments_of_a_proposal_are_one_query(record):
    queries.amended(lens(), "0092")
    with counted(1):
        found = queries.amended(lens(), "0092")
    assert (found.revision, found.is_agreed, found.names) == ("0.1", False, ("Section H", "Appendix AL"))
    with counted(1):
        assert queries.amended(lens(), "0139") is None
    assert queries.amended(lens("2020-06-01"), "0092") is None
    assert queries.amended(lens(known="2020-06-01"), "0092") is None
    do("baseline_redline", proposal="MP092")
    do("consolidate", number="17.0", effective="2020-11-05", proposals=["MP092"])
    after = queries.amended(lens(), "0092")
    assert (after.revision, after.is_agreed, after.names) == ("1.0", True, ("Section H", "Appendix AL"))
    do("withdraw_redline", proposal="MP106", reason="It is drafted anew.")
    assert queries.amended(lens(), "0106") is None
