"""For benchmarks: the list as a simple application has it: one row a proposal, as it stands now, in one table.

The same page, with the same template and the same middleware, from plain queries. It has no history, no day to look at
and no sources; it is what one would write first.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from codeclerk.register import queries, wording
from codeclerk.register.views import Choice
from codeclerk.site.urls import urlpatterns as site
from codeclerk.ui.table_views import Fetched, Wish, queried_response
from codeclerk.ui.tables import Column, Kind, Link, Table
from codeclerk.ui.tags import stage_tag

COLUMNS = (
    Column("number", "Number", Kind.REFERENCE),
    Column("title", "Title"),
    Column("stage", "Stage", Kind.TAG),
    Column("status", "Status"),
    Column("proposer", "Proposer"),
    Column("release", "Target release"),
    Column("age", "Age, WD", Kind.NUMBER, none="–"),
    Column("next", "Next step"),
)
CHOICES = (("status", "Status"), ("path", "Path"), ("release", "Target release"), ("documents", "Document"))


class FlatProposal(models.Model):
    """A proposal as it stands now."""

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300, db_index=True)
    stage = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=100, db_index=True)
    path = models.CharField(max_length=64, db_index=True)
    proposer = models.CharField(max_length=200)
    release = models.CharField(max_length=100, db_index=True)
    documents = models.CharField(max_length=300, db_index=True)
    age = models.IntegerField(null=True)
    next = models.CharField(max_length=300)

    class Meta:
        app_label = "bench"


def fill(lens: Any) -> None:
    """Take the register as it stands at the lens."""
    FlatProposal.objects.bulk_create(
        FlatProposal(
            number=line.number,
            title=line.title,
            stage=line.stage,
            status=line.status_name,
            path=line.path,
            proposer=line.proposer_name,
            release=line.release,
            documents=", ".join(line.documents),
            age=line.age,
            next=f"{line.next_event.title}, {line.next_event.printed}" if line.next_event else "",
        )
        for line in queries.proposals(lens)
    )


def proposals(request: HttpRequest) -> HttpResponse:
    """The list, narrowed and in pages."""
    rows = FlatProposal.objects.order_by("number")
    if stage := request.GET.get("stage"):
        rows = rows.filter(stage=stage)
    if document := request.GET.get("document"):
        rows = rows.filter(documents__contains=document)
    for word in request.GET.get("q", "").split():
        rows = rows.filter(title__icontains=word)

    def fetch(wish: Wish) -> Fetched:
        ordered = rows.order_by(f"{'-' if wish.descending else ''}{wish.order}") if wish.order else rows
        made = tuple(_row(one) for one in ordered[wish.first : wish.first + (wish.size or 0)])
        return Fetched(Table("Proposals", COLUMNS, made, stack=True), rows.count())

    every = FlatProposal.objects
    counts = dict(every.values_list("stage").annotate(Count("pk")))
    choices = [
        Choice(name, label, tuple((one, one) for one in every.values_list(name, flat=True).distinct() if one), "")
        for name, label in CHOICES
    ]
    shown = {
        "table": queried_response(request, fetch, "proposals", orders=("number", "title", "age")),
        "total": sum(counts.values()),
        "tiles": [{"figure": n, "label": wording.stage(id), "href": f"?stage={id}"} for id, n in counts.items()]
        + [{"figure": round(every.aggregate(mean=Avg("age"))["mean"] or 0), "label": "Age"}],
        "choices": choices,
        "wrong": {},
        "words": request.GET.get("q", ""),
        "raised_from": "",
        "raised_to": "",
        "is_filtered": bool(request.GET),
        "more": False,
        "keep": [],
        "clear": "/flat/",
        "resolved": None,
        "raising": "",
        "list_links": (),
    }
    return render(request, "register/proposals.html", shown)


def _row(one: FlatProposal) -> dict[str, Any]:
    return {
        "number": Link(one.number, f"/proposals/{one.number}/"),
        "title": one.title,
        "stage": stage_tag(wording.stage(one.stage)) if one.stage else None,
        "status": one.status,
        "proposer": one.proposer,
        "release": one.release,
        "age": one.age,
        "next": one.next,
    }


urlpatterns: list[URLPattern | URLResolver] = [path("flat/", proposals), *site]
