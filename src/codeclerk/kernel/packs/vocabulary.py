"""Kinds that name things: party categories, objectives, roles, capabilities, classifications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs.base import Entry, InForce, Named, PackFile, Parameter, Sourced, find_named
from codeclerk.kernel.packs.kinds import register_kind
from codeclerk.kernel.packs.reasons import NAME_UNKNOWN, suggest
from codeclerk.kernel.packs.scalars import Id, Int, Refers, Text


class PartyCategory(Named):
    """A category that a Party belongs to. `group` is the wider one that some papers use instead."""

    group: Annotated[str, Refers("party_categories.groups")] | None = None


class PartyGroup(Named):
    """Several categories under one name, as in a consultation's list of respondents."""


class OtherPartyType(Named):
    """A type of Other SEC Party, ticked beside the category."""


class PartyCategories(PackFile):
    """`party_categories.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("categories", "groups", "other_party_types")

    categories: tuple[PartyCategory, ...]
    groups: tuple[PartyGroup, ...] = ()
    other_party_types: tuple[OtherPartyType, ...] = ()

    def members(self, group: str) -> tuple[PartyCategory, ...]:
        """The categories of a group, by its id, in the order of the file."""
        return tuple(category for category in self.categories if category.group == group)


class Objective(Sourced, Entry):
    """An objective of the code, known by its letter."""

    letter: Annotated[
        Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"], Field(description="its letter")
    ]
    text: Annotated[Text, Field(description="what it asks for, in our own words")]
    aliases: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        return self.letter

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for label in (self.letter, f"({self.letter})", f"Objective ({self.letter})"):
            yield ("letter",), label
        for index, alias in enumerate(self.aliases):
            yield ("aliases", index), alias


class Objectives(PackFile):
    """`objectives.yaml`. `name` and `plural` are what papers call them: SEC Objective."""

    vocabulary: ClassVar[tuple[str, ...]] = ("objectives",)

    name: Text = "Objective"
    plural: Text = "Objectives"
    objectives: tuple[Objective, ...]


class Role(Named):
    """Somebody's part in the process. `scope` is what the role is held in; `none` is a name for addressees only."""

    scope: Literal["installation", "organisation", "body", "proposal", "none"]
    meaning: Annotated[Text, Field(description="what the role does, in our own words")]


class Roles(PackFile):
    """`roles.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("roles",)

    roles: tuple[Role, ...]


class Capability(Entry):
    """What an act asks for, and the roles that have it. The ids are given by the acts."""

    id: Annotated[Id, Field(description="the capability that an act names, as in people.manage")]
    meaning: Annotated[Text, Field(description="what it allows")]
    roles: Parameter[tuple[Annotated[str, Refers("roles")], ...]]

    @property
    def key(self) -> str:
        return self.id

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("id",), self.id


class Capabilities(PackFile):
    """`capabilities.yaml`: who may do what, from when."""

    vocabulary: ClassVar[tuple[str, ...]] = ("capabilities",)

    capabilities: tuple[Capability, ...]

    def roles_for(self, capability: str, on: date) -> InForce[tuple[str, ...]]:
        """The roles that hold a capability on a day. Raises `Refused` when the pack does not know it, or not yet."""
        return find_named(self.capabilities, capability, "capability").roles.at(on)

    def capabilities_of(self, roles: Iterable[str], on: date) -> frozenset[str]:
        """Every capability that at least one of these roles holds on a day. What has no value yet is held by nobody."""
        held = set(roles)
        return frozenset(
            capability.id
            for capability in self.capabilities
            if min(capability.roles.values) <= on and held.intersection(capability.roles.at(on).value)
        )

    def check_against(self, acts: Iterable[str]) -> None:
        """Refuses a capability of the pack that no act asks for: a typing error would else grant nothing silently."""
        known = set(acts)
        refusals = [
            refusal
            for capability in self.capabilities
            if capability.id not in known
            for refusal in NAME_UNKNOWN.refuse(
                "capability", found=capability.id, hint=suggest(capability.id, sorted(known))
            ).refusals
        ]
        if refusals:
            raise Refused(*refusals)


class Classification(Named):
    """How far a document may be shared. `rank` 0 is public; a higher rank is more restricted."""

    rank: Int
    sharing: Annotated[Text, Field(description="who may see it, in our own words")]


class Marking(Named):
    """Another organisation's marking, with the classification it counts as."""

    issuer: Text
    classification: Annotated[str, Refers("classifications.classifications")]


class Classifications(PackFile):
    """`classifications.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("classifications", "markings")

    classifications: tuple[Classification, ...]
    markings: tuple[Marking, ...] = ()

    def classify(self, text: str) -> Classification:
        """The classification that a printed word means: its own, or the one that a marking counts as."""
        words: tuple[Classification | Marking, ...] = (*self.classifications, *self.markings)
        found = find_named(words, text, "classification")
        if isinstance(found, Classification):
            return found
        return next(entry for entry in self.classifications if entry.id == found.classification)


for _name, _model in (
    ("party_categories", PartyCategories),
    ("objectives", Objectives),
    ("roles", Roles),
    ("capabilities", Capabilities),
    ("classifications", Classifications),
):
    register_kind(_name, _model)
