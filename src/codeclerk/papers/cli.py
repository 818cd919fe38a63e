"""`codeclerk paper`: a paper as a file, from the record as at a day."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.calendar.dates import Month, end_of_london_day, london_day, parse_date, parse_month
from codeclerk.kernel.console import Command, emit
from codeclerk.kernel.start import check_database, start_django

SHOWN = ("json", "html")
"""Formats that may go to the terminal; the others need a file."""


@click.command(cls=Command)
@click.argument("kind", required=False)
@click.option("--period", help="The month in its title, such as 2021-03; that of --as-at unless given.")
@click.option("--as-at", help="The day that the paper shows; the kind's own day of the period unless given.")
@click.option("--known-at", help="Only what was known at the end of this day; that of --as-at unless given.")
@click.option("--reference", default="", help="The paper's reference, while it is a draft.")
@click.option("--set", "chosen", multiple=True, metavar="NAME=VALUE", help="What else this kind understands.")
@click.option("--format", "form", type=click.Choice(["json", "html", "pdf", "docx"]), help="JSON unless given.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--covers", is_flag=True, help="Only say which days it covers.")
@click.option("--as", "actor", default="public", metavar="ACTOR", help="Who looks; the public unless given.")
@click.option("--quiet", is_flag=True, help="Say nothing of the progress.")
def paper(
    kind: str | None,
    period: str | None,
    as_at: str | None,
    known_at: str | None,
    reference: str,
    chosen: tuple[str, ...],
    form: str | None,
    output: Path | None,
    covers: bool,
    actor: str,
    quiet: bool,
) -> None:
    """Write a draft of a paper, or list the kinds of paper. Issue one with `codeclerk act issue_paper`."""
    values = dict(_pair(one) for one in chosen)
    if kind and output is None and form not in (None, *SHOWN):
        raise click.UsageError(f"{form} is a file: say where with --output.")
    start_django()
    check_database()
    from codeclerk.papers import registry

    if not kind:
        rows = [
            {
                "kind": one.name,
                "title": one.title,
                "describes": one.describes,
                "asks": [asked.name for asked in one.asks],
            }
            for one in registry.kinds()
        ]
        emit(rows, form or "text", lambda found: "\n".join(_listed(one) for one in found))
        return
    if covers:
        _say_covered(*_asked(kind, period, as_at, known_at, reference, values, actor), form or "text")
        return
    made = _built(kind, period, as_at, known_at, reference, values, actor, quiet)
    _write(made, form or "json", output, quiet)


def _listed(row: dict[str, Any]) -> str:
    needs = "".join(f" --set {name}=..." for name in row["asks"])
    return f"{row['kind']:<32} {row['title']}{f' (needs{needs})' if needs else ''}"


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise click.UsageError(f"--set takes NAME=VALUE, not {text!r}.")
    return name, value


def _asked(
    name: str,
    period: str | None,
    as_at: str | None,
    known_at: str | None,
    reference: str,
    values: dict[str, str],
    actor: str,
) -> tuple[Any, Any, Any]:
    """The kind of paper, the lens that it is built with, and what is asked of it."""
    from codeclerk.kernel import clock
    from codeclerk.papers import registry
    from codeclerk.sources.viewers import viewer_of

    kind, now = registry.find(name), clock.now()
    day = parse_date(as_at) if as_at else None
    shown = day or london_day(now)
    month = parse_month(period) if period else Month(shown.year, shown.month)
    day = day or registry.as_at_of(kind, month, now)
    known = min(now, end_of_london_day(parse_date(known_at))) if known_at else registry.known_by(day, now)
    params = registry.Params(month, reference, values=values)
    return kind, registry.lens_for(kind, viewer_of(actor, now), params, day, known), params


def _say_covered(kind: Any, lens: Any, params: Any, form: str) -> None:
    rows = [
        {
            "name": one.name,
            "first": one.first.isoformat() if one.first else None,
            "last": one.last.isoformat(),
            "why": one.why,
            "sure": one.sure or None,
            "words": one.words,
        }
        for one in kind.covers(lens, params)
    ]
    sure = {row["name"]: f" ({row['sure']})" if row["sure"] else "" for row in rows}
    emit(rows, form, lambda found: "\n".join(f"{row['name']}: {row['words']}{sure[row['name']]}" for row in found))


def _built(
    name: str,
    period: str | None,
    as_at: str | None,
    known_at: str | None,
    reference: str,
    values: dict[str, str],
    actor: str,
    quiet: bool,
) -> Any:
    from django.conf import settings

    from codeclerk.papers import registry

    kind, lens, params = _asked(name, period, as_at, known_at, reference, values, actor)
    with _progress(f"Reading the record as at {lens.valid_at.isoformat()}", quiet):
        return registry.build(kind, lens, params, site=settings.CONFIG.site_url)


def _write(made: Any, form: str, output: Path | None, quiet: bool) -> None:
    from codeclerk.papers.output import write_file
    from codeclerk.papers.rendering import FORMATS

    with _progress(f"Writing {FORMATS[form].label}", quiet):
        content = FORMATS[form].write(made)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(output, content)
    if not quiet:
        click.echo(f"{output}: {len(content):,} bytes.", err=True)


@contextmanager
def _progress(what: str, quiet: bool) -> Iterator[None]:
    """Say on standard error what is being done, and how long it took."""
    if quiet:
        yield
        return
    click.echo(f"{what} ... ", err=True, nl=False)
    sys.stderr.flush()
    started = time.monotonic()
    try:
        yield
    except BaseException:
        click.echo("", err=True)
        raise
    click.echo(f"{time.monotonic() - started:.1f} s", err=True)
