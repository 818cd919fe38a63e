"""`codeclerk following`: what is followed, and a test of the mail, on the command line."""

from __future__ import annotations

import uuid
from typing import Any

import click

from codeclerk.kernel.console import Group, emit, format_option


@click.group(cls=Group)
def following() -> None:
    """Following: how much is followed, and whether mail goes out. What a person follows is told to nobody else."""


@following.command("list")
@format_option
def list_command(output_format: str) -> None:
    """Count the follows by kind and by how often mail is sent, the mail that waits, and the addresses that are held."""
    _start()
    from codeclerk.following.queries import counts

    emit(counts(), output_format, _text)


def _start() -> None:
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()


def _text(value: dict[str, Any]) -> str:
    lines = [f"{what:<10} {how_often:<9} {count}" for what, how_often, count in value["follows"]] or ["Nothing yet."]
    lines.append(f"{value['waiting']} to be sent, {value['failed']} given up, {value['held']} addresses held")
    lines.append(f"Read up to {value['position']} of {value['sealed']} events.")
    return "\n".join(lines)


@following.command("test-mail")
@click.argument("person")
def test_mail(person: str) -> None:
    """Send a test to a person, by key, through the outbox. Exit code 1 where it does not leave."""
    _start()
    from codeclerk.following.mailing import send_test

    problem = send_test(person, uuid.uuid4().hex)
    if problem:
        raise click.ClickException(problem)
    click.echo(f"A test was sent to person:{person}.")
