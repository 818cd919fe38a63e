"""`codeclerk steps`: what can happen to a proposal, on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Command, emit
from codeclerk.register.cli import lens_at, looking


@click.command(cls=Command)
@click.argument("ref", metavar="PROPOSAL")
@looking
def steps(ref: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show where PROPOSAL stands: its deadlines, the steps that are open to it, and those that were taken."""
    lens = lens_at(as_at, known_at)
    from codeclerk.progression import answers, queries
    from codeclerk.register import queries as register

    key = register.key_in_register(lens, ref)
    line = register.lines_of(lens, [key])[0]
    state, taken = queries.state_of(lens, key), queries.steps_of(lens, key)
    value = answers.state_json(line.number, state, taken)
    emit(value, output_format, lambda _: "\n".join(_lines(line, state, taken)))


def _lines(line: Any, state: Any, taken: Any) -> list[str]:
    from codeclerk.kernel.calendar import format_date
    from codeclerk.process import vocabulary

    held = ", on hold" if line.is_held else ""
    said = [f"{line.number} {line.title}".strip(), f"{line.status_name or 'status not known'}{held}"]
    if state is not None:
        said += [f"due {format_date(one.due)}: {one.name}. {one.explanation}" for one in state.running]
        for one in state.steps:
            mark = "not yet" if one.is_blocked else "open"
            who = " or ".join(vocabulary.actor_name(actor) for actor in one.step.by)
            said += ["", f"{one.step.id} ({mark}): {one.step.name}, by {who}"]
            said += [f"   {need.how.value}: {need.name}. {need.told or need.remedy}" for need in one.needs]
    if taken:
        said += ["", "Taken:"]
        said += [f"   {format_date(one.day)}  {one.name}, by {one.by_name}" for one in taken]
    return said
