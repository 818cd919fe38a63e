"""Organisations as they were called and what they were on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.storage import once
from codeclerk.people import vocabulary
from codeclerk.people.find import UNKNOWN_ORGANISATION
from codeclerk.people.models import OrganisationCategory, OrganisationKindFact, OrganisationName
from codeclerk.people.rules import OrganisationKind


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation on the day of the lens. `category` is the pack's id, empty for none."""

    key: str
    name: str
    short_name: str
    kind: OrganisationKind
    category: str
    category_name: str

    @property
    def label(self) -> str:
        """The name, with the short one behind it."""
        return f"{self.name} ({self.short_name})" if self.short_name else self.name


@dataclass(frozen=True)
class DatedLine:
    """What held from `first_day` up to but not on `end`; `what` says which fact it is."""

    first_day: date
    end: date | None
    what: str
    value: str


def organisations_as_at(lens: Lens) -> tuple[OrganisationLine, ...]:
    """Every organisation that had a name on the day, by name. Three queries, however many there are."""
    return _lines(lens)


def organisation_as_at(lens: Lens, key: str) -> OrganisationLine:
    """One organisation. Raises `Refused` (people.unknown_organisation) when it is not known, or not yet on that day."""
    found = _lines(lens, key)
    if not found:
        near = get_close_matches(key, names_as_at(lens), n=1)
        raise UNKNOWN_ORGANISATION.refuse(key, suggestion=f"Did you mean {near[0]}? " if near else "")
    return found[0]


def names_as_at(lens: Lens, keys: Collection[str] | None = None) -> dict[str, str]:
    """Key of every organisation, or of those asked for -> its name on the day. One query."""
    if keys is None:
        return dict(_every_name(lens))
    rows = OrganisationName.objects.as_at(lens).filter(organisation__key__in=keys)
    return dict(rows.values_list("organisation__key", "name"))


@once
def _every_name(lens: Lens) -> dict[str, str]:
    return dict(OrganisationName.objects.as_at(lens).values_list("organisation__key", "name"))


def _lines(lens: Lens, key: str = "") -> tuple[OrganisationLine, ...]:
    only = {"organisation__key": key} if key else {}
    named = OrganisationName.objects.as_at(lens).filter(**only).select_related("organisation")
    kinds = dict(OrganisationKindFact.objects.as_at(lens).filter(**only).values_list("organisation_id", "kind"))
    held = OrganisationCategory.objects.as_at(lens).filter(**only).values_list("organisation_id", "category")
    categories, category_names = dict(held), vocabulary.category_names()
    lines = (
        OrganisationLine(
            key=row.organisation.key,
            name=row.name,
            short_name=row.short_name,
            kind=OrganisationKind(kinds.get(row.organisation_id, OrganisationKind.OTHER)),
            category=(category := categories.get(row.organisation_id, "")),
            category_name=category_names.get(category, category),
        )
        for row in named
    )
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.key)))


def history_of_organisation(lens: Lens, key: str) -> tuple[DatedLine, ...]:
    """Names, categories and kinds over time, as known at the lens's instant, oldest first. Three queries."""
    names = OrganisationName.objects.known_at(lens).filter(organisation__key=key)
    categories = OrganisationCategory.objects.known_at(lens).filter(organisation__key=key)
    kinds = OrganisationKindFact.objects.known_at(lens).filter(organisation__key=key)
    words = vocabulary.category_names()
    lines = [
        DatedLine(n.valid_from, n.valid_to, "Name", f"{n.name} ({n.short_name})" if n.short_name else n.name)
        for n in names
    ]
    lines += [
        DatedLine(c.valid_from, c.valid_to, "Party category", words.get(c.category, c.category) or "none")
        for c in categories
    ]
    lines += [DatedLine(k.valid_from, k.valid_to, "Kind", OrganisationKind(k.kind).label) for k in kinds]
    order = ("Name", "Kind", "Party category")
    return tuple(sorted(lines, key=lambda line: (line.first_day, order.index(line.what))))
