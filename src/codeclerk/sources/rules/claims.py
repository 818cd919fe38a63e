"""Claims, and whether they agree. Nothing here picks a side: only a ruling does, and it says why."""

from __future__ import annotations

import builtins
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from codeclerk.kernel.lens import Classification
from codeclerk.sources.rules.values import Measure, Value, parse_iso
from codeclerk.sources.rules.vocabulary import describe_property


class Stated(Enum):
    """How a source says it."""

    PRINTED = "printed"
    INFERRED = "inferred"
    """Worked out from what the source prints; the claim carries the reasoning."""

    @builtins.property
    def label(self) -> str:
        """As a form offers it."""
        return {"printed": "Printed", "inferred": "Inferred from what is printed"}[self.value]


class State(Enum):
    """Whether the claims on one question agree."""

    DISAGREE = "disagree"
    SINGLE = "single"
    AGREE = "agree"


class Verdict(Enum):
    """What the record can say to one question."""

    DISPUTED = "disputed"
    """The sources disagree and nobody has ruled: there is no value."""
    RULED = "ruled"
    AGREED = "agreed"
    SINGLE = "single"


@dataclass(frozen=True)
class Question:
    """What claims are about: one property of one subject, perhaps for a day or period (`about`), perhaps one of
    several (`qualifier`, such as `PA` or the name of an event). Claims on different questions never disagree."""

    subject: str
    property: str
    about: str = ""
    qualifier: str = ""

    @builtins.property
    def key(self) -> str:
        """A short name of the question, the same everywhere."""
        return digest_of([self.subject, self.property, self.about, self.qualifier])

    @builtins.property
    def kind(self) -> str:
        return self.subject.partition(":")[0]

    @builtins.property
    def name(self) -> str:
        """The subject without its kind."""
        return self.subject.partition(":")[2]

    @builtins.property
    def words(self) -> str:
        """`Assessment duration, PA, of MP092 for 26 February 2021`."""
        label = describe_property(self.property).label
        return f"{label}{f', {self.qualifier},' if self.qualifier else ''} of {self.name}{self.when_words}"

    @builtins.property
    def when_words(self) -> str:
        return f" for {parse_iso(self.about)}" if self.about else ""


@dataclass(frozen=True)
class Source:
    """The document of a claim, as the reader may see it."""

    document: str
    """Its SHA-256."""
    reference: str
    title: str
    published: date | None
    classification: Classification

    @property
    def name(self) -> str:
        """Its reference, or its title where it has none."""
        return self.reference or self.title


@dataclass(frozen=True)
class Claim:
    """What one source says at one place."""

    key: str
    question: Question
    measure: Measure
    source: Source
    locator: str
    stated: Stated = Stated.PRINTED
    reasoning: str = ""
    wording: str = ""
    """The words as printed, where the value does not show them."""
    note: str = ""

    @property
    def order(self) -> tuple[date, str, str, str, str]:
        """Oldest source first; the same order whatever the order of loading."""
        source = self.source
        return (source.published or date.max, source.reference, source.document, self.locator, self.key)

    @property
    def place(self) -> str:
        """`SECP_90_1203_18 at CSR:293`."""
        return f"{self.source.name} at {self.locator}"


@dataclass(frozen=True)
class Group:
    """Claims that say the same, oldest source first."""

    claims: tuple[Claim, ...]

    @property
    def measure(self) -> Measure:
        return self.claims[0].measure

    @property
    def words(self) -> str:
        """`SECP_90_1203_18 at CSR:279 says 103 WD`, with all places that say so."""
        places = " and ".join(claim.place for claim in self.claims)
        if any(claim.stated is Stated.PRINTED for claim in self.claims):
            return f"{places} {'says' if len(self.claims) == 1 else 'say'} {self.measure}"
        reasons = "; ".join(dict.fromkeys(claim.reasoning for claim in self.claims))
        return f"from {places} follows {self.measure} ({reasons})"


@dataclass(frozen=True)
class Ruling:
    """Which claim the record follows, or the value that it takes instead of any.

    `considered` are the keys of the claims that the ruling weighed; `follows` is one of them, or empty.
    """

    question: Question
    measure: Measure
    follows: str
    considered: frozenset[str]
    reason: str
    ruled_by: str
    ruled_on: date


@dataclass(frozen=True)
class Reading:
    """What the record says to one question, with everything it rests on.

    `value` is None when the sources disagree and nobody has ruled. `ruling` is there whenever one was made;
    `is_overtaken` says that it no longer decides, because its claim was withdrawn or a source says something it did
    not weigh.
    """

    question: Question
    verdict: Verdict
    value: Value | None
    measure: Measure | None
    groups: tuple[Group, ...]
    ruling: Ruling | None = None
    is_overtaken: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for group in self.groups for claim in group.claims)

    @property
    def state(self) -> State:
        """Whether the claims agree, whatever was ruled."""
        return state_of(self.groups)

    @property
    def difference(self) -> str:
        """The disagreement in a sentence with every source; empty where there is none."""
        return difference(self.question, self.groups) if self.state is State.DISAGREE else ""

    @property
    def marker(self) -> str:
        """`reported` if a source prints the value, `inferred` if it only follows from one, `unverified` if neither."""
        same = [c for c in self.claims if self.measure is not None and c.measure.agrees_with(self.measure)]
        if any(claim.stated is Stated.PRINTED for claim in same):
            return "reported"
        return "inferred" if same else "unverified"

    @property
    def classification(self) -> Classification:
        """The closest held of its sources: whoever prints this reading owes it that much care."""
        order = list(Classification)
        return max(
            (claim.source.classification for claim in self.claims), key=order.index, default=Classification.WHITE
        )


def digest_of(parts: list[str | int | bool]) -> str:
    """A short key of these parts: 24 hex digits of SHA-256, far more than the claims of a century need."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def claim_key(document: str, locator: str, question: Question, value: Value, unit: str, stated: Stated) -> str:
    """The key of a claim: the same reading of the same place always has the same one, whoever records it, and when."""
    # The type is part of it: True == 1 in Python and JSON tells them apart.
    parts = [document, locator, question.subject, question.property, question.about, question.qualifier]
    return digest_of([*parts, value, unit, stated.value])


def grouped(claims: Iterable[Claim]) -> tuple[Group, ...]:
    """Claims that say the same, together. Does not depend on the order in which they come."""
    by_value: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        by_value.setdefault(claim.measure.comparable, []).append(claim)
    return tuple(Group(tuple(same)) for same in by_value.values())


def state_of(groups: tuple[Group, ...]) -> State:
    """Whether the groups can all be true. A month and a day in it agree: one source is only less precise."""
    if any(not one.measure.agrees_with(other.measure) for one in groups for other in groups):
        return State.DISAGREE
    return State.AGREE if sum(len(group.claims) for group in groups) > 1 else State.SINGLE


def most_precise(groups: tuple[Group, ...]) -> Measure:
    """Of groups that agree, the value that says most."""

    def vagueness(measure: Measure) -> int:
        return 0 if measure.when is None else (measure.when.last - measure.when.first).days

    return min((group.measure for group in groups), key=vagueness)


def difference(question: Question, groups: tuple[Group, ...]) -> str:
    """`Mean assessment duration, IA, of 2021-02: A at CSR:279 says 103 WD; B at ... says 101.8 WD.`"""
    return f"{question.words}: {'; '.join(group.words for group in groups)}."


def read(question: Question, claims: Iterable[Claim], ruling: Ruling | None = None) -> Reading:
    """What the record says to `question`, whose claims these are (at least one)."""
    groups = grouped(claims)
    if ruling is not None and stands(ruling, groups):
        return Reading(question, Verdict.RULED, ruling.measure.value, ruling.measure, groups, ruling)
    overtaken = ruling is not None
    state = state_of(groups)
    if state is State.DISAGREE:
        return Reading(question, Verdict.DISPUTED, None, None, groups, ruling, overtaken)
    measure = most_precise(groups)
    verdict = Verdict.AGREED if state is State.AGREE else Verdict.SINGLE
    return Reading(question, verdict, measure.value, measure, groups, ruling, overtaken)


def stands(ruling: Ruling, groups: tuple[Group, ...]) -> bool:
    """Whether a ruling still decides: its claim is there, and no source says something that it did not weigh."""
    present = {claim.key for group in groups for claim in group.claims}
    if ruling.follows and ruling.follows not in present:
        return False
    return all(
        group.measure.agrees_with(ruling.measure) or any(claim.key in ruling.considered for claim in group.claims)
        for group in groups
    )
