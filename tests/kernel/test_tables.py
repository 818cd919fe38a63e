"""Tables that are made as one operation are the tables that Django makes one by one."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from codeclerk.kernel.tables import CreateTables

pytestmark = pytest.mark.any_database

TABLES = (
    migrations.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
    migrations.CreateModel(
        "Book",
        [("id", models.BigAutoField(primary_key=True)), ("shelf", models.ForeignKey("library.Shelf", models.PROTECT))],
        options={"constraints": [models.UniqueConstraint(fields=["shelf"], name="library_one")]},
    ),
)


def database():
    """A database of its own: the tests' one does not let tables be made inside a transaction."""
    return ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]


def sql(*operations):
    """What the database is told, with the state that they lead to."""
    state = ProjectState()
    with database().schema_editor(collect_sql=True, atomic=False) as editor:
        for operation in operations:
            before = state.clone()
            operation.state_forwards("library", state)
            operation.database_forwards("library", editor, before, state)
    return editor.collected_sql, state


def test_one_operation_says_the_same_as_many(db):
    together, after = sql(CreateTables(*TABLES))
    one_by_one, expected = sql(*TABLES)
    assert together == one_by_one
    assert len(together) >= 3
    assert after == expected


def test_going_back_drops_them_in_the_other_order(db):
    state = ProjectState()
    operation = CreateTables(*TABLES)
    operation.state_forwards("library", state)
    with database().schema_editor(collect_sql=True, atomic=False) as editor:
        operation.database_backwards("library", editor, state, ProjectState())
    dropped = [line for line in editor.collected_sql if line.startswith("DROP TABLE")]
    assert [("book" in line, "shelf" in line) for line in dropped] == [(True, False), (False, True)]
    assert operation.describe() == "Create the tables Shelf, Book"
