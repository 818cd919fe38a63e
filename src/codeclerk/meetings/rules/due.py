"""What is due at a meeting, from which its agenda is filled. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from codeclerk.decisions.rules.values import Decision, Presented
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.meetings.rules.actions import Action
from codeclerk.meetings.rules.agenda import Item, ItemKind
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.ui.words import plural

FOR_DECISION, FOR_INFORMATION = "for_decision", "for_information"
ACTIONS = "Actions of earlier meetings"


@dataclass(frozen=True)
class Suggestion:
    """An item that is due at a meeting, and why.

    Args:
        key: the key of its proposal, or `actions`, by which it is chosen.
        number: the proposal's number; empty for none.
        due: the day by which the body must act, where a deadline runs.
    """

    key: str
    item: Item
    number: str
    title: str
    why: str
    due: date | None = None


@dataclass(frozen=True)
class Waiting:
    """A proposal that waits for a step of the body: which step, and its last day."""

    proposal: str
    number: str
    title: str
    step: str
    due: date | None


def suggestions(
    meeting: Meeting,
    on_it: Collection[str],
    put: Iterable[Presented],
    reviews: Iterable[Decision],
    waiting: Iterable[Waiting],
    actions: Collection[Action],
) -> tuple[Suggestion, ...]:
    """What is due at a meeting and is not on its agenda yet, each once, for its weightiest reason: what is put to it,
    reviews that were asked of its body, steps that wait for that, and actions that are still open.

    Args:
        on_it: keys of the items that are on the agenda, and of their proposals.
    """
    found: dict[str, Suggestion] = {}
    for one in put:
        words = tuple(one.words)
        item = Item(one.proposal, one.proposal, action=FOR_DECISION, asks=words)
        found[one.proposal] = Suggestion(one.proposal, item, one.number, one.title, "It is put to this meeting.")
    for decision in reviews:
        review = decision.review
        if review is None or review.to != meeting.body or review.meeting not in (None, meeting.day):
            continue
        item = Item(decision.proposal, decision.proposal, action=FOR_DECISION)
        why = f"The {decision.body_name} asked for a review of {review.about}."
        found.setdefault(
            decision.proposal, Suggestion(decision.proposal, item, decision.number, decision.title, why, review.meeting)
        )
    for step in waiting:
        item = Item(step.proposal, step.proposal, action=FOR_DECISION)
        last = f" Its last day is {format_date(step.due)}." if step.due else ""
        why = f"It waits for the {meeting.body_name}: {step.step}.{last}"
        found.setdefault(step.proposal, Suggestion(step.proposal, item, step.number, step.title, why, step.due))
    if actions:
        item = Item("actions", kind=ItemKind.STANDING.value, title=ACTIONS, action=FOR_INFORMATION)
        why = f"{plural(len(actions), 'action')} of earlier meetings {'is' if len(actions) == 1 else 'are'} still open."
        found["actions"] = Suggestion("actions", item, "", ACTIONS, why)
    return tuple(one for key, one in found.items() if key not in on_it)
