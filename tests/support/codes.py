"""Running another code than the shipped default in a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from codeclerk.kernel import publishing
from codeclerk.kernel.packs import Pack


def running(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """The pack in a folder as the one that runs; for a fixture to `yield from`."""
    monkeypatch.setattr(settings.CONFIG, "code", folder.name)
    monkeypatch.setattr(publishing, "installed_packs", lambda: {folder.name: folder})
    publishing.running_pack.cache_clear()
    yield publishing.running_pack()
    publishing.running_pack.cache_clear()
