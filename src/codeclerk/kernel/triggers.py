"""Guards in the database itself: even a mistake in this code, or a console, cannot rewrite what is recorded.

Installed after every migration (SQLite drops triggers when Django alters a table) and checked at start and by `verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from codeclerk.kernel.models import Guard, Recorded

PREFIX = "codeclerk_guard"
MESSAGE = "codeclerk.append_only"


def guarded_models() -> list[type[Recorded]]:
    """Every model whose table the database guards."""
    return [m for m in apps.get_models() if issubclass(m, Recorded) and m.guard is not Guard.NONE]


def statements(model: type[Recorded], vendor: str) -> dict[str, str]:
    """Name of each trigger of a table -> the SQL that creates it."""
    build = _sqlite if vendor == "sqlite" else _postgresql
    return build(model)


def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column]


def _sqlite(model: type[Recorded]) -> dict[str, str]:
    table = model._meta.db_table
    stop = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
    name = f"{PREFIX}_{table}"
    triggers = {f"{name}_delete": f'CREATE TRIGGER {name}_delete BEFORE DELETE ON "{table}" {stop}'}
    when = "" if model.guard is Guard.APPEND_ONLY else f"WHEN NOT ({_only_superseded(model)}) "
    triggers[f"{name}_update"] = f'CREATE TRIGGER {name}_update BEFORE UPDATE ON "{table}" {when}{stop}'
    # INSERT OR REPLACE removes the old row without firing the delete trigger, so it is stopped on the way in.
    same = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{table}" WHERE ' + " AND ".join(f'"{c}" = NEW."{c}"' for c in columns) + ")"
        for columns in _unique_columns(model)
    )
    triggers[f"{name}_replace"] = f'CREATE TRIGGER {name}_replace BEFORE INSERT ON "{table}" WHEN {same} {stop}'
    return triggers


def _unique_columns(model: type[Recorded]) -> list[list[str]]:
    column = {field.name: str(field.column) for field in model._meta.concrete_fields}
    single = [[str(field.column)] for field in model._meta.concrete_fields if field.unique]
    return single + [[column[name] for name in rule.fields] for rule in model._meta.total_unique_constraints]


def _only_superseded(model: type[Recorded]) -> str:
    kept = [f'NEW."{c}" IS OLD."{c}"' for c in _columns(model) if c != "superseded_from"]
    earlier = (
        "NEW.superseded_from IS NOT NULL AND (OLD.superseded_from IS NULL OR NEW.superseded_from < OLD.superseded_from)"
    )
    return " AND ".join([earlier, *kept])


def _postgresql(model: type[Recorded]) -> dict[str, str]:
    table = model._meta.db_table
    name = f"{PREFIX}_{table}"
    function = "codeclerk_refuse" if model.guard is Guard.APPEND_ONLY else "codeclerk_refuse_fact"
    return {
        f"{name}_row": f'CREATE TRIGGER {name}_row BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"{name}_truncate": f'CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION codeclerk_refuse()",
    }


POSTGRESQL_FUNCTIONS = {
    "codeclerk_refuse": f"""
CREATE OR REPLACE FUNCTION codeclerk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME;
END $$""",
    "codeclerk_refuse_fact": f"""
CREATE OR REPLACE FUNCTION codeclerk_refuse_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND NEW.superseded_from IS NOT NULL
     AND (OLD.superseded_from IS NULL OR NEW.superseded_from < OLD.superseded_from)
     AND to_jsonb(NEW) - 'superseded_from' = to_jsonb(OLD) - 'superseded_from'
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME;
END $$""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every guard that is missing or differs. Safe to repeat."""
    present = installed(connection)
    wanted = expected(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for sql in POSTGRESQL_FUNCTIONS.values():
                cursor.execute(sql)
        for name, (table, sql) in wanted.items():
            if table not in tables or present.get(name) == _stored_form(connection, sql):
                continue
            if name in present:
                _drop(cursor, connection, name, table)
            cursor.execute(sql)


def expected(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Name of every trigger that must be there -> its table and the SQL that creates it."""
    return {
        name: (model._meta.db_table, sql)
        for model in guarded_models()
        for name, sql in statements(model, connection.vendor).items()
    }


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name of every guard that is there and switched on -> its definition as the database keeps it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
            )
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT t.tgname, p.proname || ' ' || t.tgtype::text || ' ' || t.tgenabled::text || ' ' || md5(p.prosrc) "
            "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE t.tgname LIKE %s AND n.nspname = ANY (current_schemas(false))",
            [f"{PREFIX}%"],
        )
        return dict(cursor.fetchall())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the guards that are absent, switched off or not as this product makes them."""
    present = installed(connection)
    return [
        name for name, (_, sql) in expected(connection).items() if present.get(name) != _stored_form(connection, sql)
    ]


def _stored_form(connection: BaseDatabaseWrapper, sql: str) -> str:
    """How the database shows a guard that was created by `sql` and is switched on."""
    if connection.vendor == "sqlite":
        return sql
    function = sql.rsplit(" ", 1)[1].removesuffix("()")
    source = POSTGRESQL_FUNCTIONS[function].split("$$")[1]
    # pg_trigger.tgtype: row 1, before 2, delete 8, update 16, truncate 32.
    kind = 1 + 2 + 8 + 16 if sql.split(" BEFORE ")[1].startswith("UPDATE") else 2 + 32
    return f"{function} {kind} O {md5(source.encode(), usedforsecurity=False).hexdigest()}"


def _drop(cursor: Any, connection: BaseDatabaseWrapper, name: str, table: str) -> None:
    cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f' ON "{table}"'))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without guards for a moment: to empty a test database. The product itself never lifts them."""
    present = installed(connection)
    with connection.cursor() as cursor:
        for name, (table, _) in expected(connection).items():
            if name in present:
                _drop(cursor, connection, name, table)
    try:
        yield
    finally:
        install(connection)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])
