"""Writing a file so that it appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from codeclerk.kernel.errors import Kind, Reason

NOT_WRITTEN = Reason(
    "papers.not_written",
    rule="a file appears whole or not at all",
    problem="{object} could not be written: {why}",
    remedy="Free some room or choose another place; what stood there before is untouched.",
    kind=Kind.BROKEN,
)


def write_file(path: Path, content: bytes) -> None:
    """Write beside the place and move there once it is on the disk. Refuses with the reason; leaves nothing behind."""
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is private; this one is as open as any other that the user writes.
        umask = os.umask(0)
        os.umask(umask)
        Path(part).chmod(0o666 & ~umask)
        Path(part).replace(path)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        raise NOT_WRITTEN.refuse(str(path), why=error.strerror or str(error)) from error
