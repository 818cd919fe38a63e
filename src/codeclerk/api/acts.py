"""Acts by the API: what there are, what each one takes, what it would do, and carrying it out."""

from __future__ import annotations

import json
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from codeclerk.api import acting, parameters, queries
from codeclerk.api.act_schema import example, input_schema, meaning
from codeclerk.api.answering import answer, look, problem
from codeclerk.api.answers import event_json
from codeclerk.api.rules import NOT_WRITTEN, OUT_OF_RANGE, TOKEN_BY_TOKEN
from codeclerk.kernel import bus, clock, ports
from codeclerk.kernel.acts import Act, Plan, acts, find_act
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Receipt
from codeclerk.kernel.storage import RACE, STALE
from codeclerk.people.commands import IssueToken

ACTS = "/api/v1/acts/"
_UNDATED = parameters.Look(as_at="", known_at="")


def every(request: HttpRequest) -> HttpResponse:
    """Every act that changes the record."""
    looking = look(request, _UNDATED)
    return answer(looking, lambda: {"total": len(acts()), "items": [_line(one) for one in acts().values()]})


def one(request: HttpRequest, name: str) -> HttpResponse:
    """GET: one act with its schema and an example. POST: carry it out."""
    if request.method == "POST":
        return _carry_out(request, name)
    looking = look(request, _UNDATED, name=name)
    act = find_act(name[:100])
    return answer(
        looking,
        lambda: {
            **_line(act),
            "private": list(act.Input.PRIVATE),
            "schema": input_schema(act),
            "example": example(act),
        },
    )


def _line(act: type[Act[Any]]) -> dict[str, Any]:
    return {
        "name": act.name,
        "title": act.title,
        "meaning": meaning(act),
        "capability": act.capability,
        "schema_at": f"{ACTS}{act.name}/",
        "preview_at": f"{ACTS}{act.name}/preview/",
    }


def _carry_out(request: HttpRequest, name: str) -> HttpResponse:
    act, sender, sent = _sent(request, name)
    command = acting.command_id_of(request)
    try:
        if not Receipt.objects.filter(pk=command).exists():
            _check_expected(act, sender, sent)
        outcome = bus.execute(act, sent.data, actor=sender.actor, command_id=command, **sent.sending())
    except Refused as refused:
        return _refused(refused, sender.lens, sent)
    except (OverflowError, DataError) as error:
        raise OUT_OF_RANGE.refuse(act.name) from error
    made = {
        "command_id": str(outcome.command_id),
        "act": act.name,
        "repeated": outcome.repeated,
        "answer": dict(outcome.answer),
        "heads": {stream: seq for stream, seq, _ in outcome.heads},
        "warnings": list(outcome.warnings),
    }
    return _json(made, 201)


def preview(request: HttpRequest, name: str) -> HttpResponse:
    """POST: what an act would do. Writes nothing."""
    act, sender, sent = _sent(request, name)
    sending = sent.sending()
    try:
        _check_expected(act, sender, sent)
        plan = bus.preview(act, sent.data, actor=sender.actor, **sending)
        versions = bus.versions({event.stream for event in plan.events})
    except Refused as refused:
        return _refused(refused, sender.lens, sent)
    except (OverflowError, DataError) as error:
        raise OUT_OF_RANGE.refuse(act.name) from error
    day = sent.effective or sender.lens.valid_at
    told = ports.audience.ask(sender.lens.viewer, plan.events, day, sender.lens.known_at)
    return _json({"act": act.name, **plan_json(plan), "told": list(told), "expected": versions | sent.expected}, 200)


def _sent(request: HttpRequest, name: str) -> tuple[type[Act[Any]], acting.Sender, acting.ActEnvelope]:
    """The act, who sends it and what was sent, all checked but for what the act itself checks."""
    act = find_act(name[:100])
    sender = acting.sender_of(request)
    if sender.has_token and act is IssueToken:
        raise TOKEN_BY_TOKEN.refuse(act.name)
    sent = acting.read(request, act.name)
    acting.check_source(sender, sent)
    return act, sender, sent


def _check_expected(act: type[Act[Any]], sender: acting.Sender, sent: acting.ActEnvelope) -> None:
    """Refuse the version of a stream that is not open to everybody and that the act does not write to: by whether it is
    the right one, anybody would learn who booked, or who has voted."""
    closed = {stream for stream in sent.expected if stream.partition(":")[0] not in queries.OPEN}
    if closed:
        plan = bus.preview(act, sent.data, actor=sender.actor, **{**sent.sending(), "expected": {}})
        for stream in sorted(closed - {event.stream for event in plan.events}):
            raise NOT_WRITTEN.refuse(stream, field=f"expected.{stream}")


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan as JSON, in words and without the private fields of its events."""
    events = []
    for event in plan.events:
        public = event.body.public_payload()
        # In words that are made of the public part alone, as the log will tell them.
        words = read_body(event.body.TYPE, event.body.VERSION, public, None).in_words()
        events.append({"stream": event.stream, "type": event.body.TYPE, "words": words, "body": public})
    return {
        "events": events,
        "deadlines": [deadline.as_json() for deadline in plan.deadlines],
        "notices": [
            {"kind": one.kind, "to": one.shown_to, "subject": one.subject, "body": one.body, "because": one.because}
            for one in plan.notices
        ],
        "answer": dict(plan.answer),
        "warnings": list(plan.warnings),
    }


def _refused(refused: Refused, lens: Lens, sent: acting.ActEnvelope) -> HttpResponse:
    """A refusal; where the record moved on, with what happened since as far as the sender may see it."""
    codes = {refusal.code for refusal in refused.refusals}
    if not sent.expected or not codes & {STALE.code, RACE.code}:
        return problem(refused)
    now = clock.now()
    present = bus.versions(sent.expected)
    since = queries.since(Lens(lens.viewer, london_day(now), now), sent.expected)
    return problem(
        refused,
        versions={stream: present[stream] for stream in sorted(sent.expected)},
        since=[event_json(told) for told in since],
    )


def _json(made: dict[str, Any], status: int) -> HttpResponse:
    text = json.dumps(made, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response
