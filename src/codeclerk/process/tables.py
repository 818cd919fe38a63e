"""The tables of the pages of the process: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from codeclerk.kernel.storage import once
from codeclerk.people.middleware import Request, with_dates
from codeclerk.process import vocabulary
from codeclerk.process.packs import Entitled, VoteRule
from codeclerk.process.queries import NextSteps, StepLine
from codeclerk.process.rules.steps import rule_of
from codeclerk.ui.tables import Column, Kind, Link, Table
from codeclerk.ui.tags import MARKERS, Tag


def sure_cell(mark: str) -> str | Tag:
    """How sure a rule is: the word, or for what no source states the tag."""
    return next((tag for tag in MARKERS if tag.text == mark), mark)


def step_link(request: Request, line: StepLine, text: str = "") -> Link:
    """A link to the page of a step, on the same dates."""
    return Link(text or line.name, with_dates(request, _address(line.profile, line.id)))


@once
def _address(profile: str, step: str) -> str:
    """Lists lead to the same few steps again and again."""
    return reverse("process:step", args=[profile, step])


def status_link(request: Request, profile: str, id: str, name: str) -> Link:
    """A link to the help page of a status, on the same dates."""
    return Link(name, with_dates(request, reverse("process:status", args=[profile, id])))


def steps_table(request: Request, caption: str, lines: Iterable[StepLine], *, with_ends: bool = True) -> Table:
    """Steps with who takes them and by when. `with_ends`: and from where to where."""
    columns = (
        Column("number", "No.", Kind.NUMBER),
        Column("step", "Step"),
        *((Column("from", "From", none="the beginning"),) if with_ends else ()),
        Column("to", "To", none="stays"),
        Column("who", "Who"),
        Column("when", "By when"),
        Column("rule", "Clause or source", none="none"),
        Column("sure", "How sure", Kind.TAG),
    )
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _row(request, line).items() if key in shown} for line in lines)
    return Table(caption, columns, rows, stack=True)


def _row(request: Request, line: StepLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "step": step_link(request, line),
        "from": tuple(status_link(request, line.profile, *one) for one in line.sources) or None,
        "to": status_link(request, line.profile, *line.target) if line.target else None,
        "who": line.who_words,
        "when": line.by_when,
        "rule": line.rule or None,
        "sure": sure_cell(line.weakest),
    }


def entitled_table(caption: str, entries: Iterable[Entitled]) -> Table:
    """Who may raise a change, and what must be so besides."""
    columns = (
        Column("who", "Who"),
        Column("only", "Only", none="any change"),
        Column("rule", "Clause or source", none="none"),
        Column("sure", "How sure", Kind.TAG),
        Column("note", "Note", none="none"),
    )
    rows = tuple(
        {
            "who": one.name,
            "only": one.only,
            "rule": rule_of(one) or None,
            "sure": sure_cell(one.sure.value),
            "note": one.note,
        }
        for one in entries
    )
    return Table(caption, columns, rows, stack=True)


def votes_table(rules: Iterable[VoteRule]) -> Table:
    """How the votes are counted."""
    paths = vocabulary.path_names()
    columns = (
        Column("vote", "Vote"),
        Column("whose", "Whose"),
        Column("paths", "Only for", none="any path"),
        Column("counted", "How it is counted"),
        Column("rule", "Clause or source", none="none"),
        Column("sure", "How sure", Kind.TAG),
        Column("note", "Note", none="none"),
    )
    rows = tuple(
        {
            "vote": one.name,
            "whose": vocabulary.body(one.body).name,
            "paths": " or ".join(paths[path] for path in one.paths) or None,
            "counted": vocabulary.vote_words(one),
            "rule": rule_of(one) or None,
            "sure": sure_cell(one.sure.value),
            "note": one.note,
        }
        for one in rules
    )
    return Table("How votes are counted", columns, rows, stack=True)


def next_table(request: Request, found: NextSteps) -> Table:
    """What can happen next with a proposal: the steps of the usual way, then the names of the others."""
    columns = (
        Column("step", "Step"),
        Column("who", "Who", none="–"),
        Column("when", "By when", none="–"),
        Column("needs", "What it needs", none="–"),
        Column("rule", "Clause or source", none="–"),
        Column("sure", "How sure", Kind.TAG, none="–"),
    )
    rows: list[dict[str, Any]] = [
        {
            "step": step_link(request, line),
            "who": line.who_words,
            "when": line.by_when,
            "needs": " ".join(need.meaning for need in line.needs) or None,
            "rule": line.rule or None,
            "sure": sure_cell(line.weakest),
        }
        for line in found.shown
    ]
    of, standing = found.process, found.standing
    name = of.statuses[standing.status].name
    more = status_link(request, of.profile.id, standing.status, f"More on {name}")
    others = tuple(step_link(request, line) for line in found.others)
    rows.append({"step": more, "needs": others or None})
    caption = f"What can happen next in the status {name}" + (", on hold" if standing.is_held else "")
    return Table(caption, columns, tuple(rows), stack=True)
