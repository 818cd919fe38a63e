"""Tables that are made as one operation are the tables that Django makes one by one."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from codeclerk.kernel.tables import CreateTables

pytestmark = pytest.mark.any_database

OWN = [app for app in apps.get_app_configs() if app.name.startswith("codeclerk.") and list(app.get_models())]
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


@pytest.mark.parametrize("app", OWN, ids=lambda app: app.label)
def test_each_folder_makes_its_first_tables_at_once(app):
    first = min(Path(app.path, "migrations").glob("0001_*.py"))
    operations = import_module(f"{app.name}.migrations.{first.stem}").Migration.operations
    assert [type(one) for one in operations] == [CreateTables]
