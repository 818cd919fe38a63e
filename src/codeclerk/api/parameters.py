"""The parameters of each endpoint, as the description of the API lists them."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import Field

from codeclerk.api.rules import MOST, USUAL

Text = Annotated[str, Field(max_length=500)]
Values = Annotated[list[str], Field(default_factory=list)]

PROPOSAL = "Only what is about this proposal, by any of its numbers or aliases."
BODY = "Id of a body of the pack."


class Look(Schema):
    """The two dates of a look at the record."""

    as_at: Text = Field("", description="Look at the end of this day; today unless given.", examples=["2021-03-05"])
    known_at: Text = Field("", description="Count what was published by the end of this day; all unless given.")


class Part(Look):
    """Which part of a list."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="So many things at most.")
    cursor: Text = Field("", description="The next of the answer before, sent with the same address.")


class Proposals(Part):
    """What the register is narrowed to. Values of one parameter are alternatives; parameters are combined."""

    q: Text = Field("", description="Words in numbers, aliases and titles, past ones too.")
    stage: Values = Field(description="Stages, by id or name.", examples=["refine"])
    status: Values = Field(description="Ids of statuses.")
    path: Values = Field(description="Paths, by id or name.", examples=["self_governance"])
    flag: Values = Field(description="Flags, by id or name.")
    document: Values = Field(description="Documents of the code that it affects.")
    system: Values = Field(description="Systems that it affects.")
    party: Values = Field(description="Party categories that it affects.")
    release: Values = Field(description="Target releases, as they are written in the record.")
    proposer: Values = Field(description="Keys of organisations that propose it or are spoken for.")
    raised_from: Text = Field("", description="Raised on this day or later.")
    raised_to: Text = Field("", description="Raised on this day or earlier.")
    held: bool | None = Field(None, description="Whether it is on hold.")
    pre_decision: bool | None = Field(None, description="Whether it is not decided yet.")
    split: bool = Field(False, description="With those that go on as their parts.")
    order: Text = Field("number", description="An order of the list; with - in front it runs downwards.")


class Implementation(Look):
    """How a proposal can be implemented after a decision."""

    decided: Text = Field("", description="The day of the decision; the recorded one unless given.")


class Events(Look):
    """Which part of the log. Without `as_at` it is told whole, with what takes effect later."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="So many events at most.")
    cursor: Text = Field("", description="A sealed position: what comes after it. Keep through to go on another day.")
    stream: Text = Field("", description="Only this stream.", examples=["proposal:0107"])
    proposal: Text = Field("", description="Only what is about this proposal, or what is done with it.")
    type: Values = Field(description="Types of event.", examples=["register.status_set"])


class Assessments(Part):
    proposal: Text = Field("", description=PROPOSAL)
    type: Text = Field("", description="Type of assessment: PA or IA.", examples=["IA"])
    standing: Text = Field("", description="Only those that stand so.", examples=["open"])


class Consultations(Part):
    proposal: Text = Field("", description=PROPOSAL)
    kind: Text = Field("", description="Kind of consultation, by id or name.", examples=["refinement"])
    standing: Text = Field("", description="Only those that stand so.", examples=["open"])


class Decisions(Part):
    proposal: Text = Field("", description=PROPOSAL)
    body: Text = Field("", description=BODY, examples=["change_board"])
    outcome: Text = Field("", description="Outcome, by id or name.", examples=["approved"])
    first: Text = Field("", description="Made on this day or later.")
    last: Text = Field("", description="Made on this day or earlier.")


class Meetings(Part):
    proposal: Text = Field("", description="Only those with this proposal on the agenda.")
    body: Text = Field("", description=BODY, examples=["panel"])
    state: Text = Field("", description="planned or held.")
    first: Text = Field("", description="On this day or later.")
    last: Text = Field("", description="On this day or earlier.")


class Releases(Part):
    kind: Text = Field("", description="scheduled or ad_hoc.")


class Papers(Part):
    kind: Text = Field("", description="Kind of paper.", examples=["change-status"])


class Paper(Look):
    version: int | None = Field(None, ge=1, le=32767, description="This version; the newest unless given.")


class Claims(Part):
    subject: Values = Field(description="What they are about.", examples=["proposal:MP107"])
    property: Values = Field(description="What they say of it.", examples=["title"])
    document: Text = Field("", description="The SHA-256 of the document that says it.")


class Votes(Part):
    proposal: Text = Field("", description=PROPOSAL)
    body: Text = Field("", description=BODY, examples=["change_board"])
    standing: Text = Field("", description="Only those that stand so, as the reader sees it.", examples=["open"])


class Interest(Part):
    proposal: Text = Field("", description=PROPOSAL)
    body: Text = Field("", description="Id of a committee: only what it was asked about.", examples=["ssc"])


class Engagement(Part):
    standing: Text = Field("", description="Only those that stand so.", examples=["coming"])


class Document(Look):
    version: Text = Field("", description="Of this version; of the one in force on the day unless given.")


class Documents(Part):
    version: Text = Field("", description="Of this version; of the one in force on the day unless given.")


class Compare(Look):
    old: Text = Field("", description="Number of a version; the one before the other unless given.", examples=["16.0"])
    new: Text = Field("", description="Number of a version; the one in force on the day unless given.")


class Conflicts(Part):
    proposal: Text = Field("", description="Only those of this proposal, by any of its numbers or aliases.")
