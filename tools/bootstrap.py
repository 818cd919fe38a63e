"""Set up `.venv` for `make demo` (run) or `make test` (test). Standard library only; a repeated run does nothing.

The steps: check this Python, make the environment, install the pinned uv with pip, let uv install the locked
requirements (pip does it where uv cannot), and install this project in place. A stamp over everything that decides
the result makes a repeated run take a fraction of a second. What is missing is said in one line with its remedy.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
BOOTSTRAP = REQUIREMENTS / "bootstrap.txt"
LEVELS = ("run", "test")


class Missing(Exception):
    """Something that this script cannot install; its text names it and the remedy."""


def main(arguments: list[str]) -> int:
    """Bring `.venv` to the wanted level; 0 when it is there, 2 with one line on the error stream otherwise."""
    level = arguments[0] if arguments else "run"
    if level not in LEVELS:
        return _fail(f"Unknown level {level!r}; choose one of: {', '.join(LEVELS)}.")
    try:
        set_up(level)
    except Missing as missing:
        return _fail(str(missing))
    return 0


def set_up(level: str) -> None:
    """Make the environment, or leave it alone when its stamp says that it is the wanted one."""
    check_python()
    if is_ready(level):
        return
    with (ROOT / "pyproject.toml").open() as lock:  # two `make` at once take turns
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_ready(level):
            return
        started = time.monotonic()
        print(f"Setting up .venv for `{level}` ...", flush=True)
        stamp().unlink(missing_ok=True)
        make_environment()
        install(level)
        stamp().write_text(fingerprint(level), encoding="ascii")
        print(f"Ready in {time.monotonic() - started:.1f} s.", flush=True)


def check_python() -> None:
    """Refuse a Python that cannot run Codeclerk or cannot make an environment."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may call this file with an older one
        raise Missing(f"Python 3.11 or newer is needed and this is {version}. Install it and run make again.")
    if importlib.util.find_spec("venv") is None or not (_has("ensurepip") or _has("pip")):
        raise Missing(
            f"Python's venv module is missing. Install it (Debian, Ubuntu: apt install python{version}-venv) "
            "and run make again."
        )


def make_environment() -> None:
    """Make `.venv` unless it works already, and put the pinned bootstrap tools into it."""
    if not _succeeds([PYTHON, "-c", ""], dict(os.environ)):
        without_pip = [] if _has("ensurepip") else ["--without-pip"]
        _run([sys.executable, "-m", "venv", "--clear", *without_pip, VENV], "the environment could not be made")
    _run([*_pip_install(), "--require-hashes", "-r", BOOTSTRAP])


def install(level: str) -> None:
    """Install the locked requirements and this project: with uv, or with pip where uv cannot."""
    locked = REQUIREMENTS / f"{level}.txt"
    environment = {**os.environ, **uv_environment(pip_configuration(), os.environ)}
    uv = [VENV / "bin" / "uv", "pip"]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    synced = [*uv, "sync", *quiet, "--python", PYTHON, "--require-hashes", BOOTSTRAP, locked]
    in_place = ["--no-deps", "--no-build-isolation", "-e", ROOT]
    placed = [*uv, "install", "--quiet", "--python", PYTHON, *in_place]
    if _succeeds(synced, environment) and _succeeds(placed, environment):
        return
    print("uv could not install the requirements; pip tries.", file=sys.stderr, flush=True)
    _run([*_pip_install(), "--require-hashes", "-r", BOOTSTRAP, "-r", locked])
    _run([*_pip_install(), *in_place])


def pip_configuration() -> dict[str, str]:
    """Pip's own settings of this machine, merged from its files and the environment."""
    listed = subprocess.run([*_pip(), "config", "list"], capture_output=True, text=True)
    return parse_pip_configuration(listed.stdout)


def parse_pip_configuration(listed: str) -> dict[str, str]:
    """Read the output of `pip config list`: the environment wins over `[install]`, which wins over `[global]`."""
    found: dict[str, dict[str, str]] = {}
    for line in listed.splitlines():
        key, equals, value = line.partition("=")
        section, dot, name = key.rpartition(".")
        if not (equals and dot):
            continue
        try:
            text = str(ast.literal_eval(value))
        except (ValueError, SyntaxError):
            continue
        found.setdefault(section, {})[name] = text
    return {**found.get("global", {}), **found.get("install", {}), **found.get(":env:", {})}


def uv_environment(pip: dict[str, str], environ: dict[str, str] | os._Environ[str]) -> dict[str, str]:
    """The environment that makes uv look where pip looks. What the user set for uv is kept as it is."""
    wanted = {"UV_PYTHON_DOWNLOADS": "never"}
    if "index-url" in pip:
        wanted["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "extra-index-url" in pip:
        wanted["UV_INDEX"] = " ".join(pip["extra-index-url"].split())
    if "find-links" in pip:
        wanted["UV_FIND_LINKS"] = ",".join(pip["find-links"].split())
    if pip.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        wanted["UV_NO_INDEX"] = "1"
    if "index-url" in pip or "extra-index-url" in pip:
        # Pip takes the best match of all indexes; the locked hashes keep that safe.
        wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if "trusted-host" in pip:
        wanted["UV_INSECURE_HOST"] = " ".join(pip["trusted-host"].split())
    if "cert" in pip:
        wanted["SSL_CERT_FILE"] = pip["cert"]
    if "client-cert" in pip:
        wanted["SSL_CLIENT_CERT"] = pip["client-cert"]
    if "proxy" in pip:
        wanted["HTTP_PROXY"] = wanted["HTTPS_PROXY"] = pip["proxy"]
    timeout = pip.get("timeout", pip.get("default-timeout", ""))
    if timeout.isdigit():
        wanted["UV_HTTP_TIMEOUT"] = timeout
    return {name: value for name, value in wanted.items() if name not in environ}


def stamp() -> Path:
    """The file that says which requirements `.venv` holds: a level and a hash."""
    return VENV / "codeclerk-stamp"


def is_ready(level: str) -> bool:
    """Whether `.venv` already holds this level; an environment for tests can also run the product."""
    if not (PYTHON.exists() and stamp().exists()):
        return False
    held = stamp().read_text(encoding="ascii")
    return any(held == fingerprint(each) for each in LEVELS[LEVELS.index(level) :])


def fingerprint(level: str) -> str:
    """A hash of all that decides what `.venv` holds at this level."""
    digest = hashlib.sha256()
    for path in (BOOTSTRAP, REQUIREMENTS / f"{level}.txt", REQUIREMENTS / "run.in"):
        digest.update(path.read_bytes())
    digest.update(json.dumps(_project(), sort_keys=True).encode())
    digest.update(f"{ROOT} {(VENV / 'pyvenv.cfg').read_text(encoding='utf-8')}".encode())
    return f"{level} {digest.hexdigest()}"


def _project() -> dict[str, object]:
    """The parts of pyproject.toml that change the installed project; settings of tools do not."""
    import tomllib

    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "build": content.get("build-system"),
        "project": content.get("project"),
        "hatch": content.get("tool", {}).get("hatch"),
    }


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _pip() -> list[object]:
    """Pip of the environment. A distribution may ship pip but not ensurepip: then that pip works on `.venv`."""
    if any(VENV.glob("lib/python*/site-packages/pip/__init__.py")):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def _pip_install() -> list[object]:
    return [*_pip(), "install", "-qq", "--disable-pip-version-check"]


def _succeeds(command: list[object], environment: dict[str, str]) -> bool:
    try:
        ended = subprocess.run([str(part) for part in command], env=environment, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return ended.returncode == 0


def _run(command: list[object], problem: str = "the packages could not be installed") -> None:
    """Run it, its output shown; on failure say in one line what did not work."""
    try:
        code = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL).returncode
    except OSError as error:
        code = str(error)
    if code:
        raise Missing(
            f"Set-up stopped: {problem} ({' '.join(str(part) for part in command[1:4])}: {code}). "
            "See the lines above; check that pip can reach its package index, then run make again."
        )


def _fail(problem: str) -> int:
    print(problem, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
