"""Organisations: names, categories and kinds are dated facts."""

from datetime import date

import pytest

from codeclerk.kernel.models import Event
from codeclerk.people import queries
from codeclerk.people.models import Organisation
from tests.people.support import do, lens, organisation, refused
from tests.people.support import queries as count

pytestmark = pytest.mark.django_db


def test_category_is_understood_by_its_other_names():
    organisation("north", category="Networks Party")
    assert queries.organisation_as_at(lens(), "north").category == "network"
    do("set_party_category", organisation="north", category="Electricity Networks", _from=date(2020, 1, 1))
    line = queries.organisation_as_at(lens(), "north")
    assert (line.category, line.category_name) == ("electricity_network_operator", "Electricity Network Operator")


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("Netwerk Party", "Did you mean 'Network Party'?"), ("Larg Supplier", "Did you mean 'Large Supplier'?")],
)
def test_unknown_category_is_refused_with_the_nearest(typed, remedy):
    refusal = refused("add_organisation", key="north", name="North", kind="party", category=typed)
    assert (refusal.code, refusal.facts["field"], refusal.remedy) == ("people.unknown_word", "category", remedy)
    assert not Organisation.objects.exists()


def test_type_of_other_party_is_no_category():
    assert refused("add_organisation", key="n", name="N", kind="party", category="Meter Installer").code == (
        "people.unknown_word"
    )


@pytest.mark.inventory("G28", partial="the bodies follow each other as names of one organisation; decisions come later")
def test_government_keeps_its_place_under_successive_names():
    organisation("secretary-of-state", "Department of Energy", "government", since=date(2013, 9, 23))
    do(
        "rename_organisation",
        organisation="secretary-of-state",
        name="Department for Business",
        _from=date(2016, 7, 14),
    )
    named = {day: queries.organisation_as_at(lens(day), "secretary-of-state").name for day in DAYS}
    assert named == {DAYS[0]: "Department of Energy", DAYS[1]: "Department for Business"}


DAYS = (date(2016, 7, 13), date(2016, 7, 14))


def test_history_tells_every_change_with_its_days():
    organisation("north", "North", category="Large Supplier")
    do("rename_organisation", organisation="north", name="Northern", short_name="NOR", _from=date(2018, 6, 1))
    told = [(line.first_day, line.end, line.value) for line in queries.history_of_organisation(lens(), "north")]
    assert told == [
        (date(2015, 1, 1), date(2018, 6, 1), "North"),
        (date(2015, 1, 1), None, "Party"),
        (date(2015, 1, 1), None, "Large Supplier"),
        (date(2018, 6, 1), None, "Northern (NOR)"),
    ]


def test_organisation_is_not_there_before_its_first_day():
    organisation("north", since=date(2019, 5, 1))
    assert queries.organisations_as_at(lens(date(2019, 4, 30))) == ()
    assert [line.key for line in queries.organisations_as_at(lens(date(2019, 5, 1)))] == ["north"]


def test_key_is_used_once():
    organisation("north")
    refusal = refused("add_organisation", key="north", name="Other", kind="party")
    assert (refusal.code, refusal.facts["field"]) == ("people.key_taken", "key")


@pytest.mark.parametrize("key", ["North", "north_1", "-north", "add", "north networks", "", "n\x00"])
def test_key_that_makes_no_address_is_refused(key):
    assert refused("add_organisation", key=key, name="North", kind="party").code == "kernel.bad_field"


@pytest.mark.parametrize("name", ["", " ", "A\x00B", "A" * 201])
def test_name_that_is_no_line_of_text_is_refused(name):
    assert refused("add_organisation", key="north", name=name, kind="party").code == "kernel.bad_field"


def test_same_name_twice_is_a_warning():
    from codeclerk.kernel import bus

    organisation("north", "North Networks")
    plan = bus.preview(
        "add_organisation", {"key": "n2", "name": "north networks", "kind": "party"}, actor="system:install"
    )
    assert plan.warnings == ("north networks is also the name of north.",)


def test_unknown_organisation_is_refused_with_the_nearest():
    organisation("north-networks")
    refusal = refused("rename_organisation", organisation="north-network", name="X")
    assert refusal.remedy.startswith("Did you mean north-networks?")


def test_events_are_in_the_stream_of_the_organisation():
    organisation("north")
    do("set_organisation_kind", organisation="north", kind="Service provider")
    assert list(Event.objects.filter(stream="organisation:north").values_list("type", flat=True)) == [
        "people.organisation_added",
        "people.organisation_kind_set",
    ]


@pytest.mark.parametrize("size", [1, 30])
def test_list_takes_three_queries(size):
    for number in range(size):
        organisation(f"o-{number}", category="dcc")
    with count(3):
        assert len(queries.organisations_as_at(lens())) == size
