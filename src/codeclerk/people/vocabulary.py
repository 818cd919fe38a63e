"""The words of the running pack that people are described with: roles, bodies, party categories, capabilities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import (
    Bodies,
    Body,
    Capabilities,
    Entry,
    PartyCategories,
    PartyCategory,
    PartyGroup,
    Role,
    Roles,
    find_named,
)
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.rules import Grant

Found = TypeVar("Found", bound=Entry)

UNKNOWN_WORD = Reason(
    "people.unknown_word",
    rule="roles, bodies and party categories are those of the code pack, by id, name or alias",
    problem="{object}: the code pack knows no {what} of that name",
    remedy="{hint}",
)


def category(text: str, field: str = "category") -> PartyCategory | PartyGroup:
    """The party category, or the group of categories, that `text` names: `Networks Party` is the group `network`.

    Raises `Refused` (people.unknown_word) with the nearest name. A type of Other SEC Party is no category.
    """
    return _find(categories(), text, "party category", field)


def role(text: str, field: str = "role") -> Role:
    """The role that `text` names. Raises `Refused` (people.unknown_word) with the nearest name."""
    return _find(running_pack().of(Roles).roles, text, "role", field)


def body(text: str, field: str = "body") -> Body:
    """The body that `text` names. Raises `Refused` (people.unknown_word) with the nearest name."""
    return _find(running_pack().of(Bodies).bodies, text, "body", field)


def _find(entries: tuple[Found, ...], text: str, what: str, field: str) -> Found:
    try:
        return find_named(entries, text, what)
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_WORD.refuse(text[:80], what=what, hint=hint, field=field) from None


def bodies() -> tuple[Body, ...]:
    """Every body, in the order of the pack."""
    return running_pack().of(Bodies).bodies


def roles() -> tuple[Role, ...]:
    """Every role, in the order of the pack."""
    return running_pack().of(Roles).roles


def categories() -> tuple[PartyCategory | PartyGroup, ...]:
    """Every party category, then the groups."""
    part = running_pack().of(PartyCategories)
    return (*part.categories, *part.groups)


def role_names() -> Mapping[str, str]:
    """Id of a role -> its name."""
    return {entry.id: entry.name for entry in roles()}


def category_names() -> Mapping[str, str]:
    """Id of a party category or group -> its name."""
    return {entry.id: entry.name for entry in categories()}


def body_names() -> Mapping[str, str]:
    """Id of a body -> its name."""
    return {entry.id: entry.name for entry in bodies()}


def grant(capability: str, day: date) -> Grant:
    """The row of the table of capabilities that decides on a day. What the pack does not name is held by nobody."""
    pack = running_pack()
    for index, entry in enumerate(pack.of(Capabilities).capabilities):
        if entry.id != capability:
            continue
        where = pack.where("capabilities.yaml", "capabilities", index)
        if day < min(entry.roles.values):
            return Grant(capability, (), where)
        in_force = entry.roles.at(day)
        return Grant(capability, in_force.value, where, in_force.sure.is_unverified)
    return Grant(capability, (), f"packs/{pack.id}/capabilities.yaml")


def capabilities() -> Mapping[str, str]:
    """Id of every capability of the pack -> what it allows, in the order of the pack."""
    return {entry.id: entry.meaning for entry in running_pack().of(Capabilities).capabilities}


def capabilities_of(held: set[str], day: date) -> frozenset[str]:
    """Every capability that one of these roles has on a day."""
    return running_pack().of(Capabilities).capabilities_of(held, day)
