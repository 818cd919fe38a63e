"""Committees as JSON: the same for the command line and endpoints."""

from __future__ import annotations

from typing import Any

from codeclerk.committees.queries import Interest, ProposedSeats
from codeclerk.committees.rules.inputs import Input
from codeclerk.committees.rules.seats import Constitution, Seat
from codeclerk.kernel.packs import Body


def input_json(one: Input) -> dict[str, Any]:
    """An input at the lens. What is not known is null."""
    return {
        "key": one.key,
        "body": one.body,
        "proposal": {"key": one.proposal, "number": one.number, "title": one.title or None},
        "kind": one.kind.value,
        "question": one.asked.question or None,
        "to": one.asked.to or None,
        "standing": one.standing.value,
        "asked": one.asked_on.isoformat() if one.asked.is_day_known else None,
        "opens": one.asked.opens.isoformat() if one.asked.opens else None,
        "due": one.due.isoformat() if one.due else None,
        "answer": one.answer.verdict.value if one.answer else None,
        "answered": one.answered_on.isoformat() if one.answered_on else None,
        "said": (one.answer.text or None) if one.answer else None,
        "opposes": (one.answer.opposes or None) if one.answer else None,
        "changed": one.change.text if one.change else None,
        "sources": list(one.sources),
    }


def seat_json(seat: Seat) -> dict[str, Any]:
    """A seat with who holds it, by keys; null for a vacant one."""
    return {
        "key": seat.key,
        "name": seat.name or None,
        "category": seat.category or None,
        "person": seat.person or None,
        "organisation": seat.organisation or None,
        "membership": seat.membership or None,
        "alternates": [one.person for one in seat.alternates],
    }


def body_json(body: Body, made: Constitution) -> dict[str, Any]:
    """A committee with its seats. `basis` is null where no source states how it is made up."""
    basis = made.basis
    return {
        "id": body.id,
        "name": body.name,
        "abbreviation": body.abbreviation,
        "kind": body.kind,
        "function": body.function,
        "basis": {"since": basis.since.isoformat(), "sure": basis.sure.value, "reference": basis.reference}
        if basis
        else None,
        "seats": [seat_json(seat) for seat in made.seats],
        "vacant": [seat.key for seat in made.vacant],
        "doubts": [{"person": one.held.holder.person, "why": one.why} for one in made.doubts],
        "unclear": list(made.unclear),
    }


def made_up_json(body: Body, made: Constitution) -> dict[str, Any]:
    """A committee with its seats, for everybody: of persons it says no more than whether a seat is held."""
    told = body_json(body, made)
    # Where nobody says which seat it is, its key is that of the membership.
    keys = {seat.key: seat.key if seat.key != seat.membership else None for seat in made.seats}
    seats = [
        {
            "key": keys[seat.key],
            "name": seat.name or None,
            "category": seat.category or None,
            "organisation": seat.organisation or None,
            "is_vacant": seat.is_vacant,
            "alternates": len(seat.alternates),
        }
        for seat in made.seats
    ]
    return {**told, "seats": seats, "doubts": [one.why for one in made.doubts]}


def proposed_json(one: ProposedSeats) -> dict[str, Any]:
    """A change of seats that a proposal would make."""
    return {
        "proposal": one.number,
        "category": one.category or None,
        "number": one.content.number,
        "text": one.content.text or None,
        "in_force": one.in_force.isoformat() if one.in_force else None,
    }


def interest_json(found: Interest) -> list[dict[str, Any]]:
    """Each proposal with the last answer of each committee, and whether one is owed."""
    return [
        {
            "proposal": {"key": row.proposal, "number": row.number, "title": row.title or None},
            "committees": {
                body: {
                    "answer": stance.verdict.value if stance.verdict else None,
                    "waits": stance.waits,
                    "overdue": stance.is_overdue,
                    "inputs": list(stance.keys),
                }
                for body, stance in row.stances.items()
            },
        }
        for row in found.rows
    ]
