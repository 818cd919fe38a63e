"""Acts on API tokens: programs ask and act with them in the name of a person."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.ports import Permission
from codeclerk.people import find
from codeclerk.people.commands.accounts import NO_ACCOUNT
from codeclerk.people.commands.persons import stream
from codeclerk.people.events import TokenIssued, TokenRevoked
from codeclerk.people.inputs import Key, Line
from codeclerk.people.models import Account, ApiToken
from codeclerk.people.rules import TokenScope, check_token_life
from codeclerk.people.tokens import SECRET, digest_of

OWN_TOKEN = Reason(
    "people.own_token",
    rule="a token acts in its person's name, so nobody makes one for somebody else",
    problem="{actor} may not make a token for person:{object}",
    remedy="Let that person sign in and make it under My account, API tokens.",
    kind=Kind.FORBIDDEN,
)
NO_TOKEN = Reason(
    "people.no_token",
    rule="a token is named by its key",
    problem="there is no token {object} of that person",
    remedy="Look the key up under My account, API tokens.",
    kind=Kind.NOT_FOUND,
)
REVOKED = Reason(
    "people.token_revoked",
    rule="a token is revoked once, for good",
    problem="the token {object} was revoked already",
    remedy="Nothing is to be done.",
    kind=Kind.CONFLICT,
)


@act
class IssueToken(Act["IssueToken.Input"]):
    """Make an API token for oneself. The secret comes from the sender; only a salted hash of it is kept."""

    name = "issue_token"
    title = "Make an API token"
    capability = "people.own_token"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("label", "secret")

        person: Annotated[Key, Field(title="Person", description="Oneself.")]
        label: Annotated[
            Line,
            Field(title="What it is for", min_length=1, max_length=100, description="Such as: monthly figures."),
        ]
        scope: Annotated[TokenScope, Field(title="What it may do")]
        last_day: Annotated[date, Field(title="Last day", description="At most a year ahead, such as 5 March 2021.")]
        secret: Annotated[
            str,
            Field(
                title="Secret",
                pattern=rf"^{SECRET}$",
                description="40 to 100 random letters, digits, hyphens and underscores. It is not kept.",
            ),
        ]

    def may(self, data: Input, context: Context) -> Permission:
        if context.actor != stream(data.person):
            raise OWN_TOKEN.refuse(data.person, actor=context.actor, field="person")
        return Permission(True, OWN_TOKEN.code, OWN_TOKEN.rule)

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        if not Account.objects.filter(person=person, is_active=True).exists():
            raise NO_ACCOUNT.refuse(person.key, field="person")
        check_token_life(london_day(context.now), data.last_day)
        salt = secrets.token_hex(16)
        body = TokenIssued(
            person=person.key,
            token=f"{person.key}-{ApiToken.objects.filter(person=person).count() + 1}",
            scope=data.scope,
            last_day=data.last_day,
            label=data.label,
            salt=salt,
            digest=digest_of(salt, data.secret),
        )
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"token": body.token})


@act
class RevokeToken(Act["RevokeToken.Input"]):
    """Revoke an API token: it counts no more, from now on. Everybody may revoke their own."""

    name = "revoke_token"
    title = "Revoke an API token"
    capability = "people.open_account"

    class Input(ActInput):
        person: Annotated[Key, Field(title="Person", description="Whose token it is.")]
        token: Annotated[Line, Field(title="Token", max_length=60, description="Its key, such as p-0001-1.")]

    def may(self, data: Input, context: Context) -> Permission:
        if context.actor == stream(data.person):
            return Permission(True, "people.own_token", "everybody may revoke their own tokens")
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        token = ApiToken.objects.filter(person=person, key=data.token).first()
        if token is None:
            raise NO_TOKEN.refuse(data.token, field="token")
        if token.revoked_at is not None:
            raise REVOKED.refuse(token.key, field="token")
        body = TokenRevoked(person=person.key, token=token.key)
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"token": token.key})
