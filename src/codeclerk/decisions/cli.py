"""`codeclerk decision`: decisions on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def decision() -> None:
    """Decisions: what bodies decided, and what waits for the Authority."""


@decision.command("list")
@click.option("--body", help="Only decisions of this body, such as “Change Board” or csc.")
@click.option("--outcome", help="Only this outcome, such as approved.")
@click.option("--month", metavar="MONTH", help="Only decisions of this month, such as 2021-02 or “Feb 2021”.")
@click.option("--awaiting", is_flag=True, help="Only recommendations on which the Authority has not decided.")
@looking
def list_command(
    body: str | None,
    outcome: str | None,
    month: str | None,
    awaiting: bool,
    as_at: str | None,
    known_at: str | None,
    output_format: str,
) -> None:
    """List the decisions by day."""
    lens = lens_at(as_at, known_at)
    from codeclerk.decisions import answers, queries, vocabulary
    from codeclerk.kernel.calendar.dates import parse_month
    from codeclerk.people.vocabulary import body as body_named

    chosen = parse_month(month) if month else None
    bodies = (body_named(body).id,) if body else ()
    outcomes = (vocabulary.outcome(outcome).id,) if outcome else ()
    window = {"first": chosen.first_day, "last": chosen.last_day} if chosen else {}
    found = queries.decisions(lens, bodies=bodies, outcomes=outcomes, **window)
    if awaiting:
        waiting = {one.key for one in queries.awaiting_authority(lens)}
        found = tuple(one for one in found if one.key in waiting)
    value = [answers.decision_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_line, found)) or "No decisions.")


def _line(one: Any) -> str:
    from codeclerk.register.rules.times import printed

    on = f" on {', '.join(f'({letter})' for letter in one.objectives)}" if one.objectives else ""
    return f"{printed(one.when):<12} {one.body_name:<20} {one.number:<10} {one.outcome_name}{on}"
