"""Tokens: how a program shows in whose name it asks. Only a salted hash of the secret part is kept.

    Authorization: Bearer codeclerk_p-0001-1.kX3...

The part before the dot is the key, which is no secret; the part behind it is the secret, shown once when it is made.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from enum import Enum

from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.models import ApiToken

PREFIX = "codeclerk_"
SECRET = r"[A-Za-z0-9_-]{40,100}"
"""What a secret looks like: 240 random bits or more."""
_TOKEN = re.compile(rf"{PREFIX}([a-z0-9-]{{1,60}})\.({SECRET})")

UNKNOWN_TOKEN = Reason(
    "people.unknown_token",
    rule="a token is shown whole, as it was when it was made",
    problem="the token is not one of this installation",
    remedy="Copy it again, or make a new one under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)
ENDED_TOKEN = Reason(
    "people.ended_token",
    rule="a token counts until its last day, until it is revoked, and while its person can sign in",
    problem="the token {object} {why}",
    remedy="Make a new one under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)


class State(Enum):
    """Whether a token counts."""

    GOOD = "in use"
    ENDED = "expired"
    REVOKED = "revoked"


def new_secret() -> str:
    """A secret that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(salt: str, secret: str) -> str:
    """The hash that is kept. A plain one is enough: nobody can try all secrets of this length."""
    return hashlib.sha256(f"{salt}:{secret}".encode()).hexdigest()


def text_of(key: str, secret: str) -> str:
    """The token as a program sends it."""
    return f"{PREFIX}{key}.{secret}"


def state_of(token: ApiToken, now: datetime) -> State:
    """Whether a token counts at an instant."""
    if token.revoked_at is not None:
        return State.REVOKED
    return State.GOOD if london_day(now) <= token.last_day else State.ENDED


def holder(text: str, now: datetime) -> ApiToken:
    """The token that a text is, with its person. Notes the day of use; otherwise one query.

    Raises `Refused`: people.unknown_token, people.ended_token.
    """
    read = _TOKEN.fullmatch(text)
    if read is None:
        raise UNKNOWN_TOKEN.refuse("token")
    key, secret = read.groups()
    token = ApiToken.objects.select_related("person__account").filter(key=key).first()
    if token is None or not hmac.compare_digest(digest_of(token.salt, secret), token.digest):
        raise UNKNOWN_TOKEN.refuse("token")
    state = state_of(token, now)
    account = getattr(token.person, "account", None)
    if state is not State.GOOD:
        raise ENDED_TOKEN.refuse(key, why="has expired" if state is State.ENDED else "was revoked")
    if account is None or not account.is_active:
        raise ENDED_TOKEN.refuse(key, why="belongs to somebody who can sign in no more")
    today = london_day(now)
    if token.used_on != today:
        # A day is enough to find tokens that nobody uses, and costs one write a day.
        token.used_on = today
        token.save(update_fields=["used_on"])
    return token
