"""What is kept in memory between requests: quick while nothing is recorded, and never an old answer."""

from __future__ import annotations

import threading

import pytest
from django.db import connections, transaction
from django.db.models import Value

from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.register import queries
from codeclerk.register.queries import Filters, kept
from codeclerk.register.queries.kept import Kept
from tests.register.support import do, lens, registered
from tests.register.support import queries as count


@pytest.fixture
def only_this_database(monkeypatch):
    """Whatever else the server runs is left out: other databases count too when PostgreSQL says who still writes."""
    monkeypatch.setattr(kept, "_all_there", lambda: Value(True))
    monkeypatch.setattr(kept, "_END", Prepared(kept._end))


def total(day=None, known=None):
    return queries.facets(lens(day, known)).total


def test_a_list_is_worked_out_once_while_nothing_is_recorded(fresh_database, only_this_database):
    registered("MP001", status="Refinement")
    look = lens()
    assert queries.facets(look).stages["refine"] == 1
    with count(1):
        assert queries.facets(lens()).stages["refine"] == 1
    with count(5):  # the end of the log, the filter, the parts, the titles, and the line; it has no next event
        page = queries.page_of(lens(), Filters(stages=("refine",)), "-title")
        assert page.total == 1
    with count(2):
        assert queries.page_of(lens(), Filters(stages=("refine",)), "-title") == page


def test_what_is_recorded_is_seen_at_once(fresh_database):
    registered("MP001", "B", status="Refinement")
    assert (total(), queries.page_of(lens(), order="title").total) == (1, 1)
    registered("MP002", "A", status="Refinement")
    assert [line.number for line in queries.page_of(lens(), order="title").lines] == ["MP002", "MP001"]
    do("set_status", proposal="MP002", status="Withdrawn")
    assert queries.page_of(lens(), Filters(stages=("refine",))).total == 1
    assert queries.facets(lens()).stages["closed"] == 1


def test_a_correction_of_the_past_is_seen_by_a_lens_that_looked_before(fresh_database):
    registered("MP001", "First", "2020-01-01")
    look = lens("2020-06-01")
    assert queries.page_of(look, Filters(words="second")).total == 0
    do("retitle", _from="2020-03-01", _known="2020-03-02", proposal="MP001", title="Second")
    assert queries.page_of(look, Filters(words="second")).total == 1


def test_each_day_and_each_knowledge_has_its_own(fresh_database):
    do("register_proposal", _from="2020-01-10", _known="2020-02-01", number="MP001")
    do("register_proposal", _from="2020-01-20", _known="2020-03-01", number="MP002")
    for _ in range(2):
        assert [total("2020-01-05"), total("2020-01-15"), total("2020-01-25")] == [0, 1, 2]
        assert [total("2020-01-25", "2020-02-15"), total("2020-01-25", "2020-03-15")] == [1, 2]


def test_nothing_is_kept_of_a_transaction_that_is_rolled_back(fresh_database):
    registered("MP001")
    with transaction.atomic():
        registered("MP002")
        assert total() == 2
        transaction.set_rollback(True)
    assert total() == 1
    registered("MP003")
    assert total() == 2


def test_an_empty_log_keeps_nothing(fresh_database):
    assert total() == 0
    registered("MP001")
    assert total() == 1


@pytest.mark.postgres_only
def test_an_event_that_comes_in_behind_a_newer_one_is_seen(fresh_database):
    registered("MP001")
    written, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            registered("MP002")
            written.set()
            finish.wait(20)
        connections.close_all()

    writer = threading.Thread(target=slow)
    writer.start()
    assert written.wait(20)
    registered("MP003")  # its event has a higher key, and is there first
    assert (total(), total()) == (2, 2)
    finish.set()
    writer.join()
    assert total() == 3


def test_only_so_many_things_are_kept(fresh_database, only_this_database):
    registered("MP001")
    made = []
    some = Kept(lambda look, name: made.append(name) or name, most=2)
    look = Lens(PUBLIC, clock.today(), clock.now())
    for name in ("a", "b", "a", "c", "a", "b"):
        assert some.at(look, name) == name
    assert made == ["a", "b", "c", "b"]
