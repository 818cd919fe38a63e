"""The words of the running pack that parts are described with. Each look-up refuses with the nearest word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import Bodies, Entry, InForce, Named, PartyCategories, find_named
from codeclerk.kernel.publishing import running_pack
from codeclerk.parts.packs import (
    BudgetTreatment,
    ConsumerArea,
    CostKind,
    ImpactArea,
    PartRules,
    TextKind,
    Verdict,
    ViewHolder,
    WayToPay,
    WithdrawalReason,
)
from codeclerk.register import vocabulary as register

Found = TypeVar("Found", bound=Entry)
ADMINISTRATOR, FEE = "administrator", "fee"
"""The kinds of cost that the code itself knows: the administrator's effort, and the fee of an assessment."""

UNKNOWN_WORD = Reason(
    "parts.unknown_word",
    rule="texts, areas, costs and verdicts are those of the code pack, by id, name or alias",
    problem="{object}: the code pack knows no {what} of that name",
    remedy="{hint}",
)


def rules() -> PartRules:
    """`parts.yaml` of the running pack."""
    return running_pack().of(PartRules)


def _find(entries: Iterable[Found], text: str, what: str, field: str) -> Found:
    try:
        return find_named(tuple(entries), text, what)
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_WORD.refuse(text[:80], what=what, hint=hint, field=field) from None


def text(named: str, field: str = "part") -> TextKind:
    """The kind of text that is named."""
    return _find(rules().texts, named, "text of a proposal", field)


def area(named: str, field: str = "area") -> ImpactArea:
    """The impact area that is named."""
    return _find(rules().impact_areas, named, "impact area", field)


def cost(named: str, field: str = "kind") -> CostKind:
    """The kind of cost that is named."""
    return _find(rules().costs, named, "kind of cost", field)


def rate(day: date) -> InForce[Decimal]:
    """Pounds for a day of the administrator's effort, on a day, with how sure that is."""
    return rules().effort_rate.at(day)


def budget(named: str, field: str = "budget") -> BudgetTreatment:
    """The treatment in the budget that is named."""
    return _find(rules().budget_treatments, named, "treatment in the budget", field)


def way(named: str, field: str = "way") -> WayToPay:
    """The way to pay that is named."""
    return _find(rules().ways_to_pay, named, "way to pay", field)


def holder(named: str, field: str = "who") -> ViewHolder:
    """Whose view on the objectives is meant."""
    return _find(rules().view_holders, named, "holder of views", field)


def verdict(scale: str, named: str, field: str = "verdict") -> Verdict:
    """The verdict that is named, on one of the scales `support`, `objective` and `consumer`."""
    return _find(verdicts(scale), named, "verdict", field)


def verdicts(scale: str) -> tuple[Verdict, ...]:
    """The verdicts on a scale, the most favourable first."""
    return tuple(sorted((one for one in rules().verdicts if one.scale == scale), key=lambda one: one.order))


def consumer_area(named: str, field: str = "area") -> ConsumerArea:
    """The consumer area that is named."""
    return _find(rules().consumer_areas, named, "consumer area", field)


def withdrawal_reason(named: str, field: str = "reasons") -> WithdrawalReason:
    """The reason of a withdrawal that is named."""
    return _find(rules().withdrawal_reasons, named, "reason of a withdrawal", field)


def supporters() -> tuple[tuple[str, str], ...]:
    """Id and name of each body and each group that may support a change: bodies first."""
    pack = running_pack()
    parties = pack.of(PartyCategories)
    groups = (*rules().support_groups, *parties.categories, *parties.groups, *parties.other_party_types)
    return (
        *((one.id, one.name) for one in pack.of(Bodies).bodies),
        *((one.id, getattr(one, "plural", None) or one.name) for one in groups),
    )


def supporter(named: str, field: str = "who") -> str:
    """The id of the body or the group that is named."""
    pack = running_pack()
    parties = pack.of(PartyCategories)
    every: tuple[Entry, ...] = (
        *pack.of(Bodies).bodies,
        *rules().support_groups,
        *parties.categories,
        *parties.groups,
        *parties.other_party_types,
    )
    return _find(every, named, "body or group of respondents", field).key


def is_body(id: str) -> bool:
    """Whether a supporter is a body of the code."""
    return any(one.id == id for one in running_pack().of(Bodies).bodies)


def name_of(entries: Iterable[Named], id: str) -> str:
    """The name of an id; one that the running pack does not know stays as it is."""
    return next((one.name for one in entries if one.id == id), id)


def party_names() -> Mapping[str, str]:
    """Id of each party category -> how ticks call it, in the order of the reports."""
    return {one.id: one.plural or one.name for one in running_pack().of(PartyCategories).categories}


def other_party_names() -> Mapping[str, str]:
    """Id of each type of Other SEC Party -> how ticks call it."""
    return {one.id: one.plural or one.name for one in running_pack().of(PartyCategories).other_party_types}


def members_of(id: str) -> tuple[str, ...]:
    """The categories that a party category or a group of them stands for."""
    parties = running_pack().of(PartyCategories)
    return tuple(one.id for one in parties.categories if one.group == id) or (id,)


def document_named(text: str) -> str:
    """The id of the document that a name names; empty for one that the controlled list does not have."""
    try:
        return register.document(text)
    except Refused:
        return ""


def categories_named(text: str) -> tuple[str, ...]:
    """The categories and types that a printed word names; none for a word that names no party."""
    try:
        return members_of(register.party(text))
    except Refused:
        return ()
