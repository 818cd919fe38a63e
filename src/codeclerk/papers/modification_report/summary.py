"""The summary of the report, composed of the record: who, what, whom it touches, at what price, when, how (F07). Pure.

Each point is made of facts, or of the first words of the text that says it at length further on. Where the record is
silent the point says so. What somebody wrote as a summary stands in front, as their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.calendar.wording import listed
from codeclerk.papers.build import bullets, paragraph
from codeclerk.papers.model import Block, Figure, Section, Strong
from codeclerk.papers.modification_report.parts import marked
from codeclerk.papers.modification_report.record import Record
from codeclerk.papers.modification_report.standing import value
from codeclerk.papers.phrases import on
from codeclerk.papers.runs import Loose, Runs, runs
from codeclerk.papers.words import capital, number_word

ENOUGH, MOST = 60, 300
"""A text is told by its first sentences until they have so many signs, and is cut after so many."""
_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)[.?!][”’\")]*\s+(?=[A-Z“‘\"(0-9£])")


@dataclass(frozen=True)
class Point:
    """One thing that the summary says. `key` is its name in the figures."""

    key: str
    label: str
    runs: Runs


def section(record: Record) -> Section:
    """What was written as a summary, if anything, and the points."""
    written = record.line.summary
    lead = paragraph("In short, as the record has it on ", Figure(record.as_at, rows=record.rows), ":")
    made = bullets(runs(Strong(f"{one.label}:"), " ", one.runs) for one in points(record))
    blocks: tuple[Block, ...] = (*((paragraph(written),) if written else ()), lead, made)
    return Section("Summary", blocks)


def points(record: Record) -> tuple[Point, ...]:
    """Proposer, issue, solution, impact, cost, release and path, whatever is known of them (PMP:197-233)."""
    return (
        Point("proposer", "Proposer", _proposer(record)),
        Point("issue", "Issue", _issue(record)),
        Point("solution", "Solution", _solution(record)),
        Point("impact", "Impact", _impact(record)),
        Point("cost", "Cost", _cost(record)),
        Point("release", "Release", _release(record)),
        Point("path", "Path", _path(record)),
    )


def _proposer(record: Record) -> Runs:
    raised = record.line.raised
    when = on(raised, record.rows) if raised else ()
    who = _who(record)
    if not who:
        return runs("Who proposes it is not known", *(("; it was raised ", when) if when else ()), ".")
    said = runs(" raised it ", when) if when else runs(" proposes it; when it was raised is not known")
    return runs(value(record, "proposer", who), said, ".")


def _who(record: Record) -> str:
    """`Person dcc3 (Data Communications Company)`; empty where neither person nor organisation is known."""
    organisation = record.line.proposer_name
    if record.proposer:
        return f"{record.proposer} ({organisation})" if organisation else record.proposer
    named = bool(record.line.proposer_organisation_name) or not organisation
    return organisation if named else f"Somebody {organisation}"


def _issue(record: Record) -> Runs:
    texts = [one for one in record.told.texts if one.section == "issue" and one.text]
    said = next((one for one in texts if one.id == "issue"), None) or next(iter(texts), None)
    return runs(opening(said.text) if said else "It is not recorded.")


def _solution(record: Record) -> Runs:
    now, earlier = record.parts.solution, len(record.parts.superseded)
    said = opening(now.content.text) if now is not None else "None is recorded."
    if not earlier:
        return runs(said)
    given_up = "An earlier one was" if earlier == 1 else f"{capital(number_word(earlier))} earlier ones were"
    return runs(f"{said} {given_up} given up.")


def _impact(record: Record) -> Runs:
    """Parties, documents and areas; what nobody recorded of them comes last, in one sentence."""
    said: list[Loose | Runs] = []
    unknown = []
    if record.told.ticks:
        said.append(_parties([one.name for one in record.told.ticks if one.value == "yes"]))
    else:
        unknown.append("which Parties it impacts")
    if record.changed is not None:
        named = Figure(_or_none(record.changed.every), rows=record.rows)
        said.append(runs("It changes ", named, f" ({record.changed.text})."))
    elif "documents" in record.affected:
        named = value(record, "affected documents", _or_none(record.affected["documents"]))
        said.append(runs("It changes ", named, "."))
    else:
        unknown.append("which documents it changes")
    said += _areas(record)
    if record.told.areas_open:
        unknown.append(f"whether it has an impact on {listed(list(record.told.areas_open), 'or')}")
    if unknown:
        said.append(f"Not recorded: {'; '.join(unknown)}.")
    return runs(*(part for one in said for part in (" ", one)))[1:]


def _parties(ticked: list[str]) -> str:
    return f"It impacts {listed(ticked)}." if ticked else "No category of Parties is ticked as impacted."


def _or_none(documents: Sequence[str]) -> str:
    return listed(list(documents)) if documents else "no document"


def _areas(record: Record) -> list[str]:
    said = []
    for answer, words in (("yes", "Impacted too"), ("no", "Not impacted")):
        if names := [one.name for one in record.told.areas if one.value == answer]:
            said.append(f"{words}: {listed(names)}.")
    return said


def _cost(record: Record) -> Runs:
    made: list[Loose] = []
    for one in record.told.costs.get(None, ()):
        made += ["; " if made else "", f"{one.name}: ", marked(record, one, one.value or "no figure")]
    if not made:
        return runs("None is recorded.")
    missing = record.told.costs_open
    return runs(*made, f"; not recorded: {listed(list(missing))}." if missing else ".")


def _release(record: Record) -> Runs:
    if record.line.release:
        day = Figure(record.release_day, rows=record.rows, none="a day that is not known")
        return runs(value(record, "release", record.line.release), ", on ", day, ".")
    options = [
        f" A decision {one.words} leads to the {one.name} on {format_date(one.day)}." for one in record.options[:1]
    ]
    return runs("None is set.", *options)


def _path(record: Record) -> Runs:
    if not record.line.path_name:
        return runs("It is not decided yet." if record.line.is_pre_decision else "It is not known.")
    means = f": {record.path_means[:1].lower()}{record.path_means[1:].rstrip('.')}" if record.path_means else ""
    return runs(value(record, "path", record.line.path_name), f"{means}.")


def opening(text: str) -> str:
    """The first sentences of a text, out of its first paragraph, until they say something; a very long one is cut
    after a whole word."""
    first = " ".join(text.strip().partition("\n\n")[0].split())
    ends = [found.end() for found in _END.finditer(first)]
    told = first[: next((end for end in ends if end >= ENOUGH), len(first))].strip()
    if len(told) <= MOST:
        return told
    return f"{told[:MOST].rpartition(' ')[0] or told[:MOST]} …"
