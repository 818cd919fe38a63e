"""Short ways to found a small register through the bus. Pseudonyms only."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codeclerk.kernel import bus, clock
from codeclerk.kernel.calendar.dates import start_of_london_day
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.lens import PUBLIC, Lens, Viewer

IMPORT = "system:import"


def do(act: str, /, _by: str = IMPORT, _from: date | str | None = None, _known: date | str | None = None, **data: Any):
    """Carry out an act; the answer."""
    return bus.execute(act, data, actor=_by, effective=_day(_from), known_from=_instant(_known)).answer


def refused(act: str, /, _by: str = IMPORT, _from: date | str | None = None, **data: Any) -> Refusal:
    """The refusal that an act meets."""
    with pytest.raises(Refused) as caught:
        bus.execute(act, data, actor=_by, effective=_day(_from))
    return caught.value.first


def registered(number: str, title: str = "", since: date | str = "2019-10-22", **more: Any) -> str:
    """A proposal in the register; its key."""
    return do("register_proposal", _from=since, number=number, title=title, **more)["proposal"]


def organisation(key: str, name: str, kind: str = "party", **more: Any) -> str:
    do("add_organisation", _from="2013-09-23", key=key, name=name, kind=kind, **more)
    return key


def person(key: str, name: str = "Pseudonym Quillfeather", **more: Any) -> str:
    return do("register_person", key=key, name=name, **more)["person"]


def line(key: str) -> Any:
    """A proposal as a panel is handed it, for one that reads nothing but its key."""
    return SimpleNamespace(key=key)


def lens(day: date | str | None = None, known: date | str | None = None, viewer: Viewer = PUBLIC) -> Lens:
    """As at a day, today if none, as known now or at the end of another day."""
    return Lens(viewer, _day(day) or clock.today(), _instant(known) or clock.now())


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _instant(day: date | str | None) -> datetime | None:
    found = _day(day)
    return start_of_london_day(found) if found else None


@contextmanager
def queries(exactly: int):
    """Fails unless the block makes exactly so many queries."""
    with CaptureQueriesContext(connection) as seen:
        yield
    assert len(seen) == exactly, f"{len(seen)} queries:\n" + "\n".join(query["sql"] for query in seen.captured_queries)
