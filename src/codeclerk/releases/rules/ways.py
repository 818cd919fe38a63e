"""The ways from a decision to implementation that are open to a proposal, because of its flags.

Every proposal may go in a scheduled release, in time by a lead time. A flag may open a shorter way beside these: a
document-only change may go in an ad-hoc release, one Working Day after the decision (PMP:654-657, PMP:5317-5325).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic

from codeclerk.decisions.rules.values import Decision
from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.releases.packs import Days, LeadTime, ReleaseRules, Shorter
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.days import AdHoc, ad_hoc, cut_off
from codeclerk.releases.rules.options import ReleaseT, choose_release
from codeclerk.ui.words import working_days

AD_HOC = "ad_hoc"
APPROVED, REJECTED = "approved", "rejected"
"""The outcomes that settle whether a proposal is implemented."""


@dataclass(frozen=True)
class Way:
    """A way to implementation that is open to a proposal on a day.

    Attributes:
        id, name: of the lead time or of the shorter way in the pack.
        working_days: between the last day for a decision and go-live; for an ad-hoc release, from the decision to it.
        why: one sentence: what opens it.
        sure, reference, note: how sure it is that it is open, and where that was read.
    """

    id: str
    name: str
    kind: ReleaseKind
    working_days: int
    why: str
    sure: str
    reference: str = ""
    note: str = ""


@dataclass(frozen=True)
class Option(Generic[ReleaseT]):
    """Where a way leads for a decision on a day.

    Attributes:
        day: when it goes live; None where no scheduled release is late enough.
        release: the release on that day; None where none is late enough, or no ad-hoc one is registered.
        deadline: the last day for the decision of a scheduled release; the go-live of an ad-hoc one.
        ad_hoc: the ad-hoc release with the window of a referral.
    """

    way: Way
    day: date | None = None
    release: ReleaseT | None = None
    deadline: Deadline | None = None
    ad_hoc: AdHoc | None = None


def opening(flags: Collection[str], shorter: Iterable[Shorter], day: date) -> tuple[Shorter, ...]:
    """What opens an ad-hoc release to a proposal with these flags on a day; nothing: it is not open."""
    return tuple(one for one in shorter if one.flag in flags and one.way.at(day).value == AD_HOC)


def ways_open(flags: Collection[str], rules: ReleaseRules, day: date, names: Mapping[str, str]) -> tuple[Way, ...]:
    """The ways that are open to a proposal with these flags on a day, the shorter ones first.

    Args:
        names: id of a flag -> its name.
    """
    found = [_shorter(one, rules.ad_hoc, day, names) for one in opening(flags, rules.shorter, day)]
    return (*found, *(_scheduled(lead, day) for lead in rules.lead_times))


def _shorter(one: Shorter, rule: Days, day: date, names: Mapping[str, str]) -> Way:
    held, days = one.way.at(day), rule.working_days.at(day).value
    why = (
        f"It is flagged as {names.get(one.flag, one.flag)}, so it may go in an ad-hoc release "
        f"{working_days(days)} after the decision."
    )
    return Way(one.id, one.name, ReleaseKind.AD_HOC, days, why, held.sure.value, held.reference, held.note or "")


def _scheduled(lead: LeadTime, day: date) -> Way:
    held = lead.working_days.at(day)
    why = f"A scheduled release takes what is decided {working_days(held.value)} before it."
    kind = ReleaseKind.SCHEDULED
    return Way(lead.id, lead.name, kind, held.value, why, held.sure.value, held.reference, held.note or "")


def options_open(
    decided: date,
    flags: Collection[str],
    releases: Iterable[ReleaseT],
    rules: ReleaseRules,
    names: Mapping[str, str],
    calendar: Calendar | None = None,
) -> tuple[Option[ReleaseT], ...]:
    """Where each way that is open to a proposal with these flags leads for a decision on `decided`."""
    every, leads = tuple(releases), {lead.id: lead for lead in rules.lead_times}
    made: list[Option[ReleaseT]] = []
    for way in ways_open(flags, rules, decided, names):
        if way.kind is ReleaseKind.AD_HOC:
            found = ad_hoc(decided, rules.ad_hoc, rules.referral, calendar)
            made.append(Option(way, found.day.due, deadline=found.day, ad_hoc=found))
            continue
        chosen = choose_release(decided, every, leads[way.id], calendar)
        day = chosen.day if chosen is not None else None
        due = cut_off(day, leads[way.id], calendar) if day is not None else None
        made.append(Option(way, day, chosen, due))
    return tuple(made)


def ad_hoc_doubt(
    number: str, flags: Collection[str], shorter: Collection[Shorter], day: date, names: Mapping[str, str]
) -> str:
    """What is to be looked at where a proposal goes in an ad-hoc release, as a sentence; empty: nothing.

    Nothing is doubted where the pack does not say for which proposals ad-hoc releases are.
    """
    if not shorter or opening(flags, shorter, day):
        return ""
    wanted = " or ".join(names.get(one.flag, one.flag) for one in shorter)
    return f"{number} is not flagged as {wanted}, and no other change is known to be open to an ad-hoc release."


def last_word(decided: Iterable[Decision]) -> Decision | None:
    """The last decision that approved or rejected; None for none. A recommendation to the Authority is not one."""
    settling = (one for one in decided if one.outcome in (APPROVED, REJECTED))
    return max(settling, key=lambda one: one.order, default=None)
