"""The description of the API, OpenAPI 3.1. The copy that is kept is written anew by one line:

.venv/bin/python -m codeclerk.api.schema > docs/openapi.json
"""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any

PREFIX = "/api/v1/"


@cache
def schema() -> dict[str, Any]:
    """The description as plain JSON: refusals as problem+json, what 304 means, and no parameter's title twice.

    Made once, since that takes a quarter of a second. Read it; do not change it.
    """
    from codeclerk.api.endpoints import api
    from codeclerk.ui.errors import PROBLEM

    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    for methods in made["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                response["description"] = WORDS[status]
                if status != "200":
                    response["content"] = {PROBLEM: response["content"]["application/json"]}
            operation["responses"]["304"] = {"description": WORDS["304"]}
            for parameter in operation["parameters"]:
                parameter["schema"].pop("title", None)
                if "description" in parameter["schema"]:
                    parameter["description"] = parameter["schema"].pop("description")
    from codeclerk.api.act_schema import add_acts

    add_acts(made, PROBLEM)
    return made


WORDS = {
    "200": "What was asked for. ETag names this state of the record.",
    "304": "Nothing changed since the answer with the ETag that If-None-Match names.",
    "404": "What the address names does not exist, or is not open to the reader.",
    "422": "A parameter is unknown, or not right.",
}


def text() -> str:
    """The description as it is kept in docs/openapi.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    from codeclerk.kernel.start import start_django

    start_django()
    sys.stdout.write(text())
