"""Recovering permanent ids: which provision of an edited text is which of the baseline.

A text that comes back from somebody's word processor has no ids. Provisions are paired by what they say: first texts
that stand in both once; then repeated texts by what stands around them; then changed texts between neighbours that are
paired; then changed texts anywhere. A pair that is likely and not certain is listed and never made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.provisions import Code, Kind, pid_for
from codeclerk.legaltext.rules.spans import Content, Ref, Term, is_blank, tokens

SURE_IN_PLACE = 0.5
"""So much of the words of two provisions is the same when they are paired between neighbours that are."""
SURE_ANYWHERE = 0.75
"""So much when they are paired wherever they stand."""
LIKELY = 0.3
"""So much when a pair is worth looking at by a person."""
RARE = 8
"""A word that so many of the unpaired provisions have at most says something of which one it is."""
_STRUCTURE = frozenset({Kind.TABLE, Kind.ROW})


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Two provisions that may be one, and were not paired. `share` of their words is the same, from 0 to 1."""

    old: str
    new: str
    share: float


@dataclass(frozen=True)
class Recovered:
    """An edited code with the permanent ids of its baseline.

    Args:
        pairs: the id in the edited text -> that of the baseline.
        uncertain: likely pairs that were not made, the likeliest first. Their old one counts as deleted, the new one as
            inserted, until somebody says otherwise.
    """

    code: Code
    pairs: Mapping[str, str]
    uncertain: tuple[Uncertain, ...]


def recover(base: Code, edited: Code, same: Mapping[str, str] | None = None) -> Recovered:
    """An edited code with the ids of the baseline wherever a provision is one of its.

    Args:
        same: pairs that a person has confirmed, the edited id -> the old one.
    """
    pairing = _Pairing(base, edited)
    for new, old in (same or {}).items():
        pairing.pair(old, new)
    pairing.documents()
    pairing.unique()
    pairing.in_context()
    pairing.structure()
    pairing.in_place()
    pairing.anywhere()
    pairing.structure()
    pairing.in_place()
    return Recovered(_renamed(base, edited, pairing.old_of), pairing.old_of, pairing.uncertain())


@dataclass(frozen=True, slots=True)
class _Said:
    """What a provision says, without the ids that its marks point to."""

    kind: Kind
    words: tuple[str, ...]
    name: str


def _said(code: Code) -> dict[str, _Said]:
    made = {}
    for pid, one in code.provisions.items():
        made[pid] = _Said(one.kind, _words(one.content, code), one.name)
    return made


def _words(content: Content, code: Code) -> tuple[str, ...]:
    return tuple(
        token if isinstance(token, str) else _plain(token, code) for token in tokens(content) if not is_blank(token)
    )


def _plain(token: object, code: Code) -> str:
    """A mark without what it points to: a reference is a reference, whatever its label is now."""
    match token:
        case Ref():
            return "§"
        case Term(pid, suffix):
            return f"{code.provisions[pid].name if pid in code.provisions else ''}{suffix}"
    return repr(token)


class _Pairing:
    """Pairs the provisions of two codes, step by step."""

    def __init__(self, base: Code, edited: Code) -> None:
        self.base, self.edited = base, edited
        self.old, self.new = _said(base), _said(edited)
        self.new_of: dict[str, str] = {}
        self.old_of: dict[str, str] = {}
        self.maybe: dict[tuple[str, str], float] = {}

    def pair(self, old: str, new: str) -> None:
        if old not in self.new_of and new not in self.old_of:
            self.new_of[old], self.old_of[new] = new, old

    def documents(self) -> None:
        """Documents of one name, and definitions of one term in them."""
        named = {self.base.provisions[pid].name: pid for pid in self.base.documents}
        for pid in self.edited.documents:
            old = named.get(self.edited.provisions[pid].name)
            if old is not None:
                self.pair(old, pid)
        terms = {
            (self.base.document_of(pid), one.name): pid
            for pid, one in self.base.provisions.items()
            if one.kind is Kind.DEFINITION
        }
        for pid, one in self.edited.provisions.items():
            if one.kind is Kind.DEFINITION:
                old = terms.get((self.old_of.get(self.edited.document_of(pid), ""), one.name))
                if old is not None:
                    self.pair(old, pid)

    def unique(self) -> None:
        """Texts that stand once in both. Short ones are left to what stands around them."""
        old, new = self._by_text(self.old, self.new_of), self._by_text(self.new, self.old_of)
        for said, pids in old.items():
            others = new.get(said, ())
            if len(pids) == len(others) == 1 and len(said.words) > 8:
                self.pair(pids[0], others[0])

    @staticmethod
    def _by_text(said: Mapping[str, _Said], paired: Mapping[str, str]) -> dict[_Said, list[str]]:
        made: dict[_Said, list[str]] = defaultdict(list)
        for pid, one in said.items():
            if pid not in paired and one.kind not in _STRUCTURE:
                made[one].append(pid)
        return made

    def in_context(self) -> None:
        """Texts that are the same, in their order under provisions that are paired; from the top down."""
        for parent in self.base.everything():
            other = self.new_of.get(parent)
            if other is None:
                continue
            old = [pid for pid in self.base.under(parent) if pid not in self.new_of]
            new = [pid for pid in self.edited.under(other) if pid not in self.old_of]
            for first, second in _in_common([self.old[pid] for pid in old], [self.new[pid] for pid in new]):
                if self.old[old[first]].kind not in _STRUCTURE:
                    self.pair(old[first], new[second])
        again = self._by_text(self.new, self.old_of)
        for said, pids in self._by_text(self.old, self.new_of).items():
            others = again.get(said, [])
            if len(pids) == len(others) == 1:
                self.pair(pids[0], others[0])

    def structure(self) -> None:
        """Tables, rows, headings and clauses most of whose children are paired with those of one other."""
        for pid in reversed(list(self.base.everything())):
            if pid in self.new_of:
                continue
            votes = Counter(
                self.edited.parents[self.new_of[child]]
                for child in self.base.under(pid)
                if child in self.new_of and self.new_of[child] in self.edited.parents
            )
            if not votes:
                continue
            other, count = votes.most_common(1)[0]
            if other in self.old_of or self.new[other].kind is not self.old[pid].kind:
                continue
            of = max(len(self.base.under(pid)), len(self.edited.under(other)))
            if count * 2 > of and (self.old[pid].kind in _STRUCTURE or self._share(pid, other) >= LIKELY):
                self.pair(pid, other)

    def in_place(self) -> None:
        """Changed texts between the same neighbours, under provisions that are paired; from the top down."""
        for parent in self.base.everything():
            other = self.new_of.get(parent)
            if other is not None:
                for old, new in self._gaps(parent, other):
                    self._pair_gap(old, new)

    def _gaps(self, parent: str, other: str) -> Iterator[tuple[list[str], list[str]]]:
        """The unpaired provisions that stand between the same neighbours, old and new."""
        old_gaps = self._between(self.base.under(parent), self.new_of, set(self.edited.under(other)))
        new_under = self.edited.under(other)
        new_gaps = self._between(new_under, self.old_of, set(self.base.under(parent)))
        for neighbour, old in old_gaps.items():
            new = new_gaps.get(self.new_of.get(neighbour, ""))
            if old and new:
                yield old, new

    @staticmethod
    def _between(pids: Sequence[str], paired: Mapping[str, str], others: set[str]) -> dict[str, list[str]]:
        """Unpaired ids by the paired one that stands before them; by an empty id for those before the first."""
        made: dict[str, list[str]] = {"": []}
        here = ""
        for pid in pids:
            if pid not in paired:
                made[here].append(pid)
            elif paired[pid] in others:
                here = pid
                made[here] = []
        return made

    def _pair_gap(self, old: Sequence[str], new: Sequence[str]) -> None:
        scored = sorted(
            (
                (-self._share(one, other), first, second)
                for first, one in enumerate(old)
                for second, other in enumerate(new)
                if self.old[one].kind is self.new[other].kind
            ),
        )
        for score, first, second in scored:
            one, other = old[first], new[second]
            if one in self.new_of or other in self.old_of:
                continue
            if -score >= SURE_IN_PLACE or self._is_alone(one, other, old, new):
                self.pair(one, other)
            elif -score >= LIKELY:
                self.maybe[one, other] = -score

    def _is_alone(self, one: str, other: str, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether a cell or a part of a table stands alone in its gap: nothing else can have become it."""
        kind = self.old[one].kind
        return (
            kind in (Kind.CELL, *_STRUCTURE)
            and sum(self.old[pid].kind is kind for pid in old) == 1
            and sum(self.new[pid].kind is kind for pid in new) == 1
        )

    def anywhere(self) -> None:
        """Changed texts that moved: compared only where they share a rare word."""
        old = [pid for pid in self.old if pid not in self.new_of and len(self.old[pid].words) > 8]
        new = [pid for pid in self.new if pid not in self.old_of and len(self.new[pid].words) > 8]
        having: dict[str, list[str]] = defaultdict(list)
        for pid in new:
            for word in set(self.new[pid].words):
                having[word].append(pid)
        scored = []
        for pid in old:
            shared = Counter(
                other for word in set(self.old[pid].words) if 0 < len(having[word]) <= RARE for other in having[word]
            )
            for other, _ in shared.most_common(5):
                if self.old[pid].kind is self.new[other].kind:
                    scored.append((-self._share(pid, other), pid, other))
        for score, one, other in sorted(scored):
            if one in self.new_of or other in self.old_of:
                continue
            if -score >= SURE_ANYWHERE:
                self.pair(one, other)
            elif -score >= SURE_IN_PLACE:
                self.maybe[one, other] = -score

    def _share(self, old: str, new: str) -> float:
        """How much of the words of two provisions is the same, from 0 to 1."""
        one, other = self.old[old].words, self.new[new].words
        if not one and not other:
            return 1.0
        return float(LCSseq.normalized_similarity(one, other)) if one and other else 0.0

    def uncertain(self) -> tuple[Uncertain, ...]:
        still = [
            Uncertain(old, new, round(share, 2))
            for (old, new), share in self.maybe.items()
            if old not in self.new_of and new not in self.old_of
        ]
        return tuple(sorted(still, key=lambda one: (-one.share, one.old, one.new)))


def _in_common(old: Sequence[_Said], new: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """The places of a longest common subsequence."""
    if not old or not new:
        return
    for op in LCSseq.opcodes(old, new):
        if op.tag == "equal":
            yield from zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)


def _renamed(base: Code, edited: Code, old_of: Mapping[str, str]) -> Code:
    """The edited code under its recovered ids. What is new gets an id of its own, always the same for the same text."""
    called = labels(edited)
    ids = {
        pid: old_of[pid] if pid in old_of else pid_for(base.root, called[pid].full, pid) for pid in edited.provisions
    }
    provisions = {
        ids[pid]: replace(one, pid=ids[pid], content=_pointing(one.content, ids))
        for pid, one in edited.provisions.items()
    }
    for pid, one in provisions.items():
        before = base.provisions.get(pid)
        if before is not None and before == one:
            provisions[pid] = before
    children = {ids[pid]: _ids(under, ids) for pid, under in edited.children.items()}
    return Code(provisions, children, _ids(edited.documents, ids), edited.params)


def _ids(pids: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ids[pid] for pid in pids)


def _pointing(content: Content, ids: Mapping[str, str]) -> Content:
    if len(content) == 1 and isinstance(content[0], str):
        return content
    return tuple(replace(span, pid=ids[span.pid]) if isinstance(span, Ref | Term) else span for span in content)
