"""What an uploaded file is. Its name and the type it was sent under are never believed: its bytes decide.

A file is refused unless it is one of the types below, whole, and harmless to open: no bomb that unpacks to more than
`MOST_UNPACKED`, no archives in archives in archives, no XML that declares entities, no macros, no password.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.expatreader import create_parser  # type: ignore[import-untyped]

from codeclerk.kernel.errors import Reason, Refused

MEGABYTE = 1024 * 1024
LARGEST = 30 * MEGABYTE
"""Bytes of a file. The largest published paper at hand has 6 MB."""
MOST_UNPACKED = 200 * MEGABYTE
"""Bytes that an Office file may unpack to, archives inside it included."""
MOST_ENTRIES = 5_000
"""Parts that an Office file may have, archives inside it included."""
DEEPEST = 1
"""A workbook embedded in a document is usual; an archive inside that one is not."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, CSV, JSON, PNG = "text/plain", "text/csv", "application/json", "image/png"

SUFFIXES = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", TEXT: "txt", CSV: "csv", JSON: "json", PNG: "png"}
"""Media types taken -> the ending that a download gets."""

REFUSED_FILE = Reason(
    "sources.file_refused",
    rule="an uploaded file is a PDF, docx, xlsx, plain text, CSV, JSON or PNG file, whole, harmless, at most 30 MB",
    problem="{object} cannot be taken: {why}",
    remedy="{remedy}",
)

_PLAIN_BYTES = bytes(range(32, 256)) + b"\t\n\r\f"


@dataclass(frozen=True)
class FileFacts:
    """What the bytes say. `lines` is known for text only, counted as editors do."""

    media_type: str
    size: int
    lines: int | None = None


def inspect(content: bytes, declared: str = "") -> FileFacts:
    """What this file is, or a refusal. `declared` only tells CSV from other text, which look alike."""
    if len(content) > LARGEST:
        raise too_large()
    if not content:
        raise _no("it is empty", "Choose the file again; the upload may have been cut off.")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise _no("it is a PDF file without its end", "Download or save it again; it was cut off.")
        return FileFacts(PDF, len(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        if content[12:16] != b"IHDR" or b"IEND" not in content[-32:]:
            raise _no("it is a PNG image without its end", "Save it again; it was cut off.")
        return FileFacts(PNG, len(content))
    if content.startswith(b"PK"):
        return FileFacts(_office(content), len(content))
    return _text(content, declared)


def too_large() -> Refused:
    """The refusal of a file over the limit."""
    return _no(f"it is larger than {LARGEST // MEGABYTE} MB", "Register it by its hash, without its file.")


def _no(why: str, remedy: str) -> Refused:
    return REFUSED_FILE.refuse("the file", why=why, remedy=remedy, field="file")


def _text(content: bytes, declared: str) -> FileFacts:
    if content.translate(None, _PLAIN_BYTES):
        raise _no("it is of no type that is taken", "Save it as PDF, docx, xlsx, plain text, CSV, JSON or PNG.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no("it is text, but not in UTF-8", "Save it with the encoding UTF-8.") from None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        return FileFacts(JSON, len(content), lines)
    return FileFacts(CSV if declared == CSV else TEXT, len(content), lines)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


class _Budget:
    """What an Office file has used up, archives inside it included."""

    def __init__(self) -> None:
        self.entries = 0
        self.unpacked = 0

    def spend(self, entries: int = 0, unpacked: int = 0) -> None:
        self.entries += entries
        self.unpacked += unpacked
        if self.entries > MOST_ENTRIES or self.unpacked > MOST_UNPACKED:
            limit = f"{MOST_ENTRIES:,} parts or {MOST_UNPACKED // MEGABYTE} MB"
            raise _no(f"it unpacks to more than {limit}", "Take out large pictures and save it again.")


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


def _office(content: bytes) -> str:
    budget = _Budget()
    try:
        types = _walk(content, budget, 0)
    except _DAMAGED as error:
        raise _no("it is a damaged Office or ZIP file", "Open it in Word or Excel and save it again.") from error
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise _no("it holds macros", "Save it without macros, as docx or xlsx.")
    for media_type in (DOCX, XLSX):
        if f"{media_type}.main+xml".encode() in types:
            return media_type
    raise _no("it is an archive, but neither a Word nor an Excel file", "Upload the files in it one by one.")


def _walk(content: bytes, budget: _Budget, depth: int) -> bytes:
    """Unpack every part within the budget, keeping none; return what the archive says its parts are."""
    types = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        budget.spend(entries=len(entries))
        if sum(entry.file_size for entry in entries) + budget.unpacked > MOST_UNPACKED:
            budget.spend(unpacked=MOST_UNPACKED + 1)
        for entry in entries:
            if entry.flag_bits & 1:
                raise _no("it has a password", "Save it without a password.")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _no("it is packed in an unusual way", "Open it in Word or Excel and save it again.")
            with archive.open(entry) as part:
                types += _part(entry, part, budget, depth)
    return types


def _part(entry: zipfile.ZipInfo, part: IO[bytes], budget: _Budget, depth: int) -> bytes:
    start = part.read(MEGABYTE)
    budget.spend(unpacked=len(start))
    name = entry.filename.lower()
    is_archive, is_xml = start.startswith(b"PK\x03\x04"), name.endswith((".xml", ".rels"))
    rest = bytearray(start) if is_archive or name == "[content_types].xml" else None
    parser = None
    if is_xml:
        parser = create_parser(forbid_dtd=True)
        parser.setContentHandler(ContentHandler())
    try:
        chunk = start
        while chunk:
            if parser is not None:
                parser.feed(chunk)
            chunk = part.read(MEGABYTE)
            budget.spend(unpacked=len(chunk))
            if rest is not None:
                rest += chunk
        if parser is not None:
            parser.close()
    except (SAXException, DefusedXmlException, LookupError) as error:
        if isinstance(error, DefusedXmlException):
            raise _no("its XML declares entities", "Open it in Word or Excel and save it again.") from error
        raise _no("its XML is damaged", "Open it in Word or Excel and save it again.") from error
    if is_archive and rest is not None:
        if depth == DEEPEST:
            raise _no("it holds archives inside archives", "Take out the embedded files and save it again.")
        _walk(bytes(rest), budget, depth + 1)
    return bytes(rest) if rest is not None and depth == 0 and name == "[content_types].xml" else b""
