"""The forms of the acts on one action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from codeclerk.kernel.acts import Act
from codeclerk.meetings import queries
from codeclerk.meetings.commands import actions as commands
from codeclerk.meetings.find import NO_ACTION
from codeclerk.meetings.models import closed_stream, stream
from codeclerk.meetings.queries.actions import actions
from codeclerk.meetings.rules.actions import Action, ActionState
from codeclerk.meetings.rules.meetings import State
from codeclerk.people.middleware import Request
from codeclerk.ui.act_forms import ActPage, act_form


def _action(request: Request, key: str) -> Action:
    """The action that an address names. Refused (meetings.no_action)."""
    meeting = key.rpartition("-a")[0]
    found = next((one for one in actions(request.lens, meetings=[meeting]) if one.key == key), None)
    if found is None:
        raise NO_ACTION.refuse(key[:100])
    return found


def _form(request: Request, one: Action, act: type[Act[Any]], **more: Any) -> HttpResponse:
    here = reverse("meetings:meeting", args=[one.at or one.meeting])
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={"action": one.key, "sure": "stated"},
        streams=[stream(one.meeting), closed_stream(one.meeting)],
        page=ActPage(
            lead=f"{one.name} for {one.owner_name}: {one.what}",
            crumbs=[("Meetings", reverse("meetings:meetings")), ("Actions", reverse("meetings:actions"))],
            cancel=here,
            done="It is recorded",
        ),
        done=lambda outcome: f"{here}#actions",
        **more,
    )


def end(request: Request, key: str) -> HttpResponse:
    """Say that an action is done or dropped."""
    choices = [(one.value, one.value.capitalize()) for one in (ActionState.DONE, ActionState.DROPPED)]
    state = forms.ChoiceField(label="It is", choices=choices, widget=forms.RadioSelect)
    return _form(request, _action(request, key), commands.EndAction, instead={"state": state}, effective="Since")


def carry(request: Request, key: str) -> HttpResponse:
    """Carry an action over to the next meeting of its body."""
    one = _action(request, key)
    coming = [each for each in queries.meetings(request.lens, body=one.body) if each.state is State.PLANNED]
    choices = [(each.key, f"{each.name}, {each.day.isoformat()}") for each in coming if each.day > one.given]
    return _form(
        request,
        one,
        commands.CarryAction,
        choices={"to": choices},
        initial={"to": choices[0][0] if choices else "", "due": one.due},
    )
