"""The days of releases: by pattern, by when to decide, one Working Day after a decision.

A pattern is worked out from dates in the papers, never stated by them: pages mark what follows from it as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.calendar import Calendar, Deadline, compute, format_date
from codeclerk.releases.packs import Days, LeadTime, Scheduled

GO_LIVE = "go-live"


def scheduled_day(year: int, month: int, scheduled: Iterable[Scheduled]) -> date | None:
    """The day of the release that is scheduled in a month; None where none is (DCUSA:955-1029, CSR:451-473)."""
    for one in scheduled:
        if one.month == month:
            return one.day.at(date(year, month, 1)).value.dates(year, month)[0]
    return None


def cut_off(day: date, lead: LeadTime, calendar: Calendar | None = None) -> Deadline:
    """The last day on which a decision is in time for a release on `day` (PMP:646-652, PMP:3873-3879).

    England & Wales bank holidays, by all that is known, unless a calendar is given.
    """
    working_days = lead.working_days.at(day)
    return compute(
        rule=f"releases.cut_off.{lead.id}",
        trigger=GO_LIVE,
        trigger_date=day,
        working_days=-working_days.value,
        convention=lead.convention.at(day).value,
        calendar=calendar,
        clause=working_days.reference or None,
    )


def ad_hoc_day(decided: date, rule: Days, calendar: Calendar | None = None) -> Deadline:
    """The day on which an ad-hoc release implements what was decided on `decided` (PMP:5317-5323)."""
    return _after(decided, rule, "releases.ad_hoc", calendar)


def referral_window(decided: date, rule: Days, calendar: Calendar | None = None) -> Deadline:
    """The last day on which a Self-Governance decision of `decided` may be referred (PMP:5325-5331)."""
    return _after(decided, rule, "releases.referral", calendar)


def _after(decided: date, rule: Days, name: str, calendar: Calendar | None) -> Deadline:
    working_days = rule.working_days.at(decided)
    return compute(
        rule=name,
        trigger="decision",
        trigger_date=decided,
        working_days=working_days.value,
        convention=rule.convention.at(decided).value,
        calendar=calendar,
        clause=working_days.reference or None,
    )


@dataclass(frozen=True)
class AdHoc:
    """What follows from a decision that is implemented at once: when, and until when it may still be referred."""

    day: Deadline
    referral: Deadline

    @property
    def is_before_referral_ends(self) -> bool:
        """Whether it takes effect while the decision may still be overturned, and would then be backed out."""
        return self.day.due <= self.referral.due

    @property
    def words(self) -> str:
        """One sentence: both days, and what happens if the decision does not stand."""
        effect, until = format_date(self.day.due), format_date(self.referral.due)
        overturned = " and is backed out if the decision is overturned" if self.is_before_referral_ends else ""
        return f"It takes effect on {effect}; it may be referred until {until}{overturned}."


def ad_hoc(decided: date, rule: Days, referral: Days, calendar: Calendar | None = None) -> AdHoc:
    """The ad-hoc release of a Self-Governance decision, with its referral window (G044, PMP:5317-5331)."""
    return AdHoc(ad_hoc_day(decided, rule, calendar), referral_window(decided, referral, calendar))


@dataclass(frozen=True)
class DayLine:
    """A day that a release had, said on `since`. `day` None: no day was set any more. `reason`: of the change."""

    since: date
    day: date | None
    reason: str = ""
    sure: str = ""
    note: str = ""
    source: str = ""


def distinct(lines: Iterable[DayLine]) -> tuple[DayLine, ...]:
    """Days in the order in which they were said, without those that repeat the one before them."""
    kept: list[DayLine] = []
    for one in sorted(lines, key=lambda line: line.since):
        if not kept or kept[-1].day != one.day:
            kept.append(one)
    return tuple(kept)


def day_note(history: tuple[DayLine, ...], pattern: date | None) -> str:
    """What there is to say of a release's day beside the day: unknown, moved, or not by the pattern. Empty: nothing."""
    day = history[-1].day if history else None
    said = []
    if len(history) > 1:
        last, before = history[-1], history[-2]
        was = format_date(before.day) if before.day else "no day"
        said.append(f"Moved from {was}{f': {last.reason}' if last.reason else ''}")
    if day is None:
        said.append(f"No day is known; the pattern gives {format_date(pattern)}" if pattern else "No day is known")
    elif pattern is not None and day != pattern:
        said.append(f"The pattern gives {format_date(pattern)}")
    return ". ".join(one.rstrip(".") for one in said) + "." if said else ""
