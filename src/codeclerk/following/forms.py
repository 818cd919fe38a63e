"""The forms of following."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from codeclerk.following import asking, naming, queries
from codeclerk.following.asking import Asked
from codeclerk.following.commands import (
    NOT_FOLLOWED,
    ConfirmAddress,
    FollowThing,
    IssueFeedToken,
    RevokeFeedToken,
    SetDigest,
    Unfollow,
)
from codeclerk.following.mailing import address
from codeclerk.following.rules import Follow, HowOften, News
from codeclerk.kernel import bus
from codeclerk.kernel.lens import PUBLIC
from codeclerk.people.middleware import Request
from codeclerk.people.tokens import new_secret
from codeclerk.register.changes import Several
from codeclerk.ui.act_forms import ActPage, act_form

Method = require_http_methods(["GET", "HEAD", "POST"])
MINE = "What I follow"
_ASKED = {
    "stages": ("stage", "Stages"),
    "parties": ("party", "Party categories"),
    "documents": ("document", "Documents"),
    "systems": ("system", "Systems"),
    "statuses": ("status", "Statuses"),
    "paths": ("path", "Paths"),
    "flags": ("flag", "Flags"),
}
"""Fields of the rule -> their aspect and label, in the order in which the form asks for them."""


def own_key(request: Request) -> str:
    """The key of the person who is signed in; empty for nobody."""
    return request.viewer.key.removeprefix("person:") if request.viewer.key != PUBLIC.key else ""


def _page(heading: str, lead: str, done: str, confirm: str = "Confirm") -> ActPage:
    here = reverse("following:mine")
    return ActPage(
        heading=heading, lead=lead, crumbs=[(MINE, here)], cancel=here, done=done, check="Continue", confirm=confirm
    )


def _to_mine(outcome: bus.Outcome) -> str:
    return reverse("following:mine")


@never_cache
@Method
def follow(request: Request) -> HttpResponse:
    """Follow what the address names, or else a proposal, a document or a clause. Without signing in: its feeds."""
    asked = asking.read(request.GET)
    if request.viewer.key == PUBLIC.key:
        return render(request, "following/signed_out.html", {"asked": asked, **feeds_of(asked)})
    if asked.wanted:
        given = {name: value for name, value in asked.as_input.items() if name != "news"}
        return _follow(request, asked, f"Follow {asked.words}", "", {**_THING, **_RULE, **given})
    return _follow(request, asked, "Follow something", "Name one: a proposal, a document or a clause.", _RULE)


@never_cache
@Method
def follow_rule(request: Request) -> HttpResponse:
    """Follow everything that a rule describes."""
    lead = "Tick what a proposal must be. Of one list any is enough; of several lists each must fit."
    fixed = {**_THING, "releases": (), "touches": ()}
    return _follow(request, asking.read(request.GET), "Follow everything of a kind", lead, fixed)


_THING: dict[str, Any] = dict.fromkeys(("proposal", "document", "clause"), "")
_RULE: dict[str, Any] = dict.fromkeys((*_ASKED, "releases", "touches"), ())


def _follow(request: Request, asked: Asked, heading: str, lead: str, fixed: dict[str, Any]) -> HttpResponse:
    return act_form(
        request,
        FollowThing,
        actor=request.viewer.key,
        fixed={"person": own_key(request), **fixed},
        initial={"how_often": HowOften.AT_ONCE.value, "news": [one.value for one in asked.news]},
        instead=_fields(),
        page=_page(heading, lead, "You follow it", "Follow"),
        done=_to_mine,
    )


def _fields() -> dict[str, forms.Field]:
    choices = naming.choices()
    made: dict[str, forms.Field] = {
        name: Several(label=label, choices=choices[aspect]) for name, (aspect, label) in _ASKED.items()
    }
    kinds = [(one.value, one.label) for one in News]
    made["news"] = Several(label="Kinds of news", help_text="None ticked: all of them.", choices=kinds)
    made["how_often"] = forms.ChoiceField(label="E-mail", choices=queries.HOW_OFTEN, widget=forms.RadioSelect)
    return made


def feeds_of(asked: Asked) -> dict[str, str]:
    """Where the public feed and the calendar of what is asked for are, whole."""
    return {
        "atom": address(f"{reverse('following:news')}{asked.tail}"),
        "calendar": address(f"{reverse('following:dates')}{asked.tail}"),
    }


def _own(request: Request, key: str) -> Follow | None:
    """One of the follows of the reader; None for the public, who signs in first. Refused: it is none."""
    if request.viewer.key == PUBLIC.key:
        return None
    found = next((one for one in queries.follows_of(own_key(request)) if one.key == key), None)
    if found is None:
        raise NOT_FOLLOWED.refuse(key[:60])
    return found


@never_cache
@Method
def set_digest(request: Request, follow: str) -> HttpResponse:
    one = _own(request, follow)
    return act_form(
        request,
        SetDigest,
        actor=request.viewer.key,
        fixed={"person": own_key(request), "follows": (follow,)},
        initial={"how_often": one.how_often.value if one else ""},
        instead={"how_often": _fields()["how_often"]},
        page=_page("How often you get e-mail", f"You follow {one.named}." if one else "", "It is changed"),
        done=_to_mine,
    )


@never_cache
@Method
def unfollow(request: Request, follow: str) -> HttpResponse:
    one = _own(request, follow)
    return act_form(
        request,
        Unfollow,
        actor=request.viewer.key,
        fixed={"person": own_key(request), "follow": follow},
        page=_page(
            f"Follow {one.named} no more" if one else "",
            "Nothing is sent of it any more.",
            "It is removed",
            "Remove it",
        ),
        done=_to_mine,
    )


@never_cache
@Method
def confirm_address(request: Request) -> HttpResponse:
    lead = "Say that your address takes mail again. What was not sent is sent then. Change it first if it is wrong."
    return act_form(
        request,
        ConfirmAddress,
        actor=request.viewer.key,
        fixed={"person": own_key(request)},
        page=_page("Confirm my e-mail address", lead, "It is confirmed"),
        done=_to_mine,
    )


@never_cache
@Method
def issue_feed_token(request: Request) -> HttpResponse:
    """Make a private address. The page that follows is the only place where it stands: it is not kept."""
    outcomes: list[bus.Outcome] = []
    secret = new_secret()

    def done(outcome: bus.Outcome) -> str:
        outcomes.append(outcome)
        return _to_mine(outcome)

    lead = "For a feed reader or a calendar that cannot sign in. Who has the address sees what you follow."
    response = act_form(
        request,
        IssueFeedToken,
        actor=request.viewer.key,
        fixed={"person": own_key(request), "secret": secret},
        page=_page("Make a private address", lead, "The address is made", "Make the address"),
        done=done,
    )
    if not outcomes or outcomes[0].repeated:
        return response
    query = f"?token={outcomes[0].answer['token']}.{secret}"
    made = {name: address(f"{reverse(f'following:{name}')}{query}") for name in ("own_news", "own_dates")}
    shown = render(request, "following/address_made.html", made)
    shown["Cache-Control"] = "private, no-store"
    return shown


@never_cache
@Method
def revoke_feed_token(request: Request, token: str) -> HttpResponse:
    return act_form(
        request,
        RevokeFeedToken,
        actor=request.viewer.key,
        fixed={"person": own_key(request), "token": token},
        page=_page(
            f"Revoke the private address {token}", "It answers no more from then on.", "It is revoked", "Revoke it"
        ),
        done=_to_mine,
    )
