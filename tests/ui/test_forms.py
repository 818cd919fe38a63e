"""Forms: what was typed stays, and each error names its field and the remedy."""

from datetime import date

import pytest
from django import forms
from django.template import engines

from codeclerk.kernel.errors import Reason, Refused
from codeclerk.ui.forms import DatePartsField, DateTextField, add_refusals, form_view
from codeclerk.ui.samples import SampleForm

RIGHT = {
    "title": "Clearer words",
    "problem": "Nobody understands it.",
    "raised_day": "5",
    "raised_month": "March",
    "raised_year": "2021",
    "path": "sg",
    "urgent": "no",
    "touches": ["ls", "dcc"],
    "agreed": "on",
}
REASON = Reason("ui.test_form", "Test rule", "{object} is taken", "Choose another {field}")


def errors(form):
    return {error.get("href", ""): error["text"] for error in form_view(form).errors}


def html(form):
    page = engines["jinja2"].from_string('{% from "ui/forms.html" import form_fields %}{{ form_fields(form) }}')
    return page.render({"form": form})


def test_a_right_form_is_read():
    form = SampleForm(RIGHT)
    assert form.is_valid()
    assert form.cleaned_data["raised"] == date(2021, 3, 5)


def test_an_empty_form_names_each_field_and_what_to_do():
    assert errors(SampleForm({})) == {
        "#id_title": "Enter title of the proposal",
        "#id_problem": "What is the problem? Enter an answer",
        "#id_raised-day": "Enter date raised",
        "#id_path": "Select path",
        "#id_urgent": "Is it urgent? Select an answer",
        "#id_touches": "Whom does it touch? Select an answer",
        "#id_agreed": "Tick “I speak for the organisation named above” to go on",
    }


@pytest.mark.parametrize(
    ("change", "where", "text"),
    [
        ({"title": "x" * 81}, "#id_title", "Title of the proposal must be 80 characters or fewer; you typed 81"),
        ({"raised_day": ""}, "#id_raised-day", "Date raised must include a day"),
        (
            {"raised_day": "31", "raised_month": "2"},
            "#id_raised-day",
            "Date raised must be a real date, such as 5 3 2021",
        ),
        ({"meeting": "soon"}, "#id_meeting", "Meeting must be a real date, such as 5 March 2021"),
        ({"cost": "lots"}, "#id_cost", "Cost in pounds must be a number, such as 15"),
        ({"cost": "-1"}, "#id_cost", "Cost in pounds must be 0 or more"),
        ({"path": "zz"}, "#id_path", "Path: choose one of those listed"),
        ({"urgent": "zz"}, "#id_urgent", "Is it urgent?: choose one of those listed"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(change, where, text):
    assert errors(SampleForm(RIGHT | change)) == {where: text}


def test_what_was_typed_stays():
    page = html(SampleForm(RIGHT | {"title": 'a "quoted" <b>title</b>', "raised_day": "31", "meeting": "soon"}))
    assert 'value="a &#34;quoted&#34; &lt;b&gt;title&lt;/b&gt;"' in page
    assert 'value="31"' in page
    assert 'value="soon"' in page
    assert page.count("checked") == 4
    assert '<option value="sg" selected>' in page


def test_every_link_of_the_summary_leads_to_an_element():
    form = SampleForm({})
    page = html(form)
    for where in errors(form):
        assert f'id="{where[1:]}"' in page


def test_an_acts_refusal_is_shown_at_its_field_or_above_the_form():
    form = SampleForm(RIGHT)
    add_refusals(form, Refused(REASON.refuse("MP9", field="title").first, REASON.refuse("MP10", field="colour").first))
    assert errors(form) == {
        "": "MP10 is taken. Choose another colour",
        "#id_title": "MP9 is taken. Choose another title",
    }


def test_an_own_message_is_kept():
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Say who you are"})

    assert errors(Own({})) == {"#id_name": "Say who you are"}


@pytest.mark.parametrize("typed", ["5 March 2021", "5/3/2021", "2021-03-05", "5 Mar 2021"])
def test_a_date_may_be_typed_in_several_ways(typed):
    assert DateTextField().clean(typed) == date(2021, 3, 5)


def test_an_optional_date_may_stay_empty():
    assert DatePartsField(required=False, label="Date").clean(["", "", ""]) is None
