"""What the frame of a page needs: names, navigation, dates, theme. Higher folders register; this folder asks.

Nothing here touches the database, so that the pages which say no can be shown when it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from codeclerk.ui.words import LONDON

THEMES = ("system", "light", "dark")
THEME_COOKIE = "codeclerk-theme"


@dataclass(frozen=True)
class NavItem:
    """One link of the frame.

    Args:
        label: what it says.
        url_name: a named URL without arguments.
        order: its place, lowest first.
        place: `primary`, `account` or `footer`.
        visible: asked with the request; it must not fail for an anonymous reader.
    """

    label: str
    url_name: str
    order: int = 50
    place: str = "primary"
    visible: Callable[[HttpRequest], bool] = field(default=lambda request: True, compare=False)


_ITEMS: dict[tuple[str, str], NavItem] = {}
_CODE_NAME: list[Callable[[], str]] = []


def register(*items: NavItem) -> None:
    """Add links to the frame; called by a folder's app when it is ready. The same link twice is one link."""
    for item in items:
        _ITEMS[item.place, item.url_name] = item


def provide_code_name(provider: Callable[[], str]) -> None:
    """Say where the name of the code in the header comes from. The last provider wins."""
    _CODE_NAME[:] = [provider]


@dataclass(frozen=True)
class NavLink:
    """A link of the frame as the page shows it. `current` is "page" on it, "true" below it, else empty."""

    label: str
    href: str
    current: str = ""


@dataclass(frozen=True)
class Dates:
    """The two dates that the page looks at, as the dates bar shows them."""

    as_at: date
    known_at: date
    today: date

    @property
    def is_past(self) -> bool:
        """True when the page does not show today's record as known today."""
        return (self.as_at, self.known_at) != (self.today, self.today)


@dataclass(frozen=True)
class Shell:
    """The frame of one page."""

    code_name: str
    theme: str
    path: str
    here: str
    keep: tuple[tuple[str, str], ...]
    dates: Dates
    primary: tuple[NavLink, ...]
    account: tuple[NavLink, ...]
    footer: tuple[NavLink, ...]


def shell(request: HttpRequest | None, lens: Any = None) -> Shell:
    """The frame for a request. `lens` is a `kernel.lens.Lens` or None, which stands for today."""
    path = request.path if request else "/"
    keep: tuple[tuple[str, str], ...] = ()
    if request:
        keep = tuple(
            (key, value)
            for key, values in request.GET.lists()
            for value in values
            if key not in {"as_at", "known_at", "format"}
        )
    return Shell(
        code_name=_CODE_NAME[0]() if _CODE_NAME else "",
        theme=theme_of(request),
        path=path,
        here=request.get_full_path() if request and request.method == "GET" else path,
        keep=keep,
        dates=_dates(lens),
        primary=_links("primary", request, path),
        account=_links("account", request, path),
        footer=_links("footer", request, path),
    )


def theme_of(request: HttpRequest | None) -> str:
    """The reader's choice from the cookie; `system` when there is none."""
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else "system"


def _dates(lens: Any) -> Dates:
    today = timezone.now().astimezone(LONDON).date()
    if lens is None:
        return Dates(today, today, today)
    known: datetime = lens.known_at
    return Dates(lens.valid_at, known.astimezone(LONDON).date(), today)


def _links(place: str, request: HttpRequest | None, path: str) -> tuple[NavLink, ...]:
    found = []
    for item in sorted(_ITEMS.values(), key=lambda item: (item.order, item.label)):
        if item.place != place or (request is not None and not item.visible(request)):
            continue
        try:
            href = reverse(item.url_name)
        except NoReverseMatch:
            continue
        current = "page" if path == href else "true" if href != "/" and path.startswith(href) else ""
        found.append(NavLink(item.label, href, current))
    return tuple(found)
