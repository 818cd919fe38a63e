"""Locators: the place in a document where something was read."""

from __future__ import annotations

import re

from codeclerk.kernel.errors import Reason

WRONG_LOCATOR = Reason(
    "sources.wrong_locator",
    rule="a locator names a place that the document has: lines (CSR:293, CSR:305-364), a page or a clause",
    problem="{object} cannot be a place in this document: {why}",
    remedy="Look the place up again and correct the locator.",
)

_LINES = re.compile(r"[A-Z][A-Z0-9]*:([0-9]+(?:-[0-9]+)?(?:,\s?[0-9]+(?:-[0-9]+)?)*)")
_PAGE = re.compile(r"(?:page|p\.?)\s?([0-9]+)", re.IGNORECASE)


def check_locator(locator: str, lines: int | None = None, pages: int | None = None) -> str:
    """The same locator. Refused: an empty one, lines in the wrong order, a line or page beyond the document's last."""
    if not locator.strip():
        raise WRONG_LOCATOR.refuse("an empty locator", why="it names no place", field="locator")
    if found := _LINES.fullmatch(locator):
        for part in found[1].split(","):
            first, _, last = part.strip().partition("-")
            _check(locator, int(first), int(last or first), lines, "line")
    elif found := _PAGE.fullmatch(locator):
        _check(locator, int(found[1]), int(found[1]), pages, "page")
    return locator


def _check(locator: str, first: int, last: int, end: int | None, what: str) -> None:
    why = ""
    if first < 1:
        why = f"{what}s are counted from 1"
    elif last < first:
        why = f"{last} comes before {first}"
    elif end is not None and last > end:
        why = f"the document has {end} {what}s"
    if why:
        raise WRONG_LOCATOR.refuse(locator, why=why, field="locator")
