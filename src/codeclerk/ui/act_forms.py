"""An act as pages: fill in, look at what would happen, confirm. Every form of the product that changes the record.

    @require_http_methods(["GET", "POST"])
    def rename(request, key):
        return act_form(
            request,
            RenameOrganisation,
            actor=request.viewer.key,
            fixed={"organisation": key},
            initial={"name": line.name},
            effective="From which day",
            streams=(f"organisation:{key}",),
            done=lambda outcome: reverse("people:organisation", args=[key]),
        )

What the form carries besides the fields, signed: a command id, so that a form sent twice is done once, and the versions
of what the reader looked at, so that a change made meanwhile is shown before it is overwritten. `fixed` comes from the
address and is never read from the form.

Answers: 200 the form or the preview, 303 to `done` once it is recorded, 302 to sign in for the public, 422 with the
refusals at their fields, 409 with what changed since. Refusals that no field can mend (403, 404) are raised.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from pydantic import ValidationError

from codeclerk.kernel import bus, clock, ports
from codeclerk.kernel.acts import NOT_ALLOWED, Act, Plan
from codeclerk.kernel.calendar.dates import london_day
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import PUBLIC
from codeclerk.kernel.models import Event
from codeclerk.kernel.storage import RACE, STALE
from codeclerk.ui.act_fields import PART, InParts, data_of, fields_of, label_of
from codeclerk.ui.forms import DateTextField
from codeclerk.ui.tables import text_of

CARRIED, STEP, EFFECTIVE = "carried", "step", "effective"

TAMPERED = Reason(
    "ui.form_tampered",
    rule="a form comes back as it was handed out",
    problem="the hidden part of {object} cannot be read",
    remedy="Look at what you typed and send it again",
)


@dataclass(frozen=True)
class Since:
    """One thing that happened to the record after the reader looked."""

    when: datetime
    actor: str
    what: str


@dataclass(frozen=True)
class ActPage:
    """What the pages of one form say beside its fields.

    `heading` is the act's title unless given. `crumbs` are (label, href) pairs. `cancel` leads back without a change.
    """

    heading: str = ""
    lead: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    cancel: str = ""
    check: str = "Continue"
    confirm: str = "Confirm"
    done: str = ""
    """What is said once it is recorded; the heading unless given."""
    template: str = "ui/act_form.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def act_form(
    request: HttpRequest,
    act: type[Act[Any]],
    *,
    actor: str,
    done: Callable[[bus.Outcome], str],
    page: ActPage = ActPage(),
    fixed: Mapping[str, Any] = {},
    initial: Mapping[str, Any] = {},
    choices: Mapping[str, Iterable[tuple[str, str]]] = {},
    instead: Mapping[str, forms.Field] = {},
    in_parts: Mapping[str, InParts] = {},
    effective: str = "",
    effective_before: str = "",
    streams: Iterable[str] = (),
) -> HttpResponse:
    """Answer a request to one act's form, whichever of its steps it is.

    Args:
        actor: key of who acts.
        done: where to go once it is recorded, given what the bus answered.
        fixed: fields that the address says; not asked, not read from the form.
        initial: what the form holds at first.
        choices: for text fields, what to choose from.
        instead: form fields of one's own, by name.
        in_parts: fields that are asked for in parts, by name.
        effective: the label of a field that asks from which day it holds; empty: not asked, it is today.
        effective_before: the field that this one stands before; the last one unless given.
        streams: what the page shows, so that a later change of it is noticed.

    Raises:
        Refused: the actor may not, or what the address names does not exist.
    """
    if actor == PUBLIC.key:
        return redirect_to_login(request.get_full_path())
    if act.may is Act.may:
        _check_may(act, actor)
    flow = _Flow(request, act, actor, done, page, dict(fixed), bool(effective), tuple(streams), in_parts)
    made = fields_of(act.Input, leave_out=fixed, choices=choices, instead=instead, in_parts=in_parts)
    if effective:
        made[EFFECTIVE] = DateTextField(
            label=effective, help_text="Such as 5 March 2021.", initial=london_day(clock.now())
        )
        if effective_before:
            names = list(made)
            names.insert(names.index(effective_before), names.pop())
            made = {name: made[name] for name in names}
    flow.form_class = type("ActForm", (forms.Form,), made)
    if request.method == "POST":
        return flow.post()
    return flow.show(flow.form_class(initial=dict(initial)), uuid.uuid4(), bus.versions(flow.streams))


def _check_may(act: type[Act[Any]], actor: str) -> None:
    """Say no before anybody types, where the right does not depend on what is typed. The bus asks again."""
    answer = ports.permission.ask(actor, act.capability, clock.now())
    if not answer.allowed:
        raise NOT_ALLOWED.refuse(
            act.name, actor=actor, because=answer.because, decided_by=answer.rule, capability=act.capability
        )


class _Flow:
    """One request to one form."""

    form_class: type[forms.Form]

    def __init__(
        self,
        request: HttpRequest,
        act: type[Act[Any]],
        actor: str,
        done: Callable[[bus.Outcome], str],
        page: ActPage,
        fixed: dict[str, Any],
        is_dated: bool,
        streams: tuple[str, ...],
        in_parts: Mapping[str, InParts],
    ) -> None:
        self.in_parts = in_parts
        self.request, self.act, self.actor, self.done, self.page = request, act, actor, done, page
        self.fixed, self.is_dated, self.streams = fixed, is_dated, streams
        self.salt = f"act-form:{act.name}:{actor}"

    def post(self) -> HttpResponse:
        form = self.form_class(self.request.POST)
        try:
            command, seen = self._carried()
        except Refused as refused:
            self._add(form, refused)
            return self.show(form, uuid.uuid4(), bus.versions(self.streams), status=422)
        step = self.request.POST.get(STEP, "check")
        if not form.is_valid():
            self._check_the_rest(form)
            return self.show(form, command, seen, status=422)
        if step == "change":
            return self.show(self.form_class(initial=form.cleaned_data), command, seen)
        try:
            if step == "confirm":
                return self._record(form, command, seen)
            return self._preview(form, command, seen)
        except Refused as refused:
            return self._refused(form, refused, command, seen)

    def _check_the_rest(self, form: forms.Form) -> None:
        """Say at once what the schema finds wrong too, in the fields that the form itself found right."""
        try:
            self.act.Input.model_validate(data_of(self.act.Input, form.cleaned_data, self.in_parts) | self.fixed)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                name = str(problem["loc"][0]) if problem["loc"] else ""
                if form.cleaned_data.get(name):
                    form.add_error(name, self._worded(name, problem["msg"]))

    def _worded(self, name: str, what: str) -> str:
        return f"{label_of(self.act.Input, name)}: {what.removeprefix('Value error, ')}"

    def _sending(self, form: forms.Form) -> dict[str, Any]:
        return {
            "data": data_of(self.act.Input, form.cleaned_data, self.in_parts) | self.fixed,
            "actor": self.actor,
            "effective": form.cleaned_data[EFFECTIVE] if self.is_dated else None,
        }

    def _preview(self, form: forms.Form, command: uuid.UUID, seen: dict[str, int]) -> HttpResponse:
        plan = bus.preview(self.act, **self._sending(form), expected=seen)
        touched = bus.versions(event.stream for event in plan.events)
        return self.show(form, command, touched | seen, plan=plan)

    def _record(self, form: forms.Form, command: uuid.UUID, seen: dict[str, int]) -> HttpResponse:
        outcome = bus.execute(self.act, **self._sending(form), command_id=command, expected=seen)
        said = self.page.done or f"{self.page.heading or self.act.title}: done"
        if outcome.repeated:
            messages.info(self.request, f"{said}. It was recorded already, and not a second time.")
        else:
            messages.success(self.request, f"{said}.")
        response = HttpResponseRedirect(self.done(outcome))
        response.status_code = 303
        return response

    def _refused(self, form: forms.Form, refused: Refused, command: uuid.UUID, seen: dict[str, int]) -> HttpResponse:
        codes = {refusal.code for refusal in refused.refusals}
        if codes & {STALE.code, RACE.code}:
            return self.show(form, command, bus.versions(seen), since=_since(seen), status=409)
        if bus.CLASH.code in codes:
            # Sent before, with other content: an edit after "back". It is a new command now.
            self._add(form, refused)
            return self.show(form, uuid.uuid4(), seen, status=409)
        at_a_field = any(refusal.facts.get("field") in form.fields for refusal in refused.refusals)
        if refused.first.kind in (Kind.FORBIDDEN, Kind.BROKEN) or (
            refused.first.kind is Kind.NOT_FOUND and not at_a_field
        ):
            raise refused
        self._add(form, refused)
        return self.show(form, command, seen, status=409 if refused.first.kind is Kind.CONFLICT else 422)

    def _add(self, form: forms.Form, refused: Refused) -> None:
        """Each refusal at its field, in the words of the form rather than of the schema."""
        for refusal in refused.refusals:
            name = str(refusal.facts.get("field", "")).split(".")[0]
            part = f"{name}{PART}{refusal.facts.get('part', '')}"
            name = part if part in form.fields else name
            text = f"{refusal.problem[:1].upper()}{refusal.problem[1:]}. {refusal.remedy}"
            if refusal.code == bus.BAD_FIELD.code:
                text = self._worded(name, str(refusal.facts["what"]))
            form.add_error(name if name in form.fields else None, text)

    def _carried(self) -> tuple[uuid.UUID, dict[str, int]]:
        """The command id and the versions that the form carries. Raises `Refused` when they are not as handed out.

        Signed, because the answer to a stale form shows what happened in the streams that are named.
        """
        try:
            command, seen = signing.loads(self.request.POST.get(CARRIED, ""), salt=self.salt)
        except signing.BadSignature:
            raise TAMPERED.refuse("the form") from None
        return uuid.UUID(command), seen

    def show(
        self,
        form: forms.Form,
        command: uuid.UUID,
        seen: Mapping[str, int],
        *,
        plan: Plan | None = None,
        since: Sequence[Since] = (),
        status: int = 200,
    ) -> HttpResponse:
        """The form, or with a `plan` what it would do."""
        context = {
            "page": self.page,
            "heading": self.page.heading or self.act.title,
            "form": form,
            "carried": signing.dumps([str(command), dict(seen)], salt=self.salt),
            "plan": plan,
            "is_stale": status == 409 and bool(since),
            "since": since,
            **self.page.context,
        }
        if plan is not None:
            context["typed"] = _typed(form)
            context["events"] = [event.body.in_words() for event in plan.events]
            viewer = getattr(self.request, "viewer", PUBLIC)
            day = form.cleaned_data[EFFECTIVE] if self.is_dated else london_day(clock.now())
            context["audience"] = ports.audience.ask(viewer, plan.events, day, clock.now())
        response = render(self.request, self.page.template, context, status=status)
        # What was typed may be personal: no cache keeps it.
        patch_cache_control(response, private=True, no_store=True)
        return response


def _typed(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, as label and text, for looking over."""
    rows = []
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name)
        labels = {str(key): str(label) for key, label in getattr(bound.field, "choices", ()) if key != ""}
        several = value if isinstance(value, list | tuple) else [value]
        rows.append((str(bound.label), ", ".join(labels.get(str(one)) or _text(one) for one in several)))
    return rows


def _text(value: Any) -> str:
    if isinstance(value, bool | date | int):
        return text_of(value)
    return "" if value is None else str(value)


def _since(seen: Mapping[str, int]) -> list[Since]:
    """What happened in these streams after the versions seen, oldest first. One query a stream."""
    found = []
    for stream, version in sorted(seen.items()):
        found += list(Event.objects.filter(stream=stream, seq__gt=version).order_by("pk"))
    found.sort(key=lambda event: event.pk)
    return [
        Since(
            event.recorded_at,
            event.actor,
            read_body(event.type, event.version, event.body_json(), None).in_words(),
        )
        for event in found
    ]
