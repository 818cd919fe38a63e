"""What is due at a meeting, through a lens: read from decisions, the process and the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from codeclerk.decisions import queries as decisions
from codeclerk.kernel.lens import Lens
from codeclerk.meetings.queries.actions import open_actions
from codeclerk.meetings.rules.agenda import Item
from codeclerk.meetings.rules.due import Suggestion, Waiting, suggestions
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.process import queries as process
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.progression.queries.state import moved_deadlines
from codeclerk.register import queries as register
from codeclerk.register.queries import Filters

MAIN = "main"
"""The line of the steps of the usual way."""
MOST = 100
"""So many proposals that wait for a body are looked at, the lowest numbers first."""


def due_at(lens: Lens, meeting: Meeting, agenda: Iterable[Item]) -> tuple[Suggestion, ...]:
    """What is due at a meeting and not on its agenda. At most ten queries, however much waits."""
    return suggestions(
        meeting,
        {name for one in agenda for name in (one.key, one.proposal)},
        decisions.presented(lens, body=meeting.body, meeting=meeting.day),
        decisions.open_reviews(lens),
        waiting_for(lens, meeting.body),
        open_actions(lens, meeting.body),
    )


def waiting_for(lens: Lens, body: str) -> tuple[Waiting, ...]:
    """The proposals that wait for a body: it must take a step of the usual way by some day, or nobody else can take
    one. Those with the first last day in front. At most four queries."""
    if not vocabulary.is_known():
        return ()
    key = f"body:{body}"
    statuses = {
        status
        for of in vocabulary.processes()
        for step in of.rules.steps
        if step.line == MAIN and _is_by(step, key)
        for status in step.from_
    }
    if not statuses:
        return ()
    page = register.page_of(lens, Filters(statuses=tuple(sorted(statuses))), "number", 0, MOST)
    moved = moved_deadlines(lens, [line.key for line in page.lines])
    found = []
    for line in page.lines:
        standing = process.standing_in(line)
        open_ = process.open_to(lens, standing, moved.get(line.key)) if standing is not None else None
        usual = [one for one in open_.shown if one.step.line == MAIN] if open_ is not None else []
        own = [one for one in usual if _is_by(one.step, key)]
        for one in own:
            due = min(one.last_days, default=None)
            if due is not None or len(own) == len(usual):
                found.append(Waiting(line.key, line.number, line.title, one.step.name, due))
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.proposal)))


def _is_by(step: Step, actor: str) -> bool:
    return any(one.key == actor for one in step.by)
