"""The form in which a draft is typed. It refuses nothing while somebody writes: what is wrong is said when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict

from codeclerk.raising import vocabulary
from codeclerk.raising.queries import DraftView
from codeclerk.raising.rules import content as rules
from codeclerk.raising.rules.content import CATEGORIES, LABELS, ORGANISATION, QUESTIONS, Content, Problem
from codeclerk.raising.rules.solutions import SolutionHint, hints
from codeclerk.ui.forms import FieldView, FormView

Choices = Sequence[tuple[str, str]]
COUNT_FROM = 75
"""From so many hundredths of the longest text on, the characters that are left are counted."""
NO_LONGER = "you do not speak for it today"


@dataclass(frozen=True)
class Asked:
    """A question as the page asks it, with what was said of its answer and what reads like a solution in it."""

    id: str
    fields: tuple[FieldView, ...]
    comments: tuple[Any, ...] = ()
    hint: SolutionHint | None = None


def form_class(organisations: Choices) -> type[forms.Form]:
    """The form's fields, in the order of the questions."""
    made: dict[str, forms.Field] = {
        ORGANISATION: forms.ChoiceField(
            label=LABELS[ORGANISATION],
            choices=[("", "Choose one"), *organisations],
            required=False,
            help_text="The organisation that you speak for.",
        )
    }
    for one in QUESTIONS:
        if one.id == "impact":
            made[CATEGORIES] = forms.MultipleChoiceField(
                label=LABELS[CATEGORIES],
                choices=vocabulary.categories(),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text="Select all that apply.",
            )
        widget = forms.TextInput() if one.rows == 1 else forms.Textarea(attrs={"rows": one.rows})
        made[one.id] = forms.CharField(label=one.label, help_text=one.hint, widget=widget, required=False, strip=False)
    return type("TypedForm", (forms.Form,), made)


def shown_form(content: Content, organisations: Choices, problems: Iterable[Problem] = ()) -> forms.Form:
    """The form with what was typed, and what is wrong with it at its fields."""
    form = form_class(organisations)({**content.model_dump(), CATEGORIES: list(content.categories)})
    form.full_clean()
    for one in QUESTIONS:
        field: Any = form.fields[one.id]
        field.required, field.max_length = one.is_needed, one.longest
    form.fields[ORGANISATION].required = form.fields[CATEGORIES].required = True
    for problem in problems:
        form.add_error(problem.field, problem.text)
    return form


def asked(view: FormView, names: Sequence[str], content: Content, draft: DraftView) -> tuple[Asked, ...]:
    """The questions as the page shows them; whom the problem harms is asked together with how."""
    fields = dict(zip(names, map(_plainer, view.fields), strict=True))
    found = {one.question: one for one in hints(content)}
    made = [Asked(ORGANISATION, (fields[ORGANISATION],))]
    for one in QUESTIONS:
        together = (fields[CATEGORIES],) if one.id == "impact" else ()
        made.append(Asked(one.id, (*together, fields[one.id]), draft.said_of(one.id), found.get(one.id)))
    return tuple(made)


def _plainer(field: FieldView) -> FieldView:
    """The field with its question in bold; a box counts its characters only once they run out."""
    params = dict(field.params)
    if "fieldset" in params:
        legend = params["fieldset"]["legend"]
        params["fieldset"] = {"legend": {**legend, "classes": "govuk-fieldset__legend--s"}}
    else:
        params["label"] = {**params["label"], "classes": "govuk-label--s"}
    if field.macro == "character_count":
        params["threshold"] = COUNT_FROM
    return replace(field, params=params)


def organisation_choices(speaks: Iterable[tuple[str, str]], content: Content, name: str) -> Choices:
    """The organisations to choose from: those of today, and the chosen one if it is none of them any more."""
    choices = list(speaks)
    if content.organisation and content.organisation not in dict(choices):
        choices.append((content.organisation, f"{name or content.organisation} ({NO_LONGER})"))
    return choices


def read(posted: QueryDict, organisations: Choices) -> Content:
    """What was typed. A choice that the form did not offer counts as none."""
    given: Mapping[str, Any] = {name: posted.get(name, "") for name in posted}
    chosen = tuple(one for one in posted.getlist(CATEGORIES) if one in vocabulary.category_names())
    content = rules.read(given, chosen)
    return content if content.organisation in dict(organisations) else content.model_copy(update={ORGANISATION: ""})
