"""Every misfit is listed, with file, line, what was found, and the remedy."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from codeclerk.kernel.packs import (
    Bool,
    Date,
    Dec,
    Frozen,
    Id,
    Int,
    PackModel,
    References,
    Refers,
    Text,
    Time,
    load_files,
)
from tests.kernel.packs.helpers import ROLES, faults, files, words


class _Scalars(PackModel):
    number: Int | None = None
    amount: Dec | None = None
    yes: Bool | None = None
    day: Date | None = None
    hour: Time | None = None
    text: Text | None = None
    id: Id | None = None
    reference: References = ()
    map: Frozen[Date, Int] | None = None


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("number", "15", 15),
        ("number", "-3", -3),
        ("amount", "1.10", Decimal("1.10")),
        ("yes", "true", True),
        ("yes", "false", False),
        ("day", "2018-11-01", date(2018, 11, 1)),
        ("hour", "20:00", time(20)),
        ("text", "NO", "NO"),
        ("text", "0144", "0144"),
        ("id", "PA", "PA"),
    ],
)
def test_scalar_is_typed_from_its_text(field: str, written: str, value: object) -> None:
    assert getattr(_Scalars.model_validate({field: written}), field) == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("number", "015"),
        ("number", "15.0"),
        ("number", "1_000"),
        ("number", "١٥"),
        ("number", "9" * 5000),
        ("amount", "1e3"),
        ("amount", "NaN"),
        ("amount", ".5"),
        ("yes", "yes"),
        ("yes", "True"),
        ("yes", "1"),
        ("day", "2021-02-30"),
        ("day", "1/11/2018"),
        ("day", "1541030400"),
        ("day", "2018-11-01T00:00:00"),
        ("hour", "24:00"),
        ("hour", "1200"),
        ("hour", "8:00"),
        ("text", "  "),
        ("id", "two words"),
        ("id", "../up"),
        ("reference", "csr 5"),
        ("reference", "CSR:five"),
        ("map", {"2018-11-1": "1"}),
    ],
)
def test_any_other_spelling_is_refused(field: str, written: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        _Scalars.model_validate({field: written})
    assert [error["type"] for error in caught.value.errors()] == ["pack_value"]


def test_references_keep_source_and_locator() -> None:
    found = _Scalars.model_validate({"reference": "CSR:293-297, SEC D6.9,SITE"})
    assert [(ref.source, ref.locator, ref.is_lines) for ref in found.reference] == [
        ("CSR", "293-297", True),
        ("SEC", "D6.9", False),
        ("SITE", "", False),
    ]
    assert found.model_dump(mode="json")["reference"] == "CSR:293-297, SEC D6.9, SITE"


def test_model_is_immutable_through_and_through() -> None:
    found = _Scalars.model_validate({"map": {"2018-11-01": "1"}})
    with pytest.raises(ValidationError):
        found.number = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.map[date(2018, 11, 1)] = 2  # type: ignore[index]
    assert found.model_dump()["map"] == {date(2018, 11, 1): 1}


def test_unknown_key_suggests_the_nearest() -> None:
    text = ROLES.decode().replace("    name: Clerk", "    nmae: Clerk")
    assert words(files(roles=text)) == [
        "packs/toy/roles.yaml line 2: the key 'name' is missing. Add 'name': the proper name, singular.",
        "packs/toy/roles.yaml line 3: unknown key 'nmae'. Did you mean 'name'?",
    ]


def test_every_error_of_every_file_is_listed() -> None:
    given = files(
        roles=(
            "roles:\n"
            "  - id: clerk\n"
            "    name: Clerk\n"
            "    scope: instalation\n"
            "    meaning: [a, b]\n"
            "    sure: printd\n"
            "  - just a text\n"
            "  - id: other one\n"
            "    name: Other\n"
            "    scope: none\n"
            "    meaning: Says so.\n"
            "    sure: printed\n"
        ),
        assessments="types: none\nkinds: []\n",
        objectives="objectives:\n  - letter: z\n    text: Something.\n    sure: unverified\n",
        stages="- a\n",
    )
    given["pack.yaml"] = given["pack.yaml"].replace(b"2020-01-01", b"2020-13-01").replace(b"England", b"england")
    given["rolls.yaml"] = b"roles: []\n"
    given["notes.txt"] = b"hello"
    assert faults(given) == [
        ("shape_wrong", "assessments.yaml", 1),
        ("key_unknown", "assessments.yaml", 2),
        ("file_unknown", "notes.txt", 0),
        ("value_unknown", "objectives.yaml", 2),
        ("value_wrong", "pack.yaml", 4),
        ("value_unknown", "roles.yaml", 4),
        ("shape_wrong", "roles.yaml", 5),
        ("value_unknown", "roles.yaml", 6),
        ("shape_wrong", "roles.yaml", 7),
        ("value_wrong", "roles.yaml", 8),
        ("file_unknown", "rolls.yaml", 0),
        ("shape_wrong", "stages.yaml", 1),
    ]
    told = words(given)
    assert told.pop(2).startswith("packs/toy/notes.txt: the file 'notes.txt' is of no known kind. Known: 'assessments")
    assert told == [
        "packs/toy/assessments.yaml line 1: types is the text 'none', expected a list. "
        "Write one '- value' line per item, or [a, b].",
        "packs/toy/assessments.yaml line 2: unknown key 'kinds'. Remove it, or use one of 'assessor'.",
        "packs/toy/objectives.yaml line 2: unknown value 'z' for letter. "
        "Known: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'.",
        "packs/toy/pack.yaml line 4: date is '2020-13-01', expected a date. There is no such day in the calendar.",
        "packs/toy/roles.yaml line 4: unknown value 'instalation' for scope. Did you mean 'installation'?",
        "packs/toy/roles.yaml line 5: meaning is a list, expected text. Write a single value here.",
        "packs/toy/roles.yaml line 6: unknown value 'printd' for sure. Did you mean 'printed'?",
        "packs/toy/roles.yaml line 7: roles item 2 is the text 'just a text', expected keys and values. "
        "Write 'key: value' lines here.",
        "packs/toy/roles.yaml line 8: id is 'other one', expected an id. "
        "Use letters, digits, '.', '_' and '-', at most 64, a letter or digit first.",
        "packs/toy/rolls.yaml: the file 'rolls.yaml' is of no known kind. Did you mean 'roles.yaml'?",
        "packs/toy/stages.yaml line 1: the file is a list, expected keys and values. Write 'key: value' lines here.",
    ]


def test_rule_that_claims_to_be_printed_names_where() -> None:
    text = ROLES.decode().replace("sure: unverified", "sure: printed")
    assert words(files(roles=text)) == [
        "packs/toy/roles.yaml line 7: sure is 'printed', expected a 'reference' beside it. "
        "Add the source, or mark the rule unverified."
    ]


def test_parameter_without_values_is_refused() -> None:
    given = files(capabilities=_CAPABILITY[: _CAPABILITY.index("        2020")].replace("values:", "values: {}"))
    assert words(given) == [
        "packs/toy/capabilities.yaml line 6: values is 'keys and values', expected at least one dated value. "
        "Add the day that the first value holds from."
    ]


def test_reference_to_an_unknown_source_is_refused() -> None:
    text = ROLES.decode().replace("sure: unverified", "sure: printed\n    reference: TYO:5")
    assert words(files(roles=text)) == [
        "packs/toy/roles.yaml line 8: 'TYO' is not defined in packs/toy/pack.yaml. Did you mean 'TOY'?"
    ]


_CAPABILITY = """\
capabilities:
  - id: people.manage
    meaning: Manage people.
    roles:
      meaning: Roles that may
      values:
        2020-01-01:
          value: [clerk, clerc]
          sure: unverified
"""


def test_role_unknown_in_the_capabilities_is_refused() -> None:
    assert words(files(capabilities=_CAPABILITY)) == [
        "packs/toy/capabilities.yaml line 8: 'clerc' is not defined in packs/toy/roles.yaml. Did you mean 'clerk'?"
    ]


def test_what_depends_on_an_unreadable_file_is_not_reported_again() -> None:
    assert faults(files(capabilities=_CAPABILITY, roles="roles: [\n")) == [("not_yaml", "roles.yaml", 2)]


def test_date_key_of_a_parameter_is_typed() -> None:
    given = files(capabilities=_CAPABILITY.replace("clerc", "clerk").replace("2020-01-01", "1 Jan 2020"))
    assert words(given) == [
        "packs/toy/capabilities.yaml line 7: a key is '1 Jan 2020', expected a date. "
        "Write it as YYYY-MM-DD, as in 2018-11-01."
    ]


def test_alias_used_twice_names_both_places() -> None:
    text = ROLES.decode() + (
        "  - id: writer\n"
        "    name: Writer\n"
        "    aliases: [Author, s c r i b e]\n"
        "    scope: none\n"
        "    meaning: Writes.\n"
        "    sure: unverified\n"
    )
    assert words(files(roles=text)) == [
        "packs/toy/roles.yaml line 10: 's c r i b e' already stands for 'clerk' in packs/toy/roles.yaml line 4. "
        "Keep it with one of the two."
    ]


def test_id_that_equals_its_own_name_is_fine() -> None:
    load_files(files(roles=ROLES.decode().replace("name: Clerk", "name: clerk")))


def test_status_of_an_unknown_stage_is_refused() -> None:
    text = (
        "stages:\n"
        "  - {id: one, name: One, meaning: First., pre_decision: true, sure: unverified}\n"
        "profiles:\n"
        "  - id: first\n"
        "    name: First process\n"
        "    sure: unverified\n"
        "    start: {date: 2020-01-01, sure: unverified}\n"
        "    statuses:\n"
        "      - {id: begun, name: Begun, stage: on, sure: unverified}\n"
    )
    assert words(files(stages=text)) == [
        "packs/toy/stages.yaml line 9: 'on' is not defined in packs/toy/stages.yaml (stages). Did you mean 'one'?"
    ]


def test_plain_python_type_in_a_model_refuses_text() -> None:
    class _Careless(PackModel):
        number: int

    with pytest.raises(ValidationError):
        _Careless.model_validate({"number": "0144"})


def test_refers_marks_the_id_with_its_target() -> None:
    refers = Refers("roles")
    assert refers.target == "roles"
