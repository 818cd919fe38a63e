"""Reading a folder of data: what is text stays text, and every fault is named with its file and line."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.ingest import files
from codeclerk.ingest.files import read_folder
from codeclerk.ingest.steps import steps_of
from tests.ingest.support import PAPERS, folder, only, refusals

ENTRY = "entries:\n  - {act: set_path, at: 12-13, effective: 2021-03-01, data: {proposal: MP092, path: '0092'}}\n"


def test_what_is_written_stays_text(tmp_path):
    made = read_folder(folder(tmp_path, one=ENTRY))
    (entry,) = made.files[0].typed.entries
    assert (entry.act, entry.at, entry.effective) == ("set_path", "12-13", date(2021, 3, 1))
    assert entry.data == {"proposal": "MP092", "path": "0092"}
    assert str(made.files[0].place("entries", 0, "data", "path")) == "one.yaml line 3"
    assert made.label == "small/"


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    made = read_folder(folder(tmp_path, b="sure: printed\n", a="sure: stated\n"))
    assert [file.name for file in made.files] == ["a.yaml", "b.yaml"]


def test_other_files_are_left_alone(tmp_path):
    made = folder(tmp_path, one=ENTRY)
    (made / "README.md").write_text("Nothing to load.")
    assert [file.name for file in read_folder(made).files] == ["one.yaml"]


def test_a_folder_without_papers_is_refused(tmp_path):
    refusal = only(read_folder, tmp_path / "nowhere")
    assert (refusal.code, refusal.object) == ("ingest.no_folder", "nowhere")
    assert "papers.yaml" in refusal.remedy


def test_a_folder_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert only(read_folder, folder(tmp_path)).code == "ingest.too_much"


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        ("entries: [\n", "kernel.pack_not_yaml", 3, "cannot be read as YAML"),
        ("entries:\n  - {act: set_path, at: 1}\n", "kernel.pack_key_missing", 3, "Add 'data': what the act takes."),
        ("entries:\n  - {act: a, at: 1, data: {}, efective: 2021-03-01}\n", "kernel.pack_key_unknown", 3, "effective"),
        ("entries:\n  - act: a\n    at: 1\n    effective: 2021-02-30\n    data: {}\n", "kernel.pack_value_wrong", 5,
         "There is no such day in the calendar."),
        ("entries:\n  - act: a\n    at: 1\n    effective: 5 March 2021\n    data: {}\n", "kernel.pack_value_wrong", 5,
         "Write it as YYYY-MM-DD"),
        ("sure: certainly\n", "kernel.pack_value_unknown", 2, "unknown value 'certainly'"),
        ("claims:\n  - {at: 1, of: x, says: title, value: y, stated: guessed}\n", "kernel.pack_value_unknown", 3,
         "'guessed'"),
        ("entries:\n  - {act: a, at: 1, data: none}\n", "kernel.pack_shape_wrong", 3, "expected keys and values"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path, text, code, line, says):
    refusal = only(read_folder, folder(tmp_path, one=text))
    assert (refusal.code, refusal.facts["file"], refusal.facts["line"]) == (code, "one.yaml", line)
    assert says in str(refusal)
    assert refusal.object == f"small/one.yaml line {line}"


def test_all_faults_are_named_at_once(tmp_path):
    found = refusals(read_folder, folder(tmp_path, one="entries: 1\n", two="claims: 2\n"))
    assert [refusal.facts["file"] for refusal in found] == ["one.yaml", "two.yaml"]


def test_a_file_of_no_known_paper_is_refused_with_the_nearest(tmp_path):
    made = folder(tmp_path)
    (made / "one.yaml").write_text("paper: SMAL\n")
    refusal = only(read_folder, made)
    assert (refusal.code, refusal.facts["line"], refusal.remedy) == ("ingest.paper_unknown", 1, "Did you mean 'SMALL'?")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id: SMALL", "id: small", "Use capitals and digits"),
        ("1111111111", "11", "Write its 64 hex digits"),
        ("2021-01-29", "2021-03-06", "Version 1.0 is later than the paper."),
        ("lines: 100", "lines: many", "Write digits only"),
        ("White", "Purple", "unknown value 'Purple'"),
    ],
)
def test_a_paper_is_checked(tmp_path, before, after, says):
    refusal = only(read_folder, folder(tmp_path, PAPERS.replace(before, after, 1)))
    assert says in str(refusal)
    assert refusal.facts["file"] == "papers.yaml"


def test_a_paper_stands_once(tmp_path):
    twice = PAPERS + PAPERS.removeprefix("papers:\n")
    found = refusals(read_folder, folder(tmp_path, twice))
    assert [(one.code, one.facts["what"], one.facts["line"]) for one in found] == [
        ("ingest.paper_twice", "key", 11),
        ("ingest.paper_twice", "hash", 11),
    ]


IMPORTED = "entries:\n  - {act: import_version, at: 1, texts: TEXTS, data: {number: '1.0', effective: 2021-03-01}}\n"


def test_an_entry_names_a_folder_of_documents(tmp_path):
    made = folder(tmp_path, one=IMPORTED.replace("TEXTS", "code/1.0"))
    (made / "code" / "1.0").mkdir(parents=True)
    for name in ("section-h", "section-a"):
        (made / "code" / "1.0" / f"{name}.txt").write_text("# A title\n", encoding="utf-8")
    (step,) = steps_of(read_folder(made))[1:]
    assert step.data["documents"] == [
        {"name": "Section A", "text": "# A title\n"},
        {"name": "Section H", "text": "# A title\n"},
    ]


@pytest.mark.parametrize(
    ("texts", "code", "says"),
    [
        ("code/2.0", "ingest.no_texts", "there is no such folder"),
        ("code", "ingest.no_texts", "there is no text file in it"),
        ("../code", "kernel.pack_value_wrong", "Name one such as code/1.0."),
        ("/etc", "kernel.pack_value_wrong", "Name one such as code/1.0."),
    ],
)
def test_a_folder_of_documents_is_beside_the_entries(tmp_path, texts, code, says):
    made = folder(tmp_path, one=IMPORTED.replace("TEXTS", texts))
    (made / "code").mkdir()
    refusal = only(read_folder, made)
    assert (refusal.code, refusal.facts["line"]) == (code, 3)
    assert says in str(refusal)
