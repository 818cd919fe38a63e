"""A derogation as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from codeclerk.derogations.rules.clauses import Rule, clauses
from codeclerk.derogations.rules.terms import Condition, Ending, Said, Standing, Stretch, What
from codeclerk.kernel.calendar import format_date
from codeclerk.register.rules.times import When, clause


@dataclass(frozen=True)
class Deadline:
    """The day through which a derogation runs. `is_month`: of that day only the month is known."""

    day: date
    is_month: bool
    why: str


@dataclass(frozen=True)
class Derogation:
    """A derogation at the lens.

    Attributes:
        key: `dcc-h8-3-2019-02`: who need not meet the rule, its first clause, the month of the grant.
        body, body_name: who granted it.
        party, party_name: who need not meet the rules; `rules` are those.
        what: what is permitted instead, in a sentence.
        said: everything said of it by the lens's day, in order.
        stretches: what was granted, and each extension.
        ending: the proposal whose implementation ends it; None where a day does.
        findings: what is odd, as sentences.
    """

    key: str
    body: str
    body_name: str
    party: str
    party_name: str
    rules: tuple[Rule, ...]
    what: str
    standing: Standing
    said: tuple[Said, ...]
    stretches: tuple[Stretch, ...]
    conditions: tuple[Condition, ...] = ()
    ending: Ending | None = None
    findings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`DCC: derogation from H8.3 and H8.4`."""
        return f"{self.party_name}: derogation from {clauses(self.rules)}"

    @property
    def granted(self) -> Said:
        return next(one for one in self.said if one.what is What.GRANTED)

    @property
    def extensions(self) -> tuple[Stretch, ...]:
        return self.stretches[1:]

    @property
    def over(self) -> Said | None:
        """How it was ended early or withdrawn; None where it was not."""
        return next((one for one in reversed(self.said) if one.what in (What.ENDED, What.WITHDRAWN)), None)

    @property
    def starts(self) -> When | None:
        return self.granted.starts

    @property
    def until(self) -> When | None:
        """Until when the last extension lets it run, where that names a day or a month."""
        return self.stretches[-1].said.until

    @property
    def last_day(self) -> date | None:
        """Its last day, planned or real; None where it is open."""
        return self.stretches[-1].last

    @property
    def is_month(self) -> bool:
        """Of its last day only the month is known."""
        return self.stretches[-1].is_month

    @property
    def sources(self) -> tuple[str, ...]:
        every = (*(one.source for one in self.said), *(one.source for one in self.conditions))
        return tuple(dict.fromkeys(source for source in every if source))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.note for one in self.said if one.note))

    def deadline(self, on: date) -> Deadline | None:
        """What comes next: its end, where a day of it is known and it has not come."""
        if self.standing not in (Standing.IN_FORCE, Standing.UNCLEAR, Standing.TO_COME) or self.last_day is None:
            return None
        return Deadline(self.last_day, self.is_month, self.end_words) if self.last_day >= on else None

    def days_left(self, on: date) -> int | None:
        """Days after `on` up to and with its last day; None where that is not known, or it is not in force."""
        if self.standing is not Standing.IN_FORCE or self.last_day is None or self.is_month:
            return None
        return max(0, (self.last_day - on).days)

    @property
    def end_words(self) -> str:
        """How it ends: `until 14 February 2020`, `until MP092 is implemented, planned for 25 February 2021`."""
        over = self.over
        if over is not None and over.what is What.ENDED:
            return f"ended on {format_date(over.since)}"
        parts = [f"until {self.until}"] if self.until else []
        if self.ending is not None:
            parts.append(f"until {self.ending.number} is implemented{_when(self.ending)}")
        return " or ".join(parts)


def _when(ending: Ending) -> str:
    if ending.implemented is not None:
        return f", which was on {format_date(ending.implemented)}"
    if ending.planned is not None:
        return f", planned for {format_date(ending.planned)}"
    return f", meant for {ending.target}" if ending.target else ""


def term_words(said: Said, ending: Ending | None) -> str:
    """What a grant or an extension says of the end: `until February 2020`, `until MP092 is implemented`."""
    parts = [f"until {said.until}"] if said.until else []
    if said.ends_with:
        number = ending.number if ending is not None and ending.proposal == said.ends_with else said.ends_with
        parts.append(f"until {number} is implemented")
    return " or ".join(parts)


def decided_words(said: Said) -> str:
    """`on 15 November 2019`, `in February 2019`."""
    return clause(said.decided) if said.decided else "on a day that is not known"


def sure_of(one: Derogation) -> Mapping[str, str]:
    """What is inferred or unverified, by what is said."""
    return {said.what.value: said.sure for said in one.said if said.sure in ("inferred", "unverified")}
