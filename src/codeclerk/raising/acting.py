"""The forms of the acts on drafts: look over, see what happens, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from codeclerk.kernel import clock
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import PUBLIC
from codeclerk.people.middleware import Request
from codeclerk.raising import find, queries, reasons, vocabulary
from codeclerk.raising.commands import (
    CommentOnDraft,
    EraseDraft,
    RaiseDraft,
    SendDraft,
    ShareDraft,
    UnshareDraft,
    WithdrawDraft,
)
from codeclerk.raising.models import stream
from codeclerk.raising.queries import DraftView
from codeclerk.raising.rules import content as rules
from codeclerk.raising.views import here, see, shown
from codeclerk.ui.act_forms import ActPage, act_form

Method = require_http_methods(["GET", "HEAD", "POST"])
MINE = "My drafts"


def _crumbs(view: DraftView) -> list[tuple[str, str]]:
    page = "raising:read" if view.line.state.is_ended else "raising:write"
    return [(MINE, reverse("raising:drafts")), (view.line.title or "Draft", reverse(page, args=[view.line.key]))]


def _own(request: Request, key: str) -> DraftView:
    """A draft of one's own, for the pages that change it. Refuses a guest and who only comments on it."""
    view = queries.draft(request.lens, key)
    if not view.is_owner:
        raise reasons.NOT_OWNER.refuse(key)
    return view


def _looked_over(request: Request, key: str, act: Any, page: ActPage, done: Any, **fixed: Any) -> HttpResponse:
    """The form of an act that lets go of what the owner looks over on its first page. A draft that was changed since
    is looked over anew."""
    version = page.context["view"].version
    if request.method == "POST" and request.POST.get("version") != str(version):
        messages.warning(request, "The draft was changed in another window. Look it over again.")
        return see(request.path)
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={"draft": key, **fixed},
        initial={"version": version},
        instead={"version": forms.IntegerField(widget=forms.HiddenInput)},
        streams=[stream(key)],
        page=page,
        done=done,
    )


def _incomplete(view: DraftView) -> HttpResponse | None:
    """Back to the draft with what is missing, before anybody looks anything over."""
    if not view.line.state.is_ended and rules.problems(view.content):
        return HttpResponseRedirect(f"{here(view.line.key)}?check=1")
    return None


@never_cache
@Method
def send(request: Request, key: str) -> HttpResponse:
    """Send a draft to the code administrator, or send it again."""
    if request.viewer.key == PUBLIC.key:
        return act_form(request, SendDraft, actor=PUBLIC.key, done=str)
    view = _own(request, key)
    again = " again" if view.sendings else ""
    page = ActPage(
        heading=f"Send it{again} to the code administrator",
        lead="A critical friend reads it before it is raised: is the problem clear, does anything miss?",
        crumbs=_crumbs(view),
        cancel=here(key),
        confirm=f"Send it{again}",
        done="The draft is sent",
        template="raising/look_over.html",
        context={"view": view, **shown(view.content)},
    )
    return _incomplete(view) or _looked_over(request, key, SendDraft, page, lambda _: here(key))


@never_cache
@Method
def raise_it(request: Request, key: str) -> HttpResponse:
    """Raise a draft: it becomes a proposal."""
    if request.viewer.key == PUBLIC.key:
        return act_form(request, RaiseDraft, actor=PUBLIC.key, done=str)
    view = _own(request, key)
    page = ActPage(
        heading="Raise the change",
        lead="This is what everybody will read. It gets the next number and stands in the register at once.",
        crumbs=_crumbs(view),
        cancel=here(key),
        confirm="Raise it",
        done="The change is raised",
        template="raising/look_over.html",
        context={"view": view, **shown(view.content)},
    )
    fixed = {} if _asks_where(request, view) else {"shown": ""}
    return _incomplete(view) or _looked_over(
        request,
        key,
        RaiseDraft,
        page,
        lambda outcome: reverse("register:proposal", args=[outcome.answer["number"]]),
        **fixed,
    )


def _asks_where(request: Request, view: DraftView) -> bool:
    """Whether the organisation may raise a change on a condition only, so that it is asked where that is shown."""
    if not view.content.organisation:
        return False
    of, _ = vocabulary.step_at(clock.today())
    try:
        found = find.entitled(request.lens, of.profile.id, view.content.organisation)
    except Refused:
        return False
    return found is not None and found.only is not None


@never_cache
@Method
def comment(request: Request, key: str) -> HttpResponse:
    """Comment on a draft, answer by answer, beside what it says."""
    if request.viewer.key == PUBLIC.key:
        return act_form(request, CommentOnDraft, actor=PUBLIC.key, done=str)
    view = queries.draft(request.lens, key)
    there = reverse("raising:to_comment")
    last = view.sendings[-1] if view.sendings else None
    return act_form(
        request,
        CommentOnDraft,
        actor=request.viewer.key,
        fixed={"draft": key},
        streams=[stream(key)],
        page=ActPage(
            heading="Comment on a draft",
            lead="As a critical friend: is the problem clear, is it one problem, does anything miss?",
            crumbs=[("Drafts to comment on", there)],
            cancel=there,
            confirm="Send the comments",
            done="The comments are sent",
            template="raising/comment.html",
            context={
                "view": view,
                "last": last,
                "state": view.line.state,
                **shown(last.content if last else view.content),
            },
        ),
        done=lambda _: there,
    )


def _plain(request: Request, key: str, act: Any, lead: str, done: str, confirm: str, **more: Any) -> HttpResponse:
    """The form of an act that says all in one sentence."""
    if request.viewer.key == PUBLIC.key:
        return act_form(request, act, actor=PUBLIC.key, done=str)
    view = _own(request, key)
    crumbs = _crumbs(view)
    there = more.pop("there", crumbs[0][1])
    page = ActPage(lead=lead, crumbs=crumbs, cancel=crumbs[-1][1], confirm=confirm, done=done)
    fixed = {"draft": key, **more}
    return act_form(
        request, act, actor=request.viewer.key, fixed=fixed, streams=[stream(key)], page=page, done=lambda _: there
    )


@never_cache
@Method
def withdraw(request: Request, key: str) -> HttpResponse:
    lead = "Nobody needs to comment on it, and nothing is raised. What it says stays with you until you delete it."
    return _plain(request, key, WithdrawDraft, lead, "The draft is withdrawn", "Withdraw it")


@never_cache
@Method
def erase(request: Request, key: str) -> HttpResponse:
    lead = (
        "What it says, and what was said of it, is deleted for good. That it was sent, and when, stays in the record."
    )
    return _plain(request, key, EraseDraft, lead, "The draft is deleted", "Delete it")


@never_cache
@Method
def share(request: Request, key: str) -> HttpResponse:
    lead = "They can read it, with the comments on it. They cannot change, send or raise it."
    return _plain(request, key, ShareDraft, lead, "They can read the draft", "Let them read it", there=here(key))


@never_cache
@Method
def unshare(request: Request, key: str, guest: str) -> HttpResponse:
    lead = f"Person {guest} will not find the draft any more."
    done = "They cannot read the draft any more"
    return _plain(request, key, UnshareDraft, lead, done, "Ask them out", there=here(key), guest=guest)
