"""The report as a paper, from the record that was read for it. Pure."""

from __future__ import annotations

from codeclerk.papers.change_status import (
    dcc,
    define,
    figures_json,
    notes,
    opine,
    printed,
    progression,
    refine,
    releases,
    summary,
)
from codeclerk.papers.change_status.front import Cover, front
from codeclerk.papers.change_status.record import Record
from codeclerk.papers.house import glossary
from codeclerk.papers.model import Paper


def compose(record: Record, cover: Cover) -> Paper:
    """The whole paper: five sections, the DCC's report, the notes on figures, and the figures as data."""
    dcc_date = printed.dcc_date(record.readings, record.periods)
    times = progression.lines(record)
    differences = notes.notes(record, times)
    return Paper(
        front(record, cover),
        sections=(
            summary.section(record),
            define.section(record),
            refine.section(record),
            opine.section(record, times),
            releases.section(record),
        ),
        appendices=(dcc.appendix(record, dcc_date, cover.marking), notes.appendix(differences)),
        glossary=glossary(cover.terms),
        numbered_levels=1,
        contents=2,
        data=figures_json.figures(record, dcc_date, times, differences),
    )
