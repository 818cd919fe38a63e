"""The forms of the acts on meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse

from codeclerk.kernel import bus
from codeclerk.kernel.acts import Act
from codeclerk.kernel.calendar import format_date
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.commands import meetings as commands
from codeclerk.meetings.forms.running import FORMS
from codeclerk.meetings.models import stream
from codeclerk.meetings.rules.meetings import Meeting, State
from codeclerk.people.middleware import Request
from codeclerk.register.changes import Lines
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE = "meetings.manage"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


class CameLines(Lines):
    """What came of proposals, one in each line: the number, a colon, the words."""

    def clean(self, value: Any) -> Any:
        found = []
        for line in super().clean(value):
            number, colon, words = line.partition(":")
            if not colon or not number.strip() or not words.strip():
                raise ValidationError(f"Write a number, a colon and what came of it, not “{line[:60]}”.")
            found.append({"proposal": number.strip(), "words": words.strip()})
        return tuple(found)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return "\n".join(f"{one['proposal']}: {one['words']}" for one in value)
        return value


@dataclass(frozen=True)
class Change:
    """One form about one meeting, offered while it stands so. `effective` is the label of the day it asks for."""

    act: type[Act[Any]]
    label: str
    when: State
    effective: str = ""


CHANGES = {
    "move": Change(commands.MoveMeeting, "Move it", State.PLANNED, "Said on"),
    "drop": Change(commands.DropMeeting, "Drop it", State.PLANNED, "Said on"),
    "withdraw": Change(commands.WithdrawMeeting, "Take back that it was held", State.HELD),
}


OF_AGENDA = (
    ("item", "Put an item on the agenda", False),
    ("fill", "Fill the agenda from what is due", False),
    ("order", "Order the agenda", False),
    ("take-off", "Take an item off", False),
    ("attendance", "Record who was there", True),
    ("action", "Give an action", True),
)
"""The forms of an agenda, and whether each is about what happens at the meeting."""


def offered(request: Request, one: Meeting) -> list[tuple[str, str]]:
    """The changes that the viewer may make to a meeting: (label, href)."""
    if MANAGE not in request.viewer.holds:
        return []
    made = [
        (change.label, reverse("meetings:change", args=[one.key, name]))
        for name, change in CHANGES.items()
        if one.state is change.when
    ]
    if one.state is not State.DROPPED:
        made[:0] = [
            (label, reverse("meetings:change", args=[one.key, name]))
            for name, label, at_it in OF_AGENDA
            if not at_it or one.day <= request.lens.valid_at
        ]
    about = f"?body={one.body}&day={one.day.isoformat()}"
    if one.state is State.PLANNED:
        made[:0] = [
            ("Record that it was held", f"{reverse('meetings:record')}{about}"),
            ("Say its agenda", f"{reverse('meetings:plan')}{about}"),
        ]
    elif one.state is State.HELD:
        made[:0] = [("Complete its record", f"{reverse('meetings:record')}{about}")]
    return made


def _crumbs() -> list[tuple[str, str]]:
    return [("Meetings", reverse("meetings:meetings"))]


def _to_meeting(outcome: bus.Outcome) -> str:
    return reverse("meetings:meeting", args=[outcome.answer["meeting"]])


def _new(request: Request, act: type[Act[Any]], lead: str, said: str, effective: str, **instead: Any) -> HttpResponse:
    hint = "One proposal in each line, by its number. Empty where the agenda is not known."
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        initial={name: request.GET[name] for name in ("body", "day") if name in request.GET},
        choices={"body": [(body.id, body.name) for body in vocabulary.that_meet()]},
        instead={"agenda": Lines(label="Agenda", required=False, help_text=hint), **instead},
        effective=effective,
        page=ActPage(lead=lead, crumbs=_crumbs(), cancel=reverse("meetings:meetings"), done=said),
        done=_to_meeting,
    )


def plan(request: Request) -> HttpResponse:
    """Plan a meeting."""
    lead = "What is left empty stays as it was, if the meeting is planned already."
    return _new(request, commands.PlanMeeting, lead, "The meeting is planned", "Said on")


def record(request: Request) -> HttpResponse:
    """Record that a meeting was held."""
    lead = "What was decided is recorded for itself, under Decisions."
    hint = "One in each line: the number, a colon, what came of it. Such as MP099: no consensus, to be discussed again."
    came = CameLines(label="What came of it", required=False, help_text=hint)
    return _new(request, commands.RecordMeeting, lead, "The meeting is recorded", "", outcomes=came)


def change(request: Request, key: str, act: str) -> HttpResponse:
    """The form of one change of one meeting."""
    if act not in CHANGES and act not in FORMS:
        raise Http404
    one = queries.meeting(request.lens, key)
    if act in FORMS:
        return FORMS[act](request, one)
    made = CHANGES[act]
    here = reverse("meetings:meeting", args=[one.key])
    named = f"{one.name}, {format_date(one.day)}"
    return act_form(
        request,
        made.act,
        actor=request.viewer.key,
        fixed={"meeting": one.key, **_HIDDEN},
        initial={"day": one.day},
        effective=made.effective,
        streams=[stream(one.key)],
        page=ActPage(lead=named, crumbs=[*_crumbs(), (named, here)], cancel=here, done="It is recorded"),
        done=_to_meeting if made.act is not commands.WithdrawMeeting else _to_list,
    )


def _to_list(outcome: bus.Outcome) -> str:
    return reverse("meetings:meetings")
