"""The pages of assessments: the list, one of them, forms, downloads, the panel, the command line."""

from __future__ import annotations

import json
import re

import pytest

from codeclerk.people.models import Account
from tests.assessments.support import asked, assessor, count, do, load_three, registered, step

pytestmark = pytest.mark.django_db
THEN = "as_at=2021-02-26"


@pytest.fixture
def loaded() -> None:
    load_three()


def text(response) -> str:
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.usefixtures("loaded")
def test_the_list_tells_what_is_open_late_and_waiting(client) -> None:
    page = text(client.get(f"/assessments/?{THEN}"))
    opened = page[page.index('<h2 id="open">') : page.index('<h2 id="waiting">')]
    for said in (
        "PA of MP140",
        "25 February 2021",
        "Late",
        "Expected on 15 March 2021",
        "The providers still",
    ):
        assert said in opened, said
    waiting = page[page.index('<h2 id="waiting">') : page.index("<h2>All assessments")]
    assert "PA of MP125" in waiting
    assert "queried" in waiting
    assert "MP125" not in opened


@pytest.mark.usefixtures("loaded")
def test_a_download_has_both_counts_with_what_was_inferred(client) -> None:
    rows = {row["proposal"]: row for row in json.loads(client.get(f"/assessments/?{THEN}&format=json").content)["rows"]}
    assert (rows["MP092"]["published"], rows["MP092"]["working_days"]) == (135, 128)
    assert rows["MP092"]["met"] == "missed by 112 WD (inferred)"
    assert (rows["MP140"]["published"], rows["MP140"]["slip"], rows["MP140"]["due"]) == (17, 12, "2021-02-25")
    assert rows["MP125"]["published"] is None
    csv = client.get(f"/assessments/?{THEN}&format=csv").content.decode()
    assert "MP125" in csv


@pytest.mark.usefixtures("loaded")
def test_one_assessment_explains_its_clock(client) -> None:
    page = text(client.get(f"/assessments/0140-PA-1/?{THEN}"))
    for said in (
        "PA of MP140",
        "25 February 2021",
        "15 Working Days",
        "4 February 2021",
        "17 WD as published",
        "Steps",
    ):
        assert said in page, said
    assert "inferred" in text(client.get(f"/assessments/0092-PA-1/?{THEN}"))
    missing = client.get("/assessments/0140-IA-1/")
    assert missing.status_code == 404
    assert "0140-PA-1" in missing.content.decode()


@pytest.mark.usefixtures("loaded")
def test_a_proposal_shows_its_assessments_with_one_query(client, rf) -> None:
    from codeclerk.assessments.tables import panel
    from tests.register.support import lens

    request = rf.get("/")
    request.lens = lens("2021-02-26")
    assert count(lambda: panel(request, "0140")) == 1
    table = panel(request, "0140")
    assert table is not None
    assert [str(row["due"]) for row in table.rows] == ["2021-02-25"]
    assert panel(request, "9999") is None


def test_an_empty_list_says_so(client) -> None:
    assert "No assessment yet" in text(client.get("/assessments/"))


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
    assert one <= 8


def test_the_dcc_accepts_and_the_form_shows_the_deadline_first(client) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    key = asked()
    assessor("assessor")
    client.force_login(Account.objects.get(person__key="assessor"))
    page = text(client.get(f"/assessments/{key}/"))
    assert "Accept it" in page
    assert "Take back a step" not in page
    form = client.get(f"/assessments/{key}/accept/")
    carried = re.search(r'name="carried" value="([^"]+)"', form.content.decode())
    assert carried
    sent = {"carried": carried[1], "note": "", "effective": "4 February 2021", "step": "check"}
    check = text(client.post(f"/assessments/{key}/accept/", sent))
    starts = check[check.index("Which deadlines start") :]
    assert "due 25 Feb 2021" in starts
    carried = re.search(r'name="carried" value="([^"]+)"', check)
    assert carried
    done = client.post(f"/assessments/{key}/accept/", sent | {"carried": carried[1], "step": "confirm"})
    assert done.status_code == 303
    assert "25 February 2021" in text(client.get(done.headers["Location"]))


def test_a_stranger_is_offered_nothing_and_refused(client) -> None:
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    key = asked()
    assert "Accept it" not in text(client.get(f"/assessments/{key}/"))
    assert client.get(f"/assessments/{key}/accept/").status_code == 302
    assert client.get(f"/assessments/{key}/nonsense/").status_code == 404
