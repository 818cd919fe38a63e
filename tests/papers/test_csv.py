"""The tables as CSV: numbers to count on, and how each is known."""

from dataclasses import replace

from codeclerk.papers.build import table
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Column, Paper, Section
from codeclerk.papers.writers.csv import to_csvs
from tests.papers import sample


def lines(name):
    return to_csvs(sample.paper())[name].decode("utf-8-sig").splitlines()


def test_each_table_is_a_file():
    assert list(to_csvs(sample.paper())) == ["open", "completed", "table-3", "dcc-measures"]


def test_numbers_are_numbers_with_their_unit_in_the_heading():
    assert lines("open") == [
        "Modification,Type,Accepted,Target duration (WD),Current duration (WD),Current duration: how known,"
        "Cost (£),Cost: how known",
        "MP107,IA,2020-12-01,40,64,computed,12500.00,reported: CSR:570",
        'MP140,PA,2021-02-04,15,17,"inferred: the acceptance was printed, the end was not",'
        "withheld,withheld: confidential",
        "Total,,,,2,computed,,",
    ]


def test_a_column_of_reported_figures_says_so():
    assert lines("completed")[1] == "MP093,IA,2020-03-06,40,2,reported: CSR:301-330"


def test_a_table_without_rows_has_no_total():
    made = table("t", (Column("a", "A"),), [], key="t", total=["Total"])
    paper = Paper(replace(sample.FRONT, purpose=()), (Section("S", (made,)),))
    assert to_csvs(paper)["t"].decode("utf-8-sig").splitlines() == ["A"]
    assert lay_out(paper).tables()[0].total == ()


def test_an_empty_table_has_its_heading():
    assert lines("table-3") == ["Modification"]
