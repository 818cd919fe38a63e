"""What can happen to documents, claims and rulings, and how it is put into the tables."""

from __future__ import annotations

import builtins
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, StrictBool, StrictInt, StrictStr

from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.lens import Classification
from codeclerk.sources.models import (
    ClaimRecord,
    Document,
    DocumentClassification,
    DocumentDetails,
    DocumentFile,
    RulingRecord,
    Withdrawal,
)
from codeclerk.sources.rules.claims import Question, Stated
from codeclerk.sources.rules.documents import ALWAYS
from codeclerk.sources.rules.values import Measure
from codeclerk.sources.rules.vocabulary import describe_property

JsonValue = StrictStr | StrictBool | StrictInt


class Details(BaseModel):
    """What a document says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    kind: str
    reference: str = ""
    publisher: str = ""
    published: date | None = None
    media_type: str = ""
    size: int | None = None
    lines: int | None = None
    pages: int | None = None

    def record(self, document_id: int, stamp: Stamp) -> None:
        """Make these the document's details, as known from the event on."""
        DocumentDetails.record_change({"document_id": document_id}, self.model_dump(), stamp, ALWAYS)


class File(BaseModel):
    """What the bytes in the vault are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_type: str
    size: int
    lines: int | None = None

    def record(self, document_id: int, stamp: Stamp) -> None:
        """Note that the vault holds them."""
        DocumentFile.objects.create(document_id=document_id, event_id=stamp.event_id, **self.model_dump())


def document_id(sha256: str) -> int:
    """The key in the table of a registered document."""
    return int(Document.objects.values_list("pk", flat=True).get(sha256=sha256))


@event_type
class DocumentRegistered(EventBody):
    """A document was registered by its hash, with its file if it is held."""

    TYPE: ClassVar[str] = "sources.document_registered"

    sha256: str
    details: Details
    classification: Classification
    file: File | None = None

    def in_words(self) -> str:
        how = "with its file" if self.file else "by its hash only"
        return f"“{self.details.title}” is registered {how}, marked {self.classification.value}."

    def write(self, stamp: Stamp) -> None:
        made = Document.objects.create(sha256=self.sha256, known_from=stamp.known_from, event_id=stamp.event_id)
        self.details.record(made.pk, stamp)
        first = {"classification": self.classification.value}
        DocumentClassification.record_change({"document_id": made.pk}, first, stamp, ALWAYS)
        if self.file is not None:
            self.file.record(made.pk, stamp)


@event_type
class DocumentHeld(EventBody):
    """The file of a document that was known by its hash came in."""

    TYPE: ClassVar[str] = "sources.document_held"

    sha256: str
    file: File

    def write(self, stamp: Stamp) -> None:
        self.file.record(document_id(self.sha256), stamp)


@event_type
class DocumentCorrected(EventBody):
    """A document's details were recorded wrongly and are now these."""

    TYPE: ClassVar[str] = "sources.document_corrected"

    sha256: str
    details: Details
    reason: str

    def in_words(self) -> str:
        return f"The details of “{self.details.title}” are corrected: {self.reason}"

    def write(self, stamp: Stamp) -> None:
        self.details.record(document_id(self.sha256), stamp)


@event_type
class DocumentClassified(EventBody):
    """From the effective day on a document may be shared this widely."""

    TYPE: ClassVar[str] = "sources.document_classified"

    sha256: str
    classification: Classification
    reason: str

    def in_words(self) -> str:
        return f"The document is marked {self.classification.value}, and with it every claim in it: {self.reason}"

    def write(self, stamp: Stamp) -> None:
        DocumentClassification.record_change(
            {"document_id": document_id(self.sha256)}, {"classification": self.classification.value}, stamp
        )


class ClaimBody(BaseModel):
    """One claim as it stands in the log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    locator: str
    subject: str
    property: str
    about: str = ""
    qualifier: str = ""
    value: JsonValue
    unit: str = ""
    stated: Stated = Stated.PRINTED
    reasoning: str = ""
    wording: str = ""
    note: str = ""

    @builtins.property
    def question(self) -> Question:
        return Question(self.subject, self.property, self.about, self.qualifier)

    @builtins.property
    def measure(self) -> Measure:
        return Measure(describe_property(self.property).type, self.value, self.unit)


@event_type
class ClaimsRecorded(EventBody):
    """Claims of one document were recorded, many in one event: a paper asserts hundreds of things, and one event each
    would cost a row, a hash and a seal for every figure in it."""

    TYPE: ClassVar[str] = "sources.claims_recorded"

    document: str
    claims: tuple[ClaimBody, ...]

    def in_words(self) -> str:
        if len(self.claims) > 1:
            return f"{len(self.claims)} claims of one document are recorded."
        [claim] = self.claims
        return f"{claim.question.words}: {claim.measure} is recorded as {claim.stated.value} at {claim.locator}."

    def write(self, stamp: Stamp) -> None:
        owner = document_id(self.document)
        ClaimRecord.objects.bulk_create(
            ClaimRecord(
                **body.model_dump(exclude={"value", "stated"}),
                value=canonical_json(body.value),
                stated=body.stated.value,
                question=body.question.key,
                document_id=owner,
                known_from=stamp.known_from,
                event_id=stamp.event_id,
            )
            for body in self.claims
        )


@event_type
class ClaimWithdrawn(EventBody):
    """A claim was not what the document says there; the row stays, and is not shown from then on."""

    TYPE: ClassVar[str] = "sources.claim_withdrawn"

    document: str
    key: str
    reason: str
    replaced_by: str = ""

    def in_words(self) -> str:
        return f"A claim is withdrawn, since the document does not say that: {self.reason}"

    def write(self, stamp: Stamp) -> None:
        claim = ClaimRecord.objects.get(key=self.key, superseded_from__isnull=True)
        # One that was to be known only later is never shown at all.
        ended = max(stamp.known_from, claim.known_from)
        ClaimRecord.objects.filter(pk=claim.pk).update(superseded_from=ended)
        Withdrawal.objects.create(
            claim=claim,
            reason=self.reason,
            replaced_by=self.replaced_by,
            withdrawn_by=stamp.actor,
            known_from=stamp.known_from,
            event_id=stamp.event_id,
        )


@event_type
class Ruled(EventBody):
    """It was ruled what the record follows on a question."""

    TYPE: ClassVar[str] = "sources.ruled"

    subject: str
    property: str
    about: str = ""
    qualifier: str = ""
    value: JsonValue
    unit: str = ""
    follows: str = ""
    considered: tuple[str, ...]
    reason: str

    @builtins.property
    def question(self) -> Question:
        return Question(self.subject, self.property, self.about, self.qualifier)

    def in_words(self) -> str:
        measure = Measure(describe_property(self.property).type, self.value, self.unit)
        which = "following one of the claims" if self.follows else "following none of the claims"
        return f"{self.question.words}: the record follows {measure}, {which}. {self.reason}"

    def write(self, stamp: Stamp) -> None:
        value = {
            **self.model_dump(exclude={"value", "considered"}),
            "ruled_value": canonical_json(self.value),
            "considered": canonical_json(sorted(self.considered)),
            "ruled_by": stamp.actor,
            "ruled_on": stamp.effective,
        }
        RulingRecord.record_change({"question": self.question.key}, value, stamp, ALWAYS)


@event_type
class RulingWithdrawn(EventBody):
    """The ruling on a question no longer holds; nothing stands in its place."""

    TYPE: ClassVar[str] = "sources.ruling_withdrawn"

    question: str
    reason: str

    def in_words(self) -> str:
        return f"The ruling is withdrawn: {self.reason}"

    def write(self, stamp: Stamp) -> None:
        RulingRecord.record_change({"question": self.question}, None, stamp, ALWAYS)
