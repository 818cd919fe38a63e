"""The register's pages and the desk at 100, 1,000 and 10,000 proposals with 100 events each, in process.

The lists stand beside a flat table, which is the same page with the same template over one row a proposal, as a simple
application would have it: no history, no day to look at, no sources. A page "again" was asked for since the last
record, so that its list is kept in memory; the desk is one, but for "right after a change". `BENCH_PROPOSALS=1000`
measures that size alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from bench._databases import both, run_probe
from bench.commands import row

SIZES = (100, 1_000, 10_000)
ON_POSTGRESQL = 1_000
"""The largest size that is measured on PostgreSQL too."""
MOST_QUERIES, MOST_MS = 12, 50
GROWING = {
    "list": "the list",
    "any page": "the list, any page",
    "page": "a proposal's page",
    "desk of an analyst": "the desk of an analyst",
}
"""The pages that are compared between the least and the largest size."""
ORDINARY = "100 to 190 ms and 42 to 50 queries for an ordinary page of comparable systems"


def measure() -> list[dict[str, Any]]:
    """Rows for every size, and then what is flat and what is not."""
    chosen = os.environ.get("BENCH_PROPOSALS")
    sizes = (int(chosen),) if chosen else SIZES
    rows: list[dict[str, Any]] = []
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        with both() as environments:
            for name, environment in environments.items():
                if name == "PostgreSQL" and (size > ON_POSTGRESQL or size == min(SIZES)):
                    continue
                probe = run_probe("_register_probe", environment | {"BENCH_PROPOSALS": str(size)})
                rows += list(_rows(f"{name}, {size:,}", probe))
                found |= {size: probe["pages"]} if name == "SQLite" else {}
    if len(found) > 1:
        least, most = min(found), max(found)
        for page, what in GROWING.items():
            times = found[most][page]["p50"] / found[least][page]["p50"]
            beside = f"{most // least} times the proposals"
            rows.append(row(f"{what}, {most:,} beside {least:,} proposals, median", times, "times", beside))
    return rows


def _rows(where: str, probe: dict[str, Any]) -> Iterator[dict[str, Any]]:
    pages = probe["pages"]
    flat, flat_filter, flat_words = (pages[name] for name in ("flat list", "flat filter", "flat words"))

    def told(what: str, page: str, beside: dict[str, float] | None = None, text: str = "") -> dict[str, Any]:
        """The 95th percentile of a page, with its median and its queries in the name."""
        one = pages[page]
        name = f"{where}: {what}, p95 (median {one['p50']:.0f} ms, {one['queries']} queries)"
        if beside is None:
            return row(
                name, one["p95"], "ms", text or f"goal {MOST_MS} ms, {MOST_QUERIES} queries", one["p95"] / MOST_MS
            )
        text = f"flat table: {beside['p95']:.0f} ms (median {beside['p50']:.0f} ms, {beside['queries']} queries)"
        return row(name, one["p95"], "ms", text, one["p95"] / beside["p95"])

    excel = f"Excel file opened and searched with openpyxl: {probe['spreadsheet']:,.0f} ms"
    yield row(f"{where}: {probe['events']:,} events seeded", probe["seeded"], "/s", "")
    yield row(f"{where}: the same log verified", probe["verified"], "/s", "")
    yield told("list", "list", flat)
    yield told("list, any page", "any page")
    yield told("list, as at and known at 5 March 2021", "as at", text="the flat table has no such thing")
    yield told("list by stage and document, first", "filter", flat_filter)
    yield told("list by stage and document, again", "filter again", flat_filter)
    yield told("list by two words, first", "words", flat_words)
    yield told("list by two words, again", "words again", flat_words)
    yield told("list in another order", "order", flat)
    yield told("list right after a change", "after a change")
    yield told("a proposal's page", "page", text=ORDINARY)
    for whose in ("an analyst", "a proposer"):
        yield told(f"desk of {whose}", f"desk of {whose}")
        yield told(f"desk of {whose}, right after a change", f"desk of {whose} after a change")
    yield row(f"{where}: every line read", probe["whole"], "ms", excel, probe["whole"] / probe["spreadsheet"])
