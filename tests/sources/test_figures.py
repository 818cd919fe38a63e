"""Figures and names in one query each, for those who may see the document."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel.lens import Classification, Viewer
from codeclerk.sources.queries import figures
from tests.register.support import do, lens, queries

pytestmark = pytest.mark.django_db
EVERYTHING = Viewer("system:test", frozenset(Classification))


def document(letter: str, published: str, classification: str = "White", **more) -> str:
    return do(
        "register_document",
        _known=published,
        sha256=letter * 64,
        title=f"Report {letter}",
        kind="report",
        published=published,
        classification=classification,
        **more,
    )["document"]


def claims(of: str, known: str, *said: dict) -> None:
    do(
        "record_claims",
        _known=known,
        document=of,
        claims=[{"locator": "R:1", "subject": "report:x", **one} for one in said],
    )


@pytest.fixture
def two():
    white, red = document("a", "2021-03-05", reference="REF_1"), document("b", "2021-03-05", "Red")
    count = {"property": "stage.count.refine", "about": "2021-03-05"}
    claims(white, "2021-03-05", {**count, "value": 37}, {"property": "report.mean_age_wd", "about": "2021-02",
           "qualifier": "open", "value": "387"}, {"property": "report.mean_age_wd", "qualifier": "of some",
           "value": "101.8"}, {"property": "title", "value": "37"})  # fmt: skip
    claims(red, "2021-03-05", {**count, "value": 99})
    return white, red


WANTED = ("stage.count.refine", "report.mean_age_wd")


def test_whole_numbers_with_their_day_and_place(two):
    with queries(1):
        found = figures.figures(lens("2021-03-05"), WANTED)
    assert [(one.property, one.value, one.about, one.qualifier, one.locator) for one in found] == [
        ("stage.count.refine", 37, date(2021, 3, 5), "", "R:1"),
        ("report.mean_age_wd", 387, date(2021, 2, 28), "open", "R:1"),
    ]


def test_figures_of_a_restricted_document_are_for_those_who_may_see_it(two):
    seen = figures.figures(lens("2021-03-05", viewer=EVERYTHING), WANTED)
    assert 99 in [one.value for one in seen]


def test_a_figure_is_known_from_the_publication_on(two):
    assert figures.figures(lens("2021-03-05", known="2021-03-04"), WANTED) == ()


def test_names_of_documents_that_the_reader_may_see(two):
    white, red = two
    with queries(1):
        found = figures.names(lens(), {white, red, "c" * 64})
    assert {sha: (one.name, one.title, one.published) for sha, one in found.items()} == {
        white: ("REF_1", "Report a", date(2021, 3, 5))
    }
    assert set(figures.names(lens(viewer=EVERYTHING), {white, red})) == {white, red}
    with queries(0):
        assert figures.names(lens(), ()) == {}


def test_documents_are_found_by_words_of_their_names_newest_first(two):
    older = document("c", "2020-12-04")
    with queries(1):
        assert [one.sha256 for one in figures.every(lens())] == [two[0], older]
    assert [one.sha256 for one in figures.matching(lens(), ["REPORT"])] == [two[0], older]
    assert [one.sha256 for one in figures.matching(lens(), ["report", "ref_1"])] == [two[0]]
    assert figures.matching(lens(), ["%"]) == ()
