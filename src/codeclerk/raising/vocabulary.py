"""What the running pack says of raising a change: the step that begins the process, its clock, and whom it can harm."""

from __future__ import annotations

from datetime import date

from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.kernel.packs import PartyCategories
from codeclerk.kernel.publishing import running_pack
from codeclerk.process import vocabulary as process
from codeclerk.process.packs import Step
from codeclerk.process.rules.clocks import ClockInForce
from codeclerk.process.vocabulary import Process
from codeclerk.raising import reasons
from codeclerk.register import vocabulary as register


def step_at(day: date) -> tuple[Process, Step]:
    """The process of a day and the step that begins it. Refuses a day whose process the pack does not describe."""
    found = process.beginning(day)
    if found is None:
        raise reasons.NO_PROCESS.refuse(register.profile_at(day).name)
    return found


def deadline(step: Step, sent: date, calendar: Calendar | None = None) -> Deadline | None:
    """The last day for comments on a draft that is sent on a day; None where the pack gives them no time."""
    return process.deadline(step.clocks[0], sent, calendar) if step.clocks else None


def clock_at(day: date) -> ClockInForce | None:
    """The clock of the comments as it runs on a day; None where there is none."""
    _, step = step_at(day)
    return process.clock_in_force(step.clocks[0], day) if step.clocks else None


def categories() -> tuple[tuple[str, str], ...]:
    """Id and plural name of each party category, in the order of the pack."""
    return tuple((one.id, one.plural or one.name) for one in running_pack().of(PartyCategories).categories)


def category_names() -> dict[str, str]:
    """Id of a party category -> its plural name."""
    return dict(categories())
