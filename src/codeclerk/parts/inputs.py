"""The kinds of fields that the acts on parts take."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from codeclerk.people.inputs import Line
from codeclerk.register.inputs import FactInput, Pick, Words

Long = Annotated[Words, Field(max_length=20000)]
Said = Annotated[Words, Field(title="In words", description="What else is to be said of it.")]
Label = Annotated[Line, Field(title="Which one", max_length=100, description="Only where there are several of a kind.")]
Budget = Annotated[Pick, Field(title="In the budget")]
Listed = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=300)], ...], Field(max_length=50)]
Days = Annotated[Decimal, Field(title="Days of effort", ge=0, le=10000, max_digits=8, decimal_places=2)]
SolutionNumber = Annotated[
    int | None,
    Field(title="Solution", ge=1, le=99, description="Its number. Empty: the one that is proposed on that day."),
]
Count = Annotated[int | None, Field(ge=0, le=10000)]


class ViewInput(FactInput):
    """Base of an act that records what somebody thinks."""

    verdict: Annotated[Pick, Field(title="Verdict", min_length=1)]
    in_favour: Annotated[Count, Field(title="How many are in favour")] = None
    against: Annotated[Count, Field(title="How many are against")] = None
    text: Said = ""
