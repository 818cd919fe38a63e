"""A small code in three versions, with the proposals that amend it. Facts of the papers, sentences of our own."""

from __future__ import annotations

from codeclerk.legaltext.rules.marks import edits
from codeclerk.legaltext.rules.operations import Edit
from tests.register.support import do, registered

SECTION_A = """# Definitions and Interpretation

A1 Definitions

"Planned Maintenance" means work on the DCC Systems that stops a Service.

"Services" means what the DCC gives to Users.

A2 Interpretation

A2.1 A heading says nothing by itself.
"""
SECTION_H = """# DCC Services

H8 Service management

H8.1 The DCC runs the Services by good practice.

H8.2 The DCC limits Planned Maintenance:
(a) to {{hours: six}} hours in a month; and
(b) to the night.

H8.3 Whoever needs more asks the Panel under Section H8.2(a).

H8.4 The Panel answers within two weeks.
"""
APPENDIX_AL = """# Transition

1 Enrolment

1.1 Section H8.2 does not hold for Planned Maintenance during migration.

2 Reports

2.1 The DCC reports each month.
"""
DOCUMENTS = {"Section A": SECTION_A, "Section H": SECTION_H, "Appendix AL": APPENDIX_AL}
REVISIONS = {"Section A": "9.0", "Section H": "9.0", "Appendix AL": "5.0"}


def documents(**texts):
    """The documents as an act takes them; a text by the last word of its name, `H=...`, takes the place of another."""
    return [
        {"name": name, "text": texts.get(name.split()[1], text), "revision": REVISIONS[name]}
        for name, text in DOCUMENTS.items()
    ]


def imported(number="16.0", effective="2020-06-25", **more):
    """The first version."""
    return do("import_version", **{"number": number, "effective": effective, "documents": documents()} | more)


H_WITH_LIMIT = SECTION_H.replace("(b) to the night.", "(b) to the night; and\n(c) to two windows.").replace(
    "hours in a month; and", "hours in a month;"
)


def two_proposals():
    """MP092 inserts a limit and edits Appendix AL; MP106 edits another clause and takes one out."""
    for number in ("MP092", "MP106"):
        registered(number, since="2020-06-25")
    do("draft_redline", proposal="MP092", documents=[
        {"name": "Section H", "text": H_WITH_LIMIT},
        {"name": "Appendix AL", "text": APPENDIX_AL.replace("each month", "each week")},
    ])  # fmt: skip
    do("draft_redline", proposal="MP106", documents=[
        {"name": "Section H", "text": SECTION_H.replace("within two weeks", "within ten Working Days").replace(
            "\nH8.1 The DCC runs the Services by good practice.\n", "").replace("H8.4", "H8.1x")
            .replace("H8.3", "H8.2x").replace("H8.2 ", "H8.1 ").replace("H8.2x", "H8.2").replace("H8.1x", "H8.3")
            .replace("Section H8.2(a)", "Section H8.1(a)")},
        {"name": "Appendix AL", "text": APPENDIX_AL.replace("Section H8.2 ", "Section H8.1 ")},
    ])  # fmt: skip


def edit(code, pid, words, id, **more):
    """An edit of a provision that makes it say these words."""
    old = code.provisions[pid].content
    return Edit(id=id, target=pid, base=code.hash_of(pid), runs=edits(old, (words,)), **more)


def load():
    """The first version, and two proposals that amend it."""
    imported()
    two_proposals()
