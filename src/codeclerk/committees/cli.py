"""`codeclerk committee`: committees on the command line."""

from __future__ import annotations

import sys
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def committee() -> None:
    """Committees: who sits there, what they are asked, what interests them."""


@committee.command("list")
@looking
def list_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the committees and Working Groups with their seats."""
    lens = lens_at(as_at, known_at)
    from codeclerk.committees import answers, queries, vocabulary

    made = queries.constitutions(lens)
    bodies = vocabulary.bodies()
    value = [answers.body_json(body, made[body.id]) for body in bodies]
    emit(value, output_format, lambda _: "\n".join(_line(body, made[body.id]) for body in bodies))


@committee.command("show")
@click.argument("body", metavar="BODY")
@looking
def show(body: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one committee: its seats, what proposals would change of them, what it was asked."""
    lens = lens_at(as_at, known_at)
    from codeclerk.committees import answers, queries, vocabulary

    found = vocabulary.committee(body)
    proposed = queries.proposed_seats(lens, found.id)
    made = queries.constitution(lens, found.id, proposed)
    asked = queries.inputs(lens, bodies=[found.id])
    groups = queries.allocations(lens, found.id) if found.kind == "working_group" else ()
    value = answers.body_json(found, made) | {
        "proposed": [answers.proposed_json(one) for one in proposed],
        "proposals": [{"number": one.number, "state": one.allocation.content.state.value} for one in groups],
        "inputs": [answers.input_json(one) for one in asked],
    }
    lines = [
        _line(found, made),
        *(f"  {seat.name or seat.key}: {_holder(seat)}" for seat in made.seats),
        *(f"  Odd: {one.held.holder.person}: {one.why}" for one in made.doubts),
        *(f"  {words}" for words in made.unclear),
        *(f"  Proposed by {one.number}: {one.content.text or 'another number of seats'}" for one in proposed),
        *(f"  {one.number} {one.title}: {one.allocation.content.state.label}" for one in groups),
        *(f"  {_asked(one)}" for one in asked),
    ]
    emit(value, output_format, lambda _: "\n".join(lines))


@committee.command("interest")
@looking
def interest(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show which committee is interested in which proposal."""
    lens = lens_at(as_at, known_at)
    from codeclerk.committees import answers, queries

    found = queries.interest(lens)
    lines = [f"{row.number:<10} {_stances(row)}" for row in found.rows]
    emit(answers.interest_json(found), output_format, lambda _: "\n".join(lines) or "No committee was asked.")


@committee.command("waiting")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@looking
def waiting(overdue: bool, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List what waits for an answer. Exit code 1 when something is overdue."""
    lens = lens_at(as_at, known_at)
    from codeclerk.committees import answers, queries
    from codeclerk.committees.rules.inputs import Standing

    found = [one for one in queries.waiting(lens) if not overdue or one.standing is Standing.OVERDUE]
    value = [answers.input_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_asked, found)) or "Nothing waits.")
    if any(one.standing is Standing.OVERDUE for one in found):
        sys.exit(FINDINGS)


def _line(body: Any, made: Any) -> str:
    held = sum(not seat.is_vacant for seat in made.seats)
    vacant = f", {len(made.vacant)} vacant" if made.basis else ", its seats are not stated"
    return f"{body.id:<16} {body.name}: {held} seats held{vacant}"


def _holder(seat: Any) -> str:
    return f"{seat.person}, {seat.organisation_name or 'for nobody else'}" if not seat.is_vacant else "vacant"


def _asked(one: Any) -> str:
    from codeclerk.committees.wording import asked_words, said_words

    answer = f"{one.answer.verdict.label}. {said_words(one)}".strip() if one.answer else one.standing.value
    due = f", by {one.due.isoformat()}" if one.due else ""
    return f"{one.key}: {one.number}: {asked_words(one)}{due}: {answer}"


def _stances(row: Any) -> str:
    from codeclerk.committees.vocabulary import short_name

    return "; ".join(
        f"{short_name(body)}: {stance.verdict.label if stance.verdict else 'no answer yet'}"
        for body, stance in row.stances.items()
    )
