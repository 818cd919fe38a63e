"""Rulings: what is followed, why, and when a ruling no longer decides."""

from datetime import date

import pytest

from codeclerk.kernel.bus import versions
from codeclerk.kernel.errors import Refused
from codeclerk.sources import queries
from codeclerk.sources.rules.claims import Question, Verdict
from tests.sources.support import ALL, IMPORTER, sha

TITLE = Question("proposal:MP107", "title")


@pytest.fixture
def two(clerk):
    """The keys of two claims that disagree."""
    clerk.register("paper")
    clerk.register("report")
    return clerk.claim("paper", "One"), clerk.claim("report", "Two")


def reading():
    return queries.reading(ALL, TITLE)


def test_a_ruling_follows_one_claim_with_the_reason_who_and_when(clerk, two):
    assert reading().verdict is Verdict.DISPUTED
    clerk.rule(*two, follows=two[1], effective=date(2021, 4, 1))
    now = reading()
    assert (now.verdict, now.value, now.ruling.ruled_by) == (Verdict.RULED, "Two", "person:clerk")
    assert (now.ruling.reason, now.ruling.ruled_on) == ("The newer paper is right.", date(2021, 4, 1))
    assert queries.disagreements(ALL) == [now]


def test_a_ruling_may_follow_neither(clerk, two):
    clerk.rule(*two, value="Three")
    assert (reading().value, reading().marker) == ("Three", "unverified")


def test_a_later_ruling_supersedes_and_the_earlier_one_stays_in_the_history(clerk, two):
    clerk.rule(*two, follows=two[0])
    clerk.rule(*two, follows=two[1], reason="On second thoughts.")
    assert reading().value == "Two"
    assert [r.measure.value for r in queries.rulings_on(ALL, "proposal:MP107")] == ["One", "Two"]


def test_a_ruling_can_be_taken_back(clerk, two):
    clerk.rule(*two, follows=two[0])
    clerk.do("withdraw_ruling", subject="proposal:MP107", property="title", reason="It was premature.")
    assert (reading().verdict, reading().ruling) == (Verdict.DISPUTED, None)
    with pytest.raises(Refused, match="no ruling"):
        clerk.do("withdraw_ruling", subject="proposal:MP107", property="title", reason="Once more.")
    clerk.rule(*two, follows=two[1])
    assert reading().value == "Two"


def test_a_new_claim_that_was_not_weighed_reopens_the_question(clerk, two):
    clerk.rule(*two, follows=two[0])
    clerk.claim("paper", "One", locator="CSR:2")
    assert reading().verdict is Verdict.RULED
    clerk.claim("report", "Three", locator="CSR:2")
    assert (reading().verdict, reading().is_overtaken) == (Verdict.DISPUTED, True)


def test_withdrawing_the_followed_claim_ends_the_ruling_and_warns(clerk, two):
    clerk.rule(*two, follows=two[0])
    clerk.do("withdraw_claim", key=two[0], reason="Wrong line.")
    assert (reading().verdict, reading().value, reading().is_overtaken) == (Verdict.SINGLE, "Two", True)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda a, b: {"considered": [a, b]}, "sources.follow_or_value"),
        (lambda a, b: {"considered": [a, b], "follows": a, "value": "Three"}, "sources.follow_or_value"),
        (lambda a, b: {"considered": [a], "follows": a}, "sources.not_weighed"),
        (lambda a, b: {"considered": [a, b, "0" * 24], "follows": a}, "sources.ruled_on_another"),
        (lambda a, b: {"considered": [a, b], "follows": "0" * 24}, "sources.ruled_on_another"),
        (lambda a, b: {"considered": [a, b], "value": 3}, "sources.wrong_value"),
        (lambda a, b: {"considered": [a, b], "follows": a, "reason": "  "}, "kernel.bad_field"),
        (lambda a, b: {"considered": [], "follows": a}, "kernel.bad_field"),
        (lambda a, b: {"considered": [a, b], "follows": a, "property": "titel"}, "sources.unknown_property"),
        (lambda a, b: {"considered": [a, b], "follows": a, "property": "stage"}, "sources.ruled_on_another"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(clerk, two, make, code):
    given = {"subject": "proposal:MP107", "property": "title", "reason": "Because.", **make(*two)}
    with pytest.raises(Refused) as refused:
        clerk.do("rule_on_claims", **given)
    assert refused.value.first.code == code
    assert reading().verdict is Verdict.DISPUTED


def test_importers_record_claims_and_do_not_rule(clerk, two):
    with pytest.raises(Refused) as refused:
        clerk.rule(*two, follows=two[0], actor=IMPORTER)
    assert refused.value.first.code == "kernel.not_allowed"


def test_two_rulings_at_one_moment_do_not_overwrite_each_other(clerk, two):
    stream = f"ruling:{TITLE.key}"
    seen = versions([stream])
    clerk.rule(*two, follows=two[0], expected=seen)
    with pytest.raises(Refused) as refused:
        clerk.rule(*two, follows=two[1], expected=seen)
    assert refused.value.first.code == "kernel.stale"


def test_a_ruling_as_it_was_known_before(clerk, two):
    clerk.rule(*two, follows=two[0])
    assert sha("paper") in {claim.source.document for claim in reading().claims}
    before = queries.reading(ALL, TITLE)
    clerk.rule(*two, follows=two[1])
    assert before.value == "One"
