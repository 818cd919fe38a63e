"""`codeclerk proposal-parts`: what a proposal is made of, on the command line."""

from __future__ import annotations

import sys
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Command, emit
from codeclerk.register.cli import lens_at, looking


@click.command("proposal-parts", cls=Command)
@click.argument("ref", metavar="REF")
@click.option("--missing", "only_missing", is_flag=True, help="Only what a complete report lacks; exit code 1 if so.")
@looking
def proposal_parts(ref: str, only_missing: bool, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show the texts, solutions, impacts, costs and views of a proposal. REF is any of its numbers or aliases."""
    lens = lens_at(as_at, known_at)
    from codeclerk.parts import answers, queries
    from codeclerk.register import queries as register

    view = register.proposal(lens, ref)
    parts = queries.parts_of(lens, view.line.key)
    missing = queries.still_missing(view.line, parts)
    findings = queries.findings_on(lens, view, parts)
    changed = queries.documents_changed(lens, view.line.key)
    value = answers.parts_json(view.line, parts, changed, missing, findings)
    if only_missing:
        value = {name: value[name] for name in ("number", "missing", "findings")}
    said = [] if only_missing else [*_said(parts), *_documents(queries.documents_listed(view.line), changed)]
    lines = [*said, *_lacks(missing), *(f"Does not agree: {one}" for one in findings)]
    emit(value, output_format, lambda _: "\n".join(lines) or "Nothing is missing.")
    if only_missing and (missing or findings):
        sys.exit(FINDINGS)


def _said(parts: Any) -> list[str]:
    from codeclerk.parts import wording

    return [f"{wording.part_name(one)}: {wording.version_words(one.now)}" for one in parts.every()] or ["No parts."]


def _documents(listed: list[str] | None, changed: Any) -> list[str]:
    made = [] if listed is None else [f"Documents that the register lists: {', '.join(listed) or 'none'}"]
    return made + ([f"Documents that the legal text changes: {changed.words}"] if changed else [])


def _lacks(missing: Any) -> list[str]:
    return [f"Missing: {one.what}. {one.remedy}" for one in missing]
