"""`codeclerk code`: the text of the code on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Group, emit, format_option
from codeclerk.legaltext.cli_lines import applying, conflict_line, html_line, text_line
from codeclerk.legaltext.files import document_name, file_name, files_in, make_folder, read_json, read_text, write_file

at_option = click.option("--at", metavar="DATE", help="The code in force on this day; today unless given.")
version_option = click.option("--version", "number", metavar="V", help="The code of this version.")
actor_option = click.option(
    "--actor", default="system:import", show_default=True, help="Who acts: the key of a person or system actor."
)
output_option = click.option("--output", type=click.Path(path_type=Path), help="Where to write it.")


@click.group(cls=Group)
def code() -> None:
    """The text of the code: versions, clauses at a date, comparisons, conflicts and consolidation."""


def _lens(at: str | None = None) -> Any:
    """How a command looks at the record; makes the application ready."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.kernel import clock
    from codeclerk.kernel.calendar.dates import parse_date
    from codeclerk.kernel.lens import PUBLIC, Lens

    return Lens(PUBLIC, parse_date(at) if at else clock.today(), clock.now())


@code.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--version", "number", required=True, metavar="V", help="The number of the version, such as 16.0.")
@click.option("--effective", required=True, metavar="DATE", help="From when it holds: a day, or a minute in London.")
@click.option("--origin", default="import", help="What made it: import, designation, authority_direction and others.")
@click.option("--letter", default="", help="The letter or decision that makes it.")
@click.option("--summary", default="", help="What changes, in words.")
@click.option("--others-stay", is_flag=True, help="Documents that are not given stay as they are.")
@click.option("--dry-run", is_flag=True, help="Read and check it; record nothing.")
@actor_option
@format_option
def import_command(
    paths: tuple[Path, ...], dry_run: bool, actor: str, output_format: str, number: str, **more: Any
) -> None:
    """Import a version from structured text. PATH is a document, called after its file, or a folder of them."""
    documents = [{"name": document_name(path), "text": read_text(path)} for path in files_in(paths)]
    data = {"number": number, "documents": documents, **more}
    answer, warnings = _act("import_version", data, actor, dry_run)
    _say(answer, warnings, output_format, lambda value: _published("Imported", value, dry_run))


def _act(name: str, data: dict[str, Any], actor: str, dry_run: bool) -> tuple[dict[str, Any], tuple[str, ...]]:
    _lens()
    from codeclerk.kernel import bus

    if dry_run:
        plan = bus.preview(name, data, actor=actor)
        return dict(plan.answer), plan.warnings
    outcome = bus.execute(name, data, actor=actor)
    return dict(outcome.answer), outcome.warnings


def _say(
    answer: dict[str, Any], warnings: tuple[str, ...], output_format: str, text: Callable[[dict[str, Any]], str]
) -> None:
    emit({**answer, "warnings": list(warnings)}, output_format, text)
    if output_format == "text":
        for warning in warnings:
            click.echo(f"! {warning}", err=True)


def _published(verb: str, value: dict[str, Any], dry_run: bool) -> str:
    changed = value["changed_documents"]
    lines = [
        f"{'Nothing is recorded. ' if dry_run else ''}{verb} version {value['version']}: {value['documents']} "
        f"documents, {len(changed)} changed.",
        f"root {value['root']}",
    ]
    return "\n".join([*lines, *(value["certificate"].get("checks", ()))])


@code.command("versions")
@format_option
def versions_command(output_format: str) -> None:
    """List the versions, each with the day from which it holds."""
    lens = _lens()
    from codeclerk.legaltext import answers, queries

    rows = [answers.version_json(one) for one in queries.versions(lens)]
    emit(rows, output_format, lambda found: "\n".join(map(_version_line, found)) or "No version was imported yet.")


def _version_line(row: dict[str, Any]) -> str:
    return f"{row['number']:<10} {row['effective'][:16]}  {row['origin']:<20} {row['summary']}".rstrip()


@code.command("documents")
@at_option
@format_option
def documents_command(at: str | None, output_format: str) -> None:
    """List the Sections, Schedules and Appendices in force, each with its title, its own version and its status."""
    lens = _lens(at)
    from codeclerk.legaltext import answers, queries

    version, found = queries.documents_at(lens)
    statuses = queries.statuses(lens, [one.pid for one in found])
    rows = [answers.document_line_json(one, version) | {"status": statuses[one.pid]} for one in found]
    emit(rows, output_format, lambda every: "\n".join(map(_status_line, every)))


def _status_line(row: dict[str, Any]) -> str:
    return "  ".join(row[name] for name in ("document", "title", "revision", "status") if row[name])


@code.command("show")
@click.argument("document", metavar="DOC")
@click.option("--clause", metavar="C", help="Only this clause, such as H8.3(b).")
@at_option
@version_option
@format_option
def show_command(document: str, clause: str | None, at: str | None, number: str | None, output_format: str) -> None:
    """Show a document, or one clause of it, as it stood. DOC is its name, such as “Section H”."""
    lens = _lens(at)
    from codeclerk.legaltext import answers, queries

    found = queries.document_at(lens, document, number)
    if clause:
        instant = found.version.effective if number else None
        label = clause if clause.startswith(found.line.name) else f"{found.line.name} {clause}"
        one = queries.clause_at(lens, label, instant)
        emit(answers.clause_json(one, found.shown), output_format, _clause_text)
        return
    emit(answers.document_json(found), output_format, lambda value: "\n".join(_document_lines(value)))


def _clause_text(value: dict[str, Any]) -> str:
    causes = ", ".join(f"{one['operation']} of {one['proposal']}" for one in value["causes"])
    until = f" until {value['until'][:16]}" if value["until"] else ""
    because = f"by {causes}" if causes else f"with version {value['version']}"
    words = value["text"] or ("Not used" if value["is_unused"] else "")
    return f"{value['label']} {words}\n  from {value['from'][:16]}{until}, {because}"


def _document_lines(value: dict[str, Any]) -> Iterator[str]:
    yield f"{value['document']}: {value['title']} (version {value['version']})"
    row: list[str] = []
    for one in (*value["provisions"][1:], {"kind": "end"}):
        if one["kind"] == "cell":
            row.append(one["text"])
            continue
        if row:
            yield f"| {' | '.join(row)} |"
            row = []
        if one["kind"] not in ("table", "row", "end"):
            words = "Not used" if one["is_unused"] else one["text"]
            yield f"{'  ' * (one['depth'] - 1)}{one['label']} {words}".rstrip()


@code.command("history")
@click.argument("clause", metavar="CLAUSE")
@at_option
@format_option
def history_command(clause: str, at: str | None, output_format: str) -> None:
    """Tell everything that a clause ever said, and what changed it. CLAUSE is a label, a term or a permanent id."""
    lens = _lens(at)
    from codeclerk.legaltext import answers, queries

    # References are said as they were when the stretch began.
    began = {one.number: one for one in queries.versions(lens)}
    rows = [answers.clause_json(one, queries.shown_of(began[one.version])) for one in queries.history_of(lens, clause)]
    emit(rows, output_format, lambda found: "\n".join(map(_clause_text, found)))


@code.command("find")
@click.argument("label", metavar="LABEL")
@at_option
@format_option
def find_command(label: str, at: str | None, output_format: str) -> None:
    """Tell what a label named when, and what that is called now."""
    lens = _lens(at)
    from codeclerk.kernel.calendar.dates import LONDON
    from codeclerk.legaltext import queries

    def day(instant: Any) -> str | None:
        return instant.astimezone(LONDON).date().isoformat() if instant else None

    rows = [
        {
            "pid": one.pid,
            "label": one.label,
            "from": day(one.first),
            "until": day(one.end),
            "now": one.now.label if one.now else None,
            "names": [{"label": name, "from": day(since)} for name, since in one.names],
        }
        for one in queries.find_label(lens, label)
    ]
    emit(rows, output_format, lambda found: "\n".join(map(_named_line, found)) or f"Nothing was ever called {label}.")


def _named_line(row: dict[str, Any]) -> str:
    until = f" until {row['until']}" if row["until"] else ""
    now = f"now {row['now']}" if row["now"] else "now gone"
    return f"{row['label']} from {row['from']}{until}: {now} ({row['pid']})"


@code.command("compare")
@click.argument("old", metavar="V1")
@click.argument("new", metavar="V2")
@click.option("--format", "output_format", type=click.Choice(["text", "json", "html"]), default="text")
def compare_command(old: str, new: str, output_format: str) -> None:
    """Compare two versions: what was drafted, what moved, and what merely follows. Findings where they differ."""
    lens = _lens()
    from codeclerk.legaltext import answers, queries
    from codeclerk.legaltext.rules.redlining import lines

    _, _, found = queries.compare_versions(lens, old, new)
    if output_format == "json":
        value = {"old": old, "new": new, **answers.comparison_json(found)}
        emit(value, output_format)
    else:
        changed = [line for line in lines(found) if line.is_changed or line.follows]
        write = html_line if output_format == "html" else text_line
        click.echo("\n".join(map(write, changed)) or f"Versions {old} and {new} are the same.")
    raise SystemExit(FINDINGS if found.changes or found.params else 0)


@code.command("conflicts")
@format_option
def conflicts_command(output_format: str) -> None:
    """List the conflicts between the redlines that wait for a release. Findings where a blocking one is open.

    Of a redline whose baseline has moved on: which amendments still apply, and both texts of those that need a look.
    """
    lens = _lens()
    from codeclerk.legaltext import answers, queries
    from codeclerk.legaltext.rules.conflicts import Sort

    found = queries.conflicts(lens)
    stale = {name for one in found if one.conflict.sort is Sort.C10 for name in one.conflict.proposals}
    waiting = [one for one in queries.redlines(lens) if one.redline.proposal in stale] if stale else []
    reports = {one.redline.proposal: queries.rebase_report(lens, one) for one in waiting}
    looks = {step.operation.id: step for report in reports.values() for step in report if not step.applies}
    rows = [
        answers.conflict_json(one)
        | {"rebase": answers.rebased_json(look) if one.conflict.sort is Sort.C10 and look else None}
        for one in found
        for look in [looks.get(one.conflict.operations[0])]
    ]
    standing = [applying(name, report) for name, report in reports.items()]
    emit(rows, output_format, lambda every: "\n".join([*map(conflict_line, every), *standing]) or "No conflicts.")
    raise SystemExit(FINDINGS if any(row["is_blocking"] and not row["resolution"] for row in rows) else 0)


@code.command("consolidate")
@click.option("--redlines", "chosen", multiple=True, metavar="R", help="A proposal, or a redline's file.")
@click.option("--release", metavar="NAME", help="The approved proposals of this release whose legal text waits.")
@click.option("--version", "number", required=True, metavar="V", help="The number of the version.")
@click.option(
    "--effective", default="", metavar="T", help="From when it holds: a day, or a minute in London; else the release's."
)
@click.option("--origin", default="modification", help="What made it: modification, alternative, fast_track.")
@click.option("--dry-run", is_flag=True, help="Prove it and show the certificate; record nothing.")
@actor_option
@format_option
def consolidate_command(
    chosen: tuple[str, ...],
    release: str | None,
    number: str,
    effective: str,
    origin: str,
    dry_run: bool,
    actor: str,
    output_format: str,
) -> None:
    """Carry out redlines on the newest version, prove the result and publish it.

    With --release those of its approved proposals, from its day on unless --effective says otherwise.
    """
    keys: tuple[str, ...] = ()
    left_out: list[str] = []
    if release is not None:
        lens = _lens()
        from codeclerk.legaltext import going_live

        going, keys = going_live.chosen_of(lens, release)
        effective = effective or (going.day.isoformat() if going.day else "")
        left_out = [f"{number} of the {going.name} is not approved, and is left out." for number in going.undecided]
    files = [Path(one) for one in chosen if one.endswith(".json")]
    data = {
        "number": number,
        "effective": effective,
        "origin": origin,
        "proposals": [*keys, *(part for one in chosen if not one.endswith(".json") for part in one.split(","))],
        "redlines": [read_json(path) for path in files],
    }
    answer, warnings = _act("consolidate", data, actor, dry_run)
    _say(answer, (*left_out, *warnings), output_format, lambda value: _published("Consolidated", value, dry_run))


@code.command("export")
@click.option("--redline", metavar="R", help="The redline of this proposal, instead of a version.")
@at_option
@version_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
def export_command(
    redline: str | None, at: str | None, number: str | None, output_format: str, output: Path | None
) -> None:
    """Write a version: as text, a folder with a file for each document; as JSON, one file that proves itself."""
    lens = _lens(at)
    from codeclerk.kernel.chain import canonical_json
    from codeclerk.legaltext import codec, queries
    from codeclerk.legaltext.rules.writing import write

    if redline is not None:
        found = queries.redline_named(lens, redline)
        _put(canonical_json(codec.redline_json(found.redline)).encode() + b"\n", output)
        return
    version = queries.version_named(lens, number) if number else queries.version_at(lens)
    if output_format == "json":
        _put(queries.bundle_of(lens, version.number), output)
        return
    texts = write(queries.code_of(version))
    if output is None:
        click.echo("\n".join(f"=== {name}\n{text}" for name, text in texts.items()))
        return
    make_folder(output)
    for name, text in texts.items():
        write_file(output / file_name(name), text.encode())


def _put(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        write_file(output, content)


@code.command("verify")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@version_option
@click.option("--key", default="", help="The public key that must have signed every version.")
@format_option
def verify_command(file: Path | None, number: str | None, key: str, output_format: str) -> None:
    """Check a version: hashes, labels, the chain of versions, signatures, the certificate. FILE needs no database."""
    if (file is None) == (number is None):
        raise click.UsageError("Name a FILE, or a version with --version.")
    from codeclerk.legaltext import proving

    if file is not None:
        report = proving.check(file.read_bytes(), key)
    else:
        lens = _lens()
        from codeclerk.legaltext import queries

        report = queries.check_version(lens, str(number), key)
    emit(report.as_json(), output_format, lambda _: str(report))
    raise SystemExit(0 if report.is_sound else FINDINGS)
