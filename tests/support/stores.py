"""Where databases of the tests live: how one is named, copied from the template, and dropped."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit


class Store(Protocol):
    """The few things that differ between the two databases."""

    def name(self, label: str) -> str:
        """What Django's NAME is for the database called `label`."""

    def url(self, label: str) -> str:
        """What CODECLERK_DATABASE_URL is for it."""

    def create(self, label: str) -> None: ...

    def copy(self, source: str, target: str) -> None:
        """Make `target` a copy of `source`, which nobody is connected to. An earlier `target` goes."""

    def drop(self, label: str) -> None:
        """Remove it, whoever is still connected."""

    def clear(self) -> None:
        """Remove all of this run."""


@dataclass(frozen=True)
class SQLiteStore:
    """One file each, so that triggers, the write-ahead log and threads are the real ones."""

    folder: Path

    def name(self, label: str) -> str:
        return str(self.folder / f"{label}.sqlite3")

    def url(self, label: str) -> str:
        return f"sqlite:///{self.name(label)}"

    def create(self, label: str) -> None:
        self.drop(label)

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        shutil.copyfile(self.name(source), self.name(target))

    def drop(self, label: str) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(self.name(label) + suffix).unlink(missing_ok=True)

    def clear(self) -> None:
        for file in self.folder.glob("*.sqlite3*"):
            file.unlink()


@dataclass(frozen=True)
class PostgresStore:
    """Databases of one server; `server` addresses its maintenance database."""

    server: str
    prefix: str

    def name(self, label: str) -> str:
        return f"{self.prefix}_{label}"

    def url(self, label: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name(label)}"))

    def create(self, label: str) -> None:
        self.drop(label)
        self._execute("CREATE DATABASE {}", label)

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        # Copying the files is twice as quick as the write-ahead log; servers before PostgreSQL 15 know nothing else.
        self._execute("CREATE DATABASE {} TEMPLATE {}", target, source, since_15=" STRATEGY FILE_COPY")

    def drop(self, label: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", label)

    def clear(self) -> None:
        import psycopg

        with psycopg.connect(self.server) as connection:
            names = [row[0] for row in connection.execute("SELECT datname FROM pg_database")]
        for name in names:
            if name.startswith(f"{self.prefix}_"):
                self.drop(name.removeprefix(f"{self.prefix}_"))

    def _execute(self, statement: str, *labels: str, since_15: str = "") -> None:
        import psycopg
        from psycopg import sql

        names: list[Any] = [sql.Identifier(self.name(label)) for label in labels]
        with psycopg.connect(self.server, autocommit=True) as connection:
            whole = statement + (since_15 if connection.info.server_version >= 150000 else "")
            connection.execute(sql.SQL(whole).format(*names))  # type: ignore[arg-type]
