"""The figures of the report as plain data: what stands beside `paper` in its JSON. Pure.

    report         what it is about and when: proposal, key, title, as_at, known_at
    summary        {written, points}: proposer, issue, solution, impact, cost, release and path as the paper prints them
    standing       {stage, status, since, path, proposer, raised, age, target_release, next, hold, flags}
    affected       {documents, systems, party_categories}: null where nothing was recorded
    legal_text     {text, documents, not_in_the_list}: which documents it changes; null where there is none
    objectives     [{view, letters}]
    timetable      [{event, kind, when, standing, first_planned}]
    assessments    [{key, type, standing, requested, accepted, due, returned, length}]
    consultations  [{key, kind, standing, issued, closes, length}]
    decisions      [{key, body, outcome, when, objectives, path, sure, note}]
    put_to         {body, meeting, asks} or null
    links          [{kind, words, to}]
    documents      [{sha256, role, label, name}], those that the readers of the paper may see
    lead_analyst   {person, organisation} or null; never how to reach them
    printed_persons  [{person, details}]: whose published contact details the paper prints, and which kinds of them

Figures, days and what is not known are as in the Change Status Report.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.papers.data import PRINTED_PERSONS, Data
from codeclerk.papers.figures import figure
from codeclerk.papers.modification_report import done, standing, summary
from codeclerk.papers.modification_report.record import Record
from codeclerk.papers.runs import plain
from codeclerk.parts.answers import changed_json


def figures(record: Record) -> Data:
    """Every figure of the report."""
    put = record.next_put
    return Data.of(
        {
            "report": {
                "proposal": record.number,
                "key": record.line.key,
                "title": record.line.title or None,
                "as_at": record.as_at.isoformat(),
                "known_at": record.known_at.isoformat(),
            },
            "summary": {
                "written": record.line.summary or None,
                "points": {one.key: plain(one.runs) for one in summary.points(record)},
            },
            "standing": _standing(record),
            "affected": {kind: _list(record.affected.get(kind)) for kind, _ in standing.KINDS},
            "legal_text": changed_json(record.changed),
            "objectives": [{"view": one.view, "letters": list(one.letters)} for one in record.view.objectives],
            "timetable": [
                {
                    "event": row.title,
                    "kind": row.kind,
                    "when": row.when.isoformat(),
                    "standing": row.standing(record.as_at).value,
                    "first_planned": row.original.isoformat(),
                }
                for row in record.view.timetable
            ],
            "assessments": [_assessment(record, one) for one in record.assessments],
            "consultations": [
                {
                    "key": one.key,
                    "kind": one.kind,
                    "standing": one.standing.value,
                    "issued": one.first.isoformat() if one.first else None,
                    "closes": _day(one.last_day),
                    "length": one.length,
                }
                for one in record.consultations
            ],
            "decisions": [
                {
                    "key": one.key,
                    "body": one.body,
                    "outcome": one.outcome,
                    "when": one.when.isoformat(),
                    "objectives": list(one.objectives),
                    "path": one.path or None,
                    "sure": one.sure or None,
                    "note": one.note or None,
                }
                for one in record.decided
            ],
            "deadlines": [
                {"clock": one.clock, "due": one.due.isoformat(), "explanation": one.explanation}
                for one in record.running
            ],
            "put_to": None
            if put is None
            else {"body": put.body, "meeting": put.meeting.isoformat(), "asks": list(put.asks)},
            "links": [{"kind": one.kind, "words": one.words, "to": one.name} for one in record.view.links],
            "documents": [
                {"sha256": one.document, "role": one.role.value, "label": one.label or None, "name": one.name}
                for one in record.view.documents
            ],
            "lead_analyst": None
            if record.contact is None
            else {"person": record.contact.person, "organisation": record.contact.organisation or None},
            PRINTED_PERSONS: _printed(record),
        }
    )


def _printed(record: Record) -> list[dict[str, Any]]:
    block = record.contact
    if block is None or block.contact is None:
        return []
    return [{"person": block.person, "details": [name for name, held in vars(block.contact).items() if held]}]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _list(value: tuple[str, ...] | None) -> list[str] | None:
    return None if value is None else list(value)


def _standing(record: Record) -> dict[str, Any]:
    line = record.line
    coming = line.next_event
    return {
        "stage": line.stage or None,
        "status": line.status or None,
        "since": _day(line.status_since),
        "path": line.path or None,
        "proposer": line.proposer_name or None,
        "raised": line.raised.isoformat() if line.raised else None,
        "age": figure(standing.age(record)) if line.age is not None else None,
        "target_release": line.release or None,
        "next": {"event": coming.title, "when": coming.when.isoformat()} if coming else None,
        "hold": {"reason": line.hold_reason or None, "until": _day(line.held_until)} if line.is_held else None,
        "flags": list(line.flags),
        "parts": list(record.view.parts),
        "whole": record.view.whole or None,
        "unsure": dict(line.sure),
    }


def _assessment(record: Record, one: Any) -> dict[str, Any]:
    taken = done.length(record, one)
    return {
        "key": one.key,
        "type": one.kind,
        "standing": one.standing(record.as_at).value,
        "requested": _day(one.requested),
        "accepted": _day(one.accepted.day if one.accepted else None),
        "due": _day(one.deadline.due if one.deadline else None),
        "returned": _day(one.returned),
        "length": figure(taken) if taken is not None else None,
    }
