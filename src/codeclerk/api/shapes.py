"""The shapes of answers, for the description of the API. What the folders' `answers` make is checked against these in
the tests; no answer is made through them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field, JsonValue

Item = TypeVar("Item")


class Shape(Schema):
    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """A refusal (RFC 9457): what is wrong, the rule that decided, and what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    rule: str
    object: str
    problem: str
    remedy: str
    refusals: list[dict[str, str]]


class Listed(Shape, Generic[Item]):
    """A part of a list. `total` counts the whole list; `next` is the cursor of what follows, null at the end."""

    as_at: date
    known_at: datetime
    total: int
    next: str | None
    items: list[Item]


class One(Shape, Generic[Item]):
    as_at: date
    known_at: datetime
    item: Item


class Named(Shape):
    id: str
    name: str


class ProposalName(Shape):
    """A proposal by its key, which never changes, and by what it is called on the day."""

    key: str
    number: str | None
    title: str | None


class WorkingDays(Shape):
    working_days: int
    convention: str | None = None


class Deadline(Shape):
    """A last day in time, with the rule and the counting behind it."""

    rule: str
    clause: str | None
    trigger: str
    trigger_date: date
    working_days: int
    convention: str
    jurisdiction: str
    known_at: date | None
    due: date
    explanation: str
    skipped: list[dict[str, Any]]


class SaidDay(Shape):
    """A day that was given, and when that was said."""

    said: date
    day: date | None
    reason: str | None
    source: str | None = None


# --- proposals ----------------------------------------------------------------


class Proposer(Shape):
    person: str | None
    organisation: str | None
    on_behalf_of: str | None


class Revision(Shape):
    said: date
    when: str
    state: str
    source: str


class TimetableRow(Shape):
    """One event of a timetable. `when` is a day, a month or two days with a stroke between."""

    key: str
    kind: str
    label: str
    when: str
    printed: str
    state: str
    condition: str | None
    original: str
    revisions: list[Revision]
    source: str | None


class ProposalLine(Shape):
    """A proposal in the list. `unsure` has what is inferred or unverified, by name."""

    key: str
    number: str
    title: str | None
    short_title: str | None
    stage: Named | None
    status: str | None
    path: str | None
    proposer: Proposer
    lead_analyst: str | None
    raised: str | None
    age: WorkingDays | None
    target_release: str | None
    documents: list[str]
    systems: list[str]
    party_categories: list[str]
    flags: list[str]
    on_hold: bool
    closed: bool
    whole: str | None
    parts: list[str]
    next: TimetableRow | None
    unsure: dict[str, str]


class DatedValue(Shape):
    from_: date = Field(alias="from")
    until: date | None
    what: str
    value: str
    sure: str
    note: str | None


class Alias(Shape):
    text: str
    kind: str


class ProposalLink(Shape):
    kind: str
    words: str
    to: str
    inverse: bool


class Objectives(Shape):
    view: str
    letters: list[str]


class ChangeRequest(Shape):
    number: str
    about: str | None


class Proposal(ProposalLine):
    """One proposal with its timetable and what held over time."""

    summary: str | None
    next_step: str
    timetable: list[TimetableRow]
    numbers: list[DatedValue]
    titles: list[DatedValue]
    over_time: list[DatedValue]
    aliases: list[Alias]
    links: list[ProposalLink]
    objectives: list[Objectives]
    change_requests: list[ChangeRequest]
    web_address: str | None


# --- what is done with proposals ----------------------------------------------


class Printed(Shape):
    """What sources print beside what is computed."""

    due: date | None
    duration: int | None
    target: int | None


class Duration(Shape):
    """A length in Working Days by both conventions."""

    published: int
    inclusive: int
    is_inferred: bool


class Assessment(Shape):
    key: str
    proposal: ProposalName
    type: str
    change_request: str | None
    standing: str
    cost_approved: date | None
    requested: date | None
    queried: list[date]
    answered: list[date]
    accepted: date | None
    accepted_is_inferred: bool
    target: WorkingDays | None
    due: Deadline | None
    expected: list[date]
    interim: list[date]
    returned: date | None
    not_required: date | None
    reason: str | None
    is_late: bool
    slip: WorkingDays | None
    is_met: bool | None
    duration: Duration | None
    printed: Printed
    sources: list[str]


class Consultation(Shape):
    key: str
    kind: Named
    proposal: ProposalName
    standing: str
    issued: str | None
    expected_issue: str | None
    expected_week: str | None
    closes: date | None
    ended: date | None
    length: WorkingDays | None
    closing_days: list[SaidDay]
    warnings: list[str]


class Review(Shape):
    to: Named
    about: str
    meeting: date | None
    settled: bool
    outcome: str | None
    settled_on: date | None


class Decision(Shape):
    key: str
    body: Named
    proposal: ProposalName
    outcome: Named
    when: str
    objectives: list[str]
    path: str | None
    review: Review | None
    sure: str | None
    note: str | None
    sources: list[str]
    warnings: list[str]


class Body(Named):
    abbreviation: str


class AgendaItem(ProposalName):
    outcome: str | None


class Meeting(Shape):
    key: str
    body: Body
    number: int | None
    day: date
    state: str
    mode: str | None
    agenda: list[AgendaItem]
    agenda_announced: date | None
    agenda_due: date | None
    paper_day: date | None
    fits_pattern: bool | None
    pattern: str | None
    days: list[SaidDay]
    sources: list[str]
    warnings: list[str]


class ReleaseEntry(ProposalName):
    standing: str
    condition: str | None
    status: str | None
    documents: list[str]
    systems: list[str]


class Release(Shape):
    key: str
    name: str
    full_name: str
    kind: str
    day: date | None
    day_by_pattern: date | None
    day_note: str | None
    days: list[SaidDay]
    cut_off: Deadline | None
    closed_to_systems: bool
    notes: str | None
    contents: list[ReleaseEntry]


# --- papers, claims, the log ----------------------------------------------------


class PaperFile(Shape):
    name: str
    media_type: str
    sha256: str
    size: int


class Paper(Shape):
    """An issued paper. `newest` is the newest version that is open to the reader."""

    reference: str
    version: int
    kind: str
    title: str
    period: str
    classification: str
    dated: date
    data_date: date | None
    as_at: date
    known_at: datetime
    checkpoint: str
    schema_version: int = Field(alias="schema")
    reason: str
    issued_on: date
    newest: int
    files: list[PaperFile]


class Claim(Shape):
    """What one document says."""

    key: str
    subject: str
    property: str
    about: str
    qualifier: str
    value: JsonValue
    unit: str
    stated: str
    reasoning: str
    wording: str
    note: str
    document: str
    reference: str
    published: date | None
    classification: str
    locator: str


class Source(Shape):
    document: str
    locator: str | None


class Event(Shape):
    """What happened to the record. `position` is its place in the sealed log, `number` that in its stream."""

    position: int
    stream: str
    number: int
    type: str
    version: int
    words: str
    effective: date
    known_from: datetime
    recorded_at: datetime
    actor: str
    source: Source | None
    body: dict[str, JsonValue]
    hash: str


class Events(Shape):
    """A part of the log. `next` is null at its end; `through` is the position up to which it was read."""

    as_at: date
    known_at: datetime
    next: str | None
    through: int
    items: list[Event]


class Proposals(Listed[ProposalLine]): ...


class Assessments(Listed[Assessment]): ...


class Consultations(Listed[Consultation]): ...


class Decisions(Listed[Decision]): ...


class Meetings(Listed[Meeting]): ...


class Releases(Listed[Release]): ...


class Papers(Listed[Paper]): ...


class Claims(Listed[Claim]): ...


class OneProposal(One[Proposal]): ...


class OneAssessment(One[Assessment]): ...


class OneConsultation(One[Consultation]): ...


class OneDecision(One[Decision]): ...


class OneMeeting(One[Meeting]): ...


class OneRelease(One[Release]): ...


class OnePaper(One[Paper]): ...


class OneClaim(One[Claim]): ...


class OneEvent(One[Event]): ...
