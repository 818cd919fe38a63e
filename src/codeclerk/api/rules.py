"""What can be decided of a request without a database: cursors, and the refusals of the API."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from codeclerk.kernel.calendar import start_of_london_day
from codeclerk.kernel.errors import Kind, Reason

MOST = 200
"""So many things an answer has at most."""
USUAL = 50
LONGEST = 500
"""The longest text of one parameter, in characters."""
MOST_VALUES = 50
"""So many values one parameter may have."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
"""The days that an address can name, so also those that a cursor can."""

NO_ENDPOINT = Reason(
    "api.no_endpoint",
    rule="the API has the addresses that its description lists",
    problem="there is nothing at {object}",
    remedy="{hint}Start from the description at {description}.",
    kind=Kind.NOT_FOUND,
)
READ_ONLY = Reason(
    "api.read_only",
    rule="the API only tells: GET and HEAD",
    problem="{object} is not a method of the API",
    remedy="Send GET. Changes are made on the pages and on the command line.",
)
UNKNOWN_PARAMETER = Reason(
    "api.unknown_parameter",
    rule="a parameter that would be ignored is refused, since the answer would not be what was asked for",
    problem="there is no parameter {object} here",
    remedy="{hint}The parameters are {known}.",
)
TWICE_NAMED = Reason(
    "api.twice_named_parameter",
    rule="a parameter is given once, under one of its names",
    problem="the parameter {object} is given as {other} too",
    remedy="Leave one of them out.",
)
REPEATED = Reason(
    "api.repeated_parameter",
    rule="a parameter is given once, unless its description says that it takes several values",
    problem="the parameter {object} is given {times} times",
    remedy="Give it at most {most}.",
)
UNREADABLE = Reason(
    "api.unreadable_parameter",
    rule=f"the text of a parameter has at most {LONGEST} characters, and none that controls a machine",
    problem="the parameter {object} {what}",
    remedy="Correct it, or leave it out.",
)
WRONG_VALUE = Reason(
    "api.wrong_value",
    rule="a parameter is what its description says",
    problem="the parameter {object} is not right: {what}",
    remedy="Correct it, or leave it out; the description is at {description}.",
)
UNKNOWN_VALUE = Reason(
    "api.unknown_value",
    rule="a list is narrowed to what there can be, so that an empty answer means that there is nothing",
    problem="{object} is no value of the parameter {name}",
    remedy="{hint}The values are {known}.",
)
BAD_CURSOR = Reason(
    "api.bad_cursor",
    rule="a cursor is what an answer before gave, sent with the same address",
    problem="the cursor {object} does not belong here",
    remedy="Start again without it.",
)
NOT_SEALED = Reason(
    "api.not_sealed",
    rule="an event has its position once it is sealed, and is told to whom its stream is open",
    problem="there is no event at position {object}",
    remedy="Start from the list of events.",
    kind=Kind.NOT_FOUND,
)
UNKNOWN_CLAIM = Reason(
    "api.unknown_claim",
    rule="a claim counts until it is withdrawn, and is told to whom its document is open",
    problem="there is no claim {object}",
    remedy="Start from the list of claims.",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Cursor:
    """Where a list goes on: after `first` things, of what was asked for on a day, as known at an instant.

    The instant is kept, so that a list which is read in parts is one list, whatever is recorded meanwhile. `query` is
    the digest of what was asked.
    """

    valid_at: date
    known_at: datetime
    first: int
    query: str

    def __str__(self) -> str:
        parts = [self.valid_at.isoformat(), self.known_at.isoformat(), self.first, self.query]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def read_cursor(text: str, query: str, now: datetime) -> Cursor:
    """The cursor that a text is. Refuses (api.bad_cursor) what is none, is of another query, or looks at a day that no
    address can name or at an instant of the future."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        day, known, first, digest = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        found = Cursor(date.fromisoformat(day), datetime.fromisoformat(known), first, digest)
        is_right = type(first) is int and 0 <= first < 2**31 and digest == query
        is_right = is_right and FIRST_DAY <= found.valid_at <= LAST_DAY and _FIRST_INSTANT <= found.known_at <= now
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BAD_CURSOR.refuse(text[:40]) from error
    if not is_right:
        raise BAD_CURSOR.refuse(text[:40])
    return found


_FIRST_INSTANT = start_of_london_day(FIRST_DAY)


def read_position(text: str, name: str = "cursor") -> int:
    """A sealed position: a whole number from 0 on that a database can hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise (NOT_SEALED if name == "position" else BAD_CURSOR).refuse(text[:40])
    return int(text)


def query_digest(path: str, given: Mapping[str, Iterable[str]]) -> str:
    """What is asked, in short: the same for every part of a list."""
    asked = sorted((name, list(values)) for name, values in given.items() if name not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps([path, asked]).encode()).hexdigest()[:12]


def check_parameters(
    given: Mapping[str, list[str]], known: Mapping[str, bool], same: Iterable[tuple[str, ...]] = ()
) -> None:
    """Refuse what would be ignored or cannot be read.

    Args:
        given: the values of each parameter in the address.
        known: whether each parameter there is takes several values.
        same: names that stand for one parameter.
    """
    for name, values in given.items():
        if name not in known:
            raise UNKNOWN_PARAMETER.refuse(name[:60], known=_listed(sorted(known)), hint=_hint(name, known))
        most = MOST_VALUES if known[name] else 1
        if len(values) > most:
            raise REPEATED.refuse(name, times=len(values), most="once" if most == 1 else f"{most} times")
        for value in values:
            check_text(name, value)
    for names in same:
        said = [name for name in names if name in given]
        if len(said) > 1:
            raise TWICE_NAMED.refuse(said[0], other=said[1])


def check_text(name: str, value: str) -> None:
    """Refuse a text that no record has: too long, or with control characters, which PostgreSQL does not keep."""
    if len(value) > LONGEST:
        raise UNREADABLE.refuse(name, what=f"has {len(value)} characters")
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
        raise UNREADABLE.refuse(name, what="has a control character")


def check_value(name: str, value: str, known: Iterable[str]) -> str:
    """`value`, which must be one of those known."""
    values = sorted(known)
    if value not in values:
        raise UNKNOWN_VALUE.refuse(value[:80] or "nothing", name=name, known=_listed(values), hint=_hint(value, values))
    return value


def nearest(text: str, known: Iterable[str]) -> str:
    """The nearest of these to a mistyped text; empty for none."""
    return next(iter(get_close_matches(text[:80], list(known), n=1)), "")


def _hint(text: str, known: Iterable[str]) -> str:
    near = nearest(text, known)
    return f"Did you mean {near}? " if near else ""


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "none"
