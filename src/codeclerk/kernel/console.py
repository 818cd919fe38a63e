"""What every command of the command line shares: output in two formats, refusals, exit codes.

Exit codes: 0 fine, 1 findings (the command ran and found something wrong), 2 bad usage or input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from codeclerk.kernel.errors import Refused

FINE, FINDINGS, BAD_INPUT = 0, 1, 2

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the answer.",
)


def emit(value: Any, output_format: str, text: Callable[[Any], str] = str) -> None:
    """Print `value` as JSON, or as the words that `text` makes of it."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False) if output_format == "json" else text(value))


def refuse(refused: Refused, output_format: str) -> NoReturn:
    """Print the refusals where the caller will look for them, and leave with exit code 2."""
    if output_format == "json":
        click.echo(json.dumps({"errors": [r.envelope() for r in refused.refusals]}, indent=2, ensure_ascii=False))
    for refusal in refused.refusals:
        click.echo(str(refusal), err=True)
    sys.exit(BAD_INPUT)


class Command(click.Command):
    """A command whose refusals become one sentence and exit code 2, in the format that was asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            refuse(refused, ctx.params.get("output_format", "text"))


class Group(click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type
