"""Labels: worked out from the rules of the provisions, never kept in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codeclerk.legaltext.rules.provisions import Code, Kind, Label, Numbering, Provision
from codeclerk.legaltext.rules.spans import Shown

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb."""
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def roman(number: int) -> str:
    """4 is iv."""
    said = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        said += sign * times
    return said


def suffixed(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    said = ""
    while number:
        number, place = divmod(number - 1, 26)
        said = chr(ord("A") + place) + said
    return said


def number_words(numbering: Numbering, number: int) -> str:
    """A number as it is written in its own place: `8`, `b`, `iv`."""
    match numbering:
        case Numbering.LETTER:
            return letters(number)
        case Numbering.ROMAN:
            return roman(number)
        case Numbering.CAPITAL:
            return letters(number).upper()
    return str(number)


def number_of(numbering: Numbering, words: str) -> int:
    """The number that is written so in its own place; 0 for what is none, such as `4A`."""
    if numbering in (Numbering.CHAPTER, Numbering.POINT):
        return int(words) if words.isdecimal() and words.isascii() else 0
    if not words.isascii() or not words.isalpha() or len(words) > 12:
        return 0
    low = words.lower()
    if numbering is Numbering.ROMAN:
        return next((number for number in range(1, 100) if roman(number) == words), 0)
    one = ord(low[0]) - ord("a") + 1
    return one + 26 * (len(low) - 1) if low == low[0] * len(low) else 0


def labels_under(code: Code, pid: str) -> Iterator[tuple[str, Label]]:
    """The labels of a document, or of what stands under a provision whose label is that of its document."""
    waiting: list[tuple[str, str]] = [(pid, "")]
    mark = code.provisions[code.document_of(pid)].mark
    while waiting:
        parent, above = waiting.pop()
        numbers: dict[Numbering, int] = {}
        suffixes: dict[Numbering, int] = {}
        for child in code.under(parent):
            one = code.provisions[child]
            own, full = _label(one, mark, above, numbers, suffixes)
            yield child, Label(own, full or above)
            if code.under(child):
                waiting.append((child, full or above))


def _label(
    one: Provision, mark: str, above: str, numbers: dict[Numbering, int], suffixes: dict[Numbering, int]
) -> tuple[str, str]:
    """A provision's label in its own place and in full; both empty for one that has none."""
    rule = one.rule
    how = rule.numbering
    if one.kind is Kind.DEFINITION:
        return "", f"“{one.name}”"
    if how is Numbering.NONE and not rule.fixed:
        return "", ""
    if rule.fixed:
        words = rule.fixed
        numbers[how] = number_of(how, words) or numbers.get(how, 0)
        suffixes[how] = 0
    elif rule.is_suffixed:
        suffixes[how] = suffixes.get(how, 0) + 1
        words = number_words(how, numbers.get(how, 0)) + suffixed(suffixes[how])
    else:
        numbers[how] = numbers.get(how, 0) + 1
        suffixes[how] = 0
        words = number_words(how, numbers[how])
    match how:
        case Numbering.CHAPTER:
            return f"{mark}{words}", f"{mark}{words}"
        case Numbering.POINT:
            label = f"{above or mark}.{words}" if above or mark else words
            return label, label
        case Numbering.NONE:
            return words, f"{above} {words}".strip()
    return f"({words})", f"{above}({words})"


def labels(code: Code) -> Mapping[str, Label]:
    """The label of every provision of a code. A document's is its name."""
    found: dict[str, Label] = {}
    for document in code.documents:
        found.update(labels_in(code, document))
    return found


def labels_in(code: Code, document: str) -> Mapping[str, Label]:
    """The label of every provision of a document, worked out once. Its own is its name."""
    found = code.known_labels.get(document)
    if found is None:
        name = code.provisions[document].name
        found = code.known_labels[document] = {document: Label(name, name), **dict(labels_under(code, document))}
    return found


def shown(code: Code) -> Shown:
    """What the marks of a code render."""
    return shown_with(code, labels(code))


def shown_with(code: Code, found: Mapping[str, Label]) -> Shown:
    """What the marks of a code render, its labels being known."""
    terms = {pid: one.name for pid, one in code.provisions.items() if one.kind is Kind.DEFINITION}
    return Shown({pid: label.full for pid, label in found.items()}, terms, code.params)
