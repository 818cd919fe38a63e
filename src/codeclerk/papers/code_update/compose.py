"""The update as a paper, from the record that was read for it. Pure."""

from __future__ import annotations

from codeclerk.papers.code_update import contents, figures_json, progress, refinement, status, updates
from codeclerk.papers.code_update.front import Cover, front
from codeclerk.papers.code_update.record import Record
from codeclerk.papers.house import glossary
from codeclerk.papers.model import Paper, Section


def compose(record: Record, cover: Cover) -> Paper:
    """The whole paper, in the order of the printed one."""
    return Paper(
        front(record, cover),
        sections=(
            updates.designations(record),
            updates.governance(record),
            Section(
                f"{record.short} Modifications Update",
                sections=(updates.general(record), updates.new(record), refinement.section(record)),
                key="modifications",
            ),
            Section(
                "Modification Status",
                sections=(status.section(record), status.decided(record)),
                key="modification-status",
            ),
            progress.section(record),
            contents.section(record),
            contents.next_meeting(record),
            contents.contact(record),
        ),
        glossary=glossary(cover.terms),
        contents=2,
        data=figures_json.figures(record),
    )
