"""What the frame of a page needs: names, navigation, dates, theme. Higher folders register; this folder asks.

Nothing here touches the database, so that the pages which say no can be shown when it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

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
        place: `primary`, `more` (folded away beside the primary ones), `account` or `footer`.
        visible: asked with the request; it must not fail for an anonymous reader.
    """

    label: str
    url_name: str
    order: int = 50
    place: str = "primary"
    visible: Callable[[HttpRequest], bool] = field(default=lambda request: True, compare=False)


_ITEMS: dict[tuple[str, str], NavItem] = {}
_ARRANGED: dict[str, tuple[str, int]] = {}
_CODE_NAME: list[Callable[[], str]] = []
_SEARCH: list[str] = []
LOOKS = ("as_at", "known_at")
"""The parameters of an address that say which day a page looks at; links of the frame keep them."""


def register(*items: NavItem) -> None:
    """Add links to the frame; called by a folder's app when it is ready. The same link twice is one link."""
    for item in items:
        _ITEMS[item.place, item.url_name] = item


def arrange(place: str, *url_names: str) -> None:
    """Give links of the menu a place and an order there, whatever their folders asked for: the site does, which knows
    them all.

    A link that is not arranged stays where its folder put it, after those that are. What a folder puts into the footer
    or beside the account stays there too.
    """
    for position, name in enumerate(url_names):
        _ARRANGED[name] = (place, position)


def provide_search(url_name: str) -> None:
    """Say which page the search box of the frame leads to: a named URL that takes the words as `q`."""
    _SEARCH[:] = [url_name]


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
    """The frame of one page. `looks` are the dates that the reader chose, as parameters of an address."""

    code_name: str
    theme: str
    path: str
    here: str
    home: str
    search: str
    keep: tuple[tuple[str, str], ...]
    looks: tuple[tuple[str, str], ...]
    dates: Dates
    primary: tuple[NavLink, ...]
    more: tuple[NavLink, ...]
    account: tuple[NavLink, ...]
    footer: tuple[NavLink, ...]


def shell(request: HttpRequest | None, lens: Any = None) -> Shell:
    """The frame for a request. `lens` is a `kernel.lens.Lens` or None, which stands for today."""
    path = request.path if request else "/"
    keep: tuple[tuple[str, str], ...] = ()
    if request:
        keep = tuple(
            (key, value) for key, values in request.GET.lists() for value in values if key not in {*LOOKS, "format"}
        )
    dates = _dates(lens)
    looks = _looks(request, dates) if lens is not None else ()
    query = f"?{urlencode(looks)}" if looks else ""
    return Shell(
        code_name=_CODE_NAME[0]() if _CODE_NAME else "",
        theme=theme_of(request),
        path=path,
        here=request.get_full_path() if request and request.method == "GET" else path,
        home=f"/{query}",
        search=_address(_SEARCH[0]) if _SEARCH else "",
        keep=keep,
        looks=looks,
        dates=dates,
        primary=_links("primary", request, path, query),
        more=_links("more", request, path, query),
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


def _looks(request: HttpRequest | None, dates: Dates) -> tuple[tuple[str, str], ...]:
    """The dates that the address chose, so that links of the frame stay on them; what it left out stays left out."""
    chosen = {"as_at": dates.as_at, "known_at": dates.known_at}
    given = request.GET if request else {}
    return tuple((name, chosen[name].isoformat()) for name in LOOKS if given.get(name) or given.get(_dashed(name)))


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _links(place: str, request: HttpRequest | None, path: str, query: str = "") -> tuple[NavLink, ...]:
    found = []
    for item in sorted(_ITEMS.values(), key=_order):
        arranged = _arranged(item)
        if (arranged[0] if arranged else item.place) != place or (request is not None and not item.visible(request)):
            continue
        href = _address(item.url_name)
        if not href:
            continue
        current = "page" if path == href else "true" if href != "/" and path.startswith(href) else ""
        found.append(NavLink(item.label, href + query, current))
    return tuple(found)


def _order(item: NavItem) -> tuple[int, int, str]:
    """Arranged links first, in their order; then the others by the order that they asked for."""
    arranged = _arranged(item)
    return (0, arranged[1], "") if arranged else (1, item.order, item.label)


def _arranged(item: NavItem) -> tuple[str, int] | None:
    return _ARRANGED.get(item.url_name) if item.place in ("primary", "more") else None


def _address(url_name: str) -> str:
    """Where a named URL is; empty while no folder mounts it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
