"""The kinds of text that the register's acts take."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from codeclerk.kernel.acts import ActInput
from codeclerk.kernel.packs import Sure
from codeclerk.people.inputs import Key, Line


def _storable(value: str) -> str:
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value):
        raise ValueError("must not contain control characters")
    return value


def _words(value: object) -> object:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _sure(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) and not isinstance(value, Sure) else value


_Text = Annotated[str, BeforeValidator(_words), AfterValidator(_storable)]
Words = Annotated[_Text, Field(max_length=5000)]
"""Text of several lines."""
Ref = Annotated[
    Line, Field(title="Proposal", min_length=1, max_length=60, description="Its number, such as MP092, or an alias.")
]
NumberText = Annotated[Line, Field(title="Number", min_length=1, max_length=20, description="In full, such as MP092.")]
FormalTitle = Annotated[Line, Field(title="Title", min_length=1, max_length=300)]
ShortTitle = Annotated[
    Line, Field(title="Short title", max_length=200, description="Where papers use a shorter one beside it.")
]
Pick = Annotated[Line, Field(max_length=100)]
When = Annotated[
    Line,
    Field(
        title="When",
        min_length=1,
        max_length=60,
        description="A day, a month or a range: 5 March 2021, March 2021, 8 March 2021 to 24 March 2021.",
    ),
]
Why = Annotated[Words, Field(title="Reason", min_length=1, description="It stays in the record.")]
PersonOf = Annotated[Key | None, Field(title="Person", description="Key of the person, where one is named.")]
OrganisationOf = Annotated[Key | None, Field(title="Organisation", description="Key of the organisation.")]
BehalfOf = Annotated[
    Key | None, Field(title="On behalf of", description="The organisation that the Proposer speaks for, if another.")
]
SureOf = Annotated[
    Sure, BeforeValidator(_sure), Field(title="How sure", description="Printed, stated, inferred or unverified.")
]
NoteOf = Annotated[_Text, Field(title="Note", max_length=2000)]


class SourcedInput(ActInput):
    """Base of an act that says how sure its source is. Forms ask for that last, whatever a subclass adds."""

    sure: SureOf = Sure.STATED
    note: NoteOf = ""

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        super().__pydantic_init_subclass__(**more)
        for name in ("sure", "note"):
            cls.__pydantic_fields__[name] = cls.__pydantic_fields__.pop(name)


class FactInput(SourcedInput):
    """Base of an act that changes one fact of a proposal."""

    proposal: Ref
