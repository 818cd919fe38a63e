"""`codeclerk release`: the calendar of releases on the command line."""

from __future__ import annotations

from typing import Any

import click

from codeclerk.kernel.console import Group, emit, format_option
from codeclerk.register.cli import lens_at, looking


@click.group(cls=Group)
def release() -> None:
    """Releases: when the code changes, and what changes then."""


@release.command("list")
@looking
def list_command(as_at: str | None, known_at: str | None, output_format: str) -> None:
    """List the releases by day, with how many proposals stand how in each."""
    lens = lens_at(as_at, known_at)
    from codeclerk.releases import answers, queries
    from codeclerk.releases.rules.contents import Standing

    found = queries.release_calendar(lens)
    value = {
        "releases": [answers.release_json(one) for one in found.releases],
        "unmatched": [
            {"key": one.proposal, "number": one.number, "text": one.text, "near": one.near or None}
            for one in found.unmatched
        ],
    }

    def line(one: Any) -> str:
        by = ", ".join(f"{len(one.of(standing))} {standing.value}" for standing in Standing if one.of(standing))
        return f"{one.key:<16} {_day(one):<12} {one.full_name:<32} {by or 'nothing in it'}"

    lines = [*(line(one) for one in found.releases), *(one.words for one in found.unmatched)]
    emit(value, output_format, lambda _: "\n".join(lines) or "No releases.")


@release.command("show")
@click.argument("name", metavar="NAME")
@looking
def show_command(name: str, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show one release: its day, its cut-off and what is in it. NAME is its key, its name or its day."""
    lens = lens_at(as_at, known_at)
    from codeclerk.releases import answers, queries
    from codeclerk.releases.rules.contents import findings

    one = queries.release(lens, name)
    said = {
        "release": one.full_name,
        "day": _day(one),
        "decide by": one.cut_off.explanation if one.cut_off else "",
        "day note": one.day_note,
        "notes": one.notes,
        "cost": one.cost.words if one.cost else "",
    }
    lines = [f"{label:<10} {value}" for label, value in said.items() if value]
    if one.cost:
        lines += [f"  {effort.what}: {effort.words}" for effort in one.cost.efforts]
    lines += [_entry(entry) for entry in one.entries]
    lines += [f"! {finding}" for finding in findings(one, lens.valid_at)]
    emit(answers.release_json(one), output_format, lambda _: "\n".join(lines))


@release.command("options")
@click.argument("ref", metavar="REF")
@click.option("--decided", metavar="DATE", help="What if it is decided on this day? The recorded day unless given.")
@looking
def options_command(ref: str, decided: str | None, as_at: str | None, known_at: str | None, output_format: str) -> None:
    """Show how a proposal can be implemented: each way that is open to it, and the release that it leads to."""
    lens = lens_at(as_at, known_at)
    from codeclerk.kernel.calendar import parse_date
    from codeclerk.register import queries as register
    from codeclerk.releases import answers
    from codeclerk.releases.implementing import implementation

    line = register.proposal(lens, ref).line
    found = implementation(lens, line, parse_date(decided) if decided else None)
    lines = [f"{found.number}, decided on {found.decided.isoformat()} ({found.decided_words})"]
    for one in found.options:
        where = (
            one.release.full_name if one.release else "an ad-hoc release" if one.ad_hoc else "no release late enough"
        )
        lines.append(f"  {one.day.isoformat() if one.day else '–':<12} {where:<32} {one.way.name}. {one.way.why}")
    lines += [f"! {one}" for one in found.warnings]
    emit(answers.implementation_json(found), output_format, lambda _: "\n".join(lines))


@release.command("ad-hoc")
@click.argument("ref", metavar="REF")
@click.option("--actor", required=True, metavar="ACTOR", help="Who registers it: person:…")
@click.option("--effective", metavar="DATE", help="From which day it is known; today unless given.")
@click.option("--key", default="", help="Its key; after its month unless given.")
@click.option("--name", default="", help="Its name; after its month unless given.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
@format_option
def ad_hoc_command(
    ref: str, actor: str, effective: str | None, key: str, name: str, dry_run: bool, output_format: str
) -> None:
    """Register the ad-hoc release of the decision on a proposal. Its day is worked out from that of the decision."""
    from codeclerk.kernel.start import check_database, start_django

    start_django()
    check_database()
    from codeclerk.kernel import bus
    from codeclerk.kernel.calendar import parse_date

    data = {"proposal": ref, "key": key, "name": name}
    day = parse_date(effective) if effective else None
    done = (bus.preview if dry_run else bus.execute)("register_ad_hoc_release", data, actor=actor, effective=day)
    value = {**done.answer, "warnings": list(done.warnings), "recorded": not dry_run}
    said = f"{value['number']} goes live on {value['day']} with {value['release']}."
    first = f"Nothing is recorded. {said}" if dry_run else said
    emit(value, output_format, lambda _: "\n".join([first, *(f"! {one}" for one in done.warnings)]))


def _day(one: Any) -> str:
    """The day; with a question mark where only the pattern gives it."""
    if one.day:
        return str(one.day.isoformat())
    return f"{one.pattern_day.isoformat()}?" if one.pattern_day else "not known"


def _entry(entry: Any) -> str:
    condition = f", {entry.condition}" if entry.condition else ""
    return f"  {entry.standing.value:<12} {entry.number:<10} {entry.title}{condition}".rstrip()
