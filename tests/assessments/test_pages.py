"""The pages of assessments: the list with its tables, one of them, downloads, the panel."""

from __future__ import annotations

import json
import re
from csv import DictReader
from io import StringIO

import pytest

from tests.assessments.support import count, do, load_three, registered, step
from tests.sources.support import sha
from tests.support.pages import html

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-02-26"


@pytest.fixture
def loaded() -> None:
    load_three()


def section(page: str, name: str) -> str:
    """The part of the list under one heading."""
    start = page.index(f'<h2 id="{name}">')
    end = page.find("<h2", start + 4)
    return page[start:end]


def rows_of(client, table: str = "", query: str = THEN) -> dict[str, dict[str, object]]:
    """A download of one table of the list, by number of the proposal."""
    prefix = f"{table}-" if table else ""
    return {
        row["proposal"]: row
        for row in json.loads(client.get(f"/assessments/?{query}&{prefix}format=json").content)["rows"]
    }


@pytest.mark.inventory("D08", "D10", "D11", "D12")
@pytest.mark.usefixtures("loaded")
def test_the_list_has_a_section_for_what_is_open_what_waits_and_what_came_in(client) -> None:
    page = html(client.get(f"/assessments/?{THEN}"))
    opened, waiting, completed = (section(page, name) for name in ("open", "waiting", "completed"))
    for said in (
        "1 assessment is late",
        "MP140",
        "25 February 2021",
        "15 March 2021",
        "1 WD past due, expected 12 WD late",
        "The providers still work on it.",
        ">17<",
        "What was said last",
    ):
        assert said in opened, said
    assert "MP125" in waiting
    assert "queried" in waiting
    assert "MP125" not in opened
    for said in ("MP092", "5 June 2020", ">135<", ">128<", "missed by 112 WD", "-note-3"):
        assert said in completed, said
    assert "Returned from 1 February 2020 to 31 January 2021" in completed


@pytest.mark.inventory("D13", "D15")
@pytest.mark.usefixtures("loaded")
def test_the_summary_prints_both_means_and_the_convention(client) -> None:
    page = html(client.get(f"/assessments/?{THEN}"))
    assert "135 WD on average, 128 without bank holidays; 1 acceptance inferred" in page
    assert "17 WD on average, 17 without bank holidays" in page
    assert "convention “published”: weekdays, both ends, bank holidays not removed" in page
    assert "by the convention “exclusive”: Working Days, the first day not counted, the last one counted" in page
    assert "Days late are counted from the due date, not with it." in page


@pytest.mark.inventory("D14")
@pytest.mark.usefixtures("loaded")
def test_the_twelve_months_end_with_the_last_whole_month(client) -> None:
    assert "MP092" in rows_of(client, "completed", "as_at=2021-05-31")
    assert "MP092" in rows_of(client, "completed", "as_at=2021-06-30")
    assert "MP092" not in rows_of(client, "completed", "as_at=2021-07-01")
    page = html(client.get("/assessments/?as_at=2020-06-30"))
    assert "Returned since then, and not in these figures" in page
    assert "PA of MP092</a> on 5 June 2020." in page


@pytest.mark.usefixtures("loaded")
def test_each_table_is_downloaded_on_its_own_with_everything_in_it(client) -> None:
    every = rows_of(client)
    assert {name: set(rows_of(client, name)) for name in ("open", "waiting", "completed")} == {
        "open": {"MP140"},
        "waiting": {"MP125"},
        "completed": {"MP092"},
    }
    assert set(every) == {"MP140", "MP125", "MP092"}
    assert (every["MP092"]["published"], every["MP092"]["working_days"]) == (135, 128)
    assert every["MP092"]["met"] == {"value": "missed by 112 WD", "notes": [3]}
    assert every["MP092"]["inferred"] is True
    assert every["MP140"]["inferred"] is False
    assert every["MP125"]["published"] is None
    one = rows_of(client, "open")["MP140"]
    assert (one["published"], one["slip"], one["due"], one["why"]) == (
        17,
        12,
        "2021-02-25",
        "The providers still work on it.",
    )
    assert (one["target_convention"], one["slip_convention"]) == ("exclusive", "exclusive")
    assert (every["MP125"]["slip"], every["MP125"]["slip_convention"]) == (None, None)
    downloaded = client.get(f"/assessments/?{THEN}&open-format=csv").content.decode("utf-8-sig")
    [of] = DictReader(StringIO(downloaded))
    assert (of["Target counted"], of["Lateness counted"]) == ("exclusive", "exclusive")
    assert client.get(f"/assessments/?{THEN}&completed-format=xlsx").content[:2] == b"PK"
    csv = client.get(f"/assessments/?{THEN}&waiting-format=csv").content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in csv.splitlines()] == ["Proposal", "MP125"]


@pytest.mark.usefixtures("loaded")
def test_the_tables_are_sorted_and_narrowed_each_on_its_own(client) -> None:
    registered("MP141", "Another", "2020-09-01")
    do("record_assessment", proposal="MP141", kind="IA", steps=[step("accepted", "2021-02-01")])
    sorted_by = {
        order: list(rows_of(client, "open", f"{THEN}&open-sort=proposal&open-dir={order}")) for order in ("asc", "desc")
    }
    assert sorted_by == {"asc": ["MP140", "MP141"], "desc": ["MP141", "MP140"]}
    assert list(rows_of(client, "", f"{THEN}&type=IA")) == ["MP141"]
    assert list(rows_of(client, "", f"{THEN}&q=esme")) == ["MP125"]
    assert list(rows_of(client, "", f"{THEN}&standing=returned")) == ["MP092"]


@pytest.mark.usefixtures("loaded")
def test_as_at_shows_the_end_of_that_day(client) -> None:
    on = {day: rows_of(client, "", f"as_at={day}") for day in ("2020-06-04", "2020-06-05", "2021-02-03", "2021-02-04")}
    assert [on[day]["MP092"]["standing"] for day in ("2020-06-04", "2020-06-05")] == [["open", "late"], ["returned"]]
    assert [on[day]["MP140"]["standing"] for day in ("2021-02-03", "2021-02-04")] == [["requested"], ["open"]]
    assert on["2021-02-04"]["MP140"]["expected"] is None


@pytest.mark.usefixtures("loaded")
def test_sections_without_rows_say_so(client) -> None:
    page = html(client.get("/assessments/?as_at=2019-12-01"))
    assert "No assessment yet" in page
    page = html(client.get("/assessments/?as_at=2019-12-02"))
    for said in ("No request waits", "None came in"):
        assert said in page, said
    assert "Nothing is open" in html(client.get("/assessments/?as_at=2020-06-30"))


@pytest.mark.inventory("D05", "D06", "D07")
@pytest.mark.usefixtures("loaded")
def test_one_assessment_explains_its_clock(client) -> None:
    page = html(client.get(f"/assessments/0140-PA-1/?{THEN}"))
    for said in (
        "PA of MP140",
        "25 February 2021",
        "15 Working Days from acceptance (CSR:297, PMP:3920). How it is counted is inferred",
        "15 Working Days after acceptance on 4 Feb 2021, the day of acceptance not counted",
        "Late, 1 WD past the due date",
        "15 Working Days from acceptance, by the convention “exclusive”: Working Days, the first day not counted",
        "1 WD past due, expected 12 WD late, counted from the due date, not with it",
        "17 WD: weekdays, both ends, bank holidays not removed",
        "Steps",
    ):
        assert said in page, said
    assert "0140-PA-1: accepted on 4 February 2021." in html(client.get("/assessments/0140-PA-1/"))
    missing = client.get("/assessments/0140-IA-1/")
    assert missing.status_code == 404
    assert "0140-PA-1" in missing.content.decode()
    early = client.get("/assessments/0140-PA-1/?as_at=2021-01-26")
    assert early.status_code == 404
    assert "nothing is known to have happened by 26 January 2021" in early.content.decode()


@pytest.mark.usefixtures("loaded")
def test_a_returned_one_says_whether_it_came_in_time_and_what_is_inferred(client) -> None:
    page = html(client.get(f"/assessments/0092-PA-1/?{THEN}"))
    for said in (
        "Late, returned on 5 June 2020",
        'missed by 112 WD, counted from the due date, not with it <span class="tag tag--outline-warn">inferred</span>',
        "135 WD: weekdays, both ends, bank holidays not removed",
        "128 WD: bank holidays of England and Wales removed",
        "The acceptance is printed nowhere",
    ):
        assert said in page, said


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2021-02-04", "Open, 15 Working Days left"),
        ("2021-02-22", "Due soon, 3 Working Days left"),
        ("2021-02-25", "Due soon, today"),
        ("2021-02-26", "Late, 1 WD past the due date"),
        ("2021-03-15", "Late, returned on 15 March 2021"),
    ],
)
def test_the_clock_says_how_far_away_the_due_date_is(client, day: str, state: str) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    steps = [step("accepted", "2021-02-04"), step("returned", "2021-03-15")]
    do("record_assessment", proposal="MP140", kind="PA", steps=steps)
    assert state in html(client.get(f"/assessments/0140-PA-1/?as_at={day}"))


def test_one_that_is_not_required_says_why_and_its_clock_stops(client) -> None:
    registered("MP106", "Unknown WAN Variant", "2020-01-01")
    steps = [step("accepted", "2020-08-03"), step("not_required", "2020-11-04", note="The solution changed.")]
    do("record_assessment", proposal="MP106", kind="IA", steps=steps)
    page = html(client.get("/assessments/0106-IA-1/?as_at=2020-12-01"))
    for said in ("Stopped, not required", "The solution changed.", "4 November 2020"):
        assert said in page, said


@pytest.mark.usefixtures("loaded")
def test_an_expectation_that_passed_is_told(client) -> None:
    assert "no source says that it came" not in html(client.get("/assessments/0140-PA-1/?as_at=2021-03-15"))
    page = html(client.get("/assessments/0140-PA-1/?as_at=2021-03-16"))
    assert "It was expected on 15 March 2021, and no source says that it came." in page


@pytest.mark.inventory("Q05", "D06")
def test_what_sources_print_stands_beside_what_is_computed(client) -> None:
    registered("MP107", "SMETS1 Validation", "2020-01-01")
    do("record_assessment", proposal="MP107", kind="IA", steps=[step("accepted", "2020-12-01")])
    about = {"sha256": sha("report"), "reference": "SECP-90", "title": "A report"}
    do("register_document", **about, kind="paper", published="2021-03-05", lines=700)
    claims = [
        {"subject": "assessment:0107-IA-1", "property": name, "value": value, "locator": place, "about": day}
        for name, value, place, day in (
            ("assessment.due", "2021-01-28", "CSR:576", ""),
            ("assessment.duration_wd", 64, "CSR:293", "2021-02-26"),
            ("assessment.type", "IA", "CSR:293", ""),
            ("assessment.type", "PA", "CSR:613", ""),
        )
    ]
    do("record_claims", document=sha("report"), claims=claims)
    page = html(client.get(f"/assessments/0107-IA-1/?{THEN}"))
    assert "The stored date 28 Jan 2021 differs by 1 Working Day: it is before the computed 29 Jan 2021." in page
    assert "Sources disagree: Assessment type of 0107-IA-1" in page
    printed = page[page.index("<caption>Printed beside computed") : page.index("<h2>History")]
    found = [re.sub(r"<[^>]+>", " ", row) for row in printed.split("<tr>")[2:]]
    said = [" ".join(row.split()) for row in found]
    assert "Assessment due – 29 January 2021 28 January 2021 differs SECP-90 at CSR:576" in said
    assert "Assessment duration 26 February 2021 64 WD 64 WD agrees SECP-90 at CSR:293" in said
    later = html(client.get("/assessments/0107-IA-1/"))
    assert "A source prints a duration of" not in later


@pytest.mark.usefixtures("loaded")
def test_proposal_and_type_lead_to_the_page_on_the_same_day(client) -> None:
    response = client.get(f"/assessments/MP140-PA-1/?{THEN}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/assessments/0140-PA-1/?{THEN}")
    assert client.get("/assessments/MP140%20PA/").headers["Location"] == "/assessments/0140-PA-1/"


HOSTILE = '<img src=x onerror="alert(1)">=1+1 {{ 7*7 }}'


@pytest.mark.parametrize("address", ["/assessments/", "/assessments/0140-PA-1/", "/proposals/MP140/"])
def test_markup_in_a_note_is_text(client, address: str) -> None:
    registered("MP140", HOSTILE, "2020-09-01")
    steps = [step("accepted", "2021-02-04"), step("expected", "2021-03-15", said_on="2021-02-26", note=HOSTILE)]
    do("record_assessment", proposal="MP140", kind="PA", steps=steps)
    page = html(client.get(f"{address}?{THEN}"))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.usefixtures("loaded")
def test_a_proposal_shows_its_assessments_with_one_query(client, rf) -> None:
    from codeclerk.assessments.tables import panel
    from tests.register.support import lens, line

    request = rf.get("/")
    request.lens = lens("2021-02-26")
    assert count(lambda: panel(request, line("0140"))) == 1
    table = panel(request, line("0140"))
    assert table is not None
    assert [(str(row["due"]), row["published"], row["working_days"]) for row in table.rows] == [("2021-02-25", 17, 17)]
    assert [row["met"] for row in table.rows] == ["1 WD past due, expected 12 WD late"]
    page = html(client.get(f"/proposals/MP140/?{THEN}"))
    assert "DCC assessments" in page
    assert f'href="/assessments/0140-PA-1/?{THEN}"' in page
    assert panel(request, line("9999")) is None


def test_an_empty_list_says_so(client) -> None:
    assert "No assessment yet" in html(client.get("/assessments/"))


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client) -> None:
    def load(numbers: range) -> None:
        for number in numbers:
            registered(f"MP{number:03d}", f"Title {number}", "2020-01-01")
            do("record_assessment", proposal=f"MP{number:03d}", kind="PA", steps=[step("accepted", "2020-02-10")])

    load(range(301, 302))
    client.get("/assessments/")
    one = count(lambda: client.get("/assessments/"))
    load(range(302, 331))
    assert count(lambda: client.get("/assessments/")) == one
    assert one <= 5


def test_a_page_takes_as_many_queries_however_much_it_has(client) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")

    def load(days: range) -> None:
        for day in days:
            steps = [step("queried", f"2020-10-{day:02d}"), step("answered", f"2020-11-{day:02d}")]
            do("record_assessment", proposal="MP140", kind="PA", steps=steps)

    load(range(1, 2))
    client.get("/assessments/0140-PA-1/")
    one = count(lambda: client.get("/assessments/0140-PA-1/"))
    load(range(2, 31))
    assert count(lambda: client.get("/assessments/0140-PA-1/")) == one
    assert one <= 8
