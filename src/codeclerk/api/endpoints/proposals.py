"""Proposals: the register, their steps and their timetables."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from codeclerk.api import parameters, shapes
from codeclerk.api.answering import answer, item, listed, look
from codeclerk.api.endpoints.base import day_of, key_of, reads
from codeclerk.api.rules import (
    check_value,
)
from codeclerk.progression import answers as progression_answers
from codeclerk.progression import queries as progression
from codeclerk.register import answers as register_answers
from codeclerk.register import queries as register
from codeclerk.register import vocabulary as register_words
from codeclerk.register.rules.timetable_slip import slips, summary


@reads("proposals", shapes.Proposals, "proposals", "proposals?stage=refine&limit=2")
def proposals(request: HttpRequest, asked: Query[parameters.Proposals]) -> HttpResponse:
    """The proposals in the register, narrowed and in an order."""
    looking = look(request, asked)
    filters = register.Filters(
        words=asked.q,
        stages=tuple(register_words.stage(one).id for one in asked.stage),
        statuses=tuple(
            check_value("status", one, {id for _, id in register_words.status_names()}) for one in asked.status
        ),
        paths=tuple(register_words.path(one).id for one in asked.path),
        flags=tuple(register_words.flag(one).id for one in asked.flag),
        documents=tuple(register_words.document(one, "document") for one in asked.document),
        systems=tuple(register_words.system(one, "system") for one in asked.system),
        parties=tuple(register_words.party(one, "party") for one in asked.party),
        releases=tuple(asked.release),
        proposers=tuple(asked.proposer),
        raised_from=day_of(asked.raised_from),
        raised_to=day_of(asked.raised_to),
        is_held=asked.held,
        is_pre_decision=asked.pre_decision,
        with_split=asked.split,
    )
    check_value("order", asked.order.removeprefix("-"), register.ORDERS)

    def make() -> dict[str, Any]:
        found = register.page_of(looking.lens, filters, asked.order, looking.first, asked.limit)
        return listed(looking, [register_answers.line_json(line) for line in found.lines], found.total)

    return answer(looking, make)


@reads("proposals/{ref}", shapes.OneProposal, "proposals", "proposals/MP107?as_at=2021-03-05")
def proposal(request: HttpRequest, ref: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One proposal, by any of its numbers or aliases, or by a slug of its title."""
    looking = look(request, asked, ref=ref)
    return item(
        looking, lambda: register_answers.proposal_json(register.proposal_of(looking.lens, key_of(looking, ref)))
    )


@reads("proposals/{ref}/steps", shapes.OneProposalSteps, "proposals", "proposals/MP107/steps?as_at=2021-03-05")
def proposal_steps(request: HttpRequest, ref: str, asked: Query[parameters.Look]) -> HttpResponse:
    """What can happen to a proposal: deadlines that run, open steps with what each needs, steps that were taken."""
    looking = look(request, asked, ref=ref)

    def make() -> dict[str, Any]:
        line = register.proposal_of(looking.lens, key_of(looking, ref)).line
        state = progression.state_of(looking.lens, line.key)
        return progression_answers.state_json(line.number, state, progression.steps_of(looking.lens, line.key))

    return item(looking, make)


@reads("proposals/{ref}/timetable", shapes.OneTimetable, "proposals", "proposals/MP107/timetable?as_at=2021-03-05")
def proposal_timetable(request: HttpRequest, ref: str, asked: Query[parameters.Look]) -> HttpResponse:
    """The timetable of a proposal: how far each date moved since it was planned first, and why."""
    looking = look(request, asked, ref=ref)

    def make() -> dict[str, Any]:
        line = register.proposal_of(looking.lens, key_of(looking, ref)).line
        found = slips(register.timetable(looking.lens, line.key))
        events = [register_answers.slip_json(one) for one in found]
        return {"number": line.number, "summary": summary(found), "events": events}

    return item(looking, make)
