"""The links that people add to the frame of every page."""

from __future__ import annotations

from django.http import HttpRequest

from codeclerk.ui import shell


def register() -> None:
    """Called when the app is ready."""
    shell.register(
        shell.NavItem("Organisations", "people:organisations", order=70),
        shell.NavItem("People", "people:persons", order=72, visible=_manages),
        shell.NavItem("Sign in", "account_login", place="account", visible=lambda request: not _is_signed_in(request)),
        shell.NavItem("My account", "people:account", place="account", visible=_is_signed_in),
        shell.NavItem("Sign out", "account_logout", order=90, place="account", visible=_is_signed_in),
    )


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _manages(request: HttpRequest) -> bool:
    viewer = getattr(request, "viewer", None)
    return viewer is not None and "people.manage" in viewer.holds
