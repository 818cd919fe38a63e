"""The product refuses to start on a database that is newer, behind, unguarded or not there."""

import pytest
from django.db import connection

from codeclerk.kernel import triggers
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.start import check_database, prepare_database
from tests.support import databases
from tests.support.records import _use

pytestmark = pytest.mark.usefixtures("fresh_database")


def refusal():
    with pytest.raises(Refused) as caught:
        check_database()
    return caught.value.first


def execute(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_prepared_database_is_fine():
    check_database()


def test_a_database_of_a_newer_version_is_refused_by_every_command(fresh_database):
    execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
        "kernel",
        "9999_from_the_future",
        "2030-01-01 00:00:00+00:00",
    )
    assert "kernel.9999_from_the_future" in str(refusal())
    with pytest.raises(Refused):
        prepare_database()
    for command in (["tick"], ["serve"], ["worker"], ["migrate"], ["backup", "x"]):
        done = fresh_database.codeclerk(*command)
        assert done.returncode == 2
        assert "kernel.newer_database" in done.stderr


def test_a_database_that_is_behind_is_refused():
    execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert refusal().code == "kernel.not_migrated"


def test_a_database_without_its_guards_is_refused_and_migrate_puts_them_back():
    name, (table, _) = sorted(triggers.expected(connection).items())[0]
    execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert refusal().code == "kernel.lost_guard"
    prepare_database()
    check_database()


@pytest.fixture
def missing_database(fresh_database):
    label = f"{fresh_database.label}_missing"
    if databases.os.environ.get(databases.SERVER) is None:
        pytest.fail("only for a database server")
    _use(label)
    yield label
    _use(fresh_database.label)


@pytest.mark.postgres_only
def test_a_database_that_is_not_there_is_said(missing_database):
    assert refusal().code == "kernel.no_database"


def test_a_changed_pack_under_a_published_version_is_refused(monkeypatch, tmp_path):
    from codeclerk.kernel import publishing

    folder = tmp_path / "sec"
    folder.mkdir()
    for path in publishing.installed_packs()["sec"].glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes() + b"\n# changed\n")
    monkeypatch.setattr(publishing, "installed_packs", lambda: {"sec": folder})
    assert refusal().code == "kernel.pack_changed"
