"""Run the benchmarks of `bench/` and print their tables; `--record` also rewrites `docs/benchmarks.md`.

Each module of `bench/` has a `measure()` that returns rows with the keys `name`, `value`, `unit`, `beside` (what it is
compared with) and `ratio`; the first line of its docstring heads its table.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # instead of this folder, whose names would hide others
COLUMNS = {"name": "what", "value": "measured", "unit": "unit", "beside": "beside", "ratio": "ratio"}
INTRODUCTION = """# Benchmarks

Measured by `make bench BENCH_ARGS=--record`; never edited by hand. *Beside* is what a figure is compared with.
"""


def main() -> int:
    """Run the chosen benchmarks, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="modules of bench/; all of them when none is named")
    parser.add_argument("--record", action="store_true", help="rewrite docs/benchmarks.md with what was measured")
    chosen = parser.parse_args()
    available = names()
    if unknown := sorted(set(chosen.names) - set(available)):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(available) or 'none'}.", file=sys.stderr)
        return 2
    if chosen.record and chosen.names:
        print("Recording rewrites the whole page; leave the names out.", file=sys.stderr)
        return 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what users start is compiled already
    sections = [section(name) for name in chosen.names or available]
    print(machine(), *sections, sep="\n\n")
    if chosen.record:
        page = "\n".join([INTRODUCTION, machine(), "", "\n\n".join(sections), ""])
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    return 0


def names() -> list[str]:
    """The modules of bench/."""
    return sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))


def machine() -> str:
    """Where and when this was measured."""
    today = datetime.datetime.now(datetime.UTC).date()
    # Figures of a busy machine are worth little: the page says how busy it was.
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{os.cpu_count()} cores, load {load:.1f}, Python {python}, {platform.machine()}, {today:%d %B %Y}."


def section(name: str) -> str:
    """Run one benchmark; its heading and table in Markdown."""
    module = importlib.import_module(f"bench.{name}")
    title = (module.__doc__ or name).strip().splitlines()[0].rstrip(".")
    return f"## {title}\n\n{table(module.measure())}"


def table(rows: list[Mapping[str, Any]]) -> str:
    """The rows as a Markdown table, its columns aligned so that it reads in a terminal too."""
    cells = [list(COLUMNS.values()), *([_text(key, row.get(key)) for key in COLUMNS] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(COLUMNS))]
    rule = ["-" * width for width in widths]
    lines = [cells[0], rule, *cells[1:]]
    padded = (" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(f"| {line} |" for line in padded)


def _text(key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).replace("|", "\\|")
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{number} ×" if key == "ratio" else number


if __name__ == "__main__":
    sys.exit(main())
