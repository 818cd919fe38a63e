"""Fixtures of the record: the migrated database of the run, a fresh copy of it, and a site that serves it.

The schema is migrated once a run, into a template; every worker's database, every `fresh_database` and every renewal
after a transactional test is a copy of it. Django would empty the tables instead, which the triggers of the event log
refuse, and rightly so.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from tests.support import databases

_numbers = itertools.count(1)
_records: dict[Callable[[], object], SharedRecord] = {}


@dataclass(frozen=True)
class FreshDatabase:
    """A migrated database of its own. This process and its threads use it; `environment` is for subprocesses."""

    label: str
    url: str
    data_dir: Path
    environment: dict[str, str] = field(repr=False)

    def codeclerk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line on this database, in this process; the result has `returncode`, `stdout`, `stderr`."""
        result = CliRunner().invoke(main, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)

    def codeclerk_process(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """The same in a process of its own, as an operator would; slow to start."""
        command = [sys.executable, "-c", "from codeclerk.cli import main; main()", *arguments]
        settings = {"capture_output": True, "text": True, "timeout": 300, "env": self.environment, **options}
        return subprocess.run(command, **settings)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's: give this worker its copy of the migrated template."""
    from django.db import connection
    from django.test import TransactionTestCase

    store, label = databases.store(), databases.worker()

    def renew(_case: object = None) -> None:
        _use(label)
        store.copy(databases.TEMPLATE, label)

    with django_db_blocker.unblock():
        _make_template()
        renew()
        _ask_features(connection)
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = renew
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():
        for record in _records.values():
            record.drop()
        _use(label)
        store.drop(label)


def _ask_features(connection: Any) -> None:
    """Django asks a connection once whether its database knows JSON, in three queries on SQLite. Asked by the first
    test that uses JSON, they would be counted as that test's own."""
    assert connection.features.supports_json_field


class SharedRecord:
    """A copy of a template with a connection that stays open: tests use it one after the other and leave no trace."""

    def __init__(self, template: str, load: Callable[[], object] | None = None) -> None:
        from django.db import connections

        self.label = f"{databases.worker()}_{next(_numbers)}"
        databases.store().copy(template, self.label)
        ours = connections["default"]
        self.connection = type(ours)({**ours.settings_dict, "NAME": databases.store().name(self.label)}, ours.alias)
        if load is not None:
            with self._connected():
                load()

    @contextlib.contextmanager
    def use(self) -> Iterator[None]:
        """Let this thread read and write it for a while; what was written is taken back."""
        from django.db import transaction

        whole = transaction.atomic()
        whole._from_testcase = True  # as Django's own: what must be the outermost transaction may be inside it
        with self._connected(), whole:
            _ask_features(self.connection)
            try:
                yield
                self.connection.check_constraints()
            finally:
                transaction.set_rollback(True)

    def drop(self) -> None:
        self.connection.close()
        databases.store().drop(self.label)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[None]:
        from django.db import connections

        before, connections["default"] = connections["default"], self.connection
        try:
            yield
        finally:
            connections["default"] = before


def loaded_once(load: Callable[[], object]) -> Any:
    """A fixture beside `db`: the record that `load` makes, for each test as it was made.

    It is loaded once in each process, by whichever test comes first.
    """

    @pytest.fixture
    def record(db: None) -> Iterator[None]:
        with _record_of(load).use():
            yield

    return record


def _record_of(load: Callable[[], object]) -> SharedRecord:
    if load not in _records:
        _records[load] = SharedRecord(databases.TEMPLATE, load)
    return _records[load]


@pytest.fixture
def fresh_database(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A migrated database for this test alone, with real transactions, threads and subprocesses allowed.

    With the mark `record(load=...)` it has what that records.
    """
    template, mark = databases.TEMPLATE, request.node.get_closest_marker(databases.RECORD)
    if mark is not None:
        with django_db_blocker.unblock():
            record = _record_of(**mark.kwargs)
            record.connection.close()  # what is connected to cannot be copied
            template = record.label
    with own_database(django_db_blocker, template) as database:
        yield database


@contextlib.contextmanager
def own_database(blocker: Any, template: str) -> Iterator[FreshDatabase]:
    """A copy of a template for the test that asks, dropped afterwards."""
    from django.conf import settings

    label = f"{databases.worker()}_{next(_numbers)}"
    store, data_dir = databases.store(), databases.make_data_dir(label)
    environment = {
        **os.environ,
        **databases.settings_for(label, data_dir),
        "CODECLERK_SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    store.copy(template, label)
    copy_files(template, data_dir)
    with blocker.unblock(), files_in(data_dir):
        _use(label)
        try:
            yield FreshDatabase(label, store.url(label), data_dir, environment)
        finally:
            _use(databases.worker())
            store.drop(label)
            shutil.rmtree(data_dir, ignore_errors=True)


@pytest.fixture
def site(fresh_database: FreshDatabase) -> Iterator[str]:
    """The address of a running site on the fresh database, such as `http://127.0.0.1:40123`."""
    with serving() as address:
        yield address


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Serve the site on the database in use; its address."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import QuietWSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="site")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together; their results in order, or the exception each one raised."""
    from django.db import connections

    start = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(index: int, call: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[index] = call()
        except Exception as error:  # noqa: BLE001 - it is the caller's result
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _make_template() -> None:
    """Migrate the template of every other database."""
    from codeclerk.kernel.start import prepare_database

    def make() -> None:
        databases.store().create(databases.TEMPLATE)
        _use(databases.TEMPLATE)
        prepare_database()

    make_once("ready", make)


def make_once(name: str, make: Callable[[], None]) -> None:
    """Let the first worker that comes make a template; the others wait. Afterwards each uses its own database again."""
    ready = databases.folder() / name
    with (databases.folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready.exists():
            return
        try:
            make()
        finally:
            _use(databases.worker())
        ready.touch()


def _use(label: str) -> None:
    """Point this process at a database. Every thread's next connection reads the same settings."""
    from django.db import connections

    connections.close_all()
    connections.settings["default"]["NAME"] = databases.store().name(label)


def copy_files(template: str, data_dir: Path) -> None:
    """Copy the files that a template keeps in a folder of its own, if it has any."""
    kept = databases.folder() / template / "vault"
    if kept.exists():
        shutil.copytree(kept, data_dir / "vault", dirs_exist_ok=True)


@contextlib.contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Let the product keep its files in `folder` for a while."""
    from django.conf import settings

    config = getattr(settings, "CONFIG", None)
    if config is None:
        yield
        return
    before, config.data_dir = config.data_dir, folder
    try:
        yield
    finally:
        config.data_dir = before
