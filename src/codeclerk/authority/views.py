"""The pages of the Authority: what is with it, one proposal with its report pack, and the pack itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.authority import bundle, queries, tables
from codeclerk.authority.rules import Aim
from codeclerk.authority.waiting import WithAuthority
from codeclerk.decisions.tables import windows_table
from codeclerk.decisions.windows import windows as windows_of
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.lens import Classification
from codeclerk.people.middleware import Request, with_dates
from codeclerk.progression.views import line_of, taker_of
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.votes import queries as votes

ZIP = "application/zip"


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"authority/{template}", shown)


@require_safe
def authority(request: Request) -> HttpResponse:
    """What waits for the Authority or a government body, with the days used; what it decided, and in how long."""
    lens = request.lens
    own = queries.aim(lens)
    made = queries.history(lens)
    filters = ("body", "outcome")
    shown = table_response(request, tables.history_table(request, made), "history", filters=filters, searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    found = queries.waiting(lens, taker_of(request))
    windows = [one for one in windows_of(lens) if one.is_open(lens.valid_at) or one.referred]
    late = [one for one in found if one.is_overdue(lens.valid_at)]
    return _page(
        request,
        "authority.html",
        aim=own,
        waiting=static_view(tables.waiting_table(request, found, own), "waiting") if found else None,
        chart=tables.history_chart(made, own),
        history=shown,
        mine=[(one, _forms(one)) for one in found if one.to_take],
        windows=static_view(windows_table(request, windows, lens.valid_at), "windows") if windows else None,
        tiles=[
            {"figure": len(found), "label": "With the Authority", "tone": "info"},
            {"figure": len(late), "label": "Past the aim", "tone": "warn" if late else "grey"},
            {"figure": len(made), "label": "Decided", "tone": "grey"},
        ],
    )


def _forms(one: WithAuthority) -> list[tuple[str, str]]:
    return [(each.name, reverse("progression:take", args=[one.line.number, each.step])) for each in one.to_take]


@require_safe
def proposal(request: Request, ref: str) -> HttpResponse:
    """What the report pack of a proposal holds for this reader, and where the proposal stands with the Authority."""
    line = line_of(request, ref)
    own = queries.aim(request.lens)
    one = next((each for each in queries.waiting(request.lens, taker_of(request)) if each.line.key == line.key), None)
    return _page(
        request,
        "proposal.html",
        line=line,
        one=one,
        aim=own,
        facts=_facts(one, own) if one else [],
        due_tag=tables.standing_tag(request, one) if one else None,
        forms=_forms(one) if one else [],
        votes=[
            (each.named, reverse("votes:vote", args=[each.key])) for each in votes.of_proposal(request.lens, line.key)
        ],
        parts=bundle.contents(request.lens, line.key),
        href=with_dates(request, reverse("authority:pack", args=[line.number])),
    )


def _facts(one: WithAuthority, own: Aim | None) -> list[tuple[str, str]]:
    of = f" of {own.working_days}" if own and one.used is not None else ""
    facts = [
        ("With it since", format_date(one.since) if one.since else "not known"),
        ("Working Days used", f"{one.used}{of}" if one.used is not None else ""),
        ("Aims to decide by", format_date(one.due) if one.due else ""),
        ("How that is counted", one.deadline.explanation if one.deadline else ""),
        ("Moved", one.moved.words if one.moved else ""),
        ("What it is asked", one.asked.outcome_name if one.asked else "No recommendation is recorded."),
    ]
    return [fact for fact in facts if fact[1]]


@require_safe
def pack(request: Request, ref: str) -> HttpResponseBase:
    """The report pack of a proposal as one file, written while it is read."""
    line = line_of(request, ref)
    made = bundle.parts_of(request.lens, line.key)
    bundle.check_whole(made)
    response = StreamingHttpResponse(bundle.stream(made), content_type=ZIP)
    response["Content-Disposition"] = f'attachment; filename="{bundle.file_name(line.number, request.lens)}"'
    response["X-Content-Type-Options"] = "nosniff"
    is_open = request.viewer.may_see == frozenset({Classification.WHITE})
    response["Cache-Control"] = "private" if is_open else "private, no-store"
    return response
