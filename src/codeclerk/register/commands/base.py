"""What the register's acts share: the guard of days, and the shape of a plan about one proposal."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.errors import Reason
from codeclerk.people import find as people
from codeclerk.register.events import FactEvent, ProposalEvent
from codeclerk.register.find import Subject, subject
from codeclerk.register.inputs import FactInput, SourcedInput
from codeclerk.register.models import stream

NOT_YET = Reason(
    "register.not_yet",
    rule="what is recorded as having happened has happened; what is to come is planned in the timetable",
    problem="{object} cannot be recorded for {day}, which lies ahead",
    remedy="Choose today or an earlier day, or plan it in the timetable.",
)

WITHOUT_REASON = Reason(
    "register.correction_without_reason",
    rule="where a proposal stands changes with a step of its process; recorded otherwise it is a correction, with why",
    problem="{object} is recorded outside the process, and the note does not say why",
    remedy="Take the step on the proposal’s page (`take_step`), or say in the note what is corrected.",
)

Data = TypeVar("Data", bound=ActInput)
Fact = TypeVar("Fact", bound=FactInput)
Sourced = TypeVar("Sourced", bound=SourcedInput)


class RegisterAct(Act[Data]):
    """Base of every act of the register: kept by those who hold the register."""

    capability: ClassVar[str] = "register.manage"


class FactAct(RegisterAct[Fact]):
    """An act that changes one fact of one proposal. A subclass makes the event in `body`."""

    @abstractmethod
    def body(self, found: Subject, data: Fact, context: Context) -> FactEvent:
        """The event that says what is so from the act's day on. Raises `Refused`; reads only."""

    def plan(self, data: Fact, context: Context) -> Plan:
        found = subject(data.proposal)
        return plan_for(found, context, self.body(found, data, context))


class Correcting(RegisterAct[Sourced]):
    """Mixed into an act that moves a proposal in its process: a person who sends it by itself says what it corrects.

    Importers record what sources print, and steps plan it as a part of their own.
    """

    def check_sent(self, data: Sourced, context: Context) -> None:
        if context.actor.startswith("person:") and not data.note:
            raise WITHOUT_REASON.refuse(f"“{self.title}”", field="note")


def plan_for(found: Subject, context: Context, *bodies: ProposalEvent, warnings: tuple[str, ...] = ()) -> Plan:
    """A plan about one proposal, whose answer names it. A day before the register has it is a warning."""
    if context.effective < found.first_day:
        since = format_date(found.first_day)
        warnings = (*warnings, f"The register has {found.number} from {since} on; before that day this is not shown.")
    return Plan(
        events=tuple(PlannedEvent(stream(body.proposal), body) for body in bodies),
        answer={"proposal": found.key, "number": found.number},
        warnings=warnings,
    )


def check_happened(what: str, context: Context) -> None:
    """Refuse a day that lies ahead for something that has happened."""
    if context.effective > london_day(context.now):
        raise NOT_YET.refuse(what, day=format_date(context.effective), field="effective")


def person_key(key: str | None, field: str) -> str:
    """The key of a person who is registered, or an empty text. Refuses an unknown one with the nearest."""
    return people.person(key, field).key if key else ""


def organisation_key(key: str | None, field: str) -> str:
    """The key of an organisation, or an empty text. Refuses an unknown one with the nearest."""
    return people.organisation(key, field).key if key else ""
