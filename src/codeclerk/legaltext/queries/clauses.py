"""What a clause said on a date, what it is called when, and who changed it: indexed look-ups."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext.codec import content_of, rule_of
from codeclerk.legaltext.models import Commencement, ProvisionText, Stretch
from codeclerk.legaltext.queries.versions import instant_of
from codeclerk.legaltext.rules.provisions import Kind as KindOfProvision
from codeclerk.legaltext.rules.provisions import Provision

NO_CLAUSE = Reason(
    "legaltext.no_clause",
    rule="a provision is named by its label, its defined term or its permanent id",
    problem="the code had no {object} on {day}",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
SEVERAL = Reason(
    "legaltext.several_clauses",
    rule="a label of an appendix or a term of several documents is named with its document",
    problem="{object} is in {documents}",
    remedy="Name the document too, such as “{example}”.",
)

PID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_IN_DOCUMENT = re.compile(r"((?:Section|Appendix|Schedule) \S+?),? (?:(?:[Cc]lause|[Pp]aragraph) )?(\S.*)")


@dataclass(frozen=True)
class ClauseAt:
    """What a provision said over a stretch of time, with its cause.

    Args:
        document: the id of the document in which it stands.
        is_labelled: whether the label is its own, and not that of what it stands under.
        first, end: from when, and until when, which is not part of it; None while it goes on.
        version: the number of the version with which it began.
        causes: the operations that made it begin, each with the proposal that it is from; none where the version was
            imported, or where only the label follows from other changes.
    """

    pid: str
    document: str
    label: str
    is_labelled: bool
    provision: Provision
    first: datetime
    end: datetime | None
    version: str
    causes: tuple[tuple[str, str], ...]
    summary: str
    hash: str


def clause_at(lens: Lens, what: str, at: datetime | None = None) -> ClauseAt:
    """What the provision with this label, term or permanent id said at an instant, by default at the end of the lens's
    day. One query.

    Refused: legaltext.no_clause; legaltext.several_clauses where documents share the label.
    """
    found = holding(_named(lens, what), at or instant_of(lens))
    rows = list(_joined(found)[:20])
    if len(rows) != 1:
        raise _not_one(lens, what, rows)
    return _clause(rows[0])


def known(lens: Lens) -> QuerySet[Stretch]:
    """The stretches that were known at the lens."""
    return Stretch.objects.filter(
        Q(superseded_from__isnull=True) | Q(superseded_from__gt=lens.known_at), known_from__lte=lens.known_at
    )


def holding(rows: QuerySet[Stretch], instant: datetime) -> QuerySet[Stretch]:
    """Those of them that held at an instant."""
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=instant), valid_from__lte=instant)


def _named(lens: Lens, what: str) -> QuerySet[Stretch]:
    """The stretches of provisions that go by this name: `H8.3(b)`, `Appendix AL 3.2`, `Services`, a permanent id."""
    wanted, rows = " ".join(what.split()), known(lens)
    if PID.fullmatch(wanted):
        return rows.filter(pid=wanted)
    if found := _IN_DOCUMENT.fullmatch(wanted):
        documents = Stretch.objects.filter(label=found[1], is_labelled=True).values("pid")
        return rows.filter(label__in=_labels(found[2]), is_labelled=True, document__in=documents)
    return rows.filter(label__in=_labels(wanted), is_labelled=True)


def _labels(wanted: str) -> Collection[str]:
    bare = wanted.strip('"“”')
    return (bare, f"“{bare}”")


def _joined(rows: QuerySet[Stretch]) -> QuerySet[Stretch]:
    return rows.select_related("text", "version")


def provision_of(row: ProvisionText) -> Provision:
    """A provision as the table has it."""
    return Provision(
        row.pid, KindOfProvision(row.kind), rule_of(row.rule), content_of(row.content), row.name, row.is_unused
    )


def _clause(row: Stretch) -> ClauseAt:
    causes = tuple((operation, proposal) for operation, proposal in row.causes)
    return ClauseAt(
        row.pid,
        row.document,
        row.label,
        row.is_labelled,
        provision_of(row.text),
        row.valid_from,
        row.valid_to,
        row.version.number,
        causes,
        row.version.summary,
        row.text_id,
    )


def _not_one(lens: Lens, what: str, rows: list[Stretch]) -> Any:
    if rows:
        names = _document_names(lens, {row.document for row in rows})
        example = f"{names[0]} {rows[0].label}"
        return SEVERAL.refuse(what[:60], documents=" and ".join(names), example=example)
    ever = _named(lens, what).order_by("valid_from").first()
    suggestion = "Check the label, and name the document for one of an appendix."
    if ever is not None:
        until = f" until {format_date(london_day(ever.valid_to))}" if ever.valid_to else ""
        suggestion = f"There was one from {format_date(london_day(ever.valid_from))}{until}."
    return NO_CLAUSE.refuse(what[:60], day=format_date(lens.valid_at), suggestion=suggestion)


def _document_names(lens: Lens, documents: set[str]) -> list[str]:
    rows = holding(known(lens).filter(pid__in=documents), instant_of(lens))
    return sorted(rows.values_list("label", flat=True))


def history_of(lens: Lens, what: str) -> tuple[ClauseAt, ...]:
    """Everything that a provision ever said, as known at the lens, in its order. Two queries.

    A label stands for the provision that has it at the lens's day, or else had it last.
    """
    rows = sorted(_named(lens, what).values_list("pid", "document", "valid_from", "valid_to"), key=lambda row: row[2])
    if not rows:
        raise _not_one(lens, what, [])
    instant = instant_of(lens)
    now = [row for row in rows if row[2] <= instant and (row[3] is None or instant < row[3])]
    if len({row[0] for row in now}) > 1:
        raise _not_one(lens, what, list(holding(_named(lens, what), instant)))
    pid = (now or rows)[-1][0]
    return tuple(_clause(row) for row in _joined(known(lens).filter(pid=pid)).order_by("valid_from"))


@dataclass(frozen=True)
class WasCalled:
    """A provision that a label named for a while, and everything that it was ever called.

    Args:
        first, end: while it had that label.
        now: what it is at the lens's day; None where it is gone.
        names: each of its labels with the time from which it had it.
    """

    pid: str
    label: str
    first: datetime
    end: datetime | None
    now: ClauseAt | None
    names: tuple[tuple[str, datetime], ...]


def find_label(lens: Lens, label: str) -> tuple[WasCalled, ...]:
    """Both ways: every provision that ever had this label, with where it is now and what it was called. Two queries."""
    had: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for pid, first, end in _named(lens, label).order_by("valid_from").values_list("pid", "valid_from", "valid_to"):
        had.setdefault(pid, []).append((first, end))
    every: dict[str, list[ClauseAt]] = {}
    for row in _joined(known(lens).filter(pid__in=had)).order_by("valid_from"):
        every.setdefault(row.pid, []).append(_clause(row))
    instant, made = instant_of(lens), []
    for pid, times in had.items():
        history = every[pid]
        now = next((one for one in history if one.first <= instant and (one.end is None or instant < one.end)), None)
        names: list[tuple[str, datetime]] = []
        for one in history:
            if not names or names[-1][0] != one.label:
                names.append((one.label, one.first))
        made.append(WasCalled(pid, label, times[0][0], times[-1][1], now, tuple(names)))
    return tuple(sorted(made, key=lambda one: one.first))


def in_force_in(lens: Lens, clause: ClauseAt) -> dict[str, bool]:
    """Where a provision is in force by what was recorded of it or its document: region -> whether. The empty region is
    everywhere else; nothing is recorded where it is simply in force with its version. One query."""
    rows = Commencement.objects.as_at(lens).filter(pid__in=[clause.pid, clause.document])
    found: dict[str, bool] = {}
    for pid, region, is_in_force in rows.values_list("pid", "region", "is_in_force"):
        if pid == clause.pid or region not in found:
            found[region] = is_in_force
    return found


def statuses(lens: Lens, documents: Collection[str]) -> dict[str, str]:
    """How each of these documents of a version, by its id, stands at the lens's day: `In force`, `Not in force`,
    `In force in Central, South only`, `In force, not in North`. One query."""
    rows = Commencement.objects.as_at(lens).filter(pid__in=documents).order_by("region")
    found: dict[str, dict[bool, list[str]]] = {pid: {True: [], False: []} for pid in documents}
    for pid, region, is_in_force in rows.values_list("pid", "region", "is_in_force"):
        found[pid][is_in_force].append(region)
    return {pid: _status(said[True], said[False]) for pid, said in found.items()}


def _status(holds: list[str], not_yet: list[str]) -> str:
    """The empty region is everywhere else; nothing is recorded of what is simply in force with its version."""
    everywhere = "" not in not_yet
    some = [one for one in (not_yet if everywhere else holds) if one]
    if not some:
        return "In force" if everywhere else "Not in force"
    return f"In force, not in {', '.join(some)}" if everywhere else f"In force in {', '.join(some)} only"
