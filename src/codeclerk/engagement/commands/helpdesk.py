"""Acts on the helpdesk: ask it, suggest a topic, answer, close, erase."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.engagement import find, vocabulary
from codeclerk.engagement.commands.days import check_coming
from codeclerk.engagement.commands.inputs import ASK, CLOCK, PERSON, REPLY, TICK, KeyOf, Managed, SignedIn, TopicText
from codeclerk.engagement.events import HelpAnswered, HelpAsked, HelpClosed, HelpErased
from codeclerk.engagement.models import RequestRecord, request_stream
from codeclerk.kernel import ports
from codeclerk.kernel.acts import Act, ActInput, Context, Notice, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Email, Line
from codeclerk.people.models import Person
from codeclerk.register.inputs import Pick, Words

TOPIC = "topic"
PER_PERSON, PER_DAY = 10, 200
"""So many requests in 24 hours from one person, and from everybody who is not signed in together."""

TOO_MANY = Reason(
    "engagement.too_many_requests",
    rule="one sender leaves room for the others at the helpdesk",
    problem="{object}: there were {most} requests within 24 hours",
    remedy="Write again tomorrow, or use the telephone.",
    kind=Kind.CONFLICT,
)
NO_ADDRESS = Reason(
    "engagement.no_address",
    rule="an answer needs an address to go to",
    problem="no address for the answer is given, and none is recorded of {object}",
    remedy="Give an e-mail address.",
)
NO_HELPDESK = Reason(
    "engagement.no_helpdesk",
    rule="the code pack names the helpdesk of the code",
    problem="{object}: the code has no helpdesk",
    remedy="Write to the code administrator.",
    kind=Kind.NOT_FOUND,
)
SETTLED = Reason(
    "engagement.request_settled",
    rule="a request is answered or closed once, and not once it is erased",
    problem="the request {object} is {state}",
    remedy="Open requests stand in the list of requests.",
    kind=Kind.CONFLICT,
)

RequestOf = Annotated[Line, Field(title="Request", min_length=1, max_length=40, description="Its key.")]
Message = Annotated[Words, Field(title="Message", min_length=3, max_length=5000)]


@act
class AskHelpdesk(Act["AskHelpdesk.Input"]):
    """Ask the helpdesk, signed in or not. What is written is for the secretariat only, and can be erased."""

    name = "ask_helpdesk"
    title = "Write to the helpdesk"
    capability: ClassVar[str] = ASK

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("subject", "message", "reply_to")

        kind: Annotated[Pick, Field(title="What it is about", min_length=1)]
        subject: Annotated[Line, Field(title="Subject", min_length=3, max_length=200)]
        message: Message
        reply_to: Annotated[
            Email,
            Field(title="E-mail address for the answer", description="Empty: your own, if you are signed in."),
        ] = ""

    def may(self, data: Input, context: Context) -> ports.Permission:
        if context.actor.startswith(PERSON):
            return ports.Permission(True, "engagement.anybody_asks", "everybody may ask the helpdesk")
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        if not vocabulary.kinds():
            raise NO_HELPDESK.refuse("a request")
        return asked(context, vocabulary.kind(data.kind).id, data.subject, data.message, data.reply_to)


@act
class SuggestTopic(SignedIn["SuggestTopic.Input"]):
    """Suggest a topic for a coming day (DCUSA:74-76). It is for the secretariat, until that takes it up."""

    name = "suggest_topic"
    title = "Suggest a topic"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("topic", "why")

        engagement: KeyOf
        topic: TopicText
        why: Annotated[Words, Field(title="What you would like to hear about it", max_length=2000)] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        day = find.engagement(data.engagement).now
        check_coming(day, context)
        return asked(context, TOPIC, data.topic, data.why or data.topic, "", day.key)


def asked(context: Context, kind: str, subject: str, message: str, reply_to: str, engagement: str = "") -> Plan:
    """The plan of a request, within what one sender may ask in a day."""
    person = context.actor.removeprefix(PERSON) if context.actor.startswith(PERSON) else ""
    row = Person.objects.filter(key=person, erased_at__isnull=True).first() if person else None
    if not reply_to and (row is None or not row.email):
        raise NO_ADDRESS.refuse(context.actor, field="reply_to")
    since = context.now - timedelta(hours=24)
    rows = RequestRecord.objects.filter(event__recorded_at__gt=since)
    rows = rows.filter(person=row) if row is not None else rows.filter(person__isnull=True)
    most = PER_PERSON if row is not None else PER_DAY
    if rows.count() >= most:
        raise TOO_MANY.refuse("the helpdesk", most=most)
    key = _free_key(context)
    body = HelpAsked(
        request=key,
        kind=kind,
        kind_name=vocabulary.kind_name(kind),
        person=row.key if row is not None else "",
        engagement=engagement,
        subject=subject,
        message=message,
        reply_to=reply_to,
    )
    return Plan((PlannedEvent(request_stream(key), body),), answer={"request": key})


def _free_key(context: Context) -> str:
    """`2021-03-05-3`: the third of the day. Two at one moment are told apart when the second is planned anew."""
    day = london_day(context.now).isoformat()
    return f"{day}-{RequestRecord.objects.filter(key__startswith=f'{day}-').count() + 1}"


@act
class AnswerRequest(Managed["AnswerRequest.Input"]):
    """Answer a request. The answer leaves as a mail to the address that was given with it, which no outbox keeps."""

    name = "answer_request"
    title = "Answer a request"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("answer",)

        request: RequestOf
        answer: Annotated[Words, Field(title="Answer", min_length=3, max_length=5000)]

    def plan(self, data: Input, context: Context) -> Plan:
        row = _open(data.request)
        subject, because = f"Your request {row.key} to the helpdesk", "You wrote to the helpdesk."
        return Plan(
            (PlannedEvent(request_stream(row.key), HelpAnswered(request=row.key, answer=data.answer)),),
            notices=(Notice(REPLY, f"helpdesk:{row.key}", subject, "", because),),
            answer={"request": row.key},
        )


@act
class CloseRequest(Managed["CloseRequest.Input"]):
    """Close a request without an answer, such as one that is no request."""

    name = "close_request"
    title = "Close a request"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("reason",)

        request: RequestOf
        reason: Annotated[Words, Field(title="Reason", min_length=3, max_length=1000)]

    def plan(self, data: Input, context: Context) -> Plan:
        row = _open(data.request)
        body = HelpClosed(request=row.key, reason=data.reason)
        return Plan((PlannedEvent(request_stream(row.key), body),), answer={"request": row.key})


def _open(key: str) -> RequestRecord:
    """The request, if it is open. Refused (engagement.request_settled)."""
    row = find.request(key)
    if row.erased_at is not None or not find.is_open(row):
        raise SETTLED.refuse(row.key, state="erased" if row.erased_at else row.state)
    return row


@act
class EraseRequest(Managed["EraseRequest.Input"]):
    """Erase what a request says, its answer, and the address that was given with it. That it was asked stays."""

    name = "erase_request"
    title = "Erase a request"

    class Input(ActInput):
        request: RequestOf

    def may(self, data: Input, context: Context) -> ports.Permission:
        person = find.request(data.request).person if context.actor == CLOCK else None
        if person is not None and person.erased_at is not None:
            return ports.permission.ask(context.actor, TICK, context.now)
        return super().may(data, context)

    def plan(self, data: Input, context: Context) -> Plan:
        row = find.request(data.request)
        if row.erased_at is not None:
            raise SETTLED.refuse(row.key, state="erased")
        return Plan(
            (PlannedEvent(request_stream(row.key), HelpErased(request=row.key)),),
            answer={"request": row.key},
            warnings=("This cannot be undone. Backups made before still hold it until they are destroyed.",),
        )
