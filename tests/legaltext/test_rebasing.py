"""A redline whose baseline has moved on: which amendments still apply, which need a look, with both texts."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.legaltext import queries
from tests.legaltext import small_code
from tests.legaltext.small_code import SECTION_H, documents
from tests.register.support import do, lens
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db


def load():
    """MP106 and MP092 were drafted on 16.0; 17.0 changes a clause that MP106 amends."""
    small_code.load()
    changed = SECTION_H.replace("within two weeks", "within nine days")
    do("import_version", number="17.0", effective="2020-11-05", documents=documents(H=changed))


record = loaded_once(load)


@pytest.mark.inventory("F25")
def test_which_amendments_still_apply_and_which_need_a_look(record):
    draft = queries.redline_of(lens(), "0106")
    with counted(1):
        found = queries.rebase_report(lens(), draft)
    assert len(found) == len(draft.redline.operations)
    (look,) = [one for one in found if not one.applies]
    assert (look.operation.id, look.where) == ("MP106-2", "Section H, H8.4")
    assert (look.then, look.now) == ("The Panel answers within two weeks.", "The Panel answers within nine days.")
    assert all(one.applies for one in queries.rebase_report(lens(), queries.redline_of(lens(), "0092")))


def test_a_provision_that_is_gone_says_so(record):
    gone = SECTION_H.replace("\nH8.4 The Panel answers within two weeks.\n", "")
    do("import_version", number="18.0", effective="2020-12-05", documents=documents(H=gone))
    found = {one.operation.id: one for one in queries.rebase_report(lens(), queries.redline_of(lens(), "0106"))}
    assert (found["MP106-2"].then, found["MP106-2"].now) == ("The Panel answers within two weeks.", None)


def test_the_page_of_a_stale_redline_shows_both_texts(record, client):
    page = re.sub(r"<[^>]+>", "", client.get("/code/redline/MP106/").content.decode())
    page = re.sub(r"\s+", " ", page)
    assert "1 of 2 amendments still apply; 1 needs a look." in page
    assert "MP106-2: Section H, H8.4 Version 16.0 said The Panel answers within two weeks." in page
    assert "Version 17.0 says The Panel answers within twonine weeksdays." in page


def test_conflicts_on_the_command_line_show_both_texts(record):
    done = CliRunner().invoke(main, ["code", "conflicts"])
    assert done.exit_code == 1
    assert "then: The Panel answers within two weeks.\n  now:  The Panel answers within nine days." in done.stdout
    assert "MP106: 1 of 2 amendments still apply to the newest version." in done.stdout
    rows = json.loads(CliRunner().invoke(main, ["code", "conflicts", "--format", "json"]).stdout)
    (row,) = [row for row in rows if row["sort"] == "C10"]
    assert row["rebase"]["now"] == "The Panel answers within nine days."
