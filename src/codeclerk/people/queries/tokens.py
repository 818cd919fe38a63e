"""API tokens of a person, for the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Lens
from codeclerk.people.models import ApiToken
from codeclerk.people.rules import TokenScope
from codeclerk.people.tokens import State, state_of

OTHERS_TOKENS = Reason(
    "people.tokens_closed",
    rule="the tokens of a person are shown to that person",
    problem="{object} may not see the tokens of others",
    remedy="Look at your own under My account",
    kind=Kind.FORBIDDEN,
)


@dataclass(frozen=True)
class TokenLine:
    """A token as its person sees it. `used_on` is None while nobody used it."""

    key: str
    label: str
    scope: TokenScope
    issued_on: date
    last_day: date
    used_on: date | None
    state: State


def tokens_of(lens: Lens, person: str) -> tuple[TokenLine, ...]:
    """The tokens of a person, the newest first. Not dated: it is the present ones that count. One query."""
    if lens.viewer.key != f"person:{person}":
        raise OTHERS_TOKENS.refuse(lens.viewer.key)
    now = clock.now()
    return tuple(
        TokenLine(
            row.key,
            row.label,
            TokenScope(row.scope),
            london_day(row.issued_at),
            row.last_day,
            row.used_on,
            state_of(row, now),
        )
        for row in ApiToken.objects.filter(person__key=person).order_by("-pk")
    )
