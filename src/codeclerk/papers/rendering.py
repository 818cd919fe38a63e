"""Every file of a paper, made from the one value. Pure but for the fonts and templates it reads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from codeclerk.papers.codec import to_json
from codeclerk.papers.model import Paper

CSV_TYPE = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Format:
    """A way to write a paper."""

    name: str
    label: str
    media_type: str
    writer: Callable[[Paper], bytes] = field(compare=False)

    @property
    def file_name(self) -> str:
        return f"paper.{self.name}"

    def write(self, paper: Paper) -> bytes:
        """The paper's bytes in this format."""
        return self.writer(paper)


def _html(paper: Paper) -> bytes:
    from codeclerk.papers.writers.html import to_html

    return to_html(paper)


def _pdf(paper: Paper) -> bytes:
    from codeclerk.papers.writers.pdf import to_pdf

    return to_pdf(paper)


def _docx(paper: Paper) -> bytes:
    from codeclerk.papers.writers.docx import to_docx  # slow to load, and rarely asked for

    return to_docx(paper)


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("pdf", "PDF", "application/pdf", _pdf),
        Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
        Format("html", "HTML", "text/html; charset=utf-8", _html),
        Format("json", "JSON", "application/json", to_json),
    )
}


@dataclass(frozen=True)
class File:
    """A file of a paper: `paper.pdf`, `tables/open.csv`."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@lru_cache(maxsize=4)
def render(paper: Paper) -> tuple[File, ...]:
    """Every format, then every table as CSV. The last few papers are remembered: a check is followed by the issue."""
    from codeclerk.papers.writers.csv import to_csvs

    files = [File(one.file_name, one.media_type, one.write(paper)) for one in FORMATS.values()]
    files += [File(f"tables/{key}.csv", CSV_TYPE, content) for key, content in to_csvs(paper).items()]
    return tuple(files)
