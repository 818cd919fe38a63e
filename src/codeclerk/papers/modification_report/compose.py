"""The report as a paper, from the record that was read for it. Pure."""

from __future__ import annotations

from codeclerk.papers.house import glossary
from codeclerk.papers.model import Paper
from codeclerk.papers.modification_report import (
    annexes,
    contact,
    done,
    figures_json,
    parts,
    standing,
    summary,
    timetable,
)
from codeclerk.papers.modification_report.front import Cover, front
from codeclerk.papers.modification_report.record import Record


def compose(record: Record, cover: Cover) -> Paper:
    """The whole paper, the contact block last."""
    return Paper(
        front(record, cover),
        sections=(
            summary.section(record),
            standing.where(record),
            parts.issue(record),
            *(() if record.is_draft and record.parts.solution is None else (parts.solution(record),)),
            standing.affects(record),
            *(() if record.is_draft and not record.told.costs.get(None) else (parts.costs(record),)),
            *(() if record.is_draft else (parts.implementation(record),)),
            parts.assessment(record),
            standing.objectives(record),
            timetable.section(record),
            done.assessments(record),
            done.consultations(record),
            done.decisions(record),
            *parts.withdrawal(record),
            standing.links(record),
            *annexes.others(record, cover.documents),
            contact.section(record),
        ),
        glossary=glossary(cover.terms),
        numbered_levels=1,
        contents=0,
        data=figures_json.figures(record),
    )
