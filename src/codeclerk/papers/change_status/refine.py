"""Section 3: Working Groups, Refinement Consultations, and the DCC's assessments (CSR:227-364). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeclerk.assessments.rules import IA, requested_in
from codeclerk.kernel.packs import Body
from codeclerk.papers.build import bullets, count_of, listing, paragraph, sentence
from codeclerk.papers.change_status import assessments
from codeclerk.papers.change_status.consultations import REFINEMENT, out_for
from codeclerk.papers.change_status.record import Record
from codeclerk.papers.model import Block, Figure, Noun, Section, Standing
from codeclerk.papers.phrases import MODIFICATION, day, keys_of, named
from codeclerk.papers.runs import Loose

if TYPE_CHECKING:
    from codeclerk.meetings.queries import Meeting

AGENDA_RULE = "by the rule for agendas of the code pack; no source names the day"
NO_MEETING = "No Working Group meeting is recorded."


def section(record: Record) -> Section:
    """What happened in the stage Refine."""
    return Section(
        "Refine",
        sections=(
            Section("Working Group meetings", _meetings(record), empty=NO_MEETING, numbered=False),
            Section("Refinement Consultations", out_for(record, REFINEMENT), numbered=False),
            Section("Impact Assessment requests", _requests(record), numbered=False),
            assessments.section(record),
        ),
        key="refine",
    )


def _meetings(record: Record) -> tuple[Block, ...]:
    made: list[Block] = []
    for group in record.groups:
        last, coming = record.last_held(group.id), record.next_planned(group.id)
        if last is not None:
            made += _held(group, last)
        if coming is not None:
            made.append(_planned(group, coming))
    return tuple(made)


def _held(group: Body, last: Meeting) -> tuple[Block, ...]:
    said: list[Loose] = [
        f"The last {_called(group)} meeting was held on ",
        day(last.day, rows=(f"meeting:{last.key}",)),
    ]
    if not last.agenda:
        return (paragraph(*said, ". The record does not say what was on its agenda."),)
    count = count_of(keys_of(item.number for item in last.agenda), MODIFICATION)
    items = bullets([named(item.number, item.title) for item in last.agenda])
    return (paragraph(*said, sentence(", and looked at {count}:", count)), items)


def _planned(group: Body, coming: Meeting) -> Block:
    rows = (f"meeting:{coming.key}",)
    said: list[Loose] = [f"The next {_called(group)} meeting is planned for ", day(coming.day, rows=rows)]
    if coming.agenda_announced is not None:
        said += [", and its provisional agenda is announced on ", day(coming.agenda_announced, rows=rows)]
    elif coming.agenda_due is not None:
        due = Figure(coming.agenda_due, standing=Standing.INFERRED, rows=rows, why=AGENDA_RULE)
        said += [", and its provisional agenda is expected on ", due]
    return paragraph(*said, ".")


def _called(group: Body) -> str:
    return "monthly Working Group" if group.name == "Working Group" else group.name


def _requests(record: Record) -> tuple[Block, ...]:
    found = requested_in(record.assessments, record.periods.in_month, IA)
    lead = "There {was} {count} in " + str(record.periods.month)
    items = [named(one.number, one.title) for one in found]
    return listing(lead, Noun("Impact Assessment request"), items)
