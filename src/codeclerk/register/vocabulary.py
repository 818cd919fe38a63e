"""The words of the running pack that proposals are described with. Each look-up refuses with the nearest word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import (
    Entry,
    Objectives,
    PartyCategories,
    Profile,
    Role,
    Roles,
    Stage,
    Stages,
    Status,
    find_named,
)
from codeclerk.kernel.publishing import running_pack
from codeclerk.register.packs import (
    AffectedThings,
    Flag,
    LinkKind,
    Links,
    Numbering,
    PaperSeries,
    Path,
    Paths,
    Series,
    Timetable,
    TimetableKind,
)
from codeclerk.register.rules.timetable import Row
from codeclerk.register.rules.timetable_grid import Bar, Box

Found = TypeVar("Found", bound=Entry)

UNKNOWN_WORD = Reason(
    "register.unknown_word",
    rule="statuses, paths, flags, links and what is affected are those of the code pack, by id, name or alias",
    problem="{object}: the code pack knows no {what} of that name",
    remedy="{hint}",
)
OTHER = "other"
"""The kind of a timetable event that is none of the pack's: it keeps its own words."""


def _find(entries: Iterable[Found], text: str, what: str, field: str) -> Found:
    try:
        return find_named(tuple(entries), text, what)
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_WORD.refuse(text[:80], what=what, hint=hint, field=field) from None


# --- numbers ------------------------------------------------------------------


def all_series() -> tuple[Series, ...]:
    """Every series of numbers, in the order of the pack."""
    return running_pack().of(Numbering).series


def series(id: str) -> Series:
    """The series with this id."""
    return next(one for one in all_series() if one.id == id)


def raising_series(profile: str) -> Series:
    """The series from which a proposal that is raised under a profile gets its number."""
    return next(one for one in all_series() if one.issued == "raising" and one.profile == profile)


def paper_series() -> tuple[PaperSeries, ...]:
    """How the papers of each committee are numbered."""
    return running_pack().of(Numbering).papers


# --- stages, paths, flags -----------------------------------------------------


def stages() -> tuple[Stage, ...]:
    """Every stage, in the order of the process."""
    return running_pack().of(Stages).stages


def stage(text: str, field: str = "stage") -> Stage:
    """The stage that `text` names."""
    return _find(stages(), text, "stage", field)


def stage_names() -> Mapping[str, str]:
    """Id of a stage -> its name."""
    return {one.id: one.name for one in stages()}


def profiles() -> tuple[Profile, ...]:
    """Every version of the process."""
    return running_pack().of(Stages).profiles


def profile(text: str, field: str = "profile") -> Profile:
    """The version of the process that `text` names."""
    return _find(profiles(), text, "profile", field)


def profile_at(day: date) -> Profile:
    """The version of the process that a proposal raised on a day follows."""
    return running_pack().of(Stages).profile_at(day)


def status(profile_id: str, text: str, part: str = "", field: str = "status") -> tuple[Status, str]:
    """The status that a printed word means under a profile, and the id of the part of it that the word or `part` names.

    "Refinement with DCC Impact Assessment" is the status `refinement` and its part.
    """
    found = profile(profile_id)
    parts = {one.id: owner for owner in found.statuses for one in owner.parts}
    every = [*found.statuses, *(one for owner in found.statuses for one in owner.parts)]
    named = _find(every, text, f"status of the {found.name}", field)
    if named.key in parts and not isinstance(named, Status):
        return parts[named.key], named.key
    chosen = next(one for one in found.statuses if one.id == named.key)
    return chosen, _find(chosen.parts, part, f"part of {chosen.name}", "part").key if part else ""


def status_names() -> Mapping[tuple[str, str], str]:
    """(profile, id of a status) -> its name."""
    return {(one.id, each.id): each.name for one in profiles() for each in one.statuses}


def part_names() -> Mapping[tuple[str, str], str]:
    """(profile, id of a part of a status) -> its name."""
    return {(one.id, part.id): part.name for one in profiles() for each in one.statuses for part in each.parts}


def path(text: str, field: str = "path") -> Path:
    """The path that `text` names."""
    return _find(paths(), text, "path", field)


def paths() -> tuple[Path, ...]:
    return running_pack().of(Paths).paths


def flag(text: str, field: str = "flag") -> Flag:
    """The flag that `text` names."""
    return _find(flags(), text, "flag", field)


def flags() -> tuple[Flag, ...]:
    return running_pack().of(Paths).flags


# --- links and what is affected -----------------------------------------------


def link(text: str, field: str = "kind") -> LinkKind:
    """The kind of link that `text` names."""
    return _find(links(), text, "kind of link", field)


def links() -> tuple[LinkKind, ...]:
    return running_pack().of(Links).links


def document(text: str, field: str = "documents") -> str:
    """The document, or the part of the code, that `text` names: `DUIS`, `Section H`."""
    things = running_pack().of(AffectedThings)
    typed = " ".join(text.split())
    for part in things.parts:
        rest = typed[len(part.name) :].strip()
        if typed.casefold().startswith(part.name.casefold()) and re.fullmatch(part.pattern, rest.upper()):
            return f"{part.name} {rest.upper()}"
    return _find(things.documents, typed, "document", field).id


def system(text: str, field: str = "systems") -> str:
    """The id of the system that `text` names."""
    return _find(running_pack().of(AffectedThings).systems, text, "system", field).id


def party(text: str, field: str = "party_categories") -> str:
    """The id of the party category, group, type of other Party or addressee that `text` names."""
    things = running_pack().of(PartyCategories)
    every = (*things.categories, *things.groups, *things.other_party_types, *addressees())
    return _find(every, text, "party category", field).key


def addressees() -> tuple[Role, ...]:
    """The roles that nobody holds in the record and that papers address or name as affected: Registration Data
    Providers, Other Users, the IPA, the CIO (PMP:1279, PMP:6216-6220, DCUSA:76-78)."""
    parties = running_pack().of(PartyCategories)
    known = {one.id for one in (*parties.categories, *parties.groups, *parties.other_party_types)}
    return tuple(one for one in running_pack().of(Roles).roles if one.scope == "none" and one.id not in known)


def affected_names() -> Mapping[tuple[str, str], str]:
    """(kind, id) of what can be affected -> its name for lists. A document goes by its short id."""
    things, parties = running_pack().of(AffectedThings), running_pack().of(PartyCategories)
    named = {("systems", one.id): one.name for one in things.systems}
    every = (*parties.categories, *parties.groups, *parties.other_party_types, *addressees())
    return named | {("party_categories", one.id): one.plural or one.name for one in every}


def documents() -> tuple[tuple[str, str], ...]:
    """Id and full name of each document of the pack."""
    return tuple((one.id, one.name) for one in running_pack().of(AffectedThings).documents)


# --- objectives and the timetable ---------------------------------------------


def objectives() -> Mapping[str, str]:
    """Letter -> text of each objective of the code."""
    return {one.letter: one.text for one in running_pack().of(Objectives).objectives}


def objectives_name(count: int = 2) -> str:
    """What so many objectives of the code are called: `SEC Objectives`, or `SEC Objective` for one."""
    known = running_pack().of(Objectives)
    return known.name if count == 1 else known.plural


def objective(text: str, field: str = "letters") -> str:
    """The letter of the objective that `text` names: `b`, `(b)`, `Objective (b)`."""
    return _find(running_pack().of(Objectives).objectives, text, "objective", field).letter


def timetable_kind(text: str, field: str = "kind") -> TimetableKind:
    """The kind of timetable event that `text` names."""
    return _find(timetable_kinds(), text, "kind of timetable event", field)


def timetable_kinds() -> tuple[TimetableKind, ...]:
    return running_pack().of(Timetable).kinds


def timetable_bars() -> tuple[Bar, ...]:
    """The bars of the grid of timetables, in the order of the pack."""
    return tuple(
        Bar(
            one.id,
            one.name,
            one.short,
            one.lane,
            one.kinds,
            one.first or "",
            one.last or "",
            one.boxed and Box(one.boxed),
        )
        for one in running_pack().of(Timetable).bars
    )


def kind_of_label(label: str) -> TimetableKind | None:
    """The kind of event that a printed label is; None for one with its own words."""
    try:
        return find_named(timetable_kinds(), label, "kind of timetable event")
    except Refused:
        return None


def clause_of(row: Row) -> str:
    """The clause that says a timetable event is to come, with `{when}` in it."""
    for kind in timetable_kinds():
        if kind.id == row.kind:
            return kind.next
    return f"“{row.label}” is planned {{when}}"
