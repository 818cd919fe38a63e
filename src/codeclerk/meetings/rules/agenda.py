"""Items of an agenda: their kinds, numbers, what came of each, who was there, and how closely they are held. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.packs import Sure
from codeclerk.meetings.packs import ItemOutcome, Verb
from codeclerk.register.rules.times import clause, read_when
from codeclerk.ui.words import plural

UNKNOWN_VERB = Reason(
    "meetings.unknown_verb",
    rule="a recommendation begins with a verb of the code's list, in capitals (CSR:44, PMP:23-30, TAB:206-208)",
    problem="“{object}” does not begin with one of the verbs",
    remedy="Begin with one of {verbs}.",
)
NEEDS = Reason(
    "meetings.outcome_needs",
    rule="an outcome is recorded with what it needs: whom it asks, when it goes on, what follows (DCUSA:510-530)",
    problem="“{object}” is said without {what}",
    remedy="Say {what}.",
)
NEEDED = {"whom": "whom it asks", "when": "when it goes on", "follow_up": "what follows"}


class ItemKind(StrEnum):
    """What an item of an agenda rests on."""

    PAPER = "paper"
    VERBAL = "verbal"
    """It is reported by word of mouth, without a paper (DCUSA:7-9)."""
    STANDING = "standing"
    """It is on every agenda: minutes, actions, the next meeting."""
    ANY_OTHER = "any_other"

    @property
    def label(self) -> str:
        return {
            "paper": "Paper",
            "verbal": "Verbal update",
            "standing": "Standing item",
            "any_other": "Any other business",
        }[self.value]


@dataclass(frozen=True)
class Item:
    """An item of an agenda, as it was said.

    Args:
        key: the key of its proposal, or `i3`; it stays when the order changes. Everybody is told it, so that of an item
            that is not open to everybody names no proposal.
        printed: the number that a source prints; the others count on from the item before.
        action: id of the pack's `paper_actions`; empty for none said.
        asks: what the body is asked for, each beginning with a verb in capitals.
        presenter: id of the role that presents it. Persons are not named.
        classification: how closely the item is held; its title and words are told to nobody else.
        document: SHA-256 of its paper; empty for none.
    """

    key: str
    proposal: str = ""
    kind: str = ItemKind.PAPER.value
    title: str = ""
    printed: int | None = None
    action: str = ""
    asks: tuple[str, ...] = ()
    presenter: str = ""
    classification: str = Classification.WHITE.value
    document: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everybody may know of it."""
        return self.classification == Classification.WHITE.value


@dataclass(frozen=True)
class Came:
    """What came of an item: an outcome of the pack, words, or both. `when` is a day, a month or a range."""

    outcome: str = ""
    words: str = ""
    whom: str = ""
    when: str = ""
    follow_up: str = ""

    def told(self, outcomes: Mapping[str, ItemOutcome]) -> str:
        """As a sentence without its full stop: `Input is asked of the Security Sub-Committee; a security question`."""
        known = outcomes.get(self.outcome)
        when = clause(read_when(self.when)) if self.when else ""
        said = known.says.format(whom=self.whom, when=when, follow_up=self.follow_up) if known else self.outcome
        needs = known.needs if known else ()
        later = (when, self.follow_up) if known else ()
        more = [one for name, one in zip(("when", "follow_up"), later, strict=False) if one and name not in needs]
        return "; ".join(one for one in (said, self.words, *more) if one)


def check_outcome(outcome: ItemOutcome, came: Came) -> None:
    """Refuse an outcome that is said without what it needs."""
    for need in outcome.needs:
        if not getattr(came, need):
            raise NEEDS.refuse(outcome.name, what=NEEDED[need], field=need)


def check_verb(ask: str, verbs: Iterable[Verb]) -> str:
    """A recommendation with its verb in capitals. Refuses one that begins with none of them."""
    names = [one.name for one in verbs]
    first, _, rest = ask.strip().partition(" ")
    if first.upper() not in names:
        raise UNKNOWN_VERB.refuse(ask.strip()[:60], verbs=", ".join(names), field="asks")
    return f"{first.upper()} {rest.strip()}".strip()


def numbered(agenda: Iterable[Item]) -> tuple[tuple[int, Item], ...]:
    """The items with their numbers: the printed one, else one more than the item before, from 1."""
    found, last = [], 0
    for one in agenda:
        last = one.printed if one.printed is not None else last + 1
        found.append((last, one))
    return tuple(found)


def reordered(agenda: Sequence[Item], keys: Sequence[str]) -> tuple[Item, ...]:
    """The agenda in the order of these keys, counted anew; items that are not named follow in their old order."""
    place = {key: n for n, key in enumerate(keys)}
    in_order = sorted(agenda, key=lambda one: place.get(one.key, len(place)))
    return tuple(replace(one, printed=None) for one in in_order)


def free_key(agenda: Iterable[Item]) -> str:
    """The key of a new item that its proposal does not name."""
    taken = [int(one.key[1:]) for one in agenda if re.fullmatch(r"i\d+", one.key)]
    return f"i{max(taken, default=0) + 1}"


def with_proposals(agenda: Iterable[Item], proposals: Sequence[Item]) -> tuple[Item, ...]:
    """An agenda that has exactly these proposals, in their order. What was said of them and of other items stays, and
    items that are not open to everybody stay."""
    before = list(agenda)
    known = {one.proposal: one for one in before if one.proposal}
    named = {one.proposal for one in proposals}
    others = [one for one in before if not one.proposal or (not one.is_open and one.proposal not in named)]
    return (*(known.get(one.proposal, one) for one in proposals), *others)


def held_closer(than: str, what: str) -> bool:
    """Whether `what` is held more closely than a classification: Red than White."""
    every = [one.value for one in Classification]
    return every.index(what) > every.index(than)


# --- who was there ---------------------------------------------------------------


class Presence(StrEnum):
    """How a seat was filled at a meeting."""

    PRESENT = "present"
    TELEPHONE = "telephone"
    ALTERNATE = "alternate"
    APOLOGIES = "apologies"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        return {
            "present": "Present",
            "telephone": "By telephone",
            "alternate": "Alternate present",
            "apologies": "Apologies",
            "absent": "Not present",
        }[self.value]

    @property
    def is_there(self) -> bool:
        """Whether it counts for the quorum."""
        return self in (Presence.PRESENT, Presence.TELEPHONE, Presence.ALTERNATE)


@dataclass(frozen=True)
class There:
    """One seat at a meeting. `person` is a key, for who may see it; pages name the seat and the organisation."""

    seat: str
    name: str
    how: Presence
    organisation: str = ""
    person: str = ""


@dataclass(frozen=True)
class Guests:
    """So many guests of one organisation. They are not named."""

    organisation: str
    number: int


class Quorate(StrEnum):
    """Whether enough members were there. What is not known is never met."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class QuorumAnswer:
    """The answer, with how it was found."""

    answer: Quorate
    words: str


def quorum(needed: int | None, there: Sequence[There], sure: Sure | None = None) -> QuorumAnswer:
    """Whether a meeting had its quorum. Unknown without a rule of the pack, and while nobody was recorded as there."""
    if needed is None:
        return QuorumAnswer(Quorate.UNKNOWN, "No source at hand says how many members must be there.")
    mark = f" The rule is {sure.value}." if sure in (Sure.INFERRED, Sure.UNVERIFIED) else ""
    if not there:
        return QuorumAnswer(Quorate.UNKNOWN, f"Who was there is not recorded; {needed} must be.{mark}")
    counted = sum(1 for one in there if one.how.is_there)
    answer = Quorate.MET if counted >= needed else Quorate.NOT_MET
    return QuorumAnswer(answer, f"{plural(counted, 'member')} counted; {needed} must be there.{mark}")


# --- interests and verbal updates -------------------------------------------------


@dataclass(frozen=True)
class Interest:
    """An interest that a member declared in an item, and whether it took no part in that."""

    item: str
    who: str
    words: str
    took_part: bool = True
    since: date | None = field(default=None, compare=False)


def slug(text: str, most: int = 60) -> str:
    """`security-sub-committee`, for keys."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:most]
