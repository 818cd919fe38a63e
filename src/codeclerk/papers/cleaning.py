"""Words of the record made safe to print, without losing sight of anything odd in them. Pure.

No writer ever reads text as markup; what is left are characters that have no shape, reorder their neighbours or are not
allowed in XML. They are printed by their code, `[U+202E]`, so that nobody is shown other words than the record holds.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Controls, halves of surrogate pairs, directional overrides and isolates, byte order mark, annotations, tags,
# non-characters, private use.
_ODD = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PLANE_ENDS = re.compile(
    "[" + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 15)) + "]"
)


def code_of(character: str) -> str:
    """`[U+202E]`."""
    return f"[U+{ord(character):04X}]"


def clean(text: str) -> str:
    """The text on one line, every character of it printable or named by its code."""
    if text.isascii() and text.isprintable():
        return text
    shown = _ODD.sub(lambda found: code_of(found[0]), _BLANKS.sub(" ", text))
    return _PLANE_ENDS.sub(lambda found: code_of(found[0]), shown)


def clean_basic(text: str) -> str:
    """The same with every character outside the basic plane named by its code."""
    return "".join(c if ord(c) <= 0xFFFF else code_of(c) for c in clean(text))
