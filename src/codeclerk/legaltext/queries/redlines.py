"""Redlines of open proposals, the conflicts between them, and the code as it would be."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from codeclerk.kernel.chain import canonical_json, sha256
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext.codec import operation_json, operations_of, resolution_of
from codeclerk.legaltext.models import RedlineFact, ResolutionRecord
from codeclerk.legaltext.queries.versions import NOT_YET, Version, code_of, newest, versions
from codeclerk.legaltext.rules import conflicts as finding
from codeclerk.legaltext.rules.conflicts import Conflict
from codeclerk.legaltext.rules.consolidating import Consolidation, consolidate
from codeclerk.legaltext.rules.operations import Operation
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.redlines import Redline, Resolution
from codeclerk.register import queries as register
from codeclerk.register.models import Number

NO_REDLINE = Reason(
    "legaltext.no_redline",
    rule="a proposal amends the code by its redline",
    problem="{object} has no legal text that waits for a release",
    remedy="Draft it: `draft_redline`.",
    kind=Kind.NOT_FOUND,
)
EXCLUDED = Reason(
    "legaltext.alternatives",
    rule="of a proposal and its alternative one at most is carried out",
    problem="{object} and {other} are alternatives",
    remedy="Leave one of them out.",
    kind=Kind.CONFLICT,
)


@dataclass(frozen=True)
class ProposalRedline:
    """The amendments of a proposal that wait for a release.

    Args:
        key: of the proposal in the register. The redline names it by its number.
        version: the number of the version on which it was drafted.
        revision: the number of the draft.
        since: the day from which it is this one.
    """

    key: str
    redline: Redline
    version: str
    revision: str
    is_baselined: bool
    result: str
    since: date
    note: str


@dataclass(frozen=True)
class Resolved:
    """A resolution, with the hashes of the operations that it settled."""

    resolution: Resolution
    settled: Mapping[str, str]
    since: date

    def holds_for(self, operations: Mapping[str, str]) -> bool:
        """Whether the operations are still those that it settled. `operations` has the hash of each by its id."""
        return all(operations.get(id) == hash for id, hash in self.settled.items())


@dataclass(frozen=True)
class ConflictLine:
    """A conflict between open proposals; `resolution` is what settled it, None while it is open."""

    conflict: Conflict
    resolution: Resolution | None


def hash_of(operation: Operation) -> str:
    """SHA-256 of an operation: what a resolution says it settled."""
    return sha256(canonical_json(operation_json(operation)))


def hashes_of(found: Iterable[Redline]) -> dict[str, str]:
    """The hash of each operation by its id."""
    return {one.id: hash_of(one) for redline in found for one in redline.operations}


def redlines(lens: Lens, keys: Collection[str] | None = None) -> tuple[ProposalRedline, ...]:
    """The redlines that wait for a release, by number; those of these proposals only, if given. Three queries."""
    rows = RedlineFact.objects.as_at(lens).exclude(operations="").select_related("proposal")
    if keys is not None:
        rows = rows.filter(proposal__key__in=keys)
    standing = list(rows)
    if not standing:
        return ()
    every = versions(lens)
    by_root = {one.root: one.number for one in every}
    numbers = _numbers(lens)
    made = []
    for row in standing:
        key = row.proposal.key
        if any(key in one.proposals and one.known_from >= row.known_from for one in every):
            continue
        operations = operations_in(row.operations)
        redline = Redline(numbers.get(key, key), row.base, operations, numbers.get(row.alternative_to, ""))
        made.append(
            ProposalRedline(
                key,
                redline,
                by_root.get(row.base, ""),
                row.revision,
                row.is_baselined,
                row.result,
                row.valid_from,
                row.note,
            )
        )
    return tuple(sorted(made, key=lambda one: one.redline.proposal))


@lru_cache(maxsize=512)
def operations_in(text: str) -> tuple[Operation, ...]:
    """The operations of a redline, read once: the same text is never another redline."""
    return operations_of(json.loads(text))


def _numbers(lens: Lens) -> dict[str, str]:
    return dict(Number.objects.as_at(lens).values_list("proposal__key", "text"))


def redline_of(lens: Lens, key: str) -> ProposalRedline | None:
    """The redline of a proposal that waits for a release; None where it has none. Three queries."""
    return next(iter(redlines(lens, [key])), None)


def last_revision(lens: Lens, key: str) -> str:
    """The number of the last draft of a proposal, also of one that was withdrawn or carried out; empty for none. One
    query."""
    return RedlineFact.objects.as_at(lens).filter(proposal__key=key).values_list("revision", flat=True).first() or ""


def redline_named(lens: Lens, ref: str) -> ProposalRedline:
    """The redline of the proposal that a text names. Refused: unknown proposals, and legaltext.no_redline."""
    key = register.key_in_register(lens, ref)
    found = redline_of(lens, key)
    if found is None:
        raise NO_REDLINE.refuse(_numbers(lens).get(key, key))
    return found


def resolutions(lens: Lens) -> tuple[Resolved, ...]:
    """The resolutions that were made by then, the earlier ones first. One query."""
    rows = ResolutionRecord.objects.filter(effective__lte=lens.valid_at, known_from__lte=lens.known_at).order_by("pk")
    return tuple(Resolved(resolution_of(json.loads(row.resolution)), row.settled, row.effective) for row in rows)


def conflicts(lens: Lens) -> tuple[ConflictLine, ...]:
    """Every conflict between the redlines that wait, and of each with the newest version. Five queries."""
    version = newest(lens)
    if version is None:
        return ()
    waiting = [one.redline for one in redlines(lens)]
    found = finding.conflicts(code_of(version), waiting)
    settled = settling(resolutions(lens), waiting, found)
    by_key = {key: one for one in settled for key in one.settles}
    return tuple(ConflictLine(one, by_key.get(one.key)) for one in found)


def settling(made: Iterable[Resolved], chosen: Sequence[Redline], found: Iterable[Conflict]) -> tuple[Resolution, ...]:
    """The resolutions that hold among these redlines: they settle a conflict that is there, and the operations that
    they settled are still the same."""
    present, hashes = {one.key for one in found}, hashes_of(chosen)
    return tuple(one.resolution for one in made if one.resolution.settles & present and one.holds_for(hashes))


def would_be(lens: Lens, proposals: Iterable[str]) -> tuple[Version, Consolidation]:
    """The code if the redlines of these proposals, by their keys, were carried out now. Six queries.

    Refused as consolidation is: with every conflict that is open and every flaw of the result.
    """
    version = newest(lens)
    if version is None:
        raise NOT_YET.refuse("any day", suggestion="Import a version first.")
    keys = list(proposals)
    waiting = {one.key: one for one in redlines(lens, keys)}
    if missing := [key for key in keys if key not in waiting]:
        numbers = _numbers(lens)
        raise Refused(*(NO_REDLINE.refuse(numbers.get(key, key)).first for key in missing))
    chosen = [waiting[key].redline for key in dict.fromkeys(keys)]
    return version, consolidated(code_of(version), chosen, resolutions(lens))


def consolidated(base: Code, chosen: Sequence[Redline], made: Iterable[Resolved]) -> Consolidation:
    """A consolidation of these redlines with the resolutions that hold among them."""
    names = {one.proposal for one in chosen}
    for one in chosen:
        if one.alternative_to in names:
            raise EXCLUDED.refuse(one.proposal, other=one.alternative_to)
    known = tuple(made)
    settled = settling(known, chosen, finding.conflicts(base, chosen)) if known else ()
    return consolidate(base, chosen, settled)
