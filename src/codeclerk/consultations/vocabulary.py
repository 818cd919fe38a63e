"""The rules of the running pack on consultations."""

from __future__ import annotations

from datetime import date

from codeclerk.consultations.packs import ConsultationKind, ConsultationRules
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import find_named
from codeclerk.kernel.publishing import running_pack

UNKNOWN_KIND = Reason(
    "consultations.unknown_kind",
    rule="the kinds of consultation are those of the code pack, by id, name or alias",
    problem="{object}: no such kind of consultation",
    remedy="{hint}",
)


def rules() -> ConsultationRules:
    """`consultations.yaml` of the running pack."""
    return running_pack().of(ConsultationRules)


def kinds() -> tuple[ConsultationKind, ...]:
    return rules().kinds


def kind(text: str, field: str = "kind") -> ConsultationKind:
    """The kind of consultation that `text` names. Refused (consultations.unknown_kind) with the nearest."""
    try:
        return find_named(kinds(), text, "kind of consultation")
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_KIND.refuse(text[:80], hint=hint, field=field) from None


def kind_name(id: str) -> str:
    """The name of a kind by its id; an id that the running pack does not know stays as it is."""
    return next((one.name for one in kinds() if one.id == id), id)


def closes_at(day: date) -> str:
    """`17:00`: when a consultation closes on its last day."""
    return rules().closes_at.at(day).value.strftime("%H:%M")
