"""What aspects and their values are called, and typed names as ids of the running pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from codeclerk.following.models import FollowRecord
from codeclerk.following.rules import FILTERS, TOUCHING, Follow, HowOften, News, What, clause_label, in_words
from codeclerk.kernel.packs import PartyCategories
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import find, vocabulary, wording
from codeclerk.register.models import Number

Namer = Callable[[str, str], str]
_KINDS = {"party": "party_categories", "system": "systems", "document": "documents"}


def name_of(aspect: str, value: str) -> str:
    """What a value of an aspect is called; what the pack does not know stays as it is. No query."""
    if aspect == "stage":
        return wording.stage(value)
    if aspect == "status":
        return next((name for (_, id), name in vocabulary.status_names().items() if id == value), value)
    if aspect == "path":
        return wording.path(value)
    if aspect == "flag":
        return wording.flag(value)
    if aspect == "clause":
        return f"clause {value}"
    if aspect == "touch":
        return name_of(*_parted(value))
    return wording.affected(_KINDS[aspect], value) if aspect in _KINDS else value


def id_of(aspect: str, text: str) -> str:
    """The value of an aspect that a text names. Refused with the nearest name."""
    match aspect:
        case "proposal":
            return find.key_of(text)
        case "clause":
            return clause_label(text)
        case "stage":
            return vocabulary.stage(text, aspect).id
        case "status":
            return _status(text)
        case "path":
            return vocabulary.path(text, aspect).id
        case "flag":
            return vocabulary.flag(text, aspect).id
        case "party":
            return vocabulary.party(text, aspect)
        case "document":
            return vocabulary.document(text, aspect)
        case "system":
            return vocabulary.system(text, aspect)
        case "touch":
            own, value = _parted(text)
            return f"{own}:{id_of(own, value)}"
    return text


def _parted(text: str) -> tuple[str, str]:
    """The aspect and the value of `party:large_suppliers`; a value alone is that of a party category."""
    aspect, _, value = text.partition(":")
    return (aspect, value) if aspect in TOUCHING else ("party", text)


def _status(text: str) -> str:
    if any(id == text for _, id in vocabulary.status_names()):
        return text
    for profile, id in vocabulary.status_names():
        if vocabulary.status_names()[profile, id].casefold() == text.casefold():
            return id
    return vocabulary.status(vocabulary.profiles()[-1].id, text, field="status")[0].id


def ids_of(given: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What is wanted, by aspect, from texts: without repeats, in order, and without aspects that name nothing."""
    made = {
        aspect: tuple(sorted({id_of(aspect, one) for one in texts if one.strip()})) for aspect, texts in given.items()
    }
    return {aspect: values for aspect, values in made.items() if values}


def namer(keys: Collection[str]) -> Namer:
    """As `name_of`, with the present numbers of these proposals. One query, or none."""
    numbers: dict[str, str] = {}
    if keys:
        now = Number.objects.filter(proposal__key__in=keys, superseded_from__isnull=True, valid_to__isnull=True)
        numbers = dict(now.exclude(text="").values_list("proposal__key", "text"))
    return lambda aspect, value: numbers.get(value, value) if aspect == "proposal" else name_of(aspect, value)


def follows_of(rows: Collection[FollowRecord]) -> list[Follow]:
    """Rows as values, with what is followed in words. The rows come with their persons. One query, or none."""
    name = namer({key for row in rows for key in row.wanted.get("proposal", ())})
    return [_follow(row, name) for row in rows]


def _follow(row: FollowRecord, name: Namer) -> Follow:
    what = What(row.what)
    wanted = {aspect: tuple(values) for aspect, values in row.wanted.items()}
    news = tuple(News(one) for one in row.news)
    named = in_words(what, wanted, news, name)
    return Follow(row.key, row.person.key, what, wanted, news, HowOften(row.how_often), named, row.since)


def with_groups(parties: Iterable[str]) -> tuple[str, ...]:
    """These party categories with the groups that they are in, and the categories of the groups among them: what is
    ticked for Suppliers touches Small Suppliers, and the other way about."""
    given = set(parties)
    known = running_pack().of(PartyCategories).categories
    groups = {one.group for one in known if one.group and one.id in given}
    return tuple(sorted(given | groups | {one.id for one in known if one.group in given}))


def choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen of each aspect that narrows a list: id and name, as the pack has them."""
    known = vocabulary.affected_names()
    statuses = dict(reversed([(id, name) for (_, id), name in vocabulary.status_names().items()]))
    made = {
        "stage": [(one.id, one.name) for one in vocabulary.stages()],
        "status": sorted(statuses.items(), key=lambda pair: pair[1]),
        "path": [(one.id, one.name) for one in vocabulary.paths()],
        "party": sorted(((id, name) for (kind, id), name in known.items() if kind == "party_categories"), key=_by_name),
        "document": [(id, f"{id}: {name}" if id != name else id) for id, name in vocabulary.documents()],
        "system": sorted(((id, name) for (kind, id), name in known.items() if kind == "systems"), key=_by_name),
        "flag": [(one.id, one.name) for one in vocabulary.flags()],
        "release": [],
    }
    return {aspect: made[aspect] for aspect in FILTERS}


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()
