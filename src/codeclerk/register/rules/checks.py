"""Checks of what sources print against the register: titles, proposers, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from codeclerk.register.rules.slugs import slug_of
from codeclerk.sources.rules.values import normal_text


@dataclass(frozen=True)
class Printed:
    """What one source says, and where: `PMP:199 says DCC`."""

    value: str
    place: str


def title_differs(printed: str, titles: Iterable[str]) -> bool:
    """Whether a printed title is none of the register's (A13). Capitals count, line breaks and quote marks do not."""
    return normal_text(printed) not in {normal_text(title) for title in titles}


def title_warnings(found: Iterable[Printed], titles: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each source that prints a title which the register does not have."""
    ours = f"the register has “{titles[0]}”" if titles else "the register has no title"
    return tuple(
        f"{one.place} prints the title “{one.value}”; {ours}." for one in found if title_differs(one.value, titles)
    )


def proposers_differ(found: Sequence[Printed]) -> str:
    """The sentence when sources name different Proposers (A15), with every name and place; empty when they agree."""
    by_name: dict[str, list[Printed]] = {}
    for one in found:
        by_name.setdefault(normal_text(one.value).casefold(), []).append(one)
    if len(by_name) < 2:
        return ""
    count = {2: "Two", 3: "Three", 4: "Four"}.get(len(by_name), str(len(by_name)))
    said = "; ".join(f"{same[0].value} ({', '.join(p.place for p in same)})" for same in by_name.values())
    return f"{count} sources name different Proposers: {said}."


@dataclass(frozen=True)
class PaperLink:
    """A hyperlink of a paper: the words that are linked, and where they lead."""

    text: str
    target: str


@dataclass(frozen=True)
class LinkFault:
    """What is wrong with a link."""

    link: PaperLink
    problem: str


def check_links(links: Iterable[PaperLink], find: Callable[[str], str]) -> tuple[LinkFault, ...]:
    """Every link whose target is broken, or whose text and target name different proposals (A05, CSR:428).

    Args:
        find: gives the key of the proposal that a text, a slug or an address names, or an empty text.
    """
    faults = []
    for link in links:
        problem = _fault(link, find)
        if problem:
            faults.append(LinkFault(link, problem))
    return tuple(faults)


def _fault(link: PaperLink, find: Callable[[str], str]) -> str:
    try:
        parts = urlsplit(link.target.strip())
    except ValueError:
        return "the target is no address"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "the target is no web address"
    last = unquote(parts.path).strip("/").rpartition("/")[2]
    leads_to = find(last) if last else ""
    named = _named_in(link.text, find)
    if named and not leads_to:
        return "the text names a proposal and the target leads to none"
    if named and leads_to and named != leads_to:
        return "the text and the target name different proposals"
    return ""


def _named_in(text: str, find: Callable[[str], str]) -> str:
    """The proposal that the words of a link name: by its number in front, or by the whole as a title."""
    words = text.split()
    first = words[0].strip("‘’'“”\"(),:") if words else ""
    quoted = text.strip().strip("‘’'“”\"")
    return find(first) or find(slug_of(quoted))
