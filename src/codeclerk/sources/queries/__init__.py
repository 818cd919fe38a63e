"""Reads of documents, claims and rulings, each through a lens.

Visibility is decided by a document's classification *today*, whatever day the lens looks at, and covers everything
that hangs on the document: its claims, their counts, and every ruling that weighed one of them. A claim is known from
the publication of its source on.
"""

from codeclerk.sources.queries.claims import (
    ClaimStatus,
    WithdrawnClaim,
    claim,
    claims_about,
    claims_in,
    status_of_claims,
    subjects,
    withdrawn,
)
from codeclerk.sources.queries.documents import (
    DocumentView,
    Download,
    document,
    documents,
    download,
    is_registered,
    recorded_details,
)
from codeclerk.sources.queries.readings import (
    disagreements,
    in_order,
    reading,
    reading_of,
    readings,
    rulings_on,
)

__all__ = [
    "ClaimStatus",
    "DocumentView",
    "Download",
    "WithdrawnClaim",
    "claim",
    "claims_about",
    "claims_in",
    "disagreements",
    "document",
    "documents",
    "download",
    "in_order",
    "is_registered",
    "reading",
    "reading_of",
    "readings",
    "recorded_details",
    "rulings_on",
    "status_of_claims",
    "subjects",
    "withdrawn",
]
