"""Acts on documents: register, hold the file, correct what is said about them, mark how far they may be shared."""

from __future__ import annotations

from codeclerk.kernel import vault
from codeclerk.kernel.acts import Act, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.sources import inputs, queries
from codeclerk.sources.events import (
    Details,
    DocumentClassified,
    DocumentCorrected,
    DocumentHeld,
    DocumentRegistered,
    File,
)
from codeclerk.sources.rules import documents as rules
from codeclerk.sources.rules.files import inspect
from codeclerk.sources.viewers import lens_now

MAY_REGISTER = "sources.register_document"


def stream(sha256: str) -> str:
    """The stream of events about a document."""
    return f"document:{sha256}"


def _file(sha256: str, declared: str) -> File:
    """What the bytes in the vault are: read from the bytes again, not taken from the sender."""
    if not vault.is_whole(sha256):
        raise rules.NOT_RECEIVED.refuse(sha256, field="sha256")
    facts = inspect(vault.get(sha256), declared)
    return File(media_type=facts.media_type, size=facts.size, lines=facts.lines)


@act
class RegisterDocument(Act[inputs.RegisterDocumentInput]):
    """Register a document: its hash, what it is, who published it when, how far it may be shared."""

    name = "register_document"
    title = "Register a document"
    capability = MAY_REGISTER
    Input = inputs.RegisterDocumentInput

    def plan(self, data: inputs.RegisterDocumentInput, context: Context) -> Plan:
        rules.check_kind(data.kind)
        if queries.is_registered(data.sha256):
            raise rules.ALREADY_REGISTERED.refuse(data.sha256, field="sha256")
        rules.check_published(data.title, data.published, london_day(context.known_from))
        file = _file(data.sha256, data.media_type) if data.held else None
        details = Details(
            **data.model_dump(include=set(Details.model_fields)) | ({"media_type": "", "size": None} if file else {})
        )
        body = DocumentRegistered(sha256=data.sha256, details=details, classification=data.classification, file=file)
        warnings = () if data.published else ("No day of publication is given: claims cannot be checked against it.",)
        return Plan(
            events=(PlannedEvent(stream(data.sha256), body),), answer={"document": data.sha256}, warnings=warnings
        )


@act
class HoldDocument(Act[inputs.HoldDocumentInput]):
    """Keep the file of a document that was registered by its hash only."""

    name = "hold_document"
    title = "Add the file of a document"
    capability = MAY_REGISTER
    Input = inputs.HoldDocumentInput

    def plan(self, data: inputs.HoldDocumentInput, context: Context) -> Plan:
        found = queries.document(lens_now(context.actor, context.now), data.sha256)
        if found.is_held:
            raise rules.ALREADY_HELD.refuse(found.name, field="sha256")
        body = DocumentHeld(sha256=data.sha256, file=_file(data.sha256, found.media_type))
        return Plan(events=(PlannedEvent(stream(data.sha256), body),), answer={"document": data.sha256})


@act
class CorrectDocument(Act[inputs.CorrectDocumentInput]):
    """Correct what was recorded about a document; what was recorded before stays in its history."""

    name = "correct_document"
    title = "Correct the details of a document"
    capability = MAY_REGISTER
    Input = inputs.CorrectDocumentInput

    def plan(self, data: inputs.CorrectDocumentInput, context: Context) -> Plan:
        found = queries.recorded_details(lens_now(context.actor, context.now), data.sha256)
        changes = data.model_dump(exclude_unset=True, exclude={"sha256", "reason"})
        if "kind" in changes:
            rules.check_kind(data.kind)
        details = Details(**{**found, **changes})
        if details.model_dump() == found:
            raise rules.NOTHING_CHANGED.refuse(found["reference"] or found["title"], field="reason")
        rules.check_published(details.title, details.published, london_day(context.now))
        body = DocumentCorrected(sha256=data.sha256, details=details, reason=data.reason)
        return Plan(events=(PlannedEvent(stream(data.sha256), body),), answer={"document": data.sha256})


@act
class ClassifyDocument(Act[inputs.ClassifyDocumentInput]):
    """Mark how far a document may be shared from the effective day on, and with it every claim in it."""

    name = "classify_document"
    title = "Change the classification of a document"
    capability = MAY_REGISTER
    Input = inputs.ClassifyDocumentInput

    def plan(self, data: inputs.ClassifyDocumentInput, context: Context) -> Plan:
        found = queries.document(lens_now(context.actor, context.now), data.sha256)
        if found.classification is data.classification and context.effective <= london_day(context.now):
            raise rules.NOTHING_CHANGED.refuse(found.name, field="classification")
        body = DocumentClassified(sha256=data.sha256, classification=data.classification, reason=data.reason)
        said = f"Claims in it that change with it: {found.claims}."
        return Plan(
            events=(PlannedEvent(stream(data.sha256), body),),
            answer={"document": data.sha256, "classification": data.classification.value},
            warnings=(said,) if found.claims else (),
        )
