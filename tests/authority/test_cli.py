"""What is with the Authority on the command line."""

from __future__ import annotations

import json
import zipfile

import pytest

from codeclerk.kernel import vault
from tests.authority import example


@pytest.mark.record(load=example.load)
def test_the_command_line_lists_and_packs(fresh_database, tmp_path):
    ran = fresh_database.codeclerk("authority", "list", "--as-at", "2021-03-05")
    assert (ran.returncode, ran.stdout.strip()) == (
        0,
        "MP303      8 of 25 Working Days, aims to decide by 2021-03-30: Recommended to the Authority for approval",
    )
    value = json.loads(
        fresh_database.codeclerk("authority", "list", "--as-at", "2021-03-05", "--format", "json").stdout
    )
    assert (value["aim"]["working_days"], value["waiting"][0]["working_days_used"]) == (25, 8)
    for content in (example.TEXT, example.RED):
        vault.put(content)
    made = tmp_path / "x.zip"
    ran = fresh_database.codeclerk("authority", "pack", "MP303", "--output", str(made), "--as-at", "2021-03-05")
    assert ran.returncode == 0, ran.stderr
    assert zipfile.ZipFile(made).testzip() is None
    assert fresh_database.codeclerk("authority", "pack", "MP999", "--output", str(made)).returncode == 2
