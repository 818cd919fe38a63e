"""Who sends an act, and what was sent: everything that is checked before the bus is asked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from codeclerk.api import limits
from codeclerk.api.rules import (
    BAD_BODY,
    BAD_KEY,
    FIRST_DAY,
    LAST_DAY,
    MOST_BYTES,
    NO_CSRF,
    NOT_JSON,
    READING_TOKEN,
    SIGN_IN,
    TOO_LARGE,
    check_json,
)
from codeclerk.kernel import clock
from codeclerk.kernel.acts import Source
from codeclerk.kernel.bus import BAD_FIELD
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.lens import Lens
from codeclerk.people import tokens
from codeclerk.people.middleware import viewer_for, viewer_now
from codeclerk.people.models import ApiToken
from codeclerk.people.rules import TokenScope
from codeclerk.sources.queries.figures import names
from codeclerk.sources.rules.documents import UNKNOWN_DOCUMENT


@dataclass(frozen=True)
class Sender:
    """Who sends an act. `lens` looks at today as known now, with the person's eyes."""

    actor: str
    lens: Lens
    has_token: bool


class Sent(BaseModel):
    """Base of what is sent: nothing in it is ignored."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class ActSource(Sent):
    """Where the change was read."""

    document: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    """SHA-256 of a registered document."""
    locator: str = Field("", max_length=200)
    """The place in it, such as a line or a clause."""


class ActEnvelope(Sent):
    """What goes with an act's own data."""

    data: dict[str, Any] = Field(default_factory=dict)
    """What the act takes; its schema is at the act's own address."""
    effective: date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY)
    """London day on which it happened or from which it holds; today unless given."""
    known_from: AwareDatetime | None = None
    """Instant its source was published; now unless given. Importers only."""
    source: ActSource = Field(default_factory=ActSource)
    """The document where it was read, and the place."""
    expected: dict[Annotated[str, Field(min_length=1, max_length=200)], Annotated[int, Field(ge=0, lt=2**31)]] = Field(
        default_factory=dict, max_length=50
    )
    """Version of each stream that the sender saw, of those that everybody may read or that the act writes to. Where one
    has moved on, the act is refused with what changed."""

    def sending(self) -> dict[str, Any]:
        """What the bus is told beside the act and its data."""
        return {
            "effective": self.effective,
            "known_from": self.known_from,
            "source": Source(self.source.document, self.source.locator),
            "expected": self.expected,
        }


def identify(request: HttpRequest) -> None:
    """Let a request with a token look as the token's person. Without one it looks as its session does.

    Raises `Refused` for a wrong token: nobody is taken for the public who meant to be somebody.
    """
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return
    now = clock.now()
    try:
        token = tokens.holder(text.strip(), now)
    except Refused:
        limits.count(limits.WRONG_TOKENS, limits.address_of(request))
        raise
    request.token = token  # type: ignore[attr-defined]
    request.viewer = viewer_for(token.person.actor, now)  # type: ignore[attr-defined]


def sender_of(request: HttpRequest) -> Sender:
    """Who sends: the person of a token that may act, or of a session, then with the mark of a page of this site.

    Counts against the person's limit. Raises `Refused` for the public, for a token that only reads, and for a session
    whose request another site may have made.
    """
    token: ApiToken | None = getattr(request, "token", None)
    if token is None:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            raise SIGN_IN.refuse(request.path[:100])
        if CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {}) is not None:
            raise NO_CSRF.refuse(request.path[:100])
    elif token.scope != TokenScope.ACT:
        raise READING_TOKEN.refuse(token.key)
    now, viewer = clock.now(), viewer_now(request)
    limits.count(limits.ACTS, viewer.key)
    return Sender(viewer.key, Lens(viewer, london_day(now), now), token is not None)


def _nothing(request: HttpRequest) -> HttpResponse:
    """Stands for the view: the check of the mark asks it nothing."""
    return HttpResponse()


def command_id_of(request: HttpRequest) -> uuid.UUID:
    """The command id that Idempotency-Key names; a new one where there is none."""
    text = request.headers.get("Idempotency-Key", "").strip().strip('"').lower()
    if not text:
        return uuid.uuid4()
    try:
        found = uuid.UUID(text)
    except ValueError:
        found = None
    if found is None or str(found) != text:
        raise BAD_KEY.refuse(text[:60])
    return found


def read(request: HttpRequest, act: str) -> ActEnvelope:
    """The body of a request, checked. Raises `Refused` for what is no JSON object of the described form."""
    try:
        body = _bytes(request)
    except (UnreadablePostError, RawPostDataException) as error:
        raise BAD_BODY.refuse(act, what="it did not arrive whole") from error
    if body and (request.content_type != "application/json" or "content-encoding" in request.headers):
        raise NOT_JSON.refuse((request.content_type or "no type")[:60])
    check_json(body or b"{}", act)
    try:
        return ActEnvelope.model_validate_json(body or b"{}", strict=True)
    except ValidationError as error:
        raise Refused(
            *(
                Refusal(
                    BAD_FIELD.code,
                    act,
                    {"field": ".".join(str(part) for part in one["loc"]) or "body", "what": one["msg"]},
                )
                for one in error.errors(include_url=False, include_input=False)
            )
        ) from error


def _bytes(request: HttpRequest) -> bytes:
    """The body, refused before it is read where it is announced too long."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or int(announced) > MOST_BYTES:
        raise TOO_LARGE.refuse(f"{announced[:20]} bytes")
    return request.body


def check_source(sender: Sender, sent: ActEnvelope) -> None:
    """Refuse a source that is not registered, or not open to the sender. One query, or none."""
    document = sent.source.document
    if document and document not in names(sender.lens, {document}):
        raise UNKNOWN_DOCUMENT.refuse(document, field="source.document")
