"""Reads a PDF's structure: the tree of tags, as a screen reader walks it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass
class Node:
    """One tag with those below it. `attributes` is what it says of itself: Alt, T, the scope of a heading cell."""

    tag: str
    attributes: dict[str, Any]
    below: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for one in self.below:
            yield from one.walk()

    def all(self, *tags: str) -> list[Node]:
        return [one for one in self.walk() if one.tag in tags]


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def tree(content: bytes) -> Node:
    """The whole tree under a node of its own."""
    root = reader(content).trailer["/Root"]["/StructTreeRoot"]
    return Node("root", {}, list(_below(root.get("/K"))))


def _below(kids: Any) -> Iterator[Node]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(kids, ArrayObject):
        for one in kids:
            yield from _below(one)
    elif isinstance(kids, DictionaryObject) and "/S" in kids:
        attributes = {key.lstrip("/"): kids[key] for key in ("/Alt", "/T", "/Lang") if key in kids}
        for one in kids.get("/A", []):
            attributes |= {key.lstrip("/"): value for key, value in one.get_object().items()}
        yield Node(str(kids["/S"]).lstrip("/"), attributes, list(_below(kids["/K"])) if "/K" in kids else [])


def xmp(content: bytes) -> str:
    return bytes(reader(content).trailer["/Root"]["/Metadata"].get_data()).decode()


def text(content: bytes) -> str:
    """The words of all pages, as pdfium reads them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
