"""Taking steps in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.progression.queries import State, state_of
from tests.register.support import do

WHERE = "Paper SECP_80"


def take(proposal: str, step: str, day: str, *, by: str = "", shown: tuple[str, ...] = (), **given: Any) -> Any:
    """Take a step; `shown` are the conditions that are shown in a paper."""
    evidence = tuple({"condition": one, "where": WHERE} for one in shown)
    return do("take_step", _from=day, proposal=proposal, step=step, by=by, shown=evidence, **given)


def state(proposal: str, day: str) -> State:
    """The state of a proposal, by its key, at the end of a day, as known now."""
    from codeclerk.kernel import clock

    found = state_of(Lens(PUBLIC, date.fromisoformat(day), clock.now()), proposal)
    assert found is not None
    return found
