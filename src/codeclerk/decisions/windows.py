"""Reads of referral windows, through a lens: which decisions can be referred to the Authority, and which were."""

from __future__ import annotations

from collections.abc import Iterable

from codeclerk.decisions import queries
from codeclerk.decisions.queries import Decision
from codeclerk.decisions.referrals import referrals
from codeclerk.decisions.rules.windows import Window
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.process import vocabulary as process


def windows(lens: Lens, known: Iterable[Decision] | None = None) -> tuple[Window, ...]:
    """The decisions that can be, or could be, referred to the Authority, the last window first, each with the days on
    which it was (PMP:5325-5331). One query beside those of the decisions, which are `known` if they were read already.
    """
    clocks = _referral_clocks()
    if not clocks:
        return ()
    found = [
        (one, id) for one in (queries.decisions(lens) if known is None else known) if (id := clocks.get(_how(one)))
    ]
    in_day = [(one, id) for one, id in found if one.when.is_day]
    days = referrals.ask(lens, sorted({one.proposal for one, _ in in_day})) if in_day else {}
    calendar = calendar_at(lens)
    made = [
        Window(
            one,
            due := process.deadline(id, one.when.first, calendar),
            tuple(day for day in days.get(one.proposal, ()) if one.when.first <= day <= due.due),
            process.clock_in_force(id, one.when.first).sure.value,
        )
        for one, id in in_day
    ]
    return tuple(sorted(made, key=lambda one: (one.last_day, one.decision.order), reverse=True))


def _how(one: Decision) -> tuple[str, str, str]:
    return (one.body, one.outcome, one.path)


def _referral_clocks() -> dict[tuple[str, str, str], str]:
    """Body, outcome and path -> the clock that such a decision starts, as the process of the pack says."""
    if not process.is_known():
        return {}
    runs = {one.id for one in process.rules().clocks if one.runs_from == "decision"}
    return {
        (actor.body, decided.outcome, path): id
        for of in process.processes()
        for step in of.rules.steps
        for id in step.starts
        if id in runs
        for decided in step.decides
        for actor in step.by
        if actor.body
        for path in step.paths
    }
