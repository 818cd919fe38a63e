"""The register as a list: one line for each proposal, with all that lists, counts and papers need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from codeclerk.kernel.lens import Lens
from codeclerk.people.queries import names_as_at
from codeclerk.register import vocabulary, wording
from codeclerk.register.models import (
    AffectedFact,
    AliasRecord,
    FlagFact,
    HoldFact,
    IssuedNumber,
    LeadAnalyst,
    Number,
    PathFact,
    ProposerFact,
    StatusFact,
    Summary,
    TargetRelease,
    Title,
)
from codeclerk.register.queries.rows import Present, ids_with_wholes, present, several, single
from codeclerk.register.queries.timetables import timetables
from codeclerk.register.rules.ages import age
from codeclerk.register.rules.numbers import AliasKind, digits_of
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Row, State, to_come


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
        behalf = f"on behalf of {self.on_behalf_of_name}" if self.on_behalf_of_name else ""
        return " ".join(part for part in (self.proposer_organisation_name, behalf) if part)

    def title_for(self, short: bool) -> str:
        """The formal title, or the short one where there is one: a report uses one form throughout (A12)."""
        return (self.short_title or self.title) if short else self.title


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. Several values of one kind are alternatives; kinds are combined.

    Ids of the pack; `release` is the name of the target release, `proposer` an organisation's key, `words` are found in
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
        )
        return (
            (self.with_split or not line.is_split)
            and all(not wanted or set(wanted) & set(has) for wanted, has in lists)
            and (self.is_held is None or line.is_held is self.is_held)
            and (self.is_pre_decision is None or line.is_pre_decision is self.is_pre_decision)
            and self._raised(line.raised)
        )

    def _raised(self, raised: When | None) -> bool:
        if self.raised_from is None and self.raised_to is None:
            return True
        if raised is None:
            return False
        after = self.raised_from is None or raised.last >= self.raised_from
        return after and (self.raised_to is None or raised.first <= self.raised_to)


ORDERS = {
    "number": lambda line: digits_of(line.key),
    "title": lambda line: line.title.casefold(),
    "stage": lambda line: list(vocabulary.stage_names()).index(line.stage) if line.stage else 99,
    "raised": lambda line: line.raised.first if line.raised else date.max,
    "age": lambda line: -1 if line.age is None else line.age,
}


def proposals(lens: Lens, filters: Filters = Filters(), order: str = "number") -> tuple[ProposalLine, ...]:
    """The proposals in the register at the lens. `order` is a key of `ORDERS`, with `-` in front for descending.

    Fourteen queries, however many there are; three more to look for words.
    """
    lines = [line for line in lines_of(lens) if filters.keeps(line)]
    if filters.words.strip():
        lines = _with_words(lens, lines, filters.words)
    by = ORDERS[order.removeprefix("-")]
    return tuple(sorted(lines, key=by, reverse=order.startswith("-")))


def _with_words(lens: Lens, lines: Sequence[ProposalLine], words: str) -> list[ProposalLine]:
    """The lines in whose names or titles, past ones too, every word occurs."""
    said: dict[str, list[str]] = {line.key: [line.key, line.summary] for line in lines}
    titles = Title.objects.known_at(lens).values_list("proposal__key", "formal", "short")
    aliases = AliasRecord.objects.known_at(lens).exclude(kind=AliasKind.MISPRINT.value)
    for key, *texts in [
        *titles,
        *IssuedNumber.objects.values_list("proposal__key", "text"),
        *aliases.values_list("proposal__key", "text"),
    ]:
        said.setdefault(key, []).extend(texts)
    wanted = words.casefold().split()
    texts_of = {key: " ".join(texts).casefold() for key, texts in said.items()}

    def all_of(line: ProposalLine) -> str:
        whole = texts_of.get(line.key[:-1], "") if line.whole else ""
        return f"{texts_of[line.key]} {whole}"

    return [line for line in lines if all(word in all_of(line) for word in wanted)]


def lines_of(lens: Lens, keys: Collection[str] | None = None) -> tuple[ProposalLine, ...]:
    """One line for each proposal, or for those asked for. Fourteen queries."""
    found = present(lens, keys)
    ids = ids_with_wholes(found, keys)
    one: dict[str, dict[int, Any]] = {
        fact.__name__: single(lens, fact, found, ids)
        for fact in (Title, ProposerFact, LeadAnalyst, StatusFact, PathFact, HoldFact, TargetRelease, Summary)
    }
    flags = several(lens, FlagFact, found, lambda row: row.flag, ids)
    affected = several(lens, AffectedFact, found, lambda row: row.kind, ids)
    rows = timetables(lens, found, ids)
    names = names_as_at(lens)
    stages = {stage.id: stage for stage in vocabulary.stages()}
    lines = []
    for id, who in found.items():
        if keys is not None and who.key not in keys:
            continue
        facts = {name: by_id.get(id) for name, by_id in one.items()}
        lines.append(_line(lens, who, facts, flags[id], affected[id], rows[id], names, stages))
    return tuple(lines)


def _line(
    lens: Lens,
    who: Present,
    facts: Mapping[str, Any],
    flags: Sequence[FlagFact],
    affected: Sequence[AffectedFact],
    rows: Sequence[Row],
    names: Mapping[str, str],
    stages: Mapping[str, Any],
) -> ProposalLine:
    title, proposer, status = facts["Title"], facts["ProposerFact"], facts["StatusFact"]
    path, hold = facts["PathFact"], facts["HoldFact"]
    if hold is not None and not (hold.is_held and (hold.until is None or lens.valid_at <= hold.until)):
        hold = None  # one that ended, or whose last day has passed
    listed = {row.kind: row.items for row in affected}
    raised = next((row.when for row in rows if row.kind == "raised" and row.state is State.HAPPENED), None)
    stage = status.stage if status else ""
    is_open = bool(stage) and stage in stages and stages[stage].pre_decision and not who.parts
    coming = to_come(rows, lens.valid_at) if stage != "closed" else ()
    organisation = proposer.organisation if proposer else ""
    behalf = proposer.on_behalf_of if proposer else ""
    path_id = path.path if path else ""
    return ProposalLine(
        key=who.key,
        number=who.number,
        title=title.formal if title else "",
        short_title=title.short if title else "",
        profile=status.profile if status else vocabulary.series(who.series).profile,
        stage=stage,
        stage_name=wording.stage(stage) if stage else "",
        status=status.status if status else "",
        part=status.part if status else "",
        status_name=wording.status(status.profile, status.status, status.part) if status else "",
        path=path_id,
        path_name=wording.path(path_id),
        proposer_person=proposer.person if proposer else "",
        proposer_organisation=organisation,
        proposer_organisation_name=names.get(organisation, organisation),
        on_behalf_of=behalf,
        on_behalf_of_name=names.get(behalf, behalf),
        lead_analyst=facts["LeadAnalyst"].person if facts["LeadAnalyst"] else "",
        raised=raised,
        age=age(raised.first if raised and raised.is_day else None, lens.valid_at) if is_open else None,
        release=facts["TargetRelease"].release if facts["TargetRelease"] else "",
        documents=listed.get("documents", ()),
        systems=listed.get("systems", ()),
        party_categories=listed.get("party_categories", ()),
        flags=tuple(row.flag for row in flags if row.is_set),
        is_held=hold is not None,
        held_until=hold.until if hold else None,
        hold_reason=hold.reason if hold else "",
        summary=facts["Summary"].summary if facts["Summary"] else "",
        next_event=coming[0] if coming else None,
        first_day=who.since,
        whole=who.whole_number,
        parts=who.parts,
        is_pre_decision=is_open,
        affected_known=frozenset(listed),
        status_since=status.valid_from if status else None,
        sure=_unsure({**facts, **{f"affected {row.kind}": row for row in affected}}),
    )


def _unsure(facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts that no source prints or states, by the name that pages give them."""
    return {
        _NAMES.get(name, name): row.sure
        for name, row in facts.items()
        if row is not None and row.sure in ("inferred", "unverified")
    }


_NAMES = {
    "Title": "title",
    "ProposerFact": "proposer",
    "LeadAnalyst": "lead_analyst",
    "StatusFact": "status",
    "PathFact": "path",
    "HoldFact": "hold",
    "TargetRelease": "release",
    "Summary": "summary",
}


def stage_counts(lens: Lens) -> dict[str, int]:
    """Id of each stage, in the order of the process -> how many proposals are in it at the lens (B14). Two queries.

    A whole that was split does not count, its parts do. One whose stage nobody knows counts under an empty id, which is
    there only when there is one.
    """
    found = present(lens)
    standing = single(lens, StatusFact, found)
    counts = dict.fromkeys(vocabulary.stage_names(), 0)
    for id, one in found.items():
        if one.parts:
            continue
        stage = standing[id].stage if id in standing else ""
        counts[stage] = counts.get(stage, 0) + 1
    return counts


def register_begins(lens: Lens) -> date | None:
    """The first day on which the register has anything, as known at the lens; None for an empty one. One query."""
    rows = Number.objects.known_at(lens).exclude(text="").order_by("valid_from")
    return rows.values_list("valid_from", flat=True).first()
