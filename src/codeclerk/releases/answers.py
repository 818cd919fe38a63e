"""Releases as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.releases.implementing import Implementation
from codeclerk.releases.rules.contents import Entry, Release
from codeclerk.releases.rules.costs import ReleaseCost
from codeclerk.releases.rules.ways import Option


def release_json(release: Release) -> dict[str, Any]:
    """A release at the lens. What is not known is null; `day_by_pattern` is inferred."""
    return {
        "key": release.key,
        "name": release.name,
        "full_name": release.full_name,
        "kind": release.kind.value,
        "day": release.day.isoformat() if release.day else None,
        "day_by_pattern": release.pattern_day.isoformat() if release.pattern_day else None,
        "day_note": release.day_note or None,
        "days": [
            {
                "said": line.since.isoformat(),
                "day": line.day.isoformat() if line.day else None,
                "reason": line.reason or None,
                "source": line.source or None,
            }
            for line in release.history
        ],
        "cut_off": release.cut_off.as_json() if release.cut_off else None,
        "closed_to_systems": release.closed_to_systems,
        "notes": release.notes or None,
        "cost": cost_json(release.cost) if release.cost else None,
        "contents": [entry_json(entry) for entry in release.entries],
    }


def cost_json(cost: ReleaseCost) -> dict[str, Any]:
    """What a release costs as a whole. Pounds are text, since they are exact; every one is computed."""
    return {
        "since": cost.since.isoformat(),
        "rate": str(cost.rate),
        "rate_sure": cost.rate_sure,
        "effort": [
            {
                "what": one.what,
                "days": f"{one.days.normalize():f}",
                "at_most": one.is_at_most,
                "pounds": f"{cost.pounds(one):.2f}",
            }
            for one in cost.efforts
        ],
        "total": f"{cost.total:.2f}" if cost.total is not None else None,
        "at_most": cost.is_at_most,
        "budget": cost.budget or None,
        "budget_name": cost.budget_name or None,
        "parties_pay_more": cost.parties_pay_more,
        "text": cost.text or None,
        "words": cost.words,
        "source": cost.source or None,
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """A proposal in a release."""
    return {
        "key": entry.proposal,
        "number": entry.number,
        "title": entry.title or None,
        "standing": entry.standing.value,
        "condition": entry.condition or None,
        "doubt": entry.doubt or None,
        "status": entry.status or None,
        "documents": list(entry.documents),
        "systems": list(entry.systems),
    }


def implementation_json(found: Implementation) -> dict[str, Any]:
    """How a proposal can be implemented."""
    return {
        "key": found.proposal,
        "number": found.number,
        "flags": list(found.flags),
        "decided": found.decided.isoformat(),
        "decided_on": found.decided_on.value,
        "options": [option_json(one) for one in found.options],
        "warnings": list(found.warnings),
    }


def option_json(option: Option[Release]) -> dict[str, Any]:
    """One way to implement, and where it leads."""
    way, referral = option.way, option.ad_hoc.referral if option.ad_hoc else None
    return {
        "way": way.id,
        "name": way.name,
        "kind": way.kind.value,
        "working_days": way.working_days,
        "why": way.why,
        "sure": way.sure,
        "reference": way.reference or None,
        "note": way.note or None,
        "release": option.release.key if option.release else None,
        "full_name": option.release.full_name if option.release else None,
        "day": option.day.isoformat() if option.day else None,
        "deadline": option.deadline.as_json() if option.deadline else None,
        "referral_until": referral.due.isoformat() if referral else None,
    }
