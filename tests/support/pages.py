"""What a page says, for tests that look for words in it."""

from __future__ import annotations

import re
from typing import Any


def html(response: Any, status: int = 200) -> str:
    """The source of a page that has this status, with single spaces."""
    assert response.status_code == status, response.content[:800]
    return re.sub(r"\s+", " ", response.content.decode())


def text(response: Any) -> str:
    """The words of an answer, whatever its status, without markup and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
