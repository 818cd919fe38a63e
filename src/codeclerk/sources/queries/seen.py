"""What a lens lets through: the query sets that every read of sources starts from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from codeclerk.kernel import clock
from codeclerk.kernel.lens import Lens
from codeclerk.sources.models import ClaimRecord, Document, DocumentClassification, DocumentDetails


def classification_today(owner: str) -> QuerySet[DocumentClassification]:
    """The mark that holds today, as known now, of the document that the outer query's field `owner` names."""
    today = clock.today()
    return DocumentClassification.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today),
        document=OuterRef(owner),
        superseded_from__isnull=True,
        valid_from__lte=today,
    )


def open_to(lens: Lens) -> QuerySet[Document]:
    """Documents whose classification today the viewer may see, whenever they became known."""
    seen = [one.value for one in lens.viewer.may_see]
    return Document.objects.filter(Exists(classification_today("pk").filter(classification__in=seen)))


def details(lens: Lens) -> QuerySet[DocumentDetails]:
    """What is known of each document that the viewer may see, `marked` with its classification of today."""
    return (
        DocumentDetails.objects.known_at(lens)
        .filter(document__in=open_to(lens), document__known_from__lte=lens.known_at)
        .select_related("document", "document__file")
        .annotate(marked=Subquery(classification_today("document").values("classification")[:1]))
    )


def source_of(lens: Lens, event: str = "event") -> Case:
    """The hash of the document that an event names as its source; empty where that is not open to the viewer.

    `event` is the relation of the query to the event, empty for a query of events.
    """
    return _open_source(lens, event, "source_document")


def place_of(lens: Lens, event: str = "event") -> Case:
    """Where in its source an event is printed, as `source_of`: every read of a locator goes through this.

    A place in no document in particular is open to everybody.
    """
    return _open_source(lens, event, "source_locator")


def _open_source(lens: Lens, event: str, field: str) -> Case:
    path = f"{event}__" if event else ""
    document = f"{path}source_document"
    is_open = Exists(open_to(lens).filter(sha256=OuterRef(document)))
    shown = When(Q(**{document: ""}) | Q(is_open), then=F(f"{path}{field}"))
    return Case(shown, default=Value(""), output_field=CharField())


def standing(lens: Lens) -> QuerySet[ClaimRecord]:
    """The claims that count for this lens."""
    return ClaimRecord.objects.filter(
        Q(superseded_from__isnull=True) | Q(superseded_from__gt=lens.known_at),
        known_from__lte=lens.known_at,
        document__in=open_to(lens).filter(known_from__lte=lens.known_at),
    )


def narrowed(
    rows: QuerySet[Any], subjects: Collection[str] | None, properties: Collection[str] | None
) -> QuerySet[Any]:
    """Those about these subjects and properties; None stands for all."""
    if subjects is not None:
        rows = rows.filter(subject__in=set(subjects))
    if properties is not None:
        rows = rows.filter(property__in=set(properties))
    return rows
