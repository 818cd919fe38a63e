"""Form fields from an act's schema: one field of a form for each field of the act's `Input`.

The label is the schema field's `title`, the hint its `description`; what has a default may be left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from django import forms
from pydantic.fields import FieldInfo

from codeclerk.kernel.acts import ActInput
from codeclerk.ui.forms import DateTextField

LONG = 300
"""Text that may be longer than this gets a box of several lines."""


PART = "__"
"""Between the name of a schema's field and that of the part which a field of the form asks for."""


@dataclass(frozen=True)
class InParts:
    """A field of the schema that the form asks for in parts: a form field for each, and how they become its value.

    `joined` gets what was typed, by the name of the part, without those that were left empty.
    """

    fields: Mapping[str, forms.Field]
    joined: Callable[[Mapping[str, Any]], Any]


def fields_of(
    schema: type[ActInput],
    *,
    leave_out: Iterable[str] = (),
    choices: Mapping[str, Iterable[tuple[str, str]]] = {},
    instead: Mapping[str, forms.Field] = {},
    in_parts: Mapping[str, InParts] = {},
) -> dict[str, forms.Field]:
    """The fields of a form for `schema`, in its order.

    Args:
        leave_out: fields that the page knows and does not ask for.
        choices: for a text field, what to choose from: (value, label) pairs.
        instead: fields of one's own, by name.
        in_parts: fields that are asked for in parts, by name.

    Raises:
        TypeError: for a type that no field fits; give one in `instead`.
    """
    left_out = set(leave_out)
    made: dict[str, forms.Field] = {}
    for name, info in schema.model_fields.items():
        if name in left_out:
            continue
        if name in in_parts:
            made |= {f"{name}{PART}{part}": one for part, one in in_parts[name].fields.items()}
            continue
        made[name] = instead[name] if name in instead else _field(name, info, choices.get(name))
    return made


def label_of(schema: type[ActInput], name: str) -> str:
    """What a form calls a field of the schema."""
    info = schema.model_fields.get(name)
    return (info.title if info else None) or name.replace("_", " ").capitalize()


def _field(name: str, info: FieldInfo, choices: Iterable[tuple[str, str]] | None) -> forms.Field:
    kind, metadata = _unwrapped(info.annotation, list(info.metadata))
    given: dict[str, Any] = {
        "label": info.title or name.replace("_", " ").capitalize(),
        "help_text": info.description or "",
        "required": info.is_required(),
    }
    if choices is not None:
        return _choice(list(choices), given)
    if get_origin(kind) is Literal:
        return _choice([(str(value), str(value)) for value in get_args(kind)], given)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice([(str(one.value), getattr(one, "label", str(one.value))) for one in kind], given)
    if kind is bool:
        return forms.BooleanField(**given | {"required": False})
    if kind is date:
        return DateTextField(**given)
    if kind is int:
        return forms.IntegerField(**given)
    if kind is Decimal:
        return forms.DecimalField(**given)
    if kind is str:
        longest = next((mark.max_length for mark in metadata if isinstance(mark, MaxLen)), None)
        box = forms.Textarea if longest is None or longest > LONG else forms.TextInput
        return forms.CharField(max_length=longest, widget=box, **given)
    raise TypeError(f"No form field fits {name}: {kind}. Give one of your own.")


def _choice(choices: list[tuple[str, str]], given: dict[str, Any]) -> forms.Field:
    """A few choices are shown all at once, many in a list."""
    if given["required"] and len(choices) <= 8:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    empty = "Choose one" if given["required"] else "None"
    return forms.ChoiceField(choices=[("", empty), *choices], **given)


def _unwrapped(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """The plain type of an annotation, without `Annotated` and `None`, and every mark on it."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        found = [part for mark in marks for part in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
        return _unwrapped(inner, [*metadata, *found])
    if get_origin(annotation) in (Union, UnionType):
        options = [option for option in get_args(annotation) if option is not NoneType]
        if len(options) == 1:
            return _unwrapped(options[0], metadata)
    return annotation, metadata


def data_of(schema: type[ActInput], cleaned: Mapping[str, Any], in_parts: Mapping[str, InParts] = {}) -> dict[str, Any]:
    """What a form's values are as the act's data: what was left empty is left to the schema's default."""
    whole = {
        name: value
        for name, value in cleaned.items()
        if name in schema.model_fields and (value not in (None, "") or schema.model_fields[name].is_required())
    }
    for name, one in in_parts.items():
        typed = {part: cleaned.get(f"{name}{PART}{part}") for part in one.fields}
        whole[name] = one.joined({part: value for part, value in typed.items() if value not in (None, "")})
    return whole
