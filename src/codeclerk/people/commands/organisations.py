"""Acts on organisations. The bus's `effective` is the day from which the name, the category or the kind holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people import find, vocabulary
from codeclerk.people.events import OrganisationAdded, OrganisationKindSet, OrganisationRenamed, PartyCategorySet
from codeclerk.people.inputs import Key, Line
from codeclerk.people.models import Organisation, OrganisationName
from codeclerk.people.rules import OrganisationKind

KEY_TAKEN = Reason(
    "people.key_taken",
    rule="a key stands for one thing for ever",
    problem="the key {object} is in use already",
    remedy="Choose another key, or change what stands under this one.",
    kind=Kind.CONFLICT,
)


def _kind(value: object) -> object:
    return value.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value


FullName = Annotated[Line, Field(title="Name", min_length=1, max_length=200)]
ShortName = Annotated[
    Line, Field(title="Short name", max_length=50, description="What papers write for short, such as DCC.")
]
KindOf = Annotated[OrganisationKind, BeforeValidator(_kind), Field(title="Kind")]
Category = Annotated[
    Line,
    Field(
        title="Party category",
        max_length=100,
        description="As the code names it; other names that papers use are understood. Leave empty for none.",
    ),
]


def stream(key: str) -> str:
    """The stream of events about an organisation."""
    return f"organisation:{key}"


def same_name(name: str, key: str) -> tuple[str, ...]:
    """A warning when another organisation is called the same now."""
    others = OrganisationName.objects.filter(name__iexact=name, valid_to=None, superseded_from=None)
    keys = sorted(others.exclude(organisation__key=key).values_list("organisation__key", flat=True))
    return (f"{name} is also the name of {', '.join(keys)}.",) if keys else ()


def category_id(text: str) -> str:
    return vocabulary.category(text).id if text else ""


@act
class AddOrganisation(Act["AddOrganisation.Input"]):
    """Add an organisation. Refused: a key in use, an unknown party category (with the nearest name)."""

    name = "add_organisation"
    title = "Add an organisation"
    capability = "people.manage"

    class Input(ActInput):
        key: Annotated[Key, Field(title="Key", description="Short and for ever, such as north-networks.")]
        name: FullName
        short_name: ShortName = ""
        kind: KindOf
        category: Category = ""

    def plan(self, data: Input, context: Context) -> Plan:
        if Organisation.objects.filter(key=data.key).exists():
            raise KEY_TAKEN.refuse(data.key, field="key")
        body = OrganisationAdded(
            organisation=data.key,
            name=data.name,
            short_name=data.short_name,
            kind=data.kind,
            category=category_id(data.category),
        )
        return Plan(
            events=(PlannedEvent(stream(data.key), body),),
            answer={"organisation": data.key},
            warnings=same_name(data.name, data.key),
        )


@act
class RenameOrganisation(Act["RenameOrganisation.Input"]):
    """Give an organisation another name from a day on. What it was called before stays known."""

    name = "rename_organisation"
    title = "Rename an organisation"
    capability = "people.manage"

    class Input(ActInput):
        organisation: Key
        name: FullName
        short_name: ShortName = ""

    def plan(self, data: Input, context: Context) -> Plan:
        key = find.organisation(data.organisation).key
        body = OrganisationRenamed(organisation=key, name=data.name, short_name=data.short_name)
        return Plan(
            events=(PlannedEvent(stream(key), body),),
            answer={"organisation": key},
            warnings=same_name(data.name, key),
        )


@act
class SetPartyCategory(Act["SetPartyCategory.Input"]):
    """Say which party category an organisation belongs to from a day on; empty means none."""

    name = "set_party_category"
    title = "Set the party category of an organisation"
    capability = "people.manage"

    class Input(ActInput):
        organisation: Key
        category: Category = ""

    def plan(self, data: Input, context: Context) -> Plan:
        key = find.organisation(data.organisation).key
        body = PartyCategorySet(organisation=key, category=category_id(data.category))
        return Plan(events=(PlannedEvent(stream(key), body),), answer={"organisation": key})


@act
class SetOrganisationKind(Act["SetOrganisationKind.Input"]):
    """Say what an organisation is to the code from a day on."""

    name = "set_organisation_kind"
    title = "Set what an organisation is to the code"
    capability = "people.manage"

    class Input(ActInput):
        organisation: Key
        kind: KindOf

    def plan(self, data: Input, context: Context) -> Plan:
        key = find.organisation(data.organisation).key
        body = OrganisationKindSet(organisation=key, kind=data.kind)
        return Plan(events=(PlannedEvent(stream(key), body),), answer={"organisation": key})
