"""The rules of the running pack on engagement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.engagement.packs import FILE, EngagementRules, RequestKind
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import Parameter, find_named
from codeclerk.kernel.publishing import running_pack

UNKNOWN_KIND = Reason(
    "engagement.unknown_kind",
    rule="what the helpdesk can be asked about stands in the code pack, by id, name or alias",
    problem="{object}: the helpdesk knows no such kind of request",
    remedy="{hint}",
)


@dataclass(frozen=True)
class Contact:
    """How to reach the helpdesk on a day; empty for what is not published."""

    name: str
    telephone: str
    email: str
    reference: str


def rules() -> EngagementRules | None:
    """`engagement.yaml` of the running pack; None for a pack that names no helpdesk."""
    return running_pack().of(EngagementRules) if FILE in running_pack().files else None


def helpdesk(day: date) -> Contact | None:
    """How to reach the helpdesk on a day; None where the pack names none."""
    known = rules()
    if known is None:
        return None
    own = known.helpdesk
    reference = ", ".join(str(one) for one in own.reference)
    return Contact(own.name, _on(own.telephone, day), _on(own.email, day), reference)


def _on(value: Parameter[str] | None, day: date) -> str:
    return value.at(day).value if value is not None and day >= min(value.values) else ""


def kinds() -> tuple[RequestKind, ...]:
    """What the helpdesk can be asked about, in the order of the pack."""
    known = rules()
    return known.requests if known is not None else ()


def kind(text: str, field: str = "kind") -> RequestKind:
    """The kind of request that `text` names. Refused (engagement.unknown_kind) with the nearest."""
    try:
        return find_named(kinds(), text, "kind of request")
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_KIND.refuse(text[:80], hint=hint, field=field) from None


def kind_name(id: str) -> str:
    """The name of a kind by its id; an id that the running pack does not know stays as it is."""
    return next((one.name for one in kinds() if one.id == id), id)
