"""Finding consultations for acts: one by its key, or those of a proposal. Pages read `queries`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from codeclerk.consultations import vocabulary
from codeclerk.consultations.models import ConsultationDate, ConsultationRecord
from codeclerk.consultations.rules import Said, What, latest
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.register import find as register
from codeclerk.register.rules.times import When

UNKNOWN = Reason(
    "consultations.unknown",
    rule="a consultation is named by its key, such as 0144-report-1 or MP144-report-1",
    problem="{object}: no such consultation",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Found:
    """A consultation as an act finds it, with everything that is said of it now, in order."""

    key: str
    proposal: str
    kind: str
    number: int
    said: tuple[Said, ...]

    @property
    def named(self) -> str:
        """`the Refinement Consultation on MP144`."""
        return named(self.kind, register.present_number(self.proposal))

    def on(self, day: date) -> dict[What, Said]:
        """What holds on a day."""
        return latest(one for one in self.said if one.since <= day)

    @property
    def now(self) -> dict[What, Said]:
        """What holds whatever the day."""
        return latest(self.said)


def named(kind: str, number: str) -> str:
    """How sentences call a consultation."""
    return f"the {vocabulary.kind_name(kind)} on {number}"


def key_for(proposal: str, kind: str, number: int) -> str:
    """`0144-report-1`."""
    return f"{proposal}-{kind}-{number}"


def of_proposal(proposal: str, kind: str) -> tuple[Found, ...]:
    """The consultations of one kind on a proposal, by number. Two queries."""
    rows = ConsultationRecord.objects.filter(proposal__key=proposal, kind=kind).select_related("proposal")
    return _found(rows.order_by("number"))


def consultation(text: str, field: str = "consultation") -> Found:
    """The consultation that `text` names: its key, or its key with any number of the proposal in front.

    Refused (consultations.unknown) with those that the proposal has, or the nearest key.
    """
    wanted = _key(text)
    found = _found(ConsultationRecord.objects.filter(key=wanted).select_related("proposal"))
    if not found:
        raise UNKNOWN.refuse(text[:80], suggestion=suggestion(wanted), field=field)
    return found[0]


def _key(text: str) -> str:
    """The key that is meant: `MP144-report-1` is `0144-report-1`."""
    ref, dash, rest = text.strip().partition("-")
    if not dash:
        return text.strip()
    try:
        return f"{register.key_of(ref)}-{rest}"
    except Refused:
        return text.strip()


def suggestion(wanted: str) -> str:
    """What to do about a key that names nothing."""
    keys = list(ConsultationRecord.objects.order_by("key").values_list("key", flat=True))
    own = [key for key in keys if key.partition("-")[0] == wanted.partition("-")[0]]
    if own:
        return f"There {'is' if len(own) == 1 else 'are'} {', '.join(own)}."
    near = get_close_matches(wanted, keys, n=1)
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of consultations."


def _found(records: Iterable[ConsultationRecord]) -> tuple[Found, ...]:
    rows = list(records)
    said: dict[int, list[Said]] = {}
    dates = ConsultationDate.objects.filter(consultation__in=rows, superseded_from__isnull=True)
    for row in dates.order_by("valid_from", "known_from", "pk"):
        if row.valid_from != row.valid_to:
            said.setdefault(row.consultation_id, []).append(said_of(row))
    return tuple(Found(row.key, row.proposal.key, row.kind, row.number, tuple(said.get(row.pk, ()))) for row in rows)


def said_of(row: Any, source: str = "") -> Said:
    """A row of what was said, or the fact itself, as a value."""
    when = When(row.first, row.last, row.is_month) if row.first and row.last else None
    return Said(What(row.what), row.valid_from, when, row.reason, row.sure, row.note, source)
