"""The example Code, version by version."""

from pathlib import Path

import codeclerk
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.recovery import recover

FOLDER = Path(codeclerk.__file__).parent / "ingest" / "example" / "code"
NAMES = ("section-a", "section-h", "section-k", "schedule-11", "appendix-i", "appendix-al")


def named(stem):
    kind, letter = stem.split("-")
    return f"{kind.capitalize()} {letter.upper()}"


def texts(*folders):
    """The documents of the first folder, in the place of each the one of a later folder that has it."""
    for stem in NAMES:
        files = [FOLDER / folder / f"{stem}.txt" for folder in folders]
        last = next(file for file in reversed(files) if file.exists())
        yield Text(named(stem), last.read_text(encoding="utf-8"), last.name)


def amended(base, number):
    return recover(base, read(texts("1.0", number)))
