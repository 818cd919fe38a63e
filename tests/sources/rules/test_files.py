"""What an uploaded file is, and which ones are refused. Whatever comes in, the answer is a fact or a refusal."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from codeclerk.kernel.errors import Refused
from codeclerk.sources.rules import files
from codeclerk.sources.rules.files import CSV, DOCX, JSON, PDF, PNG, TEXT, XLSX, inspect
from tests.sources import support


def saved(thing) -> bytes:
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "declared", "media_type", "lines"),
    [
        (support.PDF, "", PDF, None),
        (support.PNG, "text/html", PNG, None),
        (saved(Document()), "", DOCX, None),
        (saved(Workbook()), "", XLSX, None),
        (support.office(), "application/pdf", DOCX, None),
        (b"one\ntwo\n", "", TEXT, 2),
        (b"one\ntwo", "application/pdf", TEXT, 2),
        (b"a,b\n1,2\n", "text/csv", CSV, 2),
        (b'{"a": 1}\n', "", JSON, 1),
        (b"\xef\xbb\xbf[1]", "", JSON, 1),
        (b"[not json", "", TEXT, 1),
        (b"<html><script>x</script></html>", "text/html", TEXT, 1),
        (b"[" * 100_000, "", TEXT, 1),
    ],
)
def test_the_bytes_decide_what_a_file_is(content, declared, media_type, lines):
    facts = inspect(content, declared)
    assert (facts.media_type, facts.size, facts.lines) == (media_type, len(content), lines)


MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def small_limit(monkeypatch):
    """Bombs of the tests unpack to megabytes, not to hundreds of them."""
    monkeypatch.setattr(files, "MOST_UNPACKED", 4 * MEGABYTE)


def bomb() -> bytes:
    """A few KB that unpack to 6 MB."""
    return support.office(extra={f"word/{n}.bin": b"\0" * MEGABYTE for n in range(6)})


def lying_bomb() -> bytes:
    """Says that it unpacks to 10 bytes."""
    content = bytearray(bomb())
    at = content.index(b"word/0.bin", content.index(b"PK\x01\x02"))
    content[at - 22 : at - 18] = (10).to_bytes(4, "little")
    return bytes(content)


def nested(depth: int) -> bytes:
    inner = support.office()
    for _ in range(depth):
        inner = support.office(extra={"word/embeddings/inner.docx": inner})
    return inner


def with_password() -> bytes:
    content = bytearray(support.office())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01", "no type that is taken"),
        (b"MZ\x90\x00", "no type that is taken"),
        (b"GIF89a\x01\x00", "no type that is taken"),
        ("café".encode("latin-1"), "not in UTF-8"),
        (b"%PDF-1.7 cut", "without its end"),
        (support.PNG[:30], "without its end"),
        (support.zipped({"a.txt": b"text"}), "neither a Word nor an Excel"),
        (support.office()[:200], "damaged"),
        (bomb(), "unpacks to more"),
        (lying_bomb(), "unpacks to more|damaged"),
        (nested(2), "archives inside archives"),
        (support.office(extra={"word/a.xml": ENTITIES}), "entities"),
        (support.office(extra={"word/a.rels": EXTERNAL}), "entities"),
        (support.office(extra={"word/a.xml": b"<not closed>"}), "XML is damaged"),
        (with_password(), "password"),
        (
            support.zipped({"[Content_Types].xml": b'<T c="application/vnd.ms-word.document.macroEnabled.main+xml"/>'}),
            "macros",
        ),
        (support.zipped({f"{n}.xml": b"<a/>" for n in range(5001)}), "5,000 parts"),
        (support.zipped({"a": b"x" * 100}, zipfile.ZIP_BZIP2), "unusual way"),
    ],
)
def test_a_file_that_is_wrong_broken_or_harmful_is_refused_with_the_reason(content, why):
    with pytest.raises(Refused, match=why):
        inspect(content)


def test_a_workbook_embedded_in_a_document_is_usual():
    assert inspect(nested(1)).media_type == DOCX


def test_a_bomb_inside_an_embedded_file_counts_too():
    inner = support.office(extra={f"{n}.bin": b"\0" * MEGABYTE for n in range(3)})
    outer = support.office(extra={"word/one.docx": inner, "word/two.docx": inner})
    assert inspect(inner)
    assert len(outer) < MEGABYTE
    with pytest.raises(Refused, match="unpacks to more"):
        inspect(outer)


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(Refused, match="larger than"):
        inspect(b"x" * 11)


SEEDS = [support.PDF, support.PNG, support.office(), nested(1), b'{"a": [1, 2]}', b"a,b\r\n1,2\r\n"]


def answer(content: bytes, declared: str = "") -> str:
    """The type of a file, or the code of its refusal."""
    try:
        return inspect(content, declared).media_type
    except Refused as refused:
        return refused.first.code


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SEEDS), st.data())
def test_a_mangled_file_is_a_fact_or_a_refusal_and_never_a_crash(seed, data):
    content = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        match data.draw(st.sampled_from(["flip", "cut", "insert", "double"])):
            case "flip" if content:
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 40))]
            case "insert":
                content[at:at] = data.draw(st.binary(max_size=20))
            case "double":
                content += content[at : at + 200]
    declared = data.draw(st.sampled_from(["", "text/csv", "application/pdf", "../../etc"]))
    assert answer(bytes(content), declared) in {*files.SUFFIXES, "sources.file_refused"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_a_fact_or_a_refusal(content):
    assert answer(content) in {*files.SUFFIXES, "sources.file_refused"}
