"""What stands in a provision: text, and marks that are rendered: references, defined terms, parameters.

References and defined terms point to a provision by its permanent id and never repeat its label: when only what they
render changes, nobody drafted that change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross-reference. It renders the label of the provision: in full, or within its document only."""

    pid: str


@dataclass(frozen=True, slots=True)
class Term:
    """The use of a defined term. It renders the term and `suffix`, such as `s`."""

    pid: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Param:
    """A figure or limit that other rules read; its value stands once in the code, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are set apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote. It renders its text in brackets where there are no feet."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, by the SHA-256 of its bytes, with the words that stand for it."""

    sha256: str
    alt: str


Span = str | Ref | Term | Param | Emphasis | Footnote | Image
Content = tuple[Span, ...]
Token = Span
"""A word, a space, a sign of punctuation, or a mark. Marks are never taken apart."""

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


def text(words: str) -> Content:
    """Content of nothing but text."""
    return (words,) if words else ()


def normal(spans: Iterable[Span]) -> Content:
    """The same content in its one form: neighbouring texts joined, empty ones left out."""
    made: list[Span] = []
    for span in spans:
        if isinstance(span, str) and made and isinstance(made[-1], str):
            made[-1] += span
        elif span != "":
            made.append(span)
    return tuple(made)


def tokens(content: Content) -> tuple[Token, ...]:
    """The tokens of a content, whose `normal` is the content again."""
    if len(content) == 1 and isinstance(content[0], str):
        return tuple(_TOKENS.findall(content[0]))
    found: list[Token] = []
    for span in content:
        if isinstance(span, str):
            found += _TOKENS.findall(span)
        else:
            found.append(span)
    return tuple(found)


def is_blank(token: Token) -> bool:
    """Whether a token is space only."""
    return isinstance(token, str) and token.isspace()


@dataclass(frozen=True, slots=True)
class Shown:
    """What marks render: labels and terms by permanent id, values by parameter."""

    labels: Mapping[str, str]
    terms: Mapping[str, str]
    params: Mapping[str, str]


GONE = "[deleted]"
"""What a reference to a provision that is not there renders. No code with one is ever published."""


def render(content: Iterable[Span], shown: Shown) -> str:
    """A content as plain text."""
    return "".join(span if isinstance(span, str) else rendered(span, shown) for span in content)


def rendered(span: Span, shown: Shown) -> str:
    """One span as plain text."""
    match span:
        case str():
            return span
        case Ref(pid):
            return shown.labels.get(pid) or GONE
        case Term(pid, suffix):
            return f"{shown.terms.get(pid) or GONE}{suffix}"
        case Param(id):
            return shown.params.get(id) or GONE
        case Emphasis(words):
            return words
        case Footnote(words):
            return f" [{words}]"
        case Image(_, alt):
            return f"[{alt}]"


def as_json(content: Content) -> list[Any]:
    """A content as a JSON value: texts as they are, marks as objects with one key that says which they are."""
    return [span if isinstance(span, str) else _mark(span) for span in content]


def _mark(span: Span) -> dict[str, Any]:
    match span:
        case Ref(pid):
            return {"ref": pid}
        case Term(pid, suffix):
            return {"term": pid, "suffix": suffix} if suffix else {"term": pid}
        case Param(id):
            return {"param": id}
        case Emphasis(words):
            return {"emphasis": words}
        case Footnote(words):
            return {"footnote": words}
        case Image(sha256, alt):
            return {"image": sha256, "alt": alt}
    raise TypeError(f"{span!r} is no mark")


def from_json(values: Iterable[Any]) -> Content:
    """The content that `as_json` wrote. Raises `ValueError` for what is none."""
    return normal(value if isinstance(value, str) else _from_mark(value) for value in values)


def _from_mark(value: Any) -> Span:
    match value:
        case {"ref": str(pid)}:
            return Ref(pid)
        case {"term": str(pid)}:
            return Term(pid, str(value.get("suffix", "")))
        case {"param": str(id)}:
            return Param(id)
        case {"emphasis": str(words)}:
            return Emphasis(words)
        case {"footnote": str(words)}:
            return Footnote(words)
        case {"image": str(sha256), "alt": str(alt)}:
            return Image(sha256, alt)
    raise ValueError(f"{value!r} is no span of a provision.")
