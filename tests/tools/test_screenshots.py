"""The pictures of the README: taken of a running site, and the very ones that the README shows."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import screenshots

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
LARGEST = 300_000
"""Bytes of one picture: a clone should stay small."""


def size(path: Path) -> tuple[int, int]:
    """Width and height that a PNG says of itself."""
    start = path.read_bytes()[:24]
    assert start.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", start[16:24])


@pytest.mark.usefixtures("browser_page")
def test_each_page_is_taken_in_its_size(example_site, browser, tmp_path):
    made = screenshots.take(browser, example_site, tmp_path)
    assert [path.name for path in made] == [f"{shot.name}.png" for shot in screenshots.SHOTS]
    assert [size(path) for path in made] == [(shot.width, shot.height) for shot in screenshots.SHOTS]


@pytest.mark.usefixtures("browser_page")
def test_a_page_that_is_not_there_is_no_picture(site, browser, tmp_path):
    with pytest.raises(screenshots.Failed, match="/proposals/MP999/ answered 404"):
        screenshots.take(browser, site, tmp_path, (screenshots.Shot("gone", "/proposals/MP999/"),))
    assert list(tmp_path.iterdir()) == []


def test_the_readme_shows_the_pictures_that_are_there_and_no_other():
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([a-z-]+)\.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    kept = sorted(path.stem for path in (ROOT / "docs" / "images").iterdir())
    assert sorted(shown) == kept == sorted(shot.name for shot in screenshots.SHOTS)


@pytest.mark.parametrize("shot", screenshots.SHOTS, ids=lambda shot: shot.name)
def test_the_kept_pictures_have_their_size_and_are_small(shot):
    path = ROOT / "docs" / "images" / f"{shot.name}.png"
    assert size(path) == (shot.width, shot.height)
    assert path.stat().st_size < LARGEST


def test_the_readme_names_the_two_commands_and_no_other():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"\bmake [a-z]+", text))) == ["make demo", "make test"]


def test_what_the_demo_started_is_ended_with_it(tmp_path):
    told = tmp_path / "pid"
    sleep = "import time; time.sleep(60)"
    code = (
        "import pathlib, subprocess, sys; "
        f"child = subprocess.Popen([sys.executable, '-c', {sleep!r}]); "
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid)); {sleep}"
    )
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stderr=subprocess.DEVNULL)
    wait(lambda: told.exists() and told.read_text())
    screenshots.end(process)
    assert process.returncode is not None
    wait(lambda: is_gone(int(told.read_text())))


def wait(until):
    """Return when it is so; fail when it is not within ten seconds."""
    end = time.monotonic() + 10
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Whether a process has ended, if nobody has asked for its result yet."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return not listed or listed.startswith("Z")


def test_a_demo_that_ends_at_once_is_a_failure():
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(screenshots.Failed, match="ended with 3"):
        screenshots.wait_for("http://127.0.0.1:9", process)
