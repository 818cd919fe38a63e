"""The shapes of answers, for the description of the API. What the folders' `answers` make is checked against these in
the tests; no answer is made through them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field, JsonValue

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


# --- proposals ----------------------------------------------------------------


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


class RunningDeadline(Shape):
    clock: str
    """Which clock of the process."""
    name: str
    """What it is called."""
    due: date
    """The last day that is in time."""
    counted: date
    """The last day as the rule counts it; another one where somebody moved it."""
    explanation: str
    """How it is counted, and by whom and why it was moved."""
    missed: str
    """What happens if it is missed."""


class StepNeed(Shape):
    condition: str
    """Which condition of the process."""
    how: str = Field(examples=["met", "unmet", "to be shown", "to be given"])
    """How it stands."""
    meaning: str
    """What must be so."""
    told: str | None
    """What the record says on it."""
    remedy: str
    """How to meet it."""
    rule: str | None
    """The paper or the clause."""


class StepTakes(Shape):
    what: str
    """What is given with the step."""
    needed: bool
    """Whether it has to be."""


class OpenStep(Shape):
    step: str
    """Names the step for the act `take_step`."""
    name: str
    """What it is called."""
    by: list[str]
    """Who takes it, each on its own."""
    to: str | None
    """The status that it leads to; null where the proposal stays."""
    is_blocked: bool
    """Whether something that the record knows is in the way."""
    needs: list[StepNeed]
    """What it needs."""
    takes: list[StepTakes]
    """What is given with it."""


class ShownCondition(Shape):
    condition: str
    """What was shown."""
    where: str
    """Where it is shown."""


class TakenStep(Shape):
    step: str
    """Which step."""
    name: str
    """What it was called."""
    day: date
    """When it was taken."""
    by: str
    """Who took it."""
    from_: str = Field(alias="from")
    """The status before."""
    to: str | None
    """The status after, where it changed."""
    shown: list[ShownCondition]
    """Where each of its conditions is shown."""
    answer: str | None
    """The answer that was given."""
    reason: str | None
    """Why it was taken."""


class ProposalSteps(Shape):
    """Where a proposal stands in its process."""

    proposal: str
    """Its number."""
    profile: str | None
    """The process that it follows; null where the record does not say where it stands."""
    status: str | None
    """Where it stands."""
    is_held: bool | None
    """Whether it is on hold."""
    deadlines: list[RunningDeadline]
    """The deadlines that run."""
    open: list[OpenStep]
    """The steps that can be taken, each with what it needs."""
    taken: list[TakenStep]
    """The steps that were taken."""


# --- what is done with proposals ----------------------------------------------


class Printed(Shape):
    """What sources print beside what is computed."""

    due: date | None
    """The due date."""
    duration: int | None
    """The duration in days, counted as that paper counts."""
    target: int | None
    """The target in Working Days."""


class Duration(Shape):
    """A length in Working Days by both conventions."""

    published: int
    """Weekdays with both ends, bank holidays not removed, as papers print it."""
    inclusive: int
    """Working Days with both ends, bank holidays removed."""
    is_inferred: bool
    """Whether the acceptance behind it was worked out."""


class Assessment(Shape):
    key: str = Field(examples=["0107-IA-1"])
    """Never changes."""
    proposal: ProposalName
    """What is assessed."""
    type: str
    """PA, a Preliminary Assessment, or IA, an Impact Assessment."""
    change_request: str | None
    """The DCC's number."""
    standing: str
    """Where it is: not_requested, requested, queried, open, returned or not_required."""
    cost_approved: date | None
    """When its cost was approved."""
    requested: date | None
    """When it was asked for."""
    queried: list[date]
    """When the DCC asked back."""
    answered: list[date]
    """When that was answered."""
    accepted: date | None
    """When the DCC accepted it: its clock runs from then."""
    accepted_is_inferred: bool
    """Whether that was worked out."""
    target: WorkingDays | None
    """What the code gives for it, and how it is counted from its acceptance."""
    due: Deadline | None
    """By when it is due by the code."""
    expected: list[date]
    """The days for which it was announced, oldest first."""
    interim: list[date]
    """When something of it was returned."""
    returned: date | None
    """When it was returned."""
    not_required: date | None
    """When it was found not to be needed."""
    reason: str | None
    """Why it is not needed."""
    is_late: bool
    """Whether it is open past its due date, or expected after it."""
    slip: WorkingDays | None
    """By how much its return, or the latest expected day, lies after the due date, which is not counted."""
    is_met: bool | None
    """Whether it was returned on or before the due date; null while that is not known."""
    duration: Duration | None
    """From acceptance to return, or to the day while it is open. It is never compared with the target."""
    printed: Printed
    """What sources print."""
    sources: list[str]
    """Where it was read."""


class Consultation(Shape):
    key: str = Field(examples=["0144-refinement-1"])
    """Never changes."""
    kind: Named
    """Which kind of consultation."""
    proposal: ProposalName
    """What it is about."""
    standing: str
    """expected, open or closed."""
    issued: str | None
    """A day, a month, or two days with a stroke between."""
    expected_issue: str | None
    """When it is to be issued, likewise."""
    expected_week: str | None
    """The Monday of the week in which it is to be issued, in words."""
    closes: date | None
    """It is open through this day."""
    ended: date | None
    """Its last day, where that was another one."""
    length: WorkingDays | None
    """From its issue to its last day."""
    closing_days: list[SaidDay]
    """Every closing day that it had."""
    warnings: list[str]
    """What is odd about it, in sentences. Nothing of it is an error."""


class Review(Shape):
    to: Named
    """The body that is asked to look again."""
    about: str
    """At what."""
    meeting: date | None
    """The day of its meeting."""
    settled: bool
    """Whether it has answered."""
    outcome: str | None
    """What came of it."""
    settled_on: date | None
    """When it answered."""


class Decision(Shape):
    key: str = Field(examples=["change_board-2021-02-23-0077-approved"])
    """Never changes."""
    body: Named
    """Who decided."""
    proposal: ProposalName
    """On what."""
    outcome: Named
    """What was decided."""
    when: str
    """A day, a month, or two days with a stroke between."""
    objectives: list[str]
    """Letters of the objectives that it rests on."""
    path: str | None
    """Id of the path on which it was decided."""
    review: Review | None
    """A review that was asked for with it."""
    sure: str | None
    """printed, stated, inferred or unverified."""
    note: str | None
    """What was noted with it."""
    sources: list[str]
    """Where it was read."""
    warnings: list[str]
    """What is odd about its day, in sentences. Nothing of it is an error."""


class Body(Named):
    abbreviation: str
    """Its short name."""


class AgendaItem(ProposalName):
    outcome: str | None
    """What came of it at the meeting, in words."""


class Meeting(Shape):
    key: str = Field(examples=["panel-2021-03-12"])
    """Never changes, even when it is moved."""
    body: Body
    """Who meets."""
    number: int | None
    """Counted as the code pack says; null where that is not known."""
    day: date
    """The day on which it is planned or was held."""
    state: str
    """planned or held."""
    mode: str | None
    """in_person, teleconference or both."""
    agenda: list[AgendaItem]
    """The proposals on its agenda."""
    agenda_announced: date | None
    """When its agenda is announced, where a source says so."""
    agenda_due: date | None
    """By when that is by the rule, which is inferred."""
    paper_day: date | None
    """By when its papers are issued."""
    fits_pattern: bool | None
    """Whether the day follows the pattern of the body's meetings."""
    pattern: str | None
    """That pattern, in words."""
    days: list[SaidDay]
    """Every day for which it was planned."""
    sources: list[str]
    """Where it was read."""
    warnings: list[str]
    """What is odd about it, in sentences. Nothing of it is an error."""


class Interest(Shape):
    who: str
    """The seat or the organisation. Persons are not named."""
    words: str
    """What the interest is."""
    took_part: bool
    """Whether it took part in the item all the same."""


class MeetingItem(Shape):
    key: str
    """Stable within the meeting: the key of its proposal, or i1, i2."""
    number: int | None
    """Its number on the agenda; null where a source prints the agenda without."""
    reference: str | None = Field(examples=["SECP_90_1203_18"])
    """The reference of its paper; null for a body without a series of papers."""
    proposal: str | None
    """Number of its proposal."""
    title: str | None
    """What it is called."""
    kind: str
    """paper, verbal, standing or any_other."""
    action: str | None
    """for_decision or for_information."""
    asks: list[str]
    """What the body is asked to, each with its verb in capitals."""
    presenter: str | None
    """Id of the role that presents it."""
    classification: str
    """White, Green, Amber or Red."""
    paper: str | None
    """SHA-256 of its paper."""
    is_late: bool
    """The paper was published after the Paper Day."""
    outcome: str | None
    """Id of what came of it in the code pack."""
    words: str | None
    """What came of it, in words."""
    verbal: str | None
    """What was reported on it by word of mouth."""
    interests: list[Interest]
    """The interests that members declared in it."""


class SeatThere(Shape):
    seat: str
    """The seat."""
    organisation: str | None
    """Key of the organisation that holds it."""
    how: str
    """present, telephone, alternate, apologies or absent."""


class GuestsThere(Shape):
    organisation: str
    """Whose guests they were."""
    number: int
    """How many."""


class Quorum(Shape):
    answer: str
    """met, not met or not known; what is not known is never met."""
    words: str
    """How it was found."""


class MeetingAction(Shape):
    key: str = Field(examples=["panel-2021-03-12-a3"])
    """Never changes."""
    name: str = Field(examples=["ACTION 90/3"])
    """Its number within the meeting."""
    meeting: str
    """Key of the meeting that gave it."""
    carried_to: str | None
    """Key of the meeting to which it was carried over last."""
    what: str
    """What is to be done."""
    owner: str = Field(examples=["role:secretariat"])
    """A body, a role or an organisation."""
    owner_name: str
    """What the owner is called."""
    due: date | None
    """By when."""
    state: str
    """open, done or dropped."""
    reason: str | None
    """Why it was dropped or carried over."""
    ended: date | None
    """When it was done or dropped."""


class WholeMeeting(Meeting):
    items: list[MeetingItem]
    """Every item of its agenda that is open to you."""
    closed_items: int
    """How many items are not open to you."""
    attendance: list[SeatThere]
    """How each seat was filled."""
    guests: list[GuestsThere]
    """Guests, by organisation."""
    quorum: Quorum
    """Whether enough members were there."""
    actions: list[MeetingAction]
    """The actions that it gave, and those carried over to it."""


class ReleaseEntry(ProposalName):
    standing: str
    """implemented, approved or targeted."""
    condition: str | None
    """On what its place still depends."""
    status: str | None
    """Its status, in words."""
    documents: list[str]
    """Documents of the code that it affects."""
    systems: list[str]
    """Ids of systems that it affects."""


class Release(Shape):
    key: str = Field(examples=["2021-06"])
    """Its year and month; ad-hoc ones have more."""
    name: str
    """Its name."""
    full_name: str = Field(examples=["June 2021 SEC Release"])
    """Its name in full."""
    kind: str
    """scheduled or ad_hoc."""
    day: date | None
    """Its day; null where no source says it."""
    day_by_pattern: date | None
    """The day that the pattern of releases gives, which is inferred."""
    day_note: str | None
    """How the two differ, or what holds instead."""
    days: list[SaidDay]
    """Every day that it had."""
    cut_off: Deadline | None
    """By when a proposal must be decided."""
    closed_to_systems: bool
    """Whether it has no change of a system or a device."""
    notes: str | None
    """What was noted of it."""
    contents: list[ReleaseEntry]
    """The proposals in it."""


# --- papers, claims, the log ----------------------------------------------------


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


class Proposals(Listed[ProposalLine]): ...


class Assessments(Listed[Assessment]): ...


class Consultations(Listed[Consultation]): ...


class Decisions(Listed[Decision]): ...


class Meetings(Listed[Meeting]): ...


class Releases(Listed[Release]): ...


class Papers(Listed[Paper]): ...


class Claims(Listed[Claim]): ...


class OneProposal(One[Proposal]): ...


class OneProposalSteps(One[ProposalSteps]): ...


class OneAssessment(One[Assessment]): ...


class OneConsultation(One[Consultation]): ...


class OneDecision(One[Decision]): ...


class OneMeeting(One[WholeMeeting]): ...


class OneRelease(One[Release]): ...


class OnePaper(One[Paper]): ...


class OneClaim(One[Claim]): ...


class OneEvent(One[Event]): ...
