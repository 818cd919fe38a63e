"""The shapes of assessments, consultations and decisions."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from codeclerk.api.shapes.common import Deadline, Listed, Named, One, ProposalName, SaidDay, Shape, WorkingDays


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


class Assessments(Listed[Assessment]): ...


class Consultations(Listed[Consultation]): ...


class Decisions(Listed[Decision]): ...


class OneAssessment(One[Assessment]): ...


class OneConsultation(One[Consultation]): ...


class OneDecision(One[Decision]): ...
