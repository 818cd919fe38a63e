"""The pages of the register: the list, one proposal, its history. Forms stand in `forms.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.kernel.calendar.dates import format_date, parse_date
from codeclerk.kernel.errors import Refused
from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.queries import PersonLine, persons_named
from codeclerk.register import forms, queries, raising, tables, vocabulary, wording
from codeclerk.register.gantt import description, gantt
from codeclerk.register.panels import Panel, list_links, panels
from codeclerk.register.queries import Facets, Filters, ProposalLine
from codeclerk.register.reports import reports
from codeclerk.register.rules.numbers import UNKNOWN_PROPOSAL
from codeclerk.register.rules.times import clause
from codeclerk.register.rules.timetable import Standing, not_confirmed
from codeclerk.ui.errors import refused_response, wants_json
from codeclerk.ui.table_views import Fetched, TableView, Wish, queried_response, static_view, table_response
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
    known = queries.facets(request.lens)
    resolved = _resolved(request, asked.words)

    def fetch(wish: Wish) -> Fetched:
        order = f"-{wish.order}" if wish.descending else wish.order or "number"
        page = queries.page_of(request.lens, asked, order, wish.first, wish.size, unknown_last=True, known=known)
        table = tables.proposals_table(request, page.lines)
        table = table if page.lines else replace(table, empty=_empty(request, known.total, asked, resolved))
        return Fetched(table, page.total)

    view = queried_response(request, fetch, "proposals", orders=tables.ORDERED_BY)
    if isinstance(view, HttpResponse):
        return view
    return _page(
        request,
        "proposals.html",
        table=view,
        total=known.total,
        tiles=_tiles(request, known),
        choices=_choices(request, known),
        wrong=wrong,
        words=asked.words,
        raised_from=request.GET.get("raised_from", ""),
        raised_to=request.GET.get("raised_to", ""),
        is_filtered=asked != Filters(),
        more=bool(wrong or any(request.GET.get(name) for name in MORE)),
        keep=[(k, request.GET[k]) for k in ("as_at", "known_at", "sort", "dir") if request.GET.get(k)],
        clear=with_dates(request, reverse("register:proposals")),
        raising=raising.page.ask(),
        resolved=resolved,
        list_links=list_links.ask(request, asked),
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


def _choices(request: HttpRequest, known: Facets) -> list[Choice]:
    statuses = {status: wording.status(profile, status) for profile, status in sorted(known.statuses)}
    parties = known.party_categories
    named = {
        "stage": ("Stage", [(stage.id, stage.name) for stage in vocabulary.stages()]),
        "status": ("Status", sorted(statuses.items(), key=lambda pair: pair[1])),
        "path": ("Path", [(path.id, path.name) for path in vocabulary.paths()]),
        "release": ("Target release", [(one, one) for one in sorted(known.releases)]),
        "document": ("Document", [(one, one) for one in sorted(known.documents)]),
        "party": ("Party category", sorted((one, wording.affected("party_categories", one)) for one in parties)),
        "flag": ("Flag", [(flag.id, flag.name) for flag in vocabulary.flags()]),
    }
    return [Choice(name, label, tuple(pairs), request.GET.get(name, "")) for name, (label, pairs) in named.items()]


def _tiles(request: HttpRequest, known: Facets) -> list[dict[str, Any]]:
    """How many are in each stage, and how old the undecided ones are on the whole."""
    looks = {"define": "info", "refine": "plum", "opine": "warn", "release": "good", "closed": "grey"}
    base = reverse("register:proposals")
    tiles: list[dict[str, Any]] = [
        {
            "figure": known.stages.get(stage.id, 0),
            "label": stage.name,
            "href": with_dates(request, f"{base}?stage={stage.id}"),
            "tone": looks.get(stage.id, "grey"),
        }
        for stage in vocabulary.stages()
    ]
    if known.mean_age is not None:
        of_known = f"mean of {known.ages_known} of {known.undecided} whose day is known"
        note = of_known if known.ages_known < known.undecided else "mean age"
        tiles.append({"figure": known.mean_age, "unit": "WD", "label": "Age of undecided ones", "note": note})
    return tiles


def _resolved(request: Request, words: str) -> queries.Resolution | Refused | None:
    """What the search words name as a reference: a proposal, or a refusal with the nearest one."""
    if not any(c.isdigit() for c in words) or len(words.split()) > 2:
        return None
    try:
        return queries.resolve(request.lens, words)
    except Refused as refused:
        return refused


def _empty(request: Request, total: int, asked: Filters, resolved: Any) -> Empty:
    """Why the list is empty, and what to do."""
    if total:
        if isinstance(resolved, Refused) and resolved.first.facts["suggestion"].startswith("Did you mean "):
            near = resolved.first.facts["suggestion"].removeprefix("Did you mean ").removesuffix("?")
            action = Link(f"Did you mean {near}?", with_dates(request, reverse("register:proposal", args=[near])))
            return Empty(f"{asked.words.strip()}: no such proposal", "Nothing is guessed.", action=action)
        clear = Link("Clear the filters", with_dates(request, reverse("register:proposals")))
        return Empty("No proposal matches", f"{total} are there without the filters.", action=clear)
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
    found = canonical(request, ref, "register:proposal")
    if isinstance(found, HttpResponse):
        return found
    view = queries.proposal_of(request.lens, found)
    line, day = view.line, request.lens.valid_at
    caption = f"Timetable of {line.number}"
    timetable = table_response(request, tables.timetable_table(view.timetable, day, caption), "timetable")
    if isinstance(timetable, HttpResponse):
        return timetable
    reported = queries.reported_of(request.lens, view)
    people = _people(request, line)
    made = reports.ask(request, line)
    return _page(
        request,
        "proposal.html",
        view=view,
        line=line,
        timetable=timetable,
        drawing=gantt(view.timetable, day, caption),
        drawn=description(view.timetable, day),
        coming=_coming(line, day),
        unconfirmed=not_confirmed(view.timetable, day),
        strip=_strip(view),
        links=static_view(tables.links_table(request, view.links), "links") if view.links else None,
        panels=_panels(request, line),
        reports=made,
        issued=static_view(made.issued, "issued") if made and made.issued else None,
        documents=static_view(tables.documents_table(request, view.documents), "documents") if view.documents else None,
        reported=reported,
        papers=_papers(reported),
        proposer=people[line.proposer_person].label if line.proposer_person else "",
        contact=queries.contact_block_from(people[line.lead_analyst]) if line.lead_analyst else None,
        history=static_view(tables.history_table(queries.history_in(request.lens, line)), "history"),
        changes=forms.offered(request, view),
        affected_words=tables.affected_words,
        with_dates=lambda href: with_dates(request, href),
    )


def _panels(request: Request, line: ProposalLine) -> list[tuple[Panel, TableView]]:
    """What higher folders have to show of a proposal. One query each."""
    found = ((panel, panel.table(request, line)) for panel in panels())
    return [(panel, static_view(table, panel.name)) for panel, table in found if table is not None]


@require_safe
def history(request: Request, ref: str) -> HttpResponse:
    """Everything that was recorded of a proposal, to sort, to search and to download."""
    found = canonical(request, ref, "register:history")
    if isinstance(found, HttpResponse):
        return found
    line = queries.proposal_of(request.lens, found).line
    table = tables.history_table(queries.history_in(request.lens, line))
    shown = table_response(request, table, f"history-{line.number}", filters=("actor",), searchable=True)
    return shown if isinstance(shown, HttpResponse) else _page(request, "history.html", table=shown, line=line)


@require_safe
def legacy(request: Request, ref: str) -> HttpResponse:
    """An address of the public site, by number (SECMP-23) or by a slug: leads to the proposal for good (A03, A04)."""
    answer = canonical(request, ref, "register:proposal", always=True)
    if isinstance(answer, HttpResponse):
        return answer
    raise AssertionError("a legacy address always redirects")


def canonical(request: Request, ref: str, name: str, always: bool = False) -> HttpResponse | str:
    """The key when `ref` is the present number; else the redirect to it, the choice between several, or what is
    meant."""
    key = ""
    try:
        found = queries.resolve(request.lens, ref)
        key, number = found.key, found.number
    except Refused as refused:
        keys = queries.with_slug(ref)
        if not keys:
            return _no_such(request, refused)
        numbers = [queries.resolve(request.lens, key).number for key in keys]
        if len(numbers) > 1:
            return _page(request, "which.html", status=300, slug=ref, numbers=numbers)
        number = numbers[0]
    if number == ref and not always:
        return key
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


def _people(request: Request, line: ProposalLine) -> dict[str, PersonLine]:
    """The Proposer and the lead analyst, by key. One query, or none."""
    keys = {key for key in (line.proposer_person, line.lead_analyst) if key}
    return persons_named(request.lens, keys) if keys else {}
