"""What must hold before the product serves or changes anything: a database this product knows, with its guards on."""

from __future__ import annotations

import os

from codeclerk.kernel.errors import Kind, Reason, Refusal, Refused

NEWER_DATABASE = Reason(
    "kernel.newer_database",
    rule="a product does not touch a database that a later version of it has upgraded",
    problem="the database {object} was upgraded by a newer version: it knows {unknown}",
    remedy="Run that newer version, or restore a backup made before the upgrade.",
    kind=Kind.BROKEN,
)
NOT_MIGRATED = Reason(
    "kernel.not_migrated",
    rule="the tables must be those of this version",
    problem="the database {object} is not up to date: {pending} migrations wait",
    remedy="Make a backup, then run `codeclerk migrate`.",
    kind=Kind.BROKEN,
)
LOST_GUARD = Reason(
    "kernel.lost_guard",
    rule="the database itself refuses changes to what is recorded",
    problem="the database {object} has lost guards: {missing}",
    remedy="Find out who removed them, run `codeclerk verify`, then `codeclerk migrate` to put them back.",
    kind=Kind.BROKEN,
)
NO_DATABASE = Reason(
    "kernel.no_database",
    rule="the product needs its database",
    problem="the database {object} cannot be opened: {why}",
    remedy="Check CODECLERK_DATABASE_URL and CODECLERK_DATA_DIR, and that the server runs.",
    kind=Kind.BROKEN,
)


def start_django() -> None:
    """Make Django ready in a command of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codeclerk.settings")
    import django

    django.setup()


def check_database() -> None:
    """Refuse to start on a database that is missing, newer, behind, or has lost its guards."""
    problems = database_problems()
    if problems:
        raise Refused(*problems)


def prepare_database() -> None:
    """Migrate, install the guards, publish the installed packs. Refuses a database of a newer version."""
    from django.core.management import call_command

    from codeclerk.kernel.publishing import publish_installed

    problems = database_problems(behind_is_fine=True)
    if problems:
        raise Refused(*problems)
    call_command("migrate", verbosity=0, interactive=False)
    publish_installed()


def database_problems(*, behind_is_fine: bool = False) -> list[Refusal]:
    """What is wrong with the database, most basic first; empty when all is well."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from codeclerk.kernel import triggers
    from codeclerk.kernel.publishing import changed_packs

    name = str(connection.settings_dict["NAME"])
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return [NO_DATABASE.refuse(name, why=str(error).strip()).first]
    known = set(executor.loader.disk_migrations or ())
    unknown = sorted(f"{app}.{migration}" for app, migration in set(executor.loader.applied_migrations) - known)
    if unknown:
        return [NEWER_DATABASE.refuse(name, unknown=", ".join(unknown)).first]
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        return [] if behind_is_fine else [NOT_MIGRATED.refuse(name, pending=len(pending)).first]
    missing = triggers.missing(connection)
    if missing and not behind_is_fine:
        return [LOST_GUARD.refuse(name, missing=", ".join(missing)).first]
    return [refused.first for refused in changed_packs()]
