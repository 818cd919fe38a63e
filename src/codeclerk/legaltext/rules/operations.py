"""Amendments: a closed set of operations, each on one provision of a stated baseline.

An operation names its target by permanent id and carries the hash that the target has in the baseline, so that it can
never change a text that its drafter did not see. What it is called (`edit_heading`, `insert_row`) follows from the kind
of its target.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from codeclerk.legaltext.rules.marks import Run
from codeclerk.legaltext.rules.provisions import Code, Kind, LabelRule, Provision
from codeclerk.legaltext.rules.spans import Content


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provision goes: under `parent`, straight after `after`, or first of all.

    `after` is a provision of the baseline that stays under that parent, or one that comes there by another operation.
    """

    parent: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What every operation says.

    Args:
        id: unique in the code; the proposal's number and a count, `MP092-3`.
        target: the provision that it is about; of an insertion the one that comes.
        base: the hash of the target in the baseline; of an insertion nothing.
        note: what the drafter says of it.
        serves: ids of the requirements of the solution that it serves.
    """

    id: str
    target: str
    base: str = ""
    note: str = field(default="", compare=False)
    serves: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Operation):
    """Changes words of a provision; `base` is the hash of the provision by itself."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace(Operation):
    """Puts another text into a provision, as a whole; `base` is the hash of the provision by itself."""

    content: Content
    name: str | None = None
    """Another name: of a defined term, a document or a picture. None where it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(Operation):
    """Puts a new provision into the code; its target is the new one's id."""

    provision: Provision
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(Operation):
    """Takes a provision out with all under it, or leaves its number, “Not used”; `base` is the hash of the tree."""

    leaves_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Operation):
    """Moves a provision with all under it; `base` is the hash of the provision by itself."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabel(Operation):
    """Changes how a provision's label is worked out; `base` is the hash of the provision by itself."""

    rule: LabelRule


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParam(Operation):
    """Gives a parameter another value, or none. Its target is the parameter; `base` is its value in the baseline."""

    value: str


_NAMES: dict[type[Operation], str] = {
    Edit: "edit",
    Replace: "replace",
    Insert: "insert",
    Delete: "delete",
    Move: "move",
}
_OF: dict[Kind, str] = {
    Kind.HEADING: "heading",
    Kind.ROW: "row",
    Kind.CELL: "cell",
    Kind.DEFINITION: "definition",
    Kind.TABLE: "table",
    Kind.FIGURE: "object",
    Kind.DOCUMENT: "document",
}


def name_of(operation: Operation, kind: Kind | None) -> str:
    """What an operation on a provision of this kind is called: `edit_text`, `insert_row`, `set_param`."""
    match operation:
        case SetParam():
            return "set_param"
        case Relabel():
            return "relabel"
    verb = _NAMES[type(operation)]
    of = _OF.get(kind, "") if kind is not None else ""
    if verb in ("edit", "replace"):
        return f"{verb}_{of or 'text'}"
    return f"{verb}_{of}" if of else verb


def as_words(operation: Operation, code: Code) -> dict[str, Any]:
    """An operation for a table: its id, what it is called, and its target."""
    kind = operation.provision.kind if isinstance(operation, Insert) else None
    if kind is None and operation.target in code.provisions:
        kind = code.provisions[operation.target].kind
    return {"id": operation.id, "what": name_of(operation, kind), "target": operation.target}
