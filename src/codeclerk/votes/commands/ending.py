"""The end of a vote: closing, counting, publishing with the step that follows; opening it again, withdrawing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator, Field

from codeclerk.decisions.commands import OWN_REVIEW, REVIEW_BEFORE
from codeclerk.decisions.events import DecisionRecorded, ReviewAsked
from codeclerk.decisions.models import stream as decision_stream
from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.ports import Permission, permission
from codeclerk.people import vocabulary as people
from codeclerk.people.inputs import Line
from codeclerk.process import vocabulary
from codeclerk.process.packs import Step
from codeclerk.progression.commands.inputs import ShownInput, StepInput, shown_of
from codeclerk.progression.commands.steps import TakeStep
from codeclerk.register.inputs import Pick, Why, Words
from codeclerk.votes import find, reasons
from codeclerk.votes.commands.base import (
    CLOSES_AT,
    ClosesAt,
    ClosesOn,
    ManageAct,
    OfVote,
    closing,
    odd_day,
    on_vote,
)
from codeclerk.votes.events import VoteClosed, VoteCounted, VotePublished, VoteReopened, VoteWithdrawn
from codeclerk.votes.models import stream
from codeclerk.votes.rules.standing import Did, Standing, moment_words
from codeclerk.votes.rules.values import Choice, Count, Outcome
from codeclerk.votes.rules.vote import Vote


@act
class CloseVote(ManageAct["CloseVote.Input"]):
    """Close a vote: no position counts after that. Before its time it takes a reason."""

    name = "close_vote"
    title = "Close a vote"

    class Input(OfVote):
        reason: Annotated[Words, Field(title="Reason", description="Needed before its time.")] = ""

    def may(self, data: Input, context: Context) -> Permission:
        answer = permission.ask(context.actor, find.TICK, context.now)
        return answer if answer.allowed else super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        is_marked = found.times.last(Did.CLOSED) is not None
        if found.standing not in (Standing.TO_OPEN, Standing.OPEN, Standing.CLOSED) or is_marked:
            _wrong(found, "Nothing is to be closed.")
        if found.standing is not Standing.CLOSED and (not data.reason or context.actor == find.CLOCK):
            raise reasons.EARLY.refuse(found.named, closes=moment_words(found.times.closes_at), field="reason")
        return on_vote(found, VoteClosed(vote=found.key, named=found.named, reason=data.reason))


@act
class CountVote(ManageAct["CountVote.Input"]):
    """Count a vote that is closed. Counted again, it gives the same count."""

    name = "count_vote"
    title = "Count a vote"

    class Input(OfVote):
        casting: Annotated[
            Choice | None,
            Field(
                title="Casting vote",
                strict=False,
                description="What the chair decides on a tie, where the rule has it.",
            ),
        ] = None

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        if found.standing not in (Standing.CLOSED, Standing.COUNTED):
            _wrong(found, "It is counted once it is closed.")
        plain = found.tally()
        casting = data.casting or (found.recorded.casting if found.recorded else None)
        if data.casting is not None and (plain.outcome is not Outcome.UNDECIDED or data.casting is Choice.ABSTAIN):
            raise reasons.NO_TIE.refuse(found.named, field="casting")
        count = plain if casting is None else found.tally(casting)
        if found.recorded == count:
            return Plan((), answer=_counted(found, count))
        archive = found.archive(count)
        event = VoteCounted(vote=found.key, named=found.named, count=count, archive=archive.sha256)
        return Plan((PlannedEvent(stream(found.key), event),), answer=_counted(found, count))


def _counted(found: Vote, count: Count) -> dict[str, Any]:
    return {"vote": found.key, "proposal": found.proposal, "number": found.number, "outcome": count.outcome.value}


@act
class PublishVote(ManageAct["PublishVote.Input"]):
    """Publish a vote that is counted, and record the decision and the step that follow from it.

    Effective is the day on which it was decided, which may be before the day of publication.
    """

    name = "publish_vote"
    title = "Publish a vote"

    class Input(OfVote):
        reason: Annotated[
            Words, Field(title="Reason of the decision", description="Empty: the count in words.", max_length=2000)
        ] = ""
        release: Annotated[Line, Field(title="Release", max_length=100)] = ""
        review_by: Annotated[
            Pick, Field(title="Ask for a review by", description="A body that is asked to look at something again.")
        ] = ""
        review_of: Annotated[
            Words,
            Field(
                title="What to review",
                max_length=500,
                description="Such as: the implementation date, which falls in the November release.",
            ),
        ] = ""
        review_on: Annotated[
            date | None, Field(title="Raised at the meeting on", description="Of the body that is asked, if known.")
        ] = None
        shown: Annotated[
            tuple[Annotated[ShownInput, BeforeValidator(shown_of)], ...],
            Field(title="Where it is shown", max_length=30),
        ] = ()

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        count = found.recorded
        if found.standing is not Standing.COUNTED or count is None:
            _wrong(found, "It is published once it is counted.")
        if count.outcome is Outcome.UNDECIDED:
            raise reasons.UNDECIDED.refuse(found.named)
        step = following(found, count)
        taken = self._step(found, count, step, data, context) if step is not None else Plan(())
        event = VotePublished(vote=found.key, named=found.named, step=str(taken.answer.get("step", "")))
        published = on_vote(found, event)
        return replace(
            taken,
            events=(*published.events, *taken.events, *_review(found, data, taken)),
            answer={**published.answer, **taken.answer},
            warnings=taken.warnings if step else ("No step of the process follows from it.",),
        )

    @staticmethod
    def _step(found: Vote, count: Count, step: Step, data: Input, context: Context) -> Plan:
        takes = {one.what for one in step.takes}
        known = vocabulary.conditions()
        where = f"The vote {found.key}: {summary(count)}"
        shown = [ShownInput(condition=id, where=where[:300]) for id in step.conditions if known[id].by_vote]
        given = StepInput(
            proposal=found.number,
            step=step.id,
            by=f"body:{found.body}",
            shown=(*shown, *data.shown),
            release=data.release,
            objectives=count.objectives if "objectives" in takes else (),
            reason=data.reason or summary(count),
        )
        return TakeStep().plan(TakeStep.Input.model_validate(given.model_dump()), context)


def _review(found: Vote, data: PublishVote.Input, taken: Plan) -> tuple[PlannedEvent, ...]:
    """The review that another body is asked for with the decision; none where nothing is asked."""
    if not (data.review_by or data.review_of):
        return ()
    decided = next((one.body for one in taken.events if isinstance(one.body, DecisionRecorded)), None)
    if not (data.review_by and data.review_of) or decided is None:
        why = "nothing was decided" if decided is None else "it takes both the body and what it is to look at"
        raise reasons.NO_REVIEW.refuse(found.named, why=why, field="review_of" if data.review_by else "review_by")
    body = people.body(data.review_by, "review_by")
    if body.id == found.body:
        raise OWN_REVIEW.refuse(body.name, field="review_by")
    if data.review_on is not None and data.review_on < decided.first:
        facts = {"day": format_date(data.review_on), "when": f"on {format_date(decided.first)}"}
        raise REVIEW_BEFORE.refuse(decided.named, **facts, field="review_on")
    asked = ReviewAsked(
        decision=decided.decision,
        named=decided.named,
        to=body.id,
        to_name=body.name,
        about=data.review_of,
        meeting=data.review_on,
        holds_from=decided.holds_from,
    )
    return (PlannedEvent(decision_stream(decided.decision), asked),)


def following(found: Vote, count: Count) -> Step | None:
    """The step that follows from a count; None where nothing does."""
    id = {Outcome.CARRIED: found.question.carried, Outcome.NOT_CARRIED: found.question.lost}.get(count.outcome, "")
    steps = vocabulary.process(found.question.profile).rules.steps
    return next((step for step in steps if step.id == id), None)


def summary(count: Count) -> str:
    """The count in a sentence or two, without who voted how."""
    lines = [one.words for one in count.groups] if len(count.steps) == len(count.groups) + 1 else []
    return " ".join((*lines, *count.steps[len(count.groups) :]))


@act
class ReopenVote(ManageAct["ReopenVote.Input"]):
    """Open a vote again that was closed, with a reason. An earlier count stays in the record and holds no more."""

    name = "reopen_vote"
    title = "Open a vote again"

    class Input(OfVote):
        closes: ClosesOn
        closes_at: ClosesAt = CLOSES_AT
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        if found.standing not in (Standing.CLOSED, Standing.COUNTED):
            _wrong(found, "Only one that is closed and not published can be opened again.")
        closes = closing(data.closes, data.closes_at or CLOSES_AT, found.named, context)
        event = VoteReopened(vote=found.key, named=found.named, closes_at=closes, reason=data.reason)
        return replace(on_vote(found, event), warnings=odd_day(data.closes))


@act
class WithdrawVote(ManageAct["WithdrawVote.Input"]):
    """Withdraw a vote that is not published. Its record stays, and nothing follows from it."""

    name = "withdraw_vote"
    title = "Withdraw a vote"

    class Input(OfVote):
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.vote(data.vote, context.now)
        if found.standing.is_over:
            hint = "Take back the step that followed, if it was wrong, and vote again."
            _wrong(found, hint if found.standing is Standing.PUBLISHED else "Nothing is to be done.")
        return on_vote(found, VoteWithdrawn(vote=found.key, named=found.named, reason=data.reason))


def _wrong(found: Vote, hint: str) -> NoReturn:
    raise reasons.WRONG_STANDING.refuse(found.named, standing=found.standing.words, hint=hint)
