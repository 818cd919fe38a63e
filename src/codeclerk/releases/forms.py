"""The forms of the acts on releases."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from codeclerk.kernel import bus
from codeclerk.parts import vocabulary as parts
from codeclerk.people.middleware import Request
from codeclerk.register.changes import Lines
from codeclerk.releases import commands, queries
from codeclerk.releases.ad_hoc import RegisterAdHocRelease
from codeclerk.releases.models import stream
from codeclerk.releases.rules.contents import Release
from codeclerk.ui.act_forms import ActPage, act_form

MANAGE = "releases.manage"
_HIDDEN = {"sure": "stated"}
"""What a person types is said by them; how sure a source was is for importers."""


def offered(request: Request, release: Release) -> list[tuple[str, str]]:
    """The changes that the viewer may make to a release: (label, href)."""
    if MANAGE not in request.viewer.holds:
        return []
    named = (
        ("Move it", "releases:move"),
        ("Write its notes", "releases:note"),
        ("Set what it costs", "releases:cost"),
        ("Withdraw it, if it was registered in error", "releases:withdraw"),
    )
    return [(label, reverse(name, args=[release.key])) for label, name in named]


def _crumbs() -> list[tuple[str, str]]:
    return [("Releases", reverse("releases:releases"))]


def _to_release(outcome: bus.Outcome) -> str:
    return reverse("releases:release", args=[outcome.answer["release"]])


def register_release(request: Request) -> HttpResponse:
    """Register a release."""
    return act_form(
        request,
        commands.RegisterRelease,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        effective="Known from",
        page=ActPage(
            lead="A release that is planned, or one that was made for something that could not wait.",
            crumbs=_crumbs(),
            cancel=reverse("releases:releases"),
            done="The release is in the calendar",
        ),
        done=_to_release,
    )


def register_ad_hoc_release(request: Request) -> HttpResponse:
    """Register the ad-hoc release of a decision. `?proposal=` the proposal that was approved."""
    return act_form(
        request,
        RegisterAdHocRelease,
        actor=request.viewer.key,
        fixed=_HIDDEN,
        initial={"proposal": request.GET.get("proposal", "")[:60]},
        effective="From which day",
        page=ActPage(
            lead="For a proposal that was approved and cannot wait. The day of the release is worked out from that of "
            "the decision in the record; the proposal is meant for it from then on.",
            crumbs=_crumbs(),
            cancel=reverse("releases:releases"),
            done="The release is in the calendar",
        ),
        done=_to_release,
    )


def _page(one: Release, lead: str) -> ActPage:
    here = reverse("releases:release", args=[one.key])
    return ActPage(lead=lead, crumbs=[*_crumbs(), (one.full_name, here)], cancel=here, done="It is recorded")


def move_release(request: Request, key: str) -> HttpResponse:
    """Move a release."""
    one = queries.release(request.lens, key)
    return act_form(
        request,
        commands.MoveRelease,
        actor=request.viewer.key,
        fixed={"release": one.key, **_HIDDEN},
        initial={"day": one.day},
        effective="Said on",
        streams=[stream(one.key)],
        page=_page(one, f"{one.full_name}. The days that it had before stay in the record."),
        done=_to_release,
    )


def note_release(request: Request, key: str) -> HttpResponse:
    """Write the notes of a release."""
    one = queries.release(request.lens, key)
    return act_form(
        request,
        commands.NoteRelease,
        actor=request.viewer.key,
        fixed={"release": one.key, **_HIDDEN},
        initial={"text": one.notes, "closed_to_systems": one.closed_to_systems},
        effective="From which day",
        streams=[stream(one.key)],
        page=_page(one, one.full_name),
        done=_to_release,
    )


def set_release_cost(request: Request, key: str) -> HttpResponse:
    """Set what a release costs."""
    one = queries.release(request.lens, key)
    cost = one.cost
    return act_form(
        request,
        commands.SetReleaseCost,
        actor=request.viewer.key,
        fixed={"release": one.key, **_HIDDEN},
        initial={"effort": "\n".join(each.line for each in cost.efforts), "budget": cost.budget, "text": cost.text}
        if cost
        else {},
        choices={"budget": [(each.id, each.name) for each in parts.rules().budget_treatments]},
        instead={"effort": Lines(label="Days of effort", required=False, help_text=commands.EFFORT_HINT)},
        effective="From which day",
        streams=[stream(one.key)],
        page=_page(one, f"{one.full_name}. Pounds are worked out from the days, by the rate of a day of effort."),
        done=_to_release,
    )


def withdraw_release(request: Request, key: str) -> HttpResponse:
    """Withdraw a release that was registered in error."""
    one = queries.release(request.lens, key)
    lead = (
        f"Withdraw the {one.full_name} only if it was registered in error: it is shown nowhere from then on, and its "
        "key is free. Move a release that is not made after all to no day instead."
    )
    return act_form(
        request,
        commands.WithdrawRelease,
        actor=request.viewer.key,
        fixed={"release": one.key},
        streams=[stream(one.key)],
        page=replace(_page(one, lead), confirm="Withdraw it", done="The release is withdrawn"),
        done=lambda outcome: reverse("releases:releases"),
    )
