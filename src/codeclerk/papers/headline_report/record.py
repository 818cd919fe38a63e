"""What the headline report is made from: one meeting in full, and what was decided that day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codeclerk.decisions.rules.values import Decision
    from codeclerk.meetings.packs import ItemOutcome
    from codeclerk.meetings.queries.running import Course, ItemLine
    from codeclerk.meetings.rules.meetings import Meeting

KIND = "headline-report"
TITLE = "Headline Report"


@dataclass(frozen=True)
class Record:
    """A meeting at the lens of the paper.

    Args:
        outcomes: what can come of an item, by id, in the order of the pack.
        decided: what was decided on the day of the meeting by its body.
        organisations: names of the organisations whose seats were filled, by key.
        mode: how it was held, in words; empty where it is not said.
    """

    as_at: date
    known_at: datetime
    meeting: Meeting
    course: Course
    decided: tuple[Decision, ...]
    outcomes: Mapping[str, ItemOutcome]
    organisations: Mapping[str, str]
    reference: str
    mode: str

    @property
    def key(self) -> str:
        return f"meeting:{self.meeting.key}"

    def came(self) -> tuple[tuple[str, tuple[ItemLine, ...]], ...]:
        """The items by what came of them, in the order of the pack: heading and items. Those that ended in words alone
        come last; items without an outcome are left out."""
        by_outcome: dict[str, list[ItemLine]] = {}
        for one in self.course.items:
            if one.came is not None:
                by_outcome.setdefault(one.came.outcome, []).append(one)
        order = [id for id in self.outcomes if id in by_outcome] + [id for id in by_outcome if id not in self.outcomes]
        named = {id: self.outcomes[id].heading if id in self.outcomes else "Discussed" for id in order}
        return tuple((named[id], tuple(by_outcome[id])) for id in order)

    @property
    def without_outcome(self) -> tuple[ItemLine, ...]:
        return tuple(one for one in self.course.items if one.came is None)
