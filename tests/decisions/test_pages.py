"""The pages of decisions: what was decided and what waits, one of them, forms, downloads, panels."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.decisions import queries, tables
from codeclerk.meetings import queries as meetings
from codeclerk.meetings.queries.running import course_of
from codeclerk.papers.change_status.outcomes import Wording, Words, groups
from codeclerk.people.models import Account
from codeclerk.ui.table_views import static_view
from tests.decisions import example
from tests.register.support import do, lens, line, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-03-05"
MP077, MP146 = "change_board-2021-02-23-0077-approved", "change_board-2021-02-23-0146-approved"
LISTS = "MP139 at CSR:400-402, where CSR:105-109 and CSR:428 name MP146, on which the decision is recorded."
loaded = loaded_once(example.load)


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who records decisions."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def part(page, start, end):
    return page[page.index(start) : page.index(end)]


@pytest.mark.inventory("G10")
def test_what_is_with_the_authority_is_listed(loaded, client):
    page = html(client.get(f"/decisions/?{THEN}"))
    here = part(page, '<h2 id="authority">', '<h2 id="to-settle">')
    for said in ("SECMP0015", "GPF timestamp", "Recommended to the Authority for approval", "(a), (c)"):
        assert said in here, said
    before = html(client.get("/decisions/?as_at=2020-12-31"))
    assert "No decision yet" in before


def test_a_review_to_settle_is_listed(loaded, client):
    here = part(html(client.get(f"/decisions/?{THEN}")), '<h2 id="to-settle">', '<h2 id="put">')
    for said in ("MP077", "the implementation date in the November 2021 Release", "SEC Panel", "12 March 2021"):
        assert said in here, said
    do("settle_review", _from="2021-03-12", decision=MP077, outcome="It stays.")
    assert "No body had asked another one for a review" in html(client.get("/decisions/?as_at=2021-03-12"))


def test_what_is_put_to_coming_meetings_is_listed(loaded, client):
    here = part(html(client.get(f"/decisions/?{THEN}")), '<h2 id="put">', "<h2>All decisions</h2>")
    assert "Friday 12 March 2021" in here
    assert "AGREE that DP096 is converted to a Modification Proposal; AGREE that MP096 goes to the Refinement" in here
    assert "Nothing was put to a meeting" in html(client.get("/decisions/?as_at=2021-03-13"))


@pytest.mark.inventory("Q02")
def test_lists_of_a_source_that_differ_are_said_at_once(loaded, client):
    for address in (f"/decisions/?{THEN}", f"/decisions/{MP146}/?{THEN}"):
        assert LISTS in html(client.get(address))
    assert LISTS not in html(client.get(f"/decisions/{MP077}/?{THEN}"))


def test_counts_by_month_have_their_lists(loaded, client):
    page = html(client.get(f"/decisions/?{THEN}"))
    here = page[page.index('<h2 id="by-month">') :]
    row = here[here.index("Approved, Self-Governance") :]
    assert re.search(r"Decisions\">2</td>.*MP077.*MP146", row[: row.index("</tr>")])


def found(client, query):
    rows = json.loads(client.get(f"/decisions/?{THEN}&{query}&format=json").content)["rows"]
    return [(row["proposal"], row["outcome"]) for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("body=Change+Sub-Committee", [("DP096", "Ready for conversion"), ("DP149", "Ready for conversion")]),
        ("outcome=Approved&sort=proposal&dir=desc", [("MP146", "Approved"), ("MP077", "Approved")]),
        ("q=Coverage", [("MP146", "Approved")]),
        ("body=Authority", []),
    ],
)
def test_the_list_is_narrowed_sorted_and_downloaded(loaded, client, query, expected):
    assert found(client, query) == expected


def test_downloads_say_everything(loaded, client):
    rows = json.loads(client.get(f"/decisions/?{THEN}&format=json").content)["rows"]
    one = next(row for row in rows if row["proposal"] == "MP077")
    assert (one["when"], one["path"], one["objectives"], one["asked_of"], one["sure"]) == (
        "2021-02-23",
        "Self-Governance",
        "(a)",
        "SEC Panel",
        "printed",
    )
    assert one["notes"].startswith("Tuesday 23 February 2021 is off the pattern")
    assert client.get(f"/decisions/?{THEN}&format=xlsx").content[:2] == b"PK"
    assert b"Ready for conversion" in client.get(f"/decisions/?{THEN}&format=csv").content


def test_what_is_known_to_the_month_is_listed_as_that(loaded, client):
    do("record_decision", _from="2021-03-05", when="January 2021", body="panel", proposal="MP077",
       outcome="derogation", sure="inferred", note="Its <b>day</b> is not printed.")  # fmt: skip
    page = html(client.get(f"/decisions/?{THEN}"))
    assert "Jan 2021" in page
    assert "Its &lt;b&gt;day&lt;/b&gt; is not printed." in page
    assert '<span class="tag tag--outline-warn">inferred</span>' in page
    one = html(client.get("/decisions/panel-2021-01-0077-derogation/"))
    assert "January 2021" in one
    assert "None is named." in one


@pytest.mark.inventory("G05", "A21", partial="objectives of decisions, with their texts; votes by objective come later")
def test_G050_a_decision_has_its_page_with_the_texts_of_its_objectives(loaded, client):
    # Printed in CSR:386-388 with the footnotes of CSR:418-422.
    page = html(client.get(f"/decisions/change_board-2021-02-23-0015-recommended_approval/?{THEN}"))
    for said in (
        "Objective (a)",
        "Smart metering systems are provided, installed and operated efficiently, and work together.",
        "Objective (c)",
        "Consumers can manage their use of energy",
        "The Change Board may reach this outcome. (CSR:111-113, CSR:386-388)",
        "MP077: Approved",
        "SECMP0015",
    ):
        assert said in page, said
    assert "Objective (b)" not in page


def test_the_page_says_the_review_the_rule_and_what_is_odd(loaded, client):
    page = html(client.get(f"/decisions/{MP077}/?{THEN}"))
    for said in (
        "is asked to review the implementation date in the November 2021 Release, at its meeting on 12 March 2021",
        "The Change Board may reach this outcome under Self-Governance. (CSR:105-109, CSR:390-402)",
        "is off the pattern of its meetings",
        "Proposal decided on, approved under Self-Governance, the first",
    ):
        assert said in page, said
    assert "the second" not in page
    assert "Change this decision" not in page
    do("settle_review", _from="2021-03-12", decision=MP077, outcome="The date stays.")
    assert "Settled on 12 March 2021: The date stays." in html(client.get(f"/decisions/{MP077}/"))


def test_an_unknown_or_withdrawn_one_is_refused(loaded, client):
    response = client.get("/decisions/change_board-2021-02-23-0077-aproved/")
    assert response.status_code == 404
    assert f"Did you mean {MP077}?" in response.content.decode()
    do("withdraw_decision", decision=MP146, reason="Misread")
    assert "It was withdrawn." in client.get(f"/decisions/{MP146}/").content.decode()
    assert client.get(f"/decisions/{MP077}/nothing/").status_code == 404


def test_any_number_of_the_proposal_leads_to_the_decision(loaded, client):
    assert "DCC Service Flagging" in html(client.get("/decisions/change_board-2021-02-23-MP77-approved/"))


@pytest.mark.parametrize("size", [1, 30])
def test_the_pages_take_as_many_queries_for_one_as_for_thirty(client, size):
    for n in range(1, size + 1):
        registered(f"MP{n:03d}", f"Title {n}", "2020-01-01")
        about = {"body": "change_board", "proposal": f"MP{n:03d}"}
        do("record_decision", _from="2021-02-24", outcome="recommended_approval",
           review={"to": "panel", "about": "the date"}, **about)  # fmt: skip
        do("put_to_body", _from="2021-02-24", meeting="2021-03-17", asks=["ia_cost_approved"], **about)
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/decisions/?{THEN}")
    assert len(seen) == 7
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/decisions/change_board-2021-02-24-0001-recommended_approval/?{THEN}")
    assert len(seen) == 5


def test_the_panel_of_a_proposal_takes_one_query(loaded):
    do("put_to_body", _from="2021-03-05", body="panel", proposal="MP077", meeting="2021-03-12",
       asks=["implementation_approach_approved"], note="After the review.")  # fmt: skip
    request = type("Request", (), {"lens": lens("2021-03-05"), "GET": {}})()

    def rows():
        with count(1):
            table = tables.panel(request, line("0077"))
        cells = static_view(table, "decisions").rows
        return [
            [cell.text or cell.unknown or ", ".join(part.text for part in cell.parts) for cell in row] for row in cells
        ]

    asked = "APPROVE the implementation approach, to be decided"
    assert rows() == [
        [
            "23 February 2021",
            "Change Board",
            "Approved",
            "(a)",
            "SEC Panel: the implementation date in the November 2021 Release, asked for",
            "off the pattern",
        ],
        ["12 March 2021", "SEC Panel", asked, "–", "–", "After the review."],
    ]
    request.lens = lens("2021-03-13")
    assert rows()[1][2] == "APPROVE the implementation approach, was asked for"
    with count(1):
        assert tables.panel(request, line("0139")) is None


def test_the_acts_are_forms(loaded, clerk):
    page = html(clerk.get("/decisions/"))
    assert all(f"/decisions/{name}/" in page for name in ("record", "put"))
    answer = send(
        clerk,
        "/decisions/record/",
        body="authority",
        proposal="SECMP0015",
        outcome="approved",
        when="March 2021",
        objectives=["a", "c"],
    )
    made = "authority-2021-03-0015-approved"
    assert (answer.status_code, answer["Location"]) == (303, f"/decisions/{made}/")
    assert queries.decision(lens(), made).objectives == ("a", "c")
    here = f"/decisions/{made}"
    answer = send(clerk, f"{here}/review/", to="panel", about="the day", meeting="9 April 2021")
    assert answer["Location"] == f"{here}/"
    answer = send(clerk, f"{here}/settle/", outcome="Done", effective="9 April 2021")
    assert answer.status_code == 303
    assert queries.decision(lens(), made).review.outcome == "Done"
    page = html(clerk.get(f"{here}/"))
    assert f"{here}/withdraw/" in page
    assert f"{here}/settle/" not in page
    answer = send(clerk, f"{here}/withdraw/", reason="Misread")
    assert answer["Location"] == "/decisions/"
    assert clerk.get(f"{here}/").status_code == 404


def test_putting_and_taking_off_are_forms(loaded, clerk):
    answer = send(
        clerk,
        "/decisions/put/",
        body="panel",
        proposal="MP139",
        meeting="12 March 2021",
        asks=["to_report_phase", "report_approved"],
        effective="5 March 2021",
    )
    assert (answer.status_code, answer["Location"]) == (303, "/decisions/")
    page = html(clerk.get(f"/decisions/?{THEN}"))
    address = "/decisions/take-off/?body=panel&amp;proposal=MP139&amp;meeting=2021-03-12"
    assert address in page
    form = clerk.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="MP139"' in form
    answer = send(
        clerk,
        "/decisions/take-off/",
        body="panel",
        proposal="MP139",
        meeting="12 March 2021",
        reason="Not ready",
        effective="8 March 2021",
    )
    assert answer.status_code == 303
    assert "MP139" not in [one.number for one in queries.presented(lens("2021-03-08"), body="panel")]


def test_a_refusal_stays_at_its_field(loaded, clerk):
    page = clerk.get("/decisions/record/").content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    typed = {"body": "csc", "proposal": "DP096", "outcome": "approved", "when": "23 February 2021"}
    answer = clerk.post("/decisions/record/", {**typed, "carried": carried})
    assert answer.status_code == 422
    assert "cannot reach the outcome “Approved”" in answer.content.decode()


def test_the_public_is_sent_to_sign_in(loaded, client):
    for address in ("record", "put", "take-off", f"{MP077}/settle", f"{MP077}/withdraw"):
        answer = client.get(f"/decisions/{address}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in/")


def test_what_sources_say_links_back_to_the_page():
    from codeclerk.sources.rules.vocabulary import subject_kinds

    assert subject_kinds()["decision"].href(MP077) == f"/decisions/{MP077}/"


@pytest.mark.inventory("G07", "G11")
def test_summary_detail_and_paper_tell_of_one_list(loaded, client):
    # Printed in CSR:103-113 and CSR:384-402, where the two differ.
    page = html(client.get(f"/decisions/?{THEN}"))
    here = part(page, '<h2 id="summary">', '<h2 id="authority">')
    assert "In February 2021" in here
    assert "The Change Board approved two proposals under Self-Governance." in here
    assert "The Change Board recommended that the Authority approves one proposal." in here
    assert "The Authority made no decisions." in here
    made = queries.decisions(lens("2021-03-05"), bodies=("change_board",))
    told = re.findall(r">((?:MP|SECMP)\d+)</a>", here)
    detail = {row["proposal"] for row in rows_of(client) if row["body"] == "Change Board"}
    in_paper = [str(one.number) for group in groups(made, WORDING) for one in group.decisions]
    assert sorted(told[-3:]) == sorted(detail) == sorted(in_paper) == ["MP077", "MP146", "SECMP0015"]


WORDING = Wording({one: Words(one, one) for one in ("approved", "recommended_approval")}, {})


def rows_of(client):
    return json.loads(client.get(f"/decisions/?{THEN}&format=json").content)["rows"]


@pytest.mark.inventory("G06")
def test_a_review_asked_for_with_a_vote_is_on_the_next_panels_agenda(loaded):
    do("plan_meeting", _from="2021-03-01", body="panel", day="2021-03-12")
    do("fill_agenda", _from="2021-03-03", meeting="panel-2021-03-12")
    looking = lens("2021-03-05")
    found = course_of(looking, meetings.meeting(looking, "panel-2021-03-12"))
    assert "MP077" in {one.proposal for one in found.items}


@pytest.mark.inventory("G12", "G13")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            "DP149",
            [
                "AGREE that DP149 is converted to a Modification Proposal",
                "AGREE that MP149 goes to the Refinement Process",
                "AGREE the first package of work and its timetable",
            ],
        ),
        (
            "MP147",
            [
                "AGREE that MP147 goes to the Report Phase",
                "APPROVE the Modification Report",
                "APPROVE the implementation approach",
                "AGREE that MP147 is decided under Self-Governance",
            ],
        ),
        ("MP077", []),
    ],
)
def test_a_set_of_recommendations_is_made_for_where_a_proposal_stands(loaded, client, number, said):
    # Printed in PMP:23-30 and PMP:79-85, in other words.
    address = f"/decisions/recommendations/{number}/?{THEN}"
    (found,) = json.loads(client.get(f"{address}&format=json").content)["sets"] or [{"recommendations": []}]
    assert found["recommendations"] == said
    page = html(client.get(address))
    assert page[page.index("<main") :].count("<strong>") == len(said)
    assert client.get(f"{address}&format=txt").content.decode().splitlines()[1:] == said


def test_the_list_of_decisions_leads_to_the_sets_of_a_proposal(loaded, client):
    page = html(client.get(f"/decisions/?{THEN}"))
    form = page[page.index('action="/decisions/recommendations/"') :]
    assert 'name="as_at" value="2021-03-05"' in form[: form.index("</form>")]
    answer = client.get("/decisions/recommendations/?proposal=DP149&as_at=2021-03-05")
    assert (answer.status_code, answer["Location"]) == (302, "/decisions/recommendations/DP149/?as_at=2021-03-05")
    assert client.get("/decisions/recommendations/?proposal=MP999").status_code == 404


def test_a_set_fills_in_the_form_that_puts_it_to_a_body(loaded, clerk):
    page = html(clerk.get(f"/decisions/recommendations/DP149/?{THEN}"))
    href = re.search(r'href="(/decisions/put/[^"]+)"', page)[1].replace("&amp;", "&")
    form = html(clerk.get(href))
    assert len(re.findall(r'name="asks"[^>]*checked', form)) == 3


def test_off_the_path_of_self_governance_nobody_is_asked_to_agree_it(loaded, client):
    do("set_path", _from="2021-03-01", proposal="MP147", path="authority_determined")
    (found,) = json.loads(client.get(f"/decisions/recommendations/MP147/?{THEN}&format=json").content)["sets"]
    assert len(found["recommendations"]) == 3
