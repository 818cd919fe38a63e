"""References inside texts as links: in a note, `SECP_74_1511` leads to the meeting that it cites.

A folder registers what it knows to find when the application is ready; texts of the record go through the filter
`cited`.

    citations.register(re.compile(r"[A-Z]+_[0-9]+"), lambda found: f"/meetings/{found}/")
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

Address = Callable[[str], str]
"""The address that a reference leads to; empty for a text that only looks like one."""

SHORT = 1_000
"""Characters of a text for which it is remembered whether it cites anything: tables say the same again and again."""

_KNOWN: dict[str, tuple[re.Pattern[str], Address]] = {}


def register(pattern: re.Pattern[str], address: Address) -> None:
    """Make a form of reference known. The same one twice is one."""
    _KNOWN[pattern.pattern] = (pattern, address)
    _may_cite.cache_clear()


def cited(text: str) -> str:
    """The text with its references as links; safe to print. What is marked as safe already is left alone."""
    if isinstance(text, Markup):
        return text
    if not (_may_cite if len(text) < SHORT else _may_cite.__wrapped__)(text):
        return text
    found = [(one, address) for pattern, address in _KNOWN.values() for one in pattern.finditer(text)]
    made, end = Markup(), 0
    for one, address in sorted(found, key=lambda pair: pair[0].start()):
        if one.start() < end:
            continue  # inside one that is told already
        href = address(one[0])
        made += escape(text[end : one.start()])
        made += Markup('<a href="{}">{}</a>').format(href, one[0]) if href else escape(one[0])
        end = one.end()
    return made + escape(text[end:])


@lru_cache(maxsize=4096)
def _may_cite(text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in _KNOWN.values())
