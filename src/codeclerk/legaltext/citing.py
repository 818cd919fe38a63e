"""References to provisions inside texts of the record, as links to what the code said."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

from codeclerk.kernel.storage import once
from codeclerk.legaltext.models import CodeVersion, Stretch
from codeclerk.legaltext.page_text import slug
from codeclerk.legaltext.rules.citing import REFERENCE, parse
from codeclerk.ui import citations

Known = frozenset[tuple[str, str]]
"""(document, label) of everything that the code ever had; documents have no label, and labels stand without too."""


def register() -> None:
    """Called when the app is ready."""
    citations.register(REFERENCE, address)


def address(text: str) -> str:
    """The address of what a reference names; empty where the code never had it. One query for a page, and two more in a
    process that has not seen the newest version."""
    named = parse(text)
    known = _known() if named is not None else frozenset()
    if named is None or (named.document, named.label) not in known:
        return ""
    if not named.label:
        return reverse("legaltext:document", args=[slug(named.document)])
    return reverse("legaltext:clause", args=[named.name])


def _known() -> Known:
    return _labels(_newest())


@once
def _newest() -> str:
    """The manifest of the newest version; empty without one."""
    return CodeVersion.objects.order_by("-pk").values_list("manifest", flat=True).first() or ""


@lru_cache(maxsize=4)
def _labels(manifest: str) -> Known:
    """Everything that the code had up to the version with this manifest, which names the one before it."""
    if not manifest:
        return frozenset()
    rows = Stretch.objects.filter(is_labelled=True).values_list("pid", "document", "label").distinct()
    found = list(rows)
    documents = {pid: label for pid, document, label in found if pid == document}
    labels = {(documents.get(document, ""), label) for pid, document, label in found if pid != document}
    return frozenset({*labels, *(("", label) for _, label in labels), *((name, "") for name in documents.values())})
