"""Set-up: what pip is told reaches uv, what is missing is said in one line, the locks agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent


def test_pip_settings_are_read_with_the_precedence_of_pip():
    listed = "\n".join(
        [
            "global.index-url='first'",
            "global.timeout='10'",
            "install.index-url='second'",
            ":env:.index-url='third'",
            "download.index-url='never'",
            "a line that is none",
            "global.broken='",
        ]
    )
    assert bootstrap.parse_pip_configuration(listed) == {"index-url": "third", "timeout": "10"}


def test_pip_settings_become_uv_settings():
    pip = {
        "index-url": "a",
        "extra-index-url": "b\nc",
        "find-links": "/d /e",
        "no-index": "true",
        "trusted-host": "f g",
        "cert": "/h",
        "client-cert": "/i",
        "proxy": "j",
        "default-timeout": "60",
    }
    assert bootstrap.uv_environment(pip, {}) == {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_DEFAULT_INDEX": "a",
        "UV_INDEX": "b c",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/d,/e",
        "UV_NO_INDEX": "1",
        "UV_INSECURE_HOST": "f g",
        "SSL_CERT_FILE": "/h",
        "SSL_CLIENT_CERT": "/i",
        "HTTP_PROXY": "j",
        "HTTPS_PROXY": "j",
        "UV_HTTP_TIMEOUT": "60",
    }


def test_without_pip_settings_uv_is_only_kept_from_downloading_pythons():
    assert bootstrap.uv_environment({}, {}) == {"UV_PYTHON_DOWNLOADS": "never"}


def test_what_the_user_set_for_uv_stays():
    assert bootstrap.uv_environment({"index-url": "a"}, {"UV_DEFAULT_INDEX": "mine"}) == {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_an_environment_for_tests_can_also_run_the_product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    (tmp_path / "pyvenv.cfg").write_text("version = 3.11")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", python)
    assert not bootstrap.is_ready("run")
    bootstrap.stamp().write_text(bootstrap.fingerprint("test"))
    assert bootstrap.is_ready("run")
    assert bootstrap.is_ready("test")
    bootstrap.stamp().write_text(bootstrap.fingerprint("run"))
    assert bootstrap.is_ready("run")
    assert not bootstrap.is_ready("test")
    (tmp_path / "pyvenv.cfg").write_text("version = 3.12")
    assert not bootstrap.is_ready("run")


def test_a_python_without_venv_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(bootstrap, "is_ready", lambda level: False)
    monkeypatch.setattr(bootstrap, "_has", lambda module: False)
    assert bootstrap.main(["run"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert re.search(r"venv module is missing.*apt install python3\.\d+-venv", said)


def test_make_without_a_python_says_so_in_one_line(tmp_path: Path):
    make = subprocess.run(
        ["make", "--no-print-directory", "-C", ROOT, "demo", "PYTHONS=no-such-python"], capture_output=True, text=True
    )
    assert make.returncode == 2
    said, _makes_own = make.stderr.splitlines()
    assert said.startswith("Python 3.11 or newer is missing. Install it")


def test_a_failed_installation_is_one_line_and_leaves_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "_pip_install", lambda: ["false", "install"])
    assert bootstrap.main(["run"]) == 2
    said = capfd.readouterr().err
    assert said.startswith("Set-up stopped: the packages could not be installed")
    assert said.count("\n") == 1
    assert not bootstrap.stamp().exists()


def test_the_locks_pin_the_same_versions():
    locks = {name: _pins(ROOT / "requirements" / f"{name}.txt") for name in ("bootstrap", "run", "test")}
    for name in ("bootstrap", "run"):
        for package, versions in locks[name].items():
            if package in locks["test"]:
                assert versions == locks["test"][package], f"{package} in {name}.txt"
    assert set(locks["run"]) <= set(locks["test"])


def _pins(path: Path) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[.*\])?==(\S+)", path.read_text("utf-8"), re.MULTILINE):
        pins.setdefault(name.lower(), set()).add(version)
    return pins
