"""What the pages of an act's form say of what was typed."""

from __future__ import annotations

import pytest
from django import forms

from codeclerk.ui import act_forms

COLOURS = [("", "None"), ("r", "Red"), ("g", "Green")]


class Typed(forms.Form):
    one = forms.ChoiceField(choices=COLOURS, required=False)
    several = forms.MultipleChoiceField(choices=COLOURS[1:], required=False)
    number = forms.IntegerField(required=False)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"one": "g", "several": ["r", "g"], "number": "3"}, ["Green", "Red, Green", "3"]),
        ({"several": ["g"]}, ["", "Green", ""]),
        ({}, ["", "", ""]),
    ],
)
def test_what_was_typed_is_shown_by_its_labels(data: dict[str, object], shown: list[str]) -> None:
    form = Typed(data)
    assert form.is_valid()
    assert [text for _, text in act_forms._typed(form)] == shown
