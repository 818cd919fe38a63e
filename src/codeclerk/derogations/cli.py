"""`codeclerk derogation`: derogations on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking

STANDINGS = ("in_force", "unclear", "to_come", "ended")


@click.group(cls=Group)
def derogation() -> None:
    """Derogations: which rules need not be met, by whom, until when."""


@derogation.command("list")
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that stand so.")
@click.option("--party", help="Only those of this organisation, by its key.")
@looking
def list_command(
    standing: str | None, party: str | None, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """List the derogations by their end, with where each one stands."""
    lens = lens_at(as_at, known_at)
    from codeclerk.derogations import answers, queries

    found = [
        one
        for one in queries.derogations(lens)
        if (not standing or one.standing.value == standing) and (not party or one.party == party)
    ]
    value = [answers.derogation_json(one, lens.valid_at) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_line, found)) or "No derogations.")


@derogation.command("show")
@click.argument("key")
@looking
def show_command(key: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one derogation: its time, its conditions, and what is odd about it."""
    lens = lens_at(as_at, known_at)
    from codeclerk.derogations import answers, queries

    one = queries.derogation(lens, key)
    emit(answers.derogation_json(one, lens.valid_at), output_format, lambda _: _told(one))


def _line(one: Any) -> str:
    from codeclerk.derogations.rules.clauses import clauses

    return f"{one.key:<28} {one.party_name:<10} {clauses(one.rules):<16} {_words(one.standing):<9} {one.end_words}"


def _words(standing: Any) -> str:
    return str(standing.value).replace("_", " ")


def _told(one: Any) -> str:
    from codeclerk.derogations.rules.values import decided_words, term_words

    lines = [f"{one.name} ({one.key}): {_words(one.standing)}", one.what, ""]
    for place, stretch in enumerate(one.stretches):
        what = "Extended" if place else f"Granted by the {one.body_name}"
        lines.append(f"{what} {decided_words(stretch.said)}, {term_words(stretch.said, one.ending)}.")
    lines += [
        f"Condition {each.number}, {_words(each.met)}: {each.text.rstrip('.')}."
        + (f" Shown by: {each.shown_by.rstrip('.')}." if each.shown_by else "")
        for each in one.conditions
    ]
    lines += [f"It runs {one.end_words}." if one.end_words.startswith("until") else f"It {one.end_words}."]
    return "\n".join([*lines, *one.findings])
