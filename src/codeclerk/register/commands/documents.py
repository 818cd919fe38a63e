"""Acts on the documents of a proposal: its reports, their annexes, its legal text."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import Context, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register.commands.base import FactAct
from codeclerk.register.events import DocumentAttached
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput
from codeclerk.register.models import DocumentFact
from codeclerk.register.rules.documents import Role
from codeclerk.sources.queries.seen import open_to
from codeclerk.sources.viewers import lens_now

NO_DOCUMENT = Reason(
    "register.no_document",
    rule="what is attached to a proposal is a registered document that is open to whoever attaches it",
    problem="no document {object} is registered here, or it is not open to you",
    remedy="Check the SHA-256, or register the document first: `register_document`.",
    kind=Kind.NOT_FOUND,
)
NOT_ATTACHED = Reason(
    "register.not_attached",
    rule="what is detached from a proposal was attached to it, in that role and under that label",
    problem="no such document is attached to {object} on that day",
    remedy="Look at its reports and annexes on its page.",
    kind=Kind.NOT_FOUND,
)


def _hash(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _role(value: Any) -> Any:
    return value.strip().lower().replace(" ", "_") if isinstance(value, str) and not isinstance(value, Role) else value


class DocumentInput(FactInput):
    """A document of a proposal: which one, what it is to it, and how it is called there."""

    document: Annotated[
        str,
        BeforeValidator(_hash),
        Field(title="Document", pattern=r"^[0-9a-f]{64}$", description="A registered document, by its SHA-256."),
    ]
    role: Annotated[
        Role,
        BeforeValidator(_role),
        Field(title="What it is", description=f"One of {', '.join(Role)}."),
    ]
    label: Annotated[
        Line, Field(title="Label", max_length=200, description="How it is called, such as Annex B: trial results.")
    ] = ""


def _check_open(data: DocumentInput, context: Context) -> None:
    lens = lens_now(context.actor, context.now)
    if not open_to(lens).filter(sha256=data.document).exists():
        raise NO_DOCUMENT.refuse(data.document, field="document")


@act
class AttachDocument(FactAct["AttachDocument.Input"]):
    """Say that a registered document is a report, an annex, legal text or the like of a proposal from a day on."""

    name = "attach_document"
    title = "Attach a document"

    class Input(DocumentInput):
        pass

    def body(self, found: Subject, data: Input, context: Context) -> DocumentAttached:
        _check_open(data, context)
        return DocumentAttached(
            proposal=found.key,
            document=data.document,
            role=data.role,
            label=data.label,
            sure=data.sure,
            note=data.note,
        )


@act
class DetachDocument(FactAct["DetachDocument.Input"]):
    """Say that a document is not one of a proposal any more from a day on. What it was until then stays."""

    name = "detach_document"
    title = "Detach a document"

    class Input(DocumentInput):
        pass

    def body(self, found: Subject, data: Input, context: Context) -> DocumentAttached:
        _check_open(data, context)
        kept = DocumentFact.objects.filter(
            proposal__key=found.key,
            document=data.document,
            role=data.role.value,
            label=data.label,
            superseded_from__isnull=True,
            holds=True,
            valid_from__lte=context.effective,
        )
        if not kept.exists():
            raise NOT_ATTACHED.refuse(found.number, field="document")
        return DocumentAttached(
            proposal=found.key,
            document=data.document,
            role=data.role,
            label=data.label,
            holds=False,
            sure=data.sure,
            note=data.note,
        )
