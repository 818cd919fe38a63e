"""No file of the project names a package registry, or a place on somebody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
# In pieces, so that this file does not name them either.
FORBIDDEN = [
    r"py" + r"pi\.org",
    r"python" + r"hosted",
    r"registry\." + r"npmjs",
    r"registry\." + r"yarnpkg",
    r"(?<![\w.-])/ro" + r"ot/",
    r"(?<![\w.-])/wo" + r"rk/",
    r"(?<![\w.-])/ho" + r"me/\w+/",
    r"(?<![\w.-])/opt/py" + r"pi",
]
PATTERN = re.compile("|".join(FORBIDDEN))


def project_files() -> list[Path]:
    """Every file that is committed or would be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is not a clone: what belongs to the project is not known")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if match := PATTERN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group()}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["https://" + "py" + "pi.org/simple", "cd /wo" + "rk/main", "see /ro" + "ot/.cache"])
def test_the_pattern_finds_them(line: str):
    assert PATTERN.search(line)


@pytest.mark.parametrize("line", ["docs/wo" + "rk/plan.md", "the ro" + "ot/ folder", "/ho" + "me/"])
def test_the_pattern_leaves_other_words_alone(line: str):
    assert not PATTERN.search(line)
