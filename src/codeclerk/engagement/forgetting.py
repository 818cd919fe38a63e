"""What goes as time passes: what an erased person wrote to the helpdesk is erased too, and their places are free."""

from __future__ import annotations

from datetime import datetime

from codeclerk.engagement import find
from codeclerk.engagement.commands.bookings import CancelBooking
from codeclerk.engagement.commands.helpdesk import EraseRequest
from codeclerk.engagement.commands.inputs import CLOCK
from codeclerk.engagement.models import RequestRecord
from codeclerk.kernel import bus
from codeclerk.kernel.calendar import london_day
from codeclerk.kernel.tick import on_tick


@on_tick("helpdesk requests of erased persons")
def forget(now: datetime) -> str:
    """Erase the requests of persons who were erased; how many, in words. One query where there is none."""
    rows = RequestRecord.objects.filter(person__erased_at__lte=now, erased_at__isnull=True)
    keys = list(rows.order_by("pk").values_list("key", flat=True))
    for key in keys:
        bus.execute(EraseRequest, {"request": key}, actor=CLOCK)
    return f"{len(keys)} erased"


@on_tick("bookings of erased persons")
def free(now: datetime) -> str:
    """Cancel what erased persons booked for days that are not over; how many, in words. One query where there is
    none."""
    booked = find.booked_by_erased(london_day(now))
    for day, person in booked:
        bus.execute(CancelBooking, {"engagement": day, "person": person}, actor=CLOCK)
    return f"{len(booked)} cancelled"
