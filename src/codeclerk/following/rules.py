"""What somebody follows, what happened, and whether the one is about the other. No database.

A follow is data: of each aspect of a happening (its proposal, the stage, who is touched ...) it names those that it
wants. Values of one aspect are alternatives, aspects are combined; an aspect that is not named does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from codeclerk.kernel.calendar.dates import LONDON, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification

ASPECTS = ("proposal", "document", "clause", "stage", "status", "path", "party", "system", "flag", "release", "touch")
"""What a happening is about, and a follow can name. Ids of the pack; proposals by key, clauses by label.
`touch` stands for three of them at once, for who is touched by any: `party:large_suppliers`, `document:DUIS`."""
TOUCHING = ("party", "document", "system")
"""The aspects that `touch` stands for."""
FILTERS = ("stage", "status", "path", "party", "document", "system", "flag", "release")
"""Those of them that narrow the list of proposals, by the names that its address gives them."""
NEWS_AGE = timedelta(days=14)
"""What was published, or happened, longer ago than this when it was recorded is history: nobody gets mail of it."""
DIGEST_AT = time(8)
"""When digests are made, in London."""
MOST_BOUNCES = 3
"""After so many refusals for good no mail is tried any more until the person confirms the address."""

NOTHING_FOLLOWED = Reason(
    "following.nothing",
    rule="what is followed is a proposal, a document, a clause, or a rule that names at least one thing",
    problem="{object} names nothing to follow",
    remedy="Name a proposal, a document or a clause; or tick a stage, a party category, a system, or a kind of news.",
)
BAD_CLAUSE = Reason(
    "following.bad_clause",
    rule="a clause is followed by its label, a section's letter and numbers",
    problem="{object} is no label of a clause",
    remedy="Write it as the Code prints it, such as H8.3 or D9.",
)
NOT_YOURS = Reason(
    "following.not_yours",
    rule="what somebody follows is theirs alone to choose",
    problem="{actor} may not choose what person:{object} follows",
    remedy="Let that person sign in and choose it under What I follow.",
    kind=Kind.FORBIDDEN,
)


class News(StrEnum):
    """The kinds of news, as a reader chooses them."""

    RAISED = "raised"
    STANDING = "standing"
    DEADLINE = "deadline"
    CONSULTATION = "consultation"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    PAPER = "paper"
    CONTENT = "content"
    DEROGATION = "derogation"

    @property
    def label(self) -> str:
        """As a list of choices says it."""
        return _LABELS[self][0]

    @property
    def phrase(self) -> str:
        """What is followed, within a sentence: `decisions`."""
        return _LABELS[self][1]


_LABELS = {
    News.RAISED: ("A proposal is raised", "new proposals"),
    News.STANDING: ("A proposal moves on, or is held", "moves between stages"),
    News.DEADLINE: ("A date is set or moved", "dates and deadlines"),
    News.CONSULTATION: ("A consultation opens, moves or closes", "consultations"),
    News.ASSESSMENT: ("An assessment is asked for or returned", "assessments"),
    News.DECISION: ("A decision is taken", "decisions"),
    News.PAPER: ("A paper is issued", "papers"),
    News.CONTENT: ("What it changes or touches is other than before", "changes of content"),
    News.DEROGATION: ("A derogation is given or ends", "derogations"),
}


class What(StrEnum):
    """What kind of thing is followed."""

    PROPOSAL = "proposal"
    DOCUMENT = "document"
    CLAUSE = "clause"
    RULE = "rule"


class HowOften(StrEnum):
    """When mail is sent of what is followed."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"

    @property
    def label(self) -> str:
        return {
            HowOften.AT_ONCE: "At once",
            HowOften.DAILY: "Once a day, at 08:00",
            HowOften.WEEKLY: "On Mondays, at 08:00",
            HowOften.NEVER: "No e-mail (paused)",
        }[self]


class Hardness(StrEnum):
    """Whether an address refused mail for good or for now."""

    HARD = "hard"
    SOFT = "soft"


Wanted = Mapping[str, tuple[str, ...]]
"""Aspect -> the values of it that are wanted."""


@dataclass(frozen=True)
class Follow:
    """Something that a person follows. `named` says what within a sentence; nothing before `since` is told."""

    key: str
    person: str
    what: What
    wanted: Wanted
    news: tuple[News, ...]
    how_often: HowOften
    named: str
    since: datetime | None = None


@dataclass(frozen=True)
class Happening:
    """One event, with what it is about: each aspect as it was before it or is after it.

    `about` is the thing in words, `path` its page on this site. `classification` is the mark that a reader must be
    allowed to see; None for what is public.
    """

    position: int
    stream: str
    news: News
    day: date
    recorded_at: datetime
    known_from: datetime
    words: str
    about: str
    path: str
    has: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classification: Classification | None = None

    @property
    def is_news(self) -> bool:
        """Whether it was new when it was recorded. What an importer loads of the past is not, and makes no mail."""
        newest = self.recorded_at - NEWS_AGE
        return self.known_from >= newest and self.day >= london_day(newest)


def wants(wanted: Wanted, news: Iterable[News], happening: Happening) -> bool:
    """Whether a happening is one of those that are wanted."""
    kinds = tuple(news)
    if kinds and happening.news not in kinds:
        return False
    return all(happening.has.get(aspect, frozenset()) & set(values) for aspect, values in wanted.items() if values)


def matches(follow: Follow, happening: Happening) -> str | None:
    """Why the person is told, as a sentence: `You follow MP092`; None where it is not about what they follow."""
    if follow.since is not None and happening.recorded_at < follow.since:
        return None
    return f"You follow {follow.named}" if wants(follow.wanted, follow.news, happening) else None


# --- in words -----------------------------------------------------------------


def in_words(what: What, wanted: Wanted, news: Iterable[News], name: Callable[[str, str], str]) -> str:
    """What is followed, within a sentence: `everything in Refinement that touches Small Suppliers`.

    Args:
        name: what a value of an aspect is called.
    """
    kinds = tuple(dict.fromkeys(news))
    named = {aspect: listed([name(aspect, one) for one in values]) for aspect, values in wanted.items() if values}
    if what is not What.RULE:
        thing = next(iter(named.values()), "nothing")
        return f"{listed([kind.phrase for kind in kinds], 'and')} on {thing}" if kinds else thing
    told = listed([kind.phrase for kind in kinds], "and")
    words = (f"{told} on everything" if named else told) if told else "everything"
    if "proposal" in named:
        words += f" on {named['proposal']}"
    if stages := [named[one] for one in ("stage", "status") if one in named]:
        words += f" in {', '.join(stages)}"
    if "path" in named:
        words += f" on the path {named['path']}"
    if touched := [named[one] for one in ("touch", "party", "document", "clause", "system") if one in named]:
        words += f" that touches {' and '.join(touched)}"
    if "flag" in named:
        words += f" marked {named['flag']}"
    return f"{words} meant for {named['release']}" if "release" in named else words


def listed(words: Iterable[str], last: str = "or") -> str:
    """`A`, `A or B`, `A, B or C`."""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {last} {every[-1]}" if every else ""


# --- clauses ------------------------------------------------------------------

_CLAUSE = re.compile(r"(?<![\w.])[A-Z]\d{1,2}(?:\.\d{1,3}){0,4}(?![\w])")


def clauses_in(text: str) -> frozenset[str]:
    """The labels of clauses that a text names, each with those that it stands in: H8.3 is in H8."""
    found: set[str] = set()
    for label in _CLAUSE.findall(text):
        parts = label.split(".")
        found |= {".".join(parts[:size]) for size in range(1, len(parts) + 1)}
    return frozenset(found)


def clause_label(text: str) -> str:
    """A typed clause as its label. Refused (following.bad_clause): what is none."""
    label = re.sub(r"^(?:sec\s+)?(?:clause|section|paragraph)\s+", "", text.strip(), flags=re.IGNORECASE).upper()
    if not _CLAUSE.fullmatch(label):
        raise BAD_CLAUSE.refuse(text.strip()[:40] or "an empty text", field="clause")
    return label


# --- digests ------------------------------------------------------------------


def last_digest(how_often: HowOften, now: datetime) -> datetime:
    """The last instant at or before `now` at which a digest is made. In London, whatever the clocks do there."""
    day = now.astimezone(LONDON).date()
    if how_often is HowOften.WEEKLY:
        day -= timedelta(days=day.weekday())
    made = datetime.combine(day, DIGEST_AT, LONDON)
    step = timedelta(days=7 if how_often is HowOften.WEEKLY else 1)
    return made if made <= now else datetime.combine(day - step, DIGEST_AT, LONDON)
