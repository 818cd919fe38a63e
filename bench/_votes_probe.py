"""A vote of 2,000 Parties through the bus, in the code and on the database of the environment."""

from __future__ import annotations

import json
import statistics
import time
from datetime import date, timedelta
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402

from codeclerk.kernel import bus, clock, seal  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.kernel.verify import verify  # noqa: E402

PARTIES, GIVEN = 2000, 60
CATEGORIES = ("dno", "supplier", "dg", "gas_supplier")
IMPORT, CLERK, RAISED = "system:import", "person:clerk", date(2021, 1, 4)


def send(act: str, actor: str = IMPORT, day: date | None = None, **data: Any) -> float:
    """Carry out an act; how long it took, in milliseconds."""
    started = time.perf_counter()
    bus.execute(act, data, actor=actor, effective=day)
    return (time.perf_counter() - started) * 1000


prepare_database()
with transaction.atomic():
    send("register_person", key="clerk", name="Pseudonym Clerk")
    send("give_membership", "system:install", date(2020, 1, 1), person="clerk", role="secretariat")
    for number in range(PARTIES):
        category = CATEGORIES[number % len(CATEGORIES)]
        send(
            "add_organisation",
            day=RAISED,
            key=f"party-{number}",
            name=f"Party {number}",
            kind="party",
            category=category,
        )
    for number in range(GIVEN):
        send("register_person", key=f"contact-{number}", name="Pseudonym Contact")
        held = {"person": f"contact-{number}", "organisation": f"party-{number}", "role": "party_contact"}
        send("give_membership", "system:install", RAISED, **held)
    send("register_proposal", day=RAISED, number="DCP001", title="A change", status="voting", path="part_2")
opened = send("open_vote", CLERK, proposal="DCP001", closes=clock.today() + timedelta(days=7))
vote = "0001-parties-1"
cast = [send("cast_position", f"person:contact-{number}", vote=vote, choice="in_favour") for number in range(GIVEN)]
send("close_vote", CLERK, vote=vote, reason="The benchmark has no time.")
counted = send("count_vote", CLERK, vote=vote)
seal.seal_pending(clock.now())
report = verify()
assert report.is_sound, str(report)
print(json.dumps({"open": opened, "cast": statistics.median(cast), "count": counted, "given": GIVEN}))
