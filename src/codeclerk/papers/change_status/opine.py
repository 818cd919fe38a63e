"""Section 4: report consultations, votes, the Authority, and how long proposals take (CSR:368-441). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.build import bullets, count_of, footnote, listing, paragraph, sentence
from codeclerk.papers.change_status import progression
from codeclerk.papers.change_status.consultations import REPORT, out_for, to_come
from codeclerk.papers.change_status.record import AUTHORITY, CHANGE_BOARD, Record
from codeclerk.papers.model import Block, Figure, Noun, Runs, Section
from codeclerk.papers.phrases import MODIFICATION, by_day, day, joined, named, on
from codeclerk.papers.runs import Loose, runs

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Decision


def section(record: Record, times: Sequence[progression.Line]) -> Section:
    """What happened in the stage Opine. `times` are the lines of the proposals' timescales."""
    return Section(
        "Opine",
        sections=(
            Section(
                "Modification Report Consultations",
                (*out_for(record, REPORT), *to_come(record, REPORT)),
                numbered=False,
            ),
            Section("Change Board votes", _votes(record), numbered=False),
            Section("Authority decisions", _authority(record), numbered=False),
            progression.section(record, times),
        ),
        key="opine",
    )


def _votes(record: Record) -> tuple[Block, ...]:
    votes = by_day(record.decided(CHANGE_BOARD))
    if not votes:
        return (paragraph(f"The Change Board did not vote in {record.periods.month}."),)
    made: list[Block] = []
    for when, together in votes.items():
        rows = tuple(f"decision:{one.key}" for one in together)
        said = sentence("The Change Board voted on {count} {when}:", count_of(rows, MODIFICATION), when=on(when, rows))
        made += [paragraph(said), bullets([vote(record, one) for one in together])]
    return tuple(made)


def vote(record: Record, one: Decision) -> Runs:
    """One vote with the objectives it rests on, and the review that was asked for."""
    said: list[Loose | Runs] = [named(one.number, one.title), f" {record.wording.done(one)}"]
    if one.objectives:
        said += [
            " as it would better facilitate SEC ",
            "Objective " if len(one.objectives) == 1 else "Objectives ",
            joined([_objective(record, letter, one.key) for letter in one.objectives]),
        ]
    said.append(".")
    if one.review is not None:
        said += _review(record, one)
    return runs(*said)


def _objective(record: Record, letter: str, key: str) -> Runs:
    named, text = Figure(f"({letter})", rows=(f"decision:{key}",)), record.objectives.get(letter, "")
    return runs(named, footnote(f"Objective ({letter}): {text}")) if text else runs(named)


def _review(record: Record, one: Decision) -> list[Loose | Runs]:
    review = one.review
    if review is None:
        return []
    body = record.bodies[review.to].abbreviation if review.to in record.bodies else review.to_name
    said: list[Loose | Runs] = [f" However, the {one.body_name} asks the {body} to review {review.about}"]
    release = next(
        (each for each in record.releases if one.proposal in {entry.proposal for entry in each.entries}), None
    )
    if release is not None:
        said += ["; it is in the ", Figure(release.full_name, rows=(f"release:{release.key}",))]
    if review.meeting is not None:
        said += [". This is raised at the meeting on ", day(review.meeting, DateStyle.WEEKDAY)]
    return [*said, "."]


def _authority(record: Record) -> tuple[Block, ...]:
    made: list[Block] = []
    decided = record.decided(AUTHORITY)
    lead = "The Authority issued {count} in " + str(record.periods.month)
    items = [runs(named(one.number, one.title), f" {record.wording.done(one)}.") for one in decided]
    made += listing(lead, Noun("decision"), items)
    pending = "There {is} currently {count} with the Authority for decision"
    made += listing(pending, MODIFICATION, [named(one.number, one.title) for one in record.awaiting])
    return tuple(made)
