"""Backup and restore: the whole record in one file that any installation of this version or a later one can read.

A backup is a ZIP: one JSON-lines file a table, the vault's files, and a manifest with the hash of each, the migrations
they were made under, and the checkpoint of the log. It is the same for SQLite and PostgreSQL, so it also moves an
installation from one to the other. Restoring brings an empty database to the backup's migrations, loads it, upgrades
it, and can then verify it. Sessions are machinery and stay out.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from codeclerk import __version__
from codeclerk.kernel import clock, seal, vault
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.models import Event
from codeclerk.kernel.storage import FULL
from codeclerk.kernel.verify import verify

FORMAT = 1
BATCH = 500
LEFT_OUT = {"sessions.session"}
MADE_BY_MIGRATE = ("auth.permission", "contenttypes.contenttype", "sites.site")

NOT_A_BACKUP = Reason(
    "kernel.not_a_backup",
    rule="a backup is restored whole, and only if every part gives the hash in its manifest",
    problem="{object} cannot be restored: {why}",
    remedy="Use another copy of the backup; nothing was changed.",
)
NOT_EMPTY = Reason(
    "kernel.restore_not_empty",
    rule="a restore never overwrites a record",
    problem="the database {object} holds {events} events already",
    remedy="Point CODECLERK_DATABASE_URL and CODECLERK_DATA_DIR at an empty place, then restore.",
    kind=Kind.CONFLICT,
)
UNWRITABLE = Reason(
    "kernel.backup_unwritable",
    rule="a backup is written whole or not at all",
    problem="{object} cannot be written: {why}",
    remedy="Choose a folder that exists, may be written to and has room.",
)


def write(path: Path) -> dict[str, Any]:
    """Write a backup to `path`, appearing there only when it is whole. Returns its manifest without the file hashes."""
    part = path.with_name(path.name + ".part")
    seal.seal_pending(clock.now())
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            manifest = _write_parts(archive)
            archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
        part.replace(path)
    except OSError as error:
        if error.errno == 28:
            raise FULL.refuse(f"the backup {path}") from error
        raise UNWRITABLE.refuse(str(path), why=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    summary = {key: manifest[key] for key in ("format", "product", "made_at", "checkpoint")}
    return summary | {
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "files": len(manifest["files"]),
    }


def _write_parts(archive: zipfile.ZipFile) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for model in _models(apps):
            tables[model._meta.label_lower] = _write_table(archive, model)
        last = seal.latest_checkpoint()
        migrations = sorted(MigrationExecutor(connection).loader.applied_migrations)
    # After the tables: a file is put into the vault before the event that names it is recorded.
    files = {}
    for digest in vault.digests():
        archive.writestr(f"vault/{digest}", vault.get(digest))
        files[digest] = digest
    return {
        "format": FORMAT,
        "product": __version__,
        "made_at": clock.now().isoformat(),
        "checkpoint": f"{last.position}:{last.digest}" if last else "",
        "migrations": [list(migration) for migration in migrations],
        "tables": tables,
        "files": files,
    }


def _models(registry: Apps) -> list[type[Model]]:
    models = registry.get_models(include_auto_created=True)
    return [
        m
        for m in models
        if m._meta.managed and not (m._meta.proxy or m._meta.swapped) and m._meta.label_lower not in LEFT_OUT
    ]


def _write_table(archive: zipfile.ZipFile, model: type[Model]) -> dict[str, Any]:
    names = [field.attname for field in model._meta.concrete_fields]
    digest, rows = hashlib.sha256(), 0
    with archive.open(f"tables/{model._meta.label_lower}.jsonl", "w", force_zip64=True) as file:
        for values in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH):
            line = (
                json.dumps(dict(zip(names, values, strict=True)), default=_plain, ensure_ascii=False) + "\n"
            ).encode()
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a backup yet")


def read(path: Path, *, verified: bool) -> dict[str, Any]:
    """Restore the backup at `path` into the configured database and vault, which must hold no record."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked_manifest(archive, path)
            _bring_to(manifest, str(path))
            with transaction.atomic():
                _load_tables(archive, manifest)
            for digest in manifest["files"]:
                vault.put(archive.read(f"vault/{digest}"))
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise NOT_A_BACKUP.refuse(str(path), why=f"it is damaged ({error})") from error
    call_command("migrate", verbosity=0, interactive=False)
    if not verified:
        return {"sound": True, "says": f"Restored {path}. Run `codeclerk verify` before you rely on it."}
    report = verify(manifest["checkpoint"])
    return {"sound": report.is_sound, "says": str(report), "report": report.as_json()}


def _checked_manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The manifest, after every part was hashed: a damaged backup is refused before anything is written."""
    manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise NOT_A_BACKUP.refuse(str(path), why=f"its format {manifest.get('format')} is not {FORMAT}")
    parts = {f"tables/{name}.jsonl": table["sha256"] for name, table in manifest["tables"].items()}
    parts |= {f"vault/{digest}": digest for digest in manifest["files"]}
    for name, expected in parts.items():
        with archive.open(name) as file:
            found = hashlib.sha256()
            while chunk := file.read(1 << 20):
                found.update(chunk)
        if found.hexdigest() != expected:
            raise NOT_A_BACKUP.refuse(str(path), why=f"its part {name} is damaged")
    return manifest


def _bring_to(manifest: dict[str, Any], path: str) -> None:
    """Bring an empty database to the migrations under which the backup was made."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in manifest["migrations"]}
    unknown = wanted - set(executor.loader.disk_migrations or ())
    if unknown:
        names = ", ".join(sorted(f"{app}.{name}" for app, name in unknown))
        raise NOT_A_BACKUP.refuse(path, why=f"a newer version made it (it knows {names})")
    applied = set(executor.loader.applied_migrations)
    if ("kernel", "0001_initial") in applied and (events := Event.objects.count()):
        raise NOT_EMPTY.refuse(str(connection.settings_dict["NAME"]), events=events)
    if applied - wanted:
        names = ", ".join(sorted(f"{app}.{name}" for app, name in applied - wanted))
        raise NOT_A_BACKUP.refuse(
            path, why=f"the empty database is ahead of it ({names}); start from one without tables"
        )
    graph = executor.loader.graph
    last = [node for node in wanted if not any(child in wanted for child in _children(graph, node))]
    executor.migrate(last)


def _children(graph: Any, node: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for child in graph.node_map[node].children:
        yield child.key


def _load_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    executor = MigrationExecutor(connection)
    wanted = [(app, name) for app, name in manifest["migrations"]]
    registry = executor.loader.project_state(wanted).apps
    models = _models_of(registry, manifest)
    for label in MADE_BY_MIGRATE:
        if label in models:
            models[label]._base_manager.all().delete()
    for label, model in models.items():
        batch: list[Model] = []
        with archive.open(f"tables/{label}.jsonl") as file:
            for line in file:
                values = json.loads(line)
                fields = {field.attname: field for field in model._meta.concrete_fields}
                batch.append(model(**{name: fields[name].to_python(value) for name, value in values.items()}))
                if len(batch) >= BATCH:
                    model._base_manager.bulk_create(batch)
                    batch = []
        model._base_manager.bulk_create(batch)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(sql)


def _models_of(registry: Apps, manifest: dict[str, Any]) -> dict[str, type[Model]]:
    """The model of each table in the backup. An empty table that this version has no place for is left out."""
    models = {}
    for label, table in manifest["tables"].items():
        model = registry.all_models[label.split(".")[0]].get(label.split(".")[1])
        if model is not None and not model._meta.swapped:
            models[label] = model
        elif table["rows"]:
            raise NOT_A_BACKUP.refuse(label, why=f"this version has no place for its {table['rows']} rows")
    return models
