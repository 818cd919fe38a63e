"""What proposals are called on a day, for the lists of folders that stand on the register."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import Number, Title
from codeclerk.register.rules.numbers import whole_of


def names_at(lens: Lens, proposals: Collection[str]) -> dict[str, tuple[str, str]]:
    """Key of each proposal -> its number and title at the lens; a part without a title has that of the whole. What the
    register does not have then goes by its key. One query; none for no proposal."""
    keys = {*proposals, *(whole_of(key) for key in proposals)} - {""}
    if not keys:
        return {}
    title = Title.objects.as_at(lens).filter(proposal=OuterRef("proposal")).values("formal")[:1]
    rows = Number.objects.as_at(lens).filter(proposal__key__in=keys).exclude(text="").annotate(title=Subquery(title))
    found = {key: (number, formal or "") for key, number, formal in rows.values_list("proposal__key", "text", "title")}
    return {key: _named(found, key) for key in proposals}


def _named(found: dict[str, tuple[str, str]], key: str) -> tuple[str, str]:
    number, title = found.get(key, (key, ""))
    return number, title or found.get(whole_of(key), ("", ""))[1]
