"""The shapes that answers about different things share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

Item = TypeVar("Item")


class Shape(Schema):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Problem(Shape):
    """A refusal (RFC 9457): what is wrong, the rule that decided, and what to do."""

    type: str = Field(examples=["urn:codeclerk:refusal:api.unknown_parameter"])
    """A URN of the refusal's code."""
    title: str
    """What is wrong, in words."""
    status: int
    """The HTTP status."""
    detail: str
    """What is wrong, the remedy, the code and the rule, as one text."""
    code: str = Field(examples=["api.unknown_parameter"])
    """Stable id of the refusal."""
    rule: str
    """The rule that decided."""
    object: str
    """The thing that was refused."""
    problem: str
    """What is wrong, in words."""
    remedy: str
    """What to do now."""
    refusals: list[dict[str, str]]
    """Every refusal, where there are several; the first is the one above."""


AS_AT = Field(description="The day in London at whose end the record is looked at.")
KNOWN_AT = Field(description="Only what was published by this instant counts.")


class Answer(Shape):
    """Descriptions stand in fields here: pydantic looks for the docstrings of a generic shape in every module there is,
    again for each use, which takes half a second at the start of every process."""

    model_config = ConfigDict(use_attribute_docstrings=False)


class Listed(Answer, Generic[Item]):
    """A part of a list. `total` counts the whole list; `next` is the cursor of what follows, null at the end."""

    as_at: date = AS_AT
    known_at: datetime = KNOWN_AT
    total: int = Field(description="How many things the whole list has.")
    next: str | None = Field(description="The `cursor` of what follows; null at the end.")
    items: list[Item] = Field(description="This part of the list.")


class One(Answer, Generic[Item]):
    as_at: date = AS_AT
    known_at: datetime = KNOWN_AT
    item: Item = Field(description="The thing itself.")


class Named(Shape):
    id: str
    """Stable id in the code pack."""
    name: str
    """What it is called on the day."""


class ProposalName(Shape):
    """A proposal by its key, which never changes, and by what it is called on the day."""

    key: str = Field(examples=["0107"])
    """Never changes."""
    number: str | None = Field(examples=["MP107"])
    """Its number on the day; null where none is known."""
    title: str | None
    """Its title on the day; null where none is known."""


class WorkingDays(Shape):
    working_days: int
    """How many."""
    convention: str = Field(examples=["published"])
    """How they are counted: exclusive, inclusive, clear, or published, which is weekdays with bank holidays not
    removed."""


class Deadline(Shape):
    """A last day in time, with the rule and the counting behind it."""

    rule: str
    """Id of the rule that set it."""
    clause: str | None
    """The clause or paper that states the rule."""
    trigger: str
    """What it is counted from."""
    trigger_date: date
    """The day of that."""
    working_days: int
    """How many Working Days after it, or before it when negative."""
    convention: str
    """How they are counted."""
    jurisdiction: str
    """Whose bank holidays are left out."""
    known_at: date | None
    """The bank holidays are those known on this day; null for all."""
    due: date
    """The last day in time."""
    explanation: str
    """The counting in a sentence."""
    skipped: list[dict[str, Any]]
    """The bank holidays that were stepped over."""


class SaidDay(Shape):
    """A day that was given, and when that was said."""

    said: date
    """The day on which it was said."""
    day: date | None
    """The day that was given; null where it was taken back."""
    reason: str | None
    """Why it was changed."""
    source: str | None = None
    """Where that was read."""
