"""What the tables say of votes, all of it in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, JSONObject

from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.prepared import Prepared
from codeclerk.votes.models import InterestRow, PositionRow, SpeakerRow, VoteMark, VoterRow

SAYS = {
    VoteMark: ("did", "by", "reason", "detail"),
    VoterRow: ("seat", "name", "group", "organisation", "weight"),
    SpeakerRow: ("seat", "person", "role"),
    PositionRow: ("seat", "number", "choice", "objectives", "how", "given_as", "by", "rationale"),
    InterestRow: ("seat", "words"),
}
"""The tables that a vote is made of beside its own, and what each of them says without its times."""
SEAT, PERSON = "seat:", "person:"
FIRST = datetime.min.replace(tzinfo=UTC)


class Row(NamedTuple):
    """A row of one of the tables. `at`: when it was said, None for voters; `closes_at` is of a reopening."""

    table: str
    vote: int
    key: int
    at: datetime | None
    closes_at: datetime | None
    said: dict[str, Any]


class Rows:
    """What the tables say of one vote, each in the order in which it was said."""

    def __init__(self, rows: Collection[Row] = ()) -> None:
        self._tables: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.at or FIRST, row.key)):
            self._tables[row.table].append(row)

    def of(self, table: type[Any]) -> list[Row]:
        """The rows of one table."""
        return self._tables[table.__name__]


def of_votes(
    votes: Collection[int], at: datetime, *, whole: bool = True, seats: Collection[str] | None = None, person: str = ""
) -> Mapping[int, Rows]:
    """What was said of votes, by their primary keys, up to an instant. One query; a vote of which nothing was said is
    not there.

    Args:
        whole: with voters, speakers, positions and interests; without, what was done with the vote alone.
        seats: of voters only these seats; None for all.
        person: with `seats`, the seats for which a person, by key, may speak too.
    """
    lens = Lens(PUBLIC, london_day(at), at)
    texts = names_of(seats or (), person)
    if not whole or (seats is not None and not texts):
        rows = _MARKS.read(lens, votes)
    elif seats is None:
        rows = _ALL.read(lens, votes)
    else:
        rows = _OF_SEATS.read(lens, votes, texts)
    found: dict[int, list[Row]] = defaultdict(list)
    for row in map(Row._make, rows):
        found[row.vote].append(row)
    return {vote: Rows(own) for vote, own in found.items()}


def names_of(seats: Collection[str], person: str = "") -> frozenset[str]:
    """Seats and a person, by key, as `spoken_for` takes them: one set, in which neither is taken for the other."""
    return frozenset({*(f"{SEAT}{seat}" for seat in seats), *([f"{PERSON}{person}"] if person else [])})


def spoken_for(rows: QuerySet[Any], names: Collection[str]) -> QuerySet[Any]:
    """The rows of a table with seats that are those of seats named in `names`, or for which a person named there
    speaks."""
    speakers = SpeakerRow.objects.alias(named=Concat(Value(PERSON), "person"))
    mine = speakers.filter(vote=OuterRef("vote"), seat=OuterRef("seat"), named__in=names)
    found: QuerySet[Any] = rows.alias(own=Concat(Value(SEAT), "seat")).filter(Q(own__in=names) | Q(Exists(mine)))
    return found


Build = Callable[[Lens, Collection[int], Collection[str]], QuerySet[Any, Any]]


def _union(tables: Collection[type[Any]], *, by_seat: bool = False) -> Build:
    def build(lens: Lens, votes: Collection[int], texts: Collection[str]) -> QuerySet[Any, Any]:
        parts = []
        for table in tables:
            rows = table.objects.filter(vote__in=votes)
            if table is not VoterRow:
                rows = rows.filter(at__lte=lens.known_at)
            if by_seat and table is not VoteMark:
                rows = spoken_for(rows, texts)
            parts.append(_part(table, rows))
        found: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
        return found

    return build


def _part(table: type[Any], rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    none = Value(None, output_field=DateTimeField())
    made = rows.annotate(
        told=Value(table.__name__),
        told_at=none if table is VoterRow else F("at"),
        told_closes=F("closes_at") if table is VoteMark else none,
        told_said=JSONObject(**{name: name for name in SAYS[table]}),
    )
    told: QuerySet[Any, Any] = made.values_list("told", "vote_id", "pk", "told_at", "told_closes", "told_said")
    return told


_MARKS = Prepared(_union([VoteMark]))
_ALL = Prepared(_union(list(SAYS)))
_OF_SEATS = Prepared(_union(list(SAYS), by_seat=True))
