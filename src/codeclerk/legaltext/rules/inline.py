"""The marks inside a line of structured text, read and written.

`*words*` is emphasis, `[^words]` a footnote, `![alt](sha256)` a picture, `{{limit: two}}` a parameter with its value
and `{{limit}}` the same one elsewhere; a backslash takes a sign as it is. References and defined terms have no signs:
they are found by what the code calls them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codeclerk.legaltext.rules.spans import Content, Emphasis, Footnote, Image, Param, Ref, Span, Term, normal

_MARK = re.compile(
    r"\\(?P<sign>.)"
    r"|\{\{(?P<param>[a-z][a-z0-9_]*)(?:: (?P<value>[^{}]+))?\}\}"
    r"|\*(?P<emphasis>[^*]+)\*"
    r"|\[\^(?P<footnote>[^\]]+)\]"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<image>[0-9a-f]{64})\)"
)
_SIGNS = re.compile(r"\\|\{\{|\*|\[\^|!\[")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")


def read(words: str) -> tuple[Content, dict[str, str]]:
    """The content of a line, and the values that it gives to parameters."""
    if not _SIGNS.search(words):
        return normal((words,)), {}
    made: list[Span] = []
    values: dict[str, str] = {}
    here = 0
    for found in _MARK.finditer(words):
        made.append(words[here : found.start()])
        here = found.end()
        made.append(_span(found))
        if found["value"] is not None:
            values[found["param"]] = found["value"]
    return normal((*made, words[here:])), values


def _span(found: re.Match[str]) -> Span:
    if found["param"]:
        return Param(found["param"])
    if found["emphasis"]:
        return Emphasis(found["emphasis"])
    if found["footnote"]:
        return Footnote(found["footnote"])
    if found["image"]:
        return Image(found["image"], found["alt"])
    return found["sign"]


def write(content: Iterable[Span], labels: Mapping[str, str], terms: Mapping[str, str], values: dict[str, str]) -> str:
    """A content as a line. A parameter of which `values` still has the value takes it out, and shows it."""
    return "".join(_written(span, labels, terms, values) for span in content)


def _written(span: Span, labels: Mapping[str, str], terms: Mapping[str, str], values: dict[str, str]) -> str:
    match span:
        case str():
            return _SIGNS.sub(lambda sign: "\\" + sign[0], span)
        case Ref(pid):
            return labels[pid]
        case Term(pid, suffix):
            return terms[pid] + suffix
        case Param(id):
            value = values.pop(id, None)
            return f"{{{{{id}}}}}" if value is None else f"{{{{{id}: {value}}}}}"
        case Emphasis(words):
            return f"*{words}*"
        case Footnote(words):
            return f"[^{words}]"
        case Image(sha256, alt):
            return f"![{alt}]({sha256})"


@dataclass(frozen=True)
class Names:
    """What the provisions of a code are called, to find them in a text.

    Args:
        labels: the full labels of numbered provisions -> their ids, by the id of their document.
        marks: the mark of each document that has one -> its id.
        named: the names of the documents, `Appendix AL` -> their ids.
        terms: the first word of each defined term -> the terms that begin with it, the longest first, with their ids.
    """

    labels: Mapping[str, Mapping[str, str]]
    marks: Mapping[str, str]
    named: Mapping[str, str]
    terms: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A reference to a label that the document does not have."""

    words: str
    document: str


class Finder:
    """Finds references and defined terms in texts."""

    def __init__(self, names: Names) -> None:
        self.names = names
        marks = "|".join(sorted(map(re.escape, names.marks), key=len, reverse=True))
        label = r"\d+(?:\.\d+)*[A-Z]{0,2}(?:\([a-zA-Z]{1,4}\))*"
        marked = rf"\b(?P<mark>{marks})(?P<marked>{label})|" if marks else ""
        named = "|".join(sorted(map(re.escape, names.named), key=len, reverse=True)) or "$^"
        self._pattern = re.compile(
            rf"{marked}(?P<lead>\b(?:[Cc]lause|[Pp]aragraph|Section)s? )(?P<plain>{label})(?: of (?P<of>{named}))?"
        )

    def mark(self, content: Content, document: str) -> tuple[Content, tuple[Missing, ...]]:
        """A content with references and terms in the place of the words that name them, and references to nothing."""
        missing: list[Missing] = []
        made: list[Span] = []
        for span in content:
            if isinstance(span, str):
                for part in self._references(span, document, missing):
                    if isinstance(part, str):
                        made += self._terms(part)
                    else:
                        made.append(part)
            else:
                made.append(span)
        return normal(made), tuple(missing)

    def _references(self, words: str, document: str, missing: list[Missing]) -> Iterator[Span]:
        here = 0
        for found in self._pattern.finditer(words):
            groups = found.groupdict()
            if groups.get("mark"):
                pid = self._find(groups["mark"] + groups["marked"], self.names.marks[groups["mark"]])
                first, last = found.span()
            else:
                of = self.names.named[groups["of"]] if groups["of"] else document
                pid = self._find(groups["plain"], of)
                first, last = found.span("plain")
            if pid is None:
                # Without a mark it may well be a clause of another law; only a marked label is the code's for sure.
                if groups.get("mark") or groups["of"]:
                    missing.append(Missing(found[0], document))
                continue
            yield words[here:first]
            yield Ref(pid)
            here = last
        yield words[here:]

    def _find(self, label: str, document: str) -> str | None:
        return self.names.labels.get(document, {}).get(label)

    def _terms(self, words: str) -> Iterator[Span]:
        here = 0
        for found in _WORD.finditer(words):
            if found.start() < here or not found[0][0].isupper():
                continue
            for term, pid in self._beginning(found[0]):
                if not words.startswith(term, found.start()):
                    continue
                end = found.start() + len(term)
                suffix = "s" if words[end : end + 1] == "s" else ""
                after = words[end + len(suffix) : end + len(suffix) + 1]
                if after.isalnum() or after == "_":
                    continue
                yield words[here : found.start()]
                yield Term(pid, suffix)
                here = end + len(suffix)
                break
        yield words[here:]

    def _beginning(self, word: str) -> Iterator[tuple[str, str]]:
        yield from self.names.terms.get(word, ())
        if word.endswith("s"):
            yield from self.names.terms.get(word[:-1], ())


def by_first_word(terms: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Terms -> their ids, arranged as `Names.terms` wants them."""
    made: dict[str, list[tuple[str, str]]] = {}
    for term in sorted(terms, key=len, reverse=True):
        first = _WORD.match(term)
        if first is not None:
            made.setdefault(first[0], []).append((term, terms[term]))
    return {word: tuple(every) for word, every in made.items()}
