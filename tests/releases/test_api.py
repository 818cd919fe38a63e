"""Releases and ways to implementation on the API."""

from __future__ import annotations

import pytest

from codeclerk.api import shapes
from tests.register.support import do
from tests.releases import example
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
loaded = loaded_once(example.load)
THEN = "as_at=2021-03-05"


def test_how_a_proposal_can_be_implemented(loaded, client):
    do("set_flag", _from="2021-03-05", proposal="MP144", flag="document_only")
    told = client.get(f"/api/v1/proposals/MP144/implementation?{THEN}&decided=24+March+2021").json()
    shapes.OneImplementation.model_validate(told)
    item = told["item"]
    assert (item["number"], item["flags"], item["decided"], item["decided_on"]) == (
        "MP144",
        ["Document-only"],
        "2021-03-24",
        "asked",
    )
    assert [(one["way"], one["kind"], one["day"], one["release"]) for one in item["options"]] == [
        ("document_only", "ad_hoc", "2021-03-25", None),
        ("usual", "scheduled", "2021-06-24", "2021-06"),
        ("longer", "scheduled", "2021-06-24", "2021-06"),
    ]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("proposals/MP9/implementation", 404, "register.unknown_proposal"),
        ("proposals/MP144/implementation?decided=soon", 422, "calendar.date_unreadable"),
    ],
)
def test_what_cannot_be_answered(loaded, client, address, status, code):
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_release_has_its_cost_and_what_is_to_be_looked_at(loaded, client):
    effort = ["Changing the code: 2", "Project management: at most 5"]
    do("set_release_cost", _from="2021-03-05", release="2021-06", effort=effort, budget="inside")
    told = client.get(f"/api/v1/releases/2021-06?{THEN}").json()
    shapes.OneRelease.model_validate(told)
    assert (told["item"]["cost"]["total"], told["item"]["cost"]["parties_pay_more"]) == ("4200.00", False)
    do("set_target_release", _from="2021-03-05", proposal="MP146", release="January 2021 ad-hoc")
    told = client.get(f"/api/v1/releases/2021-01-ad-hoc?{THEN}").json()["item"]
    assert told["cost"] is None
    assert [one["doubt"] for one in told["contents"]] == [
        "MP146 is not flagged as Document-only, and no other change is known to be open to an ad-hoc release."
    ]
