"""The acts on parts: what each one records, warns of and refuses, and that no version is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind as No
from codeclerk.parts import queries, wording
from codeclerk.parts.rules.contents import Kind
from codeclerk.register import find as register
from tests.parts.support import SINCE, complete
from tests.register.support import do, lens, refused, registered
from tests.register.support import queries as count

pytestmark = pytest.mark.django_db
ABOUT = {"proposal": "MP092"}


@pytest.fixture
def proposal():
    return registered("MP092", "New Planned Maintenance methodology")


def seen(day=SINCE, known=None, key="0092"):
    return queries.parts_of(lens(day, known), key)


@pytest.mark.inventory("F08")
def test_a_text_is_kept_in_every_version(proposal):
    for day, text in (("2020-01-10", "One window for all."), ("2020-06-05", "One window for small and large.")):
        do("write_part", _from=day, part="The issue", text=text, **ABOUT)
    assert seen("2020-01-09").text("issue") is None
    assert seen("2020-03-01").text("issue").content.text == "One window for all."
    part = seen("2020-06-05").text("issue")
    assert [(one.since, one.content.text) for one in part.versions] == [
        (date(2020, 1, 10), "One window for all."),
        (date(2020, 6, 5), "One window for small and large."),
    ]
    do("write_part", _from="2020-06-05", part="issue", text="Small and large share a window.", **ABOUT)
    assert [one.content.text for one in seen("2020-07-01").text("issue").versions] == [
        "One window for all.",
        "Small and large share a window.",
    ]
    do("write_part", _from="2020-08-01", part="issue", text="", **ABOUT)
    assert seen("2020-08-01").text("issue") is None
    assert seen("2020-07-31").text("issue") is not None


def test_what_was_recorded_later_was_not_known_before(proposal):
    do("write_part", _from="2020-01-10", _known="2020-03-01", part="issue", text="First.", **ABOUT)
    do("write_part", _from="2020-01-10", _known="2020-09-01", part="issue", text="Corrected.", **ABOUT)
    assert seen("2020-02-01", "2020-02-01").text("issue") is None
    assert seen("2020-02-01", "2020-05-01").text("issue").content.text == "First."
    assert seen("2020-02-01").text("issue").content.text == "Corrected."


@pytest.mark.inventory("B03")
def test_a_draft_proposal_is_raised_and_its_problem_written_in_four_texts():
    raised = do("raise_proposal", _from="2020-09-28", title="A title")
    about = {"proposal": raised["number"]}
    assert not queries.has_problem(lens(SINCE), raised["proposal"])
    for part in ("arrangements", "issue", "impact", "do_nothing", "context"):
        do("write_part", _from="2020-09-28", part=part, text=f"On {part}.", **about)
    at = lens(SINCE)
    with count(1):
        assert queries.has_problem(at, raised["proposal"])
    with count(1):
        assert not queries.has_solution(at, raised["proposal"])
    assert {one.which for one in seen(key=raised["proposal"]).every()} == {
        "arrangements", "issue", "impact", "do_nothing", "context"
    }  # fmt: skip
    plan = bus.preview("set_solution", {**about, "text": "It"}, actor="system:import", effective=date(2020, 10, 1))
    assert plan.warnings == ("It is a Draft Proposal: its solution is looked for once it is converted.",)


@pytest.mark.inventory("F09", "F10")
def test_a_solution_that_is_given_up_is_kept_with_its_cost_and_the_reason(proposal):
    do("set_solution", _from="2020-03-26", text="Answer “Unknown”.", name="System change", **ABOUT)
    do("record_cost", _from="2020-06-11", kind="dcc", lines=["Design, Build and PIT: 150,000"], **ABOUT)
    no = refused("set_solution", _from="2020-10-07", text="Add guidance.", **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.why_changed", "reason")
    do("set_solution", _from="2020-10-07", text="Add guidance.", reason="It costs too much.", **ABOUT)
    do("record_cost", _from="2020-12-04", kind="dcc", lines=["All: 0"], why_zero="No system changes.", **ABOUT)
    before = seen("2020-10-06")
    assert (before.solution.which, before.superseded) == ("1", ())
    assert str(wording.cost_amount(before.costs()[0].content, date(2020, 6, 11))) == "£150,000"
    now = seen()
    assert (now.solution.which, now.solution.content.text) == ("2", "Add guidance.")
    (given_up,) = now.superseded
    assert (given_up.which, given_up.content.name, given_up.content.reason) == (
        "1",
        "System change",
        "It costs too much.",
    )
    assert [one.content.lines[0].high for one in now.costs(1)] == [Decimal(150000)]
    assert [one.content.lines[0].high for one in now.costs()] == [Decimal(0)]


def test_a_solution_is_worded_anew_under_its_own_number(proposal):
    do("set_solution", _from="2020-03-26", text="Guidance.", **ABOUT)
    do("set_solution", _from="2020-04-01", text="Guidance in Appendix I.", number="1", **ABOUT)
    assert [one.content.text for one in seen().solution.versions] == ["Guidance.", "Guidance in Appendix I."]
    no = refused("set_solution", _from="2020-04-02", text="Another", number="3", **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.no_solution", "number")
    assert "give 2 for the next one" in no.remedy


@pytest.mark.inventory("I01", "I02")
def test_effort_is_days_at_the_rate_of_the_pack(proposal):
    do("record_effort", _from=SINCE, days="2", activities=["Update the code", "Release it"], **ABOUT)
    (part,) = seen().costs()
    assert str(wording.cost_amount(part.content, part.now.since)) == "£1,200"
    assert wording.cost_how(part.content, part.now.since) == (
        "2 days of effort at £600 a day. For: Update the code; Release it."
    )
    no = refused("record_cost", _from=SINCE, kind="administrator", lines=["All: 1200"], **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.effort_in_days", "kind")


@pytest.mark.inventory("I03", "I05", "I06")
def test_price_lines_are_added_and_nothing_has_a_reason(proposal):
    lines = ["Design, Build and PIT: £150,000", "System testing: 20000.50", "User testing: 1000 to 2,000"]
    do("record_cost", _from=SINCE, kind="dcc", label="Rough order", lines=lines, **ABOUT)
    (part,) = seen().costs()
    assert str(wording.cost_amount(part.content, part.now.since)) == "£171,000.50 to £172,000.50"
    assert "Design, Build and PIT: £150,000; System testing: £20,000.50" in wording.cost_how(part.content, date.max)
    do("record_cost", _from=SINCE, kind="fee", label="One line", lines=["Trial: 5000"], **ABOUT)
    single = next(one for one in seen().costs() if one.content.label == "One line")
    assert wording.cost_how(single.content, date.max) == "Trial."
    do("record_cost", _from=SINCE, kind="fee", label="One line", lines=["One line: 5000"], **ABOUT)
    single = next(one for one in seen().costs() if one.content.label == "One line")
    assert wording.cost_how(single.content, date.max) == ""
    no = refused("record_cost", _from=SINCE, kind="dcc", lines=["Build: 0"], **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.why_zero", "why_zero")
    do("record_cost", _from=SINCE, kind="dcc", lines=["Build: 0"], why_zero="The trial did it.", **ABOUT)
    assert [one.content.why_zero for one in seen().costs() if one.content.kind == "dcc"] == ["", "The trial did it."]


@pytest.mark.inventory("I11")
def test_a_range_has_its_financial_years(proposal):
    data = {"kind": "charge", "label": "Assessment", "lines": ["Assessment: £25,000 to £53,000"], **ABOUT}
    do("record_cost", _from=SINCE, years=["2021/22", "2020/21"], **data)
    (part,) = seen().costs()
    assert str(wording.cost_amount(part.content, part.now.since)) == "£25,000 to £53,000"
    assert part.content.years == ("2020/21", "2021/22")
    no = refused("record_cost", _from=SINCE, years=["2020/22"], **data)
    assert (no.code, no.facts["field"]) == ("parts.wrong_year", "years")


@pytest.mark.inventory("I08")
def test_whether_a_cost_is_inside_the_budget(proposal):
    do("record_effort", _from=SINCE, days="5", budget="inside", **ABOUT)
    (part,) = seen().costs()
    assert wording.cost_how(part.content, part.now.since).endswith("Within the budget of the code administrator.")
    assert refused("record_effort", _from=SINCE, days="5", budget="insde", **ABOUT).remedy == "Did you mean 'inside'?"


@pytest.mark.inventory("I10")
def test_who_pays_now_and_as_proposed(proposal):
    case = {"case": "Random Sample Privacy Assessment", **ABOUT}
    do("set_who_pays", _from=SINCE, way="recoverable", **case)
    do("set_who_pays", _from=SINCE, as_proposed=True, way="explicit", payer="the Other User", **case)
    assert queries.who_pays(seen()) == (("Random Sample Privacy Assessment", "all Users", "the Other User"),)
    no = refused("set_who_pays", _from=SINCE, way="explicit", **case)
    assert (no.code, no.remedy) == ("parts.who_pays", "Say who is charged.")
    no = refused("set_who_pays", _from=SINCE, way="recoverable", payer="one User", **case)
    assert no.remedy == "Choose the explicit charge."


@pytest.mark.inventory("F18", "I09")
def test_a_benefit_is_units_times_what_one_is_worth(proposal):
    do("record_benefit", _from=SINCE, label="Hubs not scrapped", units="1000000", unit="hubs", unit_value="40",
       at_most=True, **ABOUT)  # fmt: skip
    (part,) = seen().benefits
    assert part.content.value == Decimal(40_000_000)
    assert wording.benefit_words(part.content) == "1,000,000 hubs x £40 = £40,000,000 at most"


@pytest.mark.inventory("J04", "J07")
def test_system_contracts_codes_and_gas_are_said_apart(proposal):
    do("record_impact", _from=SINCE, area="DCC System", impacted="no", text="Only its maintenance.", **ABOUT)
    do("record_impact", _from=SINCE, area="DCC contracts", impacted="yes", **ABOUT)
    do("record_impact", _from=SINCE, area="other_codes", impacted="no", **ABOUT)
    do("record_impact", _from=SINCE, area="greenhouse_gas", impacted="no", text="None.", **ABOUT)
    of_it = seen()
    assert {area: of_it.impact(area).content.impacted for area in ("dcc_system", "dcc_contract", "other_codes")} == {
        "dcc_system": False,
        "dcc_contract": True,
        "other_codes": False,
    }
    no = refused("record_impact", _from=SINCE, area="consumers", text="Hm", **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.nothing_said", "impacted")
    no = refused("record_impact", _from=SINCE, area="parties", impacted="yes", **ABOUT)
    assert no.facts["field"] == "text"


@pytest.mark.inventory("F15", "F16", "F17")
def test_views_of_bodies_groups_the_proposer_and_the_industry(proposal):
    do("record_support", _from=SINCE, who="Operations Group", verdict="supports", text="The trial went well.", **ABOUT)
    do("record_support", _from=SINCE, who="respondents", verdict="divided", in_favour="5", against="1", **ABOUT)
    do("record_support", _from=SINCE, who="Large Suppliers", verdict="divided", in_favour="2", against="1", **ABOUT)
    do("record_objective_view", _from=SINCE, who="proposer", objective="(b)", verdict="better", **ABOUT)
    do("record_objective_view", _from=SINCE, who="industry", objective="b", verdict="mixed", in_favour="5",
       against="1", **ABOUT)  # fmt: skip
    do("record_consumer_view", _from=SINCE, area="Improved quality of service", verdict="positive", **ABOUT)
    of_it = seen()
    assert {one.which: wording.counts(one.content) for one in of_it.views(Kind.SUPPORT)} == {
        "opsg": "",
        "respondents": "5 in favour, 1 against",
        "large_supplier": "2 in favour, 1 against",
    }
    assert {one.which: one.content.verdict for one in of_it.views(Kind.OBJECTIVE)} == {
        "proposer/b": "better",
        "industry/b": "mixed",
    }
    assert [(one.which, one.content.verdict) for one in of_it.views(Kind.CONSUMER)] == [("service", "positive")]
    no = refused("record_consumer_view", _from=SINCE, area="bills", verdict="better", **ABOUT)
    assert (no.code, no.facts["field"]) == ("parts.unknown_word", "verdict")


@pytest.mark.inventory("I12")
def test_cost_is_a_reason_of_a_withdrawal(proposal):
    do("explain_withdrawal", _from=SINCE, reasons=["cost", "timing"], text="The DCC's charges.", **ABOUT)
    content = seen().withdrawal.content
    assert content.reasons == ("cost", "timing")
    assert wording.reasons_words(content) == "The cost of the change, When it could be implemented"


def test_a_version_recorded_in_error_is_taken_back(proposal):
    do("write_part", _from="2020-01-10", part="issue", text="First.", **ABOUT)
    do("write_part", _from="2020-02-10", part="issue", text="Wrong.", **ABOUT)
    no = refused("take_back_part", _from="2020-02-11", kind="text", which="issue", reason="Wrong", **ABOUT)
    assert (no.code, no.kind, no.remedy) == (
        "parts.not_recorded",
        No.NOT_FOUND,
        "Its last version is of 10 February 2020.",
    )
    do("take_back_part", _from="2020-02-10", kind="text", which="issue", reason="Another proposal's", **ABOUT)
    assert [one.content.text for one in seen().text("issue").versions] == ["First."]


@pytest.mark.parametrize(
    ("act", "data", "code"),
    [
        ("write_part", {"part": "issue"}, "parts.nothing_said"),
        ("write_part", {"part": "isue", "text": "x"}, "parts.unknown_word"),
        ("record_cost", {"kind": "dcc"}, "parts.nothing_said"),
        ("record_cost", {"kind": "dcc", "lines": ["150000"]}, "parts.wrong_price_line"),
        ("record_effort", {"days": "1", "solution": "2"}, "parts.no_solution"),
        ("record_support", {"who": "nobody", "verdict": "supports"}, "parts.unknown_word"),
        ("record_effort", {"days": "-1"}, "kernel.bad_field"),
    ],
)
def test_what_cannot_be_is_refused(proposal, act, data, code):
    assert refused(act, _from=SINCE, **data, **ABOUT).code == code


def test_a_part_of_the_days_ahead_is_refused(proposal):
    assert refused("write_part", _from="2999-01-01", part="issue", text="x", **ABOUT).code == "register.not_yet"


def test_what_a_complete_report_lacks_is_said_with_the_remedy():
    registered("MP106", "CHISM update")
    at = lens(SINCE)
    with count(2):
        lacks = queries.missing_for_report(at, "0106")
    assert [one.what for one in lacks][:5] == [
        "Current arrangements", "The issue", "Impact of the issue", "Proposed Solution", "Party categories",
    ]  # fmt: skip
    assert lacks[3].remedy == "Set the Proposed Solution."
    assert len(lacks) == 23
    key = complete()
    assert queries.missing_for_report(lens(SINCE), key) == ()


def test_a_part_of_a_split_proposal_has_what_the_whole_had():
    number = do("raise_proposal", _from="2020-01-02", title="Another")["number"]
    do("write_part", _from="2020-01-03", proposal=number, part="issue", text="Of the whole.")
    do("split_proposal", _from="2020-05-01", proposal=number, parts=["A: One"])
    part = f"{number.replace('DP', 'MP')}A"
    key = register.key_of(part)
    assert seen("2020-06-01", key=key).text("issue").content.text == "Of the whole."
    do("write_part", _from="2020-07-01", proposal=part, part="issue", text="Of the part.")
    assert [one.content.text for one in seen(key=key).text("issue").versions] == ["Of the part."]


@pytest.mark.parametrize("size", [1, 20])
def test_reading_takes_one_query_however_much_there_is(proposal, size):
    for n in range(size):
        do("write_part", _from=f"2020-01-{n + 1:02d}", part="issue", text=f"Text {n}", **ABOUT)
    at = lens(SINCE)
    seen()
    with count(1):
        assert len(queries.parts_of(at, "0092").text("issue").versions) == size
