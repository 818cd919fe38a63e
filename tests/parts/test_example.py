"""The parts of the four proposals of the Panel paper of December 2020, and the golden figures on costs and impacts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from codeclerk.kernel.calendar import format_date
from codeclerk.parts import queries, vocabulary, wording
from codeclerk.parts.rules.contents import Cost, Kind
from codeclerk.register import queries as register

DECEMBER, MAY = "2020-12-04", "2021-05-11"


def read(example, number, day=DECEMBER):
    lens = example.lens(day)
    view = register.proposal(lens, number)
    return lens, view, queries.parts_of(lens, view.line.key)


def cost(parts, kind, solution=None):
    (found,) = [one for one in parts.costs(solution) if one.content.kind == kind]
    return found


def amount(part):
    return str(wording.cost_amount(part.content, part.now.since))


@pytest.mark.parametrize(("number", "pounds"), [("MP092", "£1,200"), ("MP106", "£600"), ("MP139", "£1,200")])
def test_G058_the_effort_of_each_proposal_costs_600_pounds_a_day(example, number, pounds):
    _, _, parts = read(example, number)
    assert amount(cost(parts, "administrator")) == pounds


@pytest.mark.parametrize(("days", "pounds"), [(1, "£600"), (2, "£1,200"), (5, "£3,000")])
def test_G058_one_two_and_five_days_of_effort(example, days, pounds):
    rate = vocabulary.rate(date(2020, 12, 4))
    assert str(Cost(kind="administrator", days=Decimal(days)).amount(rate.value)) == pounds
    assert (rate.sure.value, rate.value) == ("inferred", 600)


def test_G106_the_price_of_the_first_solution_of_MP106_and_the_fee_of_its_assessment(example):
    _, _, parts = read(example, "MP106")
    (first,) = parts.superseded
    assert (first.which, parts.solution.which) == ("1", "2")
    assert amount(cost(parts, "dcc", 1)) == "£150,000"
    fee = cost(parts, "fee", 1)
    assert (amount(fee), fee.content.within_days) == ("£19,480", 30)
    assert "not requested" in fee.content.text
    assert amount(cost(parts, "dcc")) == "£0"
    assert format_date(first.now.since) == "7 October 2020"


def test_G104_who_pays_for_a_privacy_assessment_now_and_as_proposed(example):
    _, _, parts = read(example, "DP144")
    assert queries.who_pays(parts) == (
        ("Random Sample Privacy Assessment", "all Users", "the Other User"),
        ("Random Sample Privacy Assessment at the Panel's request", "all Users", "all Users"),
    )


def test_the_loss_that_MP139_avoids(example):
    _, _, parts = read(example, "MP139")
    (benefit,) = parts.benefits
    assert wording.benefit_words(benefit.content) == "1,000,000 Communications Hubs x £40 = £40,000,000 at most"


def test_the_range_of_a_privacy_assessment(example):
    _, _, parts = read(example, "DP144")
    charge = cost(parts, "charge")
    assert (amount(charge), charge.content.years) == ("£25,000 to £53,000", ("2020/21", "2021/22"))


def test_contracts_change_where_no_system_does(example):
    _, _, parts = read(example, "MP092")
    assert parts.impact("dcc_system").content.impacted is False
    assert parts.impact("dcc_contract").content.impacted is True


@pytest.mark.inventory("J03")
def test_ticks_summary_and_matrix_of_MP106_disagree(example):
    lens, view, parts = read(example, "MP106")
    assert queries.findings_on(lens, view, parts)[0] == (
        "Large Suppliers and Small Suppliers: impacted by SECP_87_1112_18 at PMP:3673-3677; not impacted by the ticks "
        "of the register and SECP_87_1112_18 at PMP:3775, 3783-3787."
    )
    lens, view, parts = read(example, "MP106", MAY)
    networks = next(one for one in queries.findings_on(lens, view, parts) if one.startswith("Electricity"))
    assert networks.startswith("Electricity Network Operators and Gas Network Operators: impacted by the ticks of the")
    assert "RID:89-100; not impacted by SECP_87_1112_18 at PMP:3777, 3783-3787." in networks
    lens, view, parts = read(example, "MP139")
    assert not [one for one in queries.findings_on(lens, view, parts) if "Suppliers" in one]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            "MP092",
            "Consumers are said not to be impacted, and Improved quality of service has a verdict other than neutral.",
        ),
        ("MP139", "Consumers are said to be impacted, and no consumer area has a positive or a negative verdict."),
    ],
)
def test_the_reports_say_of_consumers_what_their_verdicts_do_not(example, number, said):
    lens, view, parts = read(example, number)
    assert queries.findings_on(lens, view, parts) == (said,)


@pytest.mark.parametrize("number", ["MP092", "MP106", "MP139"])
def test_the_legal_texts_change_the_documents_that_the_reports_list(example, number):
    """PMP:557-561, PMP:3801, PMP:5252: the list that follows from the amendments is the printed one."""
    lens, view, _ = read(example, number)
    assert queries.documents_changed(lens, view.line.key).known == view.line.documents
    assert queries.documents_changed(example.lens("2020-12-03"), view.line.key) is None


def test_the_three_reports_are_complete_and_the_draft_has_its_problem(example):
    lens = example.lens(DECEMBER)
    for key in ("0092", "0106", "0139"):
        assert queries.missing_for_report(lens, key) == (), key
    assert queries.has_problem(lens, "0144")
    assert not queries.has_solution(lens, "0144")
    assert "Proposed Solution" in {one.what for one in queries.missing_for_report(lens, "0144")}


def test_verdicts_and_support_are_those_of_the_reports(example):
    _, _, parts = read(example, "MP106")
    assert {one.which: one.content.verdict for one in parts.views(Kind.CONSUMER)} == {
        "safety": "neutral", "bills": "neutral", "environment": "neutral", "service": "positive", "society": "neutral"
    }  # fmt: skip
    _, _, parts = read(example, "MP092")
    assert wording.counts(parts.part(Kind.SUPPORT, "respondents").content) == "5 in favour, 1 against"
    assert wording.counts(parts.part(Kind.OBJECTIVE, "industry/b").content) == "5 in favour, 1 against"


def test_why_SECMP0003_was_withdrawn(example):
    _, _, parts = read(example, "SECMP0003", "2016-11-09")
    assert parts.withdrawal.content.reasons == ("cost", "timing", "benefit")


def test_every_part_has_its_place_in_a_paper(example):
    for number in ("MP092", "MP106", "MP139", "DP144"):
        _, _, parts = read(example, number)
        assert all(version.source for one in parts.every() for version in one.versions)


def test_the_pages_of_the_four(example, client):
    for number in ("MP092", "MP106", "MP139", "MP144"):
        answer = client.get(f"/proposals/{number}/parts/?as_at=2021-03-05")
        assert answer.status_code == 200
    page = client.get("/proposals/MP106/parts/?as_at=2020-12-04").content.decode()
    assert "£150,000" in page
    assert "Its price was far too high" in page
