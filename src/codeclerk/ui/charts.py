"""Charts as values, drawn as SVG. Each comes with a description and the table of its data (`Chart.table`).

The drawing holds no style, script, link or id of its own, so it can stand inside a page under the strictest policy.
Its colours are classes with the light palette as fallback: the page's style sheet gives them the reader's theme.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from codeclerk.ui.tables import Column, Kind, Table
from codeclerk.ui.words import day

PALETTE = ("#0f6673", "#c9820a", "#7b3f83", "#4a8b34", "#2f6db5", "#74848b")
INK, MUTED, AXIS, LINE = "#14242b", "#4a5b63", "#6d7d84", "#d3dcdc"
FONT = "Liberation Sans"
WIDTH = 720
_SVG = "http://www.w3.org/2000/svg"


class Form(Enum):
    """How the data are drawn."""

    BAR = "bar"
    STACKED_BAR = "stacked bar"
    HORIZONTAL_BAR = "horizontal bar"
    LINE = "line"


@dataclass(frozen=True)
class Series:
    """One series: a name and a value for each place on the axis; None where there is none."""

    name: str
    values: tuple[int | float | Decimal | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart.

    Args:
        title: what it shows, as a heading.
        description: what a reader should see in it; read instead of the drawing by screen readers.
        places: the categories or dates along the axis, in order.
        series: at most six, each with as many values as there are places.
        form: how it is drawn.
        place_label: what the places are, the first heading of the data table.
        value_label: what is measured, with its unit.
        digits: digits after the point in the data table; None keeps the value's own.
        has_labels: whether each bar bears its value.
    """

    title: str
    description: str
    places: tuple[str | date, ...]
    series: tuple[Series, ...]
    form: Form = Form.BAR
    place_label: str = ""
    value_label: str = ""
    digits: int | None = None
    has_labels: bool = False

    def __post_init__(self) -> None:
        if not self.title or not self.description:
            raise ValueError("A chart needs a title and a description.")
        if not 1 <= len(self.series) <= len(PALETTE):
            raise ValueError(f"{self.title!r} has {len(self.series)} series; one to {len(PALETTE)} can be told apart.")
        if any(len(series.values) != len(self.places) for series in self.series):
            raise ValueError(f"A series of {self.title!r} does not have one value for each place.")

    def table(self) -> Table:
        """The data of the chart."""
        columns = [Column("place", self.place_label or "Item", Kind.DATE if self._dated else Kind.TEXT)]
        columns += [
            Column(f"s{n}", series.name, Kind.NUMBER, places=self.digits) for n, series in enumerate(self.series)
        ]
        rows = [
            {"place": place, **{f"s{n}": series.values[i] for n, series in enumerate(self.series)}}
            for i, place in enumerate(self.places)
        ]
        return Table(f"Data: {self.title}", tuple(columns), tuple(rows))

    @property
    def key(self) -> str:
        """A short name made from the content: the same chart has the same one."""
        return "chart-" + hashlib.sha256(repr(self).encode()).hexdigest()[:10]

    @property
    def _dated(self) -> bool:
        return bool(self.places) and all(isinstance(place, date) for place in self.places)


@lru_cache(maxsize=256)
def chart_svg(chart: Chart) -> str:
    """The drawing, safe to put into a page. The same chart gives the same bytes."""
    import vl_convert  # a large library: loaded by the first chart that is drawn

    return _clean(vl_convert.vegalite_to_svg(spec(chart), allowed_base_urls=[]), chart)


def spec(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification."""
    names = [series.name for series in chart.series]
    data: list[dict[str, Any]] = [
        {"place": _place(place), "series": series.name, "value": float(value)}
        for series in chart.series
        for place, value in zip(chart.places, series.values, strict=True)
        if value is not None
    ]
    places = list(dict.fromkeys(_place(place) for place in chart.places))
    colours = list(PALETTE[: len(names)])
    place: dict[str, Any] = {
        "field": "place",
        "type": "nominal",
        "sort": places,
        "scale": {"domain": places},
        "title": None,
    }
    value: dict[str, Any] = {"field": "value", "type": "quantitative", "title": chart.value_label or None}
    colour: dict[str, Any] = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": colours},
        "legend": {"title": None, "orient": "top", "direction": "horizontal"} if len(names) > 1 else None,
    }
    result: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": 280,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": data},
        "config": _config(),
    }
    if chart.form is Form.LINE:
        place["axis"] = {"labelAngle": 0, "labelOverlap": True, "grid": False}
        shape = {key: value for key, value in colour.items() if key != "scale"} | {"scale": {"domain": names}}
        result["mark"] = {"type": "line", "strokeWidth": 2.5, "point": {"size": 55, "filled": True}}
        result["encoding"] = {"x": place, "y": value, "color": colour, "shape": shape}
    elif chart.form is Form.HORIZONTAL_BAR:
        place["axis"] = {"labelLimit": 240, "grid": False, "domain": False}
        result["height"] = max(120, 34 * len(places) * (len(names) if len(names) > 1 else 1) + 40)
        result["mark"] = {"type": "bar", "cornerRadiusEnd": 2}
        result["encoding"] = {"y": place, "x": value, "color": colour}
        if len(names) > 1:
            result["encoding"]["yOffset"] = {"field": "series", "sort": names}
    else:
        place["axis"] = {"labelAngle": 0, "labelOverlap": False, "grid": False, "labelLimit": 110}
        result["mark"] = {"type": "bar", "cornerRadiusEnd": 2}
        result["encoding"] = {"x": place, "y": value, "color": colour}
        if chart.form is Form.BAR and len(names) > 1:
            # The general band size would set these bars off their place.
            gaps = {"paddingInner": 0.12, "paddingOuter": 0.06}
            result["encoding"]["xOffset"] = {"field": "series", "sort": names, "scale": gaps}
            result["mark"]["width"] = {"band": 1}
        if chart.form is Form.STACKED_BAR:
            order = {name: n for n, name in enumerate(names)}
            for one in data:
                one["order"] = order[one["series"]]
            result["encoding"]["order"] = {"field": "order", "type": "quantitative"}
    if chart.has_labels and chart.form in (Form.BAR, Form.HORIZONTAL_BAR):
        _label(result, is_horizontal=chart.form is Form.HORIZONTAL_BAR)
    return result


def _label(result: dict[str, Any], *, is_horizontal: bool) -> None:
    """Write each bar's value at its end."""
    beside = {"align": "left", "dx": 5} if is_horizontal else {"baseline": "bottom", "dy": -5}
    words = {"type": "text", "fontSize": 13, "fontWeight": "bold", "color": INK, **beside}
    encoding = result.pop("encoding")
    text = {"field": "value", "type": "quantitative", "format": ",~r"}
    placed = {name: held for name, held in encoding.items() if name != "color"}
    result["layer"] = [
        {"mark": result.pop("mark"), "encoding": encoding},
        {"mark": words, "encoding": {**placed, "text": text}},
    ]


def _place(place: str | date) -> str:
    return day(place) if isinstance(place, date) else place


def _config() -> dict[str, Any]:
    return {
        "background": None,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "labelColor": MUTED,
            "titleColor": MUTED,
            "gridColor": LINE,
            "domainColor": AXIS,
            "tickColor": AXIS,
            "ticks": False,
            "labelPadding": 6,
            "titlePadding": 10,
        },
        "axisQuantitative": {"tickCount": 5, "domain": False, "format": ",~r"},
        "legend": {"labelFontSize": 13, "labelColor": INK, "symbolSize": 110, "labelLimit": 260, "columnPadding": 18},
        "bar": {"discreteBandSize": {"band": 0.72}},
    }


# Only these attributes of the drawing are kept; what could run, load or be blocked is not among them.
_KEPT = frozenset(
    {"d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "viewBox", "transform"}
    | {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-miterlimit"}
    | {"opacity", "text-anchor", "font-family", "font-size", "font-weight"}
)
_ELEMENTS = frozenset({"svg", "g", "path", "line", "text", "rect", "tspan", "circle"})
_CLASSES = {INK: "ink", MUTED: "muted", LINE: "line", AXIS: "axis"} | {c: str(n) for n, c in enumerate(PALETTE, 1)}


def _clean(svg: str, chart: Chart) -> str:
    drawing = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(drawing.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name not in _ELEMENTS or (name == "path" and not element.get("d")) or element.get("display") == "none":
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for attribute in list(element.attrib):
            if attribute not in _KEPT:
                del element.attrib[attribute]
        classes = []
        for attribute, letter in (("fill", "f"), ("stroke", "s")):
            if found := _CLASSES.get(str(element.get(attribute, "")).lower()):
                classes.append(f"{letter}-{found}")
        if classes:
            element.set("class", " ".join(classes))
    _drop_invisible(drawing)
    for attribute in ("width", "height"):
        drawing.attrib.pop(attribute, None)
    drawing.set("role", "img")
    drawing.set("aria-labelledby", f"{chart.key}-t {chart.key}-d")
    title = etree.Element(f"{{{_SVG}}}title", id=f"{chart.key}-t")
    title.text = chart.title
    description = etree.Element(f"{{{_SVG}}}desc", id=f"{chart.key}-d")
    description.text = chart.description
    drawing[:0] = [title, description]
    etree.cleanup_namespaces(drawing)
    text = etree.tostring(drawing, encoding="unicode")
    return re.sub(r"(\d+\.\d{2})\d+", r"\1", text)


def _drop_invisible(drawing: Any) -> None:
    """Empty groups and backgrounds without a colour: about a third of what the library writes."""
    for element in reversed(list(drawing.iter(f"{{{_SVG}}}path", f"{{{_SVG}}}g"))):
        is_bare = element.tag.endswith("path") and not element.get("fill") and not element.get("stroke")
        if (is_bare and not _inherits_fill(element)) or (element.tag.endswith("}g") and len(element) == 0):
            element.getparent().remove(element)


def _inherits_fill(element: Any) -> bool:
    """Whether a group around the element gives it a colour."""
    return any(parent.get("fill", "none") != "none" or parent.get("stroke") for parent in element.iterancestors())
