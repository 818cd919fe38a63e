"""The parts of a proposal as JSON. Money is text with a decimal point, so that no reader rounds it."""

from __future__ import annotations

from typing import Any

from codeclerk.parts import queries, wording
from codeclerk.parts.rules.contents import Benefit, Cost
from codeclerk.parts.rules.documents import Changed
from codeclerk.parts.rules.money import Amount
from codeclerk.parts.rules.parts import Part, Parts
from codeclerk.register.queries import ProposalLine


def parts_json(
    line: ProposalLine,
    parts: Parts,
    changed: Changed | None,
    missing: tuple[queries.Missing, ...],
    findings: tuple[str, ...],
) -> dict[str, Any]:
    """Every part at the lens, with its versions; the documents that are listed, and that the legal text changes; what a
    complete report lacks; what does not agree."""
    return {
        "number": line.number,
        "documents": {"listed": queries.documents_listed(line), "changed": changed_json(changed)},
        "parts": [_part(one) for one in parts.every()],
        "who_pays": [
            {"case": case, "now": now or None, "proposed": then or None} for case, now, then in queries.who_pays(parts)
        ],
        "missing": [{"what": one.what, "remedy": one.remedy, "act": one.act} for one in missing],
        "findings": list(findings),
    }


def changed_json(changed: Changed | None) -> dict[str, Any] | None:
    """What the legal text changes: documents by their ids, and names that the controlled list does not have."""
    if changed is None:
        return None
    return {"text": changed.text, "documents": list(changed.known), "not_in_the_list": list(changed.unknown)}


def _part(part: Part[Any]) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "which": part.which,
        "name": wording.part_name(part),
        "versions": [
            {
                "since": one.since.isoformat(),
                "content": one.content.model_dump(mode="json"),
                **_computed(one.content, one.since),
                "sure": one.sure,
                "note": one.note or None,
                "source": one.source or None,
            }
            for one in part.versions
        ],
    }


def _computed(content: Any, since: Any) -> dict[str, Any]:
    """The figures that are computed from what a part holds."""
    if isinstance(content, Cost):
        return {"amount": _amount(wording.cost_amount(content, since))}
    if isinstance(content, Benefit):
        return {"amount": _amount(Amount.exact(content.value))}
    return {}


def _amount(amount: Amount | None) -> dict[str, str] | None:
    return {"low": f"{amount.low:f}", "high": f"{amount.high:f}", "unit": "GBP"} if amount is not None else None
