"""Who may raise a change: as the pack says, in the acts' words, on the pages and on the command line."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from codeclerk.cli import main
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import load_files
from codeclerk.process import vocabulary
from codeclerk.process.packs import ProcessRules
from codeclerk.process.rules.raising import listed
from tests.kernel.packs.helpers import faults
from tests.process.toy import line_of, toy

ENTRY = "entitled:\n  - {id: clerks, name: Clerks, who: {role: clerk}, kinds: [party], sure: unverified}\n"


def entitled(**given):
    found = vocabulary.entitled("2018", "Some Body Ltd", **given)
    assert found is not None
    return found.id


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ({"kind": "party"}, "party"),
        ({"kind": "central_service"}, "party"),
        ({"kind": "other", "names": ["CITIZENS ADVICE"]}, "citizens_advice"),
        ({"kind": "authority"}, "authority"),
        ({"named": "Ofgem", "kind": "authority"}, "authority"),
        ({"named": "panel"}, "panel"),
        ({"named": "SEC Panel"}, "panel"),
        ({"named": "body:panel"}, "panel"),
        ({"named": "designated", "kind": "other"}, "designated"),
    ],
)
def test_who_is_entitled_is_told_by_name_or_kind(given, id):
    assert entitled(**given) == id


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "other"}, "Some Body Ltd is not among those who may raise a change."),
        ({"kind": "government"}, "Some Body Ltd is not among those"),
        ({}, "Some Body Ltd is not among those"),
        ({"named": "Change Board"}, "Some Body Ltd is not entitled as “Change Board” among those"),
        ({"named": "Authority", "kind": "party"}, "Some Body Ltd is not entitled as “Authority” among those"),
    ],
)
def test_who_is_not_is_told_who_is(given, said):
    with pytest.raises(Refused) as refused:
        entitled(**given)
    words = str(refused.value)
    assert said in words
    assert "Those are Any Party, Citizens Advice, Citizens Advice Scotland, Somebody whom" in words
    assert (refused.value.first.code, refused.value.first.facts["field"]) == ("process.not_entitled", "organisation")


@pytest.mark.parametrize(
    ("profiles", "under"), [("", ("first", "second")), (", profiles: [first]", ("first",))], ids=["any", "one"]
)
def test_an_entry_can_hold_under_some_profiles_only(profiles, under):
    rules = load_files(toy(("conditions:\n", ENTRY.replace("}\n", f"{profiles}}}\n") + "conditions:\n")))
    (one,) = rules.of(ProcessRules).entitled
    assert tuple(id for id in ("first", "second") if one.is_under(id)) == under


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("{role: clerk}", "{role: clark}"), "reference_unknown"),
        (("kinds: [party]", "kinds: [partei]"), "value_unknown"),
        (("kinds: [party]", "profiles: [frist]"), "reference_unknown"),
        (("sure: unverified", "sure: stated"), "value_wrong"),
    ],
)
def test_a_wrong_entry_is_refused(change, code):
    changes = (("conditions:\n", ENTRY.replace(*change) + "conditions:\n"),)
    assert faults(toy(*changes)) == [(code, "process.yaml", line_of("id: clerks", *changes))]


def test_names_are_listed_in_a_sentence():
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("address", ["/process/", "/process/2018/"])
def test_the_pages_show_who_may_raise_a_change(client, address):
    page = re.sub(r"\s+", " ", client.get(address).content.decode())
    assert "Who may raise a change" in page
    assert "Citizens Advice Scotland" in page
    assert "The change follows from a Significant Code Review" in page


@pytest.mark.any_database
def test_the_command_line_tells_it():
    text = CliRunner().invoke(main, ["process", "2018"]).stdout
    assert "Who may raise a change\n     Any Party\n     Citizens Advice [unverified]" in text
    value = json.loads(CliRunner().invoke(main, ["process", "2018", "--format", "json"]).stdout)
    assert value["entitled"][0] == {
        "id": "party",
        "name": "Any Party",
        "by": "role:party",
        "who": "Party",
        "only": None,
        "sure": "stated",
        "reference": "SITE",
        "note": "The DCC is a Party, and raises changes as one.",
    }
