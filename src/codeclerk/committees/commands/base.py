"""What the acts on committees share: who may, how fields are called, how a plan is made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field

from codeclerk.committees import vocabulary
from codeclerk.committees.find import Found
from codeclerk.kernel.acts import Act, ActInput, Context
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.packs import Body
from codeclerk.kernel.ports import Permission
from codeclerk.people.inputs import Line
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.register.inputs import Pick, SourcedInput, Words

MANAGE = "committees.manage"
CHAIR = "chair"
RULE = "committees.speaks_for_itself"

BodyOf = Annotated[Pick, Field(title="Committee", min_length=1)]
InputKey = Annotated[
    Line, Field(title="What was asked", min_length=1, max_length=120, description="Its key, such as 0144-ssc-1.")
]
Asking = Annotated[
    Words,
    Field(
        title="Question", description="In a few words. Everybody can read it: nothing that must stay in a committee."
    ),
]
SaidText = Annotated[
    Words,
    Field(title="What it said", description="In a few words. Everybody can read it."),
]
To = Annotated[
    Line,
    Field(title="Who is to answer", max_length=100, description="Where it is not the committee: the DCC, say."),
]
OpensOn = Annotated[date | None, Field(title="Window opens", description="Where answers are looked for in a window.")]
DueOn = Annotated[date | None, Field(title="Answer by", description="The last day for an answer.")]
Opposes = Annotated[
    Words, Field(title="What it opposes", description="For an opposition: what of the solution it is against.")
]

Data = TypeVar("Data", bound=ActInput)


class CommitteeAct(Act[Data]):
    """Base of every act on committees."""

    capability: ClassVar[str] = MANAGE


def speaks_for(actor: str, body: Body, context: Context) -> Permission | None:
    """The permission of who leads a committee to speak for it; None for anybody else."""
    if not leads(actor, body.id, context.now):
        return None
    return Permission(True, RULE, f"{actor} leads the {body.name} and says what it says")


def leads(actor: str, body: str, at: datetime) -> bool:
    """Whether somebody leads a committee at an instant. One query; none for who is no person."""
    return f"body:{body}" in _led(actor, at)


def leads_any(actor: str, at: datetime) -> bool:
    """Whether somebody leads any committee at an instant. One query; none for who is no person."""
    return bool(_led(actor, at))


def _led(actor: str, at: datetime) -> set[str]:
    """The places that somebody leads."""
    held = holdings(actor, at) if actor.startswith(PERSON) else ()
    day = london_day(at)
    return {one.place for one in held if one.role == CHAIR and one.holds_on(day)}


def sourced(data: SourcedInput) -> dict[str, Any]:
    """How sure the source is, and the note, as an event takes them."""
    return {"sure": data.sure, "note": data.note}


def about(found: Found) -> dict[str, Any]:
    """What every event of an input says of it."""
    return {
        "proposal": found.proposal,
        "number": found.number,
        "which": found.which,
        "named": vocabulary.short_name(found.body),
    }
