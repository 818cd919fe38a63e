"""Acts in the description of the API: a path for each, its schema made of the act's own, and an example."""

from __future__ import annotations

import json
from functools import cache
from inspect import cleandoc
from typing import Any

from codeclerk.api.acting import ActEnvelope
from codeclerk.kernel.acts import Act, acts

SHA256 = "0123456789abcdef" * 4
EXAMPLES: dict[str, Any] = {
    "proposal": "MP107",
    "person": "p-0001",
    "organisation": "north-networks",
    "document": SHA256,
    "sha256": SHA256,
    "reason": "Read wrongly before.",
    "secret": "Ihs8YzB0q3vN1-2kR7pWm4Xc9LdT5uGfEoAjQb6yHnS",
    "add_organisation.key": "north-networks",
    "register_release.key": "2021-06",
    "record_change_request.number": "CR1352",
    "issue_paper.kind": "change-status",
    "reissue_paper.kind": "change-status",
    "issue_paper.reference": "SECP_90_1203_18",
    "reissue_paper.reference": "SECP_90_1203_18",
    "^[0-9a-f]{24}$": SHA256[:24],
    "^[0-9]{4}-(0[1-9]|1[0-2])$": "2021-03",
}
"""What stands in examples for fields of this act and name, of this pattern, or of this name; others are made of their
schema."""


def meaning(act: type[Act[Any]]) -> str:
    """What an act is for, in the words of its own docstring."""
    return cleandoc(act.__doc__ or act.title)


@cache
def input_schema(act: type[Act[Any]]) -> dict[str, Any]:
    """What an act takes, as JSON Schema. Do not change it."""
    return act.Input.model_json_schema()


def example(act: type[Act[Any]]) -> dict[str, Any]:
    """A body for an act: every field that it needs, and the day."""
    schema = input_schema(act)
    needed = {name: schema["properties"][name] for name in schema.get("required", ())}
    data = {name: _example(f"{act.name}.{name}", part, schema.get("$defs", {})) for name, part in needed.items()}
    return {"data": data, "effective": "2021-03-05"}


def _example(name: str, part: dict[str, Any], defs: dict[str, Any]) -> Any:
    if "$ref" in part:
        part = defs[part["$ref"].rpartition("/")[2]]
    for word in ("anyOf", "oneOf", "allOf"):
        if word in part:
            return _example(name, part[word][0], defs)
    for word in ("examples", "enum"):
        if part.get(word):
            return part[word][0]
    if "const" in part:
        return part["const"]
    kind = part.get("type", "string")
    if kind == "object":
        inside = {one: part["properties"][one] for one in part.get("required", ())}
        return {one: _example(f"{name}.{one}", inner, defs) for one, inner in inside.items()}
    if kind == "array":
        return [_example(name, part.get("items", {}), defs)] * part.get("minItems", 1)
    if kind in ("integer", "number"):
        return part.get("minimum", 1)
    if kind == "boolean":
        return True
    if part.get("format") == "date":
        return "2021-03-05"
    last = name.rpartition(".")[2]
    known = next((EXAMPLES[one] for one in (name, part.get("pattern"), last) if one in EXAMPLES), None)
    text = known or (part.get("title") or last).replace("_", " ")
    return text[: part.get("maxLength", len(text))]


def add_acts(made: dict[str, Any], problem: str) -> None:
    """Put every act into the description: `acts/<name>/` and its preview, for generators of clients.

    `problem` is the media type of refusals. What is the same for all acts stands once, among the components.
    """
    components = made["components"]
    schemas = components["schemas"]
    _hoist(schemas, "ActEnvelope", ActEnvelope.model_json_schema(ref_template=_REF))
    envelope = schemas["ActEnvelope"]["properties"]
    envelope.pop("data")
    schemas["Done"], schemas["Plan"], schemas["ActLine"] = DONE, PLAN, LINE
    components["parameters"] = {"IdempotencyKey": KEY}
    components["securitySchemes"] = SECURITY
    components["responses"] = {
        name: _response(words, "application/json", {"$ref": _REF.format(model=name)})
        for name, words in (("Done", "Carried out. Sent again under the same key, the same answer."), ("Plan", PLAN_IS))
    }
    components["responses"] |= {
        name: _response(words, problem, {"$ref": _REF.format(model="Problem")}) for name, words in REFUSED.values()
    }
    made["paths"]["/api/v1/acts/"] = {"get": LIST}
    made["paths"]["/api/v1/acts/{name}/"] = {"get": ONE}
    for act in acts().values():
        stem = "".join(word.capitalize() for word in act.name.split("_"))
        data = _hoist(schemas, f"{stem}Data", act.Input.model_json_schema(ref_template=_REF))
        schemas[stem] = {
            "title": act.title,
            "type": "object",
            "allOf": [{"$ref": _REF.format(model="ActEnvelope")}],
            "properties": {"data": {"$ref": _REF.format(model=data)}},
            "required": ["data"],
            "unevaluatedProperties": False,
        }
        path = f"/api/v1/acts/{act.name}/"
        made["paths"][path] = {"post": _post(act, act.name, stem, "201", "Done")}
        made["paths"][f"{path}preview/"] = {"post": _post(act, f"preview_{act.name}", stem, "200", "Plan")}


_REF = "#/components/schemas/{model}"


def _hoist(schemas: dict[str, Any], name: str, schema: dict[str, Any]) -> str:
    """Put a schema and what it refers to among the components; what would stand there twice in two meanings is renamed
    after `name`. The name under which it stands."""
    parts = schema.pop("$defs", {})
    renamed = {one: f"{name}{one}" for one, part in parts.items() if schemas.get(one, part) != part}
    text = json.dumps([schema, parts])
    for one, other in renamed.items():
        text = text.replace(f'"{_REF.format(model=one)}"', f'"{_REF.format(model=other)}"')
    schema, parts = json.loads(text)
    for one, part in parts.items():
        schemas[renamed.get(one, one)] = part
    schemas[name] = schema | {"title": name}
    return name


def _response(words: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {media: {"schema": schema}}}


def _post(act: type[Act[Any]], operation: str, stem: str, status: str, shape: str) -> dict[str, Any]:
    responses = {code: {"$ref": f"#/components/responses/{name}"} for code, (name, _) in REFUSED.items()}
    responses[status] = {"$ref": f"#/components/responses/{shape}"}
    keyed = [{"$ref": "#/components/parameters/IdempotencyKey"}] if shape == "Done" else []
    body = {"schema": {"$ref": _REF.format(model=stem)}, "example": example(act)}
    return {
        "operationId": operation,
        "summary": act.title if shape == "Done" else f"Preview: {act.title}",
        "description": meaning(act),
        "tags": ["acts"],
        "parameters": keyed,
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": responses,
        "security": [{"token": []}, {"session": [], "csrf": []}],
        "x-capability": act.capability,
    }


PLAN_IS = "What it would do; nothing was recorded."
REFUSED = {
    "400": ("Unreadable", "The body or the key cannot be read."),
    "401": ("NotSignedIn", "Nobody is said to send it, or the token does not count."),
    "403": ("NotAllowed", "The sender may not do this; the refusal names the rule that decided."),
    "404": ("NotThere", "Something that it names does not exist, or is not open to the sender."),
    "409": ("Conflict", "The record moved on, or the key stands for another command."),
    "413": ("TooLarge", "The body is too long."),
    "415": ("NotJson", "The body is not application/json."),
    "422": ("Wrong", "Fields are missing, unknown or wrong; each refusal names its field."),
    "429": ("TooMany", "Too many acts within a minute; Retry-After says how long to wait."),
    "503": ("Broken", "The installation is busy or not sound; nothing was recorded."),
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A UUID of the sender's own, one for each command: sent twice under it, it is done once.",
    "schema": {"type": "string", "format": "uuid"},
}
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token that a person made under My account."},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "A browser that signed in."},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": "The cookie csrftoken again."},
}


def _object(about: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "description": about, "properties": properties, "required": list(properties)}


def _texts(about: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "description": about}


def _text(about: str) -> dict[str, Any]:
    return {"type": "string", "description": about}


def _things(about: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object"}, "description": about}


def _versions(about: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": {"type": "integer"}, "description": about}


DONE = _object(
    "What an act did.",
    command_id={"type": "string", "format": "uuid", "description": "The key that it stands under."},
    act=_text("Its name."),
    repeated={"type": "boolean", "description": "It had been carried out before; only the answer was given again."},
    answer={"type": "object", "description": "References to what it made or changed."},
    heads=_versions("The version of each stream that it wrote to: `expected` of the next act."),
    warnings=_texts("Sentences that stopped nothing; not given again for what is repeated."),
)
PLAN = _object(
    "What an act would do.",
    act=_text("Its name."),
    events=_things("What would be recorded: stream, type, words and body, without private fields."),
    deadlines=_things("The deadlines that would start, with the counting in a sentence."),
    notices=_things("Who would be told what, and why."),
    told=_texts("Who follows what it is about and would be told, in sentences."),
    answer={"type": "object", "description": "What the sender would be answered."},
    warnings=_texts("Sentences that would stop nothing."),
    expected=_versions("The present version of each stream that it would write to: `expected` of the act itself."),
)
LINE = _object(
    "An act.",
    name=_text("What it is called in addresses."),
    title=_text("What it is called on pages."),
    meaning=_text("What it is for."),
    capability=_text("What its sender holds."),
    schema_at=_text("The address of its schema and an example; POST there carries it out."),
    preview_at=_text("The address to which POST says what it would do."),
)
ITEM = _object(
    "An act with its schema.",
    **LINE["properties"],
    private=_texts("Fields that no answer, preview or log repeats."),
    schema={"type": "object", "description": "JSON Schema of `data`."},
    example={"type": "object", "description": "A body that shows every field that is needed."},
)
LIST: dict[str, Any] = {
    "operationId": "acts",
    "summary": "Every act that changes the record.",
    "tags": ["acts"],
    "responses": {
        "200": _response(
            "The acts by name.",
            "application/json",
            _object(
                "Every act.",
                total={"type": "integer", "description": "How many there are."},
                items={"type": "array", "items": {"$ref": _REF.format(model="ActLine")}, "description": "By name."},
            ),
        )
    },
}
ONE: dict[str, Any] = {
    "operationId": "act",
    "summary": "One act with its schema and an example.",
    "tags": ["acts"],
    "parameters": [{"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}],
    "responses": {
        "200": _response("The act.", "application/json", ITEM),
        "404": {"$ref": "#/components/responses/NotThere"},
    },
}
