"""What happened to a proposal, in words: the events of its stream, and of the whole that it was split from."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.kernel.prepared import Prepared
from codeclerk.register.events import ChangeWithdrawn, DocumentAttached
from codeclerk.register.models import DocumentFact, stream
from codeclerk.register.queries.lines import ProposalLine
from codeclerk.register.queries.names import key_in_register
from codeclerk.register.queries.rows import present
from codeclerk.register.rules.numbers import whole_of
from codeclerk.sources.queries.seen import open_to, place_of, source_of


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened: the London day, what, who recorded it when, and the source. `of` names the whole.

    The source is empty where its document is not open to the viewer.
    """

    day: date
    what: str
    actor: str
    recorded_at: datetime
    known_from: datetime
    type: str
    source_document: str
    source_locator: str
    of: str = ""


def history(lens: Lens, ref: str) -> tuple[HistoryLine, ...]:
    """The events of a proposal that happened by the lens's day and were known by its instant, oldest first.

    A part begins with the history of the whole until the day of the split. Four queries at most.
    """
    return history_of(lens, key_in_register(lens, ref))


def history_of(lens: Lens, key: str) -> tuple[HistoryLine, ...]:
    """As `history`, of a proposal that is in the register. Two queries at most."""
    whole = whole_of(key)
    found = {one.key: one for one in present(lens, [key]).values()} if whole else {}
    return _history(lens, key, found[whole].number, found[key].since) if whole in found else _history(lens, key)


def history_in(lens: Lens, line: ProposalLine) -> tuple[HistoryLine, ...]:
    """As `history`, of a proposal whose line was read already. One query."""
    return _history(lens, line.key, line.whole, line.first_day)


def told_of(lens: Lens) -> Q:
    """The events but those about an attached document that is not open to the viewer. For every read of the log."""
    about = Q(type=DocumentAttached.TYPE) | Q(type=ChangeWithdrawn.TYPE, payload__contains='"fact":"document"')
    documents = open_to(lens).filter(sha256=OuterRef("document"))
    seen = DocumentFact.objects.filter(Exists(documents), event=OuterRef("pk"))
    return ~about | Q(Exists(seen))


class Row(NamedTuple):
    """An event of the log, with its source as far as that is open to the viewer."""

    stream: str
    effective: date
    type: str
    version: int
    payload: str
    actor: str
    recorded_at: datetime
    known_from: datetime
    source: str
    place: str


def _rows(lens: Lens, _: Collection[int], streams: Collection[str]) -> QuerySet[Any, Any]:
    known = Event.objects.filter(
        told_of(lens), stream__in=streams, effective__lte=lens.valid_at, known_from__lte=lens.known_at
    )
    rows = known.annotate(source=source_of(lens, ""), place=place_of(lens, ""))
    return rows.order_by("effective", "pk").values_list(*Row._fields)


_ROWS = Prepared(_rows)


def _words(row: Row) -> str:
    body = read_body(row.type, row.version, json.loads(row.payload), None)
    return body.in_full() if isinstance(body, DocumentAttached) else body.in_words()


def _history(lens: Lens, key: str, whole: str = "", since: date = date.min) -> tuple[HistoryLine, ...]:
    """The events of a proposal, and those of its whole, by number, until the part's first day. One query."""
    own = stream(key)
    streams = {own, stream(whole_of(key))} if whole else {own}
    return tuple(
        HistoryLine(
            day=row.effective,
            what=_words(row),
            actor=row.actor,
            recorded_at=row.recorded_at,
            known_from=row.known_from,
            type=row.type,
            source_document=row.source,
            source_locator=row.place,
            of=whole if row.stream != own else "",
        )
        for row in (Row(*one) for one in _ROWS.read(lens, texts=streams))
        if row.stream == own or row.effective <= since
    )
