"""The update to the DCUSA Panel of November 2016: its figures are those of the published paper, and are computed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from codeclerk.kernel.calendar import Month
from codeclerk.kernel.errors import Refused
from codeclerk.papers import registry
from codeclerk.papers.blocks import Bullets, Chart, Paragraph, Table
from codeclerk.papers.code_update.builder import DEFAULT_PANEL, build
from codeclerk.papers.code_update.gather import a_month_before, gather
from codeclerk.papers.code_update.record import KIND
from codeclerk.papers.model import Paper, Section
from codeclerk.papers.runs import Figure, Standing, plain
from tests.papers.code_update.conftest import lens_of, update
from tests.register.support import do, registered
from tests.register.support import lens as lens_on
from tests.register.support import queries as counted

OPEN = {
    "Initial Modification Report": 2,
    "Refinement": 17,
    "Modification Report": 2,
    "Change Board": 0,
    "Awaiting Authority Decision": 0,
    "Awaiting Ofgem/DECC Decision": 0,
    "Pending Implementation": 0,
}


def sections(paper: Paper) -> Iterator[Section]:
    def walk(found: tuple[Section, ...]) -> Iterator[Section]:
        for one in found:
            yield one
            yield from walk(one.sections)

    yield from walk(paper.sections)


def section(paper: Paper, title: str) -> Section:
    return next(one for one in sections(paper) if one.title == title)


def blocks(paper: Paper, kind: type) -> list:
    return [block for one in sections(paper) for block in one.blocks if isinstance(block, kind)]


def table(paper: Paper, key: str) -> list[list[str]]:
    """The printed cells of a table."""
    found = next(one for one in blocks(paper, Table) if one.key == key)
    return [[plain(cell) for cell in row] for row in found.printed]


def said(one: Section) -> str:
    """The sentences and items of a section."""
    made = []
    for block in one.blocks:
        if isinstance(block, Paragraph):
            made.append(plain(block.runs))
        if isinstance(block, Bullets):
            made += [plain(item.runs) for item in block.items]
    return "\n".join(made) or one.empty


# --- for whom, and what is told by word of mouth


@pytest.mark.inventory("G29")
def test_it_is_for_the_panel_of_another_code(november):
    front = november.front
    assert (front.title, front.committee, front.meeting_date.isoformat()) == (
        "Smart Energy Code (SEC) Update",
        "DCUSA Panel",
        "2016-11-16",
    )
    assert [one.title for one in november.sections] == [
        "Code Updates",
        "SEC Governance Updates",
        "SEC Modifications Update",
        "Modification Status",
        "Modification Proposal Progress",
        "Release Contents",
        "Next Meeting",
        "Contact",
    ]


@pytest.mark.inventory("G33")
def test_what_is_reported_verbally_is_marked(november):
    purpose = " ".join(plain(one.runs) for one in november.front.purpose)
    assert "The SEC Panel meets on 11 November 2016, after this update was written." in purpose
    assert "reported verbally at the meeting of the DCUSA Panel on 16 November 2016" in purpose
    items = said(section(november, "General Updates")).splitlines()
    assert [item.split(":")[0] for item in items if "(verbal)" in item] == [
        "SECMP0003",
        "SECMP0016",
        "SECMP0023",
        "SECMP0024",
    ]
    assert november.data.value["update"]["verbal"] is True


def test_nothing_is_verbal_where_no_meeting_of_the_other_panel_is_known(example):
    paper = update("2016-11-09", panel="Another Panel")
    assert paper.front.meeting_date is None
    purpose = " ".join(plain(one.runs) for one in paper.front.purpose)
    assert "No source gives the day of the next meeting of the Another Panel." in purpose
    assert "verbal" not in said(section(paper, "General Updates"))


def test_the_window_is_a_month_unless_a_day_is_named(example):
    assert a_month_before(lens_of("2021-03-31").valid_at).isoformat() == "2021-02-28"
    assert a_month_before(lens_of("2017-01-10").valid_at).isoformat() == "2016-12-10"
    paper = update("2016-11-09", since="2016-10-25")
    assert [row[0] for row in table(paper, "designations")] == ["SEC 4.17", "SEC 5.0"]
    kind = registry.find(KIND)
    lens = lens_of("2016-11-09")
    (first, _) = kind.covers(lens, registry.Params(Month(2016, 11), values={"since": "2016-10-25"}))
    assert first.words == "25 October 2016 to 9 November 2016"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"since": "2016-12-01"}, "papers.since_later"),
        ({"since": "soon"}, "calendar.date_unreadable"),
        ({"colour": "red"}, "papers.unknown_value"),
    ],
)
def test_what_makes_no_update_is_refused(example, values, code):
    with pytest.raises(Refused) as caught:
        build(lens_of("2016-11-09"), registry.Params(Month(2016, 11), values=values))
    assert caught.value.first.code == code


# --- the code and its governance


def test_G107_sec_designation(november):
    rows = table(november, "designations")
    assert [row[:2] for row in rows] == [
        ["SEC 4.16", "20 October 2016"],
        ["SEC 4.17", "27 October 2016"],
        ["SEC 5.0", "8 November 2016"],
    ]
    assert said(section(november, "Code Updates")).startswith("There have been three versions of the SEC designated")


def test_days_to_come_are_named_with_what_they_are_about(november):
    (listed,) = section(november, "SEC Governance Updates").blocks
    (item,) = listed.items
    assert plain(item.runs).startswith("SEC Small Supplier Engagement Day on Friday 25 November 2016, for Small ")
    assert "Places are booked with the SECAS Helpdesk until 25 November 2016" in plain(item.runs)
    assert len(item.items) == 3


def test_whom_to_ask_is_the_helpdesk_and_no_person(november):
    assert said(section(november, "Contact")).splitlines() == [
        "SECAS Helpdesk",
        "Telephone: +44 (0) 20 7090 7755",
        "Email: secas@gemserv.com",
    ]


# --- where the proposals stand


@pytest.mark.inventory("P02", "G11")
def test_the_chart_counts_what_the_published_one_does(november):
    first, second = blocks(november, Chart)
    assert dict(zip(first.drawing.places, first.drawing.series[0].values, strict=True)) == OPEN
    assert dict(zip(second.drawing.places, second.drawing.series[0].values, strict=True)) == {
        "Working Group": 13,
        "DCC Impact Assessment": 4,
    }
    assert (first.drawing.title, second.drawing.title) == (
        "Status of open modifications: 21",
        "Modifications in refinement: 17",
    )
    assert table(november, "open") == [
        ["Initial Modification Report", "2"],
        ["Refinement", "17"],
        ["of these: Working Group", "13"],
        ["of these: DCC Impact Assessment", "4"],
        ["Modification Report", "2"],
        ["Change Board", "0"],
        ["Awaiting Authority Decision", "0"],
        ["Awaiting Ofgem/DECC Decision", "0"],
        ["Pending Implementation", "0"],
        ["Open modifications", "21"],
    ]
    assert "One modification of these is on hold and counted until the hold ends: SECMP0003." in said(
        section(november, "Status of Open Modifications")
    )


def test_which_proposals_are_with_the_dcc_is_marked_as_inferred(november):
    found = next(one for one in blocks(november, Table) if one.key == "open")
    marks = [run.standing for row in found.rows for run in row[1] if isinstance(run, Figure)]
    assert marks.count(Standing.INFERRED) == 1


@pytest.mark.inventory("P18", "G18")
def test_each_working_group_has_its_proposals_and_the_day_it_met_last(november):
    assert [[row[0], *row[2:]] for row in table(november, "groups")] == [
        ["WG1", "8", "27 October 2016"],
        ["WG2", "3", "18 October 2016"],
        ["WG3", "1", "2 September 2016"],
        ["WG4", "3", "5 September 2016"],
        ["WG5", "2", "28 October 2016"],
        ["All", "17", ""],
    ]
    rows = table(november, "refinement-proposals")
    assert len(rows) == 17
    assert [row[1] for row in rows if row[0] == "WG5"] == ["SECMP0016", "SECMP0021"]
    assert rows[0] == [
        "WG1",
        "SECMP0002",
        "Add New Command to Reset Debt Registers",
        "Working Group 1 met on 27 October 2016.",
    ]
    assert {row[1]: row[3] for row in rows}["SECMP0003"] == "On hold until 11 November 2016."
    lead = said(section(november, "Refinement Process"))
    assert lead.startswith("There are seventeen Modification Proposals in the Refinement Process.")


def test_new_proposals_come_with_the_group_they_are_proposed_for(november):
    assert [[row[0].split(" ")[0], row[2]] for row in table(november, "new")] == [
        ["SECMP0023", "Working Group 1"],
        ["SECMP0024", "Working Group 4"],
    ]
    assert said(section(november, "New Proposals")).splitlines() == [
        "Two Modification Proposals have been submitted since 9 October 2016:",
        "No source gives the day on which SECMP0023 and SECMP0024 were raised: no source names them earlier, and every "
        "number before is lower.",
    ]


@pytest.mark.inventory("G29")
def test_an_update_under_the_process_with_one_working_group(example):
    paper = update("2021-03-05")
    assert [row[0].split(" ")[0] for row in table(paper, "new")] == ["DP149", "DP153", "DP154", "DP155"]
    assert next([row[0], *row[2:]] for row in table(paper, "groups")) == ["WG", "22", "3 March 2021"]
    assert "The process has one Working Group, which looks at each of them." in said(
        section(paper, "Refinement Process")
    )
    rows = {row[0].split(" ")[0]: row for row in table(paper, "progress")}
    assert "IA; (IA)" in rows["MP107"]


@pytest.mark.django_db
def test_a_working_group_is_taken_from_committees_where_they_have_it():
    for number in ("SECMP0009", "SECMP0023"):
        registered(number, "A title", "2016-10-27", status="Refinement with Working Group")
    do("allocate_to_group", _from="2016-10-28", proposal="SECMP0009", group="WG3", sure="printed")
    do("allocate_to_group", _from="2016-10-28", proposal="SECMP0023", group="WG1", state="proposed")
    lens = lens_on("2016-11-09")
    record = gather(lens, DEFAULT_PANEL, a_month_before(lens.valid_at))
    assert (record.groups, record.proposed) == ({"0009": "WG3"}, {"0023": "WG1"})
    assert [row.group for row in record.grid.rows] == ["WG3", ""]
    assert record.load() == {"WG3": 1, "": 1}


@pytest.mark.inventory("G10", "G11")
def test_decisions_are_told_in_words_also_where_there_are_none(november):
    assert said(section(november, "Approvals and Rejections")).splitlines()[1:] == [
        "No approvals or rejections by the Change Board.",
        "No approvals or rejections by the Authority.",
        "There are no modifications awaiting a decision by the Authority.",
    ]


@pytest.mark.inventory("G10", "G11")
def test_a_later_update_lists_what_was_decided(example):
    told = said(section(update("2021-03-05"), "Approvals and Rejections"))
    assert "No approvals" not in told.splitlines()[1]
    assert "The Change Board " in told


def test_consultations_of_the_window_are_told(november):
    items = said(section(november, "General Updates")).splitlines()
    assert items[0] == (
        "SECMP0016: the Working Group Consultation was issued on 5 October 2016 and closed on 21 October 2016."
    )
    assert sum("Modification Report Consultation was issued on 17 October 2016" in item for item in items) == 2


# --- month by month, and the releases


@pytest.mark.inventory("P19", "C17")
def test_the_grid_has_every_open_proposal_by_month(november):
    rows = {row[0].split(" ")[0]: row for row in table(november, "progress")}
    assert len(rows) == 21
    found = next(one for one in blocks(november, Table) if one.key == "progress")
    keys = [column.key for column in found.columns]
    assert (keys[0], keys[1], keys[-2], keys[-1], len(keys)) == ("proposal", "2016-03", "2017-06", "undated", 18)
    sixteen = dict(zip(keys, rows["SECMP0016"], strict=True))
    assert (sixteen["2016-10"], sixteen["2016-11"]) == ("Con / WG", "DMR")
    assert sixteen["proposal"] == "SECMP0016 (WG5) Add Maximum Credit value to credit cover calculation"
    assert sixteen["undated"] == "Ref, Sol × 2, IA × 2, Con, DMR, CB, Dec"
    twenty = dict(zip(keys, rows["SECMP0020"], strict=True))
    assert (twenty["2016-11"], twenty["2017-01"], twenty["undated"]) == ("Con", "CB; [CB]", "App, Con, DMR / CB")
    # The published table leaves out the two new ones, which the record has.
    assert {"SECMP0023", "SECMP0024"} <= set(rows)


@pytest.mark.inventory("P17")
def test_four_releases_with_what_each_may_hold(november):
    parts = section(november, "Release Contents").sections
    assert [part.title for part in parts] == [
        "June 2017 SEC Release",
        "November 2017 SEC Release",
        "February 2018 SEC Release",
        "June 2018 SEC Release",
    ]
    assert table(november, "release-2017-06") == []
    assert "It takes no modification that changes a system of the DCC or a device." in said(parts[0])
    assert "on 2 November 2017" in said(parts[1])
    february, june = table(november, "release-2018-02"), table(november, "release-2018-06")
    assert [row[0] for row in february] == [f"SECMP{n:04}" for n in (2, 4, 5, 8, 11, 12)]
    assert [row[0] for row in june] == [f"SECMP{n:04}" for n in (6, 7, 9, 10, 13, 15, 16, 18, 19)]
    assert february[-1][2:] == ["SMETS2, GBCS, DUIS, CHTS, MMC, DUGIS", "To be confirmed"]
    assert june[-1][2] == "DUIS"
    assert "11 November 2016" in said(section(november, "Next Meeting"))


def test_the_figures_are_data_too(november):
    data = november.data.value
    assert {one["status"]: one["count"] for one in data["statuses"]} == OPEN
    assert [(one["group"], one["count"]) for one in data["groups"]] == [
        ("WG1", 8),
        ("WG2", 3),
        ("WG3", 1),
        ("WG4", 3),
        ("WG5", 2),
    ]
    assert data["progress"][0]["undated"]["PA"] == 4
    assert (data["new"], data["next_meeting"]) == (["SECMP0023", "SECMP0024"], "2016-11-11")


# --- any other day


def test_an_update_of_an_empty_record_says_so_everywhere(db):
    record = gather(lens_on("2016-11-09"), DEFAULT_PANEL, lens_on("2016-10-09").valid_at)
    assert (record.lines, record.designations, record.days, record.releases) == ((), (), (), ())
    paper = update("2016-11-09")
    assert said(section(paper, "Code Updates")) == (
        "There have been no versions of the SEC designated since 9 October 2016."
    )
    assert said(section(paper, "SEC Governance Updates")) == "No event is to come, as far as is recorded."
    assert said(section(paper, "New Proposals")).startswith("No Modification Proposals have been submitted")
    assert said(section(paper, "Release Contents")) == "No release is to come."
    assert table(paper, "progress") == []


@pytest.mark.parametrize(("day", "queries"), [("2016-11-09", 31), ("2021-03-05", 31)])
def test_the_record_is_read_in_a_fixed_number_of_queries(example, day, queries):
    """Whatever is in it; those that name what they found ask nothing where there is nothing."""
    lens = lens_of(day)
    with counted(exactly=queries):
        gather(lens, DEFAULT_PANEL, a_month_before(lens.valid_at))
