"""The forms of the acts on votes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import NOT_ALLOWED, Act
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.lens import PUBLIC
from codeclerk.kernel.ports import permission
from codeclerk.people.middleware import Request
from codeclerk.people.vocabulary import bodies
from codeclerk.register import vocabulary as register
from codeclerk.register.changes import Lines, people_of
from codeclerk.ui.act_fields import InParts
from codeclerk.ui.act_forms import ActPage, act_form
from codeclerk.votes import commands, find, queries
from codeclerk.votes.models import seat_stream, stream
from codeclerk.votes.rules.standing import Standing, moment_words
from codeclerk.votes.rules.values import Choice
from codeclerk.votes.rules.vote import Vote

VOTE, RECORD = "vote", "record"
_CHOICES = [(Choice.IN_FAVOUR.value, "In favour"), (Choice.AGAINST.value, "Against"), (Choice.ABSTAIN.value, "Abstain")]
_RUNNING = (Standing.TO_OPEN, Standing.OPEN)
_CLOSED = (Standing.CLOSED, Standing.COUNTED)


@dataclass(frozen=True)
class Change:
    """One form about one vote, offered to whom it is for while the vote stands in one of these ways.

    `leave_out` are fields that its page does not ask for; `heading` is the act's title unless given.
    """

    act: type[Act[Any]]
    label: str
    when: tuple[Standing, ...]
    is_voters: bool = False
    is_secretariats: bool = True
    done: str = "It is recorded"
    leave_out: Mapping[str, Any] = field(default_factory=dict)
    effective: str = ""


CHANGES = {
    VOTE: Change(commands.CastPosition, "Vote", (Standing.OPEN,), True, False, "Your position is recorded"),
    "alternate": Change(commands.AppointAlternate, "Name an alternate", _RUNNING[1:], True),
    "interest": Change(commands.DeclareInterest, "Declare an interest", _RUNNING[1:], True),
    RECORD: Change(commands.RecordPosition, "Record a position", (Standing.OPEN,)),
    "close": Change(commands.CloseVote, "Close it now", (*_RUNNING, Standing.CLOSED), done="The vote is closed"),
    "count": Change(commands.CountVote, "Count it", _CLOSED, done="The vote is counted"),
    "publish": Change(
        commands.PublishVote,
        "Publish it",
        (Standing.COUNTED,),
        done="The vote is published",
        leave_out={"shown": ()},
        effective="Decided on",
    ),
    "reopen": Change(commands.ReopenVote, "Open it again", _CLOSED, done="The vote is open again"),
    "withdraw": Change(commands.WithdrawVote, "Withdraw it", (*_RUNNING, *_CLOSED), done="The vote is withdrawn"),
}


def offered(request: Request, one: Vote) -> list[tuple[str, str]]:
    """What the viewer may do with a vote besides voting: (label, href)."""
    manages = find.MANAGE in request.viewer.holds
    return [
        (change.label, _address(one, name))
        for name, change in CHANGES.items()
        if one.standing in change.when
        and name != VOTE
        and ((manages and change.is_secretariats) or (one.own and change.is_voters))
    ]


def may_vote(request: Request, one: Vote) -> str:
    """Where the viewer votes; empty for who has no vote, or none now."""
    return _address(one, VOTE) if one.own and one.standing is Standing.OPEN else ""


def _address(one: Vote, name: str) -> str:
    return reverse("votes:change", args=[one.key, name])


def _to_vote(outcome: bus.Outcome) -> str:
    return reverse("votes:vote", args=[outcome.answer["vote"]])


def _crumbs() -> list[tuple[str, str]]:
    return [("Votes", reverse("votes:votes"))]


def open_vote(request: Request) -> HttpResponse:
    """Open a vote on a proposal."""
    return act_form(
        request,
        commands.OpenVote,
        actor=request.viewer.key,
        initial={
            "proposal": request.GET.get("proposal", ""),
            "closes": clock.today() + timedelta(days=7),
            "closes_at": commands.CLOSES_AT,
        },
        instead={
            "weights": Lines(
                label="Weights of Parties",
                help_text="Only where the rule weighs votes. One in each line: the Party’s key, a colon, its weight.",
                required=False,
            )
        },
        page=ActPage(
            lead="The process says what is asked, and the code how it is counted. Who may vote is settled now.",
            crumbs=_crumbs(),
            cancel=reverse("votes:votes"),
            done="The vote is open",
        ),
        done=_to_vote,
    )


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one act on one vote."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.vote(request.lens, key)
    if not made.is_voters:
        _check_runs(request, made.act)
    here = reverse("votes:vote", args=[one.key])
    asks = _asks(request, one, act)
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"vote": one.key, **made.leave_out, **asks.fixed},
        initial=asks.initial,
        choices=asks.choices,
        instead=asks.instead,
        in_parts=asks.in_parts,
        effective=made.effective,
        streams=asks.streams,
        page=ActPage(
            lead=f"{one.named[:1].upper()}{one.named[1:]}: {one.question.carried_name}. {_until(one)}",
            crumbs=[*_crumbs(), (f"{one.body_name} on {one.number}", here)],
            cancel=here,
            done=made.done,
        ),
        done=_to_vote,
    )


def _check_runs(request: Request, act: type[Act[Any]]) -> None:
    """Say no before anybody types, to who does not run votes; the public is asked to sign in."""
    answer = permission.ask(request.viewer.key, find.MANAGE, clock.now())
    if not answer.allowed and request.viewer.key != PUBLIC.key:
        facts = {"because": answer.because, "decided_by": answer.rule, "capability": find.MANAGE}
        raise NOT_ALLOWED.refuse(act.name, actor=request.viewer.key, **facts)


def _until(one: Vote) -> str:
    if one.standing is Standing.OPEN:
        return f"It closes on {moment_words(one.times.closes_at)}; a position can be changed until then."
    return f"It is {one.standing.words}." if one.is_shown else ""


@dataclass(frozen=True)
class _Asks:
    """What a form asks for, and how."""

    fixed: Mapping[str, Any] = field(default_factory=dict)
    initial: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)
    instead: Mapping[str, forms.Field] = field(default_factory=dict)
    in_parts: Mapping[str, InParts] = field(default_factory=dict)
    streams: tuple[str, ...] = ()


def _asks(request: Request, one: Vote, act: str) -> _Asks:
    made: Callable[[Request, Vote], _Asks] = {
        VOTE: _voting,
        RECORD: _recording,
        "alternate": _seat_and_person,
        "interest": _seat,
        "count": _counting,
        "publish": _publishing,
        "reopen": lambda request, one: _Asks(initial={"closes_at": commands.CLOSES_AT}, streams=(stream(one.key),)),
    }.get(act, lambda request, one: _Asks(streams=(stream(one.key),)))
    return made(request, one)


def _rationale(one: Vote, seat: str) -> InParts:
    """A box for each objective of the code, with what was said last."""
    said = one.stands.get(seat)
    last = dict(said.rationale) if said else {}
    boxes = {
        letter: forms.CharField(
            label=f"Objective ({letter})",
            help_text=text,
            max_length=2000,
            required=False,
            initial=last.get(letter, ""),
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for letter, text in register.objectives().items()
    }

    def joined(typed: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
        return tuple({"objective": letter, "reason": words} for letter, words in typed.items())

    return InParts(boxes, joined)


def _position(one: Vote, said: Choice | None = None) -> forms.Field:
    reasons = "In favour or against takes a reason for at least one objective below; to abstain takes none."
    return forms.ChoiceField(
        label="Position",
        help_text=reasons if one.rationale == "required" else "",
        choices=_CHOICES,
        widget=forms.RadioSelect,
        initial=said.value if said else None,
    )


def _seats(one: Vote, seats: tuple[str, ...]) -> list[tuple[str, str]]:
    names = {voter.seat: voter.name for voter in one.voters}
    return [(seat, names[seat]) for seat in seats]


def _voting(request: Request, one: Vote) -> _Asks:
    first = one.own[0] if one.own else ""
    said = one.stands.get(first)
    return _Asks(
        fixed={"seat": first} if len(one.own) < 2 else {},
        choices={"seat": _seats(one, one.own)},
        instead={"choice": _position(one, said.position.choice if said else None)},
        in_parts={"rationale": _rationale(one, first)},
        streams=tuple(seat_stream(one.key, seat) for seat in one.own[:1]),
    )


def _recording(request: Request, one: Vote) -> _Asks:
    return _Asks(
        choices={"seat": _seats(one, tuple(voter.seat for voter in one.voters))},
        instead={"choice": _position(one)},
        in_parts={"rationale": _rationale(one, "")},
    )


def _seat(request: Request, one: Vote) -> _Asks:
    manages = find.MANAGE in request.viewer.holds
    seats = tuple(voter.seat for voter in one.voters) if manages else one.own
    return _Asks(
        fixed={"seat": seats[0]} if len(seats) == 1 and not manages else {}, choices={"seat": _seats(one, seats)}
    )


def _seat_and_person(request: Request, one: Vote) -> _Asks:
    asks = _seat(request, one)
    return _Asks(fixed=asks.fixed, choices={**asks.choices, **people_of(request)})


def _counting(request: Request, one: Vote) -> _Asks:
    decides = one.rule.ties == "chair_decides"
    return _Asks(
        fixed={} if decides else {"casting": None}, choices={"casting": _CHOICES[:2]}, streams=(stream(one.key),)
    )


def _publishing(request: Request, one: Vote) -> _Asks:
    step = commands.following(one, one.recorded) if one.recorded else None
    asks_release = step is not None and any(taken.what == "release" for taken in step.takes)
    summary = commands.summary(one.recorded) if one.recorded else ""
    closed = london_day(one.times.closed_at)
    return _Asks(
        fixed={} if asks_release else {"release": ""},
        initial={"reason": summary[:2000], "effective": min(one.meeting or closed, closed)},
        choices={"review_by": [(body.id, body.name) for body in bodies() if body.id != one.body]},
        streams=(stream(one.key),),
    )
