"""What a list of proposals is, by definition: every proposal read whole, then narrowed and ordered in memory.

This is how the register read its lists before they were asked of the database. Slow, plain, and the measure of
`test_lists.py`: the quick way must give the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

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
    ProposalFact,
    ProposerFact,
    StatusFact,
    Summary,
    TargetRelease,
    TimetableFact,
    Title,
)
from codeclerk.register.queries import ORDERS, Filters, ProposalLine
from codeclerk.register.rules.ages import age
from codeclerk.register.rules.numbers import AliasKind, digits_of, whole_of
from codeclerk.register.rules.times import When
from codeclerk.register.rules.timetable import Revision, Row, State, distinct, in_order, to_come

Fact = TypeVar("Fact", bound=ProposalFact)


@dataclass(frozen=True)
class Present:
    """A proposal as the register has it on a day."""

    id: int
    key: str
    number: str
    series: str
    since: date
    """The first day of this number."""
    whole: int | None = None
    whole_number: str = ""
    parts: tuple[str, ...] = ()


def present(lens: Lens, keys: Collection[str] | None = None) -> dict[int, Present]:
    """The proposals that are in the register at the lens, by row id, in the order of their digits. One query.

    Args:
        keys: only these, their wholes and their parts.
    """
    rows = Number.objects.as_at(lens).exclude(text="")
    if keys is not None:
        rows = rows.filter(proposal__digits__in={digits_of(key)[0] for key in keys})
    found = [
        Present(id, key, number, series, since)
        for id, key, number, series, since in rows.order_by("proposal__digits", "proposal__letter").values_list(
            "proposal_id", "proposal__key", "text", "series", "valid_from"
        )
    ]
    by_key = {one.key: one for one in found}
    parts: dict[str, list[str]] = {}
    for one in found:
        if whole := whole_of(one.key):
            parts.setdefault(whole, []).append(one.number)
    return {one.id: _with_parts(one, by_key, parts) for one in found}


def _with_parts(one: Present, by_key: Mapping[str, Present], parts: Mapping[str, list[str]]) -> Present:
    whole = by_key.get(whole_of(one.key)) if whole_of(one.key) else None
    return Present(
        one.id,
        one.key,
        one.number,
        one.series,
        one.since,
        whole.id if whole else None,
        whole.number if whole else "",
        tuple(parts.get(one.key, ())),
    )


def ids_with_wholes(found: Mapping[int, Present], keys: Collection[str] | None) -> set[int] | None:
    """The rows to read facts of: those asked for, and the wholes of parts; None for all."""
    if keys is None:
        return None
    asked = [one for one in found.values() if one.key in keys]
    return {one.id for one in asked} | {one.whole for one in asked if one.whole is not None}


def single(lens: Lens, fact: type[Fact], found: Mapping[int, Present], ids: set[int] | None = None) -> dict[int, Fact]:
    """The one fact of each proposal at the lens; a part without one has that of the whole. One query."""
    rows = fact.objects.as_at(lens)
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    own: dict[int, Fact] = {row.proposal_id: row for row in cast("Iterable[Fact]", rows)}
    return {id: row for id, one in found.items() if (row := own.get(id) or own.get(one.whole or 0)) is not None}


def several(
    lens: Lens,
    fact: type[Fact],
    found: Mapping[int, Present],
    which: Callable[[Fact], Hashable],
    ids: set[int] | None = None,
) -> dict[int, list[Fact]]:
    """Every fact of each proposal at the lens; a part has those of the whole that it has not itself. One query."""
    rows = fact.objects.as_at(lens).order_by("pk")
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    own: dict[int, list[Fact]] = {}
    for row in cast("Iterable[Fact]", rows):
        own.setdefault(row.proposal_id, []).append(row)
    return {id: inherited(own.get(id, []), own.get(one.whole or 0, []), which) for id, one in found.items()}


def inherited(own: list[Fact], whole: list[Fact], which: Callable[[Fact], Hashable]) -> list[Fact]:
    """The whole's facts, with the part's own in the place of those that they replace, and beside the others."""
    replaced = {which(row) for row in own}
    return [row for row in whole if which(row) not in replaced] + own


def timetables(lens: Lens, found: Mapping[int, Present], ids: set[int] | None = None) -> dict[int, tuple[Row, ...]]:
    """The timetable of each proposal; a part's begins with the events of the whole. One query."""
    rows = (
        TimetableFact.objects.known_at(lens)
        .filter(valid_from__lte=lens.valid_at, first__isnull=False)
        .select_related("event")
        .only(*_COLUMNS)
        .order_by("valid_from", "known_from", "pk")
    )
    if ids is not None:
        rows = rows.filter(proposal_id__in=ids)
    kept: dict[int, dict[str, list[TimetableFact]]] = {}
    for row in rows:
        kept.setdefault(row.proposal_id, {}).setdefault(row.event_key, []).append(row)
    made = {}
    for id, one in found.items():
        events = {**kept.get(one.whole or 0, {}), **kept.get(id, {})}
        made[id] = in_order(row for row in map(_row, events.values()) if row.state is not State.DROPPED)
    return made


_COLUMNS = (
    "proposal_id",
    *TimetableFact.value,
    "event_key",
    "valid_from",
    "known_from",
    "event__source_locator",
)


def _row(facts: Iterable[TimetableFact]) -> Row:
    every = list(facts)
    last = every[-1]
    revisions = (Revision(fact.valid_from, _when(fact), State(fact.state), fact.event.source_locator) for fact in every)
    return Row(
        key=last.event_key,
        kind=last.kind,
        label=last.label,
        when=_when(last),
        state=State(last.state),
        condition=last.condition,
        position=last.position,
        sure=last.sure,
        note=last.note,
        since=last.valid_from,
        source=last.event.source_locator,
        revisions=distinct(revisions),
    )


def _when(fact: TimetableFact) -> When:
    if fact.first is None or fact.last is None:
        raise ValueError(f"The timetable event {fact.event_key} has no date.")
    return When(fact.first, fact.last, fact.is_month)


def narrowed(lens: Lens, every: Iterable[ProposalLine], filters: Filters) -> list[ProposalLine]:
    """Those of all lines of a lens that the filters keep."""
    lines = [line for line in every if filters.keeps(line)]
    return _with_words(lens, lines, filters.words) if filters.words.strip() else lines


def ordered(lines: Iterable[ProposalLine], order: str) -> list[ProposalLine]:
    """Lines in an order: a key of `ORDERS`, with `-` in front for descending."""
    return sorted(lines, key=ORDERS[order.removeprefix("-")], reverse=order.startswith("-"))


def _with_words(lens: Lens, lines: Sequence[ProposalLine], words: str) -> list[ProposalLine]:
    """The lines in whose names or titles, past ones too, every word occurs."""
    said: dict[str, list[str]] = {}
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
        return " ".join([line.key.casefold(), line.summary.casefold(), texts_of.get(line.key, ""), whole])

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
    hold_since = hold.valid_from if hold is not None and hold.is_held else None
    if hold is not None and not (hold.is_held and (hold.until is None or lens.valid_at <= hold.until)):
        hold = None  # one that ended, or whose last day has passed
    listed = {row.kind: row.items for row in affected}
    raised = min(
        (row for row in rows if row.kind == "raised" and row.state is State.HAPPENED),
        key=lambda row: (row.when.first, row.when.last, row.key),
        default=None,
    )
    raised = raised and raised.when
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
        hold_since=hold_since,
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
