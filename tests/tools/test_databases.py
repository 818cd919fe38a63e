"""The databases of the tests: fresh copies, renewal after a transactional test, threads, processes, a site."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import urllib.request

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from tests.support import databases, postgres
from tests.support.nested import Run
from tests.support.records import FreshDatabase, at_once

pytestmark = pytest.mark.any_database


def test_the_settings_use_the_database_of_the_run(request: pytest.FixtureRequest):
    vendor = {"sqlite": "sqlite", "postgres": "postgresql"}[request.config.getoption("database")]
    assert connection.vendor == vendor
    assert str(databases.folder()) in databases.settings_for("x", databases.folder())["CODECLERK_DATA_DIR"]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_fresh_database_is_empty_each_time(fresh_database: FreshDatabase, turn: int):
    assert not Group.objects.exists()
    Group.objects.create(name="here")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_starts_from_the_template(turn: int):
    assert not Group.objects.exists()
    Group.objects.create(name="here")


@pytest.mark.django_db
def test_an_ordinary_test_comes_after_them_and_sees_nothing():
    assert not Group.objects.exists()


def test_threads_share_the_fresh_database(fresh_database: FreshDatabase):
    names = [f"group {number}" for number in range(8)]
    results = at_once(*(lambda name=name: Group.objects.create(name=name).name for name in names))
    assert results == names
    assert set(Group.objects.values_list("name", flat=True)) == set(names)


def test_what_a_thread_raises_is_its_result(fresh_database: FreshDatabase):
    done, failed = at_once(lambda: 1, lambda: 1 / 0)
    assert done == 1
    assert isinstance(failed, ZeroDivisionError)


def test_a_process_shares_the_fresh_database(fresh_database: FreshDatabase):
    Group.objects.create(name="seen from outside")
    program = (
        "import django; django.setup()\n"
        "from django.contrib.auth.models import Group\n"
        "print(Group.objects.get().name); Group.objects.create(name='from outside')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], env=fresh_database.environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "seen from outside"
    assert Group.objects.filter(name="from outside").exists()


def test_the_command_line_runs_on_the_fresh_database(fresh_database: FreshDatabase):
    assert "codeclerk" in fresh_database.codeclerk("--version").stdout


def test_the_site_answers(site: str):
    with urllib.request.urlopen(site + "/") as answer:
        assert answer.status == 200


@pytest.mark.sqlite_only
def test_sqlite_is_a_file_with_a_write_ahead_log(fresh_database: FreshDatabase):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    with sqlite3.connect(databases.store().name(fresh_database.label)) as outside:
        assert outside.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0


def test_a_missing_server_is_one_line_with_its_remedy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    with pytest.raises(postgres.Unavailable, match="apt install postgresql") as raised:
        postgres.Server()
    assert "\n" not in str(raised.value)


def test_a_server_that_cannot_start_is_one_line(monkeypatch: pytest.MonkeyPatch):
    folder = databases.folder() / "wrong-binaries"
    folder.mkdir(exist_ok=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text("#!/bin/sh\necho it will not run >&2\nexit 1\n")
        (folder / name).chmod(0o755)
    databases.folder().chmod(0o755)
    monkeypatch.setattr(postgres, "binaries", lambda: folder)
    with pytest.raises(postgres.Unavailable, match=r"it will not run.*apt install postgresql") as raised:
        postgres.Server()
    assert "\n" not in str(raised.value)


def test_the_two_ways_to_a_database_are_not_mixed(nested: Run):
    source = (
        "from tests.support.records import django_db_setup, fresh_database, site\n"
        "@pytest.mark.django_db\ndef test_it(fresh_database): pass"
    )
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    arguments = ("-p", "pytest_django.plugin", "--ds", settings, "-W", "ignore")
    run = nested(source, *arguments)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "the `django_db` mark or a database of its own, not both: test_it and fresh_database." in run.stdout


def test_a_test_for_the_other_database_is_left_out(nested: Run):
    source = (
        "@pytest.mark.postgres_only\ndef test_elsewhere(): pass\n\n@pytest.mark.sqlite_only\ndef test_b(): pass\n"
        "def test_c(): pass"
    )
    run = nested(source, "-v")
    assert "2 passed, 1 deselected" in run.stdout
    assert "test_elsewhere" not in run.stdout


def test_nothing_but_this_machine_can_be_reached():
    with pytest.raises(Exception, match=r"A test tried to use socket\.socket\.connect"):
        urllib.request.urlopen("http://192.0.2.1/", timeout=2)
