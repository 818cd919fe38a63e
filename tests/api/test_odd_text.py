"""Whatever text a parameter has, the answer is an answer or a problem, never a fault."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codeclerk.api.schema import schema
from tests.register.support import registered

pytestmark = pytest.mark.django_db
PATHS = {path: methods["get"]["parameters"] for path, methods in schema()["paths"].items() if "/acts/" not in path}
PARAMETERS = sorted({(path, one["name"]) for path, given in PATHS.items() for one in given if one["in"] == "query"})
ODD = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-+/:.eE_ ", max_size=30),
    st.sampled_from(
        ["\0", "9" * 5000, "-1", "1e9", "٣", "0" * 499, "%", "_", "'", '"', "\\", "{object}", "{", "\u202e",
         "2021-02-30", "9999-12-31", "0001-01-01", "true", "x" * 501, "W10=", "W1tdXQ", "-number", "9" * 18,
         "proposal:0107"]
    ),
)  # fmt: skip


def asked(address):
    response = Client(raise_request_exception=True).get(address)
    assert response.status_code in (200, 404, 422), (address, response.content[:300])
    assert response["Content-Type"] in ("application/json", "application/problem+json")
    response.json()


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PARAMETERS), ODD)
@example(("/api/v1/proposals", "limit"), "9" * 5000)
@example(("/api/v1/proposals", "q"), "a\0b")
@example(("/api/v1/papers/{reference}", "version"), str(2**70))
@example(("/api/v1/events", "cursor"), "9" * 18)
@example(("/api/v1/proposals", "as_at"), "0001-01-01")
@example(("/api/v1/proposals", "as_at"), "9999-12-31")
@example(("/api/v1/assessments", "known_at"), "0001-01-01")
def test_any_text_of_a_parameter_is_answered(parameter, text):
    registered_once()
    path, name = parameter
    address = path if "{" not in path else f"{path.partition('{')[0]}MP101"
    asked(f"{address}?{urlencode({name: text})}")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([path for path in PATHS if "{" in path]), ODD.filter(lambda text: text not in ("", ".", "..")))
@example("/api/v1/events/{position}", "9" * 18)
@example("/api/v1/proposals/{ref}", "{object}")
@example("/api/v1/proposals/{ref}", "/\n")
def test_any_reference_is_answered(path, text):
    asked(f"{path.partition('{')[0]}{quote(text, safe='')}")


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameter_of_any_name_is_answered(name, text):
    asked(f"/api/v1/proposals?{urlencode({name: text})}")


def registered_once():
    from codeclerk.register.models import Proposal

    if not Proposal.objects.exists():
        registered("MP101", "A title", "2020-01-07")
