"""Where pages are: those of things, by the subject that sources know them by, and those of folders by their name."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from codeclerk.sources.links import kind_of, page_of

__all__ = ["kind_of", "page_named", "page_of"]


def page_named(url_name: str) -> str:
    """The address of a named page without arguments; empty while no folder mounts it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
