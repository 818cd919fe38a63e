"""References inside texts as links: in a note, `SECP_74_1511` leads to the meeting that it cites.

A folder registers what it knows to find when the application is ready; texts of the record go through the filter
`cited`.

    citations.register(re.compile(r"[A-Z]+_[0-9]+"), lambda found: f"/meetings/{found}/")
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

Address = Callable[[str], str]
"""The address that a reference leads to; empty for a text that only looks like one."""

_KNOWN: dict[str, tuple[re.Pattern[str], Address]] = {}


def register(pattern: re.Pattern[str], address: Address) -> None:
    """Make a form of reference known. The same one twice is one."""
    _KNOWN[pattern.pattern] = (pattern, address)


def cited(text: str) -> str:
    """The text with its references as links; safe to print. What is marked as safe already is left alone."""
    if isinstance(text, Markup):
        return text
    for pattern, address in _KNOWN.values():
        if pattern.search(text):
            return _linked(text, pattern, address)
    return text


def _linked(text: str, pattern: re.Pattern[str], address: Address) -> Markup:
    made, end = Markup(), 0
    for found in pattern.finditer(text):
        made += escape(text[end : found.start()])
        href = address(found[0])
        made += Markup('<a href="{}">{}</a>').format(href, found[0]) if href else escape(found[0])
        end = found.end()
    return made + escape(text[end:])
