"""Where a run keeps what goes when it ends: in memory, if the system has room there, else on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 2 * 1024**3
"""Bytes that must be free: the databases of a run take a tenth of it. A container often has 64 MB there."""
LONGEST = 60
"""Characters of its path: a socket in it may have a hundred."""


def make_folder(prefix: str) -> Path:
    """A new temporary folder. A database has a thousand files, which a disk makes and removes ten times as slowly."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=_place()))


def _place() -> Path:
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        return MEMORY
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) < LONGEST else Path("/tmp")
