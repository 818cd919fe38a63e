"""The Change Status Report of March 2021 from the loaded example, on the database of the environment.

Prints one JSON object, in milliseconds: the first report of the process, and the median of those after it.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from codeclerk.wsgi import application

assert application is not None  # it starts as a server does

from codeclerk.ingest import loader  # noqa: E402
from codeclerk.kernel import clock  # noqa: E402
from codeclerk.kernel.calendar.dates import Month  # noqa: E402
from codeclerk.kernel.lens import PUBLIC  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.papers import registry  # noqa: E402
from codeclerk.papers.model import Paper  # noqa: E402
from codeclerk.papers.rendering import FORMATS  # noqa: E402

AS_AT, TIMES = date(2021, 3, 5), 7


def draft() -> Paper:
    """The report, read and composed."""
    kind, params = registry.find("change-status"), registry.Params(Month(2021, 3))
    return registry.build(
        kind, registry.lens_for(kind, PUBLIC, params, AS_AT, registry.known_by(AS_AT, clock.now())), params
    )


def milliseconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    prepare_database()
    loader.load()
    pdf = FORMATS["pdf"]
    told: dict[str, float] = {"first": milliseconds(lambda: pdf.write(draft()))}
    told["whole"] = statistics.median(milliseconds(lambda: pdf.write(draft())) for _ in range(TIMES))
    told["read"] = statistics.median(milliseconds(draft) for _ in range(TIMES))
    paper = draft()
    for name, form in FORMATS.items():
        form.write(paper)
        told[name] = statistics.median(milliseconds(lambda form=form: form.write(paper)) for _ in range(TIMES))
    print(json.dumps(told))


main()
