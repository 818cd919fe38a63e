"""`codeclerk assessment` on the command line."""

from __future__ import annotations

import json

from tests.assessments.support import do, registered, step


def test_list_and_show(fresh_database) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    steps = [step("requested", "2021-01-27"), step("accepted", "2021-02-04")]
    do("record_assessment", proposal="MP140", kind="PA", steps=steps)
    listed = fresh_database.codeclerk("assessment", "list", "--as-at", "2021-02-26", "--format", "json")
    assert listed.returncode == 0, listed.stderr
    row = json.loads(listed.stdout)[0]
    assert (row["key"], row["standing"], row["due"]["due"]) == ("0140-PA-1", "open", "2021-02-25")
    assert row["duration"] == {"published": 17, "inclusive": 17, "is_inferred": False}
    assert "due 2021-02-25" in fresh_database.codeclerk("assessment", "list", "--as-at", "2021-02-26").stdout
    shown = fresh_database.codeclerk("assessment", "show", "0140-PA-1")
    assert "15 Working Days" in shown.stdout
    wrong = fresh_database.codeclerk("assessment", "show", "0140-IA-1")
    assert wrong.returncode == 2
    assert "0140-PA-1" in wrong.stderr
