"""The rules of the running pack on meetings: bodies, patterns, numbers."""

from __future__ import annotations

from datetime import date

from codeclerk.decisions.vocabulary import body_by_id
from codeclerk.kernel.packs import Body
from codeclerk.meetings.rules.meetings import Mode, number_of
from codeclerk.people.vocabulary import bodies
from codeclerk.register.references import PaperReference, parse
from codeclerk.register.vocabulary import paper_series, profile_at

__all__ = ["body_by_id", "cited", "is_of", "meeting_number", "mode_label", "that_meet"]


def that_meet() -> tuple[Body, ...]:
    """The bodies that hold meetings: all but functions that papers only name like a body. In the order of the pack."""
    return tuple(body for body in bodies() if body.kind != "function")


def is_of(body: Body, day: date) -> bool:
    """Whether a body belongs to the version of the process that is in force on a day."""
    return not body.profiles or profile_at(day).id in body.profiles


def meeting_number(body: str, day: date) -> int | None:
    """The number of a body's meeting in the month of a day."""
    return number_of(body, day, paper_series())


def cited(text: str) -> tuple[str, PaperReference] | None:
    """The body and the meeting that a text cites as committee papers do (SECP_74_1511, SECP_90_1203_18); None for
    another kind of text. Refused (register.paper_reference): a reference that cannot be right."""
    series = paper_series()
    codes = {one.code.upper(): one.body for one in series}
    code, underscore, _ = text.strip().upper().partition("_")
    if not underscore or code not in codes:
        return None
    return codes[code], parse(text, series)


def mode_label(mode: str) -> str:
    """How a page says the mode of a meeting; empty for none."""
    return next((one.label for one in Mode if one.value == mode), mode)
