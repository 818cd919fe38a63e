"""The example Code through the record: imported, amended by three proposals, consolidated, read at both dates."""

from __future__ import annotations

import pytest

from codeclerk.legaltext import queries
from tests.legaltext.example import FOLDER, named, texts
from tests.register.support import do, lens, registered

pytestmark = pytest.mark.django_db
NUMBERS = ("MP092", "MP106", "MP139")


def amended(number):
    return [
        {"name": named(file.stem), "text": file.read_text(encoding="utf-8")}
        for file in sorted((FOLDER / number).glob("*.txt"))
    ]


def test_three_proposals_are_drafted_as_text_and_released_together():
    documents = [{"name": one.name, "text": one.words} for one in texts("1.0")]
    do("import_version", number="16.0", effective="2020-06-25", documents=documents)
    for number in NUMBERS:
        registered(number, since="2020-06-25")
        do("draft_redline", proposal=number, documents=amended(number))
    assert [one for one in queries.conflicts(lens()) if one.conflict.sort.is_blocking] == []
    do("consolidate", number="17.0", effective="2020-11-05", proposals=NUMBERS)
    assert queries.check_version(lens(), "17.0").is_sound
    _, _, found = queries.compare_versions(lens(), "16.0", "17.0")
    causes = {
        proposal
        for one in found.changes
        if one.pid in found.new.provisions
        for _, proposal in queries.clause_at(lens(), one.pid).causes
    }
    assert causes == set(NUMBERS)
    before, after = (queries.code_at(lens(day)) for day in ("2020-11-04", "2020-11-05"))
    assert (before.root, after.root) == (found.old.root, found.new.root)
