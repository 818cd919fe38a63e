"""Acts on claims: record what a document says, and take back what it does not say.

Claims go to the stream `claims:<hash of their document>`, many in one event. A stream for each subject would make one
command on a paper touch hundreds of streams, and a popular subject's stream would be contended by every paper that
mentions it. A paper is read once, by one sender, so its stream stays as short as the number of its readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason, Refusal, Refused
from codeclerk.sources import inputs, queries
from codeclerk.sources.events import ClaimBody, ClaimsRecorded, ClaimWithdrawn
from codeclerk.sources.queries import DocumentView
from codeclerk.sources.rules.claims import Claim, Stated, claim_key
from codeclerk.sources.rules.documents import check_published
from codeclerk.sources.rules.locators import check_locator
from codeclerk.sources.rules.values import check_value, parse_iso
from codeclerk.sources.rules.vocabulary import check_subject, check_unit, find_property
from codeclerk.sources.viewers import lens_now

MAY_CLAIM = "sources.claim"
IN_ONE_EVENT = 250
"""Claims in one event: large enough to be fast, small enough to be read."""
MOST_REFUSALS = 20

UNREADABLE_ABOUT = Reason(
    "sources.wrong_about",
    rule="a claim holds for a day, a month or a period, or for no time in particular",
    problem="{object} is not a time",
    remedy="Write 2021-02-26, 2021-02 or 2021-02-01/2021-02-26; put other words into the qualifier.",
)
NO_REASONING = Reason(
    "sources.no_reasoning",
    rule="an inferred claim says how it follows from what is printed",
    problem="the inferred claim about {object} gives no reasoning",
    remedy="Say how it follows, or record it as printed.",
)
ALREADY_CLAIMED = Reason(
    "sources.already_claimed",
    rule="one reading of one place is recorded once",
    problem="this claim about {object} is recorded already ({key})",
    remedy="Nothing needs to be done; correct that claim if it is wrong.",
    kind=Kind.CONFLICT,
)
UNKNOWN_CLAIM = Reason(
    "sources.unknown_claim",
    rule="a claim is named by its key",
    problem="there is no claim {object}, or it was withdrawn, or it is not open to you",
    remedy="Look it up on the page of its subject.",
    kind=Kind.NOT_FOUND,
)


def stream(sha256: str) -> str:
    """The stream of the claims in a document."""
    return f"claims:{sha256}"


def _checked(document: DocumentView, data: inputs.ClaimInput) -> ClaimBody:
    """The claim as it will be recorded, or a refusal."""
    check_subject(data.subject)
    declared = find_property(data.property)
    if data.about:
        try:
            parse_iso(data.about)
        except ValueError as error:
            raise UNREADABLE_ABOUT.refuse(data.about, field="about") from error
    if data.stated is Stated.INFERRED and not data.reasoning.strip():
        raise NO_REASONING.refuse(data.question.words, field="reasoning")
    value = check_value(declared.id, declared.type, data.value)
    unit = check_unit(declared, data.unit)
    check_locator(data.locator, document.lines, document.pages)
    return ClaimBody(
        key=claim_key(document.sha256, data.locator, data.question, value, unit, data.stated),
        **{**data.model_dump(include=set(inputs.ClaimInput.model_fields)), "value": value, "unit": unit},
    )


def _all_checked(document: DocumentView, claims: Sequence[inputs.ClaimInput]) -> list[ClaimBody]:
    """Every claim checked; a refusal names the claim by its place in the list."""
    refusals: list[Refusal] = []
    bodies: list[ClaimBody] = []
    for number, data in enumerate(claims, start=1):
        try:
            bodies.append(_checked(document, data))
        except Refused as refused:
            refusals += [Refusal(r.code, f"{r.object} (claim {number})", r.facts) for r in refused.refusals]
            if len(refusals) >= MOST_REFUSALS:
                break
    if refusals:
        raise Refused(*refusals)
    return bodies


def _document(sha256: str, context: Context) -> DocumentView:
    found = queries.document(lens_now(context.actor, context.now), sha256)
    check_published(found.name, found.published, london_day(context.known_from))
    return found


def _events(sha256: str, bodies: Sequence[ClaimBody]) -> tuple[PlannedEvent, ...]:
    return tuple(
        PlannedEvent(
            stream(sha256), ClaimsRecorded(document=sha256, claims=tuple(bodies[start : start + IN_ONE_EVENT]))
        )
        for start in range(0, len(bodies), IN_ONE_EVENT)
    )


@act
class RecordClaim(Act[inputs.RecordClaimInput]):
    """Record what a document says at one place, exactly as it says it."""

    name = "record_claim"
    title = "Record a claim"
    capability = MAY_CLAIM
    Input = inputs.RecordClaimInput

    def plan(self, data: inputs.RecordClaimInput, context: Context) -> Plan:
        document = _document(data.document, context)
        body = _checked(document, data)
        status = queries.status_of_claims(data.document, [body.key])
        if body.key in status.standing:
            raise ALREADY_CLAIMED.refuse(data.question.words, key=body.key)
        again = "It was recorded before and withdrawn; this records it anew."
        return Plan(
            events=_events(data.document, [body]),
            answer={"claim": body.key, "subject": data.subject},
            warnings=(again,) if body.key in status.withdrawn else (),
        )


@act
class RecordClaims(Act[inputs.RecordClaimsInput]):
    """Record many claims of one document at once. Those recorded before, or recorded and withdrawn, are left alone."""

    name = "record_claims"
    title = "Record the claims of a document"
    capability = MAY_CLAIM
    Input = inputs.RecordClaimsInput

    def plan(self, data: inputs.RecordClaimsInput, context: Context) -> Plan:
        document = _document(data.document, context)
        sorted_out = _sort_out(data.document, _all_checked(document, data.claims))
        warnings: tuple[str, ...] = ()
        if sorted_out.withdrawn:
            warnings = (f"{sorted_out.withdrawn} of these claims were withdrawn before and are not recorded again.",)
        return Plan(
            events=_events(data.document, sorted_out.new),
            answer={
                "document": data.document,
                "recorded": len(sorted_out.new),
                "known": sorted_out.known,
                "withdrawn": sorted_out.withdrawn,
            },
            warnings=warnings,
        )


@dataclass(frozen=True)
class _SortedOut:
    new: list[ClaimBody]
    known: int
    withdrawn: int


def _sort_out(sha256: str, bodies: Iterable[ClaimBody]) -> _SortedOut:
    """Which claims are new; a claim given twice in one command counts once."""
    by_key = {body.key: body for body in bodies}
    status = queries.status_of_claims(sha256)
    known = by_key.keys() & status.standing
    gone = (by_key.keys() & status.withdrawn) - known
    return _SortedOut([b for key, b in by_key.items() if key not in known | gone], len(known), len(gone))


@act
class WithdrawClaim(Act[inputs.WithdrawClaimInput]):
    """Take back a claim that its document does not make. It stays in the record, with the reason."""

    name = "withdraw_claim"
    title = "Withdraw a claim"
    capability = MAY_CLAIM
    Input = inputs.WithdrawClaimInput

    def plan(self, data: inputs.WithdrawClaimInput, context: Context) -> Plan:
        claim = _claim(data.key, context)
        body = ClaimWithdrawn(document=claim.source.document, key=claim.key, reason=data.reason)
        return Plan(
            events=(PlannedEvent(stream(claim.source.document), body),),
            answer={"claim": claim.key, "subject": claim.question.subject},
            warnings=_ruled_on(claim, context),
        )


@act
class CorrectClaim(Act[inputs.CorrectClaimInput]):
    """Put right a claim that was transcribed wrongly: the wrong one goes, the right one comes, in one step."""

    name = "correct_claim"
    title = "Correct a claim"
    capability = MAY_CLAIM
    Input = inputs.CorrectClaimInput

    def plan(self, data: inputs.CorrectClaimInput, context: Context) -> Plan:
        claim = _claim(data.key, context)
        sha256 = claim.source.document
        document = _document(sha256, context)
        right = _checked(document, data)
        if right.key in queries.status_of_claims(sha256, [right.key]).standing:
            raise ALREADY_CLAIMED.refuse(data.question.words, key=right.key)
        wrong = ClaimWithdrawn(document=sha256, key=claim.key, reason=data.reason, replaced_by=right.key)
        return Plan(
            events=(PlannedEvent(stream(sha256), wrong), *_events(sha256, [right])),
            answer={"claim": right.key, "withdrawn": claim.key, "subject": data.subject},
            warnings=_ruled_on(claim, context),
        )


def _claim(key: str, context: Context) -> Claim:
    found = queries.claim(lens_now(context.actor, context.now), key)
    if found is None:
        raise UNKNOWN_CLAIM.refuse(key, field="key")
    return found


def _ruled_on(claim: Claim, context: Context) -> tuple[str, ...]:
    reading = queries.reading(lens_now(context.actor, context.now), claim.question)
    if reading is None or reading.ruling is None or reading.ruling.follows != claim.key:
        return ()
    return (f"The ruling of {reading.ruling.ruled_on:%d %B %Y} follows this claim and will no longer decide.",)
