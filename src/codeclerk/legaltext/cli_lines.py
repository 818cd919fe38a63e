"""The legal text as lines of the command line: changes between versions, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

_SIGNS = {"same": ("", ""), "inserted": ("{+", "+}"), "deleted": ("[-", "-]")}
_TAGS = {"same": "span", "inserted": "ins", "deleted": "del"}


def text_line(line: Any) -> str:
    """A changed provision as plain text."""
    before, after = line.old_full, line.new_full
    label = after if before in ("", after) else f"{before} -> {after}" if after else before
    words = "".join(f"{_SIGNS[one.mark][0]}{one.words}{_SIGNS[one.mark][1]}" for one in line.pieces)
    what = ", ".join(sorted(line.what)) or "follows"
    return f"{label} ({what}): {words}"


def html_line(line: Any) -> str:
    """A changed provision as HTML."""
    words = "".join(f"<{_TAGS[one.mark]}>{escape(one.words)}</{_TAGS[one.mark]}>" for one in line.pieces)
    label = escape(line.new_full or line.old_full)
    return f'<p id="{escape(line.pid)}" data-what="{" ".join(sorted(line.what))}"><b>{label}</b> {words}</p>'


def conflict_line(row: dict[str, Any]) -> str:
    """A conflict; of a stale baseline with both texts."""
    settled = f", settled by {row['resolution']}" if row["resolution"] else ""
    texts = ""
    if rebased := row["rebase"]:
        then, now = (words if words is not None else "it is not there" for words in (rebased["then"], rebased["now"]))
        texts = f"\n  then: {then}\n  now:  {now}"
    at = rebased["where"] if rebased else row["at"]
    return f"{row['key']}: {' and '.join(row['proposals'])}: {row['words']} (at {at}){settled}{texts}"


def applying(proposal: str, report: Iterable[Any]) -> str:
    """How many amendments of a redline still apply to the newest version."""
    every = [one.applies for one in report]
    return f"{proposal}: {sum(every)} of {len(every)} amendments still apply to the newest version."
