"""Every English sentence of the calendar, in one place.

A sentence is kept as an id with facts (JSON values) and worded here, so that one stored with a record can be reworded
later without touching the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.kernel.calendar.holidays import JURISDICTIONS

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One explanation: its id and the facts that the wording needs. `str()` gives the words."""

    id: str
    facts: Facts

    def __str__(self) -> str:
        return _WORDINGS[self.id](self.facts)

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "facts": dict(self.facts)}


def day_words(iso: str) -> str:
    """5 Mar 2021."""
    return format_date(date.fromisoformat(iso), DateStyle.MEDIUM)


def amount(number: int, unit: str) -> str:
    """1 Working Day, 2 Working Days."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def listed(words: list[str], last: str = "and") -> str:
    """a; a and b; a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def calendar_words(facts: Facts) -> str:
    """England & Wales bank holidays as known on 9 Sep 2022 (28 Dec 2020 left out)."""
    names = [JURISDICTIONS[part] for part in facts["jurisdiction"].split("+")]
    words = f"{listed(names)} bank holidays"
    if facts["known_at"]:
        words += f" as known on {day_words(facts['known_at'])}"
    if facts["left_out"]:
        words += f" ({listed([day_words(day) for day in facts['left_out']])} left out)"
    return words


def _removed(facts: Facts) -> str:
    if facts["convention"] == "published":
        return "bank holidays not removed"
    return f"{calendar_words(facts)} removed"


def _unit(facts: Facts) -> str:
    return "clear Working Day" if facts["convention"] == "clear" else "Working Day"


_ENDS = {
    "exclusive": "the first day not counted",
    "inclusive": "both ends counted",
    "clear": "neither end counted",
    "published": "both ends counted",
}


def _count(facts: Facts) -> str:
    number = facts["working_days"]
    start, end = day_words(facts["start"]), day_words(facts["end"])
    direction = "back from" if facts["end"] < facts["start"] else "from"
    ends = f"{direction} {start} to {end}, {_ENDS[facts['convention']]}"
    return f"{amount(abs(number), _unit(facts))} {ends}, {_removed(facts)}."


def _how(facts: Facts, what: str, it: str) -> str:
    """15 Working Days after <what>, <it> not counted, ... removed."""
    convention, number = facts["convention"], facts["working_days"]
    side = "before" if number < 0 else "after"
    if convention == "exclusive" and number == 0:
        ends, side = f"the first Working Day on or after {it}", "from"
    elif convention == "exclusive":
        ends = f"{it} not counted"
    elif convention == "clear":
        ends = "neither end counted"
    else:
        kind = "weekday" if convention == "published" else "Working Day"
        near = f"the last {kind} on or before {it}" if number < 0 else f"the first {kind} on or after {it}"
        ends = f"{it if facts['start_counts'] else near} counted as day 1"
        side = "back from" if number < 0 else "from"
    return f"{amount(abs(number), _unit(facts))} {side} {what}, {ends}, {_removed(facts)}"


def _add(facts: Facts) -> str:
    words = f"{_how(facts, day_words(facts['start']), 'that day')}: {day_words(facts['result'])}."
    latest = facts.get("latest")
    if latest and latest != facts["result"]:
        words += f" Notice on {_with_weekday(latest)} still leaves them clear."
    return words


def _deadline(facts: Facts) -> str:
    trigger = facts["trigger"]
    what = f"{trigger} on {day_words(facts['start'])}"
    return f"{_how(facts, what, f'the day of {trigger}')}: due {day_words(facts['result'])}."


def _differs(facts: Facts) -> str:
    stored, due, by = day_words(facts["stored"]), day_words(facts["due"]), facts["working_days"]
    size = amount(abs(by), "Working Day") if by else amount(abs(facts["days"]), "day")
    side = "before" if facts["stored"] < facts["due"] else "after"
    words = f"The stored date {stored} differs by {size}: it is {side} the computed {due}."
    fits = []
    if facts["fits_without"]:
        fits.append(f"a calendar without {listed([day_words(day) for day in facts['fits_without']], 'or')}")
    if facts["fits_conventions"]:
        fits.append(f"the {listed(list(facts['fits_conventions']), 'or')} convention")
    return f"{words} It would fit {', or '.join(fits)}." if fits else words


def _with_weekday(iso: str) -> str:
    return format_date(date.fromisoformat(iso), DateStyle.WEEKDAY)


_WORDINGS: dict[str, Callable[[Facts], str]] = {
    "calendar.count": _count,
    "calendar.add": _add,
    "calendar.deadline": _deadline,
    "calendar.stored_date_differs": _differs,
}
