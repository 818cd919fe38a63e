"""What waits for the Authority and how long its decisions took, as values; writing an archive."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date

import pytest

from codeclerk.authority import archive
from codeclerk.authority.archive import Part, safe_name
from codeclerk.authority.rules import decided, working_days
from tests.decisions.rules.test_lists import made

pytestmark = pytest.mark.any_database


def test_working_days_are_counted_by_the_named_convention():
    # Thursday before Easter 2021 to Tuesday after it: Good Friday and Easter Monday are bank holidays.
    assert working_days(date(2021, 4, 1), date(2021, 4, 6), "exclusive") == 1
    assert working_days(date(2021, 4, 1), date(2021, 4, 6), "inclusive") == 2


def test_a_decision_is_measured_from_the_last_recommendation_before_it():
    first = made("MP1", "recommended_approval", date(2021, 1, 4))
    again = made("MP1", "recommended_approval", date(2021, 2, 1))
    later = made("MP1", "recommended_approval", date(2021, 3, 1))
    last = made("MP1", "approved", date(2021, 2, 15), "authority")
    other = made("MP2", "approved", date(2021, 2, 1), "authority")
    found = decided([other, last], [later, first, again], "exclusive")
    assert [(one.decision.number, one.asked_on, one.taken) for one in found] == [
        ("MP1", date(2021, 2, 1), 10),
        ("MP2", None, None),
    ]


def parts(*named):
    return [Part(name, name, lambda content=content: content) for name, content in named]


def listing(written):
    yield "manifest.json", "\n".join(f"{one.name} {one.sha256} {one.size}" for one in written).encode()


def test_the_same_files_give_the_same_bytes_and_their_hashes_stand_last():
    given = parts(("a/one.txt", b"one"), ("two.bin", bytes(range(256)) * 999))
    first, second = (b"".join(archive.stream(given, listing)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as read:
        assert read.testzip() is None
        assert read.namelist() == ["a/one.txt", "two.bin", "manifest.json"]
        assert (
            read.read("manifest.json").decode().splitlines()[0] == f"a/one.txt {hashlib.sha256(b'one').hexdigest()} 3"
        )


def test_it_is_written_piece_by_piece():
    given = parts(*((f"{n}.bin", hashlib.sha256(bytes([n])).digest() * 50) for n in range(5)))
    pieces = list(archive.stream(given, listing))
    assert sum(1 for piece in pieces if piece) >= 5


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../b", "a\\b", "C:x", "", "a//b", ".hidden", "é.txt"])
def test_no_name_leads_out_of_the_archive(name):
    with pytest.raises(ValueError, match="no name for a file"):
        Part(name, "", bytes)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etcpasswd"),
        ("Annex A: text", "annex-a-text"),
        ("…", "document"),
        ("CON\x00.exe", "conexe"),
    ],
)
def test_a_text_becomes_a_harmless_name(text, name):
    assert safe_name(text) == name
