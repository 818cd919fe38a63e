"""What the record tells on the conditions of a step: decisions, the timetable, steps, assessments, consultations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from codeclerk.assessments import queries as assessments
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.lens import Lens
from codeclerk.parts import queries as parts
from codeclerk.process import telling
from codeclerk.process.rules.steps import Answer
from codeclerk.progression.models import Hold, StepFact
from codeclerk.register.models import TimetableFact
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.times import clause
from codeclerk.register.rules.timetable import State

Told = Mapping[str, Answer]
MOST_TOLD = 4
"""So many parts that are missing are told one by one."""


def register() -> None:
    """Called when the app is ready."""
    telling.register("decision", decided)
    telling.register("event", happened)
    telling.register("step", taken)
    telling.register("assessment", assessed)
    telling.register("consultation", consulted)
    telling.register("part", written)


def decided(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """Whether a body has decided so, by the id of the outcome. One query."""
    found = (one for one in decisions.of_proposal(lens, proposal) if one.outcome in names)
    return {
        one.outcome: Answer(True, f"Decided by the {one.body_name} {clause(one.when)}: {one.outcome_name}.")
        for one in found
    }


def happened(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """Whether an event of the timetable has happened, by its kind. One query."""
    rows = TimetableFact.objects.as_at(lens).filter(
        proposal__key__in={proposal, whole_of(proposal)} - {""}, kind__in=names, state=State.HAPPENED.value
    )
    return {
        kind: Answer(True, f"Its timetable has “{label}”, which happened{_on(last)}.")
        for kind, label, last in rows.order_by("last").values_list("kind", "label", "last")
    }


def _on(day: date | None) -> str:
    return f" on {format_date(day)}" if day else ""


def taken(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """Whether a step was taken and still counts: one that begins a hold does until a step ends it. One query."""
    rows = StepFact.objects.as_at(lens).filter(proposal__key=proposal, is_undone=False).order_by("valid_from", "pk")
    found: dict[str, StepFact] = {}
    for row in rows:
        if row.hold == Hold.ENDS:
            found = {step: one for step, one in found.items() if one.hold != Hold.BEGINS}
        found[row.step] = row
    return {
        step: Answer(True, f"The {row.by_name} took the step “{row.name}” on {format_date(row.valid_from)}.")
        for step, row in found.items()
        if step in names
    }


def assessed(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """How far assessments are, as `PA.returned`, or `any.returned`. One query."""
    found: dict[str, Answer] = {}
    for one in assessments.of_proposal(lens, proposal):
        days = {
            "cost_approved": one.cost_approved,
            "requested": one.requested,
            "accepted": one.accepted.day if one.accepted else None,
            "returned": one.returned,
        }
        for state, day in days.items():
            if day is not None and day <= lens.valid_at:
                answer = Answer(True, f"{one.key.partition('-')[2] or one.kind}: {state} on {format_date(day)}.")
                found |= {f"{of}.{state}": answer for of in (one.kind, "any")}
    return {name: answer for name, answer in found.items() if name in names}


def consulted(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """How far consultations are, as `report.closed`, or `any.issued`. One query."""
    found: dict[str, Answer] = {}
    for one in consultations.of_proposal(lens, proposal):
        states = {"issued": one.is_issued, "closed": one.standing is consultations.Standing.CLOSED}
        for state, is_so in states.items():
            said = f"The {one.kind_name} is {state if is_so else 'not ' + state} on {format_date(lens.valid_at)}."
            for of in (one.kind, "any"):
                known = found.get(f"{of}.{state}")
                if known is None or not known.holds:
                    found[f"{of}.{state}"] = Answer(is_so, said)
    return {name: answer for name, answer in found.items() if name in names}


def written(lens: Lens, proposal: str, names: frozenset[str]) -> Told:
    """Which parts of a proposal are written: the problem, the solution, the whole report. Two queries at most."""
    found: dict[str, Answer] = {}
    if "problem" in names:
        found["problem"] = Answer(parts.has_problem(lens, proposal), "")
    if "work_package" in names:
        text = parts.parts_of(lens, proposal).text("work_package")
        found["work_package"] = Answer(text is not None, "It is written among its parts." if text else "")
    if "solution" in names:
        found["solution"] = Answer(parts.has_solution(lens, proposal), "")
    if "report" in names:
        lacking = [one.what for one in parts.missing_for_report(lens, proposal)]
        more = f" and {len(lacking) - MOST_TOLD} more" if len(lacking) > MOST_TOLD else ""
        words = f"Its parts lack {', '.join(lacking[:MOST_TOLD])}{more}." if lacking else "All its parts are written."
        found["report"] = Answer(not lacking, words)
    return found
