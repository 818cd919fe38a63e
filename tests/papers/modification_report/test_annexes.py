"""What a Modification Report says goes with it."""

from __future__ import annotations

from tests.papers.modification_report.test_report import report


def test_G071_annex_list(example):
    titles = [one.title for one in report("MP092", "2020-12-05").front.attachments]
    annexes = sorted(title.partition("‘")[2] for title in titles if "‘Annex " in title)
    assert [title.partition("’")[0] for title in annexes] == [
        "Annex A: legal text, version 0.3",
        "Annex B: DCC Preliminary Assessment response",
        "Annex C: Refinement Consultation responses",
        "Annex D: results of the trial",
    ]
