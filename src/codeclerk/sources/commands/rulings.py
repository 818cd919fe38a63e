"""Acts on rulings: say which claim the record follows, with the reason, and take it back."""

from __future__ import annotations

from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.sources import inputs, queries
from codeclerk.sources.events import Ruled, RulingWithdrawn
from codeclerk.sources.rules.claims import Question, Reading, State
from codeclerk.sources.rules.values import Value, check_value
from codeclerk.sources.rules.vocabulary import check_unit, find_property
from codeclerk.sources.viewers import lens_now

MAY_RULE = "sources.rule"

ONE_OF_TWO = Reason(
    "sources.follow_or_value",
    rule="a ruling follows one claim, or gives another value in place of all",
    problem="the ruling on {object} {what}",
    remedy="Choose a claim, or leave the choice empty and give a value.",
)
NOT_A_CLAIM = Reason(
    "sources.ruled_on_another",
    rule="a ruling weighs claims on its own question that count and that the one who rules may see",
    problem="{keys} is no such claim on {object}",
    remedy="Look at the claims again; one may have been withdrawn.",
    kind=Kind.CONFLICT,
)
NOT_WEIGHED = Reason(
    "sources.not_weighed",
    rule="a ruling weighs every claim on its question",
    problem="the ruling on {object} leaves out {missing}",
    remedy="Look at the claims again and weigh that one too; it may have come in after you looked.",
    kind=Kind.CONFLICT,
)
NO_RULING = Reason(
    "sources.no_ruling",
    rule="a ruling is withdrawn where there is one",
    problem="there is no ruling on {object}",
    remedy="Nothing needs to be done.",
    kind=Kind.NOT_FOUND,
)


def stream(question: Question) -> str:
    """The stream of the rulings on a question: what `expected` guards when two people rule at one moment."""
    return f"ruling:{question.key}"


@act
class RuleOnClaims(Act[inputs.RuleOnClaimsInput]):
    """Rule what the record follows where sources differ: one of the claims, or another value, with the reason."""

    name = "rule_on_claims"
    title = "Rule on claims"
    capability = MAY_RULE
    Input = inputs.RuleOnClaimsInput

    def plan(self, data: inputs.RuleOnClaimsInput, context: Context) -> Plan:
        question = data.question
        declared = find_property(question.property)
        if data.follows and data.value is not None:
            raise ONE_OF_TWO.refuse(question.words, what="does both", field="value")
        if not data.follows and data.value is None:
            raise ONE_OF_TWO.refuse(question.words, what="does neither", field="follows")
        reading = queries.reading(lens_now(context.actor, context.now), question)
        claims = {claim.key: claim for claim in reading.claims} if reading else {}
        given = set(data.considered) | ({data.follows} if data.follows else set())
        if strange := sorted(given - claims.keys()):
            raise NOT_A_CLAIM.refuse(question.words, keys=", ".join(strange), field="follows")
        if left_out := sorted(claims.keys() - given):
            places = "; ".join(claims[key].place for key in left_out)
            raise NOT_WEIGHED.refuse(question.words, missing=places, field="follows")
        value: Value
        if data.follows:
            value, unit = claims[data.follows].measure.value, claims[data.follows].measure.unit
        else:
            assert data.value is not None
            value, unit = check_value(declared.id, declared.type, data.value), check_unit(declared, data.unit)
        body = Ruled(
            subject=question.subject,
            property=question.property,
            about=question.about,
            qualifier=question.qualifier,
            value=value,
            unit=unit,
            follows=data.follows or "",
            considered=tuple(sorted(given)),
            reason=data.reason,
        )
        return Plan(
            events=(PlannedEvent(stream(question), body),),
            answer={"question": question.key, "subject": question.subject, "value": value},
            warnings=_warnings(reading),
        )


def _warnings(reading: Reading | None) -> tuple[str, ...]:
    if reading is None:
        return ()
    warnings = []
    if reading.ruling is not None:
        warnings.append("It supersedes an earlier ruling, which stays in the history.")
    if reading.state is not State.DISAGREE:
        warnings.append("The sources do not disagree on this.")
    return tuple(warnings)


@act
class WithdrawRuling(Act[inputs.WithdrawRulingInput]):
    """Take back a ruling: what the sources say stands again, disputed where they disagree."""

    name = "withdraw_ruling"
    title = "Withdraw a ruling"
    capability = MAY_RULE
    Input = inputs.WithdrawRulingInput

    def plan(self, data: inputs.WithdrawRulingInput, context: Context) -> Plan:
        question = data.question
        find_property(question.property)
        reading = queries.reading(lens_now(context.actor, context.now), question)
        if reading is None or reading.ruling is None:
            raise NO_RULING.refuse(question.words)
        body = RulingWithdrawn(question=question.key, reason=data.reason)
        return Plan(
            events=(PlannedEvent(stream(question), body),),
            answer={"question": question.key, "subject": question.subject},
        )
