"""Which documents the amendments of a proposal change: what its list of impacted documents is derived from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import store
from codeclerk.legaltext.models import CodeVersion, RedlineFact
from codeclerk.legaltext.queries.redlines import operations_in
from codeclerk.legaltext.rules.operations import Insert, Move, Operation, SetParam
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.spans import Param
from codeclerk.parts.legal_text import Amended


def amended(lens: Lens, key: str) -> Amended | None:
    """The documents that the newest amendments of a proposal change, by its key, also of those that a version has
    carried out; None where it has none, or they were withdrawn. Drafts are open to everybody. One query."""
    manifest = CodeVersion.objects.filter(root=OuterRef("base")).values("manifest")[:1]
    rows = RedlineFact.objects.as_at(lens).filter(proposal__key=key).exclude(operations="")
    found = rows.annotate(manifest=Subquery(manifest)).values_list("operations", "manifest", "revision", "is_baselined")
    row = found.first()
    if row is None or row[1] is None:
        return None
    operations, manifest_of_base, revision, is_agreed = row
    return Amended(revision, is_agreed, documents_of(store.code(manifest_of_base), operations_in(operations)))


def documents_of(base: Code, operations: Iterable[Operation]) -> tuple[str, ...]:
    """The names of the documents that operations change, as the code orders them; new ones last.

    What moves between two documents changes both, and a parameter every document that prints its value. A label or a
    reference that merely follows changes nothing: nobody drafts it.
    """
    every = tuple(operations)
    places = {one.target: one.place.parent for one in every if isinstance(one, Insert | Move)}
    new = {one.target: one.provision.name for one in every if isinstance(one, Insert)}
    params = {one.target for one in every if isinstance(one, SetParam)}
    touched = {one.target for one in every if not isinstance(one, SetParam)}
    touched |= {pid for pid, one in base.provisions.items() if params and _prints(one.content, params)}
    found = {base.document_of(pid) for pid in touched if pid in base.provisions}
    found |= {_document_after(base, places, pid) for pid in touched}
    ordered = (*(pid for pid in base.documents if pid in found), *(pid for pid in new if pid in found))
    return tuple(base.provisions[pid].name if pid in base.provisions else new[pid] for pid in ordered)


def _document_after(base: Code, places: dict[str, str], pid: str) -> str:
    while above := places.get(pid, base.parents.get(pid, "")):
        pid = above
    return pid


def _prints(content: Iterable[object], params: set[str]) -> bool:
    return any(isinstance(span, Param) and span.id in params for span in content)
