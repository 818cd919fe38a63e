"""What a Modification Report says goes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from codeclerk.papers.modification_report.annexes import attachments, others
from codeclerk.register.queries import AttachedLine
from codeclerk.register.rules.documents import Role
from tests.papers.modification_report.test_report import report


def test_G071_annex_list(example):
    titles = [one.title for one in report("MP092", "2020-12-05").front.attachments]
    assert [title.partition(" (")[0] for title in titles] == [
        "legal text, version 0.3",
        "DCC Preliminary Assessment response",
        "Refinement Consultation responses",
        "results of the trial",
    ]


def document(role, label="", name="A paper", published=date(2020, 12, 4)):
    return AttachedLine("a" * 64, role, label, name, published, date(2020, 12, 4), "", "")


def record(*documents):
    return SimpleNamespace(view=SimpleNamespace(documents=documents))


@pytest.mark.any_database
def test_annexes_stand_in_their_printed_order_and_say_where_they_got_another_letter():
    trial = document(Role.ANNEX, "Annex C – results of the trial")
    text = document(Role.LEGAL_TEXT, "Annex A: legal text")
    loose = replace(document(Role.RESPONSES), published=None)
    found = attachments(record(loose, trial, document(Role.REPORT, "Appendix A"), text), "/documents/{}/")
    assert [one.title for one in found] == [
        "legal text (in A paper, published on 4 December 2020)",
        "results of the trial (printed as Annex C, in A paper, published on 4 December 2020)",
        "A paper",
    ]
    assert {one.href for one in found} == {f"/documents/{'a' * 64}/"}


@pytest.mark.any_database
def test_what_is_no_annex_stands_apart_and_nothing_makes_no_section():
    assert others(record(document(Role.ANNEX)), "/{}/") == ()
    [section] = others(record(document(Role.OTHER, published=None)), "/{}/")
    assert section.title == "Other documents"
