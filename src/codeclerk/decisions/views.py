"""The pages of decisions: what was decided and what waits, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.decisions import forms, queries, tables, vocabulary
from codeclerk.decisions.packs import Reach
from codeclerk.decisions.rules.lists import OUTCOME, PROPOSAL
from codeclerk.decisions.rules.values import Decision
from codeclerk.decisions.windows import windows as windows_of
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import queries as proposals
from codeclerk.register import vocabulary as register
from codeclerk.register.rules.times import clause
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Reading
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link

NOTHING = "None was in the record on the day that this page looks at."


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "REVIEWS": tables.REVIEWS,
        "with_dates": lambda href: with_dates(request, href),
        **context,
    }
    return render(request, f"decisions/{template}", shown)


@require_safe
def decisions(request: Request) -> HttpResponse:
    """What was decided, by day, to filter by body and to download; what is with the Authority; reviews to settle; what
    is put to coming meetings; where the lists of sources differ."""
    lens = request.lens
    every = queries.decisions(lens)
    table = tables.decisions_table(request, every, _empty(request))
    shown = table_response(request, table, "decisions", filters=("body", "outcome"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    waiting = queries.awaiting_authority(lens)
    coming = [one for one in queries.presented(lens, body="") if one.meeting >= lens.valid_at]
    reviews = [one for one in every if one.review is not None and not one.review.is_settled]
    may = forms.RECORD in request.viewer.holds
    readings = sources.readings(lens, properties=(PROPOSAL, OUTCOME)).values()
    windows = windows_of(lens, every)
    own = [one for one in windows if one.is_open(lens.valid_at) or one.referred]
    month = max(tables.months_of(every), key=lambda one: one.first_day, default=None)
    return _page(
        request,
        "decisions.html",
        table=shown,
        total=len(every),
        awaiting=static_view(tables.awaiting_table(request, waiting), "awaiting") if waiting else None,
        reviews=static_view(tables.reviews_table(request, reviews), "reviews") if reviews else None,
        presented=static_view(tables.presented_table(request, coming, take_off=may), "presented") if coming else None,
        counts=static_view(tables.counts_table(request, every), "counts") if every else None,
        findings=queries.findings_in(lens, readings, every),
        windows=static_view(tables.windows_table(request, own, lens.valid_at), "windows") if own else None,
        month=month,
        summary=tables.in_words(tables.months_of(every)[month]) if month else (),
        tiles=[
            {"figure": len(waiting), "label": "With the Authority", "tone": "info"},
            {"figure": len(reviews), "label": "Reviews to settle", "tone": "warn" if reviews else "grey"},
            {"figure": len(coming), "label": "Put to coming meetings", "tone": "plum"},
            {"figure": len(every), "label": "Decisions in the record", "tone": "grey"},
        ],
    )


def _empty(request: Request) -> Empty:
    if forms.RECORD in request.viewer.holds:
        return Empty("No decision yet", NOTHING, action=Link("Record one", reverse("decisions:record")))
    return Empty("No decision yet", NOTHING)


@require_safe
def to_recommendations(request: Request) -> HttpResponse:
    """To the recommendations on the proposal that the form names, by any reference."""
    key = proposals.key_in_register(request.lens, request.GET.get("proposal", "").strip())
    (line,) = proposals.lines_of(request.lens, [key])
    return redirect(with_dates(request, reverse("decisions:recommendations", args=[line.number])))


@require_safe
def recommendations(request: Request, ref: str) -> HttpResponse:
    """What bodies can be asked for on a proposal where it stands, in the words of papers: as a page, and as text or
    JSON with `?format=` (PMP:23-30, PMP:79-85)."""
    (line,) = proposals.lines_of(request.lens, [proposals.key_in_register(request.lens, ref)])
    found = [(one, asks) for one in vocabulary.sets_for(line.stage) if (asks := one.asked_on(line.path))]
    said = [
        {
            "set": one.id,
            "name": one.name,
            "body": vocabulary.body_name(one.body),
            "recommendations": list(vocabulary.recommendations(asks, line.number)),
        }
        for one, asks in found
    ]
    wanted = request.GET.get("format", "")
    if wanted == "json":
        return JsonResponse({"proposal": line.number, "sets": said})
    if wanted == "txt":
        words = "\n\n".join("\n".join([f"{one['body']}: {one['name']}", *one["recommendations"]]) for one in said)
        return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8")
    put = [f"{reverse('decisions:put')}?proposal={line.number}&body={one.body}&set={one.id}" for one, _ in found]
    return _page(
        request,
        "recommendations.html",
        line=line,
        sets=list(zip(said, put, strict=True)),
        may=forms.RECORD in request.viewer.holds,
        here=with_dates(request, reverse("decisions:recommendations", args=[line.number])),
    )


@require_safe
def decision(request: Request, key: str) -> HttpResponse:
    """One decision: its body, the objectives that it rests on with their texts, its review, and what sources say."""
    lens = request.lens
    one = queries.decision(lens, key)
    subjects = [f"decision:{one.key}", *([f"meeting:{one.meeting}"] if one.meeting else [])]
    read = sources.in_order(sources.readings(lens, subjects).values())
    readings = [reading for reading in read if _is_about(reading, one)]
    together = (
        queries.decisions(lens, bodies=(one.body,), first=one.when.first, last=one.when.last)
        if one.when.is_day
        else (one,)
    )
    objectives = register.objectives()
    return _page(
        request,
        "decision.html",
        one=one,
        facts=_facts(one),
        objectives_name=register.objectives_name(),
        objectives=[(letter, objectives.get(letter, "")) for letter in one.objectives],
        rule=_rule(one),
        readings=readings,
        findings=queries.findings_in(lens, readings, together),
        others=[other for other in together if other.key != one.key],
        changes=forms.offered(request, one),
    )


def _is_about(reading: Reading, one: Decision) -> bool:
    """Whether what sources say of the meeting concerns this decision: of the proposals, only this one."""
    if reading.question.property == OUTCOME:
        return reading.question.qualifier == one.number
    return reading.question.property != PROPOSAL or any(
        str(claim.measure.value) == one.number for claim in reading.claims
    )


def _facts(one: Decision) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts."""
    when = clause(one.when).split(" ", 1)[1] if one.when.is_day or one.when.is_month else str(one.when)
    facts = [
        ("Body", one.body_name, ""),
        ("Outcome", one.outcome_name, one.sure if one.sure in ("inferred", "unverified") else ""),
        ("Decided", when, ""),
        ("Path", tables.path_name(one.path), ""),
        ("Note", one.note, ""),
    ]
    return [fact for fact in facts if fact[1]]


def _rule(one: Decision) -> dict[str, Any] | None:
    """By which rule of the pack the body may reach the outcome, with its reference and how sure it is."""
    outcome = vocabulary.outcome_by_id(one.outcome)
    reach = outcome.reach(one.body) if outcome else None
    if outcome is None or reach is None:
        return None
    return {
        "words": f"The {one.body_name} may reach this outcome{_under(reach)}.",
        "reference": ", ".join(str(each) for each in reach.reference),
        "sure": reach.sure.value if reach.sure.value in ("inferred", "unverified") else "",
        "note": reach.note or "",
    }


def _under(reach: Reach) -> str:
    if reach.path:
        return f" under {tables.path_name(reach.path)}"
    return f" on a proposal marked {register.flag(reach.flag).name}" if reach.flag else ""
