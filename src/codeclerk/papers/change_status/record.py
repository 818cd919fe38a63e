"""Everything that a report is made from, as read through one lens. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from codeclerk.assessments.rules import Assessment, DateChange
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.packs import Body
from codeclerk.papers.change_status.outcomes import Wording
from codeclerk.papers.change_status.periods import Periods
from codeclerk.register.rules.times import When
from codeclerk.sources.rules.claims import Claim, Question, Reading

if TYPE_CHECKING:
    from codeclerk.consultations.queries import Consultation
    from codeclerk.decisions.queries import Decision, Finding, Presented
    from codeclerk.meetings.queries import Meeting
    from codeclerk.register.queries import ProposalLine
    from codeclerk.releases.queries import Release

PANEL, CSC, CHANGE_BOARD, AUTHORITY = "panel", "csc", "change_board", "authority"
DEFINE, REFINE, OPINE, RELEASE, CLOSED = "define", "refine", "opine", "release", "closed"


@dataclass(frozen=True)
class Stage:
    """A stage of the process. `is_open`: a proposal in it is not decided yet."""

    id: str
    name: str
    is_open: bool


@dataclass(frozen=True)
class Named:
    """A proposal as the register names it on the as-at day: what counts and tables need of it.

    Args:
        status_since: the day from which it has its status.
        is_inferred: no source prints or states that status.
        is_pre_decision: it is not decided yet.
        title: for those that a table names, else empty.
        release: the name of its target release.
    """

    key: str
    number: str
    stage: str
    status: str = ""
    status_since: date | None = None
    is_inferred: bool = False
    is_pre_decision: bool = False
    raised: When | None = None
    release: str = ""
    title: str = ""

    @property
    def raised_day(self) -> date | None:
        """The day on which it was raised, where that is known to the day."""
        return self.raised.first if self.raised and self.raised.is_day else None


@dataclass(frozen=True)
class Record:
    """The record as one report sees it.

    Args:
        periods: the days of the report.
        known_at: what was published by then is in it.
        proposals: every proposal on the as-at day, in the order of their digits, without wholes that were split, and
            without those that were closed before all windows of the report.
        new: those raised in the data month, with all that is told of them.
        counts: id of a stage -> how many proposals are in it.
        changes: due and expected dates that differ from those of the report before.
        readings: what sources say, by question.
        groups: the working groups of the process version in force.
        objectives: letter -> text.
        types: id of a type of assessment -> its name and its plural.
        bodies: the bodies of the pack by id.
        wording: how the pack words what bodies decide.
        findings: where the lists of sources differ on what was decided in the data month.
        organisations: key of an organisation -> its short name, or its name where it has none.
    """

    periods: Periods
    known_at: datetime
    stages: tuple[Stage, ...]
    counts: Mapping[str, int]
    proposals: tuple[Named, ...] = ()
    new: tuple[ProposalLine, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    presented: tuple[Presented, ...] = ()
    awaiting: tuple[Decision, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    releases: tuple[Release, ...] = ()
    changes: tuple[DateChange, ...] = ()
    readings: Mapping[Question, Reading] = field(default_factory=dict)
    groups: tuple[Body, ...] = ()
    objectives: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    wording: Wording = field(default_factory=lambda: Wording({}, {}))
    findings: tuple[Finding, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def panel(self) -> Body:
        """The body for which the report is made."""
        return self.bodies[PANEL]

    @cached_property
    def by_key(self) -> Mapping[str, Named]:
        """The proposals by key."""
        return {line.key: line for line in self.proposals}

    def in_stage(self, *stages: str) -> tuple[Named, ...]:
        """The proposals that the register names in these stages."""
        return tuple(line for line in self.proposals if line.stage in stages)

    def proposer_of(self, line: ProposalLine) -> str:
        """The organisation that proposes it, in its short name, with the one that it speaks for; empty if unknown."""
        names = [
            self.organisations.get(key, name)
            for key, name in (
                (line.proposer_organisation, line.proposer_organisation_name),
                (line.on_behalf_of, line.on_behalf_of_name),
            )
            if key
        ]
        return " on behalf of ".join(names)

    def decided(self, *bodies: str) -> tuple[Decision, ...]:
        """What these bodies decided in the data month, in the order of the days."""
        return tuple(one for one in self.decisions if one.body in bodies and one.when.first in self.periods.in_month)

    def last_held(self, body: str) -> Meeting | None:
        """The body's last meeting that was held by the as-at day."""
        held = [one for one in self.meetings_of(body) if one.state == "held" and one.day <= self.periods.as_at]
        return held[-1] if held else None

    def next_planned(self, body: str) -> Meeting | None:
        """The body's next planned meeting after the as-at day."""
        return next((one for one in self.meetings_of(body) if _is_coming(one, self.periods.as_at)), None)

    def meetings_of(self, body: str) -> tuple[Meeting, ...]:
        """Every meeting of a body, by day."""
        return tuple(sorted((one for one in self.meetings if one.body == body), key=lambda one: one.day))

    @cached_property
    def _claims(self) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
        found: dict[tuple[str, str], list[Claim]] = {}
        for question, reading in self.readings.items():
            found.setdefault((question.subject, question.property), []).extend(reading.claims)
        return {key: tuple(claims) for key, claims in found.items()}

    def claims_of(self, assessment: str, property: str) -> tuple[Claim, ...]:
        """What sources say of an assessment."""
        return self._claims.get((f"assessment:{assessment}", property), ())

    def claims_on(self, property: str) -> tuple[Claim, ...]:
        """Every claim on a property, whatever it is about, in the order of document and line."""
        found = [claim for (_, name), claims in self._claims.items() if name == property for claim in claims]
        return tuple(sorted(found, key=lambda claim: claim.order))


def _is_coming(meeting: Meeting, day: date) -> bool:
    return meeting.state == "planned" and meeting.day > day


def numbers(found: Iterable[Named]) -> tuple[str, ...]:
    """The numbers of proposals."""
    return tuple(line.number for line in found)
