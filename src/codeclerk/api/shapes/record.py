"""The shapes of papers, claims and the log."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field, JsonValue

from codeclerk.api.shapes.common import Listed, One, Shape


class PaperFile(Shape):
    name: str
    """Its file name."""
    media_type: str
    """Its media type."""
    sha256: str
    """The SHA-256 of its bytes."""
    size: int
    """Its size in bytes."""


class Paper(Shape):
    """An issued paper. `newest` is the newest version that is open to the reader."""

    reference: str = Field(examples=["SECP_90_1203_18"])
    """Its document reference."""
    version: int
    """Which version of it this is, counted from 1."""
    kind: str
    """Kind of paper."""
    title: str
    """Its title."""
    subject: str | None
    """The one thing that it is about, such as proposal:0092."""
    period: str
    """The month or day that it tells of."""
    classification: str
    """White, Green, Amber or Red."""
    dated: date
    """The day that is printed on it."""
    data_date: date | None
    """The day to which its figures run."""
    as_at: date
    """The day at whose end the record was looked at."""
    known_at: datetime
    """Only what was published by this instant counted."""
    checkpoint: str
    """The sealed position and digest of the record that it was made from."""
    schema_version: int = Field(alias="schema")
    """The version of its JSON."""
    reason: str
    """Why it was issued again."""
    issued_on: date
    """The day on which it was issued."""
    newest: int
    """The newest version that is open to the reader."""
    files: list[PaperFile]
    """Its files."""


class Claim(Shape):
    """What one document says."""

    key: str
    """Never changes."""
    subject: str = Field(examples=["proposal:MP107"])
    """What it is about: a kind, a colon and a name."""
    property: str = Field(examples=["title"])
    """What it says of it."""
    about: str
    """The day or period that it speaks of."""
    qualifier: str
    """Which of several."""
    value: JsonValue
    """What it says. Text is as it is printed, byte for byte."""
    unit: str
    """The unit of a number."""
    stated: str
    """printed, or inferred from what is printed."""
    reasoning: str
    """How it was inferred."""
    wording: str
    """The words as printed, where the value does not show them."""
    note: str
    """What was noted with it."""
    document: str
    """The SHA-256 of the document."""
    reference: str
    """The document's reference."""
    published: date | None
    """When the document was published."""
    classification: str
    """The document's classification of today."""
    locator: str = Field(examples=["CSR:293"])
    """The place in the document."""


class Source(Shape):
    document: str
    """The SHA-256 of a document that is open to the reader."""
    locator: str | None
    """The place in it."""


class Event(Shape):
    """What happened to the record. `position` is its place in the sealed log, `number` that in its stream."""

    position: int
    """Its place in the sealed log."""
    stream: str = Field(examples=["proposal:0107"])
    """What it happened to: a kind, a colon and a key."""
    number: int
    """Its place in the stream, counted from 1."""
    type: str = Field(examples=["register.status_set"])
    """Its type."""
    version: int
    """The version of the type in which the body is told."""
    words: str
    """What happened, in words."""
    effective: date
    """The day on which it happened, or from which it holds."""
    known_from: datetime
    """When its source was published."""
    recorded_at: datetime
    """When it was recorded."""
    actor: str
    """Who recorded it."""
    source: Source | None
    """The document that it was read in; null where that is not open to the reader."""
    body: dict[str, JsonValue]
    """What the event says, without private fields."""
    hash: str
    """The SHA-256 that chains it to the event before it in its stream."""


class Events(Shape):
    """A part of the log. `next` is null at its end; `through` is the position up to which it was read."""

    as_at: date
    """The day in London at whose end the record is looked at."""
    known_at: datetime
    """Only what was published by this instant counts."""
    next: str | None
    """The `cursor` of what follows; null at the end."""
    through: int
    """The sealed position up to which the log was read."""
    items: list[Event]
    """The events, in the order of their positions."""


class Papers(Listed[Paper]): ...


class Claims(Listed[Claim]): ...


class OnePaper(One[Paper]): ...


class OneClaim(One[Claim]): ...


class OneEvent(One[Event]): ...
