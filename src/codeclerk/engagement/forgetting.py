"""What goes as time passes: what an erased person wrote to the helpdesk is erased too."""

from __future__ import annotations

from datetime import datetime

from codeclerk.engagement.commands.helpdesk import CLOCK, EraseRequest
from codeclerk.engagement.models import RequestRecord
from codeclerk.kernel import bus
from codeclerk.kernel.tick import on_tick


@on_tick("helpdesk requests of erased persons")
def forget(now: datetime) -> str:
    """Erase the requests of persons who were erased; how many, in words. One query where there is none."""
    rows = RequestRecord.objects.filter(person__erased_at__lte=now, erased_at__isnull=True)
    keys = list(rows.order_by("pk").values_list("key", flat=True))
    for key in keys:
        bus.execute(EraseRequest, {"request": key}, actor=CLOCK)
    return f"{len(keys)} erased"
