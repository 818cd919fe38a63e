"""Reads of what is with the Authority, through a lens. What waits, and what was decided, is public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from codeclerk.authority.rules import Aim, Decided, decided, working_days
from codeclerk.authority.waiting import ToTake, WithAuthority
from codeclerk.decisions import queries as decisions
from codeclerk.decisions import vocabulary as decision_words
from codeclerk.decisions.queries import Decision
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import weakest
from codeclerk.process import queries as process
from codeclerk.process import vocabulary
from codeclerk.process.packs import Actor, Step
from codeclerk.process.rules.steps import Standing, is_open
from codeclerk.progression.models import StepFact
from codeclerk.progression.queries import moved_deadlines
from codeclerk.progression.rules import Proposer, Taker, may_take
from codeclerk.register import queries as register
from codeclerk.register.queries import Filters, ProposalLine

__all__ = ["Aim", "Decided", "WithAuthority", "aim", "history", "waiting", "waiting_of"]

FROM_STATUS = "status"
SENT_BACK = "sent_back"


def deciders() -> tuple[str, ...]:
    """The ids of the bodies that have the last word and are no committee of the code: the Authority, a department."""
    return decision_words.last_word()


def aim(lens: Lens) -> Aim | None:
    """How long the Authority means to take on the lens's day; None where the process names no time for it."""
    for of in vocabulary.processes():
        for step in of.rules.steps:
            if step.line != "main" or not _is_theirs(step):
                continue
            for id in step.clocks:
                clock = vocabulary.clock(id)
                if clock.runs_from != FROM_STATUS:
                    continue
                now = vocabulary.clock_in_force(id, lens.valid_at)
                sure = weakest((now.sure, clock.sure))
                days, convention = now.working_days.value, now.convention.value.value
                return Aim(
                    id, clock.name, days, convention, now.words, sure.value, now.working_days.reference, now.notes
                )
    return None


def waiting(lens: Lens, taker: Taker | None = None) -> tuple[WithAuthority, ...]:
    """What is with the Authority, or a government body, at the end of the lens's day; what is due first in front.

    Where the record has a recommendation, or a status, and not the other, it is listed too. A dozen queries, however
    many there are.

    Args:
        taker: who looks, to be offered the steps that they may take.
    """
    asked = {one.proposal: one for one in decisions.awaiting_authority(lens)}
    statuses = sorted(_statuses())
    found = {line.key: line for line in register.proposals(lens, Filters(statuses=tuple(statuses)))} if statuses else {}
    rest = sorted(set(asked) - set(found))
    found |= {line.key: line for line in (register.lines_of(lens, rest) if rest else ())}
    back = _by_proposal(decisions.decisions(lens, bodies=deciders(), outcomes=(SENT_BACK,)))
    moved = moved_deadlines(lens, list(found)) if found else {}
    directed = _redirected(lens, list(found)) if found else {}
    made = []
    for key, line in found.items():
        standing = process.standing_in(line)
        one = WithAuthority(
            line=line,
            since=asked[key].when.first if key in asked else None,
            asked=asked.get(key),
            sent_back=back.get(key, ()),
            redirected=directed.get(key, ()),
            to_take=_to_take(standing, line, taker) if taker and standing else (),
        )
        made.append(_with_aim(lens, one, standing, moved.get(key, {})))
    return tuple(sorted(made, key=lambda one: one.order))


def waiting_of(lens: Lens, proposal: str) -> WithAuthority | None:
    """One of them, by the key of the proposal; None where it does not wait."""
    return next((one for one in waiting(lens) if one.line.key == proposal), None)


def history(lens: Lens) -> tuple[Decided, ...]:
    """The decisions of the Authority and of government bodies with the days that they took, newest first. Four
    queries."""
    own = aim(lens)
    to_them = [one.id for one in decision_words.outcomes() if one.goes_to in deciders()]
    made = decisions.decisions(lens, bodies=deciders())
    recommended = decisions.decisions(lens, outcomes=to_them) if to_them and made else ()
    convention = own.convention if own else "exclusive"
    return decided(made, recommended, convention, calendar_at(lens))


def referred(lens: Lens, proposals: Collection[str]) -> dict[str, tuple[date, ...]]:
    """Key of a proposal -> the days on which a decision on it was referred, by the steps that were taken. One query.

    A referral is a step within the clock that a decision starts, which leaves the proposal where it stands.
    """
    runs = (
        {one.id for one in vocabulary.rules().clocks if one.runs_from == "decision"} if vocabulary.is_known() else set()
    )
    steps = {
        step.id for of in vocabulary.processes() for step in of.rules.steps if not step.to and runs & set(step.clocks)
    }
    return _days_of(lens, proposals, steps)


def _is_theirs(step: Step) -> bool:
    return any(actor.body in deciders() for actor in step.by)


def _statuses() -> set[str]:
    """The statuses in which a step of the usual way is taken by one of those who have the last word."""
    return {
        status
        for of in vocabulary.processes()
        for step in of.rules.steps
        if step.line == "main" and _is_theirs(step)
        for status in step.from_
    }


def _with_aim(
    lens: Lens, one: WithAuthority, standing: Standing | None, moved: Mapping[tuple[str, date], process.Moved]
) -> WithAuthority:
    """The same with what its status tells: since when it waits, and the aim that runs from there."""
    since = standing.since if standing is not None and standing.status in _statuses() else None
    if since is None or standing is None or standing.profile not in vocabulary.profiles():
        return one
    calendar = calendar_at(lens)
    steps = [step for step in vocabulary.process(standing.profile).rules.steps if is_open(step, standing)]
    clocks = [id for step in steps if _is_theirs(step) for id in step.clocks]
    counted = vocabulary.deadlines_of(standing, calendar)
    own = next((id for id in clocks if id in counted and vocabulary.clock(id).runs_from == FROM_STATUS), None)
    if own is None:
        return replace(one, since=since)
    due = counted[own]
    convention = vocabulary.clock_in_force(own, since).convention.value.value
    used = working_days(since, max(since, lens.valid_at), convention, calendar)
    return replace(one, since=since, used=used, deadline=due, moved=moved.get((own, due.trigger_date)))


def _by_proposal(found: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    made: dict[str, tuple[Decision, ...]] = {}
    for one in found:
        made[one.proposal] = (*made.get(one.proposal, ()), one)
    return made


def _redirected(lens: Lens, proposals: list[str]) -> dict[str, tuple[date, ...]]:
    """The days on which one of them directed another date. One query."""
    steps = {
        step.id
        for of in vocabulary.processes()
        for step in of.rules.steps
        if _is_theirs(step) and any(one.what == "release" for one in step.takes)
    }
    return _days_of(lens, proposals, steps)


def _days_of(lens: Lens, proposals: Collection[str], steps: Collection[str]) -> dict[str, tuple[date, ...]]:
    rows = StepFact.objects.as_at(lens).filter(proposal__key__in=proposals, is_undone=False, step__in=steps)
    made: dict[str, tuple[date, ...]] = {}
    for key, day in rows.order_by("valid_from", "pk").values_list("proposal__key", "valid_from"):
        made[key] = (*made.get(key, ()), day)
    return made


def _to_take(standing: Standing, line: ProposalLine, taker: Taker) -> tuple[ToTake, ...]:
    if standing.profile not in vocabulary.profiles():
        return ()
    proposer = Proposer(line.proposer_person, frozenset({line.proposer_organisation, line.on_behalf_of} - {""}))
    steps = vocabulary.process(standing.profile).rules.steps
    return tuple(
        ToTake(step.id, step.name)
        for step in steps
        if _is_theirs(step) and is_open(step, standing) and may_take(step, taker, proposer, _names(step.by)).allowed
    )


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    return {actor.key: vocabulary.actor_name(actor) for actor in actors}
