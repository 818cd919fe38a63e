"""Tables on pages: links, filters, pages, downloads."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.http import urlencode

from codeclerk.ui import samples
from codeclerk.ui.table_views import Fetched, Wish, queried_response, table_response


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


# --- tables whose rows are queried ------------------------------------------------


def queried(copies=30, *, per_page=8, prefix="", **query):
    """A table of which only the rows that are wished for are made, and the wishes."""
    request = RequestFactory().get("/x/?" + urlencode(query))
    whole, wishes = samples.table(copies), []

    def fetch(wish):
        wishes.append(wish)
        ordered = whole.sorted_by(wish.order, wish.descending) if wish.order else whole
        end = None if wish.size is None else wish.first + wish.size
        return Fetched(replace(whole, rows=ordered.rows[wish.first : end]), len(whole.rows))

    made = queried_response(request, fetch, "rows", orders=("ref", "title"), per_page=per_page, prefix=prefix)
    return made, wishes


def test_only_the_rows_of_a_page_are_fetched():
    made, wishes = queried(page="2")
    assert wishes == [Wish("", False, 8, 8)]
    assert (made.first, len(made.rows), made.page, made.pages, made.matching) == (9, 8, 2, 23, 180)
    assert first_column(made) == first_column(view(copies=30, per_page=8, page="2", filters=()))


def test_links_of_a_queried_table_keep_what_else_the_address_says():
    made, _ = queried(as_at="2021-03-05", sort="title", page="2")
    assert made.page_links[0] == (1, "?as_at=2021-03-05&sort=title&page=1#rows")
    assert made.downloads[0] == ("CSV", "?as_at=2021-03-05&sort=title&format=csv")
    assert heading(made, "Title").href == "?as_at=2021-03-05&sort=title&dir=desc#rows"


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ({"sort": "ref"}, Wish("ref", False, 0, 8)),
        ({"sort": "ref", "dir": "desc", "page": "3"}, Wish("ref", True, 16, 8)),
        ({"sort": "cost"}, Wish("", False, 0, 8)),
        ({"dir": "desc"}, Wish("", False, 0, 8)),
        ({"page": "nonsense"}, Wish("", False, 0, 8)),
        ({"page": "0"}, Wish("", False, 0, 8)),
        ({"page": "²"}, Wish("", False, 0, 8)),
        ({"format": "exe"}, Wish("", False, 0, 8)),
    ],
)
def test_a_wish_is_what_the_table_can_do(query, wish):
    assert queried(**query)[1] == [wish]


def test_a_page_beyond_the_last_is_the_last():
    made, wishes = queried(page="99")
    assert [wish.first for wish in wishes] == [98 * 8, 22 * 8]
    assert (made.page, len(made.rows)) == (23, 4)


def test_columns_by_which_rows_cannot_be_fetched_do_not_sort():
    made, _ = queried()
    assert [bool(one.href) for one in made.headings][:4] == [True, True, False, False]


def test_a_download_of_a_queried_table_has_every_row():
    made, wishes = queried(sort="ref", format="csv", page="2")
    assert isinstance(made, HttpResponse)
    assert wishes == [Wish("ref", False, 0, None)]
    assert made.content.count(b"\r\n") == 181


def test_a_queried_table_may_be_empty_and_may_have_a_prefix():
    made, _ = queried(copies=0, page="3")
    assert (made.rows, made.page, made.pages, made.matching) == ((), 1, 1, 0)
    made, wishes = queried(prefix="b-", **{"page": "2", "b-page": "3"})
    assert wishes == [Wish("", False, 16, 8)]
    assert made.page_links[0] == (1, "?page=2&b-page=1#rows")
