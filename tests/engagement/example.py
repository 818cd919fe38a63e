"""A day with three places, and people who want to come to it."""

from __future__ import annotations

from datetime import timedelta

from codeclerk.kernel import bus, clock
from tests.register.support import do, organisation, person

TITLE = "SEC Small Supplier Engagement Day"
PEOPLE = ("ada", "ben", "cleo")
"""Pseudonyms. Each acts for an organisation of their own."""


def people() -> None:
    """Ada, Ben and Cleo of three small suppliers, Dora of a network, and a clerk."""
    for key in PEOPLE:
        organisation(f"{key}-energy", f"{key.title()} Energy Limited", category="Small Supplier")
    organisation("wires", "Wires Limited", category="Electricity Network Party")
    for key in (*PEOPLE, "dora"):
        person(key, f"Pseudonym {key.title()}", email=f"{key}@example.com")
        of = f"{key}-energy" if key in PEOPLE else "wires"
        do("give_membership", _by="system:install", _from="2020-01-01", person=key, role="party_contact",
           organisation=of)  # fmt: skip
        do("open_account", _by="system:install", person=key)
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")


def planned(**more) -> str:
    """A day in two weeks; its key."""
    first = clock.today() + timedelta(days=14)
    data = {"title": TITLE, "first": first.isoformat(), "place": "The hall", "capacity": 3,
            "categories": ["Small Supplier"], "topics": ["Becoming a User"], **more}  # fmt: skip
    return do("plan_engagement", _by="person:clerk", **data)["engagement"]


def book(key: str, who: str, places: int = 1, **more) -> bool:
    """Book for somebody; whether they wait."""
    data = {"engagement": key, "organisation": f"{who}-energy", "places": places, **more}
    return bool(bus.execute("book_place", data, actor=f"person:{who}").answer["waits"])


def load() -> None:
    people()
    key = planned()
    book(key, "ada", 2)
    book(key, "ben", 2)
    book(key, "cleo", 1)
