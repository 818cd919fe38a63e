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
    found = [(one, address) for pattern, address in _KNOWN.values() for one in pattern.finditer(text)]
    if not found:
        return text
    made, end = Markup(), 0
    for one, address in sorted(found, key=lambda pair: pair[0].start()):
        if one.start() < end:
            continue  # inside one that is told already
        href = address(one[0])
        made += escape(text[end : one.start()])
        made += Markup('<a href="{}">{}</a>').format(href, one[0]) if href else escape(one[0])
        end = one.end()
    return made + escape(text[end:])
