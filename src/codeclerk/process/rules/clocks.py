"""The clocks of the process: as in force on a day, in words, and the deadline that one gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.calendar import Calendar, Convention, Deadline, compute
from codeclerk.kernel.packs import InForce, Sure, weakest
from codeclerk.process.packs import Clock, Counted

_COUNTED = {
    Convention.EXCLUSIVE: "the day of {start} not counted",
    Convention.INCLUSIVE: "the day of {start} counted as the first",
    Convention.CLEAR: "so many whole Working Days between",
    Convention.PUBLISHED: "bank holidays counted too",
}
_WEIGHT = {"limit": "", "usual": "usually ", "aim": "as an aim, "}


@dataclass(frozen=True)
class ClockInForce:
    """A clock as it runs on one day."""

    clock: Clock
    working_days: InForce[int]
    convention: InForce[Convention]

    @property
    def sure(self) -> Sure:
        """As sure as the less sure of the two rules, since a date needs both."""
        return weakest((self.working_days.sure, self.convention.sure))

    @property
    def words(self) -> str:
        """`10 Working Days after withdrawal, the day of withdrawal not counted`."""
        days = f"{self.working_days.value} Working Day{'' if self.working_days.value == 1 else 's'}"
        where = "before" if self.clock.before else "from" if self._counts_its_start else "after"
        counted = _COUNTED[self.convention.value].format(start=self.clock.starts)
        return f"{_WEIGHT[self.clock.weight]}{days} {where} {self.clock.starts}, {counted}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What there is to say of the figures."""
        said = (self.working_days.note, self.convention.note, self.clock.note)
        return tuple(dict.fromkeys(note for note in said if note))

    @property
    def rule(self) -> str:
        """The rule's name, as its deadlines have it."""
        return rule_of(self.clock)

    @property
    def reference(self) -> str:
        return self.working_days.reference

    @property
    def _counts_its_start(self) -> bool:
        return self.convention.value in (Convention.INCLUSIVE, Convention.PUBLISHED)


def rule_of(clock: Clock) -> str:
    """The name of the rule that a clock's deadlines rest on."""
    return f"process.{clock.id}"


def in_force(clock: Clock, counted: Counted, on: date) -> ClockInForce:
    """The clock on a day; before it has any value, as it first runs, so that an old profile can still be read."""
    first = max(min(counted.working_days.values), min(counted.convention.values))
    day = max(on, first)
    return ClockInForce(clock, counted.working_days.at(day), counted.convention.at(day))


def deadline(clock: Clock, counted: Counted, trigger: date, calendar: Calendar | None = None) -> Deadline:
    """The last day that is in time, for a clock that is started on a day. By the value in force on that day.

    Refuses a day before the clock has a value.
    """
    working_days, convention = counted.working_days.at(trigger), counted.convention.at(trigger)
    return compute(
        rule=rule_of(clock),
        trigger=clock.starts,
        trigger_date=trigger,
        working_days=-working_days.value if clock.before else working_days.value,
        convention=convention.value,
        calendar=calendar,
        clause=working_days.reference or None,
    )
