"""`codeclerk code`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.legaltext import files
from tests.legaltext.small_code import APPENDIX_AL, DOCUMENTS, H_WITH_LIMIT, SECTION_H, two_proposals
from tests.register.support import do
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(main, ["code", *map(str, arguments)])


def said(*arguments):
    done = run(*arguments, "--format", "json")
    assert done.exit_code in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "code"
    made.mkdir()
    for name, text in DOCUMENTS.items():
        (made / files.file_name(name)).write_text(text, encoding="utf-8")
    return made


def load():
    do("import_version", number="16.0", effective="2020-06-25",
       documents=[{"name": name, "text": text} for name, text in DOCUMENTS.items()])  # fmt: skip
    two_proposals()
    do("consolidate", number="17.0", effective="2020-11-05 06:00", proposals=["MP092", "MP106"])


record = loaded_once(load)


def test_a_folder_and_its_files_are_imported(db, folder, tmp_path):
    done = run("import", folder, "--version", "16.0", "--effective", "25 June 2020", "--dry-run")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "Nothing is recorded. Imported version 16.0: 3 documents, 3 changed.",
    )
    assert run("versions").stdout == "No version was imported yet.\n"
    assert run("import", folder, "--version", "16.0", "--effective", "25 June 2020").exit_code == 0
    (tmp_path / "appendix-al.txt").write_text(APPENDIX_AL.replace("month", "week"), encoding="utf-8")
    made = said("import", tmp_path / "appendix-al.txt", "--version", "17.0", "--effective", "2020-11-05 06:00",
                "--others-stay", "--origin", "designation", "--letter", "Letter of 1 November 2020")  # fmt: skip
    assert made["changed_documents"] == ["Appendix AL"]
    rows = said("versions")
    assert [(row["number"], row["effective"], row["letter"]) for row in rows] == [
        ("16.0", "2020-06-25T00:00:00+01:00", None),
        ("17.0", "2020-11-05T06:00:00+00:00", "Letter of 1 November 2020"),
    ]
    assert [one["provisions"][0]["text"] for one in [said("show", "Appendix AL")]] == ["Transition"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("chapter-1.txt", b"# One\n", "its name does not say which document it is"),
        ("section-h.md", b"# One\n", "its name does not say which document it is"),
        ("section-h.txt", b"\xff\xfe", "it is not UTF-8"),
        ("section-h.txt", b"H8.9 Wrong\n", "does not begin with a title"),
        ("section-h.txt", b"# One\n\nH8 Two\n\nH8.9 Wrong\n", "does not follow H8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(db, tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    done = run("import", tmp_path / name, "--version", "1.0", "--effective", "2020-01-01")
    assert done.exit_code == 2
    assert expected in done.stderr


def test_an_empty_folder_and_a_missing_file_are_refused(db, tmp_path):
    as_one = ("--version", "1", "--effective", "2020-01-01")
    assert "there is no text file in it" in run("import", tmp_path, *as_one).stderr
    assert run("import", tmp_path / "no.txt", *as_one).exit_code == 2


def test_a_folder_is_read_in_the_order_of_the_code(tmp_path):
    names = ["appendix-aa.txt", "appendix-b.txt", "schedule-11.txt", "schedule-2.txt", "section-h.txt", "section-a.txt"]
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in files.files_in([tmp_path])] == [
        "section-a.txt", "section-h.txt", "schedule-2.txt", "schedule-11.txt", "appendix-b.txt", "appendix-aa.txt",
    ]  # fmt: skip


def test_show_a_document_and_a_clause_as_they_stood(record):
    done = run("show", "Section H", "--at", "2020-07-01")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:4] == [
        "Section H: DCC Services (version 16.0)",
        "H8 Service management",
        "  H8.1 The DCC runs the Services by good practice.",
        "  H8.2 The DCC limits Planned Maintenance:",
    ]
    found = said("show", "Section H", "--clause", "H8.1(a)", "--at", "2020-12-01")
    assert (found["text"], found["causes"]) == (
        "to six hours in a month;",
        [{"operation": "MP092-1", "proposal": "MP092"}],
    )
    assert "from 2020-11-05T06:00, by MP092-1 of MP092" in run("show", "Section H", "--clause", "H8.1(a)").stdout
    assert said("show", "Appendix AL", "--clause", "1.1")["label"] == "1.1"
    assert said("show", "Section H", "--clause", "H8.2(a)", "--version", "16.0")["version"] == "16.0"
    done = run("show", "Section X")
    assert (done.exit_code, "has no document Section X" in done.stderr) == (2, True)
    assert run("show", "Section H", "--at", "2020-01-01").exit_code == 2
    assert json.loads(run("show", "Section H", "--clause", "H9", "--format", "json").stdout)["errors"][0]["code"] == (
        "legaltext.no_clause"
    )


def test_history_and_where_a_label_is_now(record):
    rows = said("history", "H8.3")
    assert [(row["label"], row["version"], row["causes"]) for row in rows] == [
        ("H8.4", "16.0", []),
        ("H8.3", "17.0", [{"operation": "MP106-2", "proposal": "MP106"}]),
    ]
    assert "from 2020-06-25T00:00 until 2020-11-05T06:00, with version 16.0" in run("history", "H8.3").stdout
    assert run("find", "H8.4").stdout.startswith("H8.4 from 2020-06-25 until 2020-11-05: now H8.3 (")
    assert [row["now"] for row in said("find", "H8.1")] == [None, "H8.1"]
    assert run("find", "H77").stdout == "Nothing was ever called H77.\n"
    assert run("history", "H77").exit_code == 2


def test_compare_tells_what_was_drafted_and_what_follows(record):
    done = run("compare", "16.0", "17.0", "--format", "json")
    value = json.loads(done.stdout)
    assert done.exit_code == 1
    assert set(value) >= {"marked_tokens", "changes", "moves", "consequential", "params"}
    assert [(one["new_label"], one["what"]) for one in value["changes"]] == [
        (None, "deleted"),
        ("H8.1(a)", "edited"),
        ("H8.1(b)", "edited"),
        ("H8.1(c)", "inserted"),
        ("H8.3", "edited"),
        ("2.1", "edited"),
    ]
    assert {"H8.2"} <= {one["old"] for one in value["consequential"]}
    assert value["moves"] == []
    text = run("compare", "16.0", "17.0").stdout
    assert "H8.4 -> H8.3 (edited): The Panel answers within [-two-]{+ten+} [-weeks-]{+Working Days+}." in text
    html = run("compare", "16.0", "17.0", "--format", "html").stdout
    assert "<del>two</del><ins>ten</ins>" in html
    same = run("compare", "17.0", "17.0")
    assert (same.exit_code, same.stdout) == (0, "Versions 17.0 and 17.0 are the same.\n")
    assert run("compare", "17.0", "1.0").exit_code == 2


def test_documents_are_listed_with_titles_and_status(record):
    assert run("documents").stdout.splitlines()[1] == "Section H  DCC Services  In force"
    row = said("documents")[2]
    assert (row["document"], row["title"], row["status"]) == ("Appendix AL", "Transition", "In force")


def test_conflicts_are_findings_while_they_are_open(record):
    assert (run("conflicts").exit_code, run("conflicts").stdout) == (0, "No conflicts.\n")
    for proposal, words in (("MP092", "soon"), ("MP106", "late")):
        text = H_WITH_LIMIT.replace("within two weeks", words).replace("{{hours: six}}", "{{hours: six}}")
        do("draft_redline", proposal=proposal, base="16.0", documents=[{"name": "Section H", "text": text}])
    done = run("conflicts")
    assert (done.exit_code, "both change the same words" in done.stdout) == (1, True)
    rows = said("conflicts")
    do("resolve_conflict", settles=[row["key"] for row in rows if row["is_blocking"]], approver="Panel", reason="Yes.")
    assert run("conflicts").exit_code == 0
    assert "settled by R1" in run("conflicts").stdout


def test_redlines_are_consolidated_from_the_record_and_from_files(db, folder, tmp_path):
    run("import", folder, "--version", "16.0", "--effective", "2020-06-25")
    two_proposals()
    file = tmp_path / "mp106.json"
    assert run("export", "--redline", "MP106", "--output", file).exit_code == 0
    do("withdraw_redline", proposal="MP106", reason="It comes as a file.")
    arguments = ("consolidate", "--redlines", "MP092", "--redlines", file, "--version", "17.0",
                 "--effective", "2020-11-05 06:00")  # fmt: skip
    dry = said(*arguments, "--dry-run")
    assert [row["number"] for row in said("versions")] == ["16.0"]
    made = said(*arguments)
    assert (made["root"], made["certificate"]) == (dry["root"], dry["certificate"])
    assert "explained by an operation each" in made["certificate"]["checks"][0]
    assert run(*arguments).exit_code == 2
    assert run("consolidate", "--redlines", "MP999", "--version", "18", "--effective", "2021-01-01").exit_code == 2
    assert run("export", "--redline", "MP106").exit_code == 2
    file.write_text("{", encoding="utf-8")
    done = run("consolidate", "--redlines", file, "--version", "18", "--effective", "2021-01-01")
    assert (done.exit_code, "it is not JSON" in done.stderr) == (2, True)


def test_an_exported_version_is_the_same_code_again(record, tmp_path):
    assert run("export", "--version", "17.0", "--output", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "section-h.txt").read_text(encoding="utf-8").startswith("# DCC Services\n")
    assert "=== Appendix AL" in run("export").stdout
    done = run("import", tmp_path / "out", "--version", "18.0", "--effective", "2021-02-25", "--format", "json")
    assert json.loads(done.stdout)["root"] == said("versions")[1]["root"]
    assert run("export", "--version", "3.0").exit_code == 2
    (tmp_path / "there").write_text("", encoding="utf-8")
    assert run("export", "--output", tmp_path / "there").exit_code == 2
    assert run("export", "--format", "json", "--output", tmp_path / "no" / "file.json").exit_code == 2


def test_verify_says_whether_a_version_is_whole(record, tmp_path):
    file = tmp_path / "version.json"
    assert run("export", "--version", "17.0", "--format", "json", "--output", file).exit_code == 0
    done = run("verify", file)
    assert (done.exit_code, done.stdout.startswith("Version 17.0 is sound: root ")) == (0, True)
    key = said("verify", file)["keys"][0]
    assert run("verify", file, "--key", key).exit_code == 0
    assert run("verify", file, "--key", "00" * 32).exit_code == 1
    assert said("verify", "--version", "17.0")["sound"] is True
    file.write_bytes(file.read_bytes().replace(b"ten", b"two"))
    done = run("verify", file)
    assert (done.exit_code, "findings" in done.stdout) == (1, True)
    assert run("verify").exit_code == 2
    assert run("verify", file, "--version", "17.0").exit_code == 2
    assert run("verify", "--version", "3.0").exit_code == 2


def test_section_names_are_those_of_their_files():
    for name in DOCUMENTS:
        assert files.document_name(files.Path(files.file_name(name))) == name
    assert SECTION_H.startswith("# DCC Services")
