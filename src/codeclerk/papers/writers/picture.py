"""A drawing as a PNG, for Word, which shows no SVG in older versions. Set in the shipped font only."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from codeclerk.papers import fonts

DOTS_PER_INCH = 200
_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Liberation Sans", fallback: false)
#image(bytes(sys.inputs.svg), format: "svg", width: 16.6cm, alt: "")
"""


@cache
def font_book(folder: Path) -> Any:
    """The shipped fonts and no others, as typst reads them."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@lru_cache(maxsize=64)
def to_png(svg: str) -> bytes:
    """The same drawing gives the same bytes."""
    import typst

    made: bytes = typst.compile(
        _TEMPLATE,
        font_paths=font_book(fonts.check()),
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"svg": svg},
    )
    return made
