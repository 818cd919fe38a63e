"""`codeclerk draft`: drafts on the command line, for who runs the installation."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit, format_option


def lens_for(actor: str) -> Any:
    """What the command looks at: today, as an actor or as nobody. Makes the application ready."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.kernel import clock
    from codeclerk.kernel.lens import PUBLIC, Lens
    from codeclerk.people.middleware import viewer_for

    now = clock.now()
    return Lens(viewer_for(actor, now) if actor else PUBLIC, clock.today(), now)


@click.group(cls=Group)
def draft() -> None:
    """Drafts of changes, before they are raised."""


@draft.command("list")
@click.option("--state", help="Only those that stand so: writing, waiting, time_over, commented, raised, withdrawn.")
@format_option
def list_command(state: str | None, output_format: str) -> None:
    """List every draft: whose it is, where it stands, when comments are due. Never what it says."""
    lens = lens_for("")
    from codeclerk.raising import answers, queries

    found = [one for one in queries.every(lens) if not state or one.state.value == state]
    value = [answers.line_json(one) for one in found]
    emit(value, output_format, lambda _: "\n".join(map(_said, found)) or "No drafts.")


@draft.command()
@click.argument("key", metavar="KEY")
@click.option("--actor", default="", metavar="ACTOR", help="Show what it says to this person, if they may see it.")
@format_option
def show(key: str, actor: str, output_format: str) -> None:
    """Show one draft. What it says is shown to an actor who may see it only."""
    lens = lens_for(actor)
    from codeclerk.raising import answers, queries, reasons

    if actor:
        view = queries.draft(lens, key)
        emit(answers.draft_json(view), output_format, lambda _: "\n".join([_said(view.line), *_texts(view)]))
        return
    line = next((one for one in queries.every(lens) if one.key == key), None)
    if line is None:
        raise reasons.UNKNOWN_DRAFT.refuse(key[:40])
    emit(answers.line_json(line), output_format, lambda _: _said(line))


def _said(line: Any) -> str:
    due = f", comments by {line.last.due.isoformat()}" if line.last and not line.state.is_ended else ""
    came = f", {line.number}" if line.number else ""
    return f"{line.key:<10} person:{line.owner:<12} {line.state.words}{due}{came}"


def _texts(view: Any) -> list[str]:
    from codeclerk.raising.rules.content import QUESTIONS

    return [f"\n{one.label}\n{getattr(view.content, one.id) or '(nothing)'}" for one in QUESTIONS]
