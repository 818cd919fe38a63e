"""Making the first tables of a folder quickly, from its first migration."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Makes these tables as one operation of a migration.

    Django builds every class of the project that is related to a table anew for each operation, and all tables are
    related to the event log: with one operation for each table the time grows with the square of their number. Here the
    classes are built once for all of them.
    """

    reversible = True

    def __init__(self, *tables: CreateModel) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[CreateModel], dict[str, object]]:
        return (self.__class__.__qualname__, list(self.tables), {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without its classes, a state only notes what is new; the next who asks for them has them built.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create the tables {', '.join(table.name for table in self.tables)}"

    def reduce(self, operation: Operation, app_label: str) -> bool:
        """Nothing is merged into it: a squashed migration keeps it as it is."""
        return False
