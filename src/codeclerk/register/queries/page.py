"""One proposal with everything that its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.people.queries import Contact, PersonLine, person_as_at
from codeclerk.register import vocabulary, wording
from codeclerk.register.queries import told
from codeclerk.register.queries.lines import ProposalLine, lines_from, next_of
from codeclerk.register.queries.names import AliasLine, in_order_of_kinds, not_then, resolve
from codeclerk.register.queries.rows import Said, present_in, said_of
from codeclerk.register.queries.timelines import DatedLine, TimeLines
from codeclerk.register.queries.timetables import timetable_of
from codeclerk.register.queries.told import Told
from codeclerk.register.rules.documents import Role
from codeclerk.register.rules.numbers import AliasKind
from codeclerk.register.rules.timetable import Row, lead_in


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
class AttachedLine:
    """A document that is attached to it and open to the viewer. `source` is where that it belongs to it is printed."""

    document: str
    role: Role
    label: str
    name: str
    published: date | None
    since: date
    source: str
    note: str

    @property
    def title(self) -> str:
        """How it is called there, or its own name."""
        return self.label or self.name


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
    names: tuple[str, ...] = ()
    """Every text that names it: its key, its numbers, its aliases."""
    every_title: tuple[str, ...] = ()
    """Formal and short ones, coming ones too, the latest first."""
    documents: tuple[AttachedLine, ...] = ()
    """What is attached to it, as far as it is open to the viewer: reports first, then by day and label."""


def proposal(lens: Lens, ref: str) -> ProposalView:
    """One proposal by any reference. Refuses one that names nothing, and a day on which the register has it not.

    Two queries for a reference that is a number, however much is recorded.
    """
    return proposal_of(lens, resolve(lens, ref).key)


def proposal_of(lens: Lens, key: str) -> ProposalView:
    """As `proposal`, by the key of one that exists. One query."""
    day = lens.valid_at
    rows = told.over_time(lens, key)
    holding = [row for row in rows if row.holds_on(day)]
    found = present_in(holding)
    own = next((one for one in found.values() if one.key == key), None)
    if own is None:
        raise not_then(lens, key)
    now = said_of(found, holding)[own.id]
    timetable = timetable_of(said_of(found, rows)[own.id])
    coming = next_of(lens, now)
    next_row = next((row for row in timetable if coming and row.key == coming.value["event_key"]), None)
    mine = [row for row in rows if row.proposal == own.id]
    lines = TimeLines(rows, own.id, day)
    names = told.names_in(rows)
    (line,) = lines_from(lens, {own.id: own}, {own.id: now}, {own.id: next_row} if next_row else {}, names)
    address = now.one("web_address")
    return ProposalView(
        line=line,
        timetable=timetable,
        lead_in=_lead_in(line, timetable, day),
        numbers=lines.numbers(),
        titles=lines.titles(),
        facts=lines.facts(names),
        aliases=_aliases(mine),
        links=_links(holding, own.id),
        objectives=tuple(_objectives(row) for row in now.several("objectives", "view") if row.value["letters"]),
        change_requests=tuple(
            ChangeRequestLine(row.value["number"], row.value["about"])
            for row in now.several("change_request", "about")
            if row.value["number"]
        ),
        web_address=address.value["address"] if address else "",
        whole=own.whole_number,
        parts=own.parts,
        stages_seen=lines.stages(),
        names=(key, *(row.value["text"] for row in mine if row.fact in ("issued", "alias"))),
        every_title=_every_title(mine),
        documents=_documents(now),
    )


def _lead_in(line: ProposalLine, rows: tuple[Row, ...], day: date) -> str:
    if line.is_closed:
        return f"It is closed: {line.status_name or line.stage_name}. No further step follows."
    return lead_in(rows, day, vocabulary.clause_of)


def _aliases(rows: Sequence[Told]) -> tuple[AliasLine, ...]:
    return in_order_of_kinds(
        AliasLine(row.value["text"], AliasKind(row.value["kind"]), row.sure, row.note)
        for row in rows
        if row.fact == "alias"
    )


def _every_title(rows: Sequence[Told]) -> tuple[str, ...]:
    titles = sorted((row for row in rows if row.fact == "title"), key=lambda row: row.first_day, reverse=True)
    return tuple(text for row in titles for text in (row.value["formal"], row.value["short"]) if text)


def _objectives(row: Told) -> ObjectiveLine:
    texts, letters = vocabulary.objectives(), row.value["letters"]
    return ObjectiveLine(row.value["view"], tuple(letters), tuple((one, texts.get(one, "")) for one in letters))


def _links(rows: Sequence[Told], own: int) -> tuple[LinkLine, ...]:
    """The links that hold, from both ends; a link that leads out of the code has no other end here."""
    kinds = {kind.id: kind for kind in vocabulary.links()}
    here = [row for row in rows if row.fact == "link" and row.proposal == own and row.value["holds"]]
    there = [row for row in rows if row.fact == "linked"]
    ends = [(row, row.value["target"], False) for row in here] + [(row, row.value["key"], True) for row in there]
    numbers = {row.value["key"]: row.value["text"] for row in rows if row.fact == "other_number"}
    titles = {row.value["key"]: row.value["formal"] for row in rows if row.fact == "other_title"}
    lines = []
    for row, other, inverse in ends:
        kind = kinds.get(row.value["kind"])
        outside = kind is not None and kind.external
        lines.append(
            LinkLine(
                kind=row.value["kind"],
                words=wording.link(row.value["kind"], inverse),
                key="" if outside else other,
                name=other if outside else numbers.get(other, other),
                title=titles.get(other, "") if other in numbers else "",
                is_inverse=inverse,
                moves_release=kind is not None and kind.moves_release and not inverse,
                since=row.first_day,
                note=row.note,
            )
        )
    order = list(kinds)
    return tuple(
        sorted(
            lines, key=lambda line: (line.is_inverse, order.index(line.kind) if line.kind in order else 99, line.key)
        )
    )


def _documents(now: Said) -> tuple[AttachedLine, ...]:
    """A part has what is attached to its whole too, but for what it says otherwise itself."""
    rows: dict[tuple[str, ...], Told] = {}
    for row in (*now.whole.get("document", ()), *now.own.get("document", ())):
        rows[tuple(row.value[name] for name in ("document", "role", "label"))] = row
    lines = [
        AttachedLine(
            document=row.value["document"],
            role=Role(row.value["role"]),
            label=row.value["label"],
            name=row.value["called"],
            published=row.value["published"],
            since=row.first_day,
            source=row.value["source"],
            note=row.note,
        )
        for row in rows.values()
        if row.value["holds"]
    ]
    return tuple(sorted(lines, key=_order_of_documents))


def _order_of_documents(one: AttachedLine) -> tuple[object, ...]:
    """Reports first, then by the day; of one day by label, which has the letters of annexes, then by role."""
    return (one.role is not Role.REPORT, one.since, one.label, one.role.place, one.name, one.document)


def contact_block(lens: Lens, ref: str) -> ContactBlock | None:
    """The contact block of a report: the lead analyst at the lens; None when nobody is assigned. Four queries."""
    return contact_block_of(lens, proposal(lens, ref).line.lead_analyst)


def contact_block_of(lens: Lens, analyst: str) -> ContactBlock | None:
    """The contact block of an analyst by key; None for nobody. One query."""
    return contact_block_from(person_as_at(lens, analyst)) if analyst else None


def contact_block_from(person: PersonLine) -> ContactBlock:
    """The contact block of a person who was read already."""
    return ContactBlock(person.key, person.on_behalf_of, person.on_behalf_of_name, person.contact)
