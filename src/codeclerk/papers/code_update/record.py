"""Everything that the update is made from, as read through one lens. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from codeclerk.kernel.packs import Body
from codeclerk.papers.change_status.outcomes import Wording
from codeclerk.register.rules.timetable_grid import Grid

if TYPE_CHECKING:
    from codeclerk.consultations.queries import Consultation
    from codeclerk.decisions.queries import Decision
    from codeclerk.engagement.queries import Engagement
    from codeclerk.engagement.vocabulary import Contact
    from codeclerk.meetings.queries import Meeting
    from codeclerk.register.queries import ProposalLine
    from codeclerk.releases.queries import Release

KIND, TITLE = "code-update", "Code Update"
DEFINE, REFINE, CLOSED = "define", "refine", "closed"


@dataclass(frozen=True)
class Designation:
    """A version of the code that was designated: from when it holds, what it changes, and where that is printed."""

    version: str
    day: date
    words: str
    place: str
    claim: str


@dataclass(frozen=True)
class Status:
    """A status that an open proposal can have, with its parts: id and name of each."""

    profile: str
    id: str
    name: str
    stage: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Recipient:
    """The panel that gets the update, and the day of its meeting; None where no source gives it."""

    name: str
    meeting: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Record:
    """The record as one update sees it.

    Attributes:
        code: the full name of the code; `short` is what it is called in short.
        since: the first day that the update covers.
        lines: every open proposal on the day: those that are neither closed nor of unknown standing.
        new: key of each that is new since then -> whether that is inferred.
        groups: key of a proposal -> short name of its Working Group; `proposed` -> the one it is to go to.
        panel: the Panel of this code.
        working_groups: those of the process in force; `deciding`: the Change Board and the Authority.
        last_met: id of a Working Group -> its last meeting by the day.
        days: engagement days that are to come; `helpdesk`: whom to ask, None where the code names nobody.
        decisions: what the deciding bodies decided in the window.
    """

    code: str
    short: str
    as_at: date
    known_at: datetime
    since: date
    recipient: Recipient
    lines: tuple[ProposalLine, ...]
    new: Mapping[str, bool]
    groups: Mapping[str, str]
    proposed: Mapping[str, str]
    working_groups: tuple[Body, ...]
    deciding: tuple[Body, ...]
    panel: Body
    last_met: Mapping[str, Meeting]
    next_panel: Meeting | None
    statuses: tuple[Status, ...]
    designations: tuple[Designation, ...]
    days: tuple[Engagement, ...]
    consultations: tuple[Consultation, ...]
    decisions: tuple[Decision, ...]
    awaiting: tuple[Decision, ...]
    releases: tuple[Release, ...]
    grid: Grid
    wording: Wording
    affected: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(kind, id) of what can be affected -> its name for lists."""
    helpdesk: Contact | None = None

    @property
    def in_refinement(self) -> tuple[ProposalLine, ...]:
        """The proposals whose solution is being worked out."""
        return tuple(line for line in self.lines if line.stage == REFINE)

    @property
    def undecided(self) -> tuple[ProposalLine, ...]:
        """The proposals on which nobody decided yet."""
        return tuple(line for line in self.lines if line.is_pre_decision)

    def of_status(self, status: Status, part: str = "") -> tuple[ProposalLine, ...]:
        """The open proposals with a status, and with a part of it if that is named."""
        return tuple(
            line
            for line in self.lines
            if (line.profile, line.status) == (status.profile, status.id) and part in ("", line.part)
        )

    def load(self) -> Mapping[str, int]:
        """Short name of a Working Group -> how many proposals in refinement it has; empty for those without one."""
        return Counter(self.groups.get(line.key, "") for line in self.in_refinement)

    def title(self, line: ProposalLine) -> str:
        """The formal title: the update names each proposal in one form throughout (A12)."""
        return line.title or line.short_title
