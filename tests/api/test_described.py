"""Every endpoint answers as the description says, whatever the description lets a reader send."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from codeclerk.api.schema import schema
from codeclerk.wsgi import application
from tests.api.test_endpoints import LISTS

DESCRIBED = schemathesis.openapi.from_dict(schema()).exclude(path_regex="^/api/v1/acts/")
THEN = {"as_at": "2021-03-05"}


@pytest.fixture
def kept_open(example):
    """The example, on a connection that the end of a request does not close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# That a text is a date, a reference or a word of the pack is more than the description can say of it.
@DESCRIBED.parametrize()
@settings(max_examples=15, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_any_answer_is_as_described(case, kept_open):
    case.call_and_validate(app=application, excluded_checks=[positive_data_acceptance])


@pytest.mark.parametrize("name", [*LISTS, "events"])
def test_what_the_example_has_is_as_described(name, kept_open):
    found = DESCRIBED[f"/api/v1/{name}"]["GET"].Case(query={**THEN, "limit": 200}).call_and_validate(app=application)
    items = found.json()["items"]
    assert items
    reference = "position" if name == "events" else LISTS[name][2]
    path = next(path for path in schema()["paths"] if path.startswith(f"/api/v1/{name}/"))
    one = DESCRIBED[path]["GET"].Case(
        path_parameters={path.partition("{")[2].rstrip("}"): str(items[0][reference])}, query=THEN
    )
    assert one.call_and_validate(app=application).status_code == 200
