"""Short ways to put assessments into the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.support import do, lens, organisation, person, refused, registered

__all__ = ["asked", "assessor", "clerk", "count", "do", "lens", "load_three", "refused", "registered", "step"]


def step(name: str, day: str, **more: str) -> dict[str, str]:
    """One step as `record_assessment` takes it."""
    return {"step": name, "day": day, **more}


def asked(number: str = "MP140", kind: str = "PA", day: date | str = "2021-01-27", **more: object) -> str:
    """A requested assessment of a registered proposal; its key."""
    return do("request_assessment", _from=day, proposal=number, kind=kind, **more)["assessment"]


def count(read: Callable[[], object]) -> int:
    """How many queries a read takes."""
    with CaptureQueriesContext(connection) as taken:
        read()
    return len(taken)


def assessor(key: str) -> None:
    """A person with an account who assesses for the DCC."""
    organisation("dcc", "Data Communications Company", kind="central service", category="DCC")
    person(key, f"Pseudonym {key}", email=f"{key}@example.com")
    held = {"person": key, "role": "dcc_assessor", "organisation": "dcc"}
    do("give_membership", _by="system:install", _from="2020-01-01", **held)
    do("open_account", _by="system:install", person=key)


def clerk(key: str) -> None:
    """A person with an account who manages assessments at the code administrator."""
    person(key, f"Pseudonym {key}", email=f"{key}@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person=key, role="secretariat")
    do("open_account", _by="system:install", person=key)


def load_three() -> None:
    """One that is open and late, one that was queried, one that came in."""
    registered("MP140", "CH Stock Transfer", "2020-09-01")
    do(
        "record_assessment",
        proposal="MP140",
        kind="PA",
        steps=[
            step("requested", "2021-01-27"),
            step("accepted", "2021-02-04"),
            step("expected", "2021-03-15", said_on="2021-02-26", note="The providers still work on it."),
        ],
    )
    registered("MP125", "Correcting the ESME variant", "2020-06-01")
    do(
        "record_assessment",
        proposal="MP125",
        kind="PA",
        steps=[step("requested", "2020-09-03"), step("queried", "2020-09-03")],
    )
    registered("MP092", "New Planned Maintenance methodology", "2019-10-22")
    steps = [step("accepted", "2019-12-02", sure="inferred"), step("returned", "2020-06-05")]
    do("record_assessment", proposal="MP092", kind="PA", steps=steps)
