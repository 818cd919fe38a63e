"""The pages of timetables: the grid of many proposals, and how far the dates of one of them moved."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar.dates import Month, parse_month
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import queries, timetable_tables, vocabulary, wording
from codeclerk.register.gantt import description, gantt
from codeclerk.register.grid_drawing import grid_svg
from codeclerk.register.groups import names
from codeclerk.register.queries import Filters, ProposalLine
from codeclerk.register.queries.grid import grid_of, group_of
from codeclerk.register.queries.timetables import timetable
from codeclerk.register.rules.timetable_grid import MOST, SPAN, Grid, month_after, window
from codeclerk.register.rules.timetable_slip import CONVENTION_WORDS, slips, summary
from codeclerk.register.views import Choice, canonical
from codeclerk.ui.table_views import Fetched, Wish, queried_response, table_response

PER_PAGE = 25
TITLE = "Timetables month by month"
WRONG_SPAN = Reason(
    "register.grid_span",
    rule="a grid of timetables has from one month to {most}",
    problem="{object} is no number of months for it",
    remedy="Write a whole number from 1 to {most}.",
)


@require_safe
def timetables(request: Request) -> HttpResponse:
    """The grid of the open proposals, narrowed by stage, status and Working Group, over a window of months."""
    wanted = _asked(request)
    drawn: list[Grid] = []

    def fetch(wish: Wish) -> Fetched:
        found = _lines(request, wanted, wish)
        grid = grid_of(request.lens, found.lines, wanted.months, found.grouped)
        drawn[:] = [grid]
        return Fetched(timetable_tables.grid_table(request, grid), found.total)

    view = queried_response(request, fetch, "timetables", orders=("number", "title"), per_page=PER_PAGE)
    if isinstance(view, HttpResponse):
        return view
    grid = drawn[0]
    here = reverse("register:timetables")
    first, count = wanted.months[0], len(wanted.months)
    return _page(
        request,
        "timetables.html",
        table=view,
        grid=grid,
        drawing=grid_svg(grid, TITLE),
        boxed=timetable_tables.boxed_words(grid),
        choices=_choices(request, wanted),
        months=str(count),
        first=first.isoformat(),
        show=wanted.show,
        wrong=dict(wanted.wrong),
        earlier=_moved(request, here, month_after(first, -count // 2), count),
        later=_moved(request, here, month_after(first, count // 2), count),
        keep=[(k, request.GET[k]) for k in ("as_at", "known_at", "sort", "dir") if request.GET.get(k)],
        clear=with_dates(request, here) if wanted.is_narrowed else "",
        has_bars=bool(grid.bars),
    )


@dataclass(frozen=True)
class _Asked:
    """What the address asks for. `wrong` has what cannot be read, by parameter."""

    months: tuple[Month, ...]
    stage: str = ""
    status: str = ""
    group: str = ""
    show: str = ""
    is_narrowed: bool = False
    wrong: tuple[tuple[str, str], ...] = ()

    @property
    def filters(self) -> Filters:
        """Open proposals, unless a stage or a status is chosen or all are asked for."""
        whole = self.stage or self.status or self.show == "all"
        return Filters(
            stages=(self.stage,) if self.stage else (),
            statuses=(self.status,) if self.status else (),
            is_pre_decision=None if whole else True,
        )


def _asked(request: Request) -> _Asked:
    given = {name: request.GET.get(name, "").strip() for name in ("stage", "status", "group", "show", "from", "months")}
    wrong = []
    first, span = None, SPAN
    try:
        first = parse_month(given["from"]) if given["from"] else None
    except Refused as refused:
        wrong.append(("from", refused.first.remedy))
    try:
        span = _span(given["months"])
    except Refused as refused:
        wrong.append(("months", refused.first.remedy))
    return _Asked(
        window(request.lens.valid_at, first, span),
        given["stage"],
        given["status"],
        given["group"],
        given["show"],
        any(given.values()),
        tuple(wrong),
    )


def _span(text: str) -> int:
    if not text:
        return SPAN
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
        raise WRONG_SPAN.refuse(text[:20], most=MOST, field="months")
    return int(text)


@dataclass(frozen=True)
class _Lines:
    lines: tuple[ProposalLine, ...]
    total: int
    grouped: dict[str, str] | None = None


def _lines(request: Request, wanted: _Asked, wish: Wish) -> _Lines:
    """The proposals of a page. A Working Group is looked for among all that the other filters keep."""
    lens, order = request.lens, f"-{wish.order}" if wish.descending else wish.order or "number"
    if not wanted.group:
        page = queries.page_of(lens, wanted.filters, order, wish.first, wish.size)
        return _Lines(page.lines, page.total)
    every = queries.proposals(lens, wanted.filters, order)
    grouped = dict(group_of(lens, every))
    kept = [line for line in every if grouped.get(line.key) == wanted.group]
    last = None if wish.size is None else wish.first + wish.size
    return _Lines(tuple(kept[wish.first : last]), len(kept), grouped)


def _choices(request: Request, wanted: _Asked) -> list[Choice]:
    statuses = {id: wording.status(profile, id) for profile, id in vocabulary.status_names()}
    return [
        Choice("stage", "Stage", tuple((one.id, one.name) for one in vocabulary.stages()), wanted.stage),
        Choice("status", "Status", tuple(sorted(statuses.items(), key=lambda pair: pair[1])), wanted.status),
        Choice("group", "Working Group", tuple(names(request.lens.valid_at).items()), wanted.group),
    ]


def _moved(request: Request, here: str, first: Month, count: int) -> str:
    """The same grid over other months."""
    query = request.GET.copy()
    query["from"], query["months"] = first.isoformat(), str(count)
    query.pop("page", None)
    return f"{here}?{query.urlencode()}"


@require_safe
def proposal_timetable(request: Request, ref: str) -> HttpResponse:
    """The timetable of one proposal: drawn, and what became of each date, with the reason for every move."""
    found = canonical(request, ref, "register:timetable")
    if isinstance(found, HttpResponse):
        return found
    line = queries.proposal_of(request.lens, found).line
    rows, day = timetable(request.lens, found), request.lens.valid_at
    caption = f"Timetable of {line.number}"
    moved = slips(rows)
    table = table_response(
        request, timetable_tables.slips_table(moved, day, caption), f"timetable-{line.number}", per_page=200
    )
    if isinstance(table, HttpResponse):
        return table
    return _page(
        request,
        "timetable.html",
        line=line,
        table=table,
        drawing=gantt(rows, day, caption),
        drawn=description(rows, day),
        summary=summary(moved),
        convention=CONVENTION_WORDS,
    )


def _page(request: Request, template: str, **context: object) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"register/{template}", shown)
