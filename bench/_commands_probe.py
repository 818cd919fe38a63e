"""Commands through the bus beside a plain save of the same row, on the database of the environment."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

import django

django.setup()

from django.db import connection, models, transaction  # noqa: E402

from codeclerk.kernel import bus, clock, seal  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.kernel.verify import verify  # noqa: E402

COMMANDS = 400


class Plain(models.Model):
    """What a simple application would keep: the row, and nothing about how it came to be."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    changed = models.DateTimeField()

    class Meta:
        app_label = "bench"


def rate(work: Callable[[int], object]) -> tuple[float, float]:
    """Calls per second, and the median of one call in milliseconds."""
    took = []
    for number in range(COMMANDS):
        started = time.perf_counter()
        work(number)
        took.append(time.perf_counter() - started)
    return COMMANDS / sum(took), statistics.median(took) * 1000


def command(number: int) -> None:
    data = {"key": f"party-{number}", "name": f"Party {number}", "kind": "party"}
    bus.execute("add_organisation", data, actor="system:install")


def preview(number: int) -> None:
    data = {"key": f"other-{number}", "name": f"Other {number}", "kind": "party"}
    bus.preview("add_organisation", data, actor="system:install")


def save(number: int) -> None:
    with transaction.atomic():
        Plain(key=f"party-{number}", name=f"Party {number}", changed=clock.now()).save()


prepare_database()
with connection.schema_editor() as editor:
    editor.create_model(Plain)
commands, command_ms = rate(command)
previews, preview_ms = rate(preview)
saves, save_ms = rate(save)
started = time.perf_counter()
seal.seal_pending(clock.now())
report = verify()
verified = report.events / (time.perf_counter() - started)
assert report.is_sound, str(report)
print(
    json.dumps(
        {
            "commands": commands,
            "command_ms": command_ms,
            "previews": previews,
            "preview_ms": preview_ms,
            "saves": saves,
            "save_ms": save_ms,
            "verified": verified,
        }
    )
)
