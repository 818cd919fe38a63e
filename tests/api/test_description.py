"""The description of the API: OpenAPI 3.1, kept as it is, and the page that is made of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from codeclerk.api import schema
from tests.support.acts import own_acts

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_kept_description_is_the_one_that_is_served():
    # In a process of its own: other tests register acts.
    command = [sys.executable, "-m", "codeclerk.api.schema"]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert KEPT.read_text(encoding="utf-8") == made.stdout, (
        "The API changed. Look at what did, then: .venv/bin/python -m codeclerk.api.schema > docs/openapi.json"
    )


@pytest.mark.django_db
def test_it_is_served_and_complete():
    made = Client().get("/api/v1/openapi.json").json()
    assert made == schema.schema()
    assert made["openapi"] == "3.1.0"
    paths = {path: methods for path, methods in made["paths"].items() if "/acts/" not in path}
    assert len(paths) == 34
    refused = {"$ref": "#/components/schemas/Problem"}
    operations = [methods["get"] for methods in paths.values()]
    assert len({one["operationId"] for one in operations}) == 34
    for methods in paths.values():
        assert list(methods) == ["get"]
    for operation in operations:
        assert operation["responses"]["422"]["content"] == {"application/problem+json": {"schema": refused}}
        assert {"200", "304", "422"} <= set(operation["responses"])
        for parameter in operation["parameters"]:
            assert parameter["in"] == "path" or parameter["description"]
    own = {name for act in own_acts().values() for name in act.Input.model_json_schema().get("$defs", ())}
    for name, shape in made["components"]["schemas"].items():
        if name.endswith("Data") or "allOf" in shape or name in own:
            continue  # what an act takes: its titles say it
        told = [field for field, one in shape.get("properties", {}).items() if one.get("description")]
        assert told == list(shape.get("properties", {})), name
    for kind, name in re.findall(r"#/components/(\w+)/(\w+)", schema.text()):
        assert name in made["components"][kind], name
    named = set(re.findall(r"#/components/schemas/(\w+)", schema.text()))
    assert named <= set(made["components"]["schemas"])


@pytest.mark.django_db
def test_the_page_lists_every_endpoint_with_its_parameters_and_an_example():
    response = Client().get("/api/")
    page = response.content.decode()
    assert response.status_code == 200
    for path, methods in schema.schema()["paths"].items():
        if "/acts/" in path:
            continue
        assert f"<code>{path}</code></h2>" in page
        for parameter in methods["get"]["parameters"]:
            assert f">{parameter['name']}</th>" in page.replace("\n", "")
        assert methods["get"]["summary"] in page
    assert "/api/v1/openapi.json" in page
    assert "http://testserver/api/v1/proposals?stage=refine&amp;limit=2" in page
    assert "whole number, 1 to 200" in page


@pytest.mark.django_db
def test_the_page_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own():
    response = Client().get("/api/")
    page = response.content.decode()
    assert "style=" not in page
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    sources = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page)
    assert sources
    assert all(one.startswith(("/", "data:")) for one in sources)
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_every_page_leads_to_it():
    page = Client().get("/proposals/").content.decode()
    assert re.search(r'<footer.*<a[^>]*href="/api/"[^>]*>API</a>', page, re.DOTALL)


def test_every_act_has_a_path_for_itself_and_one_for_its_preview():
    made = schema.schema()
    for act in own_acts().values():
        path = f"/api/v1/acts/{act.name}/"
        done, shown = made["paths"][path]["post"], made["paths"][f"{path}preview/"]["post"]
        assert (done["operationId"], shown["operationId"]) == (act.name, f"preview_{act.name}")
        assert done["requestBody"] == shown["requestBody"]
        assert "201" in done["responses"]
        assert "200" in shown["responses"]
        reference = done["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        data = made["components"]["schemas"][reference]["properties"]["data"]["$ref"].rpartition("/")[2]
        shape = made["components"]["schemas"][data]
        assert set(shape.get("properties", {})) == set(act.Input.model_fields)
        assert shape["additionalProperties"] is False
