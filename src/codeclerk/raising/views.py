"""The pages of drafts: how to raise a change, my drafts, writing one, reading one. Acts have theirs in `acting.py`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from codeclerk.kernel import clock
from codeclerk.kernel.lens import PUBLIC
from codeclerk.parts import vocabulary as parts
from codeclerk.parts.views import paragraphs
from codeclerk.people.middleware import Request, with_dates
from codeclerk.process import vocabulary as process
from codeclerk.raising import forms, queries, reasons, store, tables, vocabulary
from codeclerk.raising.queries import DraftView
from codeclerk.raising.rules import content as rules
from codeclerk.raising.rules.content import LABELS, QUESTIONS, Content, Problem
from codeclerk.raising.rules.solutions import hints
from codeclerk.raising.safety import csrf_holds, keep_typed, take_kept, version_seen
from codeclerk.ui.errors import csrf_failure
from codeclerk.ui.forms import form_view
from codeclerk.ui.table_views import static_view
from codeclerk.ui.words import LONDON


def here(key: str) -> str:
    """Where a draft is written."""
    return reverse("raising:write", args=[key])


@require_safe
def how(request: Request) -> HttpResponse:
    """How to raise a change: for everybody. Who is signed in can begin at once."""
    organisations = queries.organisations_of(request.lens)
    of, step = vocabulary.step_at(clock.today())
    return render(
        request,
        "raising/how.html",
        {
            "step": step,
            "entitled": process.entitled_bodies(of.profile.id),
            "clock": vocabulary.clock_at(clock.today()),
            "questions": QUESTIONS,
            "LABELS": LABELS,
            "organisations": organisations,
            "is_signed_in": request.viewer.key != PUBLIC.key,
            "drafts": len(queries.my_drafts(request.lens)) if request.viewer.key != PUBLIC.key else 0,
            "with_dates": lambda href: with_dates(request, href),
        },
    )


@login_required
@require_safe
@never_cache
def drafts(request: Request) -> HttpResponse:
    """My drafts: those that I write, and those that I was let read."""
    found = queries.my_drafts(request.lens)
    own = [one for one in found if one.is_mine]
    shared = [one for one in found if not one.is_mine]
    return render(
        request,
        "raising/drafts.html",
        {
            "own": static_view(tables.drafts_table(own), "drafts") if own else None,
            "shared": static_view(tables.shared_table(shared), "shared") if shared else None,
        },
    )


@login_required
@require_POST
def start(request: Request) -> HttpResponse:
    """Begin a draft. Who speaks for one organisation raises it for that one."""
    organisations = queries.organisations_of(request.lens)
    only = organisations[0].key if len(organisations) == 1 else ""
    made = store.start(request.viewer.key, Content(organisation=only))
    return see(here(made.key))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, key: str) -> HttpResponse:
    """Write a draft. It is saved while somebody types, and by a button; what was typed is never lost."""
    if request.method == "POST":
        return _save(request, key)
    if request.viewer.key == PUBLIC.key:
        return redirect_to_login(request.get_full_path())
    view = queries.draft(request.lens, key)
    if not view.is_owner or view.line.state.is_ended:
        return see(reverse("raising:read", args=[key]))
    kept = take_kept(request, key)
    if kept is not None:
        return _page(request, view, kept[0], version=kept[1], note="kept", differs=_differs(view, kept))
    problems = rules.problems(view.content) if request.GET.get("check") else ()
    return _page(request, view, view.content, problems=problems)


def _differs(view: DraftView, kept: tuple[Content, int]) -> tuple[str, ...]:
    """What another window changed since, of a text that was kept while its owner was signed out."""
    return rules.changed(view.content, kept[0]) if kept[1] != view.version else ()


def _save(request: Request, key: str) -> HttpResponse:
    """Save what was typed: by the page itself as fragments, by a button as pages."""
    by_itself = "HX-Request" in request.headers
    holds = csrf_holds(request)
    if request.viewer.key == PUBLIC.key:
        if not holds:
            return csrf_failure(request)
        keep_typed(request, key)
        if by_itself:
            return render(request, "raising/signed_out.html", {"href": here(key)})
        return redirect_to_login(here(key))
    view = queries.draft(request.lens, key)
    if not view.is_owner:
        raise reasons.NOT_OWNER.refuse(key)
    if view.line.state.is_ended:
        raise reasons.ENDED.refuse(key, how=view.line.state.words.lower(), hint="Open the list of your drafts.")
    content = forms.read(request.POST, _choices(_speaks(request), view))
    version = version_seen(request)
    if not holds:
        return _answer(request, view, content, version, note="unsafe", status=403)
    saved = store.save(key, content, version)
    if saved.differs:
        return _answer(request, view, content, version, note="clash", differs=saved.differs, status=409)
    if by_itself:
        return _answer(request, queries.draft(request.lens, key), content, saved.form.version)
    return see(_onward(request.POST.get("step", ""), key))


def _onward(step: str, key: str) -> str:
    """Where a button leads once everything is saved."""
    ways = {"read": "raising:read", "send": "raising:send", "raise": "raising:raise"}
    if step in ways:
        return reverse(ways[step], args=[key])
    return here(key) + ("?check=1" if step == "check" else "?saved=1")


def _answer(
    request: Request, view: DraftView, content: Content, version: int, *, note: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    """What a saving is answered with: the state beside the form, or the whole page with what was typed."""
    if "HX-Request" in request.headers:
        context = {**_state(view, content, version), "note": note, "differs": _named(more.get("differs", ()))}
        return render(request, "raising/state.html", {**context, "is_fragment": True})
    return _page(request, view, content, version=version, note=note, status=status, **more)


def _page(
    request: Request,
    view: DraftView,
    content: Content,
    *,
    version: int | None = None,
    note: str = "",
    problems: tuple[Problem, ...] = (),
    differs: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page on which a draft is written. Where windows differ, it goes on from the newest version: saving again
    keeps what is in the form."""
    speaks = _speaks(request)
    form = forms.shown_form(content, _choices(speaks, view), problems)
    made = form_view(form)
    context = {
        "view": view,
        "form": form,
        "asked": forms.asked(made, list(form.fields), content, view),
        "here": here(view.line.key),
        "differs": [(LABELS[id], _other(view.content, id)) for id in differs],
        "overall": view.said_of("overall"),
        "speaks": bool(speaks),
        "note": note or ("saved" if request.GET.get("saved") else ""),
        **_state(view, content, view.version if differs or version is None else version),
        "is_fragment": False,
    }
    return render(request, "raising/write.html", context, status=status)


def _other(content: Content, id: str) -> str:
    """What the other window saved for a field, as text."""
    value = getattr(content, id)
    if id == rules.CATEGORIES:
        names = vocabulary.category_names()
        return ", ".join(names.get(one, one) for one in value)
    return str(value)


def _named(ids: tuple[str, ...]) -> list[str]:
    return [LABELS[id] for id in ids]


def _state(view: DraftView, content: Content, version: int) -> dict[str, Any]:
    """What stands beside the form: when it was saved, how far it is, what reads like a solution."""
    saved = view.line.saved.astimezone(LONDON) if view.line.saved else None
    filled = rules.filled(content)
    found = {one.question: one for one in hints(content)}
    return {
        "draft": view.line.key,
        "version": version,
        "saved": saved,
        "is_saved_today": saved is not None and saved.date() == clock.today(),
        "questions": [(one, one.id in filled) for one in QUESTIONS],
        "count": len(filled),
        "total": len(QUESTIONS),
        "hints": found,
    }


def _speaks(request: Request) -> forms.Choices:
    return [(one.key, one.label) for one in queries.organisations_of(request.lens)]


def _choices(speaks: forms.Choices, view: DraftView) -> forms.Choices:
    return forms.organisation_choices(speaks, view.content, view.line.organisation)


@login_required
@require_safe
@never_cache
def read(request: Request, key: str) -> HttpResponse:
    """A draft as the proposal will look, with what was said of it; for its owner, guests and the code administrator."""
    view = queries.draft(request.lens, key)
    return render(request, "raising/read.html", {"view": view, **shown(view.content)})


def shown(content: Content) -> dict[str, Any]:
    """What a draft says as the page of the proposal will show it."""
    names = vocabulary.category_names()
    return {
        "content": content,
        "answers": [
            (one, parts.text(one.id).name, paragraphs(str(getattr(content, one.id))))
            for one in QUESTIONS
            if one.id != "title"
        ],
        "harmed": [names.get(one, one) for one in content.categories],
        "hints": hints(content),
        "LABELS": LABELS,
    }


@login_required
@require_safe
@never_cache
def to_comment(request: Request) -> HttpResponse:
    """The drafts that wait for comments, with the last day for each, and those that have them."""
    found = queries.to_comment(request.lens)
    table = static_view(tables.to_comment_table(found), "to-comment") if found else None
    return render(request, "raising/to_comment.html", {"table": table})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: Request, key: str) -> HttpResponse:
    """Delete a draft of which nothing was recorded. One that was sent is deleted by an act."""
    view = queries.draft(request.lens, key)
    if not view.is_owner:
        raise reasons.NOT_OWNER.refuse(key)
    if view.sendings or view.guests:
        return see(reverse("raising:erase", args=[key]))
    if request.method == "POST":
        store.delete(key)
        messages.success(request, "The draft is deleted.")
        return see(reverse("raising:drafts"))
    return render(request, "raising/delete.html", {"view": view})


def see(href: str) -> HttpResponse:
    """Go on to another page after something was sent."""
    response = HttpResponseRedirect(href)
    response.status_code = 303
    return response
