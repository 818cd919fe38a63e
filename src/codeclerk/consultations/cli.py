"""`codeclerk consultation`: consultations on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def consultation() -> None:
    """Consultations: what is open, what is to be issued, and what was."""


@consultation.command("list")
@click.option("--kind", help="Only this kind, such as “Refinement Consultation” or report.")
@click.option("--standing", type=click.Choice(["expected", "open", "closed"]), help="Only those that stand so.")
@looking
def list_command(
    kind: str | None, standing: str | None, as_at: str | None, known_at: str | None, output_format: str
) -> None:
    """List the consultations by issue, with where each one stands."""
    lens = lens_at(as_at, known_at)
    from codeclerk.consultations import answers, queries, vocabulary

    kinds = (vocabulary.kind(kind).id,) if kind else ()
    found = [one for one in queries.consultations(lens, kinds=kinds) if not standing or one.standing.value == standing]
    value = [answers.consultation_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_line, found)) or "No consultations.")


def _line(one: Any) -> str:
    from codeclerk.consultations.rules import closing_words, issue_words

    issue = f"issued {issue_words(one.issued)}" if one.issued else ""
    if not issue:
        words = issue_words(one.expected_issue) if one.expected_issue else ""
        issue = "issued, day not known" if one.is_issued else f"expected {words or 'on a day not known'}"
    closes = f", closes {closing_words(one.last_day)}" if one.last_day else ""
    return f"{one.number:<10} {one.kind_name:<32} {one.standing.value:<9} {issue}{closes}"
