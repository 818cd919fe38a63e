"""What a drafter is told while drafting: nothing of it is refused, all of it is worth a look before approval.

A solution that no text serves, a clause that the solution names and nobody touched, terms that are not defined, numbers
in words that do not fit the list after them, a definition that stands twice and is amended once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from codeclerk.legaltext.rules.labels import labels, shown_with
from codeclerk.legaltext.rules.operations import Operation
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.spans import Term, render


class Finding(StrEnum):
    """What a draft may lack."""

    NOT_SERVED = "not_served"
    """A requirement of the solution that no operation serves."""
    NOT_TOUCHED = "not_touched"
    """A clause that the solution names and no operation changes (CSR:163-165)."""
    NOT_THERE = "not_there"
    """A clause that the solution names and the code does not have."""
    UNDEFINED = "undefined"
    """Words written like a defined term, and defined nowhere."""
    UNUSED = "unused"
    """A definition that nothing uses any more."""
    NUMBER = "number"
    """A number in words that is not how many come after it."""
    DEFINED_TWICE = "defined_twice"
    """A term that two provisions define, of which one is amended only (PMP:1164, PMP:1347)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its place: the provision, and what it is called; both empty for the draft as a whole."""

    finding: Finding
    pid: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a solution says that the legal text has to do.

    Args:
        requirements: their ids, with what each asks for.
        clauses: the clauses that it names: the document and the full label, `("Section J", "J1.2(b)")`.
    """

    requirements: Mapping[str, str]
    clauses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """The legal text of a proposal beside its Proposed Solution.

    Args:
        proposal: its key.
        revision: the number of the draft.
        clauses: the clauses that the solution names; none where there is none, or it names none.
        missing: what of the solution the text does not do.
    """

    proposal: str
    revision: str
    clauses: tuple[tuple[str, str], ...]
    missing: tuple[Note, ...]


_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = re.compile(rf"\b(?:the )?({'|'.join(_NUMBERS[1:])}) (?:following|of the following)\b", re.IGNORECASE)
_DEFINES = re.compile(r"[“\"]([^”\"]+)[”\"] (?:is|means)\b")
_TERM = re.compile(r"(?<![.“\"] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")


def notes(base: Code, result: Code, operations: Iterable[Operation], scope: Scope | None = None) -> tuple[Note, ...]:
    """Everything that is worth a look in a draft, in the order of the code.

    Args:
        operations: those that make `result` of `base`.
        scope: what the solution asks for; without it only the text itself is looked at.
    """
    every = tuple(operations)
    touched = {one.target for one in every}
    found = scope_notes(base, result, every, scope) if scope is not None else ()
    return (*found, *_text(base, result, touched), *_defined_twice(base, result, touched))


def scope_notes(base: Code, result: Code, operations: Iterable[Operation], scope: Scope) -> tuple[Note, ...]:
    """What a solution asks for and the amendments do not do: requirements first, then clauses, as the solution names
    them."""
    every = tuple(operations)
    return tuple(_scope(base, result, every, {one.target for one in every}, scope))


def _scope(
    base: Code, result: Code, operations: tuple[Operation, ...], touched: set[str], scope: Scope
) -> Iterator[Note]:
    served = {id for one in operations for id in one.serves}
    for id, words in scope.requirements.items():
        if id not in served:
            yield Note(Finding.NOT_SERVED, "", "", f"No amendment serves {id}: {words}")
    places: dict[tuple[str, str], set[str]] = {}
    for code in (base, result):
        for pid, label in labels(code).items():
            if label.own:
                name = code.provisions[code.document_of(pid)].name
                places.setdefault((name, label.full), set()).add(pid)
    for name, clause in scope.clauses:
        pids = places.get((name, clause))
        words = f"The solution names {name} {clause}"
        if pids is None:
            yield Note(Finding.NOT_THERE, "", clause, f"{words}, which the code does not have")
        elif not any(_is_touched(code, pid, touched) for code in (base, result) for pid in pids):
            yield Note(Finding.NOT_TOUCHED, min(pids), clause, f"{words}, and nothing changes it")


def _is_touched(code: Code, pid: str, touched: set[str]) -> bool:
    """Whether a provision is changed, or something under it."""
    return pid in code.provisions and any(one in touched for one in code.walk(pid))


def _text(base: Code, result: Code, touched: set[str]) -> Iterator[Note]:
    """What is odd in the provisions that are touched."""
    found = labels(result)
    view = shown_with(result, found)
    terms = {one.name for one in result.provisions.values() if one.kind is Kind.DEFINITION}
    names = {one.name for one in result.provisions.values() if one.kind is Kind.DOCUMENT}
    used_before, used_after = _used(base), _used(result)
    for pid in result.everything():
        one = result.provisions[pid]
        if one.kind is Kind.DEFINITION and pid not in used_after and (pid in used_before or pid not in base.provisions):
            yield Note(Finding.UNUSED, pid, found[pid].full, f"Nothing uses the definition of “{one.name}”")
        if pid not in touched or one.kind in (Kind.HEADING, Kind.DOCUMENT):
            continue
        plain = "".join(span for span in one.content if isinstance(span, str))
        for words in dict.fromkeys(_TERM.findall(plain)):
            if words not in terms and not any(name in words or words in name for name in names):
                yield Note(Finding.UNDEFINED, pid, found[pid].full, f"“{words}” is written like a defined term")
        counted = _COUNT.search(render(one.content, view))
        if counted is not None:
            says, has = _NUMBERS.index(counted[1].lower()), len(result.under(pid))
            if says != has:
                words = f"It says {counted[1].lower()}, and {_NUMBERS[has] if has < len(_NUMBERS) else has} follow"
                yield Note(Finding.NUMBER, pid, found[pid].full, words)


def _used(code: Code) -> set[str]:
    return {span.pid for one in code.provisions.values() for span in one.content if isinstance(span, Term)}


def _defined_twice(base: Code, result: Code, touched: set[str]) -> Iterator[Note]:
    """Terms that are defined in more than one place, of which some are amended and others are not.

    A place is a definition, or a clause that says what a term in quotation marks is.
    """
    found = labels(result)
    view = shown_with(result, found)
    homes: dict[str, list[str]] = {}
    for pid, one in result.provisions.items():
        if one.kind is Kind.DEFINITION:
            homes.setdefault(one.name, []).append(pid)
    for pid, one in result.provisions.items():
        if one.kind is Kind.HEADING:
            continue
        if one.kind is Kind.DEFINITION:
            name, others = one.name, [other for other in homes[one.name] if other != pid]
        else:
            quoted = _DEFINES.match(render(one.content, view))
            name = quoted[1] if quoted is not None else ""
            others = homes.get(name, [])
        here = _is_touched(result, pid, touched)
        if not here and any(_is_touched(result, other, touched) for other in others):
            where = result.provisions[result.document_of(pid)].name
            words = f"“{name}” is defined in {where} too, and only the other definition is amended"
            yield Note(Finding.DEFINED_TWICE, pid, found[pid].full, words)
        elif (
            here
            and one.kind is not Kind.DEFINITION
            and not any(_is_touched(result, other, touched) for other in others)
        ):
            for other in others:
                words = f"“{name}” is defined in {found[pid].full} too, and only that is amended"
                yield Note(Finding.DEFINED_TWICE, other, found[other].full, words)
