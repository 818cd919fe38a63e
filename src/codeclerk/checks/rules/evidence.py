"""What the checks look at: the record at a lens, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.packs import Body
from codeclerk.register.rules.numbers import normal
from codeclerk.sources.rules.claims import Reading

if TYPE_CHECKING:
    from codeclerk.assessments.rules import Assessment
    from codeclerk.consultations.rules import Consultation
    from codeclerk.decisions.rules.lists import Finding
    from codeclerk.decisions.rules.values import Decision
    from codeclerk.legaltext.rules.drafting import Delivered
    from codeclerk.meetings.rules import Meeting
    from codeclerk.register.rules.timetable import Row

Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Standing:
    """Which proposals the register has at the end of a day, by key, with the stage of each; empty where not known."""

    day: date
    stages: Mapping[str, str]

    def in_stage(self, stage: str) -> tuple[str, ...]:
        """The keys of those in a stage."""
        return tuple(key for key, own in self.stages.items() if own == stage)

    def open(self, undecided: Iterable[str]) -> tuple[str, ...]:
        """The keys of those in one of these stages."""
        among = set(undecided)
        return tuple(key for key, own in self.stages.items() if own in among)


@dataclass(frozen=True)
class Evidence:
    """The record at a lens.

    Args:
        on: the lens's day.
        readings: what sources say to the questions that checks ask about.
        numbers: key of each proposal that is named -> the number that it goes by.
        keys: every text that names a proposal, in its normal form -> the key.
        titles: key -> every title that the register ever had, the present one first.
        timetables: key -> the events of its timetable, in order.
        standings: the register on the days for which sources count or list it.
        undecided: ids of the stages in which a proposal is not decided.
        stages: id of each stage -> its name.
        after: kind of a timetable event -> the kinds on which it rests, which come first.
        bodies: id -> the body.
        texts: the legal text that waits for a release, beside the solutions.
    """

    on: date
    calendar: Calendar
    readings: tuple[Reading, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timetables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    consultations: tuple[Consultation, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    findings: tuple[Finding, ...] = ()
    standings: Mapping[date, Standing] = field(default_factory=dict)
    undecided: tuple[str, ...] = ()
    stages: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    texts: tuple[Delivered, ...] = ()

    def of(self, *properties: str) -> tuple[Reading, ...]:
        """The readings of these properties, in the order of their questions."""
        found = [one for one in self.readings if one.question.property in properties]
        return tuple(sorted(found, key=lambda one: (one.question.subject, one.question.qualifier, one.question.about)))

    def number(self, key: str) -> str:
        """What a proposal is called."""
        return self.numbers.get(key, key)

    def about(self, subject: str) -> tuple[str, ...]:
        """The keys of the proposals that a subject of claims is about, as far as its name tells."""
        kind, _, name = subject.partition(":")
        if kind in ("assessment", "consultation"):
            return (name.partition("-")[0],)
        found = self.keys.get(normal(name.split(" ")[0] if kind == "document" else name), "")
        return (found,) if found else ()
