"""What a proposal's page shows of its release: its day, by when a decision is needed, a shorter way that is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.releases import queries, vocabulary
from codeclerk.releases.queries import Target
from codeclerk.releases.rules.contents import Release, ReleaseKind, Standing, standing_of
from codeclerk.releases.rules.ways import Way
from codeclerk.releases.tables import BY_PATTERN, basis, day_value, release_link
from codeclerk.ui.tables import Cell, Column, Kind, Link, Table
from codeclerk.ui.tags import Tag
from codeclerk.ui.words import working_days

COLUMNS = (
    Column("release", "Target release"),
    Column("day", "Go-live", Kind.DATE, none="not known"),
    Column("cut_off", "Decision by", Kind.DATE, none="–"),
    Column("why", "Why", none="–"),
)


def table(request: Request, line: ProposalLine) -> Table | None:
    """The panel; None where no target release is recorded, and no shorter way is open. One query."""
    target = queries.target_of(request.lens, line.key)
    ways = _shorter(request, line)
    notes: list[str] = []
    rows = [] if target is None else [_target(request, line, target, ways, notes)]
    if ways and not _is_ad_hoc(target):
        rows += [_way(request, line, way, notes) for way in ways]
    return Table("Target release", COLUMNS, tuple(rows), footnotes=tuple(notes), stack=True) if rows else None


def _shorter(request: Request, line: ProposalLine) -> tuple[Way, ...]:
    """The ways into an ad-hoc release that are open to it; none where it is implemented or closed."""
    if standing_of(line.stage, line.status) not in (Standing.TARGETED, Standing.APPROVED):
        return ()
    found = vocabulary.ways_open(line.flags, request.lens.valid_at)
    return tuple(one for one in found if one.kind is ReleaseKind.AD_HOC)


def _is_ad_hoc(target: Target | None) -> bool:
    return target is not None and target.release is not None and target.release.kind is ReleaseKind.AD_HOC


def _target(
    request: Request, line: ProposalLine, target: Target, ways: Iterable[Way], notes: list[str]
) -> dict[str, Any]:
    one = target.release
    if one is None:
        near = f"Did you mean {target.near}?" if target.near else "No release of that name is registered."
        return {"release": (target.text, Tag("not registered", "outline-warn")), "why": near}
    if one.is_day_inferred:
        notes.append(BY_PATTERN)
    said = (one.cut_off.explanation if one.cut_off else "", one.day_note, *_ad_hoc_words(request, line, one, ways))
    return {
        "release": release_link(request, one),
        "day": day_value(one, len(notes)),
        "cut_off": one.cut_off.due if one.cut_off else None,
        "why": " ".join(part for part in said if part) or None,
    }


def _ad_hoc_words(request: Request, line: ProposalLine, one: Release, ways: Iterable[Way]) -> tuple[str, ...]:
    """Why it may go in an ad-hoc release, or that this is not known."""
    if one.kind is not ReleaseKind.AD_HOC:
        return ()
    doubt = vocabulary.ad_hoc_doubt(line.number, line.flags, request.lens.valid_at)
    return tuple(way.why for way in ways) or ((doubt,) if doubt else ())


def _way(request: Request, line: ProposalLine, way: Way, notes: list[str]) -> dict[str, Any]:
    """A shorter way beside the target release."""
    notes.append(basis(way))
    address = f"{reverse('releases:releases')}?{urlencode({'proposal': line.number})}"
    return {
        "release": Link("An ad-hoc release", f"{with_dates(request, address)}#which"),
        "day": f"{working_days(way.working_days)} after the decision",
        "why": Cell(way.why, (len(notes),)),
    }
