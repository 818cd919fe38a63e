"""`codeclerk authority`: what is with the Authority, and its report packs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def authority() -> None:
    """What is with the Authority, since when, and everything about a proposal in one file."""


@authority.command("list")
@looking
def list_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List what waits for the Authority, with the Working Days used of those it aims at."""
    lens = lens_at(as_at, known_at)
    from codeclerk.authority import answers, queries

    found, own = queries.waiting(lens), queries.aim(lens)
    value = {
        "aim": answers.aim_json(own) if own else None,
        "waiting": [answers.waiting_json(one, lens.valid_at) for one in found],
    }
    of = f" of {own.working_days}" if own else ""
    emit(value, output_format, lambda _: "\n".join(_line(one, of) for one in found) or "Nothing is with the Authority.")


def _line(one: Any, of: str) -> str:
    used = f"{one.used}{of} Working Days" if one.used is not None else "since a day that is not known"
    due = f", aims to decide by {one.due.isoformat()}" if one.due else ""
    asked = one.asked.outcome_name if one.asked else "no recommendation is recorded"
    return f"{one.line.number:<10} {used}{due}: {asked}"


@authority.command("pack")
@click.argument("proposal")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The ZIP to write.")
@click.option("--as", "actor", default="public", metavar="ACTOR", help="Who looks; the public unless given.")
@looking
def pack_command(
    proposal: str, output: Path, actor: str, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """Write the report pack of a proposal: its report, what is attached, its timetable and its decisions."""
    from dataclasses import replace

    lens = lens_at(as_at, known_at)
    from codeclerk.authority import bundle
    from codeclerk.kernel import clock
    from codeclerk.papers.output import write_file
    from codeclerk.register import queries as register
    from codeclerk.sources.viewers import viewer_of

    own = replace(lens, viewer=viewer_of(actor, clock.now()))
    pack = bundle.parts_of(own, register.key_in_register(own, proposal))
    bundle.check_whole(pack)
    content = b"".join(bundle.stream(pack))
    write_file(output, content)
    value = {"proposal": pack.number, "output": str(output), "files": len(pack.parts) + 2, "size": len(content)}
    emit(value, output_format, lambda _: f"{output}: {value['files']} files of {pack.number}, {len(content)} bytes.")
