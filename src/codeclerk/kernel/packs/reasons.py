"""Every way in which a code pack is refused, and the collector that gathers all of them before anything is raised.

The object of a pack refusal is a place, `packs/sec/roles.yaml line 12`; `file`, `line` and `column` also stand in the
facts, so that an editor can jump there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from codeclerk.kernel.errors import Kind, Reason, Refusal, Refused

MAX_REFUSALS = 500
"""So many refusals of one pack are worded; a last one says how many more there were."""

PACK_NOT_FOUND = Reason(
    "kernel.pack_not_found",
    rule="a code pack is a folder that holds pack.yaml",
    problem="{object}: {found}",
    remedy="Name a folder with a readable pack.yaml in it.",
    kind=Kind.NOT_FOUND,
)
FILE_UNKNOWN = Reason(
    "kernel.pack_file_unknown",
    rule="a pack holds pack.yaml and one file for each registered kind, nothing else",
    problem="{object}: the file {found!r} is of no known kind",
    remedy="{hint}",
)
FILE_NOT_PLAIN = Reason(
    "kernel.pack_file_not_plain",
    rule="a pack is made of plain files, so that what is published is what was read",
    problem="{object}: {found}",
    remedy="Replace it by a plain file that this program may read.",
)
TOO_LARGE = Reason(
    "kernel.pack_too_large",
    rule="a pack is bounded in size and depth, so that a hostile one cannot stop the program",
    problem="{object}: {found}",
    remedy="Keep it to {limit} at most.",
)
NOT_TEXT = Reason(
    "kernel.pack_not_text",
    rule="a pack file is UTF-8 text without control characters",
    problem="{object}: {found}",
    remedy="Save the file as UTF-8 without a byte order mark, and remove the character.",
)
NOT_YAML = Reason(
    "kernel.pack_not_yaml",
    rule="a pack file is one YAML document",
    problem="{object}: cannot be read as YAML: {found}",
    remedy="{hint}",
)
FEATURE = Reason(
    "kernel.pack_yaml_feature",
    rule="a pack is plain YAML: keys, lists and text. What is written is what is meant",
    problem="{object}: {found} is not allowed in a pack",
    remedy="{hint}",
)
KEY_REPEATED = Reason(
    "kernel.pack_key_repeated",
    rule="a key stands once",
    problem="{object}: the key {found!r} already stands in line {first_line}",
    remedy="Keep one of the two.",
)
KEY_UNKNOWN = Reason(
    "kernel.pack_key_unknown",
    rule="only the keys of the kind may stand in its file",
    problem="{object}: unknown key {found!r}",
    remedy="{hint}",
)
KEY_MISSING = Reason(
    "kernel.pack_key_missing",
    rule="every required key is written out; nothing is assumed",
    problem="{object}: the key {found!r} is missing",
    remedy="{hint}",
)
VALUE_EMPTY = Reason(
    "kernel.pack_value_empty",
    rule="a key that is written has a value",
    problem="{object}: {found!r} has no value",
    remedy="Write the value, or leave the key out.",
)
VALUE_WRONG = Reason(
    "kernel.pack_value_wrong",
    rule="a value is written exactly as its kind says; nothing is guessed from text",
    problem="{object}: {key} is {found!r}, expected {expected}",
    remedy="{hint}",
)
VALUE_UNKNOWN = Reason(
    "kernel.pack_value_unknown",
    rule="the value is one of a fixed list",
    problem="{object}: unknown value {found!r} for {key}",
    remedy="{hint}",
)
SHAPE_WRONG = Reason(
    "kernel.pack_shape_wrong",
    rule="keys and values, a list, or text: each place takes one of the three",
    problem="{object}: {key} is {found}, expected {expected}",
    remedy="{hint}",
)
REFERENCE_UNKNOWN = Reason(
    "kernel.pack_reference_unknown",
    rule="what one file of a pack refers to is defined in another",
    problem="{object}: {found!r} is not defined in {target}",
    remedy="{hint}",
)
NAME_REPEATED = Reason(
    "kernel.pack_name_repeated",
    rule="a name or alias means one thing within its kind",
    problem="{object}: {found!r} already stands for {other!r} in {first}",
    remedy="Keep it with one of the two.",
)
MORE = Reason(
    "kernel.pack_more_refusals",
    rule="the list of faults is bounded",
    problem="{object}: {count} more faults are not listed",
    remedy="Repair the ones above and load the pack again.",
)
KIND_MISSING = Reason(
    "kernel.pack_kind_missing",
    rule="a pack says what it has; a missing part is never assumed",
    problem="{object}: the pack has no {found}",
    remedy="Add the file {file} to the pack.",
    kind=Kind.NOT_FOUND,
)
NAME_UNKNOWN = Reason(
    "kernel.pack_name_unknown",
    rule="only names and aliases of the code pack are understood",
    problem="{object}: {found!r} is not known",
    remedy="{hint}",
)
BEFORE_FIRST = Reason(
    "kernel.pack_no_value_yet",
    rule="a dated parameter has no value before its first date",
    problem="{object} has no value on {on}",
    remedy="Ask for {first} or later, or add the earlier value to the code pack.",
)


@dataclass(frozen=True)
class Place:
    """Where something stands: file name inside the pack, line and column counted from 1. Line 0 is the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file} line {self.line}" if self.line else self.file


class Problems:
    """Collects refusals while a pack is read. `label` stands before each file name, for example `packs/sec/`."""

    def __init__(self, label: str = "") -> None:
        self.label = label
        self._refusals: list[tuple[Place, Refusal]] = []
        self._left_out = 0

    def __bool__(self) -> bool:
        return bool(self._refusals)

    def is_full(self) -> bool:
        """Whether one more refusal would only be counted; it is counted by asking. Spares the work of wording it."""
        if len(self._refusals) < MAX_REFUSALS:
            return False
        self._left_out += 1
        return True

    def add(self, reason: Reason, place: Place, **facts: Any) -> None:
        """Notes one refusal at `place`. `facts` are what the reason's wording needs, as JSON values."""
        if self.is_full():
            return
        facts = {"file": place.file, "line": place.line, "column": place.column, **facts}
        self._refusals.append((place, Refusal(reason.code, f"{self.label}{place}", facts)))

    def raise_all(self) -> None:
        """Raises one `Refused` that carries every refusal, sorted by file and line. Returns when there is none."""
        if not self._refusals:
            return
        ordered = sorted(self._refusals, key=lambda pair: (pair[0].file, pair[0].line, pair[0].column))
        refusals = [refusal for _place, refusal in ordered]
        if self._left_out:
            refusals.append(Refusal(MORE.code, self.label or "pack", {"count": self._left_out}))
        raise Refused(*refusals)


def short(text: str, limit: int = 60) -> str:
    """`text`, cut to `limit` characters, so that a message stays readable whatever was found."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def nearest(found: str, options: Iterable[str]) -> str | None:
    """The option that `found` was most likely meant to be; `None` when nothing is near."""
    folded = {option.casefold(): option for option in options}
    match = process.extractOne(found[:80].casefold(), list(folded), scorer=fuzz.ratio, score_cutoff=65)
    return folded[match[0]] if match else None


def suggest(found: str, options: Iterable[str]) -> str:
    """The remedy for a wrong name: the nearest right one, else the list of all."""
    known = list(dict.fromkeys(options))
    near = nearest(found, known)
    if near is not None:
        return f"Did you mean {near!r}?"
    if not known:
        return "None is defined."
    listed = ", ".join(repr(option) for option in known[:12])
    return f"Known: {listed}{', …' if len(known) > 12 else ''}."
