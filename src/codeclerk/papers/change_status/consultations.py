"""Consultations as sections 3 and 4 tell them: which are out, which are to come (CSR:249-255, CSR:370-378). Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from codeclerk.consultations.rules import is_working_week, week_commencing
from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.build import bullets, count_of, listing, paragraph, sentence
from codeclerk.papers.change_status.record import Record
from codeclerk.papers.model import Block, Figure, Noun, Runs
from codeclerk.papers.phrases import MODIFICATION_PROPOSAL, all_same, day, keys_of, named, on
from codeclerk.papers.runs import runs
from codeclerk.register.rules.times import When

if TYPE_CHECKING:
    from codeclerk.consultations.queries import Consultation

REFINEMENT, REPORT = "refinement", "report"
NAMES = {REFINEMENT: "Refinement Consultation", REPORT: "Modification Report Consultation"}


def found(record: Record, kind: str, standing: str) -> tuple[Consultation, ...]:
    """The consultations of a kind that stand so on the as-at day, by their closing day, then by number."""
    chosen = [one for one in record.consultations if one.kind == kind and one.standing == standing]
    return tuple(sorted(chosen, key=lambda one: (one.last_day or date.max, one.number)))


def out_for(record: Record, kind: str) -> tuple[Block, ...]:
    """`There is currently one Modification Proposal out for Refinement Consultation, which closes on Wednesday ...:`"""
    out = found(record, kind, "open")
    lead = f"There {{is}} currently {{count}} out for {NAMES[kind]}"
    if not out:
        return listing(lead, MODIFICATION_PROPOSAL, [])
    count = count_of(keys_of(one.number for one in out), MODIFICATION_PROPOSAL)
    shared = all_same(one.last_day for one in out)
    if shared is None:
        return (paragraph(sentence(f"{lead}:", count)), bullets([_with_close(one) for one in out]))
    rows = tuple(f"consultation:{one.key}" for one in out)
    said = paragraph(
        sentence(f"{lead}, which {'closes' if len(out) == 1 else 'close'} on ", count),
        day(shared, DateStyle.WEEKDAY, rows),
        ":",
    )
    return (said, bullets([named(one.number, one.title) for one in out]))


def _with_close(one: Consultation) -> Runs:
    if one.last_day is None:
        return runs(named(one.number, one.title), ", whose closing day is not recorded")
    rows = (f"consultation:{one.key}",)
    return runs(named(one.number, one.title), ", closes on ", day(one.last_day, DateStyle.WEEKDAY, rows))


def to_come(record: Record, kind: str) -> tuple[Block, ...]:
    """`There is one Modification Report Consultation expected to be issued in the week commencing 15 March 2021:`"""
    by_time: dict[When | None, list[Consultation]] = {}
    for one in found(record, kind, "expected"):
        by_time.setdefault(one.expected_issue, []).append(one)
    made: list[Block] = []
    for when, together in by_time.items():
        items = [named(one.number, one.title) for one in together]
        rows = tuple(f"consultation:{one.key}" for one in together)
        lead = "There {is} {count} expected to be issued {when}"
        made += listing(lead, Noun(NAMES[kind]), items, when=_issue(when, rows))
    return tuple(made)


def _issue(when: When | None, rows: tuple[str, ...]) -> Runs:
    if when is None:
        return runs("on a day that is not set yet")
    if not is_working_week(when):
        return on(when, rows)
    return runs("in the ", Figure(week_commencing(when), rows=rows))
