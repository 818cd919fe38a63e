"""The demo: an installation of its own that loads the example, renders its papers and answers."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import pytest

from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, Seal
from codeclerk.papers.rendering import FORMATS
from codeclerk.site import cli
from tests.ingest.support import folder, told
from tests.papers.conftest import KIND, sample_kind

__all__ = ["sample_kind"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_example_is_loaded_and_sealed_as_every_time_and_then_found_there(
    fresh_database, example_copy, tmp_path, capsys
):
    cli._load_example(tmp_path)
    first = capsys.readouterr()
    assert "example: 5 papers, " in first.out
    assert f"{Event.objects.count()} events sealed." in first.out
    assert "2021-03-1-register.yaml: " in first.err
    assert Seal.objects.count() == Event.objects.count()
    made = told()
    with example_copy.use():
        assert told() == made
    cli._load_example(tmp_path)
    second = capsys.readouterr()
    assert "example: everything was there: 5 papers, " in second.out
    assert "sealed" not in second.out
    assert second.err == ""


def test_an_example_that_does_not_fit_says_what_to_do(fresh_database, tmp_path, monkeypatch):
    from codeclerk.ingest import loader

    wrong = folder(tmp_path, one="entries:\n  - {act: set_path, at: 1, data: {proposal: MP092}}\n")
    monkeypatch.setattr(loader, "EXAMPLE", wrong)
    with pytest.raises(Refused) as caught:
        cli._load_example(Path("var/demo"))
    first, second = caught.value.refusals
    assert (first.code, second.code) == ("ingest.entry_refused", "site.demo_of_another_version")
    assert "var/demo" in second.problem
    assert "remove it and start again" in second.remedy


def test_papers_are_rendered_in_every_format(fresh_database, tmp_path, sample_kind, monkeypatch, capsys):
    monkeypatch.setattr(cli, "PAPERS", ((KIND, Month(2021, 3), date(2021, 3, 5)),))
    cli._render_papers(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(f"{KIND}-2021-03.{form}" for form in FORMATS)
    assert (tmp_path / f"{KIND}-2021-03.pdf").read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out.count("Sample Status Report of March 2021: ") == len(FORMATS)


def test_a_kind_that_is_not_there_is_said_to_be_missing(fresh_database, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "PAPERS", (("no-such-report", Month(2021, 3), date(2021, 3, 5)),))
    cli._render_papers(tmp_path)
    assert "No paper of the kind no-such-report is rendered" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.any_database
def test_the_demo_answers_once(fresh_database, tmp_path):
    place = tmp_path / "demo"
    done = fresh_database.codeclerk_process("demo", "--once", "--port", str(free_port()), "--dir", str(place))
    assert done.returncode == 0, done.stderr
    assert "Codeclerk is ready on http://127.0.0.1:" in done.stdout
    assert (place / "codeclerk.sqlite3").is_file()
