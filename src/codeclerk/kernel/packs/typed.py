"""Types a tree with its model, and words every pydantic error as a refusal with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from codeclerk.kernel.packs.base import PackFile
from codeclerk.kernel.packs.reading import Items, Keys, Node, Text, plain
from codeclerk.kernel.packs.reasons import (
    KEY_MISSING,
    KEY_UNKNOWN,
    SHAPE_WRONG,
    VALUE_UNKNOWN,
    VALUE_WRONG,
    Place,
    Problems,
    nearest,
    short,
    suggest,
)

FileT = TypeVar("FileT", bound=PackFile)
Path = tuple[str | int, ...]

_KEYS_EXPECTED = {"model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"}
_LIST_EXPECTED = {"tuple_type", "list_type", "set_type", "frozen_set_type", "iterable_type"}


def type_file(file: str, tree: Node, model: type[FileT], problems: Problems) -> FileT | None:
    """The tree as an instance of `model`; `None` when it does not fit. Every misfit is added to `problems`."""
    try:
        return model.model_validate(plain(tree))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _refuse(file, tree, model, detail, problems)
    return None


def place_of(file: str, tree: Node, path: Path, *, of_key: bool = False) -> Place:
    """Where `path` stands in the tree, or the deepest part of it that exists. A list or keys stand at their key."""
    return _Spot(file, tree, path).place(of_key=of_key)


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a typed file with its path, in the order of the file's model, outermost first."""
    yield path, value
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, _yaml_key(name, info)))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from walk(item, (*path, str(key)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


class _Spot:
    """Follows a path down the tree as far as it goes. Parts that pydantic adds (a union's tag) are passed over."""

    def __init__(self, file: str, tree: Node, path: Path) -> None:
        self.node = tree
        self.key_place: Place | None = None
        self.trail: list[str] = []
        self.broken = False
        for part in path:
            self._step(part)
        self.broken = isinstance(self.node, Text) and self.node.broken

    def _step(self, part: str | int) -> None:
        if isinstance(self.node, Keys) and part in self.node.entries:
            entry = self.node.entries[str(part)]
            self.key_place, self.node = entry.place, entry.node
            self.trail.append(str(part))
        elif isinstance(self.node, Items) and isinstance(part, int) and part < len(self.node.items):
            self.node = self.node.items[part]
            self.key_place = None
            self.trail.append(f"item {part + 1}")

    def place(self, *, of_key: bool = False) -> Place:
        if self.key_place is not None and (of_key or not isinstance(self.node, Text)):
            return self.key_place
        return self.node.place

    @property
    def name(self) -> str:
        """What the spot is called in a sentence: its key, with the item's number when it stands in a list."""
        if not self.trail:
            return "the file"
        if self.trail[-1].startswith("item ") and len(self.trail) > 1:
            return f"{short(self.trail[-2])} {self.trail[-1]}"
        return short(self.trail[-1])

    @property
    def found(self) -> str:
        if isinstance(self.node, Text):
            return short(self.node.text)
        return "a list" if isinstance(self.node, Items) else "keys and values"


def _refuse(file: str, tree: Node, model: type[PackFile], detail: ErrorDetails, problems: Problems) -> None:
    context: dict[str, Any] = detail.get("ctx", {})
    kind, loc = detail["type"], detail["loc"] + ((context["at"],) if "at" in context else ())
    spot = _Spot(file, tree, loc)
    if spot.broken or problems.is_full():
        return
    if kind == "missing":
        _refuse_missing(spot, model, loc, problems)
    elif kind == "extra_forbidden":
        found = str(loc[-1])
        hint = _key_hint(found, [key for key, _info in _fields_at(model, loc[:-1])], _Spot(file, tree, loc[:-1]).node)
        problems.add(KEY_UNKNOWN, spot.place(of_key=True), found=short(found), hint=hint)
    elif kind in _KEYS_EXPECTED:
        _refuse_shape(spot, "keys and values", "Write 'key: value' lines here.", problems)
    elif kind in _LIST_EXPECTED:
        _refuse_shape(spot, "a list", "Write one '- value' line per item, or [a, b].", problems)
    elif kind == "pack_text" or (kind.endswith("_type") and not isinstance(spot.node, Text)):
        expected = context.get("expected", "text")
        _refuse_shape(spot, expected, "Write a single value here.", problems)
    elif kind in ("literal_error", "enum"):
        options = re.findall(r"'([^']*)'", context["expected"])
        hint = suggest(spot.found, options)
        problems.add(VALUE_UNKNOWN, spot.place(), found=spot.found, key=spot.name, hint=hint)
    else:
        _refuse_value(spot, detail, context, problems)


def _refuse_missing(spot: _Spot, model: type[PackFile], loc: Path, problems: Problems) -> None:
    key = str(loc[-1])
    meanings = [info.description for name, info in _fields_at(model, loc[:-1]) if name == key and info.description]
    hint = f"Add {key!r}: {meanings[0]}." if meanings else f"Add {key!r}."
    problems.add(KEY_MISSING, spot.place(), found=short(key), hint=hint)


def _refuse_shape(spot: _Spot, expected: str, hint: str, problems: Problems) -> None:
    found = f"the text {spot.found!r}" if isinstance(spot.node, Text) else spot.found
    problems.add(SHAPE_WRONG, spot.place(), found=found, key=spot.name, expected=expected, hint=hint)


def _refuse_value(spot: _Spot, detail: ErrorDetails, context: dict[str, Any], problems: Problems) -> None:
    expected = context.get("expected") if detail["type"] == "pack_value" else None
    if expected is None:
        expected = re.sub(r"^(Input should (be|have) |Value error, |Assertion failed, )", "", detail["msg"])
    hint = context.get("hint", "Correct the value.") if detail["type"] == "pack_value" else "Correct the value."
    is_key = bool(detail["loc"]) and detail["loc"][-1] == "[key]"
    if is_key:
        found, key = short(str(detail["loc"][-2])), "a key"
    else:
        found, key = spot.found, spot.name
    problems.add(VALUE_WRONG, spot.place(of_key=is_key), found=found, key=key, expected=str(expected), hint=hint)


def _key_hint(found: str, keys: list[str], node: Node) -> str:
    """What to do about an unknown key: the nearest key that is not written yet, else what may stand there."""
    free = [key for key in keys if not (isinstance(node, Keys) and key in node.entries)]
    if nearest(found, free) is None:
        return f"Remove it, or use one of {', '.join(map(repr, free))}." if free else "Remove it."
    return suggest(found, free)


def _yaml_key(name: str, info: FieldInfo) -> str:
    return info.alias or name


def _fields_at(model: type[PackFile], loc: Path) -> list[tuple[str, FieldInfo]]:
    """The keys that may stand at `loc`, with their declarations."""
    candidates: list[Any] = [model]
    for part in loc:
        candidates = [found for candidate in candidates for found in _inside(candidate, part)] or candidates
    return [
        (_yaml_key(name, info), info)
        for candidate in candidates
        if isinstance(candidate, type) and issubclass(candidate, BaseModel)
        for name, info in candidate.model_fields.items()
    ]


def _inside(candidate: Any, part: str | int) -> list[Any]:
    """The types that may stand at `part` inside a type."""
    if isinstance(candidate, type) and issubclass(candidate, BaseModel):
        return [
            unwrapped
            for name, info in candidate.model_fields.items()
            if _yaml_key(name, info) == part
            for unwrapped in _unwrapped(info.annotation)
        ]
    arguments = get_args(candidate)
    return _unwrapped(arguments[0] if isinstance(part, int) else arguments[-1]) if arguments else []


def _unwrapped(annotation: Any) -> list[Any]:
    """The types that an annotation allows, without `Annotated` and `None`."""
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [found for option in get_args(annotation) for found in _unwrapped(option)]
    return [] if annotation is NoneType else [annotation]
