"""What a release costs as a whole: days of the code administrator's effort at the dated rate of the pack (RID:268-280).

Pounds are computed, never typed. Whether the cost is inside a budget is said for the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic.dataclasses import dataclass as model

from codeclerk.kernel.errors import Reason
from codeclerk.ui.words import money

INSIDE = "inside"
"""The treatment in the budget of a cost that is accounted for already, so that Parties pay nothing more."""
MOST = Decimal(10000)

_LINE = re.compile(
    r"(?P<what>.*\S)\s*:\s*(?P<most>at most|up to)?\s*(?P<days>[0-9]{1,5}(?:\.[0-9]{1,2})?)(?:\s*days?)?\s*",
    re.IGNORECASE | re.DOTALL,
)

WRONG_LINE = Reason(
    "releases.wrong_effort_line",
    rule="a line of effort is what it is for, a colon and days, or the most days that it takes",
    problem="“{object}” is no line of effort",
    remedy="Write it as “Changing the code: 2”, or with a most: “Project management: at most 5”.",
)


@model(frozen=True)
class Effort:
    """Days of the administrator's effort for one thing. `is_at_most`: they are the most that it takes."""

    what: str
    days: Decimal
    is_at_most: bool = False

    @property
    def words(self) -> str:
        """`at most 5 days`."""
        count = f"{self.days.normalize():f} {'day' if self.days == 1 else 'days'}"
        return f"at most {count}" if self.is_at_most else count

    @property
    def line(self) -> str:
        """As `read_effort` reads it: `Project management: at most 5`."""
        return f"{self.what}: {'at most ' if self.is_at_most else ''}{self.days.normalize():f}"


@dataclass(frozen=True)
class ReleaseCost:
    """What was said of the cost of a release, with the rate of the day from which it was said.

    Attributes:
        rate: pounds for a day of effort; `rate_sure` is how sure that is.
        budget: id of the treatment in the budget, `budget_name` its name; empty where nothing is said of it.
        text: what else is said.
        source: where it was read.
    """

    since: date
    efforts: tuple[Effort, ...]
    rate: Decimal
    rate_sure: str
    budget: str = ""
    budget_name: str = ""
    text: str = ""
    sure: str = ""
    note: str = ""
    source: str = ""

    def pounds(self, effort: Effort) -> Decimal:
        """What one line comes to, or the most of it."""
        return effort.days * self.rate

    @property
    def total(self) -> Decimal | None:
        """What all lines come to, or the most of it; None where no effort is recorded."""
        return sum((self.pounds(one) for one in self.efforts), Decimal(0)) if self.efforts else None

    @property
    def is_at_most(self) -> bool:
        return any(one.is_at_most for one in self.efforts)

    @property
    def total_words(self) -> str:
        """`at most £4,200`; `not known` without effort."""
        if self.total is None:
            return "not known"
        return f"{'at most ' if self.is_at_most else ''}{money(self.total)}"

    @property
    def parties_pay_more(self) -> bool | None:
        """Whether Parties pay more because of it (RID:277-279); None where nothing is said of the budget."""
        return self.budget != INSIDE if self.budget else None

    @property
    def words(self) -> str:
        """`At most £4,200, within the budget of the code administrator: Parties pay nothing more.`"""
        total = "The sum is not known" if self.total is None else self.total_words[:1].upper() + self.total_words[1:]
        if not self.budget:
            return f"{total}. Whether that is inside a budget is not recorded."
        paid = "Parties pay it as well" if self.parties_pay_more else "Parties pay nothing more"
        return f"{total}, {self.budget_name[:1].lower()}{self.budget_name[1:]}: {paid}."


def read_effort(text: str, field: str = "effort") -> Effort:
    """`Project management: at most 5` as effort. Refused (releases.wrong_effort_line) otherwise."""
    found = _LINE.fullmatch(text.strip())
    if found is None or Decimal(found["days"]) > MOST:
        raise WRONG_LINE.refuse(text[:80], field=field)
    return Effort(found["what"].strip(), Decimal(found["days"]), found["most"] is not None)


def read_efforts(texts: Iterable[str], field: str = "effort") -> tuple[Effort, ...]:
    """As `read_effort`, of several lines."""
    return tuple(read_effort(text, field) for text in texts)
