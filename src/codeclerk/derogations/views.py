"""The pages of derogations: those in force and those that ended, and one of them. Forms stand in `forms.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.derogations import forms, queries, tables
from codeclerk.derogations.rules.terms import Standing
from codeclerk.derogations.rules.values import Deadline, Derogation, decided_words, sure_of
from codeclerk.kernel.calendar import DateStyle, Month, format_date
from codeclerk.people.middleware import Request, with_dates
from codeclerk.sources import queries as sources
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link
from codeclerk.ui.words import plural

NOTHING = "None was in the record on the day that this page looks at."
SOON = 30
"""With so many days left or fewer, an end is shown as due soon."""


def _page(request: Request, template: str, **context: Any) -> HttpResponse:
    shown = {
        "lens": request.lens,
        "viewer": request.viewer,
        "STANDINGS": tables.STANDINGS,
        "with_dates": lambda href: with_dates(request, href),
        "may_record": forms.RECORD in request.viewer.holds,
        **context,
    }
    return render(request, f"derogations/{template}", shown)


@require_safe
def derogations(request: Request) -> HttpResponse:
    """What is in force, until when; the time line; and every derogation, to sort and download."""
    on = request.lens.valid_at
    every = queries.derogations(request.lens)
    table = tables.derogations_table(request, every, _empty(request))
    shown = table_response(request, table, "derogations", filters=("standing", "party"), searchable=True)
    if isinstance(shown, HttpResponse):
        return shown
    counts = {one: sum(1 for made in every if made.standing is one) for one in Standing}
    drawn, words = tables.drawing(every, on, "Derogations over time", named=True)
    return _page(
        request,
        "derogations.html",
        table=shown,
        total=len(every),
        current=[(one, ends(one, on)) for one in every if one.standing in (Standing.IN_FORCE, Standing.UNCLEAR)],
        drawing=drawn,
        drawn=words,
        tiles=[
            {"figure": counts[Standing.IN_FORCE], "label": "In force", "tone": "plum"},
            {
                "figure": counts[Standing.UNCLEAR],
                "label": "Unclear",
                "tone": "warn" if counts[Standing.UNCLEAR] else "grey",
            },
            {"figure": counts[Standing.ENDED], "label": "Ended", "tone": "grey"},
        ],
    )


def _empty(request: Request) -> Empty:
    if forms.RECORD in request.viewer.holds:
        return Empty("No derogation yet", NOTHING, action=Link("Record one", reverse("derogations:grant")))
    return Empty("No derogation yet", NOTHING)


@require_safe
def derogation(request: Request, key: str) -> HttpResponse:
    """One derogation: the rules, its time with every extension, its conditions, what ends it, what is odd about it."""
    lens = request.lens
    one = queries.derogation(lens, key)
    drawn, words = tables.drawing([one], lens.valid_at, f"Time of {one.name}", named=False)
    return _page(
        request,
        "derogation.html",
        one=one,
        ends=ends(one, lens.valid_at),
        facts=_facts(one),
        stretches=static_view(tables.stretches_table(one), "stretches"),
        conditions=static_view(tables.conditions_table(one.conditions), "conditions") if one.conditions else None,
        decisions=[(decided_words(said), said.decision) for said in one.said if said.decision],
        readings=sources.in_order(sources.readings(lens, [f"derogation:{one.key}"]).values()),
        drawing=drawn,
        drawn=words,
        changes=forms.offered(request, one),
    )


def ends(one: Derogation, on: date) -> dict[str, str] | None:
    """The end to come as the deadline macro shows it; None where there is none, or no day of it is known."""
    found = one.deadline(on)
    if found is None:
        return None
    left = (found.day - on).days
    return {
        "due": day_words(found),
        "iso": "" if found.is_month else found.day.isoformat(),
        "rule": f"It runs {found.why}.",
        "state": "soon" if left <= SOON else "open",
        "note": "day not known" if found.is_month else f"{plural(left, 'day')} left" if left else "today",
    }


def day_words(found: Deadline) -> str:
    """`Wednesday 24 February 2021`, or `February 2020` where no more is known."""
    month = Month(found.day.year, found.day.month)
    return str(month) if found.is_month else format_date(found.day, DateStyle.WEEKDAY)


def _facts(one: Derogation) -> list[tuple[str, str, str]]:
    """(label, value, how sure) for the list of facts."""
    sure = sure_of(one)
    over = one.over
    facts = [
        ("Granted by", f"{one.body_name}, {decided_words(one.granted)}", sure.get("granted", "")),
        ("What is permitted", one.what, ""),
        ("From", str(one.starts) if one.starts else "", sure.get("granted", "")),
        ("Ends", one.end_words, sure.get("extended", "") if one.extensions else ""),
        ("Why", over.reason if over else "", ""),
    ]
    return [fact for fact in facts if fact[1]]
