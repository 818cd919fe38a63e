"""What a draft says: the questions that the form asks, and what is filled, missing or too long. No solution."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

LONGEST_KEPT = 60000
"""So many characters of one field are kept while somebody types; what is too long to be sent is kept all the same."""


class Content(BaseModel):
    """Everything that a draft says, finished or not. Texts are as they were typed.

    Args:
        organisation: key of the organisation that the Proposer speaks for.
        arrangements: what the rules are now.
        issue: the problem.
        categories: whom it harms, ids of the pack's party categories.
        impact: how it harms them.
        do_nothing: what happens if nothing is done.
        context: what else a reader should know.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = ""
    organisation: str = ""
    arrangements: str = ""
    issue: str = ""
    categories: tuple[str, ...] = ()
    impact: str = ""
    do_nothing: str = ""
    context: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the form.

    Args:
        id: the field of `Content`; a text is the part of the proposal with the same id.
        longest: so many characters at most.
        rows: the height of its box; 1 is a line.
        is_needed: whether a draft is sent and raised only with it.
        listed: what lists call it, where that is not its label.
    """

    id: str
    label: str
    hint: str
    longest: int = 5000
    rows: int = 5
    is_needed: bool = True
    listed: str = ""

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.listed or self.label


QUESTIONS = (
    Question(
        "title",
        "Title",
        "Name what goes wrong, not what should be built. Such as: Alerts of a lost supply reach the wrong Party.",
        longest=200,
        rows=1,
    ),
    Question(
        "arrangements",
        "What are the rules now?",
        "What the Code or practice says today, as far as it matters here. Name the section if you know it.",
    ),
    Question(
        "issue",
        "What is the problem?",
        "What goes wrong, where and how often. Leave out how to solve it: that is worked out later, with others.",
        rows=7,
    ),
    Question(
        "impact",
        "How does it harm them?",
        "Cost, time, risk, customers. Rough figures are better than none.",
        listed="Whom does it harm, and how?",
    ),
    Question(
        "do_nothing",
        "What happens if nothing is done?",
        "Does it stay as bad, grow, or end by itself? By when does it matter?",
        rows=4,
    ),
    Question(
        "context",
        "What else should a reader know?",
        "Where it was discussed, related changes, dates to keep in mind.",
        rows=4,
        is_needed=False,
    ),
)
"""The questions in the order of the form. Whom the problem harms is asked with how it harms them."""
TEXTS = tuple(one.id for one in QUESTIONS if one.id != "title")
"""The questions whose answers become parts of the proposal."""
ORGANISATION, CATEGORIES = "organisation", "categories"
LABELS = {
    **{one.id: one.label for one in QUESTIONS},
    ORGANISATION: "Who raises it?",
    CATEGORIES: "Whom does it harm?",
}
_BY_ID = {one.id: one for one in QUESTIONS}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, in words that say what to do."""

    field: str
    text: str


def typed(text: str) -> str:
    """A text as it is kept: line ends of one kind, and without control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in plain if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs", "Co"})
    return kept[:LONGEST_KEPT]


def read(given: Mapping[str, Any], chosen: tuple[str, ...]) -> Content:
    """The content of a form as it came, finished or not.

    Args:
        given: the texts by name; what is missing is empty.
        chosen: the party categories.
    """
    texts = {name: typed(str(given.get(name, ""))) for name in (*_BY_ID, ORGANISATION)}
    texts["title"] = " ".join(texts["title"].split())
    return Content(**texts, categories=tuple(dict.fromkeys(chosen)))


def is_filled(content: Content, id: str) -> bool:
    """Whether a question is answered; whom it harms and how is one question."""
    if id == "impact":
        return bool(content.impact.strip() and content.categories)
    return bool(str(getattr(content, id)).strip())


def filled(content: Content) -> tuple[str, ...]:
    """The questions that are answered, in order."""
    return tuple(one.id for one in QUESTIONS if is_filled(content, one.id))


def problems(content: Content) -> tuple[Problem, ...]:
    """What must be mended before a draft is sent or raised, in the order of the form."""
    found = []
    for one in QUESTIONS:
        text = str(getattr(content, one.id)).strip()
        if one.id == "impact" and not content.categories:
            found.append(Problem(CATEGORIES, "Select whom the problem harms"))
        if one.is_needed and not text:
            found.append(Problem(one.id, f"Answer “{one.label}”" if one.label.endswith("?") else "Enter a title"))
        elif len(text) > one.longest:
            over = len(text) - one.longest
            found.append(
                Problem(one.id, f"“{one.label}” has {over:,} characters too many: {one.longest:,} at most. Shorten it")
            )
    if not content.organisation:
        found.append(Problem(ORGANISATION, "Select the organisation that raises the change"))
    return tuple(found)


def changed(before: Content, now: Content) -> tuple[str, ...]:
    """The fields that differ, in the order of the form."""
    order = ("title", "arrangements", "issue", CATEGORIES, "impact", "do_nothing", "context", ORGANISATION)
    return tuple(id for id in order if getattr(before, id) != getattr(now, id))
