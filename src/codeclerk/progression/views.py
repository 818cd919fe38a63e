"""The pages of progression: the steps of a proposal, and the desk. Forms stand in `forms.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.assessments import queries as assessments
from codeclerk.derogations.tables import ending_table
from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.process import vocabulary
from codeclerk.process.rules.steps import Need, OpenStep
from codeclerk.progression import find, queries, rules, tables
from codeclerk.progression.desk import desk_parts
from codeclerk.progression.queries import State
from codeclerk.register import queries as register
from codeclerk.register.queries import ProposalLine
from codeclerk.ui.table_views import TableView, static_view
from codeclerk.ui.tables import Empty, Link
from codeclerk.ui.tags import Tag

HOW = {
    "met": Tag("met", "good", 2, "The record shows it."),
    "unmet": Tag("not met", "bad", 0, "The record says that it is not so, or does not say that it is."),
    "to be shown": Tag("to be shown", "warn", 1, "Whoever takes the step says where it is shown."),
    "to be given": Tag("to be given", "info", 1, "It is given with the step."),
}
ASSESS = "assessments.assess"
READY = Tag("can be taken", "good", 0, "Nothing that the record knows is in the way.")
BLOCKED = Tag("not yet", "grey", 1, "Something that it needs is not there yet.")


@dataclass(frozen=True)
class StepView:
    """An open step as its card shows it. `take` leads to its form, empty for who may not take it."""

    own: OpenStep
    who: str
    by_when: str
    target: str
    tag: Tag
    take: str
    rule: str

    @property
    def needs(self) -> tuple[tuple[Tag, Need], ...]:
        """What it needs, each with how that stands."""
        return tuple((HOW[need.how.value], need) for need in self.own.needs)


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"progression/{template}", shown)


def line_of(request: Request, ref: str) -> ProposalLine:
    """The line of a proposal by any reference. Refused as the register refuses it."""
    key = register.key_in_register(request.lens, ref)
    return register.lines_of(request.lens, [key])[0]


@require_safe
def steps(request: Request, ref: str) -> HttpResponse:
    """What can happen to a proposal: every open step with what it needs, deadlines that run, steps that were taken."""
    line = line_of(request, ref)
    if line.number != ref:
        return HttpResponseRedirect(with_dates(request, reverse("progression:steps", args=[line.number])))
    state = queries.state_of(request.lens, line.key)
    taken = queries.steps_of(request.lens, line.key)
    keeps = find.KEEPS in request.viewer.holds
    views = _views(request, line, state) if state else []
    return _page(
        request,
        "steps.html",
        line=line,
        state=state,
        help=_help(state),
        main=[one for one in views if one.own.step.line == "main"],
        side=[one for one in views if one.own.step.line != "main"],
        running=static_view(tables.running_table(request, line.number, state.running, may_move=keeps), "deadlines")
        if state and state.running
        else None,
        ends=static_view(ends, "derogations") if (ends := ending_table(request, line.key)) else None,
        asked=_asked(state, taken),
        taken=static_view(tables.taken_table(request, taken), "taken") if taken else None,
        undo=reverse("progression:undo", args=[line.number]) if keeps and taken else "",
    )


def _asked(state: State | None, taken: tuple[queries.TakenStep, ...]) -> list[TableView]:
    """For each step that asks several for an answer, and was begun or is open: what each of them answered."""
    if state is None:
        return []
    begun = {one.step for one in taken} | {one.step.id for one in state.steps}
    steps = [step for step in state.process.rules.steps if step.answers and step.id in begun]
    return [static_view(tables.answers_table(step, taken), f"answers-{step.id}") for step in steps]


def _help(state: State | None) -> Any:
    if state is None:
        return None
    return next(one for one in state.process.rules.statuses if one.status == state.standing.status)


def _views(request: Request, line: ProposalLine, state: State) -> list[StepView]:
    taker = taker_of(request)
    proposer = rules.Proposer(line.proposer_person, frozenset({line.proposer_organisation, line.on_behalf_of} - {""}))
    made = []
    for one in state.steps:
        step = one.step
        names = {actor.key: vocabulary.actor_name(actor) for actor in step.by}
        may = taker is not None and rules.may_take(step, taker, proposer, names).allowed
        due = [f"{run.name}: {run.explanation}" for run in state.running if run.clock in step.clocks]
        made.append(
            StepView(
                own=one,
                who=" or ".join(names.values()),
                by_when=" ".join(due),
                target=state.process.statuses[step.to].name if step.to else "",
                tag=BLOCKED if one.is_blocked else READY,
                take=reverse("progression:take", args=[line.number, step.id]) if may and not one.is_blocked else "",
                rule=", ".join(str(part) for part in step.reference),
            )
        )
    return made


def taker_of(request: Request) -> rules.Taker | None:
    """The viewer as somebody who may take steps today; None for the public. One query."""
    key = request.viewer.key
    if not key.startswith(PERSON):
        return None
    now = clock.now()
    keeps = find.KEEPS in request.viewer.holds
    return rules.Taker(key, clock.today(), () if keeps else holdings(key, now), keeps_register=keeps)


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits for the person who is signed in, and what the person waits for, with the deadlines."""
    if request.viewer.key == PUBLIC.key:
        return redirect_to_login(request.get_full_path())
    lens = Lens(request.viewer, request.lens.valid_at, request.lens.known_at)
    found = queries.desk_of(lens, request.viewer.key)
    every = Link("All proposals", reverse("register:proposals"))
    nothing = Empty("No step waits for you", _why_nothing(found), action=every)
    why = "You neither propose nor lead an undecided proposal, nor speak for an organisation that does."
    none = Empty("You wait for no step", why)
    mine = tables.desk_table(request, "Proposals that wait for you", found.mine, nothing, who=False)
    theirs = tables.desk_table(request, "Proposals you wait for", found.theirs, none, who=True)
    assessed = _assessments(request)
    more = [(one.title, static_view(table, one.name)) for one in desk_parts() if (table := one.table(request))]
    parts = [
        _tile("mine", "Proposals that wait for you", found.mine_total, "warn"),
        *([_tile("assessments", "Assessments to return", assessed.total_rows, "warn")] if assessed else []),
        *(_tile(table.name, title, table.total_rows, "warn") for title, table in more),
        _tile("theirs", "Proposals you wait for", found.theirs_total, "info"),
    ]
    return _page(
        request,
        "desk.html",
        desk=found,
        parts=parts,
        mine=static_view(mine, "mine"),
        theirs=static_view(theirs, "theirs"),
        acts_as=", ".join(found.acts_as),
        assessments=assessed,
        more=more,
    )


def _tile(part: str, label: str, figure: int, tone: str) -> dict[str, Any]:
    """A figure that leads to its part of the desk."""
    return {"figure": figure, "label": label, "href": f"#{part}", "tone": tone if figure else "grey"}


def _assessments(request: Request) -> TableView | None:
    """What is with the assessor, for who assesses. Two queries; none for anybody else."""
    if ASSESS not in request.viewer.holds or find.KEEPS in request.viewer.holds:
        return None
    running = assessments.running(request.lens)
    if not running:
        return None
    numbers = register.numbers_at(request.lens, {one.proposal for one in running})
    by_day = sorted(running, key=lambda one: one.deadline.due if one.deadline else date.max)
    return static_view(tables.assessments_table(request, by_day, numbers), "assessments")


def _why_nothing(found: queries.Desk) -> str:
    if not found.acts_as:
        return "You hold no role today that takes a step of the process."
    return f"You act as {', '.join(found.acts_as)}, and no proposal waits for that."
