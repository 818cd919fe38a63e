"""The acts on releases: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import date

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind
from codeclerk.releases import queries
from codeclerk.releases.rules.contents import ReleaseKind
from tests.register.support import do, lens, refused, registered

pytestmark = pytest.mark.django_db
JUNE = {"key": "2021-06", "day": "2021-06-24"}


def preview(act, on="2020-12-04", /, **data):
    return bus.preview(act, data, actor="system:import", effective=date.fromisoformat(on))


def test_registering_a_release_starts_its_cut_off():
    plan = preview("register_release", **JUNE)
    assert [one.due for one in plan.deadlines] == [date(2021, 6, 10)]
    assert [event.body.in_words() for event in plan.events] == [
        "There is a release June 2021 (scheduled), on 24 June 2021."
    ]
    assert plan.warnings == ()
    assert do("register_release", _from="2020-12-04", **JUNE) == {"release": "2021-06"}
    found = queries.release(lens("2020-12-04"), "2021-06")
    assert (found.name, found.kind, found.day, found.day_note) == (
        "June 2021",
        ReleaseKind.SCHEDULED,
        date(2021, 6, 24),
        "",
    )


def test_a_name_of_its_own_and_an_ad_hoc_one():
    do("register_release", key="2021-01-ad-hoc", kind="Ad-hoc", day="2021-01-21")
    do("register_release", key="2019-06-extra", kind="ad_hoc", name="SMETS1 enrolment")
    assert [(one.key, one.full_name, one.kind) for one in queries.releases(lens())] == [
        ("2019-06-extra", "SMETS1 enrolment SEC Release", ReleaseKind.AD_HOC),
        ("2021-01-ad-hoc", "January 2021 ad-hoc SEC Release", ReleaseKind.AD_HOC),
    ]
    assert queries.release(lens(), "2019-06-extra").day_note == "No day is known."


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        ({"key": "2021-06", "day": "2021-06-23"}, "23 June 2021 is not by the pattern, which gives 24 June 2021."),
        ({"key": "2021-06"}, "The pattern gives 24 June 2021, which is shown as inferred."),
        ({"key": "2021-07", "day": "2021-07-01"}, "No release is scheduled in July 2021 by the pattern."),
        ({"key": "2021-05-x", "kind": "ad_hoc", "day": "2021-05-31"}, "Monday 31 May 2021 is no Working Day."),
    ],
)
def test_what_does_not_fit_is_a_warning_and_never_refused(data, warning):
    assert preview("register_release", **data).warnings == (warning,)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"key": "2021-06"}, "key"),
        ({"key": "2021-06-ad-hoc", "kind": "ad_hoc", "name": "June 2021 SEC Release"}, "name"),
        ({"key": "2021-07", "name": "june  2021"}, "name"),
    ],
)
def test_a_release_is_registered_once(data, field):
    do("register_release", **JUNE)
    no = refused("register_release", **data)
    assert (no.code, no.kind, no.facts["field"]) == ("releases.taken", Kind.CONFLICT, field)
    assert "June 2021 (2021-06) is registered already" in no.problem


def test_a_name_that_would_mean_two_is_refused_whichever_comes_first():
    do("register_release", key="2021-07", name="June 2021")
    assert refused("register_release", key="2021-06", name="Summer").code == "releases.taken"


def test_the_first_day_lies_in_the_month_of_the_key():
    no = refused("register_release", key="2021-06", day="2021-07-01")
    assert (no.code, no.facts["field"]) == ("releases.day_in_other_month", "day")
    assert no.problem == "2021-06 cannot be registered for 1 July 2021"


@pytest.mark.parametrize("key", ["2021-13", "June 2021", "2021-6", "21-06", ""])
def test_a_key_is_a_month(key):
    assert refused("register_release", key=key).code == "kernel.bad_field"


def test_a_day_outside_the_table_of_bank_holidays_is_refused():
    assert refused("register_release", key="2036-06", day="2036-06-26").code == "calendar.outside_table"


def test_moving_a_release_gives_its_new_cut_off():
    do("register_release", _from="2020-12-04", **JUNE)
    plan = preview("move_release", "2021-04-01", release="Jun 2021", day="2021-07-01", reason="Testing takes longer.")
    assert [one.due for one in plan.deadlines] == [date(2021, 6, 17)]
    assert [event.body.in_words() for event in plan.events] == ["June 2021 moves to 1 July 2021: Testing takes longer."]
    assert plan.warnings == ("1 July 2021 is not by the pattern, which gives 24 June 2021.",)
    do("move_release", _from="2021-04-01", release="Jun 2021", reason="No tester is free")
    found = queries.release(lens("2021-04-01"), "2021-06")
    assert (found.day, found.is_day_inferred) == (None, True)
    assert found.day_note == (
        "Moved from 24 June 2021: No tester is free. No day is known; the pattern gives 24 June 2021."
    )


def test_a_release_that_went_live_is_not_moved_and_a_wrong_day_is_corrected():
    do("register_release", _from="2020-12-04", **JUNE)
    no = refused("move_release", _from="2021-06-25", release="2021-06", day="2021-07-01", reason="Late")
    assert (no.code, no.kind) == ("releases.gone_live", Kind.CONFLICT)
    assert no.problem == "June 2021 went live on 24 June 2021"
    do("move_release", _from="2021-06-24", release="2021-06", day="2021-07-01", reason="It was found not ready")
    do("move_release", _from="2020-12-04", release="2021-06", day="2021-06-23", reason="Misread")
    assert queries.release(lens("2020-12-05"), "2021-06").day == date(2021, 6, 23)


@pytest.mark.parametrize("act", ["move_release", "note_release"])
def test_an_unknown_release_is_refused_with_the_nearest(act):
    do("register_release", **JUNE)
    no = refused(act, release="Jume 2021", **({"reason": "x"} if act == "move_release" else {}))
    assert (no.code, no.kind, no.facts["field"]) == ("releases.unknown", Kind.NOT_FOUND, "release")
    assert no.remedy == "Did you mean June 2021?"


def test_notes_replace_each_other_and_the_earlier_ones_stay_in_the_past():
    do("register_release", _from="2016-11-09", key="2017-06", day="2017-06-29")
    do("note_release", _from="2016-11-09", release="June 2017", text="First.", closed_to_systems=True)
    do("note_release", _from="2017-01-09", release="June 2017", text="Second.")
    then, now = (queries.release(lens(day), "2017-06") for day in ("2016-12-01", "2017-01-09"))
    assert (then.notes, then.closed_to_systems) == ("First.", True)
    assert (now.notes, now.closed_to_systems) == ("Second.", False)
    plan = preview("note_release", release="2017-06", closed_to_systems=True)
    assert plan.events[0].body.in_words() == "June 2017 is closed to changes of systems and devices."


WRONG = {"release": "June 2021", "reason": "It was another code's."}


def test_a_release_registered_in_error_is_withdrawn_with_everything_said_of_it():
    do("register_release", _from="2020-12-04", _known="2020-12-04", **JUNE)
    do("move_release", _from="2021-01-04", _known="2021-01-04", release="2021-06", day="2021-07-01", reason="Late")
    do("note_release", _from="2021-01-04", _known="2021-01-04", release="2021-06", text="Only texts.")
    plan = preview("withdraw_release", "2021-02-01", **WRONG)
    assert [event.body.in_words() for event in plan.events] == [
        "The release June 2021 was registered in error and is withdrawn: It was another code's."
    ]
    assert do("withdraw_release", _from="2021-02-01", _known="2021-02-01", **WRONG) == {"release": "2021-06"}
    for day in ("2020-12-05", "2021-02-01"):
        assert queries.release_days(lens(day)) == ()
    assert queries.release(lens("2021-01-05", "2021-01-05"), "2021-06").day == date(2021, 7, 1)
    assert refused("withdraw_release", **WRONG).code == "releases.unknown"
    # Its key and name are free again, for a release of another kind, which has nothing of the first one.
    do("register_release", _from="2021-03-01", _known="2021-03-01", **JUNE | {"kind": "ad_hoc"})
    again = queries.release(lens("2021-03-01"), "2021-06")
    assert (again.kind, again.day, again.notes, len(again.history)) == (ReleaseKind.AD_HOC, date(2021, 6, 24), "", 1)
    do("move_release", _from="2021-03-02", _known="2021-03-02", release="2021-06", day="2021-06-25", reason="Later")
    assert queries.release(lens("2021-03-02"), "2021-06").day == date(2021, 6, 25)
    assert queries.release(lens("2021-01-05", "2021-01-05"), "2021-06").day == date(2021, 7, 1)
    do("withdraw_release", _from="2021-03-03", _known="2021-03-03", **WRONG)
    assert queries.release_days(lens("2021-03-03")) == ()


def test_a_release_that_proposals_are_meant_for_is_not_withdrawn():
    do("register_release", _from="2020-12-04", **JUNE)
    for number, text, since in (
        ("MP101", "Jun 2021", "2020-12-04"),
        ("MP102", "2021-06", "2030-01-04"),  # from a later day on
        ("MP103", "November 2021", "2020-12-04"),
    ):
        registered(number)
        do("set_target_release", _from=since, proposal=number, release=text)
    no = refused("withdraw_release", _from="2021-02-01", **WRONG)
    assert (no.code, no.kind, no.facts["field"]) == ("releases.in_scope", Kind.CONFLICT, "release")
    assert no.problem == "2 proposals are meant for June 2021: MP101, MP102"
    do("set_target_release", _from="2021-01-04", proposal="MP101")
    assert (
        refused("withdraw_release", _from="2021-02-01", **WRONG).problem == "1 proposal is meant for June 2021: MP102"
    )
    do("set_target_release", _from="2030-01-04", proposal="MP102", release="November 2021")
    do("withdraw_release", _from="2021-02-01", **WRONG)
    assert queries.release_days(lens("2021-02-01")) == ()


def test_only_those_who_keep_releases_may():
    no = refused("register_release", _by="person:nobody", **JUNE)
    assert (no.code, no.facts["capability"]) == ("kernel.not_allowed", "releases.manage")


def test_every_event_says_itself_in_words():
    from codeclerk.kernel.events import read_body
    from codeclerk.kernel.models import Event

    do("register_release", _from="2020-12-04", key="2021-06")
    do("move_release", _from="2021-01-01", release="2021-06", day="2021-06-24", reason="Now known")
    do("move_release", _from="2021-01-02", release="2021-06", reason="Not known after all")
    do("note_release", _from="2021-01-02", release="2021-06", text="Some words.")
    told = [
        read_body(row.type, row.version, row.body_json(), None).in_words()
        for row in Event.objects.filter(stream="release:2021-06").order_by("pk")
    ]
    assert told == [
        "There is a release June 2021 (scheduled), on a day not known yet.",
        "June 2021 moves to 24 June 2021: Now known.",
        "June 2021 moves to a day not known yet: Not known after all.",
        "June 2021 is not closed to changes of systems and devices. Some words.",
    ]
