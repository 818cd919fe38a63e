"""`codeclerk process`: the change process on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Command, emit, format_option


@click.command(cls=Command)
@click.argument("profile", metavar="[PROFILE]", default="")
@click.argument("status", metavar="[STATUS]", default="")
@format_option
def process(profile: str, status: str, output_format: str) -> None:
    """Show the change process: its profiles, the steps of one PROFILE, or what can be done in one STATUS of it."""
    from codeclerk.kernel.start import start_django

    start_django()
    from codeclerk.kernel import clock
    from codeclerk.kernel.lens import PUBLIC, Lens
    from codeclerk.process import answers, queries, vocabulary

    lens = Lens(PUBLIC, clock.today(), clock.now())
    if status:
        view = queries.status(lens, profile, status)
        emit(answers.status_json(view), output_format, lambda _: "\n".join(_status(view)))
    elif profile:
        of = vocabulary.process(profile)
        steps = queries.steps(lens, of)
        emit(answers.process_json(of, steps), output_format, lambda _: "\n".join(_profile(of, steps)))
    else:
        every = [(of, queries.steps(lens, of)) for of in vocabulary.processes()]
        value = {"profiles": [answers.process_json(of, steps) for of, steps in every]}
        lines = [
            f"{of.profile.id:<14} {of.profile.name}, from {of.profile.start.date.isoformat()}: "
            f"{len(of.profile.statuses)} statuses, {len(steps)} steps"
            for of, steps in every
        ]
        emit(value, output_format, lambda _: "\n".join(lines))


def _profile(of: Any, steps: Any) -> list[str]:
    from codeclerk.process import vocabulary

    lines = [f"{of.profile.name}, from {of.profile.start.date.isoformat()}"]
    for line in steps:
        sources = ", ".join(name for _, name in line.sources) or "the beginning"
        target = f" -> {line.target[1]}" if line.target else ""
        lines.append(f"{line.number:>3}  {line.name} ({line.who_words}): {sources}{target}{_mark(line.weakest)}")
    entitled = vocabulary.entitled_bodies(of.profile.id)
    lines += ["", "Who may raise a change"] if entitled else []
    lines += [f"     {one.name}{f': {one.only}' if one.only else ''}{_mark(one.sure.value)}" for one in entitled]
    return lines


def _status(view: Any) -> list[str]:
    lines = [f"{view.name}, {view.stage}{_mark(view.sure)}", view.meaning]
    for line in view.steps:
        target = f" -> {line.target[1]}" if line.target else ""
        lines += ["", f"{line.number}  {line.name}{target}{_mark(line.weakest)}", f"   who: {', '.join(line.who)}"]
        lines.append(f"   by when: {line.by_when}")
        lines += [f"   needs: {need.words}" for need in line.needs]
        lines += [f"   starts: {one.clock.name}, {one.words}" for one in line.starts]
        lines += [f"   for: {' or '.join(line.paths)}"] if line.paths else []
        lines += [f"   {line.on_hold}"] if line.on_hold else []
        lines += [f"   source: {line.rule}"] if line.rule else []
    return [*lines, "", f"If nobody acts: {view.if_nobody_acts}"]


def _mark(sure: str) -> str:
    """What no source states is marked."""
    return f" [{sure}]" if sure in ("inferred", "unverified") else ""
