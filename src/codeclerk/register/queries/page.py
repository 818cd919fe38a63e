"""One proposal with everything that its page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import QuerySet

from codeclerk.kernel.lens import Lens
from codeclerk.people.queries import Contact, contact_of, names_as_at, person_as_at
from codeclerk.register import vocabulary, wording
from codeclerk.register.models import (
    ChangeRequest,
    HoldFact,
    LeadAnalyst,
    LinkFact,
    Number,
    ObjectiveTag,
    PathFact,
    ProposalFact,
    ProposerFact,
    StatusFact,
    TargetRelease,
    Title,
    WebAddress,
)
from codeclerk.register.queries.lines import ProposalLine, lines_of
from codeclerk.register.queries.names import AliasLine, aliases_of, key_in_register, numbers_at
from codeclerk.register.queries.rows import ids_with_wholes, present, several, single
from codeclerk.register.queries.timetables import timetables
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.timetable import Row, lead_in

Fact = TypeVar("Fact", bound=ProposalFact)


@dataclass(frozen=True)
class DatedLine:
    """What held from `first_day` up to but not on `end`."""

    first_day: date
    end: date | None
    what: str
    value: str
    sure: str = ""
    note: str = ""


@dataclass(frozen=True)
class LinkLine:
    """How it stands to another proposal, or to something outside. `words` is read from this end.

    `key` is empty for what is outside the code. `is_inverse`: the link was made from the other end.
    """

    kind: str
    words: str
    key: str
    name: str
    title: str
    is_inverse: bool
    moves_release: bool
    since: date
    note: str = ""


@dataclass(frozen=True)
class ObjectiveLine:
    """The objectives that a view rests on; `texts` are those of the code, by letter."""

    view: str
    letters: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]

    @property
    def view_words(self) -> str:
        return self.view.replace("_", " ").replace(":", ": ").capitalize()


@dataclass(frozen=True)
class ChangeRequestLine:
    """The DCC's Change Request."""

    number: str
    about: str


@dataclass(frozen=True)
class ContactBlock:
    """Whom to ask about a proposal: the lead analyst, with the details for those who may see them (A17)."""

    person: str
    organisation: str
    organisation_name: str
    contact: Contact | None


@dataclass(frozen=True)
class ProposalView:
    """One proposal at the lens. The time lines run up to its day, as known at its instant, oldest first."""

    line: ProposalLine
    timetable: tuple[Row, ...]
    lead_in: str
    numbers: tuple[DatedLine, ...]
    titles: tuple[DatedLine, ...]
    facts: tuple[DatedLine, ...]
    """Status, path, Proposer, lead analyst, target release and hold over time."""
    aliases: tuple[AliasLine, ...]
    links: tuple[LinkLine, ...]
    objectives: tuple[ObjectiveLine, ...]
    change_requests: tuple[ChangeRequestLine, ...]
    web_address: str
    whole: str
    parts: tuple[str, ...]
    stages_seen: tuple[str, ...]
    """The names of the stages in which it was, as far as sources tell."""


def proposal(lens: Lens, ref: str) -> ProposalView:
    """One proposal by any reference. Refuses one that names nothing, and a day on which the register has it not.

    A constant number of queries, some thirty.
    """
    key = key_in_register(lens, ref)
    found = present(lens, [key])
    ids = ids_with_wholes(found, [key])
    own = next(one for one in found.values() if one.key == key)
    line = lines_of(lens, [key])[0]
    rows = timetables(lens, found, ids)[own.id]
    tags = several(lens, ObjectiveTag, found, lambda row: row.view, ids)[own.id]
    requests = several(lens, ChangeRequest, found, lambda row: row.about, ids)[own.id]
    address = single(lens, WebAddress, found, ids).get(own.id)
    return ProposalView(
        line=line,
        timetable=rows,
        lead_in=_lead_in(line, rows, lens.valid_at),
        numbers=_number_lines(lens, key),
        titles=_title_lines(lens, key),
        facts=_fact_lines(lens, key),
        aliases=aliases_of(lens, key),
        links=_links(lens, key),
        objectives=tuple(_objectives(row) for row in tags if row.letters),
        change_requests=tuple(ChangeRequestLine(row.number, row.about) for row in requests if row.number),
        web_address=address.address if address else "",
        whole=own.whole_number,
        parts=own.parts,
        stages_seen=_stages_seen(lens, key),
    )


def _lead_in(line: ProposalLine, rows: tuple[Row, ...], day: date) -> str:
    if line.is_closed:
        return f"It is closed: {line.status_name or line.stage_name}. No further step follows."
    return lead_in(rows, day, vocabulary.clause_of)


def _objectives(row: ObjectiveTag) -> ObjectiveLine:
    texts = vocabulary.objectives()
    return ObjectiveLine(row.view, tuple(row.letters), tuple((one, texts.get(one, "")) for one in row.letters))


def _over_time(lens: Lens, what: str, fact: type[Fact], key: str, words: Callable[[Fact], str]) -> list[DatedLine]:
    """A fact's time line up to the lens's day; a part's begins with the whole's, until its own first value."""
    keys = [key, whole_of(key)] if whole_of(key) else [key]
    rows: list[Fact] = list(
        cast("QuerySet[Fact]", fact.objects.known_at(lens))
        .filter(proposal__key__in=keys, valid_from__lte=lens.valid_at)
        .select_related("proposal")
        .order_by("valid_from", "pk")
    )
    start = min((row.valid_from for row in rows if row.proposal.key == key), default=date.max)
    lines = []
    for row in rows:
        is_own = row.proposal.key == key
        if not is_own and row.valid_from >= start:
            continue
        ends = [row.valid_to] if is_own else [row.valid_to, start]
        end = min((day for day in ends if day is not None and day <= lens.valid_at), default=None)
        lines.append(DatedLine(row.valid_from, end, what, words(row), row.sure, row.note))
    return lines


def _title_lines(lens: Lens, key: str) -> tuple[DatedLine, ...]:
    def words(row: Title) -> str:
        return f"{row.formal} (short: {row.short})" if row.short else row.formal

    return tuple(_over_time(lens, "Title", Title, key, words))


def _number_lines(lens: Lens, key: str) -> tuple[DatedLine, ...]:
    return tuple(line for line in _over_time(lens, "Number", Number, key, lambda row: row.text) if line.value)


def _fact_lines(lens: Lens, key: str) -> tuple[DatedLine, ...]:
    names = names_as_at(lens)
    lines = [
        *_over_time(lens, "Status", StatusFact, key, _status_words),
        *_over_time(lens, "Path", PathFact, key, lambda row: wording.path(row.path) or "not known"),
        *_over_time(lens, "Proposer", ProposerFact, key, lambda row: _proposer_words(row, names)),
        *_over_time(lens, "Lead analyst", LeadAnalyst, key, lambda row: row.person or "nobody"),
        *_over_time(lens, "Target release", TargetRelease, key, lambda row: row.release or "none"),
        *_over_time(lens, "Hold", HoldFact, key, lambda row: f"on hold: {row.reason}" if row.is_held else "ended"),
    ]
    return tuple(sorted(lines, key=lambda line: (line.first_day, line.what)))


def _stages_seen(lens: Lens, key: str) -> tuple[str, ...]:
    lines = _over_time(lens, "Stage", StatusFact, key, lambda row: wording.stage(row.stage))
    return tuple(dict.fromkeys(line.value for line in lines if line.value))


def _status_words(row: StatusFact) -> str:
    if not row.stage:
        return "not known"
    stage = wording.stage(row.stage)
    status = wording.status(row.profile, row.status, row.part)
    return f"{status} ({stage})" if status else f"{stage}; status not known"


def _proposer_words(row: ProposerFact, names: dict[str, str]) -> str:
    who = [f"person {row.person}" if row.person else "", names.get(row.organisation, row.organisation)]
    said = ", ".join(part for part in who if part) or "not known"
    return f"{said}, on behalf of {names.get(row.on_behalf_of, row.on_behalf_of)}" if row.on_behalf_of else said


def _links(lens: Lens, key: str) -> tuple[LinkLine, ...]:
    kinds = {kind.id: kind for kind in vocabulary.links()}
    here = LinkFact.objects.as_at(lens).filter(proposal__key=key, holds=True)
    there = LinkFact.objects.as_at(lens).filter(target=key, holds=True).select_related("proposal")
    ends = [(row, row.target, False) for row in here] + [(row, row.proposal.key, True) for row in there]
    numbers = numbers_at(lens)
    others = [other for _, other, _ in ends if other in numbers]
    titles = dict(Title.objects.as_at(lens).filter(proposal__key__in=others).values_list("proposal__key", "formal"))
    lines = []
    for row, other, inverse in ends:
        kind = kinds.get(row.kind)
        outside = kind is not None and kind.external
        lines.append(
            LinkLine(
                kind=row.kind,
                words=wording.link(row.kind, inverse),
                key="" if outside else other,
                name=numbers.get(other, other) if not outside else other,
                title=titles.get(other, ""),
                is_inverse=inverse,
                moves_release=kind is not None and kind.moves_release and not inverse,
                since=row.valid_from,
                note=row.note,
            )
        )
    order = list(kinds)
    return tuple(
        sorted(
            lines, key=lambda line: (line.is_inverse, order.index(line.kind) if line.kind in order else 99, line.key)
        )
    )


def contact_block(lens: Lens, ref: str) -> ContactBlock | None:
    """The contact block of a report: the lead analyst at the lens; None when nobody is assigned. Six queries more."""
    key = key_in_register(lens, ref)
    found = present(lens, [key])
    own = next(one for one in found.values() if one.key == key)
    row = single(lens, LeadAnalyst, found, ids_with_wholes(found, [key])).get(own.id)
    return contact_block_of(lens, row.person if row else "")


def contact_block_of(lens: Lens, analyst: str) -> ContactBlock | None:
    """The contact block of an analyst by key; None for nobody. Four queries."""
    if not analyst:
        return None
    person = person_as_at(lens, analyst)
    return ContactBlock(analyst, person.on_behalf_of, person.on_behalf_of_name, contact_of(lens, analyst))
