"""The shapes of proposals."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import Listed, Named, One, Shape, WorkingDays


class Proposer(Shape):
    person: str | None
    """Key of a person."""
    organisation: str | None
    """Key of an organisation."""
    on_behalf_of: str | None
    """Key of the organisation that is spoken for."""


class Revision(Shape):
    said: date
    """From this day on the timetable said so."""
    when: str
    """A day, a month, or two days with a stroke between."""
    state: str
    """planned, happened or dropped."""
    source: str
    """Where that was read; empty where no source is named."""


class TimetableRow(Shape):
    """One event of a timetable. `when` is a day, a month or two days with a stroke between."""

    key: str
    """Names the event within the timetable."""
    kind: str
    """Kind of event, of the code pack."""
    label: str
    """What it is called."""
    when: str = Field(examples=["2021-03-12", "2021-03", "2021-03-15/2021-04-06"])
    """A day, a month, or two days with a stroke between."""
    printed: str
    """The same as papers print it."""
    state: str
    """planned or happened."""
    condition: str | None
    """On what it depends."""
    original: str
    """When it was to be at first."""
    revisions: list[Revision]
    """Everything the timetable ever said of it, oldest first."""
    source: str | None
    """Where it was read."""


class ProposalLine(Shape):
    """A proposal in the list. `unsure` has what is inferred or unverified, by name."""

    key: str = Field(examples=["0107"])
    """Never changes."""
    number: str = Field(examples=["MP107"])
    """Its number on the day."""
    title: str | None
    """Its formal title on the day."""
    short_title: str | None
    """How papers shorten it."""
    stage: Named | None
    """Define, refine, opine, release or closed."""
    status: str | None
    """The status within the stage, in words."""
    path: str | None
    """Id of the path."""
    proposer: Proposer
    """Who raised it."""
    lead_analyst: str | None
    """Key of a person."""
    raised: str | None = Field(examples=["2020-01-07", "2020-01", "2020-01-06/2020-01-10"])
    """A day, a month, or two days with a stroke between."""
    age: WorkingDays | None
    """From the day it was raised; null once it is decided."""
    target_release: str | None
    """The release that it is meant for, as recorded."""
    documents: list[str]
    """Documents of the code that it affects."""
    systems: list[str]
    """Ids of systems that it affects."""
    party_categories: list[str]
    """Ids of party categories that it affects."""
    flags: list[str]
    """Ids of flags that are set, such as fast_track."""
    on_hold: bool
    """Whether it is on hold."""
    closed: bool
    """Whether it is withdrawn, rejected or implemented."""
    whole: str | None
    """Of a part: the number of what it was split from."""
    parts: list[str]
    """Numbers of the parts that it was split into."""
    next: TimetableRow | None
    """What comes next in its timetable."""
    unsure: dict[str, str]
    """What is inferred or unverified, by name, and which."""


class DatedValue(Shape):
    from_: date = Field(alias="from")
    """The first day on which it held."""
    until: date | None
    """The day from which it held no more; null while it holds."""
    what: str
    """Which fact."""
    value: str
    """Its value, in words."""
    sure: str
    """printed, stated, inferred or unverified."""
    note: str | None
    """What was noted with it."""


class Alias(Shape):
    text: str
    """Another reference under which it is found."""
    kind: str
    """How that came about."""


class ProposalLink(Shape):
    kind: str
    """Kind of link, of the code pack."""
    words: str
    """The link in words, read from this end."""
    to: str
    """The other end."""
    inverse: bool
    """Whether it was made from the other end."""


class Objectives(Shape):
    view: str
    """Whose view it is."""
    letters: list[str]
    """Letters of the objectives of the code."""


class ChangeRequest(Shape):
    number: str
    """The DCC's number."""
    about: str | None
    """What it is about."""


class AttachedDocument(Shape):
    sha256: str
    """The SHA-256 of the document."""
    role: str
    """What it is to the proposal: report, annex, legal_text, business_case, responses or other."""
    label: str | None
    """How it is called there."""
    name: str
    """Its own reference, or its title where it has none."""
    published: date | None
    """The day on which it was published."""
    since: date
    """The day from which it is attached."""


class Proposal(ProposalLine):
    """One proposal with its timetable and what held over time."""

    summary: str | None
    """What it is about, in plain words."""
    next_step: str
    """What happens next, in a sentence."""
    timetable: list[TimetableRow]
    """Its timetable, in order."""
    numbers: list[DatedValue]
    """The numbers that it had."""
    titles: list[DatedValue]
    """The titles that it had."""
    over_time: list[DatedValue]
    """Every other dated fact."""
    aliases: list[Alias]
    """Every other reference under which it is found."""
    links: list[ProposalLink]
    """How it stands to others."""
    objectives: list[Objectives]
    """The objectives that it is said to serve."""
    documents_attached: list[AttachedDocument]
    """Its reports, annexes and other documents, as far as they are open to the reader."""
    change_requests: list[ChangeRequest]
    """The DCC's Change Requests for it."""
    web_address: str | None
    """Its page of the code administrator."""


class Proposals(Listed[ProposalLine]): ...


class OneProposal(One[Proposal]): ...


class SlipAmount(Shape):
    working_days: int | None
    """Working Days by which it moved, negative for earlier; null where no days are known."""
    months: int | None
    """The same in months, where one of the dates is known to the month only."""
    convention: str
    """How Working Days are counted."""


class TimetableSlip(Shape):
    """What became of the date of one event of a timetable."""

    event: str
    """What it is called."""
    key: str
    """Names the event within the timetable."""
    kind: str
    """Kind of event, of the code pack."""
    printed: str
    """When it is, as papers print it."""
    state: str
    """planned or happened."""
    original: str | None = Field(examples=["2021-03-12", "2021-03", "2021-03-15/2021-04-06"])
    """When it was planned first; null where it was only recorded once it had happened."""
    first_planned: str | None
    """The same as papers print it."""
    revised: str | None
    """When it was planned last, where that is another date."""
    actual: str | None
    """When it happened."""
    slip: SlipAmount
    """By how much it moved."""
    words: str
    """The same in words."""
    reason: str | None
    """What was said when the date moved last."""
    why: str | None
    """That, or that no reason was given; null for one that did not move."""


class Timetable(Shape):
    """The timetable of a proposal with how far each date moved since it was planned first."""

    number: str
    """Number of the proposal."""
    summary: str
    """How many events moved, and which one farthest, in a sentence or two."""
    events: list[TimetableSlip]
    """Its events, in order."""


class OneTimetable(One[Timetable]): ...
