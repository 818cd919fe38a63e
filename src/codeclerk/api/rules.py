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
from typing import Any

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
WRONG_METHOD = Reason(
    "api.wrong_method",
    rule="GET and HEAD tell, and POST to an act under /api/v1/acts/ changes the record",
    problem="{object} is not a method of this address",
    remedy="Send {allowed}.",
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


# --- acts -----------------------------------------------------------------------

MOST_BYTES = 2 * 1024 * 1024
"""So long is the body of an act at most."""
DEEPEST = 20
"""So many objects and lists may stand in one another."""

SIGN_IN = Reason(
    "api.sign_in",
    rule="a change is made in somebody's name",
    problem="{object} changes the record, and the request says of nobody that they send it",
    remedy="Send Authorization: Bearer with a token; who may sign in makes one under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)
NO_CSRF = Reason(
    "api.no_csrf",
    rule="a request of a signed-in browser carries the mark of a page of this site",
    problem="the request to {object} does not carry it, or another one",
    remedy="Send the cookie csrftoken again in the header X-CSRFToken, or use a token.",
    kind=Kind.FORBIDDEN,
)
READING_TOKEN = Reason(
    "api.reading_token",
    rule="a token does what it was made for",
    problem="the token {object} was made to read",
    remedy="Make one that may act under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)
TOKEN_BY_TOKEN = Reason(
    "api.token_by_token",
    rule="a token makes no token: one that others got hold of would outlive its last day",
    problem="{object} is not carried out for a token",
    remedy="Sign in and make the token under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)
TOO_MANY = Reason(
    "api.too_many",
    rule="one sender leaves room for the others",
    problem="there were {most} {object} within {seconds} seconds",
    remedy="Wait {wait} seconds, then go on more slowly.",
    kind=Kind.FORBIDDEN,
)
TOO_LARGE = Reason(
    "api.too_large",
    rule=f"the body of an act has at most {MOST_BYTES} bytes, and says how many",
    problem="the body has {object}",
    remedy="Send it in several acts.",
)
NOT_JSON = Reason(
    "api.not_json",
    rule="an act is sent as application/json, in UTF-8 and not compressed",
    problem="the body was sent as {object}",
    remedy="Set Content-Type to application/json.",
)
BAD_BODY = Reason(
    "api.bad_body",
    rule=f"a body is one JSON object, each name in it once, at most {DEEPEST} levels deep",
    problem="the body for {object} cannot be read: {what}",
    remedy="Correct it; the act's own address has its schema and an example.",
)
NOT_WRITTEN = Reason(
    "api.expected_stream",
    rule="expected names streams that everybody may read, or that the act writes to; of others nobody learns a version",
    problem="{object} is neither",
    remedy="Leave it out. The preview of the act says which streams it writes to.",
)
BAD_KEY = Reason(
    "api.bad_idempotency_key",
    rule="Idempotency-Key is a UUID, one for each command",
    problem="{object} is no UUID",
    remedy="Send a new UUID, such as 0e7f4a52-6c1d-4f6e-9d53-8a4c7a7b1f10, or leave the header out.",
)
OUT_OF_RANGE = Reason(
    "api.out_of_range",
    rule="days and numbers are such as the record can hold",
    problem="something that was sent for {object} is too large, too small or too long to be recorded",
    remedy="Correct it; the act's own address has its schema.",
)
STATUS = {
    SIGN_IN.code: 401,
    "people.unknown_token": 401,
    "people.ended_token": 401,
    TOO_MANY.code: 429,
    TOO_LARGE.code: 413,
    NOT_JSON.code: 415,
    BAD_BODY.code: 400,
    BAD_KEY.code: 400,
    WRONG_METHOD.code: 405,
}
"""HTTP statuses of refusals for which HTTP has a closer word than that of their kind."""


def check_json(body: bytes, act: str) -> None:
    """Refuse (api.bad_body) what is no JSON object that can be kept: names given twice, NaN, NUL, half characters, and
    what is nested so deeply that it is meant to break its reader."""
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise BAD_BODY.refuse(act, what=f"it is more than {DEEPEST} levels deep") from error
    except UnicodeDecodeError as error:
        raise BAD_BODY.refuse(act, what="it is not UTF-8") from error
    except json.JSONDecodeError as error:
        what = f"{error.msg} in line {error.lineno}, column {error.colno}"
        raise BAD_BODY.refuse(act, what=what) from error
    except ValueError as error:
        raise BAD_BODY.refuse(act, what=str(error)[:100]) from error
    if not isinstance(value, dict):
        raise BAD_BODY.refuse(act, what="it is no object")
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one, act)]
        if not level:
            return
    raise BAD_BODY.refuse(act, what=f"it is more than {DEEPEST} levels deep")


def _inside(value: Any, act: str) -> Iterable[Any]:
    """What stands in an object or a list; the texts of it are checked."""
    if isinstance(value, str):
        if any(character == "\0" or 0xD800 <= ord(character) < 0xE000 for character in value):
            raise BAD_BODY.refuse(act, what="a text has a character that cannot be kept")
        return ()
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else ()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    if any(len(name) > LONGEST for name in found):
        raise ValueError("a name is too long")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")
