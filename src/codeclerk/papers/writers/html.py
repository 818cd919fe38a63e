"""The HTML of a paper: the article for a page of the site, and a file of its own without scripts or anything to load.

Headings in order, tables with headings of columns and rows, footnotes with ways back, drawings with descriptions and
data.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from codeclerk.papers.laid import (
    ChartLaid,
    FactsLaid,
    Heading,
    Laid,
    ListLaid,
    ParagraphLaid,
    Part,
    Parts,
    TableLaid,
)
from codeclerk.papers.layout import lay_out
from codeclerk.papers.lines import MARKS
from codeclerk.papers.model import Paper
from codeclerk.ui.charts import chart_svg

FOLDER = Path(__file__).parent.parent
STYLE = FOLDER / "static" / "papers" / "paper.css"
START, END = b"<!--paper-->", b"<!--/paper-->"
"""What stands before and behind the article in the file; neither can come from a paper, whose `<` are escaped."""

Address = Callable[[str], str]
_SPOKEN = {mark: standing.value for standing, mark in MARKS.items()}
_KINDS = {
    Heading: "heading",
    ParagraphLaid: "paragraph",
    ListLaid: "list",
    TableLaid: "table",
    ChartLaid: "chart",
    FactsLaid: "facts",
}


def to_html(paper: Paper) -> bytes:
    """The paper as a file of its own, in UTF-8."""
    laid = lay_out(paper)
    style = Markup(STYLE.read_text(encoding="utf-8"))
    text = (
        _environment()
        .get_template("papers/file.html")
        .render(
            laid=laid,
            style=style,
            article=article(laid, laid.address),
            START=Markup(START.decode()),
            END=Markup(END.decode()),
        )
    )
    return text.encode()


def article(laid: Laid, address: Address = str) -> Markup:
    """The paper as an `article` element for a page. `address` says where a link leads; empty for no link."""
    first_notes: set[int] = set()
    context = {
        "laid": laid,
        "kind_of": lambda block: _KINDS[type(block)],
        "line": lambda parts: _line(parts, address, first_notes),
        "note_line": lambda parts: _line(parts, address, set()),
        "svg": lambda chart: Markup(chart_svg(chart.drawing)),
        "data": lambda chart: _data(chart),
        "address": address,
        "spoken": _SPOKEN,
        "mark": mark,
        "css": {"number": "n", "date": "d", "reference": "r"},
    }
    return Markup(_environment().get_template("papers/article.html").render(context))


def article_of(file: bytes) -> Markup:
    """The article inside a file that `to_html` made, byte for byte."""
    start = file.index(START) + len(START)
    return Markup(file[start : file.index(END, start)].decode())


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _line(parts: Parts, address: Address, noted: set[int]) -> Markup:
    return Markup("").join(_part(part, address, noted) for part in parts)


def _part(part: Part, address: Address, noted: set[int]) -> Markup:
    words = escape(part.s)
    match part.kind:
        case "strong":
            return Markup("<strong>{}</strong>").format(words)
        case "link" if href := address(part.href):
            return Markup('<a href="{}">{}</a>').format(href, words)
        case "place":
            return Markup('<a href="#{}">{}</a>').format(part.to, words)
        case "note":
            way_back = Markup(' id="{}-ref"').format(part.to) if part.number not in noted else ""
            noted.add(part.number)
            return Markup(
                '<sup><a href="#{}"{} role="doc-noteref"><span class="visually-hidden">note </span>{}</a></sup>'
            ).format(part.to, way_back, words)
        case "figure":
            shown = Markup('<a class="fig" href="#{}">{}</a>').format(part.to, words) if part.to else words
            return shown + mark(part.mark)
    return words


def mark(letter: str) -> Markup:
    """The mark of a figure that was not computed, with its meaning for those who hear it."""
    if not letter:
        return Markup("")
    return Markup(
        ' <span class="mark" aria-hidden="true">[{}]</span><span class="visually-hidden"> ({})</span>'
    ).format(letter, _SPOKEN[letter])


def _data(chart: ChartLaid) -> dict[str, Any]:
    table = chart.drawing.table()
    return {"columns": table.columns, "rows": [table.texts(row) for row in table.rows]}
