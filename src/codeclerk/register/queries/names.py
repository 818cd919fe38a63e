"""Names of proposals: what a reference resolves to, and what a proposal is and was called."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.lens import Lens
from codeclerk.register import find
from codeclerk.register.models import AliasRecord, IssuedNumber, Number, Slug, Title
from codeclerk.register.rules.numbers import UNKNOWN_PROPOSAL, AliasKind, did_you_mean, whole_of
from codeclerk.register.rules.slugs import slug_of

NOT_THEN = Reason(
    "register.not_in_register_then",
    rule="the register has a proposal from its first day on, as far as was known by then",
    problem="{object} is not in the register on {day}",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Resolution:
    """What a reference names. `number` is what the proposal is called today; `kind` is None for a number itself.

    `warning` says what is wrong with the reference; empty when nothing is.
    """

    key: str
    number: str
    kind: AliasKind | None = None
    warning: str = ""


@dataclass(frozen=True)
class AliasLine:
    """A text that names a proposal, and why."""

    text: str
    kind: AliasKind
    sure: str
    note: str


def resolve(lens: Lens, text: str, *, accept_misprints: bool = False) -> Resolution:
    """The proposal that a reference names.

    A reference names the same proposal whatever the lens looks at: what it was called on a day is another question.
    Refused (register.unknown_proposal): what names nothing, with the nearest number. A recorded misprint is refused in
    the same way, or with `accept_misprints` resolved with a warning; readers of papers use that.
    """
    named = find.lookup(text)
    if named is None or (named.kind is AliasKind.MISPRINT and not accept_misprints):
        raise UNKNOWN_PROPOSAL.refuse(text[:60], suggestion=did_you_mean(text, find.names()))
    warning = f"{text} is a misprint of {named.number}." if named.kind is AliasKind.MISPRINT else ""
    return Resolution(named.key, named.number, named.kind, warning)


def check_reference(text: str) -> None:
    """Refuse a reference that names nothing, whatever the day."""
    find.key_of(text)


def key_in_register(lens: Lens, ref: str) -> str:
    """The key of a proposal that is in the register at the lens; refuses as `resolve` does, or with the first day."""
    found = resolve(lens, ref)
    if not Number.objects.as_at(lens).filter(proposal__key=found.key).exclude(text="").exists():
        raise not_then(lens, found.key)
    return found.key


def not_then(lens: Lens, key: str) -> Refused:
    """The refusal of a proposal that the register does not have at the lens, with the day from which it does."""
    first = _first_day(lens, key)
    hint = f"Look at {format_date(first)} or a later day." if first else "It became known later; look at today."
    return NOT_THEN.refuse(find.present_number(key), day=format_date(lens.valid_at), hint=hint)


def _first_day(lens: Lens, key: str) -> date | None:
    rows = Number.objects.known_at(lens).filter(proposal__key=key).exclude(text="")
    return rows.order_by("valid_from").values_list("valid_from", flat=True).first()


def key_of_address(text: str) -> str:
    """The key of the proposal that a number, an alias, or a slug of one proposal names; empty for none.

    For `rules.checks.check_links`: a misprint and a slug of two proposals name none.
    """
    named = find.lookup(text)
    if named is not None:
        return "" if named.kind is AliasKind.MISPRINT else named.key
    keys = with_slug(text)
    return keys[0] if len(keys) == 1 else ""


def with_slug(text: str) -> tuple[str, ...]:
    """The keys of the proposals that have, or had, a title with this slug, in order. One query."""
    slug = slug_of(text)
    if not slug or slug != text.strip("/").lower():
        return ()
    rows = Slug.objects.filter(text=slug).order_by("proposal__digits", "proposal__letter")
    return tuple(rows.values_list("proposal__key", flat=True))


def numbers_at(lens: Lens, keys: Collection[str] | None = None) -> dict[str, str]:
    """Key of each proposal in the register at the lens, or of each of those asked for -> the number it goes by then.

    One query; none for no key.
    """
    rows = Number.objects.as_at(lens).exclude(text="")
    if keys is not None:
        rows = rows.filter(proposal__key__in=keys)
    return dict(rows.values_list("proposal__key", "text"))


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


def with_names(lens: Lens, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows about a `proposal`, each with its `proposal_number` and `proposal_title`, as `names_at` has them."""
    numbers = Number.objects.as_at(lens).filter(proposal=OuterRef("proposal")).exclude(text="").values("text")[:1]
    titles = Title.objects.as_at(lens)
    own = titles.filter(proposal=OuterRef("proposal")).values("formal")[:1]
    whole = titles.filter(proposal__digits=OuterRef("proposal__digits"), proposal__letter="").values("formal")[:1]
    found: QuerySet[Any] = rows.annotate(
        proposal_number=Coalesce(Subquery(numbers), "proposal__key"),
        proposal_title=Coalesce(Subquery(own), Subquery(whole), Value("")),
    )
    return found


def issued_to(key: str) -> tuple[str, ...]:
    """Every number that was given to a proposal, oldest first. One query."""
    return tuple(IssuedNumber.objects.filter(proposal__key=key).order_by("pk").values_list("text", flat=True))


def aliases_of(lens: Lens, key: str) -> tuple[AliasLine, ...]:
    """Every text that names a proposal beside its numbers, as known at the lens, by kind. One query."""
    rows = AliasRecord.objects.known_at(lens).filter(proposal__key=key)
    return in_order_of_kinds(AliasLine(row.text, AliasKind(row.kind), row.sure, row.note) for row in rows)


def in_order_of_kinds(aliases: Iterable[AliasLine]) -> tuple[AliasLine, ...]:
    """The aliases of a proposal by kind, then by text."""
    kinds = list(AliasKind)
    return tuple(sorted(aliases, key=lambda line: (kinds.index(line.kind), line.text)))
