"""References inside texts become links, and nothing else of a text changes."""

import re

import pytest
from markupsafe import Markup

from codeclerk.ui import citations
from codeclerk.ui.citations import cited

pytestmark = pytest.mark.any_database
FORM = re.compile(r"T_[0-9]+")


@pytest.fixture(autouse=True)
def known(monkeypatch):
    monkeypatch.setattr(citations, "_KNOWN", {})
    citations.register(FORM, lambda text: f"/there/?a=1&b={text}" if text != "T_0" else "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nothing to see.", "Nothing to see."),
        ("See T_1.", 'See <a href="/there/?a=1&amp;b=T_1">T_1</a>.'),
        (
            "T_0 only looks like one, <b>T_2</b>",
            'T_0 only looks like one, &lt;b&gt;<a href="/there/?a=1&amp;b=T_2">T_2</a>&lt;/b&gt;',
        ),
        (Markup("<i>T_1</i>"), "<i>T_1</i>"),
        ("", ""),
    ],
)
def test_a_reference_is_a_link_and_the_rest_is_escaped(text, shown):
    assert cited(text) == shown
    assert isinstance(cited(text), Markup) == ("<" in shown)


def test_references_of_several_forms_are_links_each():
    citations.register(re.compile(r"R[0-9]"), lambda text: f"/r/{text}")
    assert cited("R1, T_1, R2") == (
        '<a href="/r/R1">R1</a>, <a href="/there/?a=1&amp;b=T_1">T_1</a>, <a href="/r/R2">R2</a>'
    )
