"""Fixtures of the loaded example: for reading, as a database of its own, and as a running site.

The example is loaded and sealed once a run, into a template beside the migrated one. A test that only reads takes
`example`; one that changes or browses takes `example_database` or `example_site`. None of them goes with the
`django_db` mark: they open the database themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support import databases
from tests.support.records import (
    FreshDatabase,
    SharedRecord,
    _use,
    copy_files,
    files_in,
    make_once,
    own_database,
    serving,
)

TEMPLATE = "example"


@dataclass(frozen=True)
class Example:
    """The loaded example, looked at by the public."""

    def lens(self, day: date | str, known: date | str | None = None) -> Any:
        """A day, as known at the end of that day in London unless another one is named."""
        from codeclerk.kernel.calendar.dates import end_of_london_day
        from codeclerk.kernel.lens import PUBLIC, Lens

        return Lens(PUBLIC, _day(day), end_of_london_day(_day(known or day)))


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


@pytest.fixture(scope="session")
def example_template(django_db_setup: None, django_db_blocker: Any) -> str:
    """The label of the database that has the example, to copy from."""

    def make() -> None:
        from codeclerk.ingest import loader
        from codeclerk.kernel import clock
        from codeclerk.kernel.tick import tick

        databases.store().copy(databases.TEMPLATE, TEMPLATE)
        _use(TEMPLATE)
        with files_in(databases.make_data_dir(TEMPLATE)):
            loader.load()
            tick(clock.now())

    with django_db_blocker.unblock():
        make_once("example-ready", make)
    return TEMPLATE


@pytest.fixture(scope="session")
def example_copy(example_template: str, django_db_blocker: Any) -> Iterator[SharedRecord]:
    """This worker's own copy, for reading."""
    copy = SharedRecord(example_template)
    yield copy
    with django_db_blocker.unblock():
        copy.drop()


@pytest.fixture(scope="session")
def example_files(example_template: str) -> Path:
    """This worker's own copy of the files that go with it."""
    made = databases.make_data_dir(f"{databases.worker()}-{TEMPLATE}")
    copy_files(example_template, made)
    return made


@pytest.fixture
def example(example_copy: SharedRecord, example_files: Path, django_db_blocker: Any) -> Iterator[Example]:
    """The example, to read. What a test writes all the same is taken back."""
    with django_db_blocker.unblock(), files_in(example_files), example_copy.use():
        yield Example()


@pytest.fixture
def example_database(example_template: str, django_db_blocker: Any) -> Iterator[FreshDatabase]:
    """A copy of the example for this test alone, with real transactions, threads and subprocesses allowed."""
    with own_database(django_db_blocker, example_template) as database:
        yield database


@pytest.fixture
def example_site(example_database: FreshDatabase) -> Iterator[str]:
    """The address of a running site on a copy of the example."""
    with serving() as address:
        yield address
