"""Acts on what else names a proposal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from codeclerk.kernel.acts import ActInput, Context, Plan, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register import find, vocabulary
from codeclerk.register.commands.base import RegisterAct, plan_for
from codeclerk.register.commands.identity import check_text_free
from codeclerk.register.events import (
    AliasSet,
)
from codeclerk.register.inputs import (
    FactInput,
    Ref,
)
from codeclerk.register.models import AliasRecord
from codeclerk.register.rules import numbers
from codeclerk.register.rules.numbers import AliasKind, digits_of

NO_ALIAS = Reason(
    "register.no_alias",
    rule="an alias is withdrawn from the proposal that has it; a number stays",
    problem="“{object}” is no alias of {proposal}",
    remedy="Look at the numbers and aliases on the page of the proposal.",
    kind=Kind.NOT_FOUND,
)
AMBIGUOUS_ALIAS = Reason(
    "register.alias_is_number",
    rule="a number of a series is given out, never an alias, unless it is a former number or one of another series",
    problem="“{object}” is written like a number with other digits than {proposal}",
    remedy="Record it as a misprint, or correct it.",
)


@act
class AddAlias(RegisterAct["AddAlias.Input"]):
    """Say that a text names a proposal. A misprint is kept as what it is: it suggests the proposal, no more.

    Refused: a text that names another proposal, and a text that is a whole number of other digits.
    """

    name = "add_alias"
    title = "Add an alias"

    class Input(FactInput):
        text: Annotated[Line, Field(title="Text", min_length=1, max_length=60, description="As it is printed.")]
        kind: AliasKind = Field(title="What it is")

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        text = numbers.normal(data.text)
        check_text_free(text, found.key, "text")
        number = numbers.read_number(text, vocabulary.all_series())
        if number is not None and number.digits != digits_of(found.key)[0] and data.kind is not AliasKind.MISPRINT:
            raise AMBIGUOUS_ALIAS.refuse(text, proposal=found.number, field="text")
        held = find.lookup(text)
        if held is not None and held.kind in (None, data.kind):
            return Plan(events=(), answer={"proposal": found.key, "number": found.number})
        body = AliasSet(proposal=found.key, text=text, kind=data.kind, sure=data.sure, note=data.note)
        return plan_for(found, context, body)


@act
class WithdrawAlias(RegisterAct["WithdrawAlias.Input"]):
    """Take back an alias that was recorded in error. A number that was given out stays."""

    name = "withdraw_alias"
    title = "Withdraw an alias"

    class Input(ActInput):
        proposal: Ref
        text: Annotated[Line, Field(title="Text", min_length=1, max_length=60)]

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        text = numbers.normal(data.text)
        row = AliasRecord.objects.filter(
            text=text, proposal__key=found.key, superseded_from__isnull=True, valid_to__isnull=True
        ).first()
        if row is None:
            raise NO_ALIAS.refuse(text, proposal=found.number, field="text")
        body = AliasSet(proposal=found.key, text=text, kind=AliasKind(row.kind), withdrawn=True)
        return plan_for(found, context, body)
