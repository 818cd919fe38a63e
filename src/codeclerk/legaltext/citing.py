"""References to provisions inside texts of the record, as links to what the code said."""

from __future__ import annotations

from functools import lru_cache
from threading import local
from typing import Any

from django.core.signals import request_finished, request_started
from django.urls import reverse

from codeclerk.legaltext.models import CodeVersion, Stretch
from codeclerk.legaltext.page_text import slug
from codeclerk.legaltext.rules.citing import REFERENCE, parse
from codeclerk.ui import citations

_here = local()
"""What this thread knows while it answers a request: the newest version, so that a page asks for it once."""
Known = frozenset[tuple[str, str]]
"""(document, label) of everything that the code ever had; documents have no label, and labels stand without too."""


def register() -> None:
    """Called when the app is ready."""
    citations.register(REFERENCE, address)
    request_started.connect(begin, dispatch_uid="legaltext.citing")
    request_finished.connect(end, dispatch_uid="legaltext.citing")


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
    kept = getattr(_here, "kept", None)
    if kept:
        return _labels(kept[0])
    manifest = CodeVersion.objects.order_by("-pk").values_list("manifest", flat=True).first() or ""
    if kept is not None:
        kept.append(manifest)
    return _labels(manifest)


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


def begin(**_: Any) -> None:
    """A request begins: what it asks is kept until it ends."""
    _here.kept = []


def end(**_: Any) -> None:
    """It has ended."""
    _here.kept = None
