"""The act that makes the ad-hoc release of a decision: its day is worked out, and its proposal is meant for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from codeclerk.decisions import queries as decisions
from codeclerk.decisions.queries import Decision
from codeclerk.decisions.windows import windows
from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.packs import weakest
from codeclerk.people.inputs import Line
from codeclerk.register import find as register_find
from codeclerk.register import queries as register
from codeclerk.register.commands.facts import SetTargetRelease
from codeclerk.register.find import Subject
from codeclerk.register.inputs import Ref, SourcedInput
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.times import clause
from codeclerk.releases import find, vocabulary
from codeclerk.releases.commands import ReleaseAct, ReleaseName, check_free, check_month, read_key
from codeclerk.releases.events import ReleaseRegistered
from codeclerk.releases.models import stream
from codeclerk.releases.rules.contents import ReleaseKind, Standing, standing_of
from codeclerk.releases.rules.names import ad_hoc_key
from codeclerk.releases.rules.ways import APPROVED, last_word
from codeclerk.ui.words import working_days

NO_DECISION = Reason(
    "releases.no_decision",
    rule="an ad-hoc release is made for a proposal that was approved (PMP:5317-5323)",
    problem="no approval of {object} is in the record on {day}",
    remedy="Record the decision first, or choose a later day.",
    kind=Kind.CONFLICT,
)
NOT_APPROVED = Reason(
    "releases.not_approved",
    rule="an ad-hoc release is made for a proposal that was approved (PMP:5317-5323)",
    problem="the last decision on {object} is: {outcome}, {when}",
    remedy="Correct the decision if it was recorded wrongly.",
    kind=Kind.CONFLICT,
)
NO_DAY = Reason(
    "releases.decision_without_day",
    rule="an ad-hoc release is counted from the day of the decision (PMP:5317-5323)",
    problem="of the decision on {object} no day is known; it was made {when}",
    remedy="Say on which day it was made, or register the release with its day by `register_release`.",
)
THERE_ALREADY = Reason(
    "releases.there_already",
    rule="one release goes live on a day",
    problem="{release} goes live on {day}, the day on which {object} is to be implemented",
    remedy="Set it as the target release of {object} instead.",
    kind=Kind.CONFLICT,
)
OVER = Reason(
    "releases.proposal_is_over",
    rule="a release is made for a proposal that is still to be implemented",
    problem="on {day}, {object} has the status {status}",
    remedy="Choose for “From which day” an earlier day, or correct the status.",
    kind=Kind.CONFLICT,
)


@act
class RegisterAdHocRelease(ReleaseAct["RegisterAdHocRelease.Input"]):
    """Make the ad-hoc release of a proposal that was approved, one Working Day after the decision, with the proposal
    meant for it (PMP:5317-5331).

    Its day is worked out by the pack's rule and never typed. What is odd about it is a warning: it goes live before the
    decision is safe from a referral, or the proposal is not one to which such a release is known to be open.
    """

    name = "register_ad_hoc_release"
    title = "Register the ad-hoc release of a decision"

    class Input(SourcedInput):
        proposal: Ref
        key: Annotated[
            Line,
            Field(title="Key", max_length=30, description="Empty: after its month, such as 2021-01-ad-hoc."),
            AfterValidator(lambda value: read_key(value) if value else ""),
        ] = ""
        name: ReleaseName = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = register_find.subject(data.proposal)
        lens = Lens(PUBLIC, context.effective, context.now)
        line = next(iter(register.lines_of(lens, [found.key], coming=False)), None)
        _check_waits(found, line, context.effective)
        decision = _approval(lens, found)
        decided = decision.when.first
        made = vocabulary.ad_hoc(decided)
        day = made.day.due
        _check_there_is_none(found, day)
        key = data.key or ad_hoc_key(day)
        check_month(key, day, "key")
        name = data.name or vocabulary.usual_name(key, ReleaseKind.AD_HOC)
        check_free(key, name)
        body = ReleaseRegistered(
            release=key,
            name=name,
            kind=ReleaseKind.AD_HOC,
            day=day,
            sure=weakest((data.sure, vocabulary.rules().ad_hoc.sure(decided))),
            note=data.note or _note(found, decision, made.day.working_days),
        )
        given = {"proposal": found.key, "release": name, "sure": data.sure, "note": data.note}
        target = SetTargetRelease().plan(SetTargetRelease.Input.model_validate(given), context)
        referral = next((one.deadline for one in windows(lens, [decision])), None)
        late = referral if referral is not None and max(day, context.effective) <= referral.due else None
        said = (
            f"{found.number} can be referred to the Authority until {format_date(late.due)}, and goes live on "
            f"{format_date(day)}: if the decision is overturned, the change is backed out."
            if late
            else "",
            vocabulary.ad_hoc_doubt(found.number, line.flags, decided) if line else "",
            f"{format_date(day)} has passed: the release is recorded as one that went live."
            if day < context.effective
            else "",
            f"{found.number} was meant for {line.release} until now." if line and line.release else "",
        )
        return Plan(
            events=(PlannedEvent(stream(key), body), *target.events),
            deadlines=(made.day, *((late,) if late else ())),
            answer={"release": key, "day": day.isoformat(), **target.answer},
            warnings=(*(one for one in said if one), *target.warnings),
        )


def _check_waits(found: Subject, line: ProposalLine | None, day: date) -> None:
    """Refuse a proposal that was implemented, or closed without it, by the day."""
    if line is not None and standing_of(line.stage, line.status) in (None, Standing.IMPLEMENTED):
        raise OVER.refuse(found.number, day=format_date(day), status=line.status_name, field="proposal")


def _approval(lens: Lens, found: Subject) -> Decision:
    """The decision that the release is made for. Refused: none, one that does not approve, one without a day."""
    decided = decisions.of_proposal(lens, found.key)
    last = last_word(decided)
    if last is None:
        raise NO_DECISION.refuse(found.number, day=format_date(lens.valid_at), field="proposal")
    when = clause(last.when)
    if last.outcome != APPROVED:
        raise NOT_APPROVED.refuse(found.number, outcome=last.outcome_name, when=when, field="proposal")
    if not last.when.is_day:
        raise NO_DAY.refuse(found.number, when=when, field="proposal")
    return last


def _check_there_is_none(found: Subject, day: date) -> None:
    for one in find.registered():
        if one.day == day:
            raise THERE_ALREADY.refuse(
                found.number, release=vocabulary.full_name(one.name), day=format_date(day), field="proposal"
            )


def _note(found: Subject, decision: Decision, days: int) -> str:
    return f"For {found.number}, {working_days(days)} after the decision of {format_date(decision.when.first)}."
