"""Facts of a proposal over time, in words. A part's begin with those of its whole, until its own first value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codeclerk.register import wording
from codeclerk.register.queries.told import Told
from codeclerk.register.rules.numbers import whole_of


@dataclass(frozen=True)
class DatedLine:
    """What held from `first_day` up to but not on `end`."""

    first_day: date
    end: date | None
    what: str
    value: str
    sure: str = ""
    note: str = ""


class TimeLines:
    """The time lines of one proposal up to a day, from what was told of it and of its whole."""

    def __init__(self, rows: Sequence[Told], own: int, day: date) -> None:
        keys = {row.value["key"]: row.proposal for row in rows if row.fact == "key"}
        key = next(key for key, id in keys.items() if id == own)
        self._own, self._whole, self._day = own, keys.get(whole_of(key)), day
        self._rows = sorted(rows, key=lambda row: (row.first_day, row.row))

    def numbers(self) -> tuple[DatedLine, ...]:
        """Every number that it went by."""
        lines = self._lines("number", "Number", lambda row: str(row.value["text"]))
        return tuple(line for line in lines if line.value)

    def titles(self) -> tuple[DatedLine, ...]:
        """Every title, with the short one."""
        return tuple(self._lines("title", "Title", _title_words))

    def facts(self, names: Mapping[str, str]) -> tuple[DatedLine, ...]:
        """Status, path, Proposer, lead analyst, target release and hold; `names` are those of organisations."""
        lines = [
            *self._lines("status", "Status", _status_words),
            *self._lines("path", "Path", lambda row: wording.path(row.value["path"]) or "not known"),
            *self._lines("proposer", "Proposer", lambda row: _proposer_words(row, names)),
            *self._lines("lead_analyst", "Lead analyst", lambda row: row.value["person"] or "nobody"),
            *self._lines("target_release", "Target release", lambda row: row.value["release"] or "none"),
            *self._lines("hold", "Hold", _hold_words),
        ]
        return tuple(sorted(lines, key=lambda line: (line.first_day, line.what)))

    def stages(self) -> tuple[str, ...]:
        """The names of the stages in which it was."""
        lines = self._lines("status", "Stage", lambda row: wording.stage(row.value["stage"]))
        return tuple(dict.fromkeys(line.value for line in lines if line.value))

    def _lines(self, fact: str, what: str, words: Callable[[Told], str]) -> list[DatedLine]:
        rows = [
            row
            for row in self._rows
            if row.fact == fact and row.proposal in (self._own, self._whole) and row.first_day <= self._day
        ]
        start = min((row.first_day for row in rows if row.proposal == self._own), default=date.max)
        lines = []
        for row in rows:
            is_own = row.proposal == self._own
            if not is_own and row.first_day >= start:
                continue
            ends = [row.end] if is_own else [row.end, start]
            end = min((day for day in ends if day is not None and day <= self._day), default=None)
            lines.append(DatedLine(row.first_day, end, what, words(row), row.sure, row.note))
        return lines


def _title_words(row: Told) -> str:
    formal, short = row.value["formal"], row.value["short"]
    return f"{formal} (short: {short})" if short else formal


def _hold_words(row: Told) -> str:
    return f"on hold: {row.value['reason']}" if row.value["is_held"] else "ended"


def _status_words(row: Told) -> str:
    profile, status, part, stage = (row.value[name] for name in ("profile", "status", "part", "stage"))
    if not stage:
        return "not known"
    named = wording.status(profile, status, part)
    return f"{named} ({wording.stage(stage)})" if named else f"{wording.stage(stage)}; status not known"


def _proposer_words(row: Told, names: Mapping[str, str]) -> str:
    person, organisation, behalf = (row.value[name] for name in ("person", "organisation", "on_behalf_of"))
    who = [f"person {person}" if person else "", names.get(organisation, organisation)]
    said = ", ".join(part for part in who if part) or "not known"
    return f"{said}, on behalf of {names.get(behalf, behalf)}" if behalf else said
