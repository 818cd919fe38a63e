"""The tables of the pages of engagement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from codeclerk.engagement import queries, vocabulary
from codeclerk.engagement.rules import Engagement, Request, RequestState, Standing
from codeclerk.people.middleware import Request as HttpRequest
from codeclerk.people.middleware import with_dates
from codeclerk.register.vocabulary import affected_names
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

STANDINGS = {
    Standing.COMING: Tag("to come", "info", 0),
    Standing.ON: Tag("on now", "good", 1),
    Standing.OVER: Tag("over", "grey", 2),
    Standing.CANCELLED: Tag("cancelled", "bad", 3),
}
STATES = {
    RequestState.OPEN: Tag("open", "warn", 0),
    RequestState.ANSWERED: Tag("answered", "good", 1),
    RequestState.CLOSED: Tag("closed", "grey", 2),
}


def for_whom(one: Engagement) -> str:
    """Whom a day is for, in words."""
    names = affected_names()
    return ", ".join(names.get(("party_categories", id), id) for id in one.categories) or "Everybody"


def places_words(one: Engagement) -> str | None:
    """How many places are left, in words; None for no limit."""
    if one.free is None:
        return None
    waiting = f", {one.waiting} on the waiting list" if one.waiting else ""
    return f"{one.free} of {one.capacity} left{waiting}"


def days_table(request: HttpRequest, found: Iterable[Engagement]) -> Table:
    """Every day, the latest first, to sort and to download. It says how many booked, and never who."""
    columns = (
        Column("title", "Day"),
        Column("when", "When", Kind.DATE),
        Column("last", "Until", Kind.DATE, none="–"),
        Column("where", "Where", none="not known"),
        Column("whom", "For whom"),
        Column("standing", "Standing", Kind.TAG),
        Column("places", "Places", none="no limit"),
        Column("attended", "People who came", Kind.NUMBER, none="not recorded"),
    )
    rows = tuple(
        {
            "title": Link(one.title, with_dates(request, reverse("engagement:day", args=[one.key]))),
            "when": one.first,
            "last": one.last if one.last != one.first else None,
            "where": one.where or None,
            "whom": for_whom(one),
            "standing": STANDINGS[one.standing(request.lens.valid_at)],
            "places": places_words(one),
            "attended": one.attended,
        }
        for one in sorted(found, key=lambda one: (one.first, one.key), reverse=True)
    )
    empty = Empty("No day yet", "None was planned by the day that this page looks at.")
    return Table("Engagement days", columns, rows, empty=empty, stack=True)


def bookings_table(found: Iterable[queries.BookingLine]) -> Table:
    """Who booked, for the secretariat."""
    columns = (
        Column("turn", "Turn", Kind.NUMBER),
        Column("name", "Name", none="not open to you, or erased"),
        Column("person", "Person", Kind.REFERENCE),
        Column("organisation", "Organisation"),
        Column("places", "Places", Kind.NUMBER),
        Column("booked", "Booked on", Kind.DATE),
        Column("standing", "Standing"),
    )
    rows = tuple(
        {
            "turn": turn,
            "name": one.name or None,
            "person": one.booking.person,
            "organisation": one.organisation_name,
            "places": one.booking.places,
            "booked": one.booking.booked_on,
            "standing": "waits" if one.waits else "has a place",
        }
        for turn, one in enumerate(found, 1)
    )
    return Table("Bookings", columns, rows, empty=Empty("No booking yet", "Nobody has booked a place."), stack=True)


def attendance_table(found: Iterable[tuple[str, int]]) -> Table:
    """Who came, by organisation, for the secretariat."""
    columns = (Column("organisation", "Organisation"), Column("number", "People", Kind.NUMBER))
    rows = [{"organisation": name, "number": number} for name, number in found]
    totals = {"organisation": "All", "number": sum(row["number"] for row in rows)}  # type: ignore[misc]
    return Table("Who came", columns, tuple(rows), totals=totals, stack=True)


def requests_table(found: Iterable[Request], *, own: bool) -> Table:
    """Requests to the helpdesk: those of the reader, or all of them for the secretariat."""
    columns = (
        Column("asked", "Asked on", Kind.DATE),
        Column("kind", "About"),
        Column("subject", "Subject", none="erased"),
        Column("message", "Message", none="erased"),
        *(() if own else (Column("from", "From", none="somebody not signed in"),)),
        *(() if own else (Column("reply_to", "Answer to", none="the person’s own address"),)),
        Column("state", "State", Kind.TAG),
        Column("answer", "Answer", none="–"),
        *(() if own else (Column("change", "Change", sortable=False, none="–"),)),
    )
    shown = {column.key for column in columns}
    rows = tuple({key: value for key, value in _request(one).items() if key in shown} for one in found)
    title = "Your requests" if own else "Requests to the helpdesk"
    return Table(title, columns, rows, empty=Empty("No request", "Nobody has asked the helpdesk."), stack=True)


def _request(one: Request) -> dict[str, Any]:
    return {
        "asked": one.asked_on,
        "kind": vocabulary.kind_name(one.kind),
        "subject": one.subject or None,
        "message": one.message or None,
        "from": f"person:{one.person}" if one.person else None,
        "reply_to": one.reply_to or None,
        "state": STATES[one.state],
        "answer": one.answer or None,
        "change": _changes(one) or None,
    }


def _changes(one: Request) -> tuple[Link, ...]:
    def link(label: str, act: str) -> Link:
        return Link(f"{label} {one.key}", reverse("engagement:settle", args=[one.key, act]))

    made = [link("Answer", "answer"), link("Close", "close")] if one.state is RequestState.OPEN else []
    return tuple(made if one.is_erased else [*made, link("Erase", "erase")])
