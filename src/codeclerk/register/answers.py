"""Proposals as JSON: the same for the command line, downloads and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.register.queries import DatedLine, ProposalLine, ProposalView
from codeclerk.register.rules.ages import CONVENTION
from codeclerk.register.rules.times import printed
from codeclerk.register.rules.timetable import Row
from codeclerk.register.rules.timetable_slip import CONVENTION as SLIP_CONVENTION
from codeclerk.register.rules.timetable_slip import Slip


def line_json(line: ProposalLine) -> dict[str, Any]:
    """A proposal at the lens. What is not known is null."""
    return {
        "key": line.key,
        "number": line.number,
        "title": line.title or None,
        "short_title": line.short_title or None,
        "stage": {"id": line.stage, "name": line.stage_name} if line.stage else None,
        "status": line.status_name or None,
        "path": line.path or None,
        "proposer": {
            "person": line.proposer_person or None,
            "organisation": line.proposer_organisation or None,
            "on_behalf_of": line.on_behalf_of or None,
        },
        "lead_analyst": line.lead_analyst or None,
        "raised": line.raised.isoformat() if line.raised else None,
        "age": {"working_days": line.age, "convention": CONVENTION.value} if line.age is not None else None,
        "target_release": line.release or None,
        "documents": list(line.documents),
        "systems": list(line.systems),
        "party_categories": list(line.party_categories),
        "flags": list(line.flags),
        "on_hold": line.is_held,
        "closed": line.is_closed,
        "whole": line.whole or None,
        "parts": list(line.parts),
        "next": row_json(line.next_event) if line.next_event else None,
        "unsure": dict(line.sure),
    }


def row_json(row: Row) -> dict[str, Any]:
    """One event of a timetable with every date it ever had."""
    return {
        "key": row.key,
        "kind": row.kind,
        "label": row.label,
        "when": row.when.isoformat(),
        "printed": row.printed,
        "state": row.state.value,
        "condition": row.condition or None,
        "original": row.original.isoformat(),
        "revisions": [
            {"said": r.since.isoformat(), "when": r.when.isoformat(), "state": r.state.value, "source": r.source}
            for r in row.revisions
        ],
        "source": row.source or None,
    }


def _dated(line: DatedLine) -> dict[str, Any]:
    return {
        "from": line.first_day.isoformat(),
        "until": line.end.isoformat() if line.end else None,
        "what": line.what,
        "value": line.value,
        "sure": line.sure,
        "note": line.note or None,
    }


def proposal_json(view: ProposalView) -> dict[str, Any]:
    """One proposal with everything that its page shows but what sources say."""
    return {
        **line_json(view.line),
        "summary": view.line.summary or None,
        "next_step": view.lead_in,
        "timetable": [row_json(row) for row in view.timetable],
        "numbers": [_dated(line) for line in view.numbers],
        "titles": [_dated(line) for line in view.titles],
        "over_time": [_dated(line) for line in view.facts],
        "aliases": [{"text": alias.text, "kind": alias.kind.value} for alias in view.aliases],
        "links": [
            {"kind": one.kind, "words": one.words, "to": one.name, "inverse": one.is_inverse} for one in view.links
        ],
        "objectives": [{"view": one.view, "letters": list(one.letters)} for one in view.objectives],
        "documents_attached": [
            {
                "sha256": one.document,
                "role": one.role.value,
                "label": one.label or None,
                "name": one.name,
                "published": one.published.isoformat() if one.published else None,
                "since": one.since.isoformat(),
            }
            for one in view.documents
        ],
        "change_requests": [{"number": one.number, "about": one.about or None} for one in view.change_requests],
        "web_address": view.web_address or None,
    }


def slip_json(one: Slip) -> dict[str, Any]:
    """What became of the date of one event. What is not known is null."""
    return {
        "event": one.row.title,
        "key": one.row.key,
        "kind": one.row.kind,
        "printed": one.row.printed,
        "state": one.row.state.value,
        "original": one.original.isoformat() if one.original else None,
        "first_planned": printed(one.original) if one.original else None,
        "revised": one.revised.isoformat() if one.revised else None,
        "actual": one.actual.isoformat() if one.actual else None,
        "slip": {"working_days": one.days, "months": one.months, "convention": SLIP_CONVENTION.value},
        "words": one.words,
        "reason": one.reason or None,
        "why": one.why or None,
    }
