"""The tables of people's pages. A download never carries contact details: they are put in for the page alone (R10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.people.middleware import Request, with_dates
from codeclerk.people.queries import MembershipLine, OrganisationLine, PersonLine, TokenLine
from codeclerk.people.tokens import State
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag

HELD = Tag("held", "good", 0)
ENDED = Tag("ended", "grey", 2)
COMING = Tag("to come", "info", 1)
TOKEN_STATES = {
    State.GOOD: Tag("in use", "good", 0),
    State.ENDED: Tag("expired", "grey", 1),
    State.REVOKED: Tag("revoked", "grey", 2),
}


def _link(request: HttpRequest, text: str, name: str, *args: str) -> Link:
    return Link(text, with_dates(request, reverse(f"people:{name}", args=args)))


def organisations_table(request: Request, lines: Iterable[OrganisationLine]) -> Table:
    """Name, short name, kind and party category of each organisation."""
    return Table(
        "Organisations",
        (
            Column("name", "Name"),
            Column("short_name", "Short name", none="none"),
            Column("kind", "Kind"),
            Column("category", "Party category", none="none"),
            Column("key", "Key", Kind.REFERENCE),
        ),
        tuple(
            {
                "name": _link(request, line.name, "organisation", line.key),
                "short_name": line.short_name or None,
                "kind": line.kind.label,
                "category": line.category_name or None,
                "key": line.key,
            }
            for line in lines
        ),
        empty=Empty("No organisation yet", "None was known on the day that this page looks at.", "Try a later day."),
        stack=True,
    )


def members_table(
    request: Request, caption: str, lines: Iterable[MembershipLine], names: Mapping[str, str], with_seats: bool = False
) -> Table:
    """Who holds which role in one place. `names` are for who may see them; without them there is no such column."""
    columns = [
        Column("role", "Role"),
        Column("seat", "Seat", none="no named seat"),
        Column("person", "Person", Kind.REFERENCE),
        Column("name", "Name", none="erased"),
        Column("organisation", "On behalf of", none="nobody else"),
        Column("stands_in_for", "Stands in for", Kind.REFERENCE, none="nobody"),
        *_TERM,
    ]
    left_out = set() if names else {"name"}
    left_out |= set() if with_seats else {"seat", "stands_in_for"}
    rows = [
        {
            "role": _link(request, line.role_name, "membership", line.key),
            "seat": line.seat or None,
            "person": _link(request, line.person, "person", line.person),
            "name": names.get(line.person),
            "organisation": _stands_for(request, line),
            "stands_in_for": _link(request, line.alternate_for_person, "person", line.alternate_for_person)
            if line.alternate_for
            else None,
            **_term(line),
        }
        for line in lines
    ]
    empty = Empty("Nobody", "No membership was held on the day that this page looks at.", "Try another day.")
    return _table(request, caption, columns, rows, empty, left_out)


def roles_table(request: Request, caption: str, lines: Iterable[MembershipLine]) -> Table:
    """Every role of one person, past and coming ones too."""
    day = request.lens.valid_at
    columns = [
        Column("role", "Role"),
        Column("place", "Where"),
        Column("seat", "Seat", none="no named seat"),
        Column("state", "State", Kind.TAG),
        *_TERM,
    ]
    rows = [
        {
            "role": _link(request, line.role_name, "membership", line.key),
            "place": _place(request, line),
            "seat": line.seat or None,
            "state": HELD if line.holds_on(day) else COMING if line.first_day > day else ENDED,
            **_term(line),
        }
        for line in lines
    ]
    empty = Empty("No role", "This person has held no role yet.", "A role is given as a membership.")
    return _table(request, caption, columns, rows, empty, set())


_TERM = (
    Column("first_day", "From", Kind.DATE),
    Column("last_day", "To", Kind.DATE, none="no end yet"),
    Column("membership", "Membership", Kind.REFERENCE),
)


def _term(line: MembershipLine) -> dict[str, Any]:
    return {"first_day": line.first_day, "last_day": line.last_day, "membership": line.key}


def _table(
    request: HttpRequest,
    caption: str,
    columns: Iterable[Column],
    rows: Iterable[Mapping[str, Any]],
    empty: Empty,
    left_out: set[str],
) -> Table:
    """On a page the role leads to its membership; a download names the key instead."""
    left_out = left_out | (set() if request.GET.get("format") else {"membership"})
    return Table(
        caption,
        tuple(column for column in columns if column.key not in left_out),
        tuple({key: value for key, value in row.items() if key not in left_out} for row in rows),
        empty=empty,
        stack=True,
    )


def persons_table(request: Request, lines: Iterable[PersonLine]) -> Table:
    """Every person. Names and addresses stand on the page and in no download."""
    columns = [
        Column("key", "Key", Kind.REFERENCE),
        Column("organisation", "On behalf of", none="nobody else"),
        Column("account", "Account"),
    ]
    shown = not request.GET.get("format")
    if shown:
        columns[1:1] = [Column("name", "Name", none="erased"), Column("email", "E-mail address", none="none")]
    rows = []
    for line in lines:
        row: dict[str, Any] = {
            "key": _link(request, line.key, "person", line.key),
            "organisation": _link(request, line.on_behalf_of_name, "organisation", line.on_behalf_of)
            if line.on_behalf_of
            else None,
            "account": "erased" if line.is_erased else "open" if line.has_account else "none",
        }
        if shown:
            row |= {
                "name": line.contact.name if line.contact else None,
                "email": line.contact.email or None if line.contact else None,
            }
        rows.append(row)
    return Table(
        "People",
        tuple(columns),
        tuple(rows),
        empty=Empty("Nobody yet", "No person is registered.", "Register the first one."),
        stack=True,
    )


def tokens_table(request: Request, lines: Iterable[TokenLine]) -> Table:
    """The tokens of the person who looks."""
    columns = (
        Column("label", "What it is for", none="not said"),
        Column("key", "Key", Kind.REFERENCE),
        Column("scope", "What it may do"),
        Column("issued", "Made on", Kind.DATE),
        Column("last_day", "Last day", Kind.DATE),
        Column("used", "Last used on", Kind.DATE, none="never"),
        Column("state", "State", Kind.TAG),
        Column("change", "Change", sortable=False, none="nothing to do"),
    )
    rows = tuple(
        {
            "label": line.label,
            "key": line.key,
            "scope": line.scope.label,
            "issued": line.issued_on,
            "last_day": line.last_day,
            "used": line.used_on,
            "state": TOKEN_STATES[line.state],
            "change": None if line.state is State.REVOKED else _link(request, "Revoke", "revoke_token", line.key),
        }
        for line in lines
    )
    empty = Empty(
        "No token yet",
        "No program asks in your name.",
        "Make a token for each program, so that you can revoke one and keep the others.",
    )
    return Table("Your API tokens", columns, rows, empty=empty, stack=True)


def _stands_for(request: HttpRequest, line: MembershipLine) -> Link | None:
    if not line.on_behalf_of:
        return None
    return _link(request, line.on_behalf_of_name, "organisation", line.on_behalf_of)


def _place(request: HttpRequest, line: MembershipLine) -> Link | str:
    if line.body:
        return _link(request, line.place_name, "body", line.body)
    if line.organisation:
        return _link(request, line.place_name, "organisation", line.organisation)
    return line.place_name
