"""`codeclerk load`: a folder of data into the record."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.console import Command, emit, format_option
from codeclerk.kernel.start import check_database, start_django


@click.command(cls=Command)
@click.argument("folder", metavar="[PATH]", required=False, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Say what would happen; record nothing.")
@click.option("--quiet", is_flag=True, help="Say nothing of the progress.")
@format_option
def load(folder: Path | None, only_check: bool, quiet: bool, output_format: str) -> None:
    """Load a folder of data; the shipped example unless PATH names another. What is there already is left alone."""
    start_django()
    check_database()
    from codeclerk.ingest import loader

    run = loader.check if only_check else loader.load
    made = run(folder or loader.EXAMPLE, (lambda *_: None) if quiet else progress_lines())
    value = {
        "folder": made.folder,
        "papers": made.papers,
        "loaded": made.done,
        "known": made.known,
        "warnings": list(made.warnings),
        "recorded": not only_check,
    }
    emit(value, output_format, lambda _: _text(made, only_check))


def _text(made: Any, only_check: bool) -> str:
    lines = [f"{warning}" for warning in made.warnings]
    return "\n".join([*lines, f"{made}{' Nothing was recorded.' if only_check else ''}"])


def progress_lines() -> Callable[[str, int, int], None]:
    """Writes a line to standard error for each file in which something was done."""
    started = time.monotonic()

    def say(file: str, done: int, total: int) -> None:
        if done:
            click.echo(f"  {file}: {done} of {total} entries, {time.monotonic() - started:.1f} s", err=True)

    return say
