"""What raising adds to the frame of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.people.middleware import Request
from codeclerk.progression import desk
from codeclerk.raising import queries, tables
from codeclerk.raising.find import COMMENTS
from codeclerk.ui import shell
from codeclerk.ui.tables import Table


def register() -> None:
    """Called when the app is ready."""
    desk.register("drafts", "Drafts to comment on", _waiting)
    shell.register(
        shell.NavItem("Raise a change", "raising:how", order=10, place="account", visible=_is_signed_in),
        shell.NavItem("How to raise a change", "raising:how", order=10, place="footer"),
        shell.NavItem("My drafts", "raising:drafts", order=60, place="more", visible=_is_signed_in),
        shell.NavItem("Drafts to comment on", "raising:to_comment", order=61, place="more", visible=_comments),
    )


def page() -> str:
    """The address of the page on which a change is raised."""
    return reverse("raising:how")


def _waiting(request: Request) -> Table | None:
    """The drafts that wait for comments, for who comments. Two queries; none for anybody else."""
    lines = queries.to_comment(request.lens) if _comments(request) else ()
    return tables.to_comment_table(lines) if lines else None


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _comments(request: HttpRequest) -> bool:
    viewer = getattr(request, "viewer", None)
    return viewer is not None and COMMENTS in viewer.holds
