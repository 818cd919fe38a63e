"""The rules of the running pack on releases, with the pure rules bound to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.kernel.packs import find_named
from codeclerk.kernel.publishing import running_pack
from codeclerk.releases.packs import LeadTime, ReleaseRules
from codeclerk.releases.rules import days
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.days import AdHoc
from codeclerk.releases.rules.names import month_of


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
