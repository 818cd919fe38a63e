"""The fixtures of the loaded example."""

from __future__ import annotations

from urllib.request import urlopen

from codeclerk.kernel import bus, clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.models import Event, Seal
from codeclerk.register import queries


def test_the_example_is_there_to_read(example):
    assert queries.proposals(example.lens("2016-11-09"))
    assert Seal.objects.count() == Event.objects.count()


def test_what_a_reading_test_writes_is_taken_back(example):
    before = Event.objects.count()
    data = {"proposal": "SECMP0002", "path": "Self-Governance"}
    bus.execute("set_path", data, actor="system:import")
    assert Event.objects.count() == before + 1


def test_it_was_taken_back(example):
    line = next(one for one in queries.proposals(example.lens("2030-01-01")) if one.number == "SECMP0002")
    assert line.path == ""


def test_a_database_of_its_own_can_be_changed(example_database):
    bus.execute("set_path", {"proposal": "SECMP0002", "path": "Self-Governance"}, actor="system:import")
    lens = Lens(PUBLIC, clock.today(), clock.now())
    assert queries.proposal(lens, "SECMP0002").line.path == "self_governance"
    assert example_database.environment["CODECLERK_DATABASE_URL"] == example_database.url


def test_a_site_serves_it(example_site):
    with urlopen(f"{example_site}/proposals/", timeout=10) as answer:
        assert "SECMP0002" in answer.read().decode()
