"""Tables on pages: links, filters, pages, downloads."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.http import urlencode

from codeclerk.ui import samples
from codeclerk.ui.table_views import table_response


def view(copies=1, *, prefix="", filters=("stage",), searchable=True, per_page=100, **query):
    request = RequestFactory().get("/x/?" + urlencode(query, doseq=True))
    return table_response(
        request, samples.table(copies), "rows", filters=filters, searchable=searchable, per_page=per_page, prefix=prefix
    )


def first_column(made):
    return [row[0].parts[0].text for row in made.rows]


def heading(made, label):
    return next(heading for heading in made.headings if heading.label == label)


def test_without_a_wish_rows_stay_as_given():
    made = view()
    assert first_column(made)[:2] == ["MP090", "MP102A"]
    assert {heading.sort for heading in made.headings} == {""}


def test_sorting_says_so_and_the_next_link_turns_it():
    made = view(sort="raised")
    assert heading(made, "Raised").sort == "ascending"
    assert heading(made, "Raised").href == "?sort=raised&dir=desc#rows"
    assert first_column(made)[0] == "MP9"
    assert heading(view(sort="raised", dir="desc"), "Raised").href == "?sort=raised#rows"


@pytest.mark.parametrize("wish", [{"sort": "nothing"}, {"sort": ""}, {"dir": "desc"}, {"format": "exe"}, {"page": "x"}])
def test_a_wish_that_makes_no_sense_is_passed_over(wish):
    assert first_column(view(**wish)) == first_column(view())


def test_a_filter_keeps_the_rows_that_have_the_value():
    made = view(stage="Refine")
    assert first_column(made) == ["MP090", "MP122B"]
    assert made.is_filtered
    assert made.total_rows == 6
    assert made.filters[0].choices == ("Define", "Refine", "Opine", "Release", "Closed")
    assert made.clear == "?#rows"


def test_words_look_in_every_column():
    assert first_column(view(q="alerts closed")) == ["SECMP0067"]


def test_other_parameters_are_kept():
    made = view(as_at="2021-03-05", q="alerts", sort="ref")
    assert made.keep == (("as_at", "2021-03-05"), ("sort", "ref"))
    assert heading(made, "Title").href == "?as_at=2021-03-05&q=alerts&sort=title#rows"


def test_pages_and_their_links():
    made = view(copies=30, per_page=8, page="2")
    assert (made.first, len(made.rows), made.page, made.pages) == (9, 8, 2, 23)
    assert made.page_links[0] == (1, "?page=1#rows")
    assert (0, "") in made.page_links


def test_a_prefix_keeps_two_tables_apart():
    made = view(prefix="b-", **{"sort": "raised", "b-sort": "ref"})
    assert heading(made, "Reference").sort == "ascending"
    assert heading(made, "Raised").sort == ""


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_a_download_has_all_rows_that_match(suffix):
    answer = view(copies=30, per_page=8, stage="Refine", format=suffix)
    assert isinstance(answer, HttpResponse)
    assert answer["Content-Disposition"] == f'attachment; filename="rows.{suffix}"'
    if suffix == "csv":
        assert answer.content.decode("utf-8-sig").count("\r\n") == 61


def test_download_links_keep_the_filter_and_drop_the_page():
    made = view(copies=30, per_page=8, stage="Refine", page="2")
    assert made.downloads[0] == ("CSV", "?stage=Refine&format=csv")


def test_an_unknown_value_says_what_it_is():
    cost = view().rows[2][4]
    assert (cost.text, cost.parts, cost.unknown) == ("", (), "not estimated")
