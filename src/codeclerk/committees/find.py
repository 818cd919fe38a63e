"""Finding what acts are about: an input by its key, the facts of a proposal as known now. Pages read `queries`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from codeclerk.committees import vocabulary
from codeclerk.committees.models import CommitteeFact
from codeclerk.committees.rules.contents import CONTENTS, OF_INPUT, What
from codeclerk.committees.rules.inputs import Input, Said, input_of, key_for
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.register import find as register
from codeclerk.register.find import Subject

UNKNOWN = Reason(
    "committees.unknown_input",
    rule="what a committee was asked is named by its key, such as 0144-ssc-1 or MP144-ssc-1",
    problem="{object}: no committee was asked that",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Found:
    """An input as an act finds it, with everything that is said of it now, in order."""

    proposal: str
    number: str
    body: str
    nth: int
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        return key_for(self.proposal, self.body, self.nth)

    @property
    def which(self) -> str:
        return which(self.body, self.nth)

    @property
    def named(self) -> str:
        """`what the SSC was asked about MP144`."""
        return f"what the {vocabulary.short_name(self.body)} was asked about {self.number}"

    def on(self, day: date) -> Input | None:
        """As it stands on a day; None before it was asked."""
        return input_of(self.proposal, self.body, self.nth, self.said, day)


def which(body: str, nth: int) -> str:
    """What the facts of an input are stored under: `ssc-1`."""
    return f"{body}-{nth}"


def parted(text: str) -> tuple[str, int]:
    """Body and number of what facts are stored under: the opposite of `which`."""
    body, _dash, nth = text.rpartition("-")
    return body, int(nth)


def said_of(row: Mapping[str, Any], source: str = "") -> Said:
    """A row of the table as a value."""
    what = What(row["what"])
    content = CONTENTS[what].model_validate(json.loads(row["content"]))
    return Said(what, row["valid_from"], content, row["sure"], row["note"], source)


def recorded(proposal: str, whats: Iterable[What]) -> dict[str, tuple[Said, ...]]:
    """Everything of these kinds that is recorded of a proposal, by whose it is, in the order of days. One query."""
    rows = CommitteeFact.objects.filter(
        proposal__key=proposal, what__in=[one.value for one in whats], superseded_from__isnull=True
    ).exclude(valid_to=F("valid_from"))
    found: dict[str, list[Said]] = {}
    columns = ("which", "what", "content", "valid_from", "sure", "note")
    for row in rows.order_by("valid_from", "known_from", "pk").values(*columns):
        found.setdefault(row["which"], []).append(said_of(row))
    return {name: tuple(said) for name, said in found.items()}


def inputs_of(subject: Subject) -> tuple[Found, ...]:
    """What committees were asked about a proposal, as recorded now. One query."""
    found = recorded(subject.key, OF_INPUT)
    return tuple(Found(subject.key, subject.number, *parted(name), said) for name, said in found.items())


def input_named(text: str, field: str = "input") -> Found:
    """The input that `text` names: its key, or its key with any number of the proposal in front.

    Refused (committees.unknown_input) with those that the proposal has.
    """
    subject, wanted = _proposal_of(text, field)
    every = inputs_of(subject) if subject else ()
    for one in every:
        if one.which == wanted:
            return one
    named = ", ".join(one.key for one in every)
    hint = f"On {subject.number} there are {named}." if subject and named else "Look for it on the committee's page."
    raise UNKNOWN.refuse(text[:160], suggestion=hint, field=field)


def _proposal_of(text: str, field: str) -> tuple[Subject | None, str]:
    ref, _dash, rest = text.strip().partition("-")
    try:
        return register.subject(ref, field, may_be_split=True), rest
    except Refused:
        return None, rest
