"""What goes with the report: its annexes, counted, lettered and described, and what else is published of it. Pure."""

from __future__ import annotations

import re

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.papers.build import bullets
from codeclerk.papers.model import Attachment, Reference, Section
from codeclerk.papers.modification_report.record import Record
from codeclerk.papers.runs import runs
from codeclerk.register.queries import AttachedLine
from codeclerk.register.rules.documents import Role

ANNEXES = (Role.LEGAL_TEXT, Role.ANNEX, Role.BUSINESS_CASE, Role.RESPONSES)
"""What a document is to its proposal that goes with the report; reports and other papers stand beside it."""
_LETTERED = re.compile(r"Annex ([A-Z])\b\s*[:–-]?\s*", re.IGNORECASE)


def attachments(record: Record, page: str) -> tuple[Attachment, ...]:
    """The annexes that the readers of the paper may see, each leading to its page (PMP:170-184).

    Those that a source prints with a letter come first, by that; the paper letters them in this order, and one that
    gets another letter than the printed one says so.

    Args:
        page: the address of a document's page, with `{}` for its hash.
    """
    found = sorted((one for one in record.view.documents if one.role in ANNEXES), key=_place)
    return tuple(
        Attachment(_described(one, place), href=page.replace("{}", one.document)) for place, one in enumerate(found)
    )


def others(record: Record, page: str) -> tuple[Section, ...]:
    """The reports and other documents that belong to it and are no annexes; none without any."""
    found = [one for one in record.view.documents if one.role not in ANNEXES]
    items = [
        runs(Reference(one.title, page.replace("{}", one.document)), _in_brackets(one.role.label, *_printed(one)))
        for one in found
    ]
    return (Section("Other documents", (bullets(items),)),) if items else ()


def _place(one: AttachedLine) -> tuple[str, int]:
    return _letter(one) or "~", one.role.place


def _letter(one: AttachedLine) -> str:
    found = _LETTERED.match(one.label)
    return found[1].upper() if found else ""


def _described(one: AttachedLine, place: int) -> str:
    words = _LETTERED.sub("", one.label, count=1).strip() or one.name
    printed = _letter(one)
    other = f"printed as Annex {printed}" if printed and ord(printed) - ord("A") != place else ""
    return f"{words}{_in_brackets(other, *_printed(one))}"


def _printed(one: AttachedLine) -> tuple[str, str]:
    """In which document it is printed, and when that was published; empty where that says nothing or is not known."""
    return f"in {one.name}" if one.label else "", f"published on {format_date(one.published)}" if one.published else ""


def _in_brackets(*parts: str) -> str:
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""
