"""Operations, redlines and provisions as JSON, and back. The set of operations is closed, and reading is strict: what
is not in its one form is refused with the operation and the field. Pure.

An operation is an object with `op` (`edit`, `replace`, `insert`, `delete`, `move`, `relabel`, `set_param`), `id`,
`target` and what that operation takes; `base`, `note` and `serves` are left out where they are empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from codeclerk.kernel.errors import Reason, Refusal, Refused
from codeclerk.legaltext.rules.marks import Run
from codeclerk.legaltext.rules.operations import (
    Delete,
    Edit,
    Insert,
    Move,
    Operation,
    Place,
    Relabel,
    Replace,
    SetParam,
)
from codeclerk.legaltext.rules.provisions import UNNUMBERED, Kind, LabelRule, Numbering, Provision
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from codeclerk.legaltext.rules.spans import Content, as_json, from_json

BAD_OPERATION = Reason(
    "legaltext.bad_operation",
    rule="an amendment is one of the known operations, with exactly the fields that it takes",
    problem="{object}, {field}: {what}",
    remedy="Correct that field; `codeclerk code export` shows operations as they are written.",
)

Found = TypeVar("Found")


class Fields:
    """The fields of a JSON object, each read once. `who` is what refusals call the object."""

    def __init__(self, value: Any, who: str) -> None:
        self.who = who
        if not isinstance(value, dict):
            raise self.no("value", "it is not an object")
        self.left: dict[str, Any] = dict(value)

    def no(self, field: str, what: str) -> Refused:
        """The refusal of one field."""
        return BAD_OPERATION.refuse(self.who, field=field, what=what)

    def take(self, field: str, kind: type[Found], default: Found | None = None) -> Found:
        """A field of this very kind. Refused where it is another one, or missing and without a default."""
        if field not in self.left:
            if default is not None:
                return default
            raise self.no(field, "it is missing")
        value = self.left.pop(field)
        if type(value) is not kind:
            raise self.no(field, f"{_short(value)} is no {_SAID.get(kind, kind.__name__)}")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A field that is a list of texts, empty unless given."""
        values = self.take(field, list, [])
        if not all(isinstance(one, str) for one in values):
            raise self.no(field, "it is no list of texts")
        return tuple(values)

    def read(self, field: str, make: Callable[[Any], Found]) -> Found:
        """A field that `make` reads, which raises `ValueError` for what it cannot read."""
        if field not in self.left:
            raise self.no(field, "it is missing")
        value = self.left.pop(field)
        try:
            return make(value)
        except (ValueError, TypeError, KeyError) as error:
            raise self.no(field, str(error) or f"{_short(value)} cannot be read") from error

    def done(self) -> None:
        """Refuse fields that nothing takes."""
        if self.left:
            raise self.no(min(self.left), "there is no such field")


_SAID: dict[type, str] = {str: "text", bool: "yes or no", list: "list", dict: "object", int: "whole number"}


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


# --- parts -------------------------------------------------------------------------


def content_of(value: Any) -> Content:
    """The content that a JSON list says. Raises `ValueError` where it is not in its one form."""
    if not isinstance(value, list):
        raise ValueError(f"{_short(value)} is no list")
    if len(value) == 1 and isinstance(value[0], str) and value[0]:
        return (value[0],)  # most provisions say nothing but text
    content = from_json(value)
    if as_json(content) != value:
        raise ValueError(f"{_short(value)} is not in its one form")
    return content


def rule_json(rule: LabelRule) -> list[Any]:
    """A label rule: `["point", false, ""]`."""
    return [rule.numbering.value, rule.is_suffixed, rule.fixed]


def rule_of(value: Any) -> LabelRule:
    """Raises `ValueError`."""
    match value:
        case [str(numbering), bool(is_suffixed), str(fixed)]:
            return _rule(numbering, is_suffixed, fixed)
    raise ValueError(f"{_short(value)} is no label rule")


@lru_cache(maxsize=1000)
def _rule(numbering: str, is_suffixed: bool, fixed: str) -> LabelRule:
    """A code has few different ones."""
    return LabelRule(Numbering(numbering), is_suffixed, fixed)


def provision_json(one: Provision) -> dict[str, Any]:
    """A provision; fields at their default are left out."""
    made: dict[str, Any] = {"pid": one.pid, "kind": one.kind.value}
    if one.rule != UNNUMBERED:
        made["rule"] = rule_json(one.rule)
    if one.content:
        made["content"] = as_json(one.content)
    if one.name:
        made["name"] = one.name
    if one.is_unused:
        made["is_unused"] = True
    return made


def provision_of(value: Any, who: str = "A provision") -> Provision:
    """The provision that `provision_json` wrote. Refused (legaltext.bad_operation) where it is none."""
    fields = Fields(value, who)
    made = Provision(
        pid=fields.read("pid", _filled),
        kind=fields.read("kind", Kind),
        rule=fields.read("rule", rule_of) if "rule" in fields.left else UNNUMBERED,
        content=fields.read("content", content_of) if "content" in fields.left else (),
        name=fields.take("name", str, ""),
        is_unused=fields.take("is_unused", bool, False),
    )
    fields.done()
    return made


def _filled(value: Any) -> str:
    if not isinstance(value, str) or not value or len(value) > 60:
        raise ValueError(f"{_short(value)} is no id of 1 to 60 signs")
    return value


def _place(value: Any) -> Place:
    match value:
        case {"parent": str(parent), "after": str(after)} if len(value) == 2:
            return Place(parent, after)
        case {"parent": str(parent)} if len(value) == 1:
            return Place(parent)
    raise ValueError(f"{_short(value)} is no place: it has a parent, and what it comes after")


def _place_json(place: Place) -> dict[str, str]:
    return {"parent": place.parent, "after": place.after} if place.after else {"parent": place.parent}


def _runs(value: Any) -> tuple[Run, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"{_short(value)} is no list of runs")
    return tuple(_run(one) for one in value)


def _run(value: Any) -> Run:
    match value:
        case [int(first), int(last), list(new)] if not isinstance(first, bool) and not isinstance(last, bool):
            return Run(first, last, content_of(new))
    raise ValueError(f"{_short(value)} is no run: first token, last token, and what stands in their place")


# --- operations ---------------------------------------------------------------------


def operation_json(one: Operation) -> dict[str, Any]:
    """An operation as a JSON value."""
    made: dict[str, Any] = {"op": _NAMES[type(one)], "id": one.id, "target": one.target}
    made |= {name: value for name, value in (("base", one.base), ("note", one.note)) if value}
    if one.serves:
        made["serves"] = list(one.serves)
    match one:
        case Edit():
            made["runs"] = [[run.first, run.last, as_json(run.new)] for run in one.runs]
        case Replace():
            made["content"] = as_json(one.content)
            if one.name is not None:
                made["name"] = one.name
        case Insert():
            made |= {"provision": provision_json(one.provision), "place": _place_json(one.place)}
        case Delete():
            if one.leaves_number:
                made["leaves_number"] = True
        case Move():
            made["place"] = _place_json(one.place)
        case Relabel():
            made["rule"] = rule_json(one.rule)
        case SetParam():
            made["value"] = one.value
    return made


_NAMES: dict[type[Operation], str] = {
    Edit: "edit",
    Replace: "replace",
    Insert: "insert",
    Delete: "delete",
    Move: "move",
    Relabel: "relabel",
    SetParam: "set_param",
}


def operation_of(value: Any, who: str = "An operation") -> Operation:
    """The operation that a JSON value says. Refused (legaltext.bad_operation) with the operation and the field."""
    if isinstance(value, dict) and isinstance(value.get("id"), str) and value["id"]:
        who = f"Operation {value['id'][:60]}"
    fields = Fields(value, who)
    op = fields.take("op", str)
    common: dict[str, Any] = {
        "id": fields.read("id", _filled),
        "target": fields.read("target", _filled),
        "base": fields.take("base", str, ""),
        "note": fields.take("note", str, ""),
        "serves": fields.texts("serves"),
    }
    made = _made(op, fields, common)
    fields.done()
    return made


def _made(op: str, fields: Fields, common: dict[str, Any]) -> Operation:
    match op:
        case "edit":
            return Edit(**common, runs=fields.read("runs", _runs))
        case "replace":
            name = fields.take("name", str) if "name" in fields.left else None
            return Replace(**common, content=fields.read("content", content_of), name=name)
        case "insert":
            provision = provision_of(fields.take("provision", dict), f"{fields.who}, its provision")
            if provision.pid != common["target"]:
                raise fields.no("provision", "its id is not the target's")
            return Insert(**common, provision=provision, place=fields.read("place", _place))
        case "delete":
            return Delete(**common, leaves_number=fields.take("leaves_number", bool, False))
        case "move":
            return Move(**common, place=fields.read("place", _place))
        case "relabel":
            return Relabel(**common, rule=fields.read("rule", rule_of))
        case "set_param":
            return SetParam(**common, value=fields.take("value", str))
    raise fields.no("op", f"there is no operation {op[:40]!r}; there are {', '.join(_NAMES.values())}")


def operations_json(operations: Iterable[Operation]) -> list[dict[str, Any]]:
    """Operations as a JSON value."""
    return [operation_json(one) for one in operations]


def operations_of(values: Sequence[Any]) -> tuple[Operation, ...]:
    """The operations of a list. Refused with all that cannot be read, and where two have one id."""
    made: list[Operation] = []
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for count, value in enumerate(values, start=1):
        try:
            one = operation_of(value, f"Operation number {count}")
            if one.id in seen:
                raise BAD_OPERATION.refuse(f"Operation {one.id}", field="id", what="another one has it too")
        except Refused as error:
            refusals += error.refusals
            continue
        seen.add(one.id)
        made.append(one)
    if refusals:
        raise Refused(*refusals)
    return tuple(made)


# --- redlines and resolutions ---------------------------------------------------------


def redline_json(one: Redline) -> dict[str, Any]:
    """A redline as a JSON value."""
    made: dict[str, Any] = {
        "proposal": one.proposal,
        "base": one.base,
        "operations": operations_json(one.operations),
    }
    return made | ({"alternative_to": one.alternative_to} if one.alternative_to else {})


def redline_of(value: Any) -> Redline:
    """The redline that a JSON value says. Refused (legaltext.bad_operation)."""
    fields = Fields(value, "A redline")
    made = Redline(
        proposal=fields.read("proposal", _filled),
        base=fields.read("base", _hash),
        operations=operations_of(fields.take("operations", list)),
        alternative_to=fields.take("alternative_to", str, ""),
    )
    fields.done()
    return made


def _hash(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise ValueError(f"{_short(value)} is no SHA-256")
    return value


def resolution_json(one: Resolution) -> dict[str, Any]:
    """A resolution as a JSON value."""
    return {
        "id": one.id,
        "settles": sorted(one.settles),
        "approver": one.approver,
        "reason": one.reason,
        "drops": sorted(one.drops),
        "operations": operations_json(one.operations),
    }


def resolution_of(value: Any) -> Resolution:
    """The resolution that a JSON value says. Refused (legaltext.bad_operation)."""
    fields = Fields(value, "A resolution")
    made = Resolution(
        id=fields.read("id", _filled),
        settles=frozenset(fields.texts("settles")),
        approver=fields.take("approver", str),
        reason=fields.take("reason", str),
        drops=frozenset(fields.texts("drops")),
        operations=operations_of(fields.take("operations", list, [])),
    )
    fields.done()
    return made
