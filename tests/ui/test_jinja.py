"""The environment of the pages."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

from codeclerk import ui
from codeclerk.ui.tags import MARKERS, STAGES, VERDICTS, stage_tag, verdict_tag

TEMPLATES = sorted(Path(ui.__path__[0]).parent.glob("*/templates/**/*.html"))


def render(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def test_a_name_that_is_not_there_stops_the_page():
    with pytest.raises(UndefinedError):
        render("{{ misspelt }}")


def test_a_misspelt_name_given_to_a_component_stops_the_page():
    with pytest.raises(UndefinedError):
        render('{{ govuk.button({"text": misspelt}) }}')


def test_text_is_escaped_in_pages_and_in_components():
    assert render("{{ x }}", x="<b>") == "&lt;b&gt;"
    assert "<b>" not in render('{{ govuk.button({"text": x}) }}', x="<b>")


def test_filters_write_dates_and_numbers():
    assert (
        render("{{ 1234 | number }}, {{ 2 | working_days }}, {{ 1 | plural('row') }}") == "1,234, 2 Working Days, 1 row"
    )


def test_static_and_url_are_there():
    assert render("{{ static('ui/codeclerk.css') }} {{ url('ui:style') }}") == "/static/ui/codeclerk.css /style/"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    # A paper as a file of its own carries its style sheet with it; it is saved, and is no page of the site.
    carried = "<style>" if path.match("papers/file.html") else ""
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source.replace(carried, "") if carried else source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)


def test_tags_know_their_kinds():
    assert verdict_tag("NOT_APPLICABLE").text == "NOT APPLICABLE"
    assert [tag.text for tag in STAGES] == ["Define", "Refine", "Opine", "Release", "Closed"]
    assert {tag.text for tag in VERDICTS} == {
        "PASS",
        "FAIL",
        "NOT_APPLICABLE",
        "DEROGATED",
        "AMBIGUOUS",
        "NOT_ASSESSED",
    }
    assert {tag.text for tag in MARKERS} == {"reported", "computed", "inferred", "unverified"}
    assert stage_tag("A stage of another code").tone == "grey"
