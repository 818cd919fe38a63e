"""The tables of the pages of checks: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.checks.rules.values import Result, Side, Thing, Verdict
from codeclerk.people.middleware import Request, with_dates
from codeclerk.sources.links import page_of
from codeclerk.sources.tables import document_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import verdict_tag

NONE_LOOKED_AT = Empty(
    "Nothing was looked at",
    "The record had nothing of this kind on the day that this page looks at.",
    "Choose a later day, or load papers.",
)


MOST_OF_A_CHECK = 50
"""So many findings of one check stand on the page of all checks: the page of the check has the others."""
MOST_OF_A_VERDICT = 500
"""So many things with one verdict stand on the page of a check: a download has them all."""


def check_link(request: HttpRequest, one: Result) -> Link:
    """A link to the page of a check, on the same dates."""
    return Link(one.check.title, with_dates(request, reverse("checks:check", args=[one.check.id])))


def checks_table(request: Request, found: Iterable[Result]) -> Table:
    """Every check with its verdict and how many things have which."""
    columns = (
        Column("check", "Check"),
        Column("verdict", "Verdict", Kind.TAG),
        Column("looked", "Looked at", Kind.NUMBER),
        Column("failed", "Fail", Kind.NUMBER),
        Column("ambiguous", "Ambiguous", Kind.NUMBER),
        Column("not_assessed", "Not assessed", Kind.NUMBER),
        Column("passed", "Pass", Kind.NUMBER),
    )
    rows = tuple(
        {
            "check": check_link(request, one),
            "verdict": verdict_tag(one.verdict),
            "looked": len(one.things),
            "failed": one.count(Verdict.FAIL),
            "ambiguous": one.count(Verdict.AMBIGUOUS),
            "not_assessed": one.count(Verdict.NOT_ASSESSED),
            "passed": one.count(Verdict.PASS),
        }
        for one in found
    )
    return Table("Checks", columns, rows, stack=True)


def things_table(request: Request, one: Result) -> Table:
    """Everything that one check looked at, findings first."""
    columns: tuple[Column, ...] = (
        Column("verdict", "Verdict", Kind.TAG),
        Column("thing", "What was looked at"),
        Column("words", "What was found", none="–"),
        Column("places", "Beside each other", none="–"),
        Column("remedy", "What to do", none="–"),
    )
    things = one.things
    notes: tuple[str, ...] = ()
    if not request.GET.get("format"):
        columns = columns[:-1]
        things = tuple(
            thing
            for verdict in Verdict
            for thing in [each for each in one.things if each.verdict is verdict][:MOST_OF_A_VERDICT]
        )
        notes = _left_out(len(one.things) - len(things), "a download has them all")
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, one, thing).items() if key in shown} for thing in things)
    return Table(one.check.title, columns, rows, footnotes=notes, empty=NONE_LOOKED_AT, stack=True)


def _left_out(count: int, where: str) -> tuple[str, ...]:
    return (f"{count:,} more are left out here: {where}.",) if count > 0 else ()


def findings_table(request: Request, found: Iterable[Result], empty: Empty) -> Table:
    """Every finding of every check, to sort, to filter and to download. A download has the rule and the remedy too."""
    on_page = not request.GET.get("found-format")
    columns: tuple[Column, ...] = (
        Column("verdict", "Verdict", Kind.TAG),
        Column("check", "Check"),
        Column("thing", "What was looked at"),
        Column("words", "What was found", none="–"),
        Column("places", "Beside each other", none="–"),
        Column("rule", "Rule"),
        Column("remedy", "What to do", none="–"),
    )
    if on_page:
        columns = columns[:-2]
    shown = {column.key for column in columns}
    made: list[dict[str, Any]] = []
    left_out = 0
    for one in found:
        own = {"check": check_link(request, one), "rule": one.check.rule}
        findings = one.findings[:MOST_OF_A_CHECK] if on_page else one.findings
        left_out += len(one.findings) - len(findings)
        rows = (own | _row(request, one, thing) for thing in findings)
        made += [{key: value for key, value in row.items() if key in shown} for row in rows]
    notes = _left_out(left_out, "the page of each check, and a download, have them all")
    return Table("Findings", columns, tuple(made), footnotes=notes, empty=empty, stack=True)


def _row(request: Request, one: Result, thing: Thing) -> dict[str, Any]:
    return {
        "verdict": verdict_tag(thing.verdict),
        "thing": _thing_link(request, thing),
        "words": thing.words or None,
        "places": tuple(_side(request, side) for side in thing.sides) or None,
        "remedy": (thing.remedy or one.check.remedy) if thing.is_finding else None,
    }


def _thing_link(request: HttpRequest, thing: Thing) -> Link:
    """A link to the row of the record; where it has no page of its own, to what sources say of it."""
    href = page_of(thing.subject) or reverse("sources:subject", args=[thing.subject])
    return Link(thing.name, with_dates(request, href))


def _side(request: HttpRequest, side: Side) -> Link | str:
    return document_link(request, side.document, side.words) if side.document else side.words
