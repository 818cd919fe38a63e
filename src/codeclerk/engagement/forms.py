"""The forms of the acts on engagement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from codeclerk.engagement import commands, find, queries, vocabulary
from codeclerk.engagement.commands.helpdesk import NO_HELPDESK, TOO_MANY
from codeclerk.engagement.commands.inputs import PERSON
from codeclerk.engagement.rules import Engagement, Standing
from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Act
from codeclerk.kernel.lens import PUBLIC
from codeclerk.people.middleware import Request
from codeclerk.people.queries import names_as_at
from codeclerk.people.vocabulary import categories
from codeclerk.register.changes import Lines, Several, organisations_of, people_of
from codeclerk.register.vocabulary import addressees
from codeclerk.ui.act_forms import ActPage, act_form

HELPDESK = "system:helpdesk"
"""Who acts when somebody who is not signed in writes to the helpdesk."""
PER_ADDRESS, WINDOW = 5, 3600
"""So many requests an hour from one network address."""
_HIDDEN = {"sure": "stated"}


@dataclass(frozen=True)
class Change:
    """One form about one day. `effective` is the label of the day it asks for; `whose` says who is offered it."""

    act: type[Act[Any]]
    label: str
    lead: str
    when: Callable[[Request, Engagement], bool]
    effective: str = ""
    done: str = "It is recorded"


def _is_coming(one: Engagement) -> bool:
    return one.standing(clock.today()) in (Standing.COMING, Standing.ON)


def _manages(request: Request, one: Engagement) -> bool:
    return queries.manages(request.lens) and _is_coming(one)


def _can_book(request: Request, one: Engagement) -> bool:
    if not one.takes_bookings(clock.today()) or not _is_signed_in(request):
        return False
    return queries.manages(request.lens) or queries.own_booking(request.lens, one) is None


def _has_booked(request: Request, one: Engagement) -> bool:
    return _is_coming(one) and (queries.manages(request.lens) or queries.own_booking(request.lens, one) is not None)


def _is_signed_in(request: Request) -> bool:
    return request.viewer.key != PUBLIC.key


CHANGES = {
    "book": Change(
        commands.BookPlace,
        "Book a place",
        "First come, first served. Who booked is told to nobody but the secretariat.",
        _can_book,
        done="The booking is recorded; its page says whether you have a place",
    ),
    "cancel-booking": Change(
        commands.CancelBooking,
        "Cancel the booking",
        "The place goes to whoever waits for one.",
        _has_booked,
        done="The booking is cancelled",
    ),
    "suggest": Change(
        commands.SuggestTopic,
        "Suggest a topic",
        "For the secretariat, which may take it up. Who suggested it is told to nobody else.",
        lambda request, one: _is_signed_in(request) and _is_coming(one),
        done="Your suggestion is with the secretariat",
    ),
    "topic": Change(commands.AddTopic, "Take up a topic", "It stands on the page of the day.", _manages),
    "move": Change(
        commands.MoveEngagement,
        "Move or change the day",
        "Whoever booked is told. What is left empty stays as it is.",
        _manages,
    ),
    "cancel": Change(commands.CancelEngagement, "Cancel the day", "Whoever booked is told, with the reason.", _manages),
    "attendance": Change(
        commands.RecordAttendance,
        "Record who came",
        "By organisation. Others see how many came in all.",
        lambda request, one: queries.manages(request.lens) and not one.is_cancelled and clock.today() >= one.first,
        "Recorded for",
    ),
}


OWN = ("book", "cancel-booking", "suggest")
"""What everybody may do for themselves; the rest is the secretariat's."""


def offered(request: Request, one: Engagement, *, own: bool) -> list[tuple[str, str]]:
    """The forms about a day that the viewer is offered, for themselves or for the secretariat: (label, href)."""
    return [
        (change.label, reverse("engagement:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if (name in OWN) is own and change.when(request, one)
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [("Engagement", reverse("engagement:days"))]


def _to_day(outcome: bus.Outcome) -> str:
    return reverse("engagement:day", args=[outcome.answer["engagement"]])


def _to_helpdesk(outcome: bus.Outcome) -> str:
    return reverse("engagement:helpdesk")


def plan(request: Request) -> HttpResponse:
    """Plan a day."""
    whom = [(one.id, one.plural or one.name) for one in (*categories(), *addressees())]
    return act_form(
        request,
        commands.PlanEngagement,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        instead={
            "categories": Several(label="For whom", help_text="None for everybody.", choices=whom),
            "topics": Lines(label="Topics", help_text="One in each line.", required=False),
        },
        effective="Announced on",
        page=ActPage(
            lead="A day on which people of the industry come together.",
            crumbs=_crumbs(),
            cancel=reverse("engagement:days"),
            done="The day is planned",
        ),
        done=_to_day,
    )


def change(request: Request, key: str, act: str) -> HttpResponse:
    """One form about one day."""
    if act not in CHANGES:
        raise Http404
    made = CHANGES[act]
    one = queries.engagement(request.lens, key)
    here = reverse("engagement:day", args=[one.key])
    manages = queries.manages(request.lens)
    fixed: dict[str, Any] = {"engagement": one.key}
    if "sure" in made.act.Input.model_fields:
        fixed |= _HIDDEN
    if "person" in made.act.Input.model_fields and not manages:
        fixed["person"] = None
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed=fixed,
        initial={"places": 1, "online": one.is_online} if act in ("book", "move") else {},
        choices={"organisation": _organisations(request, all_of_them=manages), **(people_of(request))},
        effective=made.effective,
        page=ActPage(
            heading=f"{made.label}: {one.title}",
            lead=f"{one.when}. {made.lead}",
            crumbs=[*_crumbs(), (one.title, here)],
            cancel=here,
            done=made.done,
        ),
        done=_to_day if act != "suggest" else lambda outcome: here,
    )


def _organisations(request: Request, *, all_of_them: bool) -> list[tuple[str, str]]:
    """For whom the viewer can book: their own organisations; the secretariat for any."""
    if all_of_them:
        return list(organisations_of(request))
    keys = find.organisations_of(request.viewer.key.removeprefix(PERSON), clock.today())
    return sorted(names_as_at(request.lens, keys).items(), key=lambda pair: pair[1].casefold()) if keys else []


def write(request: Request) -> HttpResponse:
    """Write to the helpdesk, signed in or not."""
    if not vocabulary.kinds():
        raise NO_HELPDESK.refuse("a request")
    is_known = _is_signed_in(request)
    if request.method == "POST" and request.POST.get("step") == "confirm" and not is_known:
        _count(request)
    here = reverse("engagement:helpdesk")
    return act_form(
        request,
        commands.AskHelpdesk,
        actor=request.viewer.key if is_known else HELPDESK,
        choices={"kind": [(one.id, one.name) for one in vocabulary.kinds()]},
        initial={"kind": request.GET.get("kind", "")},
        page=ActPage(
            lead="For the secretariat only. What you write can be erased: ask for it with the number of your request.",
            crumbs=[*_crumbs(), ("Helpdesk", here)],
            cancel=here,
            check="Look it over",
            confirm="Send",
            done="Your request is with the helpdesk",
        ),
        done=_to_helpdesk,
    )


def _count(request: Request) -> None:
    """Count one more request from a network address. Refused (engagement.too_many_requests) when there were as many as
    there may be in an hour. The address itself is kept nowhere."""
    window, _ = divmod(int(clock.now().timestamp()), WINDOW)
    address = str(get_adapter().get_client_ip(request))
    key = f"codeclerk-helpdesk-{hashlib.sha256(f'{address}|{window}'.encode()).hexdigest()[:32]}"
    so_far = cache.get(key, 0)
    if so_far >= PER_ADDRESS:
        raise TOO_MANY.refuse("your network address", most=PER_ADDRESS)
    cache.set(key, so_far + 1, WINDOW)


SETTLES: dict[str, type[Act[Any]]] = {
    "answer": commands.AnswerRequest,
    "close": commands.CloseRequest,
    "erase": commands.EraseRequest,
}


def settle(request: Request, key: str, act: str) -> HttpResponse:
    """Answer, close or erase one request; for the secretariat."""
    if act not in SETTLES:
        raise Http404
    here = reverse("engagement:helpdesk")
    response = act_form(
        request,
        SETTLES[act],
        actor=request.viewer.key,
        fixed={"request": key},
        page=ActPage(lead=f"Request {key}.", crumbs=[*_crumbs(), ("Helpdesk", here)], cancel=here, done="It is done"),
        done=_to_helpdesk,
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
