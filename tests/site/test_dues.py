"""What each folder knows to be due, as values of the home page: by when, why, and what it leads to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from codeclerk.assessments.queries import Assessment
from codeclerk.assessments.rules import Dated, deadline_of
from codeclerk.consultations.queries import Consultation, Standing
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.packs import Assessments
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings.queries import AgendaItem, Meeting, State
from codeclerk.register.queries.overview import Coming
from codeclerk.register.rules import timetable
from codeclerk.register.rules.times import day_of, month_of, range_of
from codeclerk.releases.queries import Release
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.site import dues
from codeclerk.site.rules import Teller

ON = date(2021, 3, 5)
NUMBERS = {"0140": "MP140", "0144": "MP144", "0147": "MP147"}


def row(kind: str, label: str, when, **more) -> Coming:
    return Coming(
        "0144", timetable.Row(kind, kind, label, when, timetable.State.PLANNED, since=date(2020, 12, 4), **more)
    )


def test_a_timetable_tells_when_it_begins_and_then_when_it_ends():
    ahead = row(
        "report_consultation", "Modification Report Consultation", range_of(date(2021, 3, 15), date(2021, 4, 5))
    )
    (before,) = dues.of_timetables([ahead], NUMBERS, ON)
    assert (before.day, before.what, before.note) == (
        date(2021, 3, 15),
        "Modification Report Consultation begins",
        "until 5 April 2021",
    )
    (within,) = dues.of_timetables([ahead], NUMBERS, date(2021, 3, 16))
    assert (within.day, within.what, within.note) == (date(2021, 4, 5), "Modification Report Consultation ends", "")
    assert before.same_as == within.same_as == "0144/report_consultation"


def test_a_timetable_says_since_when_and_where_it_says_so():
    told = row(
        "change_board_vote", "Change Board vote", day_of(date(2021, 4, 21)), source="PMP:6398", condition="if approved"
    )
    (one,) = dues.of_timetables([told], NUMBERS, ON)
    assert (one.what, one.why) == (
        "Change Board vote (if approved)",
        "Its timetable says so since 4 December 2020 (PMP:6398).",
    )
    assert (one.number, one.href, one.teller) == ("MP144", "/proposals/MP144/", Teller.TIMETABLE)


def test_a_month_of_a_timetable_is_due_by_its_end():
    (one,) = dues.of_timetables([row("legal_text", "Legal text amended", month_of(2021, 3))], NUMBERS, ON)
    assert (one.day, one.is_month, one.what) == (date(2021, 3, 31), True, "Legal text amended")


def test_events_with_words_of_their_own_are_never_taken_for_one_another():
    first = row("other", "A workshop", day_of(date(2021, 3, 9)))
    assert dues.of_timetables([first], NUMBERS, ON)[0].same_as == "0144/other"


def assessment(accepted: str, *expected: str, kind: str = "PA") -> Assessment:
    day = date.fromisoformat(accepted)
    declared = next(one for one in running_pack().of(Assessments).types if one.id == kind)
    return Assessment(
        key=f"0140-{kind}-1",
        proposal="0140",
        kind=kind,
        target=declared.clock.at(day).working_days.value,
        accepted=Dated(day),
        deadline=deadline_of(declared, day),
        expected=tuple(date.fromisoformat(one) for one in expected),
        sources=("CSR:574",),
    )


def test_an_assessment_is_due_by_its_deadline_which_explains_itself():
    (one,) = dues.of_assessments([assessment("2021-02-22")], NUMBERS, ON)
    assert (one.day, one.what, one.number) == (date(2021, 3, 15), "Preliminary Assessment due from the DCC", "MP140")
    assert one.why == "The DCC has 15 Working Days from its acceptance. Printed at CSR:574."
    assert one.explanation[0].startswith("15 Working Days after acceptance on 22 Feb 2021")
    assert one.same_as == "0140/pa_returned"


def test_a_late_assessment_is_due_when_it_is_expected_and_says_when_it_was_due():
    (one,) = dues.of_assessments([assessment("2021-02-04", "2021-03-10", "2021-03-15")], NUMBERS, ON)
    assert (one.day, one.what) == (date(2021, 3, 15), "Preliminary Assessment expected from the DCC, late")
    assert "It was due on 25 February 2021." in one.why


def test_an_assessment_that_is_expected_after_its_deadline_says_so_before():
    (one,) = dues.of_assessments([assessment("2021-02-22", "2021-03-30")], NUMBERS, ON)
    assert (one.day, one.note) == (date(2021, 3, 15), "expected only on 30 March 2021")


@pytest.mark.parametrize("expected", [(), ("2021-03-03",)])
def test_a_late_assessment_that_nobody_expects_any_more_is_not_due_on_a_day(expected):
    assert dues.of_assessments([assessment("2021-02-04", *expected)], NUMBERS, ON) == []


def test_without_a_clock_nothing_is_due():
    assert dues.of_assessments([Assessment(key="0140-PA-1", proposal="0140", kind="PA")], NUMBERS, ON) == []


def consultation(standing: Standing, **more) -> Consultation:
    given = {
        "key": "0144-refinement-1",
        "kind": "refinement",
        "kind_name": "Refinement Consultation",
        "proposal": "0144",
        "number": "",
        "title": "",
        "issued": None,
        "closes": None,
        "expected_issue": None,
        "standing": standing,
        "length": None,
        "warnings": (),
        "sources": ("CSR:253",),
    }
    return Consultation(**{**given, **more})


def test_an_open_consultation_closes_and_one_that_is_expected_is_to_be_issued():
    open_one = consultation(Standing.OPEN, issued=day_of(date(2021, 3, 4)), closes=date(2021, 3, 24), length=15)
    expected = consultation(Standing.EXPECTED, expected_issue=range_of(date(2021, 3, 15), date(2021, 3, 19)))
    closes, issue = dues.of_consultations([open_one, expected], NUMBERS, ON)
    assert (closes.day, closes.what) == (date(2021, 3, 24), "Refinement Consultation closes")
    assert closes.why == (
        "It closes at 17:00 on its last day. It was issued on 4 March 2021 for 15 Working Days, both ends counted. "
        "Printed at CSR:253."
    )
    assert (issue.day, issue.what) == (date(2021, 3, 15), "Refinement Consultation is to be issued")
    assert {closes.same_as, issue.same_as} == {"0144/refinement_consultation"}


@pytest.mark.parametrize(
    ("on", "day"),
    [("2021-03-05", "2021-03-15"), ("2021-03-15", "2021-03-15"), ("2021-03-16", "2021-03-19"), ("2021-03-19",) * 2],
)
def test_an_issue_that_is_known_to_the_week_is_looked_for_from_its_first_day_on(on, day):
    expected = consultation(Standing.EXPECTED, expected_issue=range_of(date(2021, 3, 15), date(2021, 3, 19)))
    (issue,) = dues.of_consultations([expected], NUMBERS, date.fromisoformat(on))
    assert (issue.day.isoformat(), issue.note) == (day, "some day of the week commencing 15 March 2021")
    assert "It is expected to be issued in the week commencing 15 March 2021." in issue.why


def test_an_issue_between_two_other_days_is_due_by_the_last_of_them():
    expected = consultation(Standing.EXPECTED, expected_issue=range_of(date(2021, 3, 16), date(2021, 3, 19)))
    (issue,) = dues.of_consultations([expected], NUMBERS, ON)
    assert (issue.day, issue.note) == (date(2021, 3, 19), "")


@pytest.mark.parametrize(
    "one",
    [
        consultation(Standing.OPEN),
        consultation(Standing.CLOSED, closes=date(2021, 3, 24)),
        consultation(Standing.EXPECTED),
        consultation(Standing.EXPECTED, expected_issue=month_of(2021, 2)),
    ],
)
def test_a_consultation_without_a_day_to_come_is_not_due(one):
    assert dues.of_consultations([one], NUMBERS, ON) == []


def release(day: date | None, pattern: date | None = None) -> Release:
    from codeclerk.releases.rules.days import cut_off
    from codeclerk.releases.vocabulary import lead_time

    looked = day or pattern
    return Release(
        key="2021-06",
        name="June 2021",
        full_name="June 2021 SEC Release",
        day=day,
        kind=ReleaseKind.SCHEDULED,
        entries=(),
        pattern_day=pattern,
        cut_off=cut_off(looked, lead_time()) if looked else None,
        sources=("CSR:461",),
    )


def test_a_release_has_a_cut_off_and_a_go_live():
    cut, live = dues.of_releases([release(date(2021, 6, 24))], ON)
    assert (cut.day, cut.what) == (date(2021, 6, 10), "Cut-off for decisions for the June 2021 SEC Release")
    assert "10 Working Days before go-live on 24 Jun 2021" in cut.explanation[0]
    assert (live.day, live.what) == (date(2021, 6, 24), "June 2021 SEC Release goes live")
    assert live.why == "The record has it on this day. Printed at CSR:461."
    assert cut.always
    assert live.always


def test_only_the_next_release_is_shown_however_far_ahead():
    found = dues.of_releases([release(date(2021, 6, 24)), release(date(2021, 11, 4))], ON)
    assert [(one.day, one.always) for one in found] == [
        (date(2021, 6, 10), True),
        (date(2021, 6, 24), True),
        (date(2021, 10, 21), False),
        (date(2021, 11, 4), False),
    ]
    assert dues.of_releases([release(date(2021, 2, 25))], ON) == []


def test_a_release_is_due_on_the_day_of_its_go_live():
    (live,) = dues.of_releases([release(date(2021, 6, 24))], date(2021, 6, 24))
    assert live.what == "June 2021 SEC Release goes live"


def test_a_release_whose_day_is_only_that_of_the_pattern_says_so():
    _, live = dues.of_releases([release(None, pattern=date(2021, 6, 24))], ON)
    assert live.why.startswith("No source gives the day")


def meeting(**more) -> Meeting:
    given = {
        "key": "panel-2021-03-12",
        "body": "panel",
        "body_name": "SEC Panel",
        "abbreviation": "Panel",
        "number": 90,
        "day": date(2021, 3, 12),
        "state": State.PLANNED,
    }
    return Meeting(**{**given, **more})


def test_a_meeting_has_its_day_its_agenda_and_the_day_of_its_papers():
    one = meeting(
        agenda=(AgendaItem("0147", "", "", ""), AgendaItem("0144", "", "", "")),
        paper_day=ON,
        pattern_words="on the second or third Friday of the month",
        fits_pattern=True,
        sources=("CSR:36",),
    )
    meets, papers = dues.of_meetings([one], NUMBERS, ON, Calendar())
    assert (meets.day, meets.what, meets.note) == (
        date(2021, 3, 12),
        "The SEC Panel meets (meeting 90)",
        "On its agenda: MP147, MP144",
    )
    assert "on the second or third Friday of the month" in meets.why
    assert "Printed at CSR:36." in meets.why
    assert (papers.day, papers.what) == (ON, "Papers for the SEC Panel of 12 March 2021")
    assert papers.why == "They are issued 5 Working Days before the meeting, by the rule of the code for this body."


def test_papers_and_agendas_whose_day_has_passed_are_not_due():
    before = ON - timedelta(days=1)
    found = dues.of_meetings([meeting(paper_day=before, agenda_announced=before)], NUMBERS, ON, Calendar())
    assert [one.what for one in found] == ["The SEC Panel meets (meeting 90)"]


def test_a_provisional_agenda_says_whether_a_source_names_its_day():
    day = date(2021, 3, 8)
    for more, words in (
        ({"agenda_announced": day}, "A source announces it."),
        ({"agenda_due": day}, "No source names"),
    ):
        _, agenda = dues.of_meetings([meeting(number=None, **more)], NUMBERS, ON, Calendar())
        assert (agenda.day, agenda.what) == (day, "Provisional agenda of the SEC Panel of 12 March 2021")
        assert agenda.why.startswith(words)
