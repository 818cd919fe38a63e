"""The rules of the running pack on releases, with the pure rules bound to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.kernel.packs import find_named
from codeclerk.kernel.publishing import running_pack
from codeclerk.parts import vocabulary as parts
from codeclerk.register import wording as register
from codeclerk.releases.packs import LeadTime, ReleaseRules
from codeclerk.releases.rules import days, ways
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.days import AdHoc
from codeclerk.releases.rules.names import month_of
from codeclerk.releases.rules.options import ReleaseT
from codeclerk.releases.rules.ways import Option, Way


def rules() -> ReleaseRules:
    """`releases.yaml` of the running pack."""
    return running_pack().of(ReleaseRules)


def forms() -> tuple[str, ...]:
    """The forms in which a name of a release may stand."""
    return rules().naming.forms


def full_name(name: str) -> str:
    """`June 2021 SEC Release`."""
    return rules().naming.full.replace("{name}", name)


def usual_name(key: str, kind: ReleaseKind) -> str:
    """What a release with this key is called unless it has a name of its own: `June 2021`, `January 2021 ad-hoc`."""
    month = str(month_of(key))
    return month if kind is ReleaseKind.SCHEDULED else rules().naming.ad_hoc.replace("{month}", month)


def lead_times() -> tuple[LeadTime, ...]:
    return rules().lead_times


def lead_time(text: str = "") -> LeadTime:
    """The lead time that `text` names, the usual one unless given. Refused with the nearest."""
    return find_named(lead_times(), text, "lead time") if text else lead_times()[0]


def scheduled_day(year: int, month: int) -> date | None:
    """The day of the release that the pattern gives in a month; None where none is scheduled."""
    return days.scheduled_day(year, month, rules().scheduled)


def cut_off(day: date, lead: str = "", calendar: Calendar | None = None) -> Deadline:
    """The last day for a decision on what is to be in a release on `day`."""
    return days.cut_off(day, lead_time(lead), calendar)


def ad_hoc(decided: date, calendar: Calendar | None = None) -> AdHoc:
    """What an ad-hoc release of a decision would be, with the referral window."""
    return days.ad_hoc(decided, rules().ad_hoc, rules().referral, calendar)


def conditions() -> Mapping[str, str]:
    """Id of a flag -> what a release's list says of a proposal that has it."""
    return {str(one.flag): one.name for one in rules().conditions}


def ways_open(flags: Collection[str], day: date) -> tuple[Way, ...]:
    """The ways to implementation that are open to a proposal with these flags, the shorter ones first."""
    return ways.ways_open(flags, rules(), day, _flag_names())


def options_open(
    decided: date, flags: Collection[str], releases: Iterable[ReleaseT], calendar: Calendar | None = None
) -> tuple[Option[ReleaseT], ...]:
    """Where each of these ways leads for a decision on `decided`."""
    return ways.options_open(decided, flags, releases, rules(), _flag_names(), calendar)


def ad_hoc_doubt(number: str, flags: Collection[str], day: date) -> str:
    """What is to be looked at where a proposal with these flags goes in an ad-hoc release; empty: nothing."""
    return ways.ad_hoc_doubt(number, flags, rules().shorter, day, _flag_names())


def ad_hoc_flags() -> str:
    """The names of the flags that open an ad-hoc release; empty where the pack does not say."""
    return " or ".join(_flag_names().values())


def _flag_names() -> Mapping[str, str]:
    """Id of each flag that opens a shorter way -> its name."""
    return {one.flag: register.flag(one.flag) for one in rules().shorter}


def budget_name(id: str) -> str:
    """The name of a treatment in the budget; empty for none."""
    return parts.name_of(parts.rules().budget_treatments, id) if id else ""
