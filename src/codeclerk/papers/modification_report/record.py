"""Everything that a report on one proposal is made from, as read through one lens. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar import Calendar

if TYPE_CHECKING:
    from codeclerk.assessments.rules import Assessment
    from codeclerk.consultations.queries import Consultation
    from codeclerk.decisions.queries import Decision, Presented
    from codeclerk.papers.modification_report.told import Option, Told
    from codeclerk.parts.rules.documents import Changed
    from codeclerk.parts.rules.parts import Parts
    from codeclerk.progression.queries import Running
    from codeclerk.register.queries import ContactBlock, ProposalLine, ProposalView


@dataclass(frozen=True)
class Record:
    """The record as one report sees it.

    Args:
        as_at, known_at: the day that it looks at, and what was published by then.
        is_draft: it is no Modification Proposal yet.
        parts, told: what it is made of, and the same in words.
        options: the releases that a decision leads to, while it is not decided on; of a draft none.
        shorter: what opens a shorter way than a scheduled release to it, as sentences; as long as `options`.
        contact: the lead analyst; None for nobody.
        proposer: the person who proposes it, as a reader may see them; empty for none.
        affected: kind -> the names of what it affects; a kind is missing where nothing was recorded.
        release_day: the day of its target release; None where that is not known.
        path_means: who decides on its path; empty where it is not decided.
        changed, not_agreed: the documents that the legal text changes, and where the register's list says otherwise.
        decided, put: what bodies decided on it, and what is, or was, put to them.
        running: the deadlines of the process that run for it.
        bodies: id of a body -> its name.
        types: id of a type of assessment -> its name.
    """

    as_at: date
    known_at: datetime
    view: ProposalView
    is_draft: bool
    parts: Parts
    told: Told
    options: tuple[Option, ...] = ()
    shorter: tuple[str, ...] = ()
    contact: ContactBlock | None = None
    proposer: str = ""
    affected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    release_day: date | None = None
    path_means: str = ""
    changed: Changed | None = None
    not_agreed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    decided: tuple[Decision, ...] = ()
    put: tuple[Presented, ...] = ()
    running: tuple[Running, ...] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def line(self) -> ProposalLine:
        return self.view.line

    @property
    def number(self) -> str:
        return self.view.line.number

    @property
    def rows(self) -> tuple[str, ...]:
        """The row of the record that everything of the proposal itself comes from."""
        return (f"proposal:{self.number}",)

    @property
    def kind_of_report(self) -> str:
        """What the report is called."""
        return DRAFT_TITLE if self.is_draft else TITLE

    @property
    def next_put(self) -> Presented | None:
        """What is put to the next meeting that decides on it, on the as-at day or after it; None for nothing."""
        return min((one for one in self.put if one.meeting >= self.as_at), key=lambda one: one.order, default=None)


WHY = {
    "inferred": "no source states it, it follows from what sources do state",
    "unverified": "no source that was checked states it",
}
"""How something is known that no source states, by how sure it is."""
KIND, TITLE, DRAFT_TITLE = "modification-report", "Modification Report", "Draft Proposal Report"
