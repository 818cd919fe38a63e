"""The pages of the register: the list, one proposal, its history. Forms stand in `forms.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar.dates import format_date, parse_date
from codeclerk.kernel.errors import Refused
from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.queries import person_as_at
from codeclerk.register import forms, queries, tables, vocabulary, wording
from codeclerk.register.gantt import description, gantt
from codeclerk.register.queries import Filters, ProposalLine
from codeclerk.register.rules.ages import mean_age
from codeclerk.register.rules.numbers import UNKNOWN_PROPOSAL
from codeclerk.register.rules.times import clause
from codeclerk.register.rules.timetable import Standing, not_confirmed
from codeclerk.ui.errors import refused_response, wants_json
from codeclerk.ui.table_views import static_view, table_response
from codeclerk.ui.tables import Empty, Link


def _page(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"lens": request.lens, "viewer": request.viewer, "wording": wording, **context}
    return render(request, f"register/{template}", shown, status=status)


# --- the list -----------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """One list of the filter: its parameter, its label, and (value, label) pairs."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@require_safe
def proposals(request: Request) -> HttpResponse:
    """The register, narrowed by stage, status, path, document, party, release, flag and day raised; to download.

    A word is looked for in numbers, aliases and titles, past ones too.
    """
    asked, wrong = _filters(request)
    everything = queries.proposals(request.lens)
    shown = queries.proposals(request.lens, asked) if asked.words.strip() else None
    lines = [line for line in (everything if shown is None else shown) if asked.keeps(line)]
    resolved = _resolved(request, asked.words)
    table = tables.proposals_table(request, lines, _empty(request, everything, asked, resolved))
    view = table_response(request, table, "proposals")
    if isinstance(view, HttpResponse):
        return view
    return _page(
        request,
        "proposals.html",
        table=view,
        total=len(everything),
        tiles=_tiles(request, everything),
        choices=_choices(request, everything),
        wrong=wrong,
        words=asked.words,
        raised_from=request.GET.get("raised_from", ""),
        raised_to=request.GET.get("raised_to", ""),
        is_filtered=asked != Filters(),
        more=bool(wrong or any(request.GET.get(name) for name in MORE)),
        keep=[(k, request.GET[k]) for k in ("as_at", "known_at", "sort", "dir") if request.GET.get(k)],
        clear=with_dates(request, reverse("register:proposals")),
        resolved=resolved,
    )


_LISTS = {
    "stage": "stages",
    "status": "statuses",
    "path": "paths",
    "flag": "flags",
    "document": "documents",
    "party": "parties",
    "release": "releases",
}


MORE = ("document", "party", "flag", "raised_from", "raised_to")
"""The filters that are folded away until one of them is used."""


def _filters(request: HttpRequest) -> tuple[Filters, dict[str, str]]:
    """What the address narrows the list to, and what is wrong with its dates, by parameter."""
    given: dict[str, Any] = {
        field: tuple(one for one in request.GET.getlist(name) if one) for name, field in _LISTS.items()
    }
    wrong = {}
    for name in ("raised_from", "raised_to"):
        typed = request.GET.get(name, "").strip()
        try:
            given[name] = parse_date(typed) if typed else None
        except Refused as refused:
            wrong[name] = refused.first.remedy
    return Filters(words=request.GET.get("q", ""), **given), wrong


def _choices(request: HttpRequest, lines: Sequence[ProposalLine]) -> list[Choice]:
    statuses = {line.status: wording.status(line.profile, line.status) for line in lines if line.status}
    documents = sorted({one for line in lines for one in line.documents})
    releases = sorted({line.release for line in lines if line.release})
    parties = {one for line in lines for one in line.party_categories}
    named = {
        "stage": ("Stage", [(stage.id, stage.name) for stage in vocabulary.stages()]),
        "status": ("Status", sorted(statuses.items(), key=lambda pair: pair[1])),
        "path": ("Path", [(path.id, path.name) for path in vocabulary.paths()]),
        "release": ("Target release", [(one, one) for one in releases]),
        "document": ("Document", [(one, one) for one in documents]),
        "party": ("Party category", sorted((one, wording.affected("party_categories", one)) for one in parties)),
        "flag": ("Flag", [(flag.id, flag.name) for flag in vocabulary.flags()]),
    }
    return [Choice(name, label, tuple(pairs), request.GET.get(name, "")) for name, (label, pairs) in named.items()]


def _tiles(request: HttpRequest, lines: Sequence[ProposalLine]) -> list[dict[str, Any]]:
    """How many are in each stage, and how old the undecided ones are on the whole."""
    counts = Counter(line.stage for line in lines)
    looks = {"define": "info", "refine": "plum", "opine": "warn", "release": "good", "closed": "grey"}
    base = reverse("register:proposals")
    tiles: list[dict[str, Any]] = [
        {
            "figure": counts[stage.id],
            "label": stage.name,
            "href": with_dates(request, f"{base}?stage={stage.id}"),
            "tone": looks.get(stage.id, "grey"),
        }
        for stage in vocabulary.stages()
    ]
    open_ones = [line for line in lines if line.is_pre_decision]
    mean = mean_age(line.age for line in open_ones)
    known = sum(1 for line in open_ones if line.age is not None)
    if mean is not None:
        note = f"mean of {known} of {len(open_ones)} whose day is known" if known < len(open_ones) else "mean age"
        tiles.append({"figure": mean, "unit": "WD", "label": "Age of undecided ones", "note": note})
    return tiles


def _resolved(request: Request, words: str) -> queries.Resolution | Refused | None:
    """What the search words name as a reference: a proposal, or a refusal with the nearest one."""
    if not any(c.isdigit() for c in words) or len(words.split()) > 2:
        return None
    try:
        return queries.resolve(request.lens, words)
    except Refused as refused:
        return refused


def _empty(request: Request, lines: Sequence[ProposalLine], asked: Filters, resolved: Any) -> Empty:
    """Why the list is empty, and what to do."""
    if lines:
        if isinstance(resolved, Refused) and resolved.first.facts["suggestion"].startswith("Did you mean "):
            near = resolved.first.facts["suggestion"].removeprefix("Did you mean ").removesuffix("?")
            action = Link(f"Did you mean {near}?", with_dates(request, reverse("register:proposal", args=[near])))
            return Empty(f"{asked.words.strip()}: no such proposal", "Nothing is guessed.", action=action)
        clear = Link("Clear the filters", with_dates(request, reverse("register:proposals")))
        return Empty("No proposal matches", f"{len(lines)} are there without the filters.", action=clear)
    first = queries.register_begins(request.lens)
    if first is not None and first > request.lens.valid_at:
        here = f"{reverse('register:proposals')}?as_at={first.isoformat()}"
        action = Link(f"Look at {format_date(first)}", here)
        return Empty("The register begins later", f"Its first proposal is of {format_date(first)}.", action=action)
    return Empty("No proposal yet", "Nothing was in the register on the day that this page looks at.")


# --- one proposal -------------------------------------------------------------


@require_safe
def proposal(request: Request, ref: str) -> HttpResponse:
    """One proposal. Its address is its present number; any other number, alias or slug of a title leads there."""
    answer = _canonical(request, ref, "register:proposal")
    if isinstance(answer, HttpResponse):
        return answer
    view = queries.proposal(request.lens, ref)
    day = request.lens.valid_at
    caption = f"Timetable of {view.line.number}"
    timetable = table_response(request, tables.timetable_table(view.timetable, day, caption), "timetable")
    if isinstance(timetable, HttpResponse):
        return timetable
    reported = queries.reported(request.lens, view.line.key, view.line.number)
    return _page(
        request,
        "proposal.html",
        view=view,
        line=view.line,
        timetable=timetable,
        drawing=gantt(view.timetable, day, caption),
        drawn=description(view.timetable, day),
        coming=_coming(view.line, day),
        unconfirmed=not_confirmed(view.timetable, day),
        strip=_strip(view),
        links=static_view(tables.links_table(request, view.links), "links") if view.links else None,
        reported=reported,
        papers=_papers(reported),
        proposer=_person(request, view.line.proposer_person),
        contact=queries.contact_block_of(request.lens, view.line.lead_analyst),
        history=static_view(tables.history_table(queries.history_of(request.lens, view.line.key)), "history"),
        changes=forms.offered(request, view),
        affected_words=tables.affected_words,
        with_dates=lambda href: with_dates(request, href),
    )


@require_safe
def history(request: Request, ref: str) -> HttpResponse:
    """Everything that was recorded of a proposal, to sort, to search and to download."""
    answer = _canonical(request, ref, "register:history")
    if isinstance(answer, HttpResponse):
        return answer
    line = queries.proposal(request.lens, ref).line
    table = tables.history_table(queries.history(request.lens, ref))
    shown = table_response(request, table, f"history-{line.number}", filters=("actor",), searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "history.html", table=shown, line=line)


@require_safe
def legacy(request: Request, ref: str) -> HttpResponse:
    """An address of the public site, by number (SECMP-23) or by a slug: leads to the proposal for good (A03, A04)."""
    answer = _canonical(request, ref, "register:proposal", always=True)
    if isinstance(answer, HttpResponse):
        return answer
    raise AssertionError("a legacy address always redirects")


def _canonical(request: Request, ref: str, name: str, always: bool = False) -> HttpResponse | None:
    """None when `ref` is the present number; else the redirect to it, the choice between several, or what is meant."""
    try:
        number = queries.resolve(request.lens, ref).number
    except Refused as refused:
        keys = queries.with_slug(ref)
        if not keys:
            return _no_such(request, refused)
        numbers = [queries.resolve(request.lens, key).number for key in keys]
        if len(numbers) > 1:
            return _page(request, "which.html", status=300, slug=ref, numbers=numbers)
        number = numbers[0]
    if number == ref and not always:
        return None
    query = request.META.get("QUERY_STRING", "")
    href = reverse(name, args=[number])
    return HttpResponsePermanentRedirect(f"{href}?{query}" if query else href)


def _no_such(request: Request, refused: Refused) -> HttpResponse:
    """404, with a link to the proposal that was probably meant."""
    if wants_json(request) or refused.first.code != UNKNOWN_PROPOSAL.code:
        return refused_response(request, refused)
    suggestion = refused.first.facts["suggestion"]
    near = suggestion.removeprefix("Did you mean ").removesuffix("?") if suggestion.startswith("Did you mean") else ""
    return _page(request, "no_such.html", status=404, refusal=refused.first, near=near)


def _strip(view: queries.ProposalView) -> list[str]:
    """The stages of the strip: all of them, and for a closed proposal those in which it was."""
    names = [stage.name for stage in vocabulary.stages()]
    return [name for name in names if name in view.stages_seen] if view.line.is_closed else names


def _coming(line: ProposalLine, day: date) -> dict[str, str] | None:
    """The next step as the deadline macro shows it: what, by when, and why."""
    row = line.next_event
    if row is None:
        return None
    running = row.standing(day) is Standing.RUNNING
    away = ((row.when.last if running else row.when.first) - day).days
    note = "" if row.when.is_month else "today" if away == 0 else f"in {away} day{'s' if away > 1 else ''}"
    due = f"until {format_date(row.when.last)}" if running and not row.when.is_month else clause(row.when)
    moved = f"; first planned {clause(row.original)}" if row.is_revised else ""
    said = f"The timetable says so since {format_date(row.since)}"
    return {
        "what": row.title,
        "due": due[:1].upper() + due[1:],
        "rule": f"{said}{f' ({row.source})' if row.source else ''}{moved}.",
        "state": "soon" if away <= 7 and not row.when.is_month else "open",
        "note": note,
        "iso": row.when.first.isoformat(),
    }


def _papers(reported: queries.Reported) -> list[tuple[str, str]]:
    """Hash and name of every document that says something of the proposal, in the order of publication."""
    sources = {claim.source for reading in reported.readings for claim in reading.claims}
    ordered = sorted(sources, key=lambda one: (one.published or date.max, one.name))
    return [(one.document, one.name) for one in ordered]


def _person(request: Request, key: str) -> str:
    """The name of a person for those who may see it, else the key in words; empty for nobody."""
    return person_as_at(request.lens, key).label if key else ""
