"""Writing a code as structured text, which reads as the same code again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codeclerk.legaltext.rules import inline
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.provisions import UNUSED, Code, Kind, Label, Numbering, Provision

_LISTS = (Numbering.LETTER, Numbering.ROMAN, Numbering.CAPITAL)


def write(code: Code) -> dict[str, str]:
    """Each document of a code as structured text, by its name."""
    found = labels(code)
    terms = {pid: one.name for pid, one in code.provisions.items() if one.kind is Kind.DEFINITION}
    full = {pid: label.full for pid, label in found.items()}
    values = dict(code.params)
    return {
        code.provisions[document].name: "\n".join(_lines(code, document, found, full, terms, values)) + "\n"
        for document in code.documents
    }


def _lines(
    code: Code,
    document: str,
    found: Mapping[str, Label],
    full: Mapping[str, str],
    terms: Mapping[str, str],
    values: dict[str, str],
) -> Iterator[str]:
    for pid in code.walk(document):
        one = code.provisions[pid]
        words = UNUSED if one.is_unused else inline.write(one.content, full, terms, values)
        match one.kind:
            case Kind.DOCUMENT:
                yield f"# {words}"
            case Kind.ROW:
                cells = (inline.write(code.provisions[cell].content, full, terms, values) for cell in code.under(pid))
                yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
            case Kind.CELL:
                continue
            case Kind.TABLE:
                if code.provisions[code.parents[pid]].kind is not Kind.SUB:
                    yield ""
            case Kind.DEFINITION:
                yield f'\n"{one.name}" {words}'
            case Kind.NOTE:
                yield f"Note: {words}"
            case Kind.SUB:
                yield "  " * _depth(code, pid) + f"{_written(one, found[pid])} {words}"
            case _:
                label = _written(one, found[pid])
                yield f"\n{label} {words}" if label else f"\n{'## ' if one.kind is Kind.HEADING else ''}{words}"


def _written(one: Provision, label: Label) -> str:
    return f"={label.own}" if one.rule.fixed else label.own


def _depth(code: Code, pid: str) -> int:
    """How far a provision is set in: once for each list above it."""
    return 1 + sum(code.provisions[above].rule.numbering in _LISTS for above in code.above(pid))
