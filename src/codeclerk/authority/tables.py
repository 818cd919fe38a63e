"""The tables and the chart of what is with the Authority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from codeclerk.authority.rules import Aim, Decided
from codeclerk.authority.waiting import WithAuthority
from codeclerk.decisions.tables import decision_link, letters
from codeclerk.kernel.calendar import format_date
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import vocabulary as register
from codeclerk.register.tables import dated, proposal_link
from codeclerk.ui.charts import Chart, Form, Series
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

OVERDUE = Tag("past the aim", "warn", 0, "The Working Days of the aim are over. Nothing follows by rule.")
IN_TIME = Tag("within the aim", "good", 1)
NO_AIM = Tag("no aim runs", "grey", 2, "The record does not say since when it waits, or the process names no time.")
CHARTED = 20
"""So many decisions, the newest, stand in the chart; the table has all."""


def standing_tag(request: Request, one: WithAuthority) -> Tag:
    """Whether it is within the aim at the end of the day that is looked at."""
    if one.due is None:
        return NO_AIM
    return OVERDUE if one.is_overdue(request.lens.valid_at) else IN_TIME


def waiting_table(request: Request, found: Iterable[WithAuthority], own: Aim | None) -> Table:
    """What is with the Authority now: since when, the Working Days used, what it is asked, and what happened before."""
    of = f" of {own.working_days}" if own else ""
    found = tuple(found)
    # Short headings: on a phone they stand beside the values.
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("pack", "In one file"),
        Column("asked", "What it is asked", none="no recommendation is recorded"),
        Column("since", "With it since", Kind.DATE, none="not known"),
        Column("used", "WD used", none="–"),
        Column("due", "Aim", Kind.DATE, none="–"),
        Column("standing", "Standing", Kind.TAG),
        Column("before", "What happened before", none="–"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.line.number),
            "title": one.line.title or None,
            "pack": _pack(request, one),
            "asked": _asked(request, one),
            "since": one.since,
            "used": f"{one.used}{of}" if one.used is not None else None,
            "due": one.due,
            "standing": standing_tag(request, one),
            "before": "; ".join(_before(one)) or None,
        }
        for one in found
    )
    table = Table("With the Authority", columns, rows, stack=True)
    return table if any(map(_before, found)) else table.without("before")


def _pack(request: Request, one: WithAuthority) -> Link:
    number = one.line.number
    return Link(f"Report pack of {number}", with_dates(request, reverse("authority:proposal", args=[number])))


def _asked(request: Request, one: WithAuthority) -> Any:
    if one.asked is None:
        return None
    on = (
        f"on {register.objectives_name(len(one.asked.objectives))} {letters(one.asked.objectives)}"
        if one.asked.objectives
        else ""
    )
    link = decision_link(request, one.asked)
    return (link, on) if on else link


def _before(one: WithAuthority) -> list[str]:
    said = [f"sent back on {format_date(each.when.first)}" for each in one.sent_back if each.when.is_day]
    said += [f"another date directed on {format_date(day)}" for day in one.redirected]
    return [*said, *([one.moved.words] if one.moved else [])]


def history_table(request: Request, found: Iterable[Decided]) -> Table:
    """What the Authority decided, with the Working Days that it took, to sort and to download (CSR:404-412)."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("body", "Decided by"),
        Column("outcome", "Decision"),
        Column("asked", "Put to it on", Kind.DATE, none="not recorded"),
        Column("when", "Decided", Kind.DATE),
        Column("taken", "WD taken", Kind.NUMBER, none="not known"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.decision.number),
            "title": one.decision.title or None,
            "body": one.decision.body_name,
            "outcome": decision_link(request, one.decision),
            "asked": one.asked_on,
            "when": dated(one.decision.when),
            "taken": one.taken,
        }
        for one in found
    )
    why = "No decision of the Authority was in the record on the day that this page looks at."
    return Table("Decisions of the Authority", columns, rows, empty=Empty("None decided yet", why), stack=True)


def history_chart(found: Sequence[Decided], own: Aim | None) -> Chart | None:
    """The Working Days that each decision took, beside the aim; None where none is known."""
    known = [one for one in found if one.taken is not None][:CHARTED]
    if not known:
        return None
    longest = max(one.taken or 0 for one in known)
    series = [Series("Working Days taken", tuple(one.taken for one in known))]
    said = f"The longest took {longest} Working Days."
    if own is not None:
        series.append(Series("Aim", tuple(own.working_days for _ in known)))
        late = sum(1 for one in known if (one.taken or 0) > own.working_days)
        said = f"{late} of {len(known)} took longer than the aim of {own.working_days} Working Days. {said}"
    return Chart(
        title="How long decisions took",
        description=said,
        places=tuple(f"{one.decision.number}, {format_date(one.decision.when.first)}" for one in known),
        series=tuple(series),
        form=Form.HORIZONTAL_BAR,
        place_label="Decision",
        value_label="Working Days",
        has_labels=len(series) == 1,
    )
