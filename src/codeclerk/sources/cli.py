"""`codeclerk sources`: documents, claims and where they disagree, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from codeclerk.kernel.console import FINDINGS, Group, emit, format_option
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.start import check_database, start_django

NOT_ONE_DOCUMENT = Reason(
    "sources.hash_not_unique",
    rule="a document is named by its hash, or by the first eight digits or more of it",
    problem="{object} names {count} documents that are open to you",
    remedy="{remedy}",
)
SHORTEST = 8


def _looking(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        [
            click.option(
                "--as", "actor", default="public", metavar="ACTOR", help="Who looks; the public unless given."
            ),
            click.option("--known-at", metavar="DATE", help="Only what was known at the end of this day."),
            format_option,
        ]
    ):
        command = option(command)
    return command


def _lens(actor: str, known_at: str | None) -> Any:
    """The lens of a command; makes the application ready."""
    start_django()
    check_database()
    from codeclerk.kernel import clock
    from codeclerk.kernel.calendar.dates import end_of_london_day, parse_date
    from codeclerk.kernel.lens import Lens
    from codeclerk.sources.viewers import viewer_of

    now = clock.now()
    known = min(now, end_of_london_day(parse_date(known_at))) if known_at else now
    return Lens(viewer_of(actor, now), clock.today(), known)


@click.group(cls=Group)
def sources() -> None:
    """Documents by hash, what they claim, and where they disagree."""


@sources.command("list")
@click.option("--kind", default="", help="Only documents of this kind, such as paper.")
@_looking
def list_command(kind: str, actor: str, known_at: str | None, output_format: str) -> None:
    """List the documents."""
    lens = _lens(actor, known_at)
    from codeclerk.sources import queries
    from codeclerk.sources.rules.documents import check_kind

    if kind:
        check_kind(kind)
    value = [one.as_json() for one in queries.documents(lens, kind=kind)]
    emit(value, output_format, lambda rows: "\n".join(map(_document_line, rows)) or "No documents.")


def _document_line(row: dict[str, Any]) -> str:
    held = "held" if row["held"] else "hash only"
    published = row["published"] or "no date   "
    name = f"{row['reference']}  {row['title']}".strip()
    return f"{row['sha256'][:12]}  {published}  {row['classification']:<6} {row['claims']:>5} claims  {held:<9}  {name}"


@sources.command("show")
@click.argument("sha", metavar="SHA")
@_looking
def show_command(sha: str, actor: str, known_at: str | None, output_format: str) -> None:
    """Show one document and every claim in it. Eight digits of its hash are enough."""
    lens = _lens(actor, known_at)
    from codeclerk.sources import answers, queries

    found = queries.documents(lens, prefix=sha) if len(sha) >= SHORTEST else []
    if len(found) > 1 or len(sha) < SHORTEST:
        remedy = "Give more of the hash." if len(sha) >= SHORTEST else f"Give at least {SHORTEST} digits."
        raise NOT_ONE_DOCUMENT.refuse(sha, count=len(found) if len(sha) >= SHORTEST else "any number of", remedy=remedy)
    one = queries.document(lens, found[0].sha256 if found else sha)
    claims = queries.claims_in(lens, one.sha256)
    value = {**one.as_json(), "claims": [answers.claim_json(claim) for claim in claims]}
    emit(value, output_format, lambda _: "\n".join([_document_text(one), *map(_claim_line, claims)]))


def _document_text(one: Any) -> str:
    facts = {
        "hash": one.sha256,
        "title": one.title,
        "kind": one.kind_name,
        "reference": one.reference,
        "publisher": one.publisher,
        "published": one.published,
        "classification": one.classification.value,
        "media type": one.media_type,
        "bytes": one.size,
        "lines": one.lines,
        "pages": one.pages,
        "file": "held" if one.is_held else "known by its hash only",
        "claims": one.claims,
    }
    return "\n".join(f"{name:<15} {value}" for name, value in facts.items() if value not in (None, ""))


def _claim_line(claim: Any) -> str:
    return f"  {claim.locator:<14} {claim.question.words}: {claim.measure} ({claim.stated.value}, {claim.key})"


@sources.command("claims")
@click.option("--subject", help="Only what is said of this subject, such as proposal:MP107.")
@click.option("--property", "named", help="Only this property, such as title.")
@click.option(
    "--disagreements", is_flag=True, help="Only where sources disagree. Exit 1 when they do and nobody ruled."
)
@_looking
def claims_command(
    subject: str | None,
    named: str | None,
    disagreements: bool,
    actor: str,
    known_at: str | None,
    output_format: str,
) -> None:
    """List what sources say, question by question, with the ruling where there is one."""
    lens = _lens(actor, known_at)
    from codeclerk.sources import answers, queries
    from codeclerk.sources.rules.claims import State, Verdict
    from codeclerk.sources.rules.vocabulary import check_subject, find_property

    subjects = [check_subject(subject)] if subject else None
    properties = [find_property(named).id] if named else None
    found = queries.in_order(queries.readings(lens, subjects, properties).values())
    if disagreements:
        found = [reading for reading in found if reading.state is State.DISAGREE]
    value = [answers.reading_json(reading) for reading in found]
    emit(value, output_format, lambda _: "\n".join(map(_reading_text, found)) or "Nothing.")
    if disagreements and any(reading.verdict is Verdict.DISPUTED for reading in found):
        sys.exit(FINDINGS)


def _reading_text(reading: Any) -> str:
    said = reading.measure if reading.measure is not None else "not known"
    lines = [f"{reading.verdict.value:<9} {reading.question.words}: {said}"]
    lines += [f"          {group.words}" for group in reading.groups]
    if reading.ruling is not None:
        still = "overtaken" if reading.is_overtaken else "in force"
        lines.append(f"          ruled on {reading.ruling.ruled_on}, {still}: {reading.ruling.reason}")
    return "\n".join(lines)


@sources.command("properties")
@format_option
def properties_command(output_format: str) -> None:
    """List the vocabulary: what a claim can be about."""
    start_django()
    from codeclerk.sources.rules.vocabulary import properties

    value = [{"id": p.id, "label": p.label, "type": p.type.value, "unit": p.unit} for p in properties().values()]
    emit(value, output_format, lambda rows: "\n".join(f"{r['id']:<30} {r['type']:<9} {r['label']}" for r in rows))
