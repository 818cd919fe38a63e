"""Charts: the same bytes for the same data, nothing that a strict policy would block, and always the data."""

from datetime import date
from xml.etree import ElementTree

import pytest

from codeclerk.ui import samples
from codeclerk.ui.charts import Chart, Form, Series, chart_svg

SVG = "{http://www.w3.org/2000/svg}"


def chart(form=Form.BAR, title="Open proposals", **more):
    return Chart(title, "Refine has most.", ("Define", "Refine"), (Series("Open", (7, 37)),), form, "Stage", **more)


@pytest.mark.parametrize("form", Form)
def test_the_same_chart_gives_the_same_bytes(form):
    first = chart_svg(chart(form))
    chart_svg.cache_clear()
    assert chart_svg(chart(form)) == first


@pytest.mark.parametrize("made", samples.CHARTS, ids=lambda made: made.form.value)
def test_a_drawing_has_nothing_that_the_policy_blocks(made):
    drawing = ElementTree.fromstring(chart_svg(made))
    names = {element.tag.removeprefix(SVG) for element in drawing.iter()}
    assert names <= {"svg", "g", "path", "line", "text", "rect", "tspan", "title", "desc"}
    for element in drawing.iter():
        assert not {name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name}


def test_a_drawing_is_named_and_described():
    made = chart()
    drawing = ElementTree.fromstring(chart_svg(made))
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{SVG}title") == "Open proposals"
    assert drawing.findtext(f"{SVG}desc") == "Refine has most."
    assert drawing.get("aria-labelledby") == f"{made.key}-t {made.key}-d"


def test_a_title_cannot_break_out_of_the_drawing():
    text = chart_svg(chart(title="<script>alert(1)</script>"))
    assert "<script" not in text


def test_the_bars_are_as_long_as_their_values():
    drawing = chart_svg(chart())
    assert drawing.count('class="f-1"') == 2
    assert ">Refine<" in drawing


@pytest.mark.parametrize("form", [Form.BAR, Form.HORIZONTAL_BAR])
def test_bars_bear_their_values_where_that_is_asked_for(form):
    words = [text.text for text in ElementTree.fromstring(chart_svg(chart(form, has_labels=True))).iter(f"{SVG}text")]
    assert "37" in words
    assert "37" not in [text.text for text in ElementTree.fromstring(chart_svg(chart(form))).iter(f"{SVG}text")]


def test_the_data_table_has_every_value():
    made = Chart(
        "T", "D", (date(2021, 3, 31), date(2021, 6, 30)), (Series("A", (1, None)), Series("B", (2, 3))), Form.LINE, "To"
    )
    table = made.table()
    assert [column.label for column in table.columns] == ["To", "A", "B"]
    assert table.rows == (
        {"place": date(2021, 3, 31), "s0": 1, "s1": 2},
        {"place": date(2021, 6, 30), "s0": None, "s1": 3},
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"description": ""},
        {"series": ()},
        {"series": tuple(Series(str(n), (1, 2)) for n in range(7))},
        {"series": (Series("short", (1,)),)},
    ],
)
def test_a_chart_that_cannot_be_read_is_refused(wrong):
    values = {"title": "T", "description": "D", "places": ("a", "b"), "series": (Series("s", (1, 2)),)} | wrong
    with pytest.raises(ValueError, match=r"chart|series"):
        Chart(**values)
