"""What each section says, in a month with something and in a month with nothing."""

from dataclasses import replace
from datetime import date

import pytest

from codeclerk.consultations.rules import Standing as Out
from codeclerk.decisions.rules.values import Review
from codeclerk.meetings.rules import State
from codeclerk.papers.layout import lay_out
from codeclerk.papers.model import Standing
from codeclerk.register.rules.times import When, day_of, month_of
from codeclerk.releases.rules.contents import Standing as In
from codeclerk.sources.rules.values import ValueType
from tests.papers.change_status import world
from tests.papers.change_status.spots import spots, words_of

INTEGER = ValueType.INTEGER
WEDNESDAY = date(2024, 5, 22)


def said(where: str, **more) -> str:
    return words_of(world.report(**more), where)


def figures(paper, where):
    return [(spot.shown, spot.standing) for spot in spots(paper) if spot.where == where and spot.standing != "words"]


@pytest.mark.inventory("K22")
@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("Recommended to proceed to Refinement Process", "There are no modifications being presented to the Panel"),
        ("Recommended to proceed to Report Phase", "There are no modifications being presented to the Panel"),
        ("Decisions", "The Change Board made no decisions in April 2024."),
        ("Change Sub-Committee decisions", "determined no Draft Proposal to be ready for conversion in April 2024."),
        ("Refinement Consultations", "There are currently no Modification Proposals out for Refinement Consultation."),
        ("Impact Assessment requests", "There were no Impact Assessment requests in April 2024."),
        ("Modification Report Consultations", "no Modification Proposals out for Modification Report Consultation."),
        ("Change Board votes", "The Change Board did not vote in April 2024."),
        ("Authority decisions", "The Authority issued no decisions in April 2024."),
        ("Authority decisions", "There are currently no modifications with the Authority for decision."),
        ("SEC Releases", "No release was implemented in April 2024."),
        ("SEC Releases", "No modification is approved for a coming release."),
    ],
)
def test_an_empty_section_says_so(where, sentence):
    assert sentence in said(where)


@pytest.mark.inventory("K22")
def test_an_empty_report_has_every_section_and_no_table_without_a_sentence():
    laid = lay_out(world.report())
    words = [one.words for one in laid.contents]
    assert words[:2] == ["1. Summary", "Proposals currently in each stage"]
    assert {"2. Define", "New Draft Proposals", "3. Refine", "4. Opine", "5. Releases"} <= set(words)
    assert [one for one in words if one.startswith("A.")][-1] == "A.6 Code Performance Measures: April 2024"
    assert all(table.rows or table.empty.endswith(".") for table in laid.tables())
    texts = [
        "".join(part.s for part in block.parts) for block in laid.blocks if type(block).__name__ == "ParagraphLaid"
    ]
    assert "No Draft Proposals were raised in April 2024." in texts
    assert "No Working Group meeting is recorded." in texts


# --- summary


def test_what_is_put_to_the_panel_is_told_by_what_is_asked():
    asked = (
        world.asked("DP301", "converted", "to_refinement"),
        world.asked("DP302", "converted"),
        world.asked("MP310", "to_report_phase", "report_approved"),
        world.asked("MP311", "derogation"),
    )
    paper = world.report(presented=asked)
    assert "There are two modifications being presented" in words_of(
        paper, "Recommended to proceed to Refinement Process"
    )
    assert "There is one modification being presented" in words_of(paper, "Recommended to proceed to Report Phase")
    assert "MP311" in words_of(paper, "Also presented")


def test_decisions_are_counted_by_outcome_and_path():
    decided = (
        world.decided("change_board", "MP310", "approved", path="self_governance"),
        world.decided("change_board", "MP311", "approved", path="self_governance"),
        world.decided("change_board", "MP312", "recommended_approval"),
        world.decided("change_board", "MP313", "rejected"),
        world.decided("change_board", "MP314", "brand_new"),
        world.decided("authority", "MP315", "sent_back"),
        world.decided("change_board", "MP316", "approved", when=day_of(date(2024, 3, 27))),
    )
    words = said("Decisions", decisions=decided)
    assert "The Change Board approved two Modification Proposals under Self-Governance:" in words
    assert "The Change Board recommended that the Authority approves one Modification Proposal:" in words
    assert "The Change Board rejected one Modification Proposal:" in words
    assert "reached the outcome 'Something new' on one Modification Proposal" in words
    assert "The Authority sent one Modification Proposal back:" in words
    assert "MP316" not in words


# --- define


def test_a_new_draft_proposal_names_its_organisation_and_no_person():
    new = world.new(
        "DP301",
        raised=day_of(date(2024, 4, 16)),
        proposer_person="someone-1",
        proposer_organisation="dcc",
        proposer_organisation_name="DCC",
        summary="It is too slow.",
    )
    paper = world.report(new=(new,))
    assert words_of(paper, "DP301") == "DP301 'First thing' was raised by DCC on 16 April 2024.It is too slow."
    assert "someone" not in words_of(paper, "paper")
    assert "withheld here" in words_of(paper, "footnotes")


def test_a_proposal_known_to_the_month_without_proposer_and_summary():
    assert said("DP301", new=(world.new("DP301", raised=month_of(2024, 4)),)) == (
        "DP301 'First thing' was raised in April 2024.No summary of the issue is recorded yet."
    )


# --- refine


@pytest.mark.inventory("K05")
def test_the_last_and_the_next_meeting_of_the_working_group():
    met = (
        world.met(date(2024, 4, 3), State.HELD, "MP300"),
        world.met(date(2024, 5, 1), State.HELD, "MP310", "MP311"),
        world.met(date(2024, 6, 5), State.PLANNED, agenda_announced=date(2024, 5, 22)),
        world.met(date(2024, 7, 3), State.PLANNED),
    )
    assert said("Working Group meetings", meetings=met) == (
        "The last monthly Working Group meeting was held on 1 May 2024, and looked at two modifications:"
        "MP310 'Third thing'MP311 'Fourth thing'"
        "The next monthly Working Group meeting is planned for 5 June 2024, "
        "and its provisional agenda is announced on 22 May 2024."
    )


def test_a_meeting_without_agenda_and_one_whose_agenda_only_the_rule_dates():
    met = (world.met(date(2024, 5, 1)), world.met(date(2024, 6, 5), State.PLANNED, agenda_due=date(2024, 5, 22)))
    paper = world.report(meetings=met)
    words = words_of(paper, "Working Group meetings")
    assert "on 1 May 2024. The record does not say what was on its agenda." in words
    assert "and its provisional agenda is expected on 22 May 2024." in words
    assert ("22 May 2024", "inferred") in figures(paper, "Working Group meetings")
    bare = said("Working Group meetings", meetings=(world.met(date(2024, 6, 5), State.PLANNED),))
    assert bare == "The next monthly Working Group meeting is planned for 5 June 2024."


def test_consultations_that_close_together_share_their_day_and_others_have_their_own():
    one = world.consultation("MP310", "refinement", Out.OPEN, WEDNESDAY)
    two = world.consultation("MP311", "refinement", Out.OPEN, WEDNESDAY)
    assert "two Modification Proposals out for Refinement Consultation, which close on Wednesday 22 May 2024:" in said(
        "Refinement Consultations", consultations=(one, two)
    )
    later = replace(two, closes=date(2024, 5, 23))
    words = said("Refinement Consultations", consultations=(one, later, replace(one, key="x", closes=None)))
    assert "three Modification Proposals out for Refinement Consultation:" in words
    assert "MP310 'Third thing', closes on Wednesday 22 May 2024" in words
    assert "MP310 'Third thing', whose closing day is not recorded" in words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(date(2024, 5, 13), date(2024, 5, 17)), "expected to be issued in the week commencing 13 May 2024:"),
        (day_of(date(2024, 5, 13)), "expected to be issued on 13 May 2024:"),
        (month_of(2024, 6), "expected to be issued in June 2024:"),
        (When(date(2024, 5, 13), date(2024, 5, 28)), "expected to be issued from 13 May 2024 to 28 May 2024:"),
        (None, "expected to be issued on a day that is not set yet:"),
    ],
)
def test_a_report_consultation_to_come(when, words):
    coming = world.consultation("MP310", "report", Out.EXPECTED, issue=when)
    assert words in said("Modification Report Consultations", consultations=(coming,))


# --- opine


@pytest.mark.inventory("K07")
def test_a_vote_tells_its_objectives_and_the_review_that_was_asked_for():
    review = Review("panel", "SEC Panel", "the implementation date", date(2024, 5, 10))
    voted = (
        world.decided("change_board", "MP310", "recommended_approval", objectives=("a", "c")),
        world.decided("change_board", "MP311", "approved", objectives=("a",), path="self_governance", review=review),
        world.decided("change_board", "MP312", "rejected"),
    )
    june = world.release("2024-06", "June 2024", date(2024, 6, 27), ("MP311", In.APPROVED, ""))
    paper = world.report(decisions=voted, releases=(june,))
    words = words_of(paper, "Change Board votes")
    assert "The Change Board voted on three modifications on 24 April 2024:" in words
    assert "as it would better facilitate SEC Objectives (a) and (c)." in words
    assert "was approved under Self-Governance as it would better facilitate SEC Objective (a)." in words
    assert "asks the Panel to review the implementation date; it is in the June 2024 SEC Release." in words
    assert "This is raised at the meeting on Friday 10 May 2024." in words
    assert "MP312 'Another thing' was rejected." in words
    assert "Objective (a): Systems work together." in words_of(paper, "footnotes")


def test_the_authority_decided_and_has_one_to_decide():
    words = said(
        "Authority decisions",
        decisions=(world.decided("authority", "MP310", "approved"),),
        awaiting=(world.decided("change_board", "MP311", "recommended_approval"),),
    )
    assert "The Authority issued one decision in April 2024:MP310 'Third thing' was approved." in words
    assert "There is currently one modification with the Authority for decision:MP311" in words


# --- releases


@pytest.mark.inventory("K09")
def test_releases_tell_what_was_implemented_what_comes_and_under_which_condition():
    done, approved, targeted = In.IMPLEMENTED, In.APPROVED, In.TARGETED
    april = (("MP301", done, ""), ("MP302", approved, ""))
    june = (("MP310", approved, ""), ("MP311", approved, "subject to review"), ("MP313", targeted, ""))
    words = said(
        "SEC Releases",
        releases=(
            world.release("2024-02", "February 2024", date(2024, 2, 29), ("MP300", done, "")),
            world.release("2024-04", "April 2024 ad-hoc", date(2024, 4, 11), *april),
            world.release("2024-11", "November 2024", None, ("MP312", approved, "")),
            world.release("2024-06", "June 2024", date(2024, 6, 27), *june),
        ),
        proposals=(world.line("MP302", "release", release="April 2024 ad-hoc"), world.line("MP399", "release")),
    )
    coming = "currently {} approved for implementation in the {} SEC Release ({}):"
    late = "approved for a release that has passed or is not in the calendar"
    assert words == (
        "The April 2024 ad-hoc SEC Release implemented one modification on 11 April 2024:MP301 'Another thing'"
        f"There are {coming.format('two modifications', 'June 2024', '27 June 2024')}"
        "MP310 'Third thing'MP311 'Fourth thing' - subject to review"
        f"There is {coming.format('one modification', 'November 2024', 'day not set yet')}MP312 'Another thing'"
        "There is one modification approved without a release:MP399 'Another thing'"
        f"There is one modification {late}:MP302 'Another thing' - April 2024 ad-hoc"
    )


# --- counts that sources print


def test_a_count_that_the_register_cannot_name_is_reported_and_one_that_it_can_is_computed():
    printed = world.readings(
        ("report:2024-05", "stage.count.define", 3, INTEGER, {"unit": "proposals", "place": "NEW:11"}),
        ("report:2024-05", "stage.count.refine", 1, INTEGER, {"unit": "proposals"}),
        ("report:2024-05", "report.proposals", 4, INTEGER, {"qualifier": "open", "about": "2024-04"}),
        (
            "report:2024-05",
            "report.mean_age_wd",
            "387",
            ValueType.DECIMAL,
            {"qualifier": "open", "unit": "WD", "about": "2024-04"},
        ),
    )
    proposals = (world.line("DP301", "define"), world.line("MP310", "refine"))
    paper = world.report(readings=printed, proposals=proposals)
    found = {
        (s.row[0], s.column): (s.shown, s.standing, s.source) for s in spots(paper) if s.where == "stages" and s.row
    }
    assert found["Define", "proposals"] == ("3", "reported", "SECP_128_1005_07 at NEW:11")
    assert found["Define", "named"] == ("1", "computed", "")
    assert found["Refine", "proposals"] == ("1", "computed", "")
    assert found["Opine", "proposals"] == ("0", "computed", "")
    times = {(s.row[0], s.column): (s.shown, s.standing) for s in spots(paper) if s.where == "timescales-proposals"}
    label = "Proposals open (pre-decision)"
    assert times[label, "total"] == ("4", "reported")
    assert times[label, "average"] == ("387 WD", "reported")
    assert times[label, "named"] == ("2", "computed")
    assert times[label, "named_average"] == ("not known", "computed")


def test_a_claim_about_another_month_or_that_sources_dispute_is_not_shown():
    other = world.readings(("report:2024-03", "stage.count.define", 3, INTEGER, {}))
    disputed = world.readings(
        ("report:2024-05", "stage.count.define", 3, INTEGER, {}),
        ("report:2024-05", "stage.count.define", 4, INTEGER, {}),
    )
    for found in (other, disputed):
        paper = world.report(readings=found)
        assert Standing.REPORTED.value not in {spot.standing for spot in spots(paper)}


@pytest.mark.inventory("B15", "B16")
def test_ages_run_from_the_day_of_raising_to_the_data_date_or_to_the_day_of_closing():
    known = world.line("MP310", "refine", raised=day_of(date(2024, 4, 26)))
    closed = world.line(
        "MP300", "closed", status="implemented", status_since=date(2024, 2, 29), raised=day_of(date(2024, 2, 26))
    )
    before = world.line("MP299", "closed", status="implemented", status_since=date(2023, 4, 30))
    paper = world.report(proposals=(known, world.line("MP311", "refine"), closed, before))
    times = {(s.row[0], s.column): s.shown for s in spots(paper) if s.where == "timescales-proposals"}
    assert times["Proposals open (pre-decision)", "average"] == "3 WD"
    assert times["Proposals concluded in the last 12 months", "total"] == "1"
    assert times["Proposals concluded in the last 12 months", "average"] == "4 WD"
