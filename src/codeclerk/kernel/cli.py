"""The kernel's commands: acts, verification, time, and the server."""

from __future__ import annotations

import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.calendar.dates import parse_date, start_of_london_day
from codeclerk.kernel.console import FINDINGS, Command, emit, format_option
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.start import check_database, prepare_database, start_django

NOT_JSON = Reason(
    "kernel.not_json",
    rule="an act takes one JSON object",
    problem="{object}: {what}",
    remedy="Pass the fields as one JSON object, such as '{example}'.",
)


@click.command(cls=Command)
@click.argument("name", required=False)
@format_option
def acts(name: str | None, output_format: str) -> None:
    """List the acts that change the record, or show one with its schema."""
    start_django()
    from codeclerk.kernel.acts import acts as all_acts
    from codeclerk.kernel.acts import find_act

    chosen = [find_act(name)] if name else list(all_acts().values())
    value = [
        {"name": a.name, "title": a.title, "capability": a.capability, "input": a.Input.model_json_schema()}
        for a in chosen
    ]
    emit(value, output_format, _acts_text)


def _acts_text(value: list[dict[str, Any]]) -> str:
    lines = []
    for a in value:
        lines.append(f"{a['name']:<32} {a['title']} (capability {a['capability']})")
        for field, schema in a["input"].get("properties", {}).items():
            needed = "required" if field in a["input"].get("required", []) else "optional"
            kind = schema.get("type") or " or ".join(
                str(option.get("type", option.get("$ref", ""))) for option in schema.get("anyOf", [])
            )
            lines.append(f"    {field}: {kind or 'object'}, {needed}. {schema.get('description', '')}".rstrip())
    return "\n".join(lines)


@click.command(cls=Command)
@click.argument("name")
@click.option("--json", "data", required=True, help="What the act takes, as one JSON object; '-' reads standard input.")
@click.option("--actor", required=True, help="Who acts: the key of a person or system actor.")
@click.option("--effective", help="London day on which it happened or from which it holds.")
@click.option("--known-from", help="Day on which its source was published (importers only).")
@click.option("--command-id", type=click.UUID, help="Sent twice under one id, done once.")
@click.option("--preview", is_flag=True, help="Show what would happen; record nothing.")
@format_option
def act(
    name: str,
    data: str,
    actor: str,
    effective: str | None,
    known_from: str | None,
    command_id: uuid.UUID | None,
    preview: bool,
    output_format: str,
) -> None:
    """Carry out one act, or preview it."""
    start_django()
    from codeclerk.kernel import bus, clock, ports
    from codeclerk.kernel.lens import PUBLIC

    check_database()
    sending: dict[str, Any] = {
        "actor": actor,
        "effective": parse_date(effective) if effective else None,
        "known_from": start_of_london_day(parse_date(known_from)) if known_from else None,
    }
    fields = _object(name, sys.stdin.read() if data == "-" else data)
    if preview:
        plan = bus.preview(name, fields, **sending)
        told = ports.audience.ask(PUBLIC, plan.events, sending["effective"] or clock.today(), clock.now())
        emit({**plan_json(plan), "told": list(told)}, output_format, _plan_text)
        return
    outcome = bus.execute(name, fields, command_id=command_id, **sending)
    value = {
        "command_id": str(outcome.command_id),
        "answer": dict(outcome.answer),
        "events": [{"stream": stream, "seq": seq, "hash": digest} for stream, seq, digest in outcome.heads],
        "repeated": outcome.repeated,
        "warnings": list(outcome.warnings),
    }
    emit(value, output_format, _outcome_text)


def _object(name: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise NOT_JSON.refuse(name, what=f"not JSON ({error})", example='{"key": "value"}') from error
    if not isinstance(value, dict):
        raise NOT_JSON.refuse(name, what="not a JSON object", example='{"key": "value"}')
    return value


def plan_json(plan: Any) -> dict[str, Any]:
    """A plan as JSON: what will change, which deadlines start, who will be told."""
    return {
        "events": [
            {"stream": e.stream, "type": e.body.TYPE, "body": e.body.model_dump(mode="json")} for e in plan.events
        ],
        "deadlines": [deadline.as_json() for deadline in plan.deadlines],
        "notices": [
            {"kind": n.kind, "to": n.shown_to, "subject": n.subject, "because": n.because} for n in plan.notices
        ],
        "answer": dict(plan.answer),
        "warnings": list(plan.warnings),
    }


def _plan_text(value: dict[str, Any]) -> str:
    lines = ["This would happen; nothing was recorded."]
    lines += [f"  {e['stream']}: {e['type']} {json.dumps(e['body'], ensure_ascii=False)}" for e in value["events"]]
    lines += [f"  deadline: {d['explanation']}" for d in value["deadlines"]]
    lines += [f"  notice to {n['to']}: {n['subject']} ({n['because']})" for n in value["notices"]]
    lines += [f"  told: {sentence}" for sentence in value["told"]]
    return "\n".join(lines + [f"  warning: {warning}" for warning in value["warnings"]])


def _outcome_text(value: dict[str, Any]) -> str:
    done = "Done before; nothing was recorded again." if value["repeated"] else "Recorded."
    lines = [f"{done} Command {value['command_id']}."]
    lines += [f"  {e['stream']}#{e['seq']} {e['hash'][:12]}" for e in value["events"]]
    lines += [f"  {key}: {answer}" for key, answer in value["answer"].items()]
    return "\n".join(lines + [f"  warning: {warning}" for warning in value["warnings"]])


@click.command(cls=Command)
@click.option("--checkpoint", "noted", default="", help="A checkpoint noted earlier (position:digest) to look for.")
@format_option
def verify(noted: str, output_format: str) -> None:
    """Check the whole event log. Exit 1 when something does not fit."""
    start_django()
    from codeclerk.kernel.verify import verify as run

    report = run(noted)
    emit(report.as_json(), output_format, lambda _: str(report))
    sys.exit(0 if report.is_sound else FINDINGS)


@click.command(cls=Command)
@format_option
def tick(output_format: str) -> None:
    """Do once what time demands: seal events, send messages. Exit 1 when a job failed."""
    start_django()
    check_database()
    sys.exit(_tick(output_format))


def _tick(output_format: str, *, quiet: bool = False) -> int:
    from codeclerk.kernel import clock
    from codeclerk.kernel.tick import tick as run

    results = run(clock.now())
    value = [{"job": r.job, "did": r.did, "failed": r.failed} for r in results if r.failed or not quiet]
    if value or not quiet:
        emit(value, output_format, lambda rows: "\n".join(f"{r['job']}: {r['did']}" for r in rows))
    return FINDINGS if any(r.failed for r in results) else 0


@click.command(cls=Command)
@click.option("--every", type=click.IntRange(1, 3600), default=60, show_default=True, help="Seconds between ticks.")
@click.option("--quiet", is_flag=True, help="Print failures only.")
@format_option
def worker(every: int, quiet: bool, output_format: str) -> None:
    """Tick until stopped. One worker on SQLite."""
    start_django()
    check_database()
    while True:
        _tick(output_format, quiet=quiet)
        time.sleep(every)


@click.command(cls=Command)
def migrate() -> None:
    """Bring the database to this version and put the guards on."""
    start_django()
    prepare_database()
    click.echo("The database is up to date and guarded.")


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
def serve(port: int, host: str, threads: int) -> None:
    """Serve the site. Refuses a database that is not sound; run `codeclerk worker` beside it."""
    start_django()
    check_database()
    from codeclerk.kernel.server import run

    run(host, port, threads)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@format_option
def backup(file: Path, output_format: str) -> None:
    """Write the whole record, documents included, into one file that proves itself."""
    start_django()
    check_database()
    from codeclerk.kernel.backup import write

    emit(write(file), output_format, lambda made: f"{made['rows']} rows and {made['files']} files in {file}.")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--verify", "verified", is_flag=True, help="Afterwards check the restored log against the backup.")
@format_option
def restore(file: Path, verified: bool, output_format: str) -> None:
    """Read a backup into the configured database, which must be empty. Exit 1 when the check finds something."""
    start_django()
    from codeclerk.kernel.backup import read

    report = read(file, verified=verified)
    emit(report, output_format, lambda made: made["says"])
    sys.exit(0 if report["sound"] else FINDINGS)
