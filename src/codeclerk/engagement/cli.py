"""`codeclerk engagement`: days for the people of the industry on the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from codeclerk.kernel.console import Group, emit
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def engagement() -> None:
    """Engagement days: what comes, what each is about, and how many places are left."""


@engagement.command("list")
@click.option("--coming", is_flag=True, help="Only those that are to come, or are on.")
@looking
def list_command(coming: bool, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the days in order."""
    lens = lens_at(as_at, known_at)
    from codeclerk.engagement import answers, queries

    found = queries.coming(lens) if coming else queries.engagements(lens)
    value = [answers.engagement_json(one, lens.valid_at) for one in found]
    emit(value, output_format, lambda _: "\n".join(_line(one, lens.valid_at) for one in found) or "No days.")


@engagement.command("show")
@click.argument("key")
@looking
def show_command(key: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one day with its topics."""
    lens = lens_at(as_at, known_at)
    from codeclerk.engagement import answers, queries

    one = queries.engagement(lens, key)
    emit(answers.engagement_json(one, lens.valid_at), output_format, lambda _: _whole(one, lens.valid_at))


def _line(one: Any, day: date) -> str:
    from codeclerk.engagement.tables import places_words

    left = places_words(one)
    return f"{one.first.isoformat()}  {one.standing(day).value:<9}  {one.key}: {one.title}{f', {left}' if left else ''}"


def _whole(one: Any, day: date) -> str:
    from codeclerk.engagement.tables import for_whom, places_words

    said = [
        one.title,
        f"When: {one.when}{f', {one.hours}' if one.hours else ''} ({one.standing(day).value})",
        f"Where: {one.where or 'not known'}",
        f"For: {for_whom(one)}",
        f"Places: {places_words(one) or 'no limit'}",
        *([f"Why: {one.reason}"] if one.reason else []),
        *(f"Topic {topic.number}: {topic.text}" for topic in one.topics),
    ]
    return "\n".join(said)
