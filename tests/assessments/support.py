"""Short ways to put assessments into the record."""

from __future__ import annotations

from datetime import date

from tests.register.support import do, lens, refused, registered

__all__ = ["asked", "do", "lens", "refused", "registered", "step"]


def step(name: str, day: str, **more: str) -> dict[str, str]:
    """One step as `record_assessment` takes it."""
    return {"step": name, "day": day, **more}


def asked(number: str = "MP140", kind: str = "PA", day: date | str = "2021-01-27", **more: object) -> str:
    """A requested assessment of a registered proposal; its key."""
    return do("request_assessment", _from=day, proposal=number, kind=kind, **more)["assessment"]
