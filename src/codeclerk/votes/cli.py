"""`codeclerk vote`: votes on the command line. What is confidential is shown to an actor who may see it only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Group, emit, format_option
from codeclerk.raising.cli import lens_for

actor_option = click.option("--actor", default="", metavar="ACTOR", help="Look as this person: person:…")


@click.group(cls=Group)
def vote() -> None:
    """Votes of bodies: what is open, how it was counted, and counting it again."""


@vote.command("list")
@click.option("--standing", help="Only those that stand so: to_open, open, closed, counted, published, withdrawn.")
@actor_option
@format_option
def list_command(standing: str | None, actor: str, output_format: str) -> None:
    """List the votes, those that run first, with what they still need."""
    lens = lens_for(actor)
    from codeclerk.votes import answers, queries

    found = [one for one in queries.votes(lens) if not standing or one.standing.value == standing]
    value = [answers.line_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_line, found)) or "No votes.")


@vote.command()
@click.argument("key", metavar="VOTE")
@actor_option
@format_option
def show(key: str, actor: str, output_format: str) -> None:
    """Show one vote: its question, its rule, and what of the positions is open to the actor."""
    lens = lens_for(actor)
    from codeclerk.votes import answers, queries

    one = queries.vote(lens, key)
    emit(answers.vote_json(one), output_format, lambda _: "\n".join(_lines(one)))


@vote.command()
@click.argument("key", metavar="VOTE")
@click.option("--actor", required=True, metavar="ACTOR", help="Who counts it: person:…")
@format_option
def count(key: str, actor: str, output_format: str) -> None:
    """Count a vote that is closed, and print the proof."""
    lens_for("")
    from codeclerk.kernel import bus
    from codeclerk.votes import answers, queries

    bus.execute("count_vote", {"vote": key}, actor=actor)
    one = queries.vote(lens_for(actor), key)
    emit(answers.vote_json(one)["count"], output_format, lambda _: "\n".join(_lines(one)))


@vote.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
def recount(file: Path, output_format: str) -> None:
    """Count the archive of a vote in FILE again, without any database; exit code 1 where it differs from its count."""
    from codeclerk.votes.rules.archive import read_archive
    from codeclerk.votes.rules.archive import recount as again

    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file} is no text: {error.reason}.") from error
    found = again(read_archive(text, file.name))
    value = {
        "vote": found.archive.vote,
        "agrees": found.agrees,
        "differences": list(found.differences),
        "outcome": found.count.outcome.value,
        "steps": list(found.count.steps),
    }
    verdict = "It is the count that was recorded." if found.agrees else "It differs from what was recorded:"
    emit(value, output_format, lambda _: "\n".join([*found.count.steps, verdict, *found.differences]))
    sys.exit(0 if found.agrees else FINDINGS)


def _line(one: Any) -> str:
    from codeclerk.votes.rules.standing import moment_words
    from codeclerk.votes.tables import needed_words

    said = f"{one.key:<24} {one.number:<10} {one.question.carried_name}: {one.standing.words}"
    outcome = f", {one.recorded.outcome.words}" if one.recorded else ""
    return f"{said}{outcome}, closes {moment_words(one.times.closes_at)}. {needed_words(one)}".rstrip()


def _lines(one: Any) -> list[str]:
    said = [_line(one), one.rule.words, *([f"Unverified: {one.rule.note}"] if one.rule.sure == "unverified" else [])]
    stands = one.stands
    for voter in one.voters:
        position = stands[voter.seat].position.choice.words if voter.seat in stands else "no position"
        said.append(f"   {voter.name}: {position if one.is_shown or voter.seat in one.own else 'not open to you'}")
    return [*said, *(one.recorded.steps if one.recorded else ())]
