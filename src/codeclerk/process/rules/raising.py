"""Who may raise a change: as whom of those whom the code entitles somebody raises it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from codeclerk.kernel.packs.base import normal
from codeclerk.process.packs import Entitled


def entitled_as(
    entries: Iterable[Entitled],
    named: str,
    names: frozenset[str],
    kind: str,
    names_of: Callable[[Entitled], Iterable[str]],
) -> Entitled | None:
    """The entry that somebody is entitled by; None for none.

    What they say that they are comes first, then what they are called, then the kind of organisation, where an entry
    that asks for nothing besides goes before one that does.

    Args:
        named: as whom they say that they raise it; empty where they do not say.
        names: what the organisation is called.
        kind: the kind of the organisation; empty for none.
        names_of: every text that means an entry.
    """
    every = sorted(entries, key=lambda one: one.only is not None)
    if named:
        found = next((one for one in every if normal(named) in map(normal, names_of(one))), None)
        return found if found is not None and (not found.kinds or not kind or kind in found.kinds) else None
    called = {normal(one) for one in names if one}
    by_name = (one for one in every if not one.kinds and called.intersection(map(normal, names_of(one))))
    by_kind = (one for one in every if kind in one.kinds)
    return next(by_name, None) or next(by_kind, None)


def listed(words: Iterable[str]) -> str:
    """`a Party, the Panel and the Authority`."""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"
