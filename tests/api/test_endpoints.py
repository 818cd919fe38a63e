"""Every endpoint on the loaded example: it answers, in the shape that the description gives."""

from __future__ import annotations

import pytest
from django.test import Client

from codeclerk.api import shapes
from codeclerk.api.schema import schema

READS = {path: methods for path, methods in schema()["paths"].items() if "/acts/" not in path}
OPERATIONS = {methods["get"]["operationId"]: methods["get"] for methods in READS.values()}
THEN = "as_at=2021-03-05"
LISTS = {
    "proposals": (shapes.Proposals, shapes.OneProposal, "number"),
    "assessments": (shapes.Assessments, shapes.OneAssessment, "key"),
    "consultations": (shapes.Consultations, shapes.OneConsultation, "key"),
    "decisions": (shapes.Decisions, shapes.OneDecision, "key"),
    "meetings": (shapes.Meetings, shapes.OneMeeting, "key"),
    "releases": (shapes.Releases, shapes.OneRelease, "key"),
    "engagement": (shapes.EngagementDays, shapes.OneEngagementDay, "key"),
    "claims": (shapes.Claims, shapes.OneClaim, "key"),
}


def get(address):
    response = Client().get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content[:600]
    return response.json()


def walked(address):
    """Everything that the parts of a list have, by its cursors."""
    found, cursor = [], ""
    while True:
        made = get(f"{address}&cursor={cursor}" if cursor else address)
        found += made["items"]
        cursor = made["next"]
        if not cursor:
            return found


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in ("paper", "claim", "event", "vote")])
def test_the_example_of_each_endpoint_is_answered(example, name):
    assert get(OPERATIONS[name]["x-example"])["as_at"]


@pytest.mark.parametrize("name", LISTS)
def test_every_answer_has_the_shape_that_the_description_gives(example, name):
    listed, one, reference = LISTS[name]
    found = get(f"{name}?{THEN}&limit=200")
    listed.model_validate(found)
    assert found["items"]
    assert found["as_at"] == "2021-03-05"
    for item in found["items"][:3]:
        made = get(f"{name}/{item[reference]}?{THEN}")
        one.model_validate(made)
        assert {key: value for key, value in made["item"].items() if key in item} == item


@pytest.mark.parametrize("name", LISTS)
def test_the_parts_of_a_list_have_everything_once(example, name):
    whole = get(f"{name}?{THEN}&limit=200")
    size = max(1, min(whole["total"], 200) // 3)
    if name == "claims":
        size = 200
    parts = walked(f"{name}?{THEN}&limit={size}")
    assert len(parts) == whole["total"]
    assert parts[:200] == whole["items"]
    assert len({item["key"] for item in parts}) == len(parts)


def test_the_log_is_told_once_in_the_order_of_its_positions(example):
    found = walked("events?limit=200")
    positions = [one["position"] for one in found]
    assert positions == sorted(set(positions))
    assert {one["stream"].partition(":")[0] for one in found} == {
        "proposal", "assessment", "consultation", "decision", "derogation", "meeting", "release", "document", "claims",
        "engagement",
    }  # fmt: skip
    last = get(f"events?cursor={positions[-2]}&limit=200")
    shapes.Events.model_validate(last)
    assert [one["position"] for one in last["items"]] == positions[-1:]
    assert last["next"] is None
    assert last["through"] >= positions[-1]
    assert get(f"events?cursor={last['through']}")["items"] == []
    one = get(f"events/{positions[0]}")
    shapes.OneEvent.model_validate(one)
    assert one["item"] == found[0]
