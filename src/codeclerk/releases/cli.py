"""`codeclerk release`: the calendar of releases on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def release() -> None:
    """Releases: when the code changes, and what changes then."""


@release.command("list")
@looking
def list_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the releases by day, with how many proposals stand how in each."""
    lens = lens_at(as_at, known_at)
    from codeclerk.releases import answers, queries
    from codeclerk.releases.rules.contents import Standing

    found = queries.release_calendar(lens)
    value = {
        "releases": [answers.release_json(one) for one in found.releases],
        "unmatched": [
            {"key": one.proposal, "number": one.number, "text": one.text, "near": one.near or None}
            for one in found.unmatched
        ],
    }

    def line(one: Any) -> str:
        by = ", ".join(f"{len(one.of(standing))} {standing.value}" for standing in Standing if one.of(standing))
        return f"{one.key:<16} {_day(one):<12} {one.full_name:<32} {by or 'nothing in it'}"

    lines = [*(line(one) for one in found.releases), *(one.words for one in found.unmatched)]
    emit(value, output_format, lambda _: "\n".join(lines) or "No releases.")


@release.command("show")
@click.argument("name", metavar="NAME")
@looking
def show_command(name: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one release: its day, its cut-off and what is in it. NAME is its key, its name or its day."""
    lens = lens_at(as_at, known_at)
    from codeclerk.releases import answers, queries
    from codeclerk.releases.rules.contents import findings

    one = queries.release(lens, name)
    said = {
        "release": one.full_name,
        "day": _day(one),
        "decide by": one.cut_off.explanation if one.cut_off else "",
        "day note": one.day_note,
        "notes": one.notes,
    }
    lines = [f"{label:<10} {value}" for label, value in said.items() if value]
    lines += [_entry(entry) for entry in one.entries]
    lines += [f"! {finding}" for finding in findings(one, lens.valid_at)]
    emit(answers.release_json(one), output_format, lambda _: "\n".join(lines))


def _day(one: Any) -> str:
    """The day; with a question mark where only the pattern gives it."""
    if one.day:
        return str(one.day.isoformat())
    return f"{one.pattern_day.isoformat()}?" if one.pattern_day else "not known"


def _entry(entry: Any) -> str:
    condition = f", {entry.condition}" if entry.condition else ""
    return f"  {entry.standing.value:<12} {entry.number:<10} {entry.title}{condition}".rstrip()
