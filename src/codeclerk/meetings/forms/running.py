"""The forms of the acts on an agenda and at a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from codeclerk.committees import queries as committees
from codeclerk.kernel.acts import Act
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.lens import Classification
from codeclerk.meetings import vocabulary
from codeclerk.meetings.commands import actions, agenda, running
from codeclerk.meetings.models import closed_stream, stream
from codeclerk.meetings.queries.due import due_at
from codeclerk.meetings.queries.running import Course, ItemLine, course_of
from codeclerk.meetings.rules.agenda import ItemKind, Presence
from codeclerk.meetings.rules.meetings import Meeting
from codeclerk.people.middleware import Request
from codeclerk.people.vocabulary import bodies, roles
from codeclerk.register.changes import Lines, Several, organisations_of
from codeclerk.sources.queries.figures import every
from codeclerk.ui.act_fields import InParts
from codeclerk.ui.act_forms import ActPage, act_form

FIXED = {"sure": "stated"}


class GuestLines(Lines):
    """Guests, one organisation in each line: its name, a colon, how many came."""

    def clean(self, value: Any) -> Any:
        found = []
        for line in super().clean(value):
            name, _, number = line.rpartition(":")
            if not name.strip() or not number.strip().isdigit():
                raise ValidationError(f"Write an organisation, a colon and a number, not “{line[:60]}”.")
            found.append({"organisation": name.strip(), "number": int(number)})
        return tuple(found)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return "\n".join(f"{one['organisation']}: {one['number']}" for one in value)
        return value


def _form(
    request: Request,
    one: Meeting,
    act: type[Act[Any]],
    *,
    fixed: Mapping[str, Any] = {},
    lead: str = "",
    done: str = "It is recorded",
    **more: Any,
) -> HttpResponse:
    """One form about one meeting; it leads back to the meeting, or to where it is run."""
    here = reverse("meetings:meeting", args=[one.key])
    named = f"{one.name}, {format_date(one.day)}"
    back = f"{reverse('meetings:run', args=[one.key])}?item={request.GET.get('item', '')}" if _runs(request) else here
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={"meeting": one.key, **FIXED, **fixed},
        streams=[stream(one.key), closed_stream(one.key)],
        page=ActPage(
            lead=lead or named,
            crumbs=[("Meetings", reverse("meetings:meetings")), (named, here)],
            cancel=back,
            done=done,
        ),
        done=lambda outcome: back,
        **more,
    )


def _runs(request: Request) -> bool:
    return request.GET.get("then") == "run"


def _course(request: Request, one: Meeting) -> Course:
    return course_of(request.lens, one)


def _item(request: Request, course: Course) -> ItemLine | None:
    return course.item(request.GET.get("item", ""))


def _of_item(request: Request, one: Meeting) -> tuple[dict[str, Any], dict[str, Any], str, ItemLine | None]:
    """What is fixed, the choice of items where none is named, the lead, and the item."""
    course = _course(request, one)
    item = _item(request, course)
    if item is not None:
        return {"item": item.key}, {}, item.called, item
    return {}, {"item": [(each.key, each.called) for each in course.items]}, "", None


def put(request: Request, one: Meeting) -> HttpResponse:
    """Put an item on the agenda, or change one."""
    item = _item(request, _course(request, one))
    initial: dict[str, Any] = {"kind": ItemKind.PAPER.value, "classification": Classification.WHITE.value}
    if item is not None:
        said = item.item
        initial = {
            "proposal": item.proposal,
            "title": said.title,
            "kind": said.kind,
            "number": said.printed,
            "action": said.action,
            "asks": said.asks,
            "presenter": said.presenter,
            "classification": said.classification,
            "document": said.document,
        }
    verbs = ", ".join(verb.name for verb in vocabulary.verbs())
    asks = Lines(label="The body is asked to", required=False, help_text=f"One in each line, beginning with {verbs}.")
    documents = [(each.sha256, each.name) for each in every(request.lens)]
    return _form(
        request,
        one,
        agenda.PutItem,
        fixed={"item": item.key if item else ""},
        initial=initial,
        choices={
            "action": [(each.id, each.name) for each in vocabulary.rules().paper_actions],
            "presenter": [(each.id, each.name) for each in roles()],
            "document": documents,
        },
        instead={
            "asks": asks,
            "kind": forms.ChoiceField(
                label="Kind", choices=[(each.value, each.label) for each in ItemKind], widget=forms.RadioSelect
            ),
            "classification": forms.ChoiceField(
                label="Classification",
                choices=[(each.value, each.value) for each in Classification if each in request.viewer.may_see],
                help_text="Who may not see it learns only that there is an item.",
                widget=forms.RadioSelect,
            ),
        },
    )


def take_off(request: Request, one: Meeting) -> HttpResponse:
    """Take an item off the agenda."""
    fixed, choices, lead, _ = _of_item(request, one)
    return _form(request, one, agenda.TakeOffItem, fixed=fixed, choices=choices, lead=lead)


def order(request: Request, one: Meeting) -> HttpResponse:
    """Put the items in another order: their keys, one in each line."""
    course = _course(request, one)
    named = "; ".join(f"{each.key} is {each.name}" for each in course.items)
    lines = Lines(label="Order", help_text=f"One item in each line, by its key. {named}.")
    keys = tuple(each.key for each in course.items)
    return _form(request, one, agenda.OrderAgenda, instead={"order": lines}, initial={"order": keys})


def fill(request: Request, one: Meeting) -> HttpResponse:
    """Fill the agenda from what is due: everything is ticked, and what is not wanted is taken out."""
    due = due_at(request.lens, one, [each.item for each in _course(request, one).items])
    choices = [(each.key, f"{each.number} {each.title}".strip() + f". {each.why}") for each in due]
    field = Several(label="What goes on the agenda", choices=choices)
    lead = "What is put to the meeting, reviews, steps that wait for its body, and open actions."
    initial = {"chosen": [each.key for each in due]}
    return _form(
        request, one, agenda.FillAgenda, instead={"chosen": field}, initial=initial, lead=lead, done="It is filled"
    )


def attendance(request: Request, one: Meeting) -> HttpResponse:
    """Record who was there: one answer for each seat, and guests by organisation."""
    course = _course(request, one)
    recorded = {each.seat: each.how.value for each in course.there}
    answers = [("", "Not recorded"), *((each.value, each.label) for each in Presence)]
    fields: dict[str, forms.Field] = {}
    for seat in committees.seats(request.lens.at(one.day), one.body):
        who = f" ({seat.organisation_name})" if seat.organisation_name and seat.name else ""
        label = (seat.name or seat.organisation_name or "Member") + who
        fields[seat.key] = forms.ChoiceField(label=label, choices=answers, required=False)

    def joined(typed: Mapping[str, Any]) -> Any:
        return [{"seat": seat, "how": how} for seat, how in typed.items()]

    guests = GuestLines(
        label="Guests", required=False, help_text="One organisation in each line, with how many came: DCC: 3."
    )
    initial: dict[str, Any] = {f"seats__{seat}": how for seat, how in recorded.items()}
    initial["guests"] = tuple({"organisation": each.organisation, "number": each.number} for each in course.guests)
    return _form(
        request,
        one,
        running.RecordAttendance,
        instead={"guests": guests},
        in_parts={"seats": InParts(fields, joined)},
        initial=initial,
        lead="" if fields else "No member of the body is known on that day; guests can be recorded.",
    )


def outcome(request: Request, one: Meeting) -> HttpResponse:
    """Record what came of an item."""
    fixed, choices, lead, item = _of_item(request, one)
    came = item.came if item else None
    initial = (
        {"outcome": came.outcome, "words": came.words, "when": came.when, "follow_up": came.follow_up} if came else {}
    )
    known = [(each.id, each.name) for each in vocabulary.rules().outcomes]
    return _form(
        request,
        one,
        running.RecordOutcome,
        fixed=fixed,
        lead=lead,
        choices={**choices, "outcome": known, "whom": _owners(request)},
        initial=initial,
    )


def verbal(request: Request, one: Meeting) -> HttpResponse:
    """Record what was reported by word of mouth."""
    fixed, choices, lead, item = _of_item(request, one)
    initial = {"words": item.verbal} if item else {}
    return _form(request, one, running.ReportVerbally, fixed=fixed, choices=choices, lead=lead, initial=initial)


def interest(request: Request, one: Meeting) -> HttpResponse:
    """Record an interest that a member declared."""
    fixed, choices, lead, _ = _of_item(request, one)
    return _form(request, one, running.DeclareInterest, fixed=fixed, choices=choices, lead=lead)


def action(request: Request, one: Meeting) -> HttpResponse:
    """Give an action, from an item or from the meeting as a whole."""
    course = _course(request, one)
    item = _item(request, course)
    choices: dict[str, Any] = {"owner": _owners(request)}
    if item is None:
        choices["item"] = [(each.key, each.called) for each in course.items]
    return _form(
        request,
        one,
        actions.GiveAction,
        fixed={"item": item.key} if item else {},
        choices=choices,
        lead=f"From {item.called}" if item else "",
        done="The action is given",
    )


def _owners(request: Request) -> list[tuple[str, str]]:
    """Who can own an action: bodies, roles and organisations."""
    return [
        *((f"body:{each.id}", each.name) for each in bodies()),
        *((f"role:{each.id}", each.name) for each in roles()),
        *((f"organisation:{key}", name) for key, name in organisations_of(request)),
    ]


FORMS: dict[str, Callable[[Request, Meeting], HttpResponse]] = {
    "item": put,
    "take-off": take_off,
    "order": order,
    "fill": fill,
    "attendance": attendance,
    "outcome": outcome,
    "verbal": verbal,
    "interest": interest,
    "action": action,
}
