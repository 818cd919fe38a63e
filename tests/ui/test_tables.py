"""Tables as values: sorting, filtering, choices, checks."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.ui.tables import Cell, Column, Kind, Link, Table, sort_key, text_of
from codeclerk.ui.tags import Tag, stage_tag


def table(*rows, **more):
    columns = (
        Column("ref", "Reference", Kind.REFERENCE),
        Column("stage", "Stage", Kind.TAG),
        Column("raised", "Raised", Kind.DATE),
        Column("cost", "Cost", Kind.NUMBER, places=2),
    )
    return Table("Proposals", columns, rows, **more)


def refs(made):
    return [text_of(row["ref"]) for row in made.rows]


NUMBERED = table(
    {"ref": Link("MP102A", "/a")}, {"ref": Link("MP9", "/b")}, {"ref": "DP141"}, {"ref": Link("MP090", "/c")}
)


def test_references_sort_by_their_numbers():
    assert refs(NUMBERED.sorted_by("ref")) == ["DP141", "MP9", "MP090", "MP102A"]
    assert refs(NUMBERED.sorted_by("ref", descending=True)) == ["MP102A", "MP090", "MP9", "DP141"]


def test_stages_sort_by_the_process_and_not_by_the_alphabet():
    made = table(*({"ref": name, "stage": stage_tag(name)} for name in ("Release", "Define", "Opine", "Refine")))
    assert refs(made.sorted_by("stage")) == ["Define", "Refine", "Opine", "Release"]


@pytest.mark.parametrize("descending", [False, True])
def test_unknown_values_come_last_either_way(descending):
    made = table({"ref": "a", "cost": None}, {"ref": "b", "cost": Decimal(2)}, {"ref": "c", "cost": 3})
    assert refs(made.sorted_by("cost", descending))[-1] == "a"


def test_equal_rows_keep_their_order():
    made = table({"ref": "a", "cost": 1}, {"ref": "b", "cost": 1}, {"ref": "c", "cost": 0})
    assert refs(made.sorted_by("cost")) == ["c", "a", "b"]


def test_an_unknown_column_cannot_be_sorted_by():
    with pytest.raises(KeyError):
        NUMBERED.sorted_by("colour")


@given(
    st.lists(st.one_of(st.integers(), st.text(), st.dates(), st.booleans(), st.decimals(allow_nan=False)), max_size=9)
)
def test_values_of_any_kinds_can_be_put_in_order(values):
    assert len(sorted(values, key=sort_key)) == len(values)


def test_every_word_must_occur_somewhere_in_the_row():
    made = table({"ref": "MP1", "raised": date(2021, 3, 5)}, {"ref": "MP2", "raised": date(2020, 3, 5)})
    assert refs(made.matching("mp march 2021")) == ["MP1"]
    assert made.matching("  ") is made


def test_totals_go_when_rows_go():
    made = table({"ref": "MP1", "cost": 1}, {"ref": "MP2", "cost": 2}, totals={"cost": 3})
    assert made.matching("MP").totals == {"cost": 3}
    assert made.matching("MP1").totals == {}


def test_choices_are_the_values_in_their_order():
    made = table(*({"ref": "x", "stage": stage_tag(name)} for name in ("Opine", "Define", "Opine")), {"ref": "y"})
    assert made.choices("stage") == ["Define", "Opine"]


def test_a_row_with_an_unknown_key_is_refused():
    with pytest.raises(ValueError, match="colour"):
        table({"colour": "red"})


def test_a_footnote_that_is_missing_is_refused():
    with pytest.raises(ValueError, match="footnote"):
        table({"ref": Cell("MP1", (2,))}, footnotes=("Only one.",))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//elsewhere.example/", "data:text/html,x", " /x"])
def test_a_link_that_could_run_or_lead_astray_is_refused(href):
    with pytest.raises(ValueError, match="neither"):
        Link("x", href)


def test_texts_are_what_a_reader_sees():
    column = Column("cost", "Cost", Kind.NUMBER, places=2)
    assert text_of(Decimal("1200"), column) == "1,200.00"
    assert text_of((Link("A", "/a"), Link("B", "/b"))) == "A, B"
    assert text_of(Tag("Define")) == "Define"
    assert text_of(Cell(None, ())) == ""
    assert text_of(True) == "yes"
