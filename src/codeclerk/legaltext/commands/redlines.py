"""Acts on redlines: draft the amendments of a proposal, baseline them, take them back, settle conflicts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import inputs, queries
from codeclerk.legaltext.codec import operations_json, operations_of, resolution_json
from codeclerk.legaltext.commands.publishing import lens_of, newest_of
from codeclerk.legaltext.commands.versions import texts_of
from codeclerk.legaltext.edited import edited
from codeclerk.legaltext.events import ConflictResolved, RedlineDrafted, RedlineWithdrawn
from codeclerk.legaltext.models import STREAM, ResolutionRecord, Stretch
from codeclerk.legaltext.queries import ProposalRedline, Version
from codeclerk.legaltext.queries.clauses import PID
from codeclerk.legaltext.queries.redlines import NO_REDLINE, hash_of, last_revision
from codeclerk.legaltext.queries.versions import NOT_YET
from codeclerk.legaltext.releasing import next_baseline, next_draft
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.consolidating import flaws
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.drafting import notes
from codeclerk.legaltext.rules.operations import Insert, Operation
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.redlines import Resolution
from codeclerk.people.inputs import Line
from codeclerk.register import find as register
from codeclerk.register.inputs import FactInput, Ref, Why

ONE_WAY = Reason(
    "legaltext.operations_or_text",
    rule="a redline is given as operations, or as the edited text of documents",
    problem="{object} gives {given}",
    remedy="Give one of the two.",
)
NOTHING_AMENDED = Reason(
    "legaltext.nothing_amended",
    rule="a redline changes something",
    problem="the text of {object} is that of version {version}",
    remedy="Edit it, or withdraw the redline: `withdraw_redline`.",
)
ID_TAKEN = Reason(
    "legaltext.operation_taken",
    rule="the id of an operation is unique in the code",
    problem="{object} is an operation of {other}",
    remedy="Give it another id, such as {example}.",
    kind=Kind.CONFLICT,
)
OWN_ALTERNATIVE = Reason(
    "legaltext.own_alternative",
    rule="an alternative stands against another proposal",
    problem="{object} cannot be the alternative of itself",
    remedy="Name the other proposal.",
)
NO_NUMBER = Reason(
    "legaltext.no_next_number",
    rule="drafts are numbered with decimals, and what is agreed with whole numbers; others are named",
    problem="no number follows {object} of itself",
    remedy="Give the number of this one.",
)
NO_CONFLICT = Reason(
    "legaltext.no_conflict",
    rule="a resolution settles conflicts that are open",
    problem="{object} is no open conflict",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
NOT_OURS = Reason(
    "legaltext.not_in_conflict",
    rule="a resolution drops operations of the conflicts that it settles",
    problem="{object} is in none of them",
    remedy="Leave it out, or settle its conflict too.",
)


NEW_ID = Reason(
    "legaltext.new_id",
    rule="a new provision has a permanent id of its own, of 26 signs as an ULID, that was never used",
    problem="{object} brings {target}, which is {what}",
    remedy="Give the new provision an id that nothing ever had.",
)


@act
class DraftRedline(Act["DraftRedline.Input"]):
    """Draft what a proposal amends in the code, as operations or as the edited text of documents.

    It takes the place of the draft before. Effective is the day from which it is the draft.
    """

    name = "draft_redline"
    title = "Draft legal text"
    capability = "legaltext.draft"

    class Input(FactInput):
        base: inputs.VersionRef = ""
        operations: inputs.Operations = ()
        documents: inputs.Documents = ()
        alternative_to: Annotated[
            Line, Field(title="Alternative to", max_length=60, description="The proposal that it stands against.")
        ] = ""
        revision: inputs.Revision = ""

    def plan(self, data: Input, context: Context) -> Plan:
        subject, lens = register.subject(data.proposal), lens_of(context)
        if bool(data.operations) == bool(data.documents):
            raise ONE_WAY.refuse(subject.number, given="both" if data.operations else "neither", field="operations")
        base = _base(lens, data.base)
        other = register.key_of(data.alternative_to, "alternative_to") if data.alternative_to else ""
        if other == subject.key:
            raise OWN_ALTERNATIVE.refuse(subject.number, field="alternative_to")
        code = queries.code_of(base)
        warnings: list[str] = []
        if data.documents:
            made = edited(code, texts_of(data.documents, subject.number), subject.key)
            operations = derive(code, made.code, subject.number)
            warnings += made.doubts
        else:
            operations = operations_of(data.operations)
        if not operations:
            raise NOTHING_AMENDED.refuse(subject.number, version=base.number, field="documents")
        _check_ids(operations, queries.redlines(lens), subject)
        if data.operations:
            _check_new(operations)
        result = apply(code, operations)
        warnings += _new_flaws(code, result)
        warnings += [f"{one.words}." for one in notes(code, result, operations)]
        body = RedlineDrafted(
            proposal=subject.key,
            version=base.number,
            base=base.root,
            operations=tuple(operations_json(operations)),
            result=result.root,
            alternative_to=other,
            revision=data.revision or _next(last_revision(lens, subject.key)),
            sure=data.sure,
            note=data.note,
        )
        answer = {
            "proposal": subject.number,
            "revision": body.revision,
            "operations": len(operations),
            "result": result.root,
        }
        return Plan((PlannedEvent(subject.stream, body),), answer=answer, warnings=tuple(warnings))


def _base(lens: Lens, number: str) -> Version:
    found = queries.version_named(lens, number) if number else newest_of(queries.versions(lens))
    if found is None:
        raise NOT_YET.refuse("any day", suggestion="Import a version first: `import_version`.")
    return found


def _check_ids(operations: tuple[Operation, ...], others: tuple[ProposalRedline, ...], own: register.Subject) -> None:
    taken = {one.id: line.redline.proposal for line in others if line.key != own.key for one in line.redline.operations}
    for one in operations:
        if one.id in taken:
            raise ID_TAKEN.refuse(one.id, other=taken[one.id], example=f"{own.number}-1", field="operations")


def _check_new(operations: tuple[Operation, ...]) -> None:
    new = {one.target: one for one in operations if isinstance(one, Insert)}
    for target, one in new.items():
        if not PID.fullmatch(target):
            raise NEW_ID.refuse(one.id, target=target, what="no such id", field="operations")
    for target in Stretch.objects.filter(pid__in=new).values_list("pid", flat=True):
        raise NEW_ID.refuse(new[target].id, target=target, what="used already", field="operations")


def _new_flaws(base: Code, result: Code) -> list[str]:
    """What would make a version unsound, in sentences: a draft may have it, a version may not."""
    before = {(one.pid, one.what) for one in flaws(base)}
    return [f"{one.label or one.pid}: {one.what}." for one in flaws(result) if (one.pid, one.what) not in before]


def _next(before: str) -> str:
    number = next_draft(before)
    if not number:
        raise NO_NUMBER.refuse(before, field="revision")
    return number


class OneRedline(ActInput):
    """Base of an act on the redline of a proposal."""

    proposal: Ref


@act
class BaselineRedline(Act["BaselineRedline.Input"]):
    """Say that a committee agreed the legal text of a proposal: it takes the next whole number (RID:309-320)."""

    name = "baseline_redline"
    title = "Baseline legal text"
    capability = "legaltext.draft"

    class Input(OneRedline):
        agreed_by: Annotated[
            Line, Field(title="Agreed by", max_length=200, description="The committee, such as SEC Panel.")
        ] = ""
        revision: inputs.Revision = ""

    def plan(self, data: Input, context: Context) -> Plan:
        subject, lens = register.subject(data.proposal), lens_of(context)
        found = _waiting(lens, subject)
        revision = data.revision or next_baseline(found.revision)
        if not revision:
            raise NO_NUMBER.refuse(found.revision, field="revision")
        alternative = found.redline.alternative_to
        body = RedlineDrafted(
            proposal=subject.key,
            version=found.version,
            base=found.redline.base,
            operations=tuple(operations_json(found.redline.operations)),
            result=found.result,
            alternative_to=register.key_of(alternative) if alternative else "",
            revision=revision,
            is_baselined=True,
            note=f"Agreed by {data.agreed_by}" if data.agreed_by else "",
        )
        return Plan((PlannedEvent(subject.stream, body),), answer={"proposal": subject.number, "revision": revision})


@act
class WithdrawRedline(Act["WithdrawRedline.Input"]):
    """Say that a proposal amends the code no more. Its drafts stay in the past."""

    name = "withdraw_redline"
    title = "Withdraw legal text"
    capability = "legaltext.draft"

    class Input(OneRedline):
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        subject = register.subject(data.proposal, may_be_split=True)
        found = _waiting(lens_of(context), subject)
        body = RedlineWithdrawn(proposal=subject.key, revision=found.revision, reason=data.reason)
        return Plan((PlannedEvent(subject.stream, body),), answer={"proposal": subject.number})


def _waiting(lens: Lens, subject: register.Subject) -> ProposalRedline:
    found = queries.redline_of(lens, subject.key)
    if found is None:
        raise NO_REDLINE.refuse(subject.number, field="proposal")
    return found


@act
class ResolveConflict(Act["ResolveConflict.Input"]):
    """Settle conflicts between proposals: which operations are not carried out, and what is in their place.

    It holds as long as the operations stay what they are; one that is drafted anew is in conflict again.
    """

    name = "resolve_conflict"
    title = "Settle a conflict between amendments"
    capability = "legaltext.resolve"

    class Input(ActInput):
        settles: Annotated[
            tuple[Line, ...], Field(title="Conflicts", min_length=1, description="Such as C1:MP092-3:MP106-1.")
        ]
        drops: Annotated[
            tuple[Line, ...], Field(title="Drops", description="Operations that are not carried out.")
        ] = ()
        operations: inputs.Operations = ()
        approver: Annotated[
            Line, Field(title="Approved by", min_length=1, max_length=200, description="The body or role that did.")
        ]
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        lens = lens_of(context)
        still_open = {one.conflict.key: one.conflict for one in queries.conflicts(lens) if one.resolution is None}
        for key in data.settles:
            if key not in still_open:
                said = ", ".join(sorted(still_open)[:8])
                suggestion = f"Open ones are {said}." if said else "None is open."
                raise NO_CONFLICT.refuse(key[:120], suggestion=suggestion, field="settles")
        ids = {id for key in data.settles for id in still_open[key].operations}
        for id in data.drops:
            if id not in ids:
                raise NOT_OURS.refuse(id, field="drops")
        operations = operations_of(data.operations)
        number = f"R{ResolutionRecord.objects.count() + 1}"
        hashes = {
            one.id: hash_of(one) for line in queries.redlines(lens) for one in line.redline.operations if one.id in ids
        }
        made = Resolution(
            number, frozenset(data.settles), data.approver, data.reason, frozenset(data.drops), operations
        )
        body = ConflictResolved(key=number, resolution=resolution_json(made), settled=hashes)
        return Plan((PlannedEvent(f"{STREAM}:resolutions", body),), answer={"resolution": number})
