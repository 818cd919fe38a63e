"""The example: what five published papers say is in the record, each with its place, and nothing else."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from codeclerk.assessments import queries as assessments
from codeclerk.assessments.rules import Window, doubts, implied_acceptance
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.ingest import loader
from codeclerk.ingest.files import read_folder
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendar.dates import london_day, start_of_london_day
from codeclerk.kernel.models import Event
from codeclerk.kernel.verify import verify
from codeclerk.register import queries
from codeclerk.releases import queries as releases
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import State, Verdict

ALL = [
    "SECMP0002", "SECMP0003", "SECMP0004", "SECMP0005", "SECMP0006", "SECMP0007", "SECMP0008", "SECMP0009",
    "SECMP0010", "SECMP0011", "SECMP0012", "SECMP0013", "SECMP0015", "SECMP0016", "SECMP0018", "SECMP0019",
    "SECMP0020", "SECMP0021", "SECMP0022", "SECMP0023", "SECMP0024", "SECMP0025", "SECMP0056", "SECMP0066",
    "SECMP0067", "MP077", "MP078", "MP080", "MP081", "MP085", "MP090", "MP092", "MP093", "DP096", "MP099", "MP100",
    "MP104", "MP105", "MP106", "MP107", "MP109", "MP116", "MP117", "MP118", "MP119", "DP120", "DP121", "MP122A",
    "MP125", "MP137", "MP138", "MP139", "MP140", "MP144", "DP145", "MP146", "MP147", "DP149", "DP153", "DP154",
    "DP155",
]  # fmt: skip
MARCH, DECEMBER, NOVEMBER_2016 = "2021-03-05", "2020-12-04", "2016-11-09"
PRINTED = {"define": 7, "refine": 37, "opine": 5, "release": 5}
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


def stage(example, name: str, day: str = MARCH, known: str | None = None) -> list[str]:
    return [line.number for line in queries.proposals(example.lens(day, known)) if line.stage == name]


def line(example, number: str, day: str = MARCH, known: str | None = None):
    return queries.proposal(example.lens(day, known), number).line


def said(example, subject: str, property: str, *, qualifier: str = "", about: str = "", day: str = "2021-05-11"):
    """The reading of one question."""
    found = sources.readings(example.lens(day), [subject], [property])
    (one,) = [r for q, r in found.items() if (q.qualifier, q.about) == (qualifier, about)]
    return one


def values(reading) -> list[str]:
    return sorted({str(claim.measure.value) for claim in reading.claims})


# --- everything is there, and sound


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


# --- where proposals stand


def test_G028_stage_counts(example):
    """What the paper counts are claims; the register names those that sources name, never more, and Release in full."""
    lens = example.lens(MARCH)
    counts = queries.stage_counts(lens)
    for name, printed in PRINTED.items():
        reading = said(example, "report:2021-03", f"stage.count.{name}", about=MARCH)
        assert (reading.value, reading.verdict, reading.marker) == (printed, Verdict.SINGLE, "reported")
        assert counts[name] <= printed
    assert counts == {"define": 6, "refine": 22, "opine": 1, "release": 5, "closed": 7, "": 20}
    assert stage(example, "release") == ["SECMP0007", "MP077", "MP090", "MP106", "MP146"]
    assert stage(example, "opine") == ["SECMP0015"]
    assert stage(example, "define") == ["DP096", "DP145", "DP149", "DP153", "DP154", "DP155"]


def test_G029_open_pre_decision(example):
    printed = said(example, "report:2021-03", "report.proposals", qualifier="open", about="2021-02")
    assert printed.value == sum(PRINTED[name] for name in ("define", "refine", "opine")) == 49
    assert said(example, "report:2021-03", "report.mean_age_wd", qualifier="open", about="2021-02").value == "387"
    named = [one for one in queries.proposals(example.lens(MARCH)) if one.is_pre_decision]
    assert len(named) == 29


def test_what_is_concluded_is_a_claim(example):
    total = said(example, "report:2021-03", "report.proposals", qualifier="concluded", about="2021-02")
    mean = said(example, "report:2021-03", "report.mean_age_wd", qualifier="concluded", about="2021-02")
    assert (total.value, mean.value) == (40, "205")


@pytest.mark.inventory("B23", "B24")
def test_G030_2016_status_counts(example):
    lines = queries.proposals(example.lens(NOVEMBER_2016))
    assert Counter(one.status_name for one in lines) == {
        "Initial Modification Report": 2,
        "Refinement (Working Group)": 13,
        "Refinement (DCC Impact Assessment)": 4,
        "Modification Report": 2,
    }
    assert sum(one.is_pre_decision for one in lines) == 21
    for status, count in (("Initial Modification Report", 2), ("Refinement", 17), ("Modification Report", 2)):
        assert said(example, "report:2016-11", "status.count", qualifier=status, about=NOVEMBER_2016).value == count
    for status in ("Change Board", "Awaiting Authority Decision", "Pending Implementation"):
        assert said(example, "report:2016-11", "status.count", qualifier=status, about=NOVEMBER_2016).value == 0
    assert said(example, "report:2016-11", "report.proposals", qualifier="open", about=NOVEMBER_2016).value == 21


def test_G031_working_group_load(example):
    found = sources.readings(example.lens(NOVEMBER_2016), properties=["working_group"])
    load = Counter(reading.value for question, reading in found.items() if question.qualifier == "")
    assert load == {
        "Working Group 1": 8,
        "Working Group 2": 3,
        "Working Group 3": 1,
        "Working Group 4": 3,
        "Working Group 5": 2,
    }
    proposed = {q.name: r.value for q, r in found.items() if q.qualifier == "proposed"}
    assert proposed == {"SECMP0023": "Working Group 1", "SECMP0024": "Working Group 4"}


def test_G032_adoption_window(example):
    held = line(example, "SECMP0003", "2016-11-10", NOVEMBER_2016)
    assert (held.is_held, held.held_until.isoformat(), held.stage) == (True, "2016-11-11", "refine")
    assert held.is_pre_decision
    closed = line(example, "SECMP0003", "2016-11-12", NOVEMBER_2016)
    assert (closed.is_held, closed.status_name, closed.is_closed) == (False, "Withdrawn", True)
    assert closed.sure["status"] == "inferred"


def test_proposals_of_2016_that_nobody_mentions_again_stand_nowhere(example):
    names = stage(example, "")
    assert [name for name in names if name.startswith("SECMP")] == [
        f"SECMP{digits:04}" for digits in (2, 4, 5, 6, 8, 9, 11, 12, 13, 16, 18, 19, 20, 21, 22, 23)
    ]
    assert [name for name in names if not name.startswith("SECMP")] == ["MP080", "DP120", "DP121", "MP139"]
    assert line(example, "SECMP0002", "2018-10-31").status_name == "Refinement (Working Group)"


def test_an_assessment_that_was_returned_shows_that_it_was_refined(example):
    found = line(example, "SECMP0056", "2020-08-20", MARCH)
    assert (found.status_name, found.sure["status"]) == ("Refinement Process", "inferred")
    assert line(example, "SECMP0056").stage == "refine"


def test_what_was_known_in_december_2020(example):
    lens = example.lens(DECEMBER)
    assert stage(example, "define", DECEMBER) == ["DP118", "DP119", "DP120", "DP121", "DP122", "DP144", "DP145"]
    assert queries.proposal(lens, "MP081").line.status_name == "Pending Implementation"
    assert line(example, "SECMP0067", DECEMBER).status_name == "Rejected"


# --- numbers, titles, timetables


def test_numbers_and_aliases_resolve(example):
    lens = example.lens(MARCH)
    assert {ref: queries.resolve(lens, ref).number for ref in ("SECMP0081", "SECMP0092", "SECMP0106")} == {
        "SECMP0081": "MP081",
        "SECMP0092": "MP092",
        "SECMP0106": "MP106",
    }
    assert {ref: queries.resolve(lens, ref).number for ref in ("SECMP12", "0002", "SECMP-23", "MP92")} == {
        "SECMP12": "SECMP0012",
        "0002": "SECMP0002",
        "SECMP-23": "SECMP0023",
        "MP92": "MP092",
    }
    assert {ref: queries.resolve(lens, ref).number for ref in ("DP144", "DP092", "DP118", "DP119")} == {
        "DP144": "MP144",
        "DP092": "MP092",
        "DP118": "MP118",
        "DP119": "MP119",
    }


def test_a_misprint_suggests_and_does_not_resolve(example_database):
    shown = example_database.codeclerk("proposal", "show", "M092")
    assert shown.returncode == 2
    assert "Did you mean MP092?" in shown.stderr


def test_dp122_was_split_and_its_part_is_known(example):
    part = line(example, "MP122A")
    assert (part.title, part.whole, part.status_name) == ("Operational Metrics", "DP122", "Implemented")
    assert part.proposer_organisation == "wpd"


def test_titles_are_dated(example):
    assert line(example, "SECMP0007", NOVEMBER_2016).title == "Firmware updates to mandated HAN devices"
    assert line(example, "SECMP0007").title == "Firmware updates to IHDs and PPMIDs"
    assert line(example, "MP106", DECEMBER).title == "CHISM update for Unknown WAN Variant"
    assert line(example, "MP106").title == "CHIMSM update for Unknown WAN Variant"
    assert line(example, "MP092", DECEMBER).title == "New Planned Maintenance methodology"


def test_timetables_have_the_printed_rows(example):
    lens = example.lens(DECEMBER)
    rows = {ref: len(queries.timetable(lens, ref)) for ref in ("MP092", "MP106", "MP139", "DP144")}
    assert rows == {"MP092": 12, "MP106": 14, "MP139": 11, "DP144": 11}


def test_the_consultation_on_mp144_was_moved(example):
    row = next(row for row in queries.timetable(example.lens(MARCH), "MP144") if row.kind == "refinement_consultation")
    assert row.is_revised
    assert (row.original.last.isoformat(), row.when.last.isoformat()) == ("2021-02-26", "2021-03-24")


def test_raising_days_are_those_that_papers_print(example):
    raised = {one.number: one.raised_day for one in queries.proposals(example.lens(MARCH)) if one.raised}
    assert {number: day.isoformat() for number, day in raised.items()} == {
        "MP092": "2019-10-22",
        "MP106": "2019-12-30",
        "MP139": "2020-08-18",
        "MP144": "2020-09-28",
        "DP153": "2021-02-16",
        "DP154": "2021-02-16",
        "DP155": "2021-02-18",
    }


def test_links_change_requests_and_flags(example):
    lens = example.lens(MARCH)

    def links(number: str) -> list[tuple[str, str]]:
        return sorted((one.kind, one.name) for one in queries.proposal(lens, number).links)

    assert links("DP153") == [("corrects", "MP118"), ("follow_up_of", "MP118")]
    assert links("DP120") == [("corrects", "SECMP0025")]
    assert ("depends_on", "MP081") in links("MP106")
    assert ("interacts_with", "MP109") in links("MP092")
    assert line(example, "MP077").flags == ("review_pending",)
    requests = {
        number: [one.number for one in queries.proposal(lens, number).change_requests]
        for number in ("MP106", "MP107", "MP117", "MP125", "MP140")
    }
    assert requests == {
        "MP106": ["CR1335"],
        "MP107": ["CR1352"],
        "MP117": ["CR1368"],
        "MP125": ["N/A"],
        "MP140": ["TBC"],
    }


# --- releases


def test_G046_release_contents(example):
    found = releases.release(example.lens(MARCH), "2021-11")
    assert [(one.number, one.standing.value, bool(one.condition)) for one in found.entries] == [
        ("SECMP0007", "approved", False),
        ("MP077", "approved", True),
        ("MP090", "approved", False),
    ]


def test_G047_implemented_list(example):
    found = releases.release(example.lens(MARCH), "2021-02")
    assert found.day.isoformat() == "2021-02-25"
    assert [(one.number, one.standing.value) for one in found.entries] == [
        ("MP092", "implemented"),
        ("MP122A", "implemented"),
    ]


def test_june_2021_has_what_is_approved_and_what_is_hoped_for(example):
    found = releases.release(example.lens(MARCH), "June 2021 SEC Release")
    assert {one.number for one in found.entries if one.standing.value == "approved"} == {"MP106", "MP146"}
    assert {one.number for one in found.entries if one.standing.value == "targeted"} == {
        *("MP116", "MP138", "MP144", "DP145", "MP147")
    }


def test_nine_releases_with_their_days(example):
    assert {one.key: one.day and one.day.isoformat() for one in releases.releases(example.lens(MARCH))} == {
        "2017-06": "2017-06-29",
        "2017-11": "2017-11-02",
        "2018-02": "2018-02-22",
        "2018-06": "2018-06-28",
        "2020-11": None,  # its day is not printed
        "2021-01-ad-hoc": "2021-01-21",
        "2021-02": "2021-02-25",
        "2021-06": "2021-06-24",
        "2021-11": "2021-11-04",
    }


def test_the_scope_of_june_2021_replays(example):
    scope = {
        day: [one.number for one in queries.proposals(example.lens(day)) if one.release == "June 2021"]
        for day in ("2020-12-04", "2021-01-29", "2021-03-12", "2021-04-30", "2021-05-11")
    }
    assert scope == {
        "2020-12-04": ["MP106", "MP116", "MP138", "DP144", "DP145", "MP147"],
        "2021-01-29": ["MP106", "MP116", "MP138", "DP144", "DP145", "MP146", "MP147"],
        "2021-03-12": ["MP106", "MP138", "MP144", "MP146", "MP147", "DP153"],
        "2021-04-30": ["MP106", "MP144", "MP146", "MP147", "DP153"],
        "2021-05-11": ["MP106", "MP144", "MP146", "MP147", "MP153"],
    }


# --- consultations and decisions


def test_what_is_out_and_what_is_to_be_issued(example):
    lens = example.lens(MARCH)
    assert [(one.number, one.closes.isoformat()) for one in consultations.open_on(lens, "refinement")] == [
        ("MP144", "2021-03-24")
    ]
    assert consultations.open_on(lens, "report") == ()
    (coming,) = consultations.to_be_issued(lens, "report")
    assert (coming.number, coming.expected_issue.first.isoformat()) == ("MP147", "2021-03-15")


def test_consultations_of_2016(example):
    found = consultations.consultations(example.lens(NOVEMBER_2016))
    assert {(one.number, one.kind, one.issued.first.isoformat(), one.closes.isoformat()) for one in found} == {
        ("SECMP0016", "working_group", "2016-10-05", "2016-10-21"),
        ("SECMP0020", "report", "2016-10-17", "2016-11-07"),
        ("SECMP0022", "report", "2016-10-17", "2016-11-07"),
    }


def test_G048_decision_list(example):
    day = date(2021, 2, 23)
    found = decisions.decisions(example.lens(MARCH), bodies=["change_board"], first=day, last=day)
    assert {(one.number, one.outcome, one.objectives) for one in found} == {
        ("MP077", "approved", ("a",)),
        ("MP146", "approved", ("a",)),
        ("SECMP0015", "recommended_approval", ("a", "c")),
    }
    review = next(one.review for one in found if one.number == "MP077")
    assert (review.to, review.meeting.isoformat()) == ("panel", "2021-03-12")


def test_the_change_sub_committee_found_two_ready(example):
    found = decisions.decisions(example.lens(MARCH), bodies=["csc"])
    assert [(one.number, one.outcome) for one in found] == [
        ("DP096", "ready_for_conversion"),
        ("DP149", "ready_for_conversion"),
    ]


def test_the_authority_decided_nothing_and_has_one_before_it(example):
    lens = example.lens(MARCH)
    assert decisions.decisions(lens, bodies=["authority"]) == ()
    assert [one.number for one in decisions.awaiting_authority(lens)] == ["SECMP0015"]
    assert said(example, "report:2021-03", "list.count", qualifier="Authority decisions", about="2021-02").value == 0


def test_what_is_put_to_the_panel(example):
    march = decisions.presented(example.lens(MARCH), body="panel", meeting=date(2021, 3, 12))
    assert {one.number: set(one.asks) for one in march} == {
        "DP096": {"converted", "to_refinement"},
        "DP149": {"converted", "to_refinement"},
        "MP147": {"to_report_phase"},
    }
    december = decisions.presented(example.lens(DECEMBER), body="panel", meeting=date(2020, 12, 11))
    four = {"to_report_phase", "report_approved", "implementation_approach_approved", "self_governance"}
    assert {one.number: set(one.asks) for one in december} == {
        **dict.fromkeys(("MP092", "MP106", "MP139"), four),
        "DP144": {"converted", "to_refinement", "work_package_agreed"},
    }


def test_no_decision_is_made_up(example):
    """What is inferred says so; of proposals whose deciding body is not printed there is no decision."""
    found = decisions.decisions(example.lens("2021-05-11"))
    inferred = [(one.number, one.outcome, one.when.first.isoformat()) for one in found if one.sure == "inferred"]
    assert sorted(inferred) == [
        ("MP092", "approved", "2021-01-20"),
        ("MP092", "derogation", "2020-01-17"),
        ("MP092", "to_report_phase", "2020-12-11"),
        ("MP106", "approved", "2021-01-20"),
        ("MP106", "to_report_phase", "2020-12-11"),
        ("MP144", "converted", "2020-12-11"),
    ]
    assert not {"SECMP0067", "MP139", "MP147", "MP153"} & {one.number for one in found if one.outcome != "converted"}


# --- assessments


def test_assessments_are_those_of_the_papers(example):
    found = assessments.assessments(example.lens(MARCH))
    year = Window(date(2020, 3, 1), date(2021, 2, 28))
    returned = [one for one in found if one.returned and one.returned in year]
    assert (len(found), len(returned)) == (35, 29)
    assert Counter(one.kind for one in returned) == {"PA": 19, "IA": 10}
    others = {one.key: one.standing(date(2021, 2, 26)).value for one in found if one not in returned}
    assert others == {
        "0092-IA-1": "not_required",
        "0106-IA-1": "not_required",
        "0107-IA-1": "open",
        "0117-IA-1": "open",
        "0125-PA-1": "queried",
        "0140-PA-1": "open",
    }


def test_the_acceptance_behind_a_printed_duration_is_the_implied_one(example):
    """Worked out again from the claim and the return, not taken from the data; and marked inferred."""
    found = [one for one in assessments.assessments(example.lens(MARCH)) if one.returned]
    for one in found:
        assert one.accepted.is_inferred, one.key
        assert one.accepted.day == implied_acceptance(one.returned, one.printed_duration, Calendar()), one.key


def test_open_assessments_have_what_both_reports_print(example):
    found = {one.key: one for one in assessments.assessments(example.lens(MARCH))}
    facts = {
        key: (
            found[key].requested and found[key].requested.isoformat(),
            found[key].accepted and found[key].accepted.day.isoformat(),
            found[key].printed_due and found[key].printed_due.isoformat(),
            found[key].expected and found[key].expected[-1].isoformat(),
            found[key].printed_target,
            found[key].printed_duration,
        )
        for key in ("0107-IA-1", "0117-IA-1", "0140-PA-1", "0125-PA-1")
    }
    assert facts == {
        "0107-IA-1": (None, "2020-12-01", "2021-01-28", "2021-03-19", 40, 64),
        "0117-IA-1": (None, "2020-12-01", "2021-01-28", "2021-03-03", 40, 64),
        "0140-PA-1": ("2021-01-27", "2021-02-04", "2021-02-25", "2021-03-15", 15, 17),
        "0125-PA-1": ("2020-09-03", None, None, (), None, None),
    }
    assert all(found[key].commentary for key in facts)


def test_what_does_not_fit_is_found_from_the_data(example):
    """The target of MP105's second PA, and the two due dates that count 28 December 2020 as a Working Day."""
    day = date(2021, 2, 26)
    found = [doubt for one in assessments.assessments(example.lens(MARCH)) for doubt in doubts(one, day, Calendar())]
    assert {(one.kind.value, one.assessment, one.printed) for one in found} == {
        ("target_of_other_type", "0105-PA-2", "40 WD"),
        ("due_date_differs", "0107-IA-1", "2021-01-28"),
        ("due_date_differs", "0117-IA-1", "2021-01-28"),
    }


# --- where papers contradict each other or themselves


@pytest.mark.parametrize(
    ("subject", "property", "qualifier", "expected"),
    [
        ("proposal:MP092", "proposer", "", ["DCC representative 3", "DCC representative 4"]),
        ("proposal:MP106", "title", "",
         ["CHIMSM update for Unknown WAN Variant", "CHISM update for Unknown WAN Variant"]),
        ("proposal:MP139", "title", "", ["IVP and MVP dates for CHTS", "MVP and IVP dates for CHTS"]),
        ("document:Appendix I", "acronym", "", ["CHIMSM", "CHISM"]),
        ("assessment:0092-PA-1", "assessment.requested", "", ["2019-11", "2019-11-18", "2019-11-25", "2019-12-02"]),
        ("assessment:0106-PA-1", "assessment.requested", "", ["2020-03-26", "2020-04-03", "2020-04-06"]),
        ("assessment:0140-PA-1", "assessment.type", "", ["IA", "PA"]),
        ("release:2021-06", "release.cut_off", "", ["2021-06-03", "2021-06-10"]),
        ("proposal:MP106", "impact", "Large Suppliers", ["False", "True"]),
        ("proposal:MP106", "requirement.count", "", ["1", "2"]),
        ("proposal:MP139", "list.count", "Dates that Schedule 11 is to have later", ["4", "5"]),
        ("consultation:0144-refinement-1", "consultation.closes", "", ["2021-02-26", "2021-03-24"]),
        ("consultation:0092-refinement-1", "consultation.answers", "Impact on the respondent", ["3", "4"]),
        ("consultation:0092-refinement-1", "consultation.answers", "Costs for the respondent", ["1", "2"]),
        ("meeting:change_board-2021-02-23", "meeting.date", "", ["2021-02-23", "2021-02-24"]),
        ("meeting:change_board-2021-02-23", "decision.proposal", "approved under Self-Governance, the second",
         ["MP139", "MP146"]),
        ("proposal:MP092", "timetable.event_date", "The trial begins", ["2019-04", "2019-04-01", "2019-05"]),
        ("document:MP092 legal text", "version", "", ["0.3", "2.0"]),
        ("interface:WAN Matrix", "field.value", "Meaning of a single space",
         ["no coverage is planned", "the variant is not known"]),
    ],
)  # fmt: skip
def test_contradictions_stand_side_by_side(example, subject, property, qualifier, expected):
    reading = said(example, subject, property, qualifier=qualifier)
    assert (reading.state, reading.verdict, reading.value) == (State.DISAGREE, Verdict.DISPUTED, None)
    assert values(reading) == expected
    assert reading.difference


def test_the_vote_lists_agree_on_the_others(example):
    for which, number in (
        ("approved under Self-Governance, the first", "MP077"),
        ("recommended to the Authority", "SECMP0015"),
    ):
        reading = said(example, "meeting:change_board-2021-02-23", "decision.proposal", qualifier=which)
        assert (reading.verdict, reading.value) == (Verdict.AGREED, number)


def test_each_of_the_three_places_of_the_vote_is_there(example):
    second = "approved under Self-Governance, the second"
    reading = said(example, "meeting:change_board-2021-02-23", "decision.proposal", qualifier=second)
    assert {(claim.locator, claim.measure.value) for claim in reading.claims} == {
        ("CSR:105-109", "MP146"),
        ("CSR:400-402", "MP139"),
        ("CSR:428", "MP146"),
    }


def test_G067_date_later_than_document(example):
    """The same paper prints two days for the meeting of Working Group 5, one of them after the paper itself."""
    question = "Working Group 5 on SECMP0016"
    reading = said(example, "meeting:working_group_5-2016-10-28", "meeting.date", qualifier=question)
    assert reading.verdict is Verdict.DISPUTED
    assert values(reading) == ["2016-10-28", "2016-11-28"]
    late = [claim for claim in reading.claims if claim.measure.when.first > claim.source.published]
    assert [(claim.locator, claim.measure.value) for claim in late] == [("DCUSA:575-577", "2016-11-28")]


def test_no_claim_contradicts_another_without_being_meant_to(example):
    """Every disagreement is one that the papers have: a slip in the data would show here."""
    found = Counter(reading.question.property for reading in sources.disagreements(example.lens("2021-05-11")))
    assert found == {
        "acronym": 1,
        "assessment.requested": 2,
        "assessment.type": 1,
        "consultation.answers": 2,
        "consultation.closes": 1,
        "decision.proposal": 1,
        "field.value": 1,
        "impact": 5,
        "list.count": 2,
        "meeting.date": 2,
        "proposer": 1,
        "release.cut_off": 1,
        "requirement.count": 1,
        "status": 1,
        "timetable.event_date": 1,
        "title": 7,
        "version": 1,
    }
