"""What a step is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from codeclerk.people.inputs import Line
from codeclerk.register.commands.numbers import PartInput, part_of
from codeclerk.register.inputs import BehalfOf, OrganisationOf, PersonOf, Pick, Ref, ShortTitle, SourcedInput, Words


def shown_of(value: Any) -> Any:
    """`csc_ready: CSC of 26 January 2021`, as the command line sends it, as what the schema takes."""
    if not isinstance(value, str):
        return value
    condition, _, where = value.partition(":")
    return {"condition": condition.strip(), "where": where.strip()}


class ShownInput(BaseModel):
    """Where a condition is shown: its id, and the paper, meeting or letter that shows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    condition: Annotated[Line, Field(min_length=1, max_length=64)]
    where: Annotated[Line, Field(min_length=1, max_length=300)]


class StepInput(SourcedInput):
    """What is given with a step. Which fields one takes stands in the code pack; the others stay empty."""

    proposal: Ref
    step: Annotated[Pick, Field(title="Step", min_length=1)]
    by: Annotated[Pick, Field(title="Taken by", description="Needed where several may take it.")] = ""
    shown: Annotated[
        tuple[Annotated[ShownInput, BeforeValidator(shown_of)], ...],
        Field(title="Where it is shown", max_length=30),
    ] = ()
    path: Annotated[Pick, Field(title="Path")] = ""
    release: Annotated[Line, Field(title="Release", max_length=100)] = ""
    until: Annotated[date | None, Field(title="Last day of the hold", description="If it is known.")] = None
    person: PersonOf = None
    organisation: OrganisationOf = None
    on_behalf_of: BehalfOf = None
    title: Annotated[Line, Field(title="New title", max_length=300)] = ""
    short_title: ShortTitle = ""
    parts: Annotated[
        tuple[Annotated[PartInput, BeforeValidator(part_of)], ...],
        Field(title="Parts", description="One in each line: the letter, a colon, the title."),
    ] = ()
    alternative: Annotated[Line, Field(title="Alternative proposal", max_length=60)] = ""
    objectives: Annotated[
        tuple[Annotated[Line, Field(min_length=1, max_length=40)], ...],
        Field(title="Objectives", max_length=10, description="Those on which the decision rests."),
    ] = ()
    answer: Annotated[Pick, Field(title="Answer")] = ""
    reason: Annotated[Words, Field(title="Reason", description="It stays in the record.")] = ""

    @property
    def given(self) -> Mapping[str, bool]:
        """What is given with the step, by the names that the process has for it."""
        return {
            "reason": bool(self.reason),
            "path": bool(self.path),
            "release": bool(self.release),
            "until": self.until is not None,
            "proposer": bool(self.person or self.organisation or self.on_behalf_of),
            "title": bool(self.title),
            "parts": bool(self.parts),
            "alternative": bool(self.alternative),
            "objectives": bool(self.objectives),
            "answer": bool(self.answer),
        }
