"""The tables of progression: deadlines that run, steps that were taken, and the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from codeclerk.assessments.queries import Assessment
from codeclerk.people.middleware import Request, with_dates
from codeclerk.process.packs import Step
from codeclerk.process.tables import step_link
from codeclerk.process.vocabulary import actor_name, process
from codeclerk.progression.queries import DeskLine, Running, TakenStep
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

LATE = Tag("late", "bad", 0, "Its last day has passed.")
TODAY = Tag("today", "warn", 1, "Its last day is the day that is looked at.")
COMING = Tag("running", "info", 2, "Its last day is to come.")
SHOWN = 3
"""So many steps stand beside a proposal on a desk; its page has all."""
MOVED = Tag("moved", "plum", 3, "Somebody moved it, with a reason.")


def when_tag(due: date, day: date) -> Tag:
    """Whether a last day has passed, is there, or is to come."""
    return LATE if due < day else TODAY if due == day else COMING


def running_table(request: Request, number: str, running: Iterable[Running], *, may_move: bool = False) -> Table:
    """The deadlines that run for a proposal: the last day, how it is counted, what happens if it is missed."""
    day = request.lens.valid_at
    columns = (
        Column("deadline", "Deadline"),
        Column("due", "Last day", Kind.DATE),
        Column("standing", "Standing", Kind.TAG),
        Column("how", "How it is counted"),
        Column("missed", "If it is missed"),
        *((Column("move", "Change", sortable=False),) if may_move else ()),
    )
    rows: list[dict[str, Any]] = []
    for one in running:
        row: dict[str, Any] = {
            "deadline": one.name,
            "due": one.due,
            "standing": (when_tag(one.due, day), MOVED) if one.moved_to else when_tag(one.due, day),
            "how": one.explanation,
            "missed": one.missed,
        }
        if may_move:
            row["move"] = Link(f"Move “{one.name}”", reverse("progression:move", args=[number, one.clock]))
        rows.append(row)
    return Table("Deadlines that run", columns, tuple(rows), stack=True)


def taken_table(request: Request, steps: Iterable[TakenStep]) -> Table:
    """The steps that were taken, with where each condition is shown."""
    columns = (
        Column("day", "Day", Kind.DATE),
        Column("step", "Step"),
        Column("by", "Taken by"),
        Column("to", "Led to", none="stayed"),
        Column("shown", "What was shown", none="nothing was asked"),
        Column("reason", "Reason", none="none"),
    )
    rows = []
    for one in steps:
        of = process(one.profile)
        href = with_dates(request, reverse("process:step", args=[one.profile, one.step]))
        rows.append(
            {
                "day": one.day,
                "step": Link(one.name, href),
                "by": one.by_name,
                "to": of.statuses[one.led_to].name if one.led_to else None,
                "shown": " ".join(f"{name}: {where.rstrip('.')}." for name, where in one.shown) or None,
                "reason": ": ".join(part for part in (_answer(one), one.reason) if part) or None,
            }
        )
    return Table("Steps that were taken", columns, tuple(rows), stack=True)


def _answer(one: TakenStep) -> str:
    step = next((step for step in process(one.profile).rules.steps if step.id == one.step), None)
    return next((answer.name for answer in step.answers if answer.id == one.answer), "") if step else ""


def answers_table(step: Step, taken: Iterable[TakenStep]) -> Table:
    """What each of those who are asked in a step answered last; silence is shown as silence."""
    given = {one.by: one for one in taken if one.step == step.id}
    names = {answer.id: answer.name for answer in step.answers}
    columns = (
        Column("who", "Asked"),
        Column("answer", "Answer", none="silent"),
        Column("day", "Day", Kind.DATE, none="–"),
        Column("said", "What was said", none="nothing more"),
    )
    rows = []
    for actor in step.by:
        one = given.get(actor.key)
        rows.append(
            {
                "who": actor_name(actor),
                "answer": names.get(one.answer, one.answer) if one else None,
                "day": one.day if one else None,
                "said": (one.reason or None) if one else None,
            }
        )
    return Table(step.name, columns, tuple(rows), stack=True)


def assessments_table(request: Request, running: Iterable[Assessment], numbers: Mapping[str, str]) -> Table:
    """The assessments that are with the assessor: to accept, or to return by the last day."""
    day = request.lens.valid_at
    columns = (
        Column("number", "Proposal", Kind.REFERENCE),
        Column("kind", "Assessment"),
        Column("standing", "Standing"),
        Column("requested", "Requested", Kind.DATE),
        Column("due", "Last day", Kind.DATE, none="no clock runs"),
        Column("how", "How it is counted", none="from acceptance on"),
    )
    rows = []
    for one in running:
        here = with_dates(request, reverse("assessments:assessment", args=[one.key]))
        due = one.deadline
        rows.append(
            {
                "number": Link(numbers.get(one.proposal, one.proposal), here),
                "kind": one.kind,
                "standing": one.standing(day).value.replace("_", " "),
                "requested": one.requested,
                "due": due.due if due else None,
                "how": due.explanation if due else None,
            }
        )
    return Table("Assessments to return", columns, tuple(rows), stack=True)


def _next(request: Request, one: DeskLine, all_steps: str) -> tuple[Link, ...]:
    """The first steps; the others stand on the page of the steps."""
    first = tuple(step_link(request, step) for step in one.steps[:SHOWN])
    more = len(one.steps) - len(first)
    return (*first, Link(f"and {more} more", all_steps)) if more else first


def desk_table(request: Request, caption: str, lines: Iterable[DeskLine], empty: Empty, *, who: bool) -> Table:
    """Proposals with what is next for each. `who`: and who takes it, where it waits for others."""
    columns = (
        Column("number", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title"),
        Column("status", "Where it stands"),
        Column("since", "Since", Kind.DATE),
        Column("next", "What comes next"),
        *((Column("who", "Who acts"),) if who else ()),
        Column("due", "Last day", Kind.DATE, none="no deadline runs"),
        Column("missed", "If nobody acts"),
    )
    rows = []
    for one in lines:
        line = one.line
        here = with_dates(request, reverse("progression:steps", args=[line.number]))
        row: dict[str, Any] = {
            "number": Link(line.number, here),
            "title": line.title or None,
            "status": f"{line.status_name}, on hold" if line.is_held else line.status_name,
            "since": line.status_since,
            "next": _next(request, one, here),
            "due": one.due,
            "missed": one.if_nobody_acts,
        }
        if who:
            row["who"] = ", ".join(dict.fromkeys(name for step in one.steps for name in step.who))
        rows.append(row)
    return Table(caption, columns, tuple(rows), empty=empty, stack=True)
