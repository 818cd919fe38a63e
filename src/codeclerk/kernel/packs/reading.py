"""Reads a pack file into a tree in which every scalar is the text that was written, with its place.

YAML's own typing turns 20:00 into 1200, 1.10 into 1.1, 0144 into 100 and NO into false, so none of it is used: the
parser's events are read directly and no value is ever constructed. Anchors, aliases, merge keys, tags, directives,
repeated keys and several documents are refused. A pack can be hostile: size, depth and the number of nodes are bounded,
and the tree is built without recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from codeclerk.kernel.packs.reasons import (
    FEATURE,
    KEY_REPEATED,
    NOT_TEXT,
    NOT_YAML,
    TOO_LARGE,
    VALUE_EMPTY,
    Place,
    Problems,
    short,
)

MAX_FILE_BYTES = 512 * 1024
MAX_DEPTH = 16
MAX_NODES = 30_000

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_MERGE = "<<"
# Control characters, what YAML 1.1 takes for a line break and an editor does not, surrogates, the byte order mark.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")


@dataclass(frozen=True)
class Text:
    """A scalar, as written."""

    place: Place
    text: str
    broken: bool = False
    """Already refused: what depends on it is not reported a second time."""


@dataclass(frozen=True)
class Items:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """One key with its value. `place` is the key's."""

    place: Place
    node: Node


@dataclass(frozen=True)
class Keys:
    """Keys and values, in the order written."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)


Node = Text | Items | Keys
Plain = str | tuple["Plain", ...] | dict[str, "Plain"]


def read(file: str, data: bytes, problems: Problems) -> Node | None:
    """The tree of one file; `None` when it cannot be read to its end. Everything wrong is added to `problems`."""
    if len(data) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1024} KiB"
        problems.add(TOO_LARGE, Place(file), found=f"the file has {len(data)} bytes", limit=limit)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte {data[error.start]:#04x} is not UTF-8"
        problems.add(NOT_TEXT, Place(file, line), found=found)
        return None
    if bad := _FORBIDDEN.search(text):
        start = bad.start()
        place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        problems.add(NOT_TEXT, place, found=f"the character U+{ord(bad.group()[0]):04X} may not stand in a pack")
        return None
    try:
        return _build(file, yaml.parse(text, Loader=_LOADER), problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        _refuse_syntax(place, error.problem or error.context or "", problems)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        _refuse_syntax(Place(file), str(error), problems)
    return None


def plain(node: Node) -> Plain:
    """The tree as `str`, `tuple` and `dict`, for the models to type."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def _refuse_syntax(place: Place, found: str, problems: Problems) -> None:
    found = short(found.splitlines()[0] if found else "unreadable", 120)
    if r"\t" in found or "\t" in found:
        hint = "Indent with spaces, not with tabs."
    elif "mapping values" in found or "expected ':'" in found:
        hint = "Put a text that holds ': ' between quotation marks, and check the indentation."
    elif "quoted scalar" in found:
        hint = "Close the quotation mark."
    else:
        hint = "Check the indentation and the quotation marks in and just before this line."
    problems.add(NOT_YAML, place, found=found, hint=hint)


@dataclass
class _Frame:
    node: Items | Keys
    key: Text | None = None
    """The key whose value comes next; only among keys and values."""


class _StopReading(Exception):
    """The rest of the file is not read: a bound is passed."""


def _build(file: str, events: Iterator[yaml.Event], problems: Problems) -> Node | None:
    builder = _Builder(file, problems)
    try:
        for event in events:
            builder.take(event)
    except _StopReading:
        return None
    root = builder.root
    if root is None:
        problems.add(VALUE_EMPTY, Place(file), found=file)
    return None if isinstance(root, Text) and root.broken else root


class _Builder:
    """Puts parser events together to a tree, with a stack of its own instead of recursion."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.root: Node | None = None
        self.documents = 0
        self._stack: list[_Frame] = []
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event, place)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_feature(place, f"the alias *{event.anchor}", "Write the value out where it is needed.")
            self._put(Text(place, "", broken=True))
        elif isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            self._start_node(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._put(self._stack.pop().node)

    def _start_document(self, event: yaml.DocumentStartEvent, place: Place) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse_feature(place, "a second document", "Remove the line '---'.")
            raise _StopReading
        if event.version or event.tags:
            self._refuse_feature(place, "a % directive", "Remove the line that starts with %.")

    def _start_node(self, event: yaml.CollectionStartEvent | yaml.ScalarEvent, place: Place) -> None:
        self._count(place)
        if event.anchor is not None:
            self._refuse_feature(place, f"the anchor &{event.anchor}", "Write the value out where it is needed.")
        if event.tag is not None:
            self._refuse_feature(place, f"the tag {event.tag}", "Remove the tag; the kind of the file types the value.")
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._text(event, place))
            return
        if len(self._stack) >= MAX_DEPTH:
            self.problems.add(TOO_LARGE, place, found="nested too deep", limit=f"{MAX_DEPTH} levels")
            raise _StopReading
        self._stack.append(_Frame(Items(place) if isinstance(event, yaml.SequenceStartEvent) else Keys(place)))

    def _count(self, place: Place) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.problems.add(TOO_LARGE, place, found="too many values in one file", limit=f"{MAX_NODES} values")
            raise _StopReading

    def _text(self, event: yaml.ScalarEvent, place: Place) -> Text:
        if bad := _FORBIDDEN.search(event.value):
            found = f"the character U+{ord(bad.group()[0]):04X} may not stand in a pack, not even as an escape"
            self.problems.add(NOT_TEXT, place, found=found)
            return Text(place, "", broken=True)
        is_plain = event.style in (None, "")
        frame = self._stack[-1] if self._stack else None
        if is_plain and event.value == _MERGE and frame and isinstance(frame.node, Keys) and frame.key is None:
            self._refuse_feature(place, "the merge key <<", "Write the keys out where they are needed.")
            return Text(place, _MERGE, broken=True)
        if is_plain and event.value == "":
            about = self._about(frame) if frame else self.file
            self.problems.add(VALUE_EMPTY, frame.key.place if frame and frame.key else place, found=about)
            return Text(place, "", broken=True)
        return Text(place, event.value)

    def _about(self, frame: _Frame) -> str:
        if frame.key is not None:
            return short(frame.key.text)
        return f"item {len(frame.node.items) + 1}" if isinstance(frame.node, Items) else "a key"

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if isinstance(frame.node, Items):
            frame.node.items.append(node)
        elif frame.key is None:
            frame.key = self._as_key(node)
        else:
            if not frame.key.broken:
                frame.node.entries[frame.key.text] = Entry(frame.key.place, node)
            frame.key = None

    def _as_key(self, node: Node) -> Text:
        entries = self._stack[-1].node
        assert isinstance(entries, Keys)
        if not isinstance(node, Text):
            self._refuse_feature(node.place, "a key that is itself a list or has keys", "Use a text as the key.")
            return Text(node.place, "", broken=True)
        if not node.broken and node.text in entries.entries:
            first = entries.entries[node.text].place.line
            self.problems.add(KEY_REPEATED, node.place, found=short(node.text), first_line=first)
            return Text(node.place, node.text, broken=True)
        return node

    def _refuse_feature(self, place: Place, found: str, hint: str) -> None:
        self.problems.add(FEATURE, place, found=short(found), hint=hint)
