"""Form fields for values of claims: each type is typed as people write it, and text is kept byte for byte."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from codeclerk.kernel.errors import Refused
from codeclerk.sources.rules.values import EXPECTED, Value, ValueType, read_value, read_when
from codeclerk.sources.rules.vocabulary import Property


def _refused(refused: Refused) -> ValidationError:
    said = refused.first
    return ValidationError(f"{said.problem[:1].upper()}{said.problem[1:]}. {said.remedy}", code="refused")


class ValueField(forms.CharField):
    """A value of one property. Blanks and quotes stay as typed; line ends come back as they were, not as browsers
    send them."""

    def __init__(self, declared: Property, **kwargs: Any) -> None:
        self.declared = declared
        hint = EXPECTED[declared.type][1]
        is_text = declared.type in (ValueType.TEXT, ValueType.VERBATIM)
        given: dict[str, Any] = {
            "label": "Value",
            "help_text": hint,
            "strip": False,
            "widget": forms.Textarea(attrs={"rows": 2}) if is_text else forms.TextInput(),
            "required": declared.type is not ValueType.VERBATIM,
        }
        super().__init__(**{**given, **kwargs})

    def clean(self, value: Any) -> Value | None:
        typed = str(super().clean(value)).replace("\r\n", "\n")
        if typed == "" and (not self.required and self.declared.type is not ValueType.VERBATIM):
            return None
        try:
            return read_value(self.declared.label, self.declared.type, typed)
        except Refused as refused:
            raise _refused(refused) from refused

    def prepare_value(self, value: Any) -> Any:
        return ("yes" if value else "no") if isinstance(value, bool) else value


class OtherValueField(ValueField):
    """The same where it may be left empty: then there is none."""

    def clean(self, value: Any) -> Value | None:
        return None if value in (None, "") else super().clean(value)


class WhenField(forms.CharField):
    """The time that a claim holds for; empty for none."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return read_when("a time", typed) if typed else ""
        except Refused as refused:
            raise _refused(refused) from refused


class KeysField(forms.CharField):
    """Keys of claims, carried along unseen."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[str]:
        return str(super().clean(value)).split()

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list | tuple) else value


NEITHER = "none"
"""What the choice of a claim says when none of them is followed."""


class FollowsField(forms.ChoiceField):
    """The claim that a ruling follows, or none of them."""

    widget = forms.RadioSelect

    def clean(self, value: Any) -> str:
        chosen = str(super().clean(value))
        return "" if chosen == NEITHER else chosen

    def prepare_value(self, value: Any) -> Any:
        return NEITHER if value == "" else value
