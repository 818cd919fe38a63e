"""What follows from a list of decisions: who awaits the Authority, how many there were, and whether a source's own
lists say the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from codeclerk.decisions.rules.values import Decision
from codeclerk.sources.rules.claims import Claim, Question, Reading
from codeclerk.sources.rules.values import normal_text

PROPOSAL, OUTCOME = "decision.proposal", "decision.outcome"


def awaiting(
    decisions: Iterable[Decision], goes_to: Mapping[str, str], instead: Mapping[str, str] | None = None
) -> tuple[Decision, ...]:
    """The recommendations on which the body that has the last word has not decided since: the last one for each
    proposal, oldest first (CSR:410-412).

    Args:
        goes_to: id of an outcome that is a recommendation -> id of the body that decides on it.
        instead: id of a body -> id of the body in whose place it decides, as a government department may (DCUSA:468).
    """
    waiting: dict[tuple[str, str], Decision] = {}
    # On one day the recommendation comes first.
    for one in sorted(decisions, key=lambda one: (one.when.last, one.outcome not in goes_to, one.order)):
        if one.outcome in goes_to:
            waiting[(one.proposal, goes_to[one.outcome])] = one
        else:
            waiting.pop((one.proposal, (instead or {}).get(one.body, one.body)), None)
    return tuple(sorted(waiting.values(), key=lambda one: one.order))


@dataclass(frozen=True)
class Tally:
    """How many decisions a body made with one outcome on one path. The list is kept: a number and its list cannot
    differ (CSR:105-113)."""

    body: str
    body_name: str
    outcome: str
    outcome_name: str
    path: str
    decisions: tuple[Decision, ...]

    @property
    def count(self) -> int:
        return len(self.decisions)


def tally(decisions: Iterable[Decision]) -> tuple[Tally, ...]:
    """The decisions counted by body, outcome and path, in the order in which the first of each was made."""
    found: dict[tuple[str, str, str], list[Decision]] = {}
    for one in sorted(decisions, key=lambda one: one.order):
        found.setdefault((one.body, one.outcome, one.path), []).append(one)
    return tuple(
        Tally(own[0].body, own[0].body_name, own[0].outcome, own[0].outcome_name, own[0].path, tuple(own))
        for own in found.values()
    )


class Fault(StrEnum):
    """How what a source prints of decisions and the record differ."""

    LISTS_DIFFER = "lists_differ"
    """Places of one source name different proposals for one decision."""
    NOT_RECORDED = "not_recorded"
    """A source names a proposal, nowhere another, and the record has no decision on it at that meeting."""
    OUTCOME_DIFFERS = "outcome_differs"
    """A source prints another outcome than the one recorded."""


@dataclass(frozen=True)
class Finding:
    """One difference between a source and the decisions of a meeting.

    Attributes:
        meeting: `change_board-2021-02-23`.
        which: which of its decisions, in the source's words.
        printed: what the source prints there.
        places: where it prints that.
        recorded: what the record has: numbers of proposals, or an outcome.
        agreeing: places of the source that say what the record has.
    """

    fault: Fault
    meeting: str
    which: str
    printed: str
    places: tuple[str, ...]
    recorded: tuple[str, ...]
    agreeing: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """`MP139 at CSR:400-402, where CSR:105-109 and CSR:428 name MP146, on which the decision is recorded.`"""
        said = f"{self.printed} at {_listed(self.places)}"
        own = _listed(self.recorded) if self.recorded else ""
        match self.fault:
            case Fault.LISTS_DIFFER:
                others = f"{_listed(self.agreeing)} {'name' if len(self.agreeing) > 1 else 'names'} {own}"
                return f"{said}, where {others}, on which the decision is recorded."
            case Fault.NOT_RECORDED:
                return f"{said}; {f'recorded are decisions on {own}' if own else 'no decision is recorded'}."
            case Fault.OUTCOME_DIFFERS:
                return f"{said}; recorded is {own}."


def meeting_of(question: Question) -> str:
    """The key of the meeting that a question is about; empty for a question about something else."""
    return question.name if question.kind == "meeting" and question.property in (PROPOSAL, OUTCOME) else ""


def compare_lists(
    readings: Iterable[Reading],
    decisions: Collection[Decision],
    key_of: Callable[[str], str] = lambda text: "",
    outcome_of: Callable[[str], str] = lambda text: "",
) -> tuple[Finding, ...]:
    """Where the lists of a source differ from each other or from the record (G049, Q02).

    A claim names the meeting as its subject, which of its decisions as its qualifier, and as its value the number that
    is printed, or the outcome with the number as qualifier. What the summary, the list of votes and the target of a
    link print of one decision are claims on one question.

    Args:
        readings: what sources say, of any kind; others than those on decisions are left alone.
        decisions: every decision of those meetings, with their numbers.
        key_of: key of the proposal that a printed number names; empty for none. Present numbers need no help.
        outcome_of: id of the outcome that printed words name; empty for none.
    """
    by_meeting: dict[str, list[Decision]] = {}
    for one in decisions:
        by_meeting.setdefault(one.meeting, []).append(one)
    found: list[Finding] = []
    for reading in readings:
        meeting = meeting_of(reading.question)
        if meeting:
            own = by_meeting.get(meeting, [])
            check = _proposals if reading.question.property == PROPOSAL else _outcomes
            found += check(meeting, reading, own, key_of if check is _proposals else outcome_of)
    return tuple(sorted(found, key=lambda one: (one.meeting, one.which, one.printed)))


def _proposals(meeting: str, reading: Reading, own: list[Decision], key_of: Callable[[str], str]) -> Iterable[Finding]:
    numbers = {one.number: one.proposal for one in own}
    by_key = {one.proposal: one.number for one in own}
    said: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        said.setdefault(str(claim.measure.value), []).append(claim)
    right = {text: by_key[key] for text in said if (key := numbers.get(text) or key_of(text)) in by_key}
    for text, claims in said.items():
        if text in right:
            continue
        others = [claim for other, found in said.items() if other in right for claim in found]
        recorded = dict.fromkeys(right.values()) if right else dict.fromkeys(one.number for one in own)
        yield Finding(
            Fault.LISTS_DIFFER if right else Fault.NOT_RECORDED,
            meeting,
            reading.question.qualifier,
            text,
            _places(claims),
            tuple(recorded),
            _places(others),
        )


def _outcomes(
    meeting: str, reading: Reading, own: list[Decision], outcome_of: Callable[[str], str]
) -> Iterable[Finding]:
    about = [one for one in own if one.number == reading.question.qualifier]
    named = {one.outcome for one in about}
    for claim in reading.claims:
        text = str(claim.measure.value)
        same = any(normal_text(text).casefold() == one.outcome_name.casefold() for one in about)
        if about and not same and outcome_of(text) not in named:
            yield Finding(
                Fault.OUTCOME_DIFFERS,
                meeting,
                reading.question.qualifier,
                text,
                _places([claim]),
                tuple(one.outcome_name for one in about),
            )


def _places(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.locator for claim in sorted(claims, key=lambda claim: claim.order)))


def _listed(parts: Collection[str]) -> str:
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"
