"""Django forms shown with the component macros: what was typed stays, each error names its field and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from codeclerk.kernel.errors import Refused
from codeclerk.ui.words import plural

DATE_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")


class DatePartsWidget(forms.MultiWidget):
    """Three boxes: day, month, year. Best for a date that the reader knows by heart or from a paper."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(),
            "month": forms.TextInput(),
            "year": forms.TextInput(),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DatePartsField(forms.MultiValueField):
    """A date from three boxes. A month may be typed as a number or a name."""

    widget = DatePartsWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False) for _ in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        if not any(data_list):
            return None
        missing = [name for name, value in zip(("day", "month", "year"), data_list, strict=True) if not value]
        if missing:
            raise ValidationError(
                f"{self.label} must include a {' and a '.join(missing)}",
                code="incomplete_date",
                params={"part": missing[0]},
            )
        typed = " ".join(data_list)
        for pattern in ("%d %m %Y", "%d %B %Y", "%d %b %Y"):
            try:
                return datetime.strptime(typed, pattern).date()  # noqa: DTZ007
            except ValueError:
                continue
        raise ValidationError(f"{self.label} must be a real date, such as 5 3 2021", code="invalid")


class DateTextField(forms.DateField):
    """A date in one box: `5 March 2021`, `5/3/2021` or `2021-03-05`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DATE_FORMATS)
        kwargs.setdefault("widget", forms.DateInput(format="%-d %B %Y", attrs={"class": "govuk-input--width-10"}))
        super().__init__(**kwargs)


@dataclass(frozen=True)
class FieldView:
    """One field: the macro that shows it and what it gets."""

    macro: str
    params: dict[str, Any]
    html: str = ""


@dataclass(frozen=True)
class FormView:
    """A form ready for `form_fields` and `error_summary` of `ui/forms.html`."""

    fields: tuple[FieldView, ...]
    errors: tuple[dict[str, str], ...]
    hidden: str
    is_multipart: bool


def add_refusals(form: forms.BaseForm, refused: Refused) -> None:
    """Show an act's refusals in the form that sent it: at the field named in `facts["field"]`, else above the form."""
    for refusal in refused.refusals:
        name = refusal.facts.get("field")
        form.add_error(name if name in form.fields else None, f"{refusal.problem}. {refusal.remedy}")


def form_view(form: forms.BaseForm) -> FormView:
    """The form as the macros need it."""
    errors: list[dict[str, str]] = [{"text": str(message)} for message in form.non_field_errors()]
    shown = []
    for bound in form.visible_fields():
        messages = _messages(form, bound)
        shown.append(_field(bound, messages))
        errors += [{"text": message, "href": f"#{_first_id(bound)}"} for message in messages]
    hidden = "".join(str(bound) for bound in form.hidden_fields())
    return FormView(tuple(shown), tuple(errors), hidden, form.is_multipart())


def _messages(form: forms.BaseForm, bound: BoundField) -> list[str]:
    """Django's own messages do not name the field; these do, and say what to do."""
    label = str(bound.label)
    result = []
    for error in form.errors.as_data().get(bound.name, []):
        given = [str(message) for message in error.messages]
        if given != [str(default) for default in _defaults(bound.field, error)]:
            result += given
            continue
        result.append(_worded(bound, label, error))
    return list(dict.fromkeys(result))


def _defaults(field: forms.Field, error: ValidationError) -> list[str]:
    """What Django itself says for this error; anything else was written by us and is kept."""
    plain = type(field).__mro__
    for cls in plain:
        text = getattr(cls, "default_error_messages", {}).get(error.code)
        if text is not None:
            try:
                return [str(text) % (error.params or {})]
            except (KeyError, TypeError, ValueError):
                return [str(text)]
    return (
        [str(message) for message in error.messages]
        if error.code in {"max_length", "min_length", "max_value", "min_value"}
        else []
    )


def _worded(bound: BoundField, label: str, error: ValidationError) -> str:
    field, name = bound.field, label[:1].lower() + label[1:] if not label[:2].isupper() else label
    params = error.params or {}
    match error.code:
        case "required":
            return _asked_for(field, label, name)
        case "max_length":
            limit, typed = params.get("limit_value", 0), params.get("show_value", 0)
            return f"{label} must be {plural(limit, 'character')} or fewer; you typed {typed}"
        case "min_value":
            return f"{label} must be {params.get('limit_value')} or more"
        case "max_value":
            return f"{label} must be {params.get('limit_value')} or less"
        case "min_length":
            return f"{label} must be {plural(params.get('limit_value', 0), 'character')} or more"
        case "invalid_choice":
            return f"{label}: choose one of those listed"
        case "invalid" if isinstance(field, forms.DateField):
            return f"{label} must be a real date, such as 5 March 2021"
        case "invalid" if isinstance(field, forms.IntegerField):
            return f"{label} must be a number, such as 15"
        case "empty":
            return f"{label}: the file is empty; choose another"
        case _:
            return f"{label}: {' '.join(str(message) for message in error.messages)}"


def _asked_for(field: forms.Field, label: str, name: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    verb = "Select" if _is_choice(field) else "Upload" if isinstance(field, forms.FileField) else "Enter"
    return f"{label} {verb} an answer" if label.endswith("?") else f"{verb} {name}"


def _is_choice(field: forms.Field) -> bool:
    return isinstance(field, forms.ChoiceField | forms.ModelChoiceField)


def _first_id(bound: BoundField) -> str:
    """Where a link from the error summary leads."""
    widget = bound.field.widget
    if isinstance(widget, DatePartsWidget):
        return f"{bound.auto_id}-day"
    return str(bound.auto_id)


def _field(bound: BoundField, messages: Sequence[str]) -> FieldView:
    widget = bound.field.widget
    label = str(bound.label) + (
        "" if bound.field.required or isinstance(widget, forms.CheckboxInput) else " (optional)"
    )
    attributes = {k: str(v) for k, v in widget.attrs.items() if k not in {"class", "rows", "maxlength", "autocomplete"}}
    params: dict[str, Any] = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": {"text": label},
        "classes": widget.attrs.get("class", ""),
        "attributes": attributes,
    }
    if bound.help_text:
        params["hint"] = {"text": str(bound.help_text)}
    if messages:
        params["errorMessage"] = {"text": " ".join(messages)}
    if "autocomplete" in widget.attrs:
        params["autocomplete"] = widget.attrs["autocomplete"]
    value = bound.value()
    legend = {"legend": {"text": label}}
    match widget:
        case forms.Textarea():
            params |= {"value": _text(value), "rows": str(widget.attrs.get("rows", 5))}
            if limit := getattr(bound.field, "max_length", None):
                return FieldView("character_count", params | {"maxlength": limit})
            return FieldView("textarea", params)
        case forms.CheckboxSelectMultiple():
            return FieldView(
                "checkboxes",
                _group(params, legend, "govuk-checkboxes--small") | {"items": _items(bound, value, "checked")},
            )
        case forms.RadioSelect():
            return FieldView(
                "radios", _group(params, legend, "govuk-radios--small") | {"items": _items(bound, value, "checked")}
            )
        case forms.Select():
            return FieldView("select", params | {"items": _items(bound, value, "selected")})
        case forms.CheckboxInput():
            item = {"value": "on", "text": label, "checked": bool(value), "id": bound.auto_id}
            group = _group(params, None, "govuk-checkboxes--small")
            if "hint" in group:
                item["hint"] = group.pop("hint")
            return FieldView("checkboxes", group | {"items": [item]})
        case forms.FileInput():
            return FieldView("file_upload", params)
        case DatePartsWidget():
            return FieldView("date_input", _date_parts(bound, params, legend, value, bool(messages)))
        case forms.widgets.Input():
            params |= {"value": _text(widget.format_value(value)), "type": "text"}
            match widget:
                case forms.PasswordInput():
                    params |= {"type": "password", "value": ""}
                case forms.NumberInput():
                    params |= {"inputmode": "numeric", "classes": params["classes"] or "govuk-input--width-10"}
                case forms.EmailInput() | forms.URLInput():
                    params |= {"type": widget.input_type, "spellcheck": False}
            return FieldView("input", params)
    return FieldView("", {"label": label, "messages": list(messages)}, html=str(bound))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _group(params: dict[str, Any], legend: dict[str, Any] | None, look: str) -> dict[str, Any]:
    kept = {k: v for k, v in params.items() if k in {"name", "hint", "errorMessage", "attributes"}}
    kept["idPrefix"] = params["id"]
    kept["classes"] = f"{look} {params['classes']}".strip()
    if legend:
        kept["fieldset"] = legend
    return kept


def _items(bound: BoundField, value: Any, flag: str) -> list[dict[str, Any]]:
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value]) if one is not None}
    return [
        {"value": str(key), "text": str(text), flag: str(key) in chosen, "id": _item_id(bound, n)}
        for n, (key, text) in enumerate(getattr(bound.field, "choices", ()))
        if not (flag == "checked" and str(key) == "")
    ]


def _item_id(bound: BoundField, n: int) -> str:
    return str(bound.auto_id) if n == 0 else f"{bound.auto_id}-{n + 1}"


def _date_parts(
    bound: BoundField, params: dict[str, Any], legend: dict[str, Any], value: Any, wrong: bool
) -> dict[str, Any]:
    widget = bound.field.widget
    typed = value if isinstance(value, list | tuple) else widget.decompress(value)
    sizes = {"day": 2, "month": 2, "year": 4}
    kept = {k: v for k, v in params.items() if k in {"id", "hint", "errorMessage"}}
    items = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": part.title(),
            "classes": f"govuk-input--width-{size}" + (" govuk-input--error" if wrong else ""),
            "value": _text(one),
        }
        for (part, size), one in zip(sizes.items(), typed, strict=True)
    ]
    return kept | {"fieldset": legend, "items": items}
