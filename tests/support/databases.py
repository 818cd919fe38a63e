"""Plugin: `pytest --database sqlite|postgres` gives the run its database before Django reads its settings.

The first process of a run makes a temporary folder and, for PostgreSQL, finds or starts the server; workers of
xdist find both in their environment. Nothing of the developer's own installation is read or written.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import postgres
from tests.support.folders import make_folder
from tests.support.stores import PostgresStore, SQLiteStore, Store

DATABASES = ("sqlite", "postgres")
FOLDER = "CODECLERK_TESTS_FOLDER"
SERVER = "CODECLERK_TESTS_SERVER"
PREFIX = "CODECLERK_TESTS_PREFIX"
TEMPLATE = "template"
ONCE = "any_database"
RECORD = "record"
DJANGOS = {"db", "transactional_db"}
OWN = {"fresh_database", "example", "example_database"}
DATABASE_FIXTURES = DJANGOS | {"fresh_database", "example_copy", "example_template"}
# The only settings that a developer may hand to the tests.
KEPT = {"CODECLERK_PAPERS", "CODECLERK_CHROMIUM", "CODECLERK_REQUIRE_BROWSER", FOLDER, SERVER, PREFIX}

_server: postgres.Server | None = None


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("codeclerk")
    group.addoption("--database", choices=DATABASES, default="sqlite", help="the database to run the tests on")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper, so that it runs before pytest-django loads the settings."""
    namespace = early_config.known_args_namespace
    if not (namespace.help or namespace.version):
        _prepare(namespace.database)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    for database in DATABASES:
        config.addinivalue_line("markers", f"{database}_only: behaviour that only this database has")
    config.addinivalue_line("markers", f"{ONCE}: what no database changes: it runs on SQLite alone and claims nothing")
    config.addinivalue_line(
        "markers", f"{RECORD}(load=...): what `fresh_database` has; it is loaded once in each process"
    )


def pytest_report_header(config: pytest.Config) -> str:
    database = config.getoption("database")
    if database == "postgres":
        return "database: postgres, " + ("started for this run" if _server else "the server of TEST_DATABASE_URL")
    return f"database: {database}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only the other database has, and on PostgreSQL what need not run twice: what is marked so, and of
    what claims nothing that which uses no database or is done in a browser."""
    if claiming := [item.name for item in items if item.get_closest_marker(ONCE) and _claims(item)]:
        raise pytest.UsageError(f"What a test claims is seen on both databases, so it cannot run once: {claiming[0]}.")
    if mixing := [f"{item.name} and {own}" for item in items for own in _mixed(item)]:
        raise pytest.UsageError(f"A test uses the `django_db` mark or a database of its own, not both: {mixing[0]}.")
    database = config.getoption("database")
    other = next(each for each in DATABASES if each != database)
    left_out = [item for item in items if item.get_closest_marker(f"{other}_only")]
    left_out += [item for item in items if _runs_once(item)] if database != "sqlite" else []
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _claims(item: pytest.Item) -> bool:
    from tests.support.inventory import golden_ids

    return item.get_closest_marker("inventory") is not None or bool(golden_ids(item.nodeid))


def _mixed(item: pytest.Item) -> set[str]:
    """The databases of its own that a test asks for beside Django's."""
    asked = set(getattr(item, "fixturenames", ()))
    return asked & OWN if asked & DJANGOS or item.get_closest_marker("django_db") else set()


def _runs_once(item: pytest.Item) -> bool:
    if item.get_closest_marker("postgres_only") is not None:
        return False
    if item.get_closest_marker(ONCE) is not None:
        return True
    in_browser = "browser_page" in getattr(item, "fixturenames", ())
    return not _claims(item) and (in_browser or not _uses_database(item))


def _uses_database(item: pytest.Item) -> bool:
    """Whether a test may open a database. Those of the harness's own fixtures are opened by `fresh_database` and the
    example's copies, all others by pytest-django, which keeps it closed for every test that does not ask."""
    asked = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE_FIXTURES & asked) or item.get_closest_marker("django_db") is not None


def pytest_unconfigure() -> None:
    _clean_up()


def worker() -> str:
    """What this process calls its own database: `gw0`, `gw1`, or `main` without xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def folder() -> Path:
    """The temporary folder of the whole run."""
    return Path(os.environ[FOLDER])


def store() -> Store:
    """The store of this run."""
    if server := os.environ.get(SERVER):
        return PostgresStore(server, os.environ[PREFIX])
    return SQLiteStore(folder())


def settings_for(label: str, data_dir: Path) -> dict[str, str]:
    """The environment in which Codeclerk uses the database called `label` and keeps its files in `data_dir`."""
    return {"CODECLERK_DATABASE_URL": store().url(label), "CODECLERK_DATA_DIR": str(data_dir)}


def make_data_dir(label: str) -> Path:
    """A folder for the product's files, with the one for static files that is warned of when it is missing."""
    made = folder() / label
    (made / "static").mkdir(parents=True, exist_ok=True)
    return made


def _prepare(database: str) -> None:
    for name in [name for name in os.environ if name.startswith("CODECLERK_") and name not in KEPT]:
        del os.environ[name]
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _prepare_run(database)
    os.environ.update(settings_for(worker(), make_data_dir(worker())))


def _prepare_run(database: str) -> None:
    global _server
    atexit.register(_clean_up)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that a cancelled run cleans up too
    os.environ[FOLDER] = str(make_folder("codeclerk-tests-"))
    os.environ.pop(SERVER, None)
    if database != "postgres":
        return
    os.environ[PREFIX] = f"codeclerk_test_{os.getpid()}"
    if given := os.environ.get("TEST_DATABASE_URL"):
        os.environ[SERVER] = given
        return
    try:
        _server = postgres.Server()
    except postgres.Unavailable as unavailable:
        raise pytest.UsageError(str(unavailable)) from None
    os.environ[SERVER] = _server.url("postgres")


def _clean_up() -> None:
    """End what this run started; called twice it does nothing the second time."""
    global _server
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    if _server is not None:
        _server.stop()
        _server = None
    elif os.environ.get(SERVER) and (folder() / "ready").exists():
        store().clear()
    if made := os.environ.pop(FOLDER, None):
        shutil.rmtree(made, ignore_errors=True)
    os.environ.pop(SERVER, None)
