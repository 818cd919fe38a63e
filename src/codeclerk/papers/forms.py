"""The forms of the acts on papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from codeclerk.kernel import bus, clock
from codeclerk.kernel.calendar.dates import parse_month
from codeclerk.papers import queries, registry
from codeclerk.papers.commands import IssuePaper, ReissuePaper, stream
from codeclerk.people.middleware import AS_AT, Request
from codeclerk.ui.act_forms import ActPage, act_form


def _to_paper(outcome: bus.Outcome) -> str:
    return reverse("papers:issued", args=[outcome.answer["reference"]])


def with_values(href: str, values: Mapping[str, str]) -> str:
    """An address of a draft with the values that its kind asks for."""
    return f"{href}?{urlencode(values)}" if values else href


def _papers() -> tuple[str, str]:
    return ("Papers", reverse("papers:papers"))


@require_http_methods(["GET", "POST"])
def issue(request: Request, kind: str, period: str) -> HttpResponse:
    """Issue the paper of a period."""
    found, month = registry.find(kind), parse_month(period)
    values = found.values_in(request.GET.dict())
    draft = with_values(reverse("papers:draft", args=[found.name, month.isoformat()]), values)
    dated = any(request.GET.get(name) for name in AS_AT)
    as_at = request.lens.valid_at if dated else registry.as_at_of(found, month, clock.now())
    fixed: dict[str, Any] = {"kind": found.name, "period": month.isoformat(), "known_at": None, "values": values}
    title = ", ".join((found.title, *values.values(), str(month)))
    return act_form(
        request,
        IssuePaper,
        actor=request.viewer.key,
        done=_to_paper,
        fixed=fixed,
        initial={"as_at": as_at, "classification": found.classification.value},
        page=ActPage(
            heading=f"Issue: {title}",
            lead="It is built from the record once more. What is issued is kept as it is and never changed.",
            crumbs=[("Home", "/"), _papers(), (title, draft)],
            cancel=draft,
            confirm="Issue the paper",
            done=f"{title} is issued",
        ),
    )


@require_http_methods(["GET", "POST"])
def reissue(request: Request, reference: str) -> HttpResponse:
    """Issue a paper again as a new version."""
    one = queries.paper(request.lens, reference)
    here = reverse("papers:issued", args=[reference])
    fixed: dict[str, Any] = {
        "kind": one.kind,
        "period": one.period,
        "reference": reference,
        "known_at": None,
        "values": registry.find(one.kind).values_of(one.subject),
    }
    return act_form(
        request,
        ReissuePaper,
        actor=request.viewer.key,
        done=_to_paper,
        fixed=fixed,
        initial={"as_at": one.as_at, "classification": one.classification.value},
        streams=(stream(reference),),
        page=ActPage(
            heading=f"Issue {reference} again",
            lead="A new version is built from the record as it is known now. The versions before stay as they are.",
            crumbs=[("Home", "/"), _papers(), (reference, here)],
            cancel=here,
            confirm="Issue the new version",
            done=f"{reference} is issued again",
        ),
    )
