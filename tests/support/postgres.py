"""A PostgreSQL server for one test run, from the system's own binaries, in a folder that goes when the run ends."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from tests.support.folders import make_folder

USER = "codeclerk"
MISSING = (
    "PostgreSQL is missing for the tests. Install its server (Debian, Ubuntu: apt install postgresql), "
    "or name a server where a database may be created: TEST_DATABASE_URL=postgres://user:password@host/postgres"
)
# Nothing here outlives the run, so nothing is forced to the disk; and no query is asked often enough to be compiled.
FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("jit=off", "max_connections=200"),
)
SIGTERM_WHEN_PARENT_DIES = 1


class Unavailable(Exception):
    """No server can be had; the text is one line with the remedy."""


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`: where `pg_config` points, or the newest of the usual places."""
    candidates: list[Path] = []
    if found := shutil.which("pg_config"):
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            said = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=True)
            candidates.append(Path(said.stdout.strip()))
    usual = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    candidates += sorted(usual, key=lambda path: int(path.parent.name), reverse=True)
    candidates += [Path("/usr/pgsql/bin"), Path("/usr/local/bin"), Path("/opt/homebrew/bin")]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


class Server:
    """A running server. `url(name)` addresses one of its databases; `stop()` ends it and removes its folder."""

    def __init__(self) -> None:
        folder = binaries()
        if folder is None:
            raise Unavailable(MISSING)
        self.folder = make_folder("codeclerk-postgres-")
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self._start(folder)
        except BaseException:
            self.stop()
            raise

    def url(self, database: str) -> str:
        return f"postgres://{USER}@{quote(str(self.folder), safe='')}/{database}"

    def stop(self) -> None:
        """End the server at once: its data is not wanted any more."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, folder: Path) -> None:
        account = _unprivileged_account()
        if account is not None:
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        data = self.folder / "data"
        initdb = [folder / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(initdb, capture_output=True, text=True, cwd=self.folder, **_as(account))
        if made.returncode:
            raise Unavailable(f"PostgreSQL's initdb failed: {_last_line(made.stderr)}. {MISSING}")
        settings = [part for setting in FAST for part in ("-c", setting)]
        log = self.folder / "log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [folder / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *settings],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                # Ctrl-C reaches the tests first; they stop the server when they have finished with it.
                process_group=0,
                **_as(account),
            )
        self._wait_until_ready(log)

    def _wait_until_ready(self, log: Path) -> None:
        import psycopg

        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                ended = self.process is None or self.process.poll() is not None
                if ended or time.monotonic() > deadline:
                    said = _last_line(log.read_text(encoding="utf-8", errors="replace"))
                    raise Unavailable(f"PostgreSQL did not start: {said}. {MISSING}") from None
                time.sleep(0.02)
            else:
                return


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses root. None where this process is not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Unavailable(f"PostgreSQL refuses to run as root and there is no user `postgres` or `nobody`. {MISSING}")


def _as(account: pwd.struct_passwd | None) -> dict[str, object]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    """Linux: stop the server even when the tests are killed and can clean up nothing."""
    ctypes.CDLL(None).prctl(SIGTERM_WHEN_PARENT_DIES, signal.SIGQUIT)


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip().rstrip(".") if lines else "it said nothing"
