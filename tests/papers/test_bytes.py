"""Same data, same bytes: in another process, time zone, language and hash seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

CODE = """
import hashlib, json
from codeclerk.papers.rendering import render
from tests.papers import sample
made = sample.issued(sample.with_attachments(sample.paper(30)))
print(json.dumps({one.name: one.sha256 for one in render(made)}))
"""


def digests(**environment: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": ".", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_every_writer_gives_the_same_bytes_in_another_process():
    first = digests(PYTHONHASHSEED="1", TZ="Europe/London", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1")
    second = digests(PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C", SOURCE_DATE_EPOCH="999999999")
    assert first == second
    assert {"paper.pdf", "paper.docx", "paper.html", "paper.json", "tables/open.csv"} <= set(first)
