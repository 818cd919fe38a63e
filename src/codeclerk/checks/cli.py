"""`codeclerk check`: the checks on the command line, for scripts that must notice."""

from __future__ import annotations

import sys
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Command, emit
from codeclerk.register.cli import lens_at, looking


@click.command(cls=Command)
@click.option("--proposal", metavar="REF", help="Only what is about this proposal, by any of its numbers.")
@click.option("--check", "id", metavar="ID", help="Only this check.")
@looking
def check(proposal: str | None, id: str | None, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Run every check over the record. Exit code 1 when one of them has a finding: FAIL or AMBIGUOUS."""
    lens = lens_at(as_at, known_at)
    from codeclerk.checks import answers, queries
    from codeclerk.register.queries import resolve

    key = resolve(lens, proposal).key if proposal else ""
    found = [queries.result(lens, id)] if id else list(queries.results(lens))
    if key:
        found = [one.about(key) for one in found]
    emit([answers.result_json(one) for one in found], output_format, lambda _: "\n".join(map(_shown, found)))
    if any(one.findings for one in found):
        sys.exit(FINDINGS)


def _shown(one: Any) -> str:
    counts = f"{len(one.things)} looked at, {len(one.findings)} found"
    lines = [f"{one.verdict.value:<13} {one.check.id:<42} {counts}"]
    for thing in one.findings:
        lines.append(f"  {thing.verdict.value:<11} {thing.name}: {thing.words}")
        lines += [f"              {side.words}" for side in thing.sides]
    return "\n".join(lines)
