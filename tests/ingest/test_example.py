"""The example as a whole: every proposal is there, with sources, in our own words, and the log is sound."""

from __future__ import annotations

import hashlib
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from codeclerk.assessments import queries as assessments
from codeclerk.consultations import queries as consultations
from codeclerk.ingest import loader
from codeclerk.ingest.files import read_folder
from codeclerk.kernel.calendar.dates import london_day, start_of_london_day
from codeclerk.kernel.models import Event
from codeclerk.kernel.verify import verify
from codeclerk.meetings import queries as meetings
from codeclerk.register import queries
from codeclerk.releases import queries as releases
from codeclerk.sources import queries as sources
from tests.ingest.looking import DECEMBER, MARCH, NOVEMBER_2016

ALL = [
    "SECMP0002", "SECMP0003", "SECMP0004", "SECMP0005", "SECMP0006", "SECMP0007", "SECMP0008", "SECMP0009",
    "SECMP0010", "SECMP0011", "SECMP0012", "SECMP0013", "SECMP0015", "SECMP0016", "SECMP0018", "SECMP0019",
    "SECMP0020", "SECMP0021", "SECMP0022", "SECMP0023", "SECMP0024", "SECMP0025", "SECMP0056", "SECMP0066",
    "SECMP0067", "MP077", "MP078", "MP080", "MP081", "MP085", "MP090", "MP092", "MP093", "DP096", "MP099", "MP100",
    "MP104", "MP105", "MP106", "MP107", "MP109", "MP116", "MP117", "MP118", "MP119", "DP120", "DP121", "MP122A",
    "MP125", "MP137", "MP138", "MP139", "MP140", "MP144", "DP145", "MP146", "MP147", "DP149", "DP153", "DP154",
    "DP155",
]  # fmt: skip
PAPERS = {
    "DCUSA": "dcusa-sec-update-2016-11.txt",
    "TAB": "tabasc-new-proposals-2020-03.txt",
    "PMP": "panel-modification-progression-2020-12.txt",
    "CSR": "change-status-report-2021-03.txt",
    "RID": "release-implementation-document-2021-06.txt",
}
# Names of people in the papers, and their last names, as digests: nobody's name stands in this project.
NAMES = {
    "0329a5f1258f", "036100a9e4b0", "03f018e918d8", "16dbe379744b", "1d814ebc33a6", "2d771901c333", "2f5fc73f1bc1",
    "3044411c7082", "3e58702fade3", "460e18df3e52", "4b01125585b7", "4c6ca23b05e1", "4d6cb6b2aa1d", "55ddee6703cd",
    "58d44a49ad52", "5e84e18ccbee", "601649a6da7e", "6525a138aa00", "6998cb967488", "6f764acb1a21", "732b63bd0dea",
    "7460a8f76cb8", "7976b6ba9dd7", "930120258acb", "966c3d30fd7d", "9749d764bfbc", "a66ed2be7471", "acfb16b776d0",
    "af54b2f679c1", "cbe940e69cd1", "d980c36fe4a7", "dd85b03afa63", "f4a5088c3e01", "f797db8362d0",
}  # fmt: skip


def test_every_proposal_of_the_papers_is_there(example):
    assert [one.number for one in queries.proposals(example.lens(MARCH))] == ALL
    assert len(ALL) == 61


def test_the_log_is_sound(example):
    report = verify()
    assert report.is_sound, str(report)


def test_everything_was_recorded_by_the_importer_with_a_source(example):
    own = Event.objects.filter(actor=loader.ACTOR)
    assert own.count() == Event.objects.exclude(actor="system:install").count()
    assert not own.filter(source_document="").exists()
    papers = read_folder(loader.EXAMPLE).papers
    lines = {paper.sha256: (paper.id, paper.lines) for paper in papers.values()}
    for document, locator in own.exclude(type="sources.document_registered").values_list(
        "source_document", "source_locator"
    ):
        key, last = lines[document]
        assert locator.startswith(f"{key}:")
        assert max(int(number) for number in re.findall(r"[0-9]+", locator.partition(":")[2])) <= last


def test_what_is_known_is_known_from_a_publication(example):
    told = Event.objects.filter(actor=loader.ACTOR).values_list("known_from", flat=True)
    days = {london_day(instant).isoformat() for instant in told}
    assert days <= {
        NOVEMBER_2016,
        "2020-03-26",
        DECEMBER,
        MARCH,
        *("2020-07-24", "2020-12-14", "2021-01-29", "2021-02-24", "2021-03-12", "2021-04-30", "2021-05-11"),  # RID
    }
    assert {start_of_london_day(london_day(instant)) for instant in told} == set(told)


def test_papers_are_known_by_their_hash_and_not_held(example):
    found = sources.documents(example.lens("2021-05-11"))
    assert [(one.published.isoformat(), one.lines, one.is_held, one.classification.value) for one in found] == [
        ("2021-05-11", 361, False, "White"),
        ("2021-03-05", 615, False, "White"),
        ("2020-12-04", 6429, False, "White"),
        ("2020-03-26", 217, False, "White"),
        ("2016-11-09", 1066, False, "White"),
    ]
    assert [one.reference for one in found] == ["", "SECP_90_1203_18", "SECP_87_1112_18", "", ""]


def papers() -> dict[str, str]:
    """The text of each paper, where they are at hand."""
    folder = os.environ.get("CODECLERK_PAPERS", "")
    if not folder or not all((Path(folder) / name).is_file() for name in PAPERS.values()):
        pytest.skip("set CODECLERK_PAPERS to the folder of the five papers")
    return {key: (Path(folder) / name).read_text(encoding="utf-8") for key, name in PAPERS.items()}


def test_hashes_and_lines_are_those_of_the_papers():
    texts = papers()
    for paper in read_folder(loader.EXAMPLE).papers.values():
        content = texts[paper.id].encode()
        assert hashlib.sha256(content).hexdigest() == paper.sha256
        assert (len(content), content.count(b"\n")) == (paper.size, paper.lines)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def prose() -> list[str]:
    """Every text of our own in the data: summaries, notes, reasons. Titles and labels are names, kept as printed."""
    found = []

    def walk(value) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, str):
                    found.extend([one] * (key in {"note", "summary", "reason", "reasoning", "text"}))
                else:
                    walk(one)
        elif isinstance(value, tuple):
            for one in value:
                walk(one)

    for file in read_folder(loader.EXAMPLE).files:
        for entry in file.typed.entries:
            walk(entry.data)
        for claim in file.typed.claims:
            found += [text for text in (claim.note, claim.reasoning) if text]
    return found


def test_no_sentence_is_copied():
    """No eight words in a row of our texts stand in a paper."""
    printed = {key: " ".join(words(text)) for key, text in papers().items()}
    copied = []
    for text in prose():
        own = words(text)
        for start in range(len(own) - 7):
            run = " ".join(own[start : start + 8])
            copied += [f"{key}: {run}" for key, whole in printed.items() if f" {run} " in whole]
    assert not copied, "\n".join(copied)


def test_no_person_is_named():
    found = []
    for path in sorted(loader.EXAMPLE.glob("*.yaml")):
        own = re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())
        texts = {*own, *(f"{one} {two}" for one, two in pairwise(own))}
        digests = {text: hashlib.sha256(f"codeclerk:{text}".encode()).hexdigest()[:12] for text in texts}
        found += [f"{path.name}: {text}" for text, digest in digests.items() if digest in NAMES]
    assert not found
    assert len(NAMES) == 34


def test_subjects_of_claims_are_keys_of_the_record(example):
    """A claim about a meeting, an assessment, a consultation or a release is about one that the record has."""
    lens = example.lens("2021-05-11")
    keys = {
        "meeting": {one.key for one in meetings.meetings(lens)},
        "assessment": {one.key for one in assessments.assessments(lens)},
        "release": {one.key for one in releases.releases(lens)},
        "consultation": {one.key for one in consultations.consultations(lens)} | {"0144-report-1"},  # dropped
    }
    for question in sources.readings(lens):
        if question.kind in keys:
            assert question.name in keys[question.kind], question
        if question.kind == "proposal":
            assert queries.resolve(lens, question.name), question
