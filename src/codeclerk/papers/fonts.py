"""The typeface of the papers: where it is, whether it is whole, and which characters it has."""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from pathlib import Path

from codeclerk.kernel.errors import Kind, Reason

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Liberation Sans"
FILES = {
    "LiberationSans-Regular.ttf": "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d",
    "LiberationSans-Bold.ttf": "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4",
    "LiberationSans-Italic.ttf": "01f559e5c501d3d5777647c6a92b3ff37a4523bcf4f3b6e97ae052af567618b1",
    "LiberationSans-BoldItalic.ttf": "15c1068175252e4adee6d3721bf74064ffe437f679d9dbaeacd03fa7711a041b",
}
"""The font files and their SHA-256: with another font the same paper would give other bytes."""

MISSING = Reason(
    "papers.font_missing",
    rule="papers are set in the Liberation Sans that the product ships, so that the same paper gives the same bytes",
    problem="the font file {object} is {state}",
    remedy="Install the product again; the fonts are part of it.",
    kind=Kind.BROKEN,
)


def check(folder: Path | None = None) -> Path:
    """The folder of the fonts, all of them whole. Refuses when one is missing or another one."""
    folder = folder or FOLDER
    for name, digest in FILES.items():
        file = folder / name
        if not file.is_file():
            raise MISSING.refuse(name, state="missing")
        with file.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != digest:
                raise MISSING.refuse(name, state="not the one that was shipped")
    return folder


@cache
def characters(folder: Path) -> frozenset[int]:
    """The code points that every style has a glyph for."""
    return frozenset.intersection(*(_characters((folder / name).read_bytes()) for name in FILES))


def _characters(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font: the segments of its Unicode table (cmap format 4)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])}
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for position in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * position)
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", font, cmap + offset)[0] == 4:
            found |= _segments(font, cmap + offset)
    return frozenset(found)


def _segments(font: bytes, at: int) -> set[int]:
    double = struct.unpack_from(">H", font, at + 6)[0]
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{count}h", font, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    found = set()
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets_at + 2 * n + offset + 2 * (code - start))[0]
            if offset == 0 or glyph:
                glyph = (glyph + delta) & 0xFFFF
            if glyph:
                found.add(code)
    return found
