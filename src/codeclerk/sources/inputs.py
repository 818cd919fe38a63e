"""What the acts on sources take."""

from __future__ import annotations

import builtins
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from codeclerk.kernel.acts import ActInput
from codeclerk.kernel.lens import Classification
from codeclerk.sources.events import JsonValue
from codeclerk.sources.rules.claims import Question, Stated

MOST_CLAIMS = 5_000
"""Claims in one command. A longer paper is recorded in several."""


def _no_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("it holds the character NUL, which cannot be kept")
    return text


Kept = Annotated[str, AfterValidator(_no_nul)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ClaimKey = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]
Title = Annotated[str, AfterValidator(_no_nul), Field(min_length=1, max_length=300, pattern=r"\S")]
Short = Annotated[str, AfterValidator(_no_nul), Field(max_length=100)]
Why = Annotated[str, AfterValidator(_no_nul), Field(min_length=3, max_length=2000, pattern=r"\S")]
Prose = Annotated[str, AfterValidator(_no_nul), Field(max_length=5000)]


class RegisterDocumentInput(ActInput):
    """A document by its hash. With `held` the vault must have its bytes, and they decide type, size and lines."""

    sha256: Sha256 = Field(title="SHA-256", description="Of its bytes, in hex.")
    title: Title = Field(description="As printed on it.")
    kind: str = Field(title="Kind", description="Such as paper, report or letter.")
    reference: Short = Field("", title="Reference", description="Its own, such as SECP_90_1203_18.")
    publisher: Short = Field("", title="Publisher", description="The organisation that published it.")
    published: date | None = Field(None, title="Published on", description="Such as 5 March 2021.")
    classification: Classification = Classification.WHITE
    media_type: Short = Field(
        "", title="Media type", description="Where its file is not held, such as application/pdf."
    )
    size: int | None = Field(None, ge=0, le=2**53, title="Size in bytes", description="Where its file is not held.")
    lines: int | None = Field(
        None, ge=1, le=10_000_000, title="Lines", description="Of its text, if it is cited by line."
    )
    pages: int | None = Field(None, ge=1, le=100_000, title="Pages")
    held: bool = Field(False, description="Its file was received and is kept here.")


class HoldDocumentInput(ActInput):
    """The bytes of a document that was registered by its hash."""

    sha256: Sha256


class CorrectDocumentInput(ActInput):
    """The fields to correct; what is left out stays as it is."""

    sha256: Sha256
    reason: Why = Field(title="Reason", description="It stays in the record.")
    title: Title = Field("", validate_default=False)
    kind: str = ""
    reference: Short = ""
    publisher: Short = ""
    published: date | None = None
    lines: int | None = Field(None, ge=1, le=10_000_000)
    pages: int | None = Field(None, ge=1, le=100_000, title="Pages")


class ClassifyDocumentInput(ActInput):
    """How widely a document may be shared from the effective day on."""

    sha256: Sha256
    classification: Classification
    reason: Why = Field(title="Reason", description="It stays in the record.")


class ClaimInput(ActInput):
    """One claim: what a document says, and where."""

    subject: str = Field(max_length=120, title="Subject", description="Its kind and key, such as proposal:MP107.")
    property: Annotated[str, Field(max_length=100, description="From the vocabulary, such as assessment.duration_wd.")]
    about: str = Field(
        "",
        max_length=21,
        title="For which time",
        description="The day, month or period it holds for, such as February 2021.",
    )
    qualifier: Annotated[Kept, Field(max_length=200)] = Field(
        "", title="Which one", description="Where the subject has several, such as PA or the name of an event."
    )
    value: JsonValue = Field(
        title="Value", description="Text, whole number, yes or no; decimals and dates as text: 101.8, 2021-03."
    )
    unit: str = Field("", max_length=20, title="Unit", description="The property's own unless given.")
    locator: Annotated[Kept, Field(max_length=200)] = Field(
        title="Place", description="Where it stands: lines (CSR:293), a page or a clause."
    )
    stated: Stated = Field(Stated.PRINTED, title="How it is stated")
    reasoning: Prose = Field(
        "", title="Reasoning", description="For an inferred claim: how it follows from what is printed."
    )
    wording: Prose = Field("", title="Wording", description="The words as printed, where the value does not show them.")
    note: Prose = Field("", title="Note")

    @builtins.property
    def question(self) -> Question:
        return Question(self.subject, self.property, self.about, self.qualifier)


class RecordClaimInput(ClaimInput):
    """One claim of one document."""

    document: Sha256


class RecordClaimsInput(ActInput):
    """Claims of one document."""

    document: Sha256
    claims: tuple[ClaimInput, ...] = Field(min_length=1, max_length=MOST_CLAIMS)


class WithdrawClaimInput(ActInput):
    """A claim that its document does not make."""

    key: ClaimKey
    reason: Why = Field(title="Reason", description="It stays in the record.")


class CorrectClaimInput(ClaimInput):
    """What the document says in truth, in place of a claim that was transcribed wrongly."""

    key: ClaimKey
    reason: Why = Field(title="Reason", description="It stays in the record.")


class RuleOnClaimsInput(ActInput):
    """Which of the claims the record follows, or another value. `considered` lists every claim that was weighed."""

    subject: str = Field(max_length=120)
    property: Annotated[str, Field(max_length=100)]
    about: str = Field("", max_length=21)
    qualifier: Annotated[Kept, Field(max_length=200)] = ""
    considered: tuple[ClaimKey, ...] = Field(min_length=1, max_length=500)
    follows: ClaimKey | None = Field(None, title="The record follows", description="Key of one of the claims.")
    value: JsonValue | None = Field(None, title="Other value", description="When no claim is followed.")
    unit: str = Field("", max_length=20, title="Unit")
    reason: Why = Field(title="Reason", description="It stays in the record.")

    @builtins.property
    def question(self) -> Question:
        return Question(self.subject, self.property, self.about, self.qualifier)


class WithdrawRulingInput(ActInput):
    """A ruling that no longer holds."""

    subject: str = Field(max_length=120)
    property: Annotated[str, Field(max_length=100)]
    about: str = Field("", max_length=21)
    qualifier: Annotated[Kept, Field(max_length=200)] = ""
    reason: Why = Field(title="Reason", description="It stays in the record.")

    @builtins.property
    def question(self) -> Question:
        return Question(self.subject, self.property, self.about, self.qualifier)
