"""Short ways to send acts: a person with a token, and what comes back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from codeclerk.kernel import clock
from codeclerk.people.tokens import text_of
from tests.people.support import do, member, person

SECRET = "0123456789-abcdefghij_0123456789-abcdefghij"


def token_of(key: str, scope: str = "act") -> str:
    """A token of a person, who gets an account if there is none."""
    data = {"person": key, "label": "tests", "scope": scope, "last_day": clock.today() + timedelta(days=1)}
    return text_of(do("issue_token", _by=f"person:{key}", secret=SECRET, **data)["token"], SECRET)


def someone(*roles: str, email: str = "clerk@example.com") -> str:
    """A person with an account who holds these roles in the installation, or in a body (`chair@csc`); the key."""
    key = person("Pseudonym Clerk", email)
    for role in roles:
        name, _, body = role.partition("@")
        member(key, name, **({"body": body} if body else {}))
    do("open_account", person=key)
    return key


def send(address: str, body: Any, token: str = "", *, key: str = "", client: Client | None = None, **more: Any) -> Any:
    """POST a body to an address below `acts/`."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    if key:
        headers["idempotency-key"] = key
    text = body if isinstance(body, str | bytes) else json.dumps(body, default=str)
    content = more.pop("content_type", "application/json")
    headers |= more.pop("headers", {})
    return (client or Client()).post(
        f"/api/v1/acts/{address}", data=text, content_type=content, headers=headers, **more
    )
