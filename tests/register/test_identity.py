"""Numbers, conversion, splits and aliases: the digits are the identity, and every reference names one proposal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event
from codeclerk.register import queries
from codeclerk.register.models import IssuedNumber, Proposal
from codeclerk.register.rules.numbers import AliasKind
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db


def number_of(text, day=None):
    return queries.proposal(lens(day), text).line.number


@pytest.mark.inventory("A08")
def test_G020_renumber_on_conversion():
    registered("DP144", "Charging of Random Sample Privacy Assessments", "2020-09-28")
    assert do("convert_proposal", _from="2020-12-11", proposal="DP144")["number"] == "MP144"
    assert queries.resolve(lens(), "DP144").number == "MP144"
    (found,) = queries.proposals(lens(), queries.Filters(words="DP144"))
    assert found.number == "MP144"
    assert number_of("MP144", "2020-12-10") == "DP144"
    assert number_of("DP144", "2020-12-11") == "MP144"
    assert Proposal.objects.get().key == "0144"


def test_G022_split_proposal():
    registered("DP122", "Operational Metrics", "2020-03-26", status="Draft Proposal")
    done = do("split_proposal", _from="2020-05-28", proposal="DP122", parts=[{"letter": "A"}])
    assert done["parts"] == ["MP122A"]
    part = queries.proposal(lens(), "MP122A")
    assert (part.line.key, part.line.number, part.line.title) == ("0122A", "MP122A", "Operational Metrics")
    assert part.whole == "DP122"
    do("set_status", _from="2020-06-01", proposal="MP122A", status="Refinement Process")
    do("set_target_release", _from="2020-06-01", proposal="MP122A", release="February 2021")
    assert queries.proposal(lens(), "MP122A").line.stage == "refine"
    whole = queries.proposal(lens(), "DP122")
    assert (whole.line.stage, whole.line.release, whole.parts) == ("define", "", ("MP122A",))
    told = [line.what for line in queries.history(lens(), "MP122A")]
    assert told[0] == "DP122 is in the register."
    assert "The title is “Operational Metrics”." in told
    assert {line.of for line in queries.history(lens(), "MP122A")} == {"DP122", ""}


def test_a_whole_that_was_split_counts_no_more_and_its_parts_do():
    registered("DP122", "Operational Metrics", "2020-03-26", status="Draft Proposal")
    assert queries.stage_counts(lens())["define"] == 1
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=["A: Metrics", "B: Reports"])
    assert queries.stage_counts(lens())["define"] == 2
    assert queries.stage_counts(lens("2020-05-27"))["define"] == 1
    assert [line.number for line in queries.proposals(lens())] == ["MP122A", "MP122B"]
    refusal = refused("set_path", proposal="DP122", path="Self-Governance")
    assert str(refusal).startswith("DP122 was split into MP122A, MP122B. Name the part")


def test_a_part_is_added_later_and_never_twice():
    registered("DP122", "", "2020-03-26")
    do("split_proposal", _from="2020-05-28", proposal="DP122", parts=["A"])
    assert do("split_proposal", _from="2020-06-28", proposal="DP122", parts=["b: More"])["number"] == "MP122B"
    assert refused("split_proposal", proposal="DP122", parts=["A"]).code == "register.number_taken"
    assert "letter" in refused("split_proposal", proposal="DP122", parts=["Ä"]).problem
    assert "twice" in refused("split_proposal", proposal="DP122", parts=["C", "c"]).problem
    assert "a part itself" in refused("split_proposal", proposal="MP122A", parts=["D"]).problem


@pytest.mark.inventory("A10")
def test_G023_alias_resolution():
    for number in ("MP081", "MP092", "MP106", "SECMP0012", "SECMP0002", "SECMP0067"):
        registered(number, "", "2020-01-01")
    for number in ("MP081", "MP092", "MP106"):
        do("add_alias", proposal=number, text=f"SECMP0{number[2:]}", kind="cross_series")
    asked = ("SECMP0081", "SECMP0092", "SECMP0106", "SECMP12", "0002")
    assert [queries.resolve(lens(), text).number for text in asked] == [
        "MP081",
        "MP092",
        "MP106",
        "SECMP0012",
        "SECMP0002",
    ]
    assert queries.resolve(lens(), "SECMP0067").number == "SECMP0067"
    assert refusal_of("MP067") == "MP067: no such proposal. Did you mean SECMP0067?"
    assert refusal_of("M092") == "M092: no such proposal. Did you mean MP092?"


def refusal_of(text):
    with pytest.raises(Refused) as caught:
        queries.resolve(lens(), text)
    return f"{caught.value.first.problem}. {caught.value.first.remedy}"


def test_a_recorded_misprint_warns_and_does_not_resolve_by_itself():
    registered("MP092")
    do("add_alias", proposal="MP092", text="M092", kind="misprint", sure="printed", note="PMP:2897")
    assert refusal_of("M092") == "M092: no such proposal. Did you mean MP092?"
    found = queries.resolve(lens(), "m092", accept_misprints=True)
    assert (found.number, found.kind, found.warning) == ("MP092", AliasKind.MISPRINT, "m092 is a misprint of MP092.")
    assert str(refused("set_path", proposal="M092", path="Self-Governance")).startswith("M092: no such proposal.")


@pytest.mark.parametrize(
    "text", ["MP 76", "MP-76", "MP76A", "", " ", "76", "x" * 200, "'; DROP TABLE", "MP076\x00", "MP076\ud800"]
)
def test_a_malformed_reference_is_never_resolved(text):
    registered("MP076")
    assert "no such proposal" in refusal_of(text)


def test_a_printed_form_resolves_once_it_is_recorded():
    registered("MP076")
    do("add_alias", proposal="MP076", text="MP 76", kind="printed_form", sure="printed")
    assert queries.resolve(lens(), "mp  76").number == "MP076"
    do("withdraw_alias", proposal="MP076", text="MP 76")
    assert "no such proposal" in refusal_of("MP 76")


def test_an_alias_names_one_proposal():
    registered("MP092")
    registered("MP106")
    assert refused("add_alias", proposal="MP092", text="mp106", kind="printed_form").code == "register.alias_taken"
    assert refused("add_alias", proposal="MP092", text="MP107", kind="printed_form").code == "register.alias_is_number"
    assert refused("withdraw_alias", proposal="MP092", text="MP106").code == "register.no_alias"
    do("add_alias", proposal="MP092", text="MP107", kind="misprint")
    assert refused("register_proposal", number="MP107").code == "register.alias_taken"
    events = Event.objects.count()
    do("add_alias", proposal="MP092", text="MP107", kind="misprint")
    assert Event.objects.count() == events


@pytest.mark.inventory("A07")
def test_raising_issues_the_next_number():
    registered("DP155", "Communications Hub Re-Flash", "2021-02-18")
    done = do("raise_proposal", _from="2021-03-01", title="Another")
    assert done == {"proposal": "0156", "number": "DP156"}
    view = queries.proposal(lens("2021-03-01"), "DP156")
    assert (view.line.stage, view.line.status_name) == ("define", "Draft Proposal")
    assert [(row.kind, row.printed) for row in view.timetable] == [("raised", "1 Mar 2021")]


def test_raising_under_the_process_of_2013_gives_a_number_of_its_series():
    registered("SECMP0024", "", "2016-11-09")
    assert do("raise_proposal", _from="2017-01-09", title="Another")["number"] == "SECMP0025"


@pytest.mark.inventory("A06")
def test_digits_are_never_given_out_twice():
    registered("SECMP0144")
    for number in ("SECMP0144", "DP144", "MP144"):
        refusal = refused("register_proposal", number=number)
        assert refusal.code == "register.number_taken"
        assert refusal.facts["holder"] == "SECMP0144"
    row = IssuedNumber.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedNumber.objects.create(text=row.text, proposal=row.proposal, event=row.event)


def test_a_number_is_converted_once():
    registered("DP144")
    do("convert_proposal", proposal="DP144")
    assert refused("convert_proposal", proposal="DP144").code == "register.not_convertible"
    registered("SECMP0007")
    assert refused("convert_proposal", proposal="SECMP0007").code == "register.not_convertible"


def test_what_has_happened_does_not_lie_ahead():
    registered("DP144")
    for act, data in (
        ("convert_proposal", {"proposal": "DP144"}),
        ("raise_proposal", {"title": "X"}),
        ("register_proposal", {"number": "DP145"}),
        ("set_status", {"proposal": "DP144", "status": "Draft Proposal"}),
    ):
        assert refused(act, _from="2999-01-01", **data).code == "register.not_yet"


def test_a_reference_that_is_new_today_is_not_found_on_earlier_days():
    registered("MP092", since="2019-10-22")
    with pytest.raises(Refused) as caught:
        queries.proposal(lens("2019-10-21"), "MP092")
    assert "not in the register on 21 October 2019. Look at 22 October 2019 or a later day." in str(caught.value)
    do("move_first_day", _from="2019-10-01", proposal="MP092")
    assert number_of("MP092", "2019-10-21") == "MP092"
    assert refused("move_first_day", _from="2019-10-01", proposal="MP092").code == "register.first_day_not_earlier"


@pytest.mark.inventory("A04")
@pytest.mark.parametrize("text", ["SECMP-23", "secmp-23", "SECMP-0023"])
def test_a_legacy_address_names_its_proposal(text):
    registered("SECMP0023")
    assert queries.resolve(lens(), text).number == "SECMP0023"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["raise", "convert", "split", "register"]), max_size=8), st.randoms())
def test_whatever_is_done_every_number_names_one_proposal_and_none_is_reused(steps, random):
    with transaction.atomic():
        try:
            for step in steps:
                _step(step, random)
            texts = list(IssuedNumber.objects.values_list("text", "proposal__key"))
            assert len({text for text, _ in texts}) == len(texts)
            for text, key in texts:
                assert queries.resolve(lens(), text).key == key
            digits = [(row.digits, row.letter) for row in Proposal.objects.all()]
            assert len(set(digits)) == len(digits)
        finally:
            transaction.set_rollback(True)


def _step(step, random):
    keys = list(Proposal.objects.order_by("pk").values_list("key", flat=True))
    key = random.choice(keys) if keys else "0001"
    try:
        match step:
            case "raise":
                do("raise_proposal", title="A title")
            case "register":
                do("register_proposal", number=f"{random.choice(['DP', 'MP', 'SECMP0'])}{random.randint(1, 30):03d}")
            case "convert":
                do("convert_proposal", proposal=key)
            case "split":
                do("split_proposal", proposal=key, parts=[random.choice("ABC")])
    except Refused:
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_resolving_is_total(text):
    assert refusal_of(text).startswith(f"{text[:60]}: no such proposal. ")
