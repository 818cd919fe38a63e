"""What following adds to the frame of every page, to a proposal's page, and to the list of proposals."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.following.asking import Asked
from codeclerk.following.tables import panel
from codeclerk.people.middleware import Request
from codeclerk.register import panels
from codeclerk.register.queries import Filters
from codeclerk.ui import shell
from codeclerk.ui.tables import Link


def register() -> None:
    """Called when the app is ready."""
    panels.register("follow", "Be told", 15, panel)
    panels.list_links.provide(list_links)
    shell.register(
        shell.NavItem("Does it touch me?", "following:touches", order=62, place="more"),
        shell.NavItem("Does it touch me?", "following:touches", order=20, place="footer"),
        shell.NavItem("Feeds and calendars", "following:feeds", order=21, place="footer"),
        shell.NavItem("What I follow", "following:mine", order=20, place="account", visible=_is_signed_in),
    )


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def list_links(request: Request, filters: Filters) -> tuple[Link, ...]:
    """Follow the list as it is narrowed, by e-mail, in a feed reader, in a calendar. What words found is no rule."""
    wanted = {
        "stage": filters.stages,
        "status": filters.statuses,
        "path": filters.paths,
        "party": filters.parties,
        "document": filters.documents,
        "system": filters.systems,
        "flag": filters.flags,
        "release": filters.releases,
    }
    tail = Asked({aspect: values for aspect, values in wanted.items() if values}).tail
    return (
        Link("Follow this list", f"{reverse('following:follow')}{tail}"),
        Link("Atom feed of this list", f"{reverse('following:news')}{tail}"),
        Link("Calendar of this list", f"{reverse('following:dates')}{tail}"),
    )
