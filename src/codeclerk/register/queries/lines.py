"""The register as a list: one line for each proposal, with all that lists, counts and papers need."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from codeclerk.kernel.lens import Lens
from codeclerk.register import vocabulary, wording
from codeclerk.register.models import Number
from codeclerk.register.queries import told
from codeclerk.register.queries.rows import Present, Said, present_in, said_of
from codeclerk.register.queries.timetables import row_of, when_of
from codeclerk.register.queries.told import Told
from codeclerk.register.rules.ages import age
from codeclerk.register.rules.numbers import digits_of
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Row, State


@dataclass(frozen=True)
class ProposalLine:
    """A proposal at the lens. Empty texts are not known; names stand beside ids, as they are called on that day.

    `age` is in Working Days by the convention `published`, for proposals that are not decided yet. `sure` has the
    facts that are inferred or unverified, by name.
    """

    key: str
    number: str
    title: str
    short_title: str
    profile: str
    stage: str
    stage_name: str
    status: str
    part: str
    status_name: str
    path: str
    path_name: str
    proposer_person: str
    proposer_organisation: str
    proposer_organisation_name: str
    on_behalf_of: str
    on_behalf_of_name: str
    lead_analyst: str
    raised: When | None
    age: int | None
    release: str
    documents: tuple[str, ...]
    systems: tuple[str, ...]
    party_categories: tuple[str, ...]
    flags: tuple[str, ...]
    is_held: bool
    held_until: date | None
    hold_reason: str
    summary: str
    next_event: Row | None
    first_day: date
    """The first day of its present number."""
    whole: str = ""
    parts: tuple[str, ...] = ()
    is_pre_decision: bool = False
    status_since: date | None = None
    hold_since: date | None = None
    """The first day of the hold, also of one whose last day has passed and that nobody has ended."""
    affected_known: frozenset[str] = frozenset()
    """The kinds of `documents`, `systems`, `party_categories` of which something was recorded, if only "none"."""
    sure: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_closed(self) -> bool:
        """Withdrawn, rejected or implemented (A23). A proposal on hold is not closed."""
        return self.stage == "closed"

    @property
    def is_split(self) -> bool:
        """It goes on as its parts, and counts in no stage itself."""
        return bool(self.parts)

    @property
    def raised_day(self) -> date | None:
        """The day on which it was raised, where that is known to the day."""
        return self.raised.first if self.raised and self.raised.is_day else None

    @property
    def proposer_name(self) -> str:
        """The organisation that proposes it, with the one that it speaks for."""
        return proposer_words(self.proposer_organisation_name, self.on_behalf_of_name)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The keys of those whose proposal it is: the Proposer's, and its lead analyst's."""
        proposer = (self.proposer_person, self.proposer_organisation, self.on_behalf_of)
        return tuple(key for key in (*proposer, self.lead_analyst) if key)

    def title_for(self, short: bool) -> str:
        """The formal title, or the short one where there is one: a report uses one form throughout (A12)."""
        return (self.short_title or self.title) if short else self.title


def proposer_words(organisation: str, behalf: str) -> str:
    """An organisation with the one that it speaks for, by name; either may be empty."""
    return " ".join(part for part in (organisation, f"on behalf of {behalf}" if behalf else "") if part)


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. Several values of one kind are alternatives; kinds are combined.

    Ids of the pack; `release` is the name of the target release, `proposers` are keys of organisations, `whose` of
    persons and organisations that propose it, and of its lead analyst, `words` are found in
    numbers, aliases and titles, past ones too. `raised_from` and `raised_to` are inclusive. Split wholes are left out
    unless `with_split`.
    """

    stages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    raised_from: date | None = None
    raised_to: date | None = None
    is_held: bool | None = None
    is_pre_decision: bool | None = None
    words: str = ""
    with_split: bool = False

    def keeps(self, line: ProposalLine) -> bool:
        """Whether a line is in the list, whatever its words."""
        lists: tuple[tuple[Collection[str], Collection[str]], ...] = (
            (self.stages, (line.stage,)),
            (self.statuses, (line.status,)),
            (self.paths, (line.path,)),
            (self.flags, line.flags),
            (self.documents, line.documents),
            (self.systems, line.systems),
            (self.parties, line.party_categories),
            (self.releases, (line.release,)),
            (self.proposers, (line.proposer_organisation, line.on_behalf_of)),
            (self.whose, line.concerned),
        )
        return (
            (self.with_split or not line.is_split)
            and all(not wanted or set(wanted) & set(has) for wanted, has in lists)
            and (self.is_held is None or line.is_held is self.is_held)
            and (self.is_pre_decision is None or line.is_pre_decision is self.is_pre_decision)
            and self.keeps_raised(line.raised)
        )

    def keeps_raised(self, raised: When | None) -> bool:
        """Whether something raised then is in the list, as far as the day of raising goes."""
        if self.raised_from is None and self.raised_to is None:
            return True
        if raised is None:
            return False
        after = self.raised_from is None or raised.last >= self.raised_from
        return after and (self.raised_to is None or raised.first <= self.raised_to)


AT_ONCE = 1000
"""So many proposals are read at a time."""


def lines_of(lens: Lens, keys: Collection[str] | None = None, *, coming: bool = True) -> tuple[ProposalLine, ...]:
    """One line for each proposal, or for those asked for, in the order of their digits.

    Two queries for every thousand of them, and one more for all. Without `coming`, one for every thousand, and no line
    has what comes next.
    """
    if keys is None:
        rows = Number.objects.as_at(lens).exclude(text="")
        keys = list(rows.values_list("proposal__key", flat=True))
    ordered = iter(sorted(set(keys), key=digits_of))
    lines: list[ProposalLine] = []
    while some := list(islice(ordered, AT_ONCE)):
        lines += _lines(lens, some, coming)
    return tuple(lines)


def _lines(lens: Lens, keys: Sequence[str], with_coming: bool) -> Iterator[ProposalLine]:
    rows = told.as_at(lens, keys)
    found = present_in(rows)
    said = said_of(found, rows)
    wanted = set(keys)
    asked = {id: one for id, one in found.items() if one.key in wanted}
    coming = _next_events(lens, {id: said[id] for id in asked}) if with_coming else {}
    return lines_from(lens, asked, said, coming, told.names_in(rows))


def lines_from(
    lens: Lens,
    asked: Mapping[int, Present],
    said: Mapping[int, Said],
    coming: Mapping[int, Row],
    names: Mapping[str, str],
) -> Iterator[ProposalLine]:
    """The lines of proposals from what is said of them at the lens, the next event of each, and the names of
    organisations. No query."""
    stages = {stage.id: stage.pre_decision for stage in vocabulary.stages()}
    return (_line(lens, one, said[id], coming.get(id), names, stages) for id, one in asked.items())


def next_of(lens: Lens, said: Said) -> Told | None:
    """What the timetable has running or planned next; a closed proposal has nothing to come."""
    status = said.one("status")
    if status is not None and status.value["stage"] == "closed":
        return None
    day = lens.valid_at
    ahead = (
        row
        for row in said.several("timetable", "event_key")
        if row.value["state"] == State.PLANNED.value and row.value["last"] >= day
    )
    return min(
        ahead,
        key=lambda row: (
            max(row.value["first"], day),
            row.value["position"],
            row.value["last"],
            row.value["event_key"],
        ),
        default=None,
    )


def _next_events(lens: Lens, said: Mapping[int, Said]) -> dict[int, Row]:
    """The next event of each proposal, with all that the timetable said of it. One query."""
    chosen = {id: row for id, one in said.items() if (row := next_of(lens, one))}
    every: dict[tuple[int, str], list[Told]] = {}
    rows = told.revisions(lens, {(row.proposal, row.value["event_key"]) for row in chosen.values()})
    for row in sorted(rows, key=lambda row: row.first_day):
        every.setdefault((row.proposal, row.value["event_key"]), []).append(row)
    return {id: row_of(every[row.proposal, row.value["event_key"]]) for id, row in chosen.items()}


def raised_of(said: Said) -> When | None:
    """When it was raised, as far as it has happened; where the timetable says so more than once, the first time."""
    rows = (
        row
        for row in said.several("timetable", "event_key")
        if row.value["kind"] == "raised" and row.value["state"] == State.HAPPENED.value
    )
    first = min(rows, key=lambda row: (row.value["first"], row.value["last"], row.value["event_key"]), default=None)
    return when_of(first) if first else None


def _line(
    lens: Lens,
    who: Present,
    said: Said,
    coming: Row | None,
    names: Mapping[str, str],
    stages: Mapping[str, bool],
) -> ProposalLine:
    one = {fact: said.one(fact) for fact in _SINGLE}
    begun = one["hold"] if one["hold"] is not None and one["hold"].value["is_held"] else None
    until = begun.value["until"] if begun is not None else None
    hold = begun if until is None or lens.valid_at <= until else None
    affected = said.several("affected", "kind")
    listed = {row.value["kind"]: tuple(json.loads(row.value["listed"])) for row in affected}
    raised = raised_of(said)

    def value(fact: str, name: str) -> str:
        row = one[fact]
        return row.value[name] if row is not None else ""

    profile, status, part, stage = (value("status", name) for name in ("profile", "status", "part", "stage"))
    is_open = stages.get(stage, False) and not who.parts
    organisation, behalf = value("proposer", "organisation"), value("proposer", "on_behalf_of")
    path = value("path", "path")
    return ProposalLine(
        key=who.key,
        number=who.number,
        title=value("title", "formal"),
        short_title=value("title", "short"),
        profile=profile if one["status"] else vocabulary.series(who.series).profile,
        stage=stage,
        stage_name=wording.stage(stage) if stage else "",
        status=status,
        part=part,
        status_name=wording.status(profile, status, part) if one["status"] else "",
        path=path,
        path_name=wording.path(path),
        proposer_person=value("proposer", "person"),
        proposer_organisation=organisation,
        proposer_organisation_name=names.get(organisation, organisation),
        on_behalf_of=behalf,
        on_behalf_of_name=names.get(behalf, behalf),
        lead_analyst=value("lead_analyst", "person"),
        raised=raised,
        age=age(raised.first if raised and raised.is_day else None, lens.valid_at) if is_open else None,
        release=value("target_release", "release"),
        documents=listed.get("documents", ()),
        systems=listed.get("systems", ()),
        party_categories=listed.get("party_categories", ()),
        flags=tuple(row.value["flag"] for row in said.several("flag", "flag") if row.value["is_set"]),
        is_held=hold is not None,
        hold_since=begun.first_day if begun is not None else None,
        held_until=hold.value["until"] if hold else None,
        hold_reason=hold.value["reason"] if hold else "",
        summary=value("summary", "summary"),
        next_event=coming,
        first_day=who.since,
        whole=who.whole_number,
        parts=who.parts,
        is_pre_decision=is_open,
        affected_known=frozenset(listed),
        status_since=one["status"].first_day if one["status"] else None,
        sure=_unsure(one | {f"affected {row.value['kind']}": row for row in affected}),
    )


_SINGLE = ("title", "proposer", "lead_analyst", "status", "path", "hold", "target_release", "summary")


def _unsure(facts: Mapping[str, Told | None]) -> dict[str, str]:
    """The facts that no source prints or states, by the name that pages give them."""
    return {
        "release" if name == "target_release" else name: row.sure
        for name, row in facts.items()
        if row is not None and row.sure in ("inferred", "unverified")
    }


def register_begins(lens: Lens) -> date | None:
    """The first day on which the register has anything, as known at the lens; None for an empty one. One query."""
    rows = Number.objects.known_at(lens).exclude(text="").order_by("valid_from")
    return rows.values_list("valid_from", flat=True).first()
