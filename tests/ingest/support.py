"""Small folders of data to load."""

from __future__ import annotations

import json
from pathlib import Path

from codeclerk.ingest import loader
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.models import Event

PAPERS = """\
papers:
  - id: SMALL
    sha256: 1111111111111111111111111111111111111111111111111111111111111111
    title: A small paper
    kind: paper
    published: 2021-03-05
    lines: 100
    classification: White
    versions:
      "1.0": 2021-01-29
"""


def folder(tmp_path: Path, papers: str = PAPERS, **files: str) -> Path:
    """A folder of data: `papers.yaml`, and one file for each keyword, whose text is everything below `paper:`."""
    made = tmp_path / "small"
    made.mkdir(exist_ok=True)
    (made / "papers.yaml").write_text(papers, encoding="utf-8")
    for name, text in files.items():
        (made / f"{name}.yaml").write_text(f"paper: SMALL\n{text}", encoding="utf-8")
    return made


SIGNED = {"key", "manifest", "signature"}
"""What a version of the code has of the installation that published it."""


def told() -> list[tuple[object, ...]]:
    """Every event as it is in every record that comes of the same load: without the instants of recording, the salts of
    private parts, and the installation's signatures."""
    fields = ("stream", "seq", "type", "version", "effective", "known_from", "source_document", "source_locator")
    found = []
    for event in Event.objects.order_by("pk"):
        own = SIGNED if event.type == "legaltext.version_published" else {"_private"}
        body = {key: value for key, value in event.body_json().items() if key not in own}
        command = str(event.receipt_id) if event.actor == loader.ACTOR else ""
        found.append((*(getattr(event, name) for name in fields), command, json.dumps(body, sort_keys=True)))
    return found


def refusals(call, *arguments) -> tuple[Refusal, ...]:
    """Every refusal that a call meets; none when it meets none."""
    try:
        call(*arguments)
    except Refused as refused:
        return refused.refusals
    return ()


def only(call, *arguments) -> Refusal:
    """The one refusal that a call meets."""
    found = refusals(call, *arguments)
    assert len(found) == 1, found
    return found[0]
