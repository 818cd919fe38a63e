"""Steps of the process through the bus beside `set_status` and a plain save, on the database of the environment."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import django

django.setup()

from django.db import connection, models, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from codeclerk.kernel import bus, clock, seal  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.kernel.verify import verify  # noqa: E402

PROPOSALS = 60
RAISED, DAY = date(2021, 1, 4), date(2021, 3, 12)
SHOWN = {"work_package": "PMP:82-85", "problem_defined": "PMP:79-80", "report_complete": "PMP:140-146"}


class PlainStatus(models.Model):
    """What a simple application would keep: where each proposal stands, and nothing about how it came there."""

    proposal = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=64)
    changed = models.DateTimeField()

    class Meta:
        app_label = "bench"


def send(act: str, day: date = DAY, **data: Any) -> None:
    bus.execute(act, data, actor="system:import", effective=day)


def step(number: str, name: str, day: date = DAY, *shown: str, **given: Any) -> None:
    evidence = tuple({"condition": one, "where": SHOWN[one]} for one in shown)
    send("take_step", day, proposal=number, step=name, shown=evidence, **given)


def median(work: Callable[[str], object], numbers: list[str]) -> dict[str, float]:
    """The middle and the slowest of ten of the calls in milliseconds, and the queries of the last one."""
    took = []
    for number in numbers[:-1]:
        started = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as seen:
        work(numbers[-1])
    return {"p50": statistics.median(took), "p90": statistics.quantiles(took, n=10)[-1], "queries": len(seen)}


def save(number: str) -> None:
    with transaction.atomic():
        PlainStatus.objects.filter(proposal=number).update(status="refinement", changed=clock.now())


prepare_database()
with connection.schema_editor() as editor:
    editor.create_model(PlainStatus)
old = [f"SECMP{1000 + n}" for n in range(PROPOSALS)]
new = [f"DP{100 + n}" for n in range(PROPOSALS)]
more = [f"SECMP{2000 + n}" for n in range(PROPOSALS)]
for numbers, status in ((old, "initial_modification_report"), (more, "refinement"), (new, "draft_proposal")):
    for number in numbers:
        send("register_proposal", RAISED, number=number, title=f"Title of {number}", status=status)
        PlainStatus.objects.create(proposal=number, status=status, changed=clock.now())
for number in new:
    step(number, "csc_final_comment", date(2021, 2, 23), "problem_defined")
found = {
    "save": median(save, old),
    "set_status": median(lambda one: send("set_status", proposal=one, status="refinement"), old),
    "report_to_panel": median(lambda one: step(one, "report_to_panel", DAY, "report_complete"), more),
    "convert": median(lambda one: step(one, "convert", DAY, "work_package"), new),
}
seal.seal_pending(clock.now())
assert verify().is_sound
print(json.dumps(found))
